// Two real XMPP libraries behind one small shape: open a line to a server, send stanzas, hear stanzas, hear its end.
// Every line is { send(element), close(), drop() }; `close` says goodbye, `drop` cuts the wire as a dead phone does.
import { client } from '@xmpp/client';
import { parse } from 'ltx';
import { Stanza, Strophe } from 'strophe.js';
import { DialledWebSocket, DialledXmlHttpRequest } from './dial.mjs';

// After strophe's import, which puts a plain WebSocket there.
globalThis.WebSocket = DialledWebSocket;
globalThis.XMLHttpRequest = DialledXmlHttpRequest;
Strophe.setLogLevel(Strophe.LogLevel.FATAL);

/** A line of @xmpp/client over WebSocket, with stream management as the library does it. */
export async function openWebSocketLine({ url, domain, limitMs, onStanza, onEnd }) {
  const entity = client({ service: url, domain, timeout: limitMs });
  entity.reconnect.stop(); // when to come back is the member's decision
  let lastError = null;
  entity.on('error', (error) => { lastError = error; });
  entity.on('stanza', onStanza);
  const drop = () => entity.socket?.socket?.terminate();
  const managed = streamManagementOf(entity);
  try {
    await within(limitMs, Promise.race([
      entity.start().then(() => managed),
      new Promise((_, reject) => {
        entity.once('disconnect', ({ reason }) => reject(lastError ?? new Error(endOf(reason))));
      }),
    ]));
  } catch (error) {
    drop();
    throw error;
  }
  entity.on('disconnect', ({ reason }) => onEnd(lastError?.message ?? endOf(reason)));
  if (entity.status !== 'online') throw lastError ?? new Error('the line ended while it was opened');
  return {
    identity: () => entity.jid.toString(),
    send: (element) => entity.send(element),
    ask: (element) => entity.iqCaller.request(element, limitMs),
    close: () => entity.stop().catch(() => {}),
    drop,
  };
}

// The library resets its count of heard stanzas a moment after the server's `enabled`; a stanza that is answered before
// that is counted twice, and Prosody then ends the stream. So nothing is sent until the moment has passed.
function streamManagementOf(entity) {
  const Namespace = 'urn:xmpp:sm:3';
  return new Promise((resolve) => {
    entity.on('nonza', (element) => {
      const offered = element.name === 'stream:features' && element.getChild('bind') !== undefined;
      if (offered && !element.getChild('sm', Namespace)) resolve();
      if (element.attrs.xmlns === Namespace && ['enabled', 'failed'].includes(element.name)) setImmediate(resolve);
    });
  });
}

/** A line of strophe.js over BOSH. */
export function openBoshLine({ url, domain, limitMs, onStanza, onEnd }) {
  const connection = new Strophe.Connection(url);
  connection.maxRetries = 1; // its further retries wait 8 s and more; the member asks again sooner by itself
  let open = false;
  const opened = new Promise((resolve, reject) => {
    connection.connect(domain, null, (status, condition) => {
      switch (status) {
        case Strophe.Status.CONNECTED:
          open = true;
          connection.addHandler((element) => { onStanza(parse(Strophe.serialize(element))); return true; });
          resolve();
          break;
        case Strophe.Status.CONNFAIL:
        case Strophe.Status.AUTHFAIL:
        case Strophe.Status.CONNTIMEOUT:
        case Strophe.Status.DISCONNECTED:
          if (open && status === Strophe.Status.DISCONNECTED) onEnd(condition ?? 'the BOSH session ended');
          else reject(new Error(`BOSH: ${condition ?? 'refused'}`));
          break;
        default:
          break;
      }
    });
  });
  const drop = () => {
    connection.pause(); // no further poll leaves this client
    connection._proto._abortAllRequests();
  };
  return within(limitMs, opened).then(
    () => ({
      identity: () => connection.jid,
      send: (element) => connection.send(Stanza.toElement(element.toString())),
      close: () => new Promise((resolve) => {
        connection.connect_callback = (status) => { if (status === Strophe.Status.DISCONNECTED) resolve(); };
        connection.disconnect('leaving');
      }),
      drop,
    }),
    (error) => { drop(); throw error; });
}

function within(limitMs, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${limitMs} ms`)), limitMs);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

function endOf(reason) {
  return reason?.code === undefined ? `the socket ended: ${reason?.message ?? reason ?? 'no reason'}` : `the socket ended with code ${reason.code}`;
}
