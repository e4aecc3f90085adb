import { card } from './answer.js';
import { h, fill } from './dom.js';
import { blocks, drawn } from './text.js';

/** What is drawn of a message: where boxes to tick follow, they stand for the list of parts. */
const shown = ({ text, asks }) => blocks(text).filter(({ kind }) => asks !== 'sections' || kind !== 'ul');

/** The conversation as one list: what was said, by whom, and what is not sent yet. */
export class Transcript {
  constructor(days, retry) {
    this.days = days;
    this.words = days.words;
    this.retry = retry;
    this.items = [];
    this.list = h('ol');
    this.node = h('div', { role: 'log', 'aria-live': 'polite', 'aria-label': this.words.log, class: 'log', tabindex: 0 }, this.list);
  }

  /** Fill in what was said before, without having it read out. */
  quietly(change) {
    this.node.setAttribute('aria-live', 'off');
    change();
    setTimeout(() => this.node.setAttribute('aria-live', 'polite'), 200);
  }

  clear() {
    this.items = [];
    this.list.replaceChildren();
  }

  get lastFromGuide() {
    return this.items.filter(({ from }) => from === 'guide').pop();
  }

  get lastAnswer() {
    return this.items.filter(({ guidance }) => guidance).pop();
  }

  has(id) {
    return this.items.some((item) => item.id === id);
  }

  get hasOwn() {
    return this.items.some(({ from }) => from === 'you');
  }

  /** Add a line to the end; gives its element. */
  add(item) {
    const before = this.lastFromGuide;
    this.items.push(item);
    item.node = item.from === 'you' ? this.own(item, before) : item.from === 'note' ? h('li', { class: 'note' }, item.text) : this.guide(item);
    this.list.append(item.node);
    return item.node;
  }

  guide(item) {
    const { choices, choices_one, speaker_guide } = this.words;
    const count = (item.buttons || []).length;
    const body = item.guidance ? card(item, this.days) : h('div', {}, shown(item).map(drawn));
    return h('li', { class: 'guide', tabindex: -1 }, h('h3', {}, speaker_guide), body,
      count > 0 && h('p', { class: 'away' }, count > 1 ? fill(choices, { choices: count }) : choices_one));
  }

  own(item, before) {
    const chosen = before && (before.buttons || []).find(({ payload }) => payload === item.text);
    item.shown = item.label || (chosen ? chosen.title : item.text);
    return h('li', { class: 'you', tabindex: -1, 'aria-live': 'off' },
      h('h3', {}, this.words.speaker_you), h('p', { class: 'said' }, item.shown));
  }

  /** Say beside a message that it was not sent and why, or take that away. */
  mark(id, why) {
    const item = this.items.find((each) => each.id === id);
    if (!item) return;
    item.node.querySelectorAll('.not-sent, button').forEach((node) => node.remove());
    if (!why) return;
    const { not_sent, try_again } = this.words;
    item.node.append(
      h('p', { class: 'not-sent' }, `${not_sent} ${why}`),
      h('button', { type: 'button', 'aria-label': `${try_again}: ${item.shown}`, onclick: this.retry }, try_again));
  }

  /** Bring in what the server holds: add what is new, or write it all anew where it differs. */
  merge(history) {
    const own = this.items.filter(({ from }) => from !== 'note');
    const same = own.every((item, i) => history[i] && history[i].from === item.from && (item.id ? history[i].id === item.id : history[i].text === item.text));
    if (!same) this.quietly(() => { this.clear(); history.forEach((item) => this.add({ ...item })); });
    else history.slice(own.length).forEach((item) => this.add({ ...item }));
  }
}
