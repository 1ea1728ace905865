// A member's URL names the meeting's public host; the socket must still end at a port on this machine. The URL's
// fragment, which never travels, names that port: `ws://meet.test/xmpp-websocket?room=r#127.0.0.1:18080`. Headers that a
// browser would send by itself follow as in a query: `#127.0.0.1:18080?Origin=…&Cookie=…`.
// Both classes here are what the XMPP libraries expect of a browser, and differ from one in that single point.
import http from 'node:http';
import net from 'node:net';
import WebSocket from 'ws';

function dial(url) {
  const { hash } = url;
  if (!hash) return { host: url.hostname, port: Number(url.port || 80) };
  const [place] = hash.slice(1).split('?');
  const at = place.lastIndexOf(':');
  return { host: place.slice(0, at), port: Number(place.slice(at + 1)) };
}

function headersOf(url) {
  return Object.fromEntries(new URLSearchParams(url.hash.split('?').slice(1).join('?')));
}

export class DialledWebSocket extends WebSocket {
  constructor(address, protocols) {
    const url = new URL(address);
    const target = dial(url);
    const headers = headersOf(url);
    url.hash = '';
    super(url, protocols, { createConnection: () => net.connect(target), handshakeTimeout: 60_000, headers });
  }
}

export class DialledXmlHttpRequest {
  readyState = 0;
  status = 0;
  responseText = '';
  responseXML = null;
  onreadystatechange = null;
  #request = null;
  #headers = {};
  #answerHeaders = [];

  open(method, address) {
    const url = new URL(address);
    const options = { ...dial(url), method, path: url.pathname + url.search, setHost: false };
    this.#headers = { ...headersOf(url), Host: url.host };
    this.#request = http.request(options);
    this.#become(1);
  }

  setRequestHeader(name, value) {
    this.#headers[name] = value;
  }

  getAllResponseHeaders() {
    return this.#answerHeaders.join('\r\n');
  }

  send(body) {
    const request = this.#request;
    for (const [name, value] of Object.entries(this.#headers)) request.setHeader(name, value);
    request.setHeader('Content-Length', Buffer.byteLength(body));
    request.on('error', () => this.#finish(0, ''));
    request.on('response', (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('error', () => this.#finish(0, ''));
      answer.on('end', () => {
        this.#answerHeaders = Object.entries(answer.headers).map(([name, value]) => `${name}: ${value}`);
        this.#finish(answer.statusCode, Buffer.concat(parts).toString('utf8'));
      });
    });
    request.end(body);
  }

  abort() {
    this.onreadystatechange = null;
    this.#request?.destroy();
  }

  #finish(status, text) {
    if (this.readyState === 4) return;
    this.status = status;
    this.responseText = text;
    this.responseXML = status === 200 ? new DOMParser().parseFromString(text, 'text/xml') : null;
    this.#become(4);
  }

  #become(state) {
    this.readyState = state;
    this.onreadystatechange?.();
  }
}
