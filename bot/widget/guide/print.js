import { card, help, toldLines } from './answer.js';
import { h, fill } from './dom.js';
import { PRINT } from './styles.js';

/** Open the answer as a page of its own to print or save. False where the browser stops it. */
export function printed(message, days) {
  const told = toldLines(message.guidance, days);
  const page = window.open('', '_blank');
  if (!page) return false;
  const { words } = days;
  const { print: w, language } = words;
  const sheet = new page.CSSStyleSheet();
  sheet.replaceSync(PRINT);
  page.document.adoptedStyleSheets = [sheet];
  page.document.title = w.title;
  page.document.documentElement.lang = language;
  page.document.body.replaceChildren(
    h('main', {},
      h('h1', {}, w.title),
      h('p', { class: 'made' }, fill(w.made, { made: days.moment() })),
      h('button', { type: 'button', onclick: () => page.print() }, w.button),
      card(message, days, { open: true }),
      told.length > 0 && h('h2', {}, w.told),
      told.length > 0 && h('ul', {}, told.map((each) => h('li', {}, each))),
      h('h2', {}, w.who), help(words),
      h('p', { class: 'made' }, w.not_advice)));
  page.document.body.querySelector('button').focus();
  return true;
}
