import { h } from './dom.js';

const LINK = /(https:\/\/[^\s<>"]*[^\s<>".,;:!?)'\]])|([\w.+-]+@[\w-]+(?:\.[\w-]+)+)|(\b0\d{2,4} ?\d{3} ?\d{3,4}\b|\b(?:999|111|116 123)\b)/g;

/** Where a telephone number as people write it is dialled. */
export function tel(number) {
  const digits = number.replace(/\D/g, '');
  return 'tel:' + (digits.startsWith('0') ? '+44' + digits.slice(1) : digits);
}

/** A sentence with its web addresses, e-mail addresses and telephone numbers as links. */
export function linked(text) {
  const parts = [];
  let done = 0;
  for (const found of text.matchAll(LINK)) {
    const [all, web, mail] = found;
    parts.push(text.slice(done, found.index));
    const href = web ? web : mail ? 'mailto:' + mail : tel(all);
    const label = web ? web.replace(/^https:\/\/(www\.)?/, '') : all;
    parts.push(h('a', web ? { href, target: '_blank', rel: 'noopener noreferrer' } : { href, class: 'nowrap' }, label));
    done = found.index + all.length;
  }
  parts.push(text.slice(done));
  return parts.filter((part) => part !== '');
}

/** A line with **leading words** in bold. */
function line(text) {
  const bold = /^\*\*(.+?)\*\*/.exec(text);
  return bold ? [h('strong', {}, linked(bold[1])), ...linked(text.slice(bold[0].length))] : linked(text);
}

/** Paragraphs and lists of a message: [{kind: "p" | "ol" | "ul", lines: [...]}]. */
export function blocks(text) {
  const found = [];
  for (const raw of text.replace(/\r/g, '').split('\n')) {
    const item = /^(?:(\d+)\. |- )(.*)$/.exec(raw.trim());
    const kind = !raw.trim() ? null : !item ? 'p' : item[1] ? 'ol' : 'ul';
    const last = found[found.length - 1];
    if (!kind) found.push({ kind: null });
    else if (last && last.kind === kind) last.lines.push(item ? item[2] : raw);
    else found.push({ kind, lines: [item ? item[2] : raw] });
  }
  return found.filter((block) => block.kind);
}

/** The elements of one block. */
export function drawn({ kind, lines }) {
  if (kind !== 'p') return h(kind, {}, lines.map((each) => h('li', {}, line(each))));
  return h('p', {}, lines.flatMap((each, i) => (i ? [h('br'), ...line(each)] : line(each))));
}

/** The last question in a message, for the name of the answers to it. */
export function lastQuestion(text) {
  const asked = text.replace(/\*\*/g, '').match(/[^.?!\n]+\?/g);
  return asked ? asked[asked.length - 1].trim() : '';
}
