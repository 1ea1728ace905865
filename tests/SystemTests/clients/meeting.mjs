// One member of one meeting, as Jitsi's client behaves: the room in the query of the signalling URL, an anonymous login,
// then presence in the room. What happens to the member is told through `tell`.
import { xml } from '@xmpp/client';
import { openBoshLine, openWebSocketLine } from './lines.mjs';

const Client = 'jabber:client';
const MultiUser = 'http://jabber.org/protocol/muc';
const Information = 'http://jabber.org/protocol/disco#info';

export class Member {
  #line = null;
  #joining = null;
  #tell;
  #seat;
  #leaving = false;
  #current = null; // the line whose news counts; an older one may still murmur

  constructor(seat, tell) {
    this.#seat = seat;
    this.#tell = tell;
  }

  /** Joins, and if `retryMs` is given tries again until `limitMs` is over, as a client does whose server is just moving. */
  async join({ limitMs, retryMs }) {
    const end = Date.now() + limitMs;
    for (;;) {
      try {
        await this.#joinOnce(Math.max(1, end - Date.now()));
        return;
      } catch (error) {
        this.#hangUp();
        if (!retryMs || Date.now() + retryMs >= end) throw error;
        await new Promise((resolve) => setTimeout(resolve, retryMs));
      }
    }
  }

  async say(text) {
    await this.#line.send(xml('message', { xmlns: Client, to: this.#room, type: 'groupchat' }, xml('body', {}, text)));
  }

  /** Leaves with a goodbye: the others hear of it at once. */
  async leave() {
    this.#leaving = true;
    await this.#line?.send(xml('presence', { xmlns: Client, to: `${this.#room}/${this.#seat.nick}`, type: 'unavailable' }));
    await this.#line?.close();
    this.#line = null;
  }

  /** Cuts the wire without a word. */
  drop() {
    this.#leaving = true;
    this.#hangUp();
  }

  get #room() {
    return addressOf(this.#seat.room, this.#seat.domain);
  }

  async #joinOnce(limitMs) {
    this.#leaving = false;
    const end = Date.now() + limitMs;
    const { transport } = this.#seat;
    const joined = new Promise((resolve, reject) => { this.#joining = { resolve, reject }; });
    joined.catch(() => {}); // it is awaited below; a line that ends before that is no stray rejection
    const line = Symbol('line');
    this.#current = line;
    const open = transport === 'bosh' ? openBoshLine : openWebSocketLine;
    this.#line = await open({
      url: signallingUrl(this.#seat),
      domain: this.#seat.domain,
      limitMs,
      onStanza: (stanza) => { if (this.#current === line) this.#hear(stanza); },
      onEnd: (reason) => { if (this.#current === line) this.#end(reason); },
    });
    await this.#line.send(xml('presence', { xmlns: Client, to: `${this.#room}/${this.#seat.nick}` }, 
      xml('x', { xmlns: MultiUser }, xml('history', { maxstanzas: '0' }))));
    const timer = setTimeout(() => this.#joining?.reject(new Error('the room did not answer')), Math.max(1, end - Date.now()));
    await joined.finally(() => clearTimeout(timer));
    this.#joining = null;
  }

  #hear(stanza) {
    const [room, nick] = splitOnce(stanza.attrs.from ?? '', '/');
    if (room !== this.#room) return;
    if (stanza.name === 'presence' && stanza.attrs.type === 'error') {
      this.#joining?.reject(new Error(`the room refused: ${stanza.getChild('error')}`));
    } else if (stanza.name === 'presence') {
      const available = stanza.attrs.type !== 'unavailable';
      const own = stanza.getChild('x', `${MultiUser}#user`)?.getChildren('status').some((s) => s.attrs.code === '110') ?? false;
      this.#tell({ event: 'presence', nick, available });
      if (own && available) {
        this.#tell({ event: 'joined' });
        this.#joining?.resolve();
      }
    } else if (stanza.name === 'message' && nick && stanza.getChildText('body') !== null) {
      this.#tell({ event: 'message', nick, text: stanza.getChildText('body') });
    }
  }

  #end(reason) {
    this.#line = null;
    if (this.#joining) this.#joining.reject(new Error(reason));
    else if (!this.#leaving) this.#tell({ event: 'disconnected', reason });
  }

  #hangUp() {
    this.#current = null;
    this.#joining = null;
    this.#line?.drop();
    this.#line = null;
  }
}

/**
 * How many are in each of these rooms on the server behind `front`; a room that the server does not know is left out.
 * It asks room by room, because Prosody 0.12 lists only the rooms that existed when somebody asked for its list first.
 */
export async function census({ rooms, ...front }, limitMs) {
  const line = await openWebSocketLine({
    url: signallingUrl({ ...front, transport: 'websocket', room: 'census' }),
    domain: front.domain,
    limitMs,
    onStanza: () => {},
    onEnd: () => {},
  });
  const counted = await Promise.all(rooms.map(async (room) => {
    try {
      const answer = await line.ask(xml('iq', { xmlns: Client, type: 'get', to: addressOf(room, front.domain) }, xml('query', { xmlns: Information })));
      const facts = answer.getChild('query').getChild('x', 'jabber:x:data').getChildren('field');
      return [room, Number(facts.find((field) => field.attrs.var === 'muc#roominfo_occupants').getChildText('value'))];
    } catch (error) {
      if (error.condition === 'item-not-found') return null;
      throw error;
    }
  }));
  await line.close();
  return Object.fromEntries(counted.filter((room) => room !== null));
}

// The room's name in Jitsi's backend spelling of the key that travels in the query.
function addressOf(room, domain) {
  return `${encodeURIComponent(keyOf(room)).toLowerCase()}@conference.${domain}`;
}

function signallingUrl({ transport, host, connect, room, headers }) {
  const url = new URL(transport === 'bosh' ? `http://${host}/http-bind` : `ws://${host}/xmpp-websocket`);
  url.searchParams.set('room', keyOf(room));
  url.hash = headers ? `${connect}?${new URLSearchParams(headers)}` : connect;
  return url.href;
}

function keyOf(room) {
  return room.normalize('NFKC').toLowerCase();
}

function splitOnce(text, mark) {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
