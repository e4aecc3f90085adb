const PATIENCE = 30000;

/** Why a request failed: kind is "offline", "slow", "busy", "ended", "refused" or "failed". */
export class Failure extends Error {
  constructor(kind, message, seconds) {
    super(message || kind);
    this.kind = kind;
    this.said = message;
    this.seconds = seconds;
  }
}

/** A name nobody else uses; works on pages without https too. */
export const newId = () => [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, '0')).join('');

/** One conversation with the server, and what this device keeps of it: a key, and what is not yet sent. */
export class Client {
  constructor(server) {
    this.server = server;
    this.key = 'appeal-guide ' + server;
    this.memory = null;
    this.lasting = true;
  }

  get kept() {
    try {
      this.memory = JSON.parse(localStorage.getItem(this.key));
    } catch {
      this.lasting = false;
    }
    const kept = this.memory;
    return kept && typeof kept.token === 'string' ? kept : null;
  }

  set kept(value) {
    this.memory = value;
    try {
      if (value) localStorage.setItem(this.key, JSON.stringify(value));
      else localStorage.removeItem(this.key);
    } catch {
      this.lasting = false;
    }
  }

  /** What was typed and has no reply yet, oldest first. */
  get unsent() {
    return (this.kept && this.kept.unsent) || [];
  }

  keepUnsent(unsent) {
    const kept = this.kept;
    if (kept) this.kept = { ...kept, unsent, turn: newId() };
  }

  async request(method, path, body) {
    const token = this.kept && this.kept.token;
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const response = await fetch(this.server + path, {
        method,
        signal: stop.signal,
        mode: 'cors',
        credentials: 'omit',
        cache: 'no-store',
        headers: {
          ...(body ? { 'Content-Type': 'application/json' } : {}),
          ...(token ? { Authorization: 'Bearer ' + token } : {}),
        },
        body: body && JSON.stringify(body),
      });
      if (response.status === 204) return null;
      const answer = await response.json().catch(() => ({}));
      if (response.ok) return answer;
      if (response.status === 401) throw new Failure('ended', answer.message);
      if (response.status === 429) {
        throw new Failure('busy', answer.message, Number(response.headers.get('Retry-After')) || 30);
      }
      throw new Failure(response.status < 500 ? 'refused' : 'failed', answer.message);
    } catch (error) {
      if (error instanceof Failure) throw error;
      throw new Failure(stop.signal.aborted ? 'slow' : 'offline');
    } finally {
      clearTimeout(timer);
    }
  }

  async start() {
    this.kept = null;
    const { token, expires_at, messages } = await this.request('POST', '/chat/sessions', {});
    this.kept = { token, expires_at, unsent: [], turn: newId() };
    return messages;
  }

  async history() {
    return (await this.request('GET', '/chat/messages')).messages;
  }

  async say({ id, text }) {
    const { messages } = await this.request('POST', '/chat/messages', { id, text });
    this.keepUnsent(this.unsent.filter((each) => each.id !== id));
    return messages;
  }

  async forget() {
    try {
      await this.request('DELETE', '/chat/sessions');
    } catch (failure) {
      if (failure.kind !== 'ended') throw failure;
    }
    this.kept = null;
  }

  /** An address of the calendar file that works as a plain link for some hours. */
  async calendar() {
    return this.server + (await this.request('GET', '/chat/calendar-link')).href;
  }
}
