// @ts-check
/** The meeting page of a Lab shard: comes in, stays in, shows who is here. */
import { ownMedia } from './lab-media.js';
import { Peer } from './lab-peers.js';
import { roomAt } from './lab-room.js';
import { language, texts } from './lab-texts.js';
import { Tile } from './lab-tiles.js';
import { XmppConnection, child, element, ns } from './lab-xmpp.js';

/** @typedef {{ nick: string, name: string, since: number, media: boolean, tile: Tile, peer?: Peer }} Other */

const meshSize = 4;
const keepAliveEvery = 60_000;
const measureEvery = 1_000;
const longestPause = 10_000;
const patience = 8_000;

const domain = /** @type {any} */ (window).config?.hosts?.domain ?? location.hostname;
const room = roomAt(location, domain);
const state = document.body.dataset;
/** @param {string} id */
const byId = (id) => /** @type {HTMLButtonElement} */ (document.getElementById(id));

/** @type {Map<string, Other>} */
const others = new Map();
const own = new Tile('');
let nick = '';
const since = Date.now();
let stream = new MediaStream();
let needsTap = false;
let left = false;
let shard = '';
/** @type {XmppConnection | undefined} */
let connection;

// ---- coming in, and coming in again

async function start() {
  document.documentElement.lang = language;
  byId('room').textContent = room.name;
  say(texts.connecting);
  own.describe(texts.you, false, false);
  byId('bar').hidden = false;
  wireButtons();
  await prepareMedia();
  setInterval(keepAlive, keepAliveEvery);
  setTimeout(keepAlive, 5_000);
  setInterval(measure, measureEvery);
  for (let pause = 1_000; !left; pause = Math.min(pause * 2, longestPause)) {
    if (await stayConnected()) pause = 1_000;
    else if (await isShutOut()) return location.reload();
    if (left) break;
    setState('disconnected');
    say(texts.retry(pause / 1_000));
    await new Promise((done) => setTimeout(done, pause));
  }
}

/** As Jitsi's client, which loads its page anew when it cannot come back: whoever may no longer be here sees why. */
async function isShutOut() {
  try {
    const page = await fetch(location.href, { cache: 'no-store' });
    return page.status < 500 && !(await page.text()).includes('name="lab-shard"');
  } catch {
    return false;
  }
}

/** Whoever does not answer the browser's question yet comes in without media, and anew when they have answered. */
async function prepareMedia() {
  const asking = ownMedia().then((given) => {
    stream = given;
    own.show(stream);
    drawButtons();
  });
  await Promise.race([asking, new Promise((done) => setTimeout(done, patience))]);
  if (!stream.getTracks().length) asking.then(() => stream.getTracks().length && connection?.close());
}

/** True when it has been in the room before the connection ended. */
function stayConnected() {
  setState('connecting');
  nick = [...crypto.getRandomValues(new Uint8Array(4))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return new Promise((ended) => {
    let joined = false;
    connection = new XmppConnection(room.socket, domain, {
      ready: () => tellPresence(),
      shard: (name) => showShard(name),
      closed: () => ended(joined),
      stanza: (stanza) => {
        if (stanza.localName === 'message') receiveMessage(stanza);
        if (stanza.localName !== 'presence') return;
        const isOwn = stanza.querySelector('x > status[code="110"]') !== null;
        if (!isOwn) receivePresence(stanza);
        else if (stanza.getAttribute('type') === 'unavailable') connection?.close();
        else if (!joined) {
          joined = true;
          arrive();
        }
      },
    });
    // Calls of the last connection went on until now; the room begins anew.
    forgetOthers();
  });
}

function arrive() {
  setState('joined');
  connectPeers();
  drawStatus();
}

/** A room that has moved is on another shard than the page came from. @param {string} name */
function showShard(name) {
  shard = name;
  byId('shard').textContent = name;
}

/** As Jitsi's client: tells a gateway that we are still here, and learns from its answer if the room has moved. */
async function keepAlive() {
  if (left || state.state !== 'joined') return;
  try {
    const answer = await fetch(room.keepAlive);
    const said = answer.headers.get('x-jitsi-shard');
    if (said && shard && said !== shard) connection?.close();
  } catch {
    // The pings on the socket decide whether the connection is lost.
  }
}

function leave() {
  left = true;
  state.left = '';
  connection?.close();
  forgetOthers();
  for (const track of stream.getTracks()) track.stop();
  own.describe(texts.you, false, false);
  setState('disconnected');
  say(texts.left);
  drawButtons();
}

// ---- who is here

function tellPresence() {
  const lab = { media: '1', since: String(since), video: isOn('video') ? '1' : '0', audio: isOn('audio') ? '1' : '0' };
  connection?.send(element(ns.client, 'presence', { to: `${room.jid}/${nick}` },
    element(ns.muc, 'x'),
    element(ns.nick, 'nick', {}, `${texts.guest} ${nick.slice(0, 4)}`),
    element(ns.lab, 'lab', lab)));
}

/** @param {Element} presence */
function receivePresence(presence) {
  const theirs = presence.getAttribute('from')?.split('/')[1] ?? '';
  const known = others.get(theirs);
  if (presence.getAttribute('type')) {
    known?.peer?.close();
    known?.tile.remove();
    others.delete(theirs);
  } else {
    const lab = child(presence, ns.lab, 'lab');
    const name = child(presence, ns.nick, 'nick')?.textContent || theirs;
    const other = known ?? { nick: theirs, name, since: Number(lab?.getAttribute('since') ?? 0), media: lab?.getAttribute('media') === '1', tile: new Tile(theirs) };
    others.set(theirs, other);
    other.tile.describe(name, lab?.getAttribute('video') === '1', lab?.getAttribute('audio') === '0');
  }
  connectPeers();
  drawStatus();
}

function forgetOthers() {
  for (const other of others.values()) {
    other.peer?.close();
    other.tile.remove();
  }
  others.clear();
  state.peers = '0';
}

/** Everybody counts the same way, so that everybody agrees who the first four are. */
function mesh() {
  const all = [...others.values()].filter((other) => other.media).map(({ nick, since }) => ({ nick, since }));
  all.push({ nick, since });
  all.sort((a, b) => a.since - b.since || (a.nick < b.nick ? -1 : 1));
  return new Set(all.slice(0, meshSize).map((one) => one.nick));
}

function connectPeers() {
  if (state.state !== 'joined') return;
  const within = mesh();
  for (const other of others.values()) {
    const wanted = other.media && within.has(nick) && within.has(other.nick);
    if (wanted && !other.peer) {
      other.peer = new Peer(nick < other.nick, stream, (signal) => sendSignal(other.nick, signal), (theirs) => other.tile.show(theirs));
    } else if (!wanted && other.peer) {
      other.peer.close();
      other.peer = undefined;
    }
  }
}

// ---- calls

/** @param {string} to @param {import('./lab-peers.js').Signal} signal */
function sendSignal(to, signal) {
  connection?.send(element(ns.client, 'message', { to: `${room.jid}/${to}`, type: 'chat' },
    element(ns.lab, 'signal', {}, JSON.stringify(signal))));
}

/** @param {Element} message */
function receiveMessage(message) {
  const text = child(message, ns.lab, 'signal')?.textContent;
  const from = others.get(message.getAttribute('from')?.split('/')[1] ?? '');
  if (!text || !from || message.getAttribute('type') === 'error') return;
  // An offer can come before we have drawn the same conclusion about who calls whom.
  connectPeers();
  from.peer?.receive(JSON.parse(text));
}

async function measure() {
  for (const { peer, tile } of others.values()) {
    if (peer) tile.measured(await peer.received());
  }
}

// ---- buttons and words

/** @param {'audio' | 'video'} kind */
const tracks = (kind) => (kind === 'audio' ? stream.getAudioTracks() : stream.getVideoTracks());
/** @param {'audio' | 'video'} kind */
const isOn = (kind) => !left && tracks(kind).some((track) => track.enabled);

/** @param {'audio' | 'video'} kind */
function toggle(kind) {
  const on = !isOn(kind);
  for (const track of tracks(kind)) track.enabled = on;
  drawButtons();
  if (state.state === 'joined') tellPresence();
}

function wireButtons() {
  byId('mute').onclick = () => toggle('audio');
  byId('camera').onclick = () => toggle('video');
  byId('leave').onclick = () => (left ? location.reload() : leave());
  addEventListener('pagehide', () => connection?.close());
  addEventListener('needs-tap', () => {
    needsTap = true;
    drawStatus();
  });
  addEventListener('click', () => {
    if (!needsTap) return;
    needsTap = false;
    for (const other of others.values()) other.tile.play();
    drawStatus();
  });
  drawButtons();
}

function drawButtons() {
  drawButton('mute', 'audio', texts.mute, texts.unmute);
  drawButton('camera', 'video', texts.cameraOff, texts.cameraOn);
  byId('leave').lastElementChild?.replaceChildren(left ? texts.back : texts.leave);
  byId('leave').classList.toggle('leave', !left);
  own.describe(texts.you, isOn('video'), tracks('audio').length > 0 && !isOn('audio'));
}

/** @param {string} id @param {'audio' | 'video'} kind @param {string} whenOn @param {string} whenOff */
function drawButton(id, kind, whenOn, whenOff) {
  const has = tracks(kind).length > 0 && !left;
  byId(id).disabled = !has;
  byId(id).setAttribute('aria-pressed', String(has && !isOn(kind)));
  byId(id).lastElementChild?.replaceChildren(has && !isOn(kind) ? whenOff : whenOn);
}

function drawStatus() {
  state.peers = String(others.size);
  if (state.state !== 'joined') return;
  const sentences = [others.size ? texts.together(others.size + 1) : texts.alone];
  if (!mesh().has(nick) || [...others.values()].some((other) => other.media && !other.peer)) sentences.push(texts.tooMany);
  if (needsTap) sentences.push(texts.tap);
  else if (!stream.getTracks().length) sentences.push(texts.noMedia);
  else if (!stream.getVideoTracks().length) sentences.push(texts.noCamera);
  say(sentences.join(' '));
}

/** @param {string} sentence */
function say(sentence) {
  const status = byId('status');
  if (status.textContent !== sentence) status.textContent = sentence;
}

/** @param {'connecting' | 'joined' | 'disconnected'} now */
function setState(now) {
  state.state = now;
}

/** For tests and for whoever looks behind it: what comes from each of the others. */
/** @type {any} */ (window).labPeers = () => Promise.all([...others.values()].map(async ({ nick, peer }) => ({ nick, ...(await peer?.received()) })));

start();
