import { fill, h } from './dom.js';

/** Start again, forget, and what is kept: always in the same place. */
export function options(words, panel) {
  const kept = h('p');
  const sure = h('div', { hidden: true });
  const ask = (asking) => {
    sure.hidden = !asking;
    forget.hidden = asking;
    (asking ? sure.querySelector('button') : forget).focus();
  };
  const again = h('button', { type: 'button', onclick: () => {
    if (panel.send(words.again_says)) shut();
  } }, words.again);
  const forget = h('button', { type: 'button', onclick: () => ask(true) }, words.forget);
  sure.append(h('p', { id: 'sure' }, words.forget_question), h('div', { class: 'row', role: 'group', 'aria-labelledby': 'sure' },
    h('button', { type: 'button', onclick: () => {
      ask(false);
      shut();
      panel.forget();
    } }, words.forget_yes),
    h('button', { type: 'button', onclick: () => ask(false) }, words.forget_no)));
  const row = h('div', { class: 'row' }, again, forget);
  const node = h('details', {}, h('summary', {}, words.options_title), kept, row, sure);
  function shut() {
    node.open = false;
    node.querySelector('summary').focus();
  }
  function refresh() {
    const { kept: record, lasting } = panel.client;
    row.hidden = !record;
    const expires = record && panel.days.moment(new Date(record.expires_at), 'Europe/London');
    kept.textContent = !record ? words.kept_until_you_start : lasting ? fill(words.kept, { expires }) : `${fill(words.kept, { expires })} ${words.memory_only}`;
  }
  refresh();
  return { node, refresh };
}
