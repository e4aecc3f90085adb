import { h, fill } from './dom.js';
import { blocks, drawn, linked, tel } from './text.js';

/** Whether the letter is from another council, whose mediation service it names. */
const isElsewhere = (guidance) => Boolean((guidance.case || {}).other_council);

/** What to call the mediation service: by its name only where it is ours. */
const contactWords = (key, guidance, w) => w[isElsewhere(guidance) ? `${key}_elsewhere` : key];

/** The dates that matter in an answer, most pressing first: [[label, ISO date], ...]. */
export function datesOf(guidance, words) {
  const g = guidance;
  const dates = [];
  const contact = g.contact_mediation_practical_by || g.contact_mediation_by;
  if (contact && (g.contact_mediation === 'required' || g.contact_mediation === 'optional')) dates.push([contactWords('contact_by', g, words.answer), contact]);
  if (g.appeal_by) dates.push([words.answer.appeal_by, g.appeal_by]);
  return dates;
}

/**
 * The list of what happens next, drawn as a line to follow from today.
 *
 * A line that names a step's day has that day beside it. Contacting Kids stands above the list
 * in the message, so it is drawn as the first step here.
 */
function timeline(lines, guidance, days) {
  const w = days.words.answer;
  const list = drawn({ kind: 'ol', lines });
  list.className = 'timeline';
  const mark = (item, iso, sentence) =>
    item.prepend(h('span', { class: 'when' }, h('time', { datetime: iso }, fill(sentence, { date: days.short(iso) })), ' '));
  [...list.children].forEach((item, i) => {
    const { by, not_before } = guidance.steps.find((step) => [step.by, step.not_before].some((day) => day && lines[i].includes(days.long(day)))) || {};
    if (by || not_before) mark(item, by || not_before, by ? w.by : w.not_before);
  });
  const [[label, contact]] = [...datesOf(guidance, days.words), []];
  if (label === contactWords('contact_by', guidance, w) && days.until(contact) >= 0 && !lines[0].includes(days.long(contact))) {
    const first = h('li', {}, contactWords('contact_first', guidance, w));
    mark(first, contact, w.by);
    list.prepend(first);
  }
  return [h('p', { class: 'today' }, fill(w.today_marker, { date: days.short(days.today()) })), list];
}

/** The law that an answer rests on: each provision once, with the day it was last checked. */
function reasons(guidance, days) {
  const told = (guidance.reasons || []).map(({ provision, checked_on }) =>
    fill(days.words.answer.checked, { rule: provision, date: days.long(checked_on) }));
  return h('ul', {}, [...new Set(told)].map((each) => h('li', {}, each)));
}

/** A "Why:" paragraph without those words, which stand above it. */
function because({ kind, lines: [first, ...rest] }) {
  const bare = first.replace(/^(\*\*)?why:?(\*\*)?\s*/i, '');
  return drawn({ kind, lines: [bare.charAt(0).toUpperCase() + bare.slice(1), ...rest] });
}

/** An answer as a card: what to do first, the dates, the way ahead, and why. */
export function card({ text, guidance }, days, { open = false } = {}) {
  const w = days.words.answer;
  const all = blocks(text);
  const isWhy = ({ kind, lines }) => kind === 'p' && /^(\*\*)?why\b/i.test(lines[0]);
  const told = all.filter((block) => !isWhy(block));
  const at = Math.max(0, told.findIndex(({ lines }) => lines[0].startsWith('**')));
  const dates = datesOf(guidance, days.words);
  const parts = told.slice(0, at + 1).map(drawn);
  const rest = told.slice(at + 1);
  if (parts[at]) parts[at].classList.add('lead');
  if (dates.length) {
    parts.push(h('dl', { class: 'dates' }, dates.map(([label, iso]) => h('div', {}, h('dt', {}, label),
      h('dd', {}, h('time', { datetime: iso }, days.long(iso)), ' ', h('span', { class: 'left' }, days.left(iso)))))));
  }
  let isDrawn = false;
  for (const block of rest) {
    if (block.kind === 'ol' && !isDrawn) parts.push(...timeline(block.lines, guidance, days));
    else parts.push(drawn(block));
    isDrawn ||= block.kind === 'ol';
  }
  if ((guidance.reasons || []).length || all.some(isWhy)) {
    parts.push(h('details', { open }, h('summary', {}, w.why), all.filter(isWhy).map(because), reasons(guidance, days)));
  }
  return h('div', { class: 'card' }, parts);
}

/** What the parent told the guide, a line for each fact. */
export function toldLines(guidance, days) {
  const { mail, decisions } = days.words;
  const { decision, sections, letter_date } = guidance.case || {};
  return [
    decisions[decision] && fill(mail.decision, { said: decisions[decision] }),
    sections && sections.length && fill(mail.sections, { parts: sections.join(', ') }),
    letter_date && fill(mail.letter, { letter: days.long(letter_date) }),
  ].filter(Boolean);
}

/** A draft e-mail to the mediation service, with what the parent told the guide and nothing else. */
export function mailto(guidance, days) {
  const { mail, facts } = days.words;
  const contact = guidance.contact_mediation_by;
  const lines = [mail.hello, '', mail.asks, '', ...toldLines(guidance, days)];
  if (contact) lines.push(fill(mail.contact_by, { date: days.long(contact) }));
  if (!guidance.case) lines.push(mail.to_fill_case);
  lines.push('', mail.to_fill, '', mail.thanks);
  return `mailto:${facts.kids_email}?subject=${encodeURIComponent(mail.subject)}&body=${encodeURIComponent(lines.join('\r\n').replace(/\r?\n/g, '\r\n'))}`;
}

/** What can be done with an answer: calendar, print, e-mail, call, the form. */
export function actions(guidance, days, { calendar, print }) {
  const { answer: w, facts } = days.words;
  const hasDates = datesOf(guidance, days.words).length || guidance.steps.some((step) => step.by);
  const speaks = ['required', 'optional'].includes(guidance.contact_mediation) && !isElsewhere(guidance);
  const formName = guidance.form ? fill(w.form_named, { part: guidance.form }) : w.form;
  const action = (name, href, extra) => h('a', { class: 'action', href, ...extra }, name);
  return h('div', { role: 'group', 'aria-label': w.actions, class: 'actions' },
    h('p', { class: 'progress', 'aria-hidden': 'true' }, w.actions),
    hasDates && h('a', { class: 'action', href: '#', onclick: calendar }, w.calendar),
    h('button', { class: 'action', type: 'button', onclick: print }, w.print),
    speaks && action(w.call, tel(facts.kids_phone)),
    speaks && action(w.email, mailto(guidance, days)),
    guidance.right_of_appeal && action(formName, facts.tribunal_url, { target: '_blank', rel: 'noopener noreferrer' }));
}

/** Who can help, with hours, as a list. */
export const help = (words) => h('ul', {}, [words.help_first, ...words.help].map((each) => h('li', {}, linked(each))));
