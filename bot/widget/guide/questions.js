import { h, fill } from './dom.js';
import { lastQuestion } from './text.js';

let made = 0;
const isSection = (text) => /^sections? [A-K]|"section":/i.test(text);

/** A fieldset that checks what was entered before it says it. */
function asked(words, { legend, hint, body, read, say }) {
  const id = 'ask' + ++made;
  const error = h('p', { class: 'error', id: id + 'e', hidden: true });
  const set = h('fieldset', { 'aria-describedby': id + 'h' },
    h('legend', {}, legend), h('p', { class: 'hint', id: id + 'h' }, hint), error, body);
  const form = h('form', { novalidate: true, onsubmit: (event) => {
    event.preventDefault();
    for (const field of set.querySelectorAll('input')) {
      field.removeAttribute('aria-invalid');
      field.removeAttribute('aria-describedby');
    }
    const { text, wrong, field } = read();
    error.hidden = !wrong;
    error.textContent = wrong || '';
    if (!wrong) return say(text);
    field.setAttribute('aria-invalid', 'true');
    field.setAttribute('aria-describedby', error.id);
    field.focus();
  } }, set, h('button', { class: 'main' }, words.continue));
  return form;
}

/** Checkboxes for the parts of a plan, with Continue. */
function sections(words, say) {
  const { legend, hint, labels, says_one, says_many, empty } = words.sections;
  const boxes = Object.entries(labels).map(([part, label]) => {
    const box = h('input', { type: 'checkbox', value: part });
    return [box, h('label', { class: 'box' }, box, h('span', {}, label))];
  });
  return asked(words, {
    legend, hint, say,
    body: h('div', { class: 'boxes' }, boxes.map(([, label]) => label)),
    read() {
      const parts = boxes.filter(([box]) => box.checked).map(([box]) => box.value);
      if (!parts.length) return { wrong: empty, field: boxes[0][0] };
      return { text: parts.length > 1 ? fill(says_many, { parts: parts.join(', ') }) : fill(says_one, { part: parts[0] }) };
    },
  });
}

/** The month (1 to 12) that was typed as a number or a name of three letters or more; 0 if none. */
function monthOf(typed, months) {
  const text = typed.trim().toLowerCase().replace(/\.$/, '');
  if (/^\d{1,2}$/.test(text)) return Number(text) <= 12 ? Number(text) : 0;
  return text.length < 3 ? 0 : months.findIndex((name) => name.toLowerCase().startsWith(text) || text === 'sept' && name === months[8]) + 1;
}

/** Day, month and year, with Continue. The guide reads the date back before it uses it. */
function dateFields(words, asks, say) {
  const w = words.date;
  const field = (name, label, size) => {
    const input = h('input', { name, size, maxlength: 20, autocomplete: 'off', inputmode: name === 'month' ? 'text' : 'numeric' });
    return [input, h('label', {}, label, input)];
  };
  const [day, dayLabel] = field('day', w.day, 3);
  const [month, monthLabel] = field('month', w.month, 9);
  const [year, yearLabel] = field('year', w.year, 5);
  return asked(words, {
    legend: w[asks], hint: w.hint, say,
    body: h('div', { class: 'fields' }, dayLabel, monthLabel, yearLabel),
    read() {
      const d = /^\d{1,2}$/.test(day.value.trim()) ? Number(day.value) : 0;
      const m = monthOf(month.value, w.months);
      const y = /^\d{4}$/.test(year.value.trim()) ? Number(year.value) : 0;
      if (d < 1 || d > 31) return { wrong: w.day_error, field: day };
      if (!m) return { wrong: w.month_error, field: month };
      if (!y) return { wrong: w.year_error, field: year };
      if (d > new Date(Date.UTC(y, m, 0)).getUTCDate()) return { wrong: w.not_real, field: day };
      return { text: `${d} ${w.months[m - 1]} ${y}` };
    },
  });
}

/** What the parent can answer to a message: fields for its question, then a button for each choice. */
export function answersTo(message, words, say) {
  const { asks, text } = message;
  const buttons = (message.buttons || []).filter(({ payload }) => asks !== 'sections' || !isSection(payload));
  const parts = [];
  if (words.progress[asks]) parts.push(h('p', { class: 'progress' }, words.progress[asks]));
  if (asks === 'sections') parts.push(sections(words, say));
  if (asks === 'letter_date' || asks === 'certificate_date') parts.push(dateFields(words, asks, say));
  if (buttons.length) {
    parts.push(h('div', { role: 'group', class: 'choices', 'aria-label': lastQuestion(text) || words.choose },
      buttons.map(({ title, payload }) => h('button', { class: 'choice', type: 'button', onclick: () => say(payload, title) }, title))));
  }
  return { parts, count: buttons.length };
}
