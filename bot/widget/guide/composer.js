import { fill, h } from './dom.js';

const MOST = 1000;
const WARN_AT = [100, 50, 20];

/** Where people type, with a label that stays, a limit that is told, and a Send that waits. */
export class Composer {
  constructor(words, { send, tell }) {
    Object.assign(this, { words, send, tell, busy: false, left: MOST });
    this.field = h('textarea', { id: 'message', rows: 1, 'aria-describedby': 'hint', autocomplete: 'off', enterkeyhint: 'send',
      oninput: () => this.count(),
      onkeydown: (event) => {
        if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
        event.preventDefault();
        this.submit();
      } });
    this.error = h('p', { class: 'error', id: 'wrong', hidden: true });
    this.button = h('button', { class: 'main' }, words.send);
    this.hint = h('p', { class: 'hint', id: 'hint' }, words.hint);
    this.node = h('form', { class: 'composer', novalidate: true, onsubmit: (event) => {
      event.preventDefault();
      this.submit();
    } }, this.error, h('label', { for: 'message' }, words.label), h('div', {}, this.field, this.button), this.hint);
  }

  count() {
    const left = MOST - this.field.value.length;
    const crossed = WARN_AT.some((mark) => left <= mark && this.left > mark) || (left < 0 && this.left >= 0);
    this.left = left;
    this.hint.textContent = left > WARN_AT[0] ? this.words.hint : left < 0 ? this.words.too_long : fill(this.words.characters_left, { days: left });
    if (crossed) this.tell(this.hint.textContent);
  }

  submit() {
    if (this.busy) return;
    const text = this.field.value.trim();
    const wrong = !text ? this.words.empty : text.length > MOST ? this.words.too_long : '';
    this.error.hidden = !wrong;
    this.error.textContent = wrong;
    if (wrong) {
      this.field.setAttribute('aria-invalid', 'true');
      this.field.setAttribute('aria-describedby', 'wrong hint');
      return this.field.focus();
    }
    this.field.removeAttribute('aria-invalid');
    this.field.setAttribute('aria-describedby', 'hint');
    if (!this.send(text)) return;
    this.field.value = '';
    this.count();
  }

  /** Give words back to be sent again. */
  put(texts) {
    this.field.value = [this.field.value, ...texts].filter(Boolean).join('\n');
    this.count();
  }

  setBusy(busy) {
    this.busy = busy;
    this.button.setAttribute('aria-disabled', String(busy));
  }
}
