import { fill } from './dom.js';

const DAY = 86400000;
const utc = (iso) => Date.parse(iso.slice(0, 10) + 'T00:00:00Z');

/** Days in the words of one language, counted from the server's own day. */
export class Days {
  constructor(words) {
    this.words = words;
    this.started = performance.now();
  }

  /** The day and time it is in London, by the server's clock. */
  now() {
    return new Date(Date.parse(this.words.now + 'Z') + performance.now() - this.started);
  }

  format(date, options) {
    return new Intl.DateTimeFormat(this.words.language, { timeZone: 'UTC', ...options }).format(date).replace(',', '');
  }

  /** "Tuesday 1 December 2026". */
  long(iso) {
    return this.format(utc(iso), { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  }

  /** "Tue 1 Dec". */
  short(iso) {
    return this.format(utc(iso), { weekday: 'short', day: 'numeric', month: 'short' });
  }

  today() {
    return this.now().toISOString().slice(0, 10);
  }

  /** Whole days from today; below nought once passed. */
  until(iso) {
    return Math.round((utc(iso) - utc(this.today())) / DAY);
  }

  /** "10 days left", "today" or "this date has passed". */
  left(iso) {
    const days = this.until(iso);
    const { answer } = this.words;
    if (days < 0) return answer.passed;
    if (days === 0) return answer.today;
    return days === 1 ? answer.one_day_left : fill(answer.days_left, { days });
  }

  /** "Saturday 21 November 2026 at 7:40 pm", of a moment in London. */
  moment(date = this.now(), timeZone = 'UTC') {
    const day = this.format(date, { timeZone, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
    return day + ', ' + this.format(date, { timeZone, hour: 'numeric', minute: '2-digit', hour12: true });
  }
}
