import { Client } from './guide/client.js';
import { Days } from './guide/days.js';
import { Panel } from './guide/panel.js';

const here = new URL('.', import.meta.url).href.replace(/\/$/, '');

/**
 * <appeal-guide server council open inline lang>: the guide on any page.
 *
 * server: where the guide runs (default: where this file came from). council: whose facts.
 * inline: in the page, without a button to open it. open: open from the start. lang: its words.
 * What stands inside the element is shown until the guide is ready, and where it cannot run.
 */
class AppealGuide extends HTMLElement {
  connectedCallback() {
    if (!this.shadowRoot) this.load();
  }

  async load() {
    const server = (this.getAttribute('server') || here).replace(/\/$/, '');
    const asked = new URLSearchParams({ lang: this.lang || 'en' });
    if (this.getAttribute('council')) asked.set('council', this.getAttribute('council'));
    try {
      const response = await fetch(`${server}/chat/words.json?${asked}`, { credentials: 'omit' });
      if (!response.ok) throw new Error(`The guide's server answered ${response.status}.`);
      const words = await response.json();
      if (!this.shadowRoot) this.panel = new Panel(this, words, new Client(server), new Days(words));
    } catch (error) {
      console.warn('The appeal and mediation guide is not shown.', error);
      addEventListener('online', () => this.load(), { once: true });
    }
  }
}

if (!customElements.get('appeal-guide')) customElements.define('appeal-guide', AppealGuide);
