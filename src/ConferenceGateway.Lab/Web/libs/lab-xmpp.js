// @ts-check
/** XMPP over a WebSocket (RFC 7395), as much as a meeting needs: sign in anonymously, exchange stanzas, notice silence. */

export const ns = {
  client: 'jabber:client',
  framing: 'urn:ietf:params:xml:ns:xmpp-framing',
  sasl: 'urn:ietf:params:xml:ns:xmpp-sasl',
  bind: 'urn:ietf:params:xml:ns:xmpp-bind',
  ping: 'urn:xmpp:ping',
  disco: 'http://jabber.org/protocol/disco#info',
  muc: 'http://jabber.org/protocol/muc',
  mucUser: 'http://jabber.org/protocol/muc#user',
  nick: 'http://jabber.org/protocol/nick',
  lab: 'urn:conference-gateway:lab',
};

const pingEvery = 10_000;
const xml = document.implementation.createDocument(null, null);

/**
 * An element. Text is escaped by the DOM, never by hand.
 * @param {string} space @param {string} name @param {Record<string, string>} [attributes] @param {(Element | string)[]} children
 */
export function element(space, name, attributes = {}, ...children) {
  const made = xml.createElementNS(space, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** @param {Element} parent @param {string} space @param {string} name */
export const child = (parent, space, name) => [...parent.children].find((c) => c.namespaceURI === space && c.localName === name);

export class XmppConnection {
  #socket;
  #domain;
  #on;
  #answered = true;
  #timer = 0;
  #ids = 0;

  /**
   * @param {string} url @param {string} domain
   * @param {{ ready: () => void, stanza: (stanza: Element) => void, shard: (name: string) => void, closed: () => void }} on
   */
  constructor(url, domain, on) {
    this.#domain = domain;
    this.#on = on;
    this.#socket = new WebSocket(url, 'xmpp');
    this.#socket.onopen = () => this.#open();
    this.#socket.onmessage = (message) => this.#receive(String(message.data));
    this.#socket.onclose = () => this.#ended();
  }

  /** @param {Element} stanza */
  send(stanza) {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(new XMLSerializer().serializeToString(stanza));
  }

  /** Says goodbye; the server takes us out of the room at once. */
  close() {
    this.send(element(ns.framing, 'close'));
    this.#socket.close();
  }

  #open() {
    this.send(element(ns.framing, 'open', { to: this.#domain, version: '1.0' }));
  }

  /** @param {string} text */
  #receive(text) {
    this.#answered = true;
    const stanza = new DOMParser().parseFromString(text, 'text/xml').documentElement;
    switch (stanza.localName) {
      case 'open':
        break;
      case 'features':
        this.send(child(stanza, ns.sasl, 'mechanisms')
          ? element(ns.sasl, 'auth', { mechanism: 'ANONYMOUS' })
          : element(ns.client, 'iq', { type: 'set', id: 'bind' }, element(ns.bind, 'bind')));
        break;
      case 'success':
        this.#open();
        break;
      case 'close':
      case 'error':
      case 'failure':
        this.#socket.close();
        break;
      default:
        this.#stanza(stanza);
    }
  }

  /** @param {Element} stanza */
  #stanza(stanza) {
    const identity = stanza.querySelector('query > identity[category="server"][type="shard"]');
    if (identity) this.#on.shard(identity.getAttribute('name') ?? '');
    if (stanza.localName === 'iq') {
      const type = stanza.getAttribute('type');
      if (stanza.getAttribute('id') === 'bind' && type === 'result') {
        this.#timer = window.setInterval(() => this.#ping(), pingEvery);
        this.#on.ready();
      } else if (type === 'get' && child(stanza, ns.ping, 'ping')) {
        const attributes = { type: 'result', id: stanza.getAttribute('id') ?? '', to: stanza.getAttribute('from') ?? '' };
        this.send(element(ns.client, 'iq', attributes));
      }
      return;
    }
    this.#on.stanza(stanza);
  }

  /** A socket can be dead without saying so. */
  #ping() {
    if (!this.#answered) {
      this.#socket.close();
      this.#ended();
      return;
    }
    this.#answered = false;
    this.send(element(ns.client, 'iq', { type: 'get', id: `ping${++this.#ids}`, to: this.#domain }, element(ns.ping, 'ping')));
  }

  #ended() {
    window.clearInterval(this.#timer);
    this.#socket.onclose = this.#socket.onmessage = null;
    this.#on.closed();
  }
}
