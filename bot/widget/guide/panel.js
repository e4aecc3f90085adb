import { actions, help } from './answer.js';
import { newId } from './client.js';
import { Composer } from './composer.js';
import { fill, h } from './dom.js';
import { linked } from './text.js';
import { options } from './options.js';
import { printed } from './print.js';
import { answersTo } from './questions.js';
import { PANEL } from './styles.js';
import { useAccent } from './theme.js';
import { Transcript } from './transcript.js';

const STATUS_GAP = 5000;
const HOUR = 3600000;
/** Above every host page's layers, where the browser has such a place. */
const TOP_LAYER = 'showPopover' in HTMLElement.prototype ? 'manual' : null;

/** The guide as people see it: a button, a panel, the conversation in it. */
export class Panel {
  constructor(host, words, client, days) {
    Object.assign(this, { host, words, client, days, busy: false, begun: false, lastStatus: -STATUS_GAP });
    this.inline = host.hasAttribute('inline');
    this.build();
    addEventListener('online', () => this.begun && this.flush());
    addEventListener('storage', ({ key }) => key === client.key && this.begun && this.sync());
    document.addEventListener('visibilitychange', () => !document.hidden && this.begun && this.isOpen && this.sync());
    if (this.inline || host.hasAttribute('open')) {
      this.show(true);
      if (client.kept) this.begin();
      else this.offerStart();
    }
  }

  build() {
    const { words } = this;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(PANEL);
    const root = this.host.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    this.transcript = new Transcript(this.days, () => this.flush());
    this.composer = new Composer(words, { send: (text) => this.send(text), tell: (text) => this.tell(text) });
    this.heading = h('h2', { id: 'title', tabindex: -1 }, words.title);
    this.answers = h('div', { class: 'answers' });
    this.status = h('p', { role: 'status', class: 'status' });
    this.latest = h('button', { type: 'button', class: 'new', hidden: true, onclick: () => this.goToLatest() }, words.new_message);
    this.skip = h('p', { class: 'skip', hidden: true }, h('a', { href: '#', onclick: (event) => {
      event.preventDefault();
      this.goToLatest();
    } }, words.latest));
    this.options = options(words, this);
    this.tools = h('div', { class: 'tools' },
      h('details', {}, h('summary', {}, words.help_title), help(words)), this.options.node);
    this.scroll = h('div', { class: 'scroll' },
      h('p', { class: 'intro' }, `${words.purpose} ${words.steps_at_start}`), this.transcript.node, this.answers);
    this.panel = h('section', {
      class: this.inline ? 'panel inline' : 'panel over', popover: this.inline ? null : TOP_LAYER, hidden: !this.inline,
      'aria-labelledby': 'title', role: 'region',
      onkeydown: (event) => event.key === 'Escape' && this.escape(event),
      onfocusout: (event) => this.left(event),
    },
    h('header', {}, this.heading, !this.inline && h('button', { type: 'button', onclick: () => this.close() }, words.close)),
    this.tools, this.skip, this.scroll, this.latest, this.status, this.composer.node);
    this.launcher = h('button', { type: 'button', class: 'launcher', 'aria-expanded': 'false', 'aria-label': words.launcher,
      onclick: () => (this.isOpen ? this.close() : this.open()) }, words.launcher_short);
    this.dock = h('div', { class: 'dock', popover: TOP_LAYER }, this.launcher);
    this.box = h('div', { class: 'guide', lang: words.language }, !this.inline && this.dock, this.panel);
    root.append(this.box);
    if (!this.inline && TOP_LAYER) this.dock.showPopover();
    this.composer.node.hidden = true;
    useAccent(this.host, this.box);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => useAccent(this.host, this.box));
    this.scroller.addEventListener('scroll', () => this.nearEnd && (this.latest.hidden = true), { passive: true });
    this.panel.addEventListener('scroll', () => this.nearEnd && (this.latest.hidden = true), { passive: true });
    window.visualViewport?.addEventListener('resize', () => this.fit());
  }

  /** Keep clear of a keyboard on the screen. */
  fit() {
    const { height, offsetTop, scale } = window.visualViewport;
    if (scale > 1.05) return;
    this.panel.style.setProperty('--height', height + 'px');
    this.panel.style.setProperty('--top', offsetTop + 'px');
    const { activeElement } = this.host.shadowRoot;
    if (activeElement?.matches('input, textarea')) activeElement.closest('form').scrollIntoView({ block: 'nearest' });
  }

  show(isOpen) {
    this.isOpen = isOpen;
    this.launcher.setAttribute('aria-expanded', String(isOpen));
    this.dock.classList.toggle('open', isOpen);
    if (this.inline) return;
    if (!isOpen && TOP_LAYER) this.panel.hidePopover();
    this.panel.hidden = !isOpen;
    if (isOpen && TOP_LAYER) this.panel.showPopover();
  }

  open() {
    this.show(true);
    this.heading.focus();
    if (this.begun) this.sync();
    else this.begin();
  }

  close() {
    this.show(false);
    this.launcher.focus();
  }

  escape(event) {
    const open = this.tools.querySelector('details[open]');
    if (!open && this.inline) return;
    event.stopPropagation();
    if (!open) return this.close();
    open.open = false;
    open.querySelector('summary').focus();
  }

  /** Where the panel covers the page, going on into the page closes it, so nothing focused is hidden. */
  left({ relatedTarget }) {
    const covers = !this.inline && this.panel.offsetWidth >= innerWidth;
    if (covers && relatedTarget && !this.box.contains(relatedTarget)) this.show(false);
  }

  offerStart() {
    const { begin_again, purpose } = this.words;
    this.answers.replaceChildren(h('button', { class: 'main', type: 'button', onclick: () => {
      this.heading.focus();
      this.begin();
    } }, purpose ? this.words.plain.start : begin_again));
  }

  /** Begin, or take up a conversation that this device has the key to. */
  async begin() {
    if (this.busy) return;
    this.setBusy(true, this.words.starting);
    this.answers.replaceChildren();
    const unsent = this.client.unsent;
    try {
      if (this.client.kept) await this.resume(unsent);
      else this.receive(await this.client.start());
      this.begun = true;
      this.composer.node.hidden = false;
      this.options.refresh();
      this.say('');
      this.warnOfEnd();
    } catch (failure) {
      if (failure.kind === 'ended') {
        this.setBusy(false);
        return this.startAnew(unsent);
      }
      this.say(`${failure.kind === 'offline' ? this.words.offline : ''} ${failure.said || this.words.cannot_start}`.trim());
      this.answers.replaceChildren(
        h('p', {}, linked(this.words.cannot_start)),
        h('button', { type: 'button', onclick: () => { this.heading.focus(); this.begin(); } }, this.words.try_again));
    } finally {
      this.setBusy(false);
    }
    if (this.begun) this.flush();
  }

  /** An hour before the server deletes the conversation, say so; a day is longer than most need. */
  warnOfEnd() {
    clearTimeout(this.ending);
    const end = new Date(this.client.kept.expires_at);
    const wait = end - Date.now() - HOUR;
    if (wait > 20 * 24 * HOUR) return;
    const expires = this.days.moment(end, 'Europe/London');
    this.ending = setTimeout(() => this.say(fill(this.words.ending_soon, { expires })), wait);
  }

  async resume(unsent) {
    const history = await this.client.history();
    const seen = new Set(history.map(({ id }) => id));
    const waiting = unsent.filter(({ id }) => !seen.has(id));
    if (waiting.length < unsent.length) this.client.keepUnsent(waiting);
    this.transcript.quietly(() => {
      this.transcript.clear();
      this.transcript.add({ from: 'note', text: this.words.resumed });
      history.forEach((item) => this.transcript.add({ ...item }));
      waiting.forEach((item) => this.transcript.add({ from: 'you', ...item }));
    });
    this.drawAnswers();
    this.scrollTo(this.transcript.lastFromGuide);
  }

  /** The server no longer knows the conversation: say so, begin again, lose nothing typed. */
  async startAnew(unsent) {
    this.client.kept = null;
    this.transcript.clear();
    this.transcript.add({ from: 'note', text: this.words.ended });
    this.composer.put(unsent.map(({ text }) => text));
    await this.begin();
  }

  /** See what another tab or an earlier, unanswered attempt has added; one look at a time. */
  async sync() {
    this.stale = this.busy || this.looking;
    if (this.stale) return;
    if (!this.client.kept) return this.forgotten();
    if (this.client.unsent.some(({ id }) => this.transcript.has(id))) return this.flush();
    this.looking = true;
    const seen = this.transcript.items.length;
    try {
      const history = await this.client.history();
      if (seen === this.transcript.items.length) {
        this.transcript.merge(history);
        this.drawAnswers();
      } else this.stale = true;
    } catch (failure) {
      if (failure.kind === 'ended' && !this.busy) await this.startAnew([]);
    } finally {
      this.looking = false;
      if (this.stale) this.sync();
    }
  }

  send(text, label) {
    if (this.busy || !this.client.kept) return false;
    const item = { from: 'you', id: newId(), text, label };
    this.client.keepUnsent([...this.client.unsent, { id: item.id, text, label }]);
    const held = this.answers.contains(this.host.shadowRoot.activeElement);
    const node = this.transcript.add(item);
    this.answers.replaceChildren();
    if (held) node.focus({ preventScroll: true });
    this.scrollTo(item);
    this.flush();
    return true;
  }

  /** Send all that waits, in order; stop at the first that does not get through. */
  async flush() {
    const ours = this.client.unsent.filter(({ id }) => this.transcript.has(id));
    if (this.busy || !ours.length) return;
    this.setBusy(true, this.words.checking);
    let ended = null;
    for (const item of ours) {
      const held = this.host.shadowRoot.activeElement;
      this.transcript.mark(item.id, '');
      if (held && !held.isConnected) this.transcript.node.focus({ preventScroll: true });
      try {
        this.receive(await this.client.say(item));
        this.say('');
      } catch (failure) {
        if (failure.kind === 'ended') ended = this.client.unsent;
        else this.notSent(item, failure);
        break;
      }
    }
    this.setBusy(false);
    if (ended) await this.startAnew(ended);
  }

  notSent(item, { kind, said, seconds }) {
    const why = kind === 'busy' ? fill(this.words.busy, { seconds }) : said || this.words[kind] || this.words.failed;
    if (kind === 'refused') {
      this.client.keepUnsent(this.client.unsent.filter(({ id }) => id !== item.id));
      this.composer.put([item.text]);
    }
    this.transcript.mark(item.id, why);
    this.say(`${this.words.not_sent_status} ${why}`);
  }

  receive(messages) {
    const stay = this.begun && !this.nearEnd;
    const added = messages.map((message) => this.transcript.add({ from: 'guide', ...message }) && this.transcript.items.at(-1));
    this.drawAnswers();
    if (stay) this.latest.hidden = false;
    else if (this.begun) this.scrollTo(this.transcript.items.filter(({ from }) => from === 'you').pop() || added[0], added[0]);
  }

  drawAnswers() {
    const { transcript, words } = this;
    const last = transcript.lastFromGuide;
    if (!last) return;
    last.buttons ||= [];
    const { parts } = answersTo(last, words, (text, label) => this.send(text, label));
    const answer = transcript.lastAnswer;
    if (answer && !last.asks) {
      parts.unshift(actions(answer.guidance, this.days, {
        calendar: (event) => this.calendar(event),
        print: () => printed(answer, this.days) || this.say(words.answer.print_blocked),
      }));
    }
    if (transcript.hasOwn && !last.buttons.some(({ payload }) => payload === '/correct')) parts.push(h('button', { type: 'button', onclick: () => this.send(words.change_says) }, words.change));
    this.answers.replaceChildren(...parts);
    this.linkCalendar();
    this.skip.hidden = transcript.items.length < 3;
  }

  /** Put a fresh address on the calendar link, so that it is a plain link that phones open. */
  async linkCalendar() {
    const link = this.answers.querySelector('.action[href="#"], .action[data-made]');
    if (!link) return null;
    const href = await this.client.calendar().catch(({ kind }) => {
      if (kind === 'refused') link.remove(); // every date is over
    });
    if (!href) return null;
    link.href = href;
    link.dataset.made = Date.now();
    return href;
  }

  async calendar(event) {
    const { made } = event.currentTarget.dataset;
    if (made && Date.now() - made < HOUR) return;
    event.preventDefault();
    const href = await this.linkCalendar();
    if (href) location.assign(href);
    else this.say(this.words.answer.calendar_failed);
  }

  async forget() {
    if (this.busy) return;
    try {
      await this.client.forget();
      this.forgotten();
    } catch {
      this.say(this.words.forget_failed);
    }
  }

  forgotten() {
    this.begun = false;
    this.transcript.clear();
    this.transcript.add({ from: 'note', text: this.words.forgotten });
    this.composer.node.hidden = true;
    this.skip.hidden = true;
    this.options.refresh();
    this.answers.replaceChildren(h('button', { class: 'main', type: 'button', onclick: () => {
      this.heading.focus();
      this.transcript.clear();
      this.begin();
    } }, this.words.begin_again));
  }

  setBusy(busy, words) {
    this.busy = busy;
    if (!busy && this.stale) setTimeout(() => this.sync());
    this.composer.setBusy(busy);
    this.timers?.forEach(clearTimeout);
    this.timers = busy ? [setTimeout(() => this.tell(words), 700), setTimeout(() => this.tell(this.words.still_working), 8000)] : [];
  }

  /** Words that may wait: at most one in five seconds. */
  tell(words) {
    if (performance.now() - this.lastStatus < STATUS_GAP) return;
    this.lastStatus = performance.now();
    this.say(words);
  }

  say(words) {
    if (this.status.textContent !== words) this.status.textContent = words;
  }

  get scroller() {
    if (this.inline) return document.scrollingElement;
    return getComputedStyle(this.scroll).overflowY === 'visible' ? this.panel : this.scroll;
  }

  get nearEnd() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    return this.inline || scrollHeight - scrollTop - clientHeight < 160;
  }

  /** Show `item` at the top, and if the line after it would then be cut off, that one. */
  scrollTo(item, then) {
    if (!item || (this.inline && !this.begun)) return;
    const tall = then && then.node.offsetHeight + item.node.offsetHeight > this.scroller.clientHeight;
    const { node } = tall ? then : item;
    const { scroller } = this;
    const top = this.inline ? 0 : scroller.getBoundingClientRect().top;
    scroller.scrollTop += node.getBoundingClientRect().top - top - 12;
    if (this.nearEnd) this.latest.hidden = true;
  }

  goToLatest() {
    const last = this.transcript.lastFromGuide;
    this.latest.hidden = true;
    if (!last) return;
    last.node.focus({ preventScroll: true });
    this.scrollTo(last);
  }
}
