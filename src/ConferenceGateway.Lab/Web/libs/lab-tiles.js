// @ts-check
/** The tiles: one for everybody who is here. A tile without a picture shows initials, never nothing. */
import { texts } from './lab-texts.js';

const area = /** @type {HTMLElement} */ (document.getElementById('tiles'));

export class Tile {
  #figure = document.createElement('figure');
  #video = document.createElement('video');
  #face = document.createElement('span');
  #name = document.createElement('figcaption');
  #wantsPicture = false;

  /** @param {string} nick empty: our own tile */
  constructor(nick) {
    this.#figure.className = nick ? 'tile' : 'tile own';
    this.#face.className = 'face';
    this.#face.ariaHidden = 'true';
    this.#name.dataset.silent = texts.silent;
    this.#video.autoplay = this.#video.playsInline = true;
    this.#video.muted = !nick;
    if (nick) this.#video.dataset.peer = nick;
    else this.#video.id = 'own';
    this.#video.onresize = this.#video.onplaying = () => this.#update();
    this.#figure.append(this.#face, this.#name);
    area.append(this.#figure);
    arrange();
  }

  /** @param {string} name @param {boolean} picture whether they send one @param {boolean} silent */
  describe(name, picture, silent) {
    this.#name.textContent = name;
    this.#face.textContent = name.split(/\s+/).map((word) => [...word][0] ?? '').slice(0, 2).join('').toUpperCase();
    this.#video.setAttribute('aria-label', name);
    this.#figure.classList.toggle('silent', silent);
    this.#wantsPicture = picture;
    this.#update();
  }

  /** @param {MediaStream} stream */
  show(stream) {
    if (!this.#video.isConnected) this.#figure.prepend(this.#video);
    if (this.#video.srcObject !== stream) this.#video.srcObject = stream;
    this.#video.play().catch(() => area.dispatchEvent(new CustomEvent('needs-tap', { bubbles: true })));
    this.#update();
  }

  /** @param {{ frames: number, sound: number }} received */
  measured({ frames, sound }) {
    this.#video.dataset.frames = String(frames);
    this.#video.dataset.sound = String(sound);
  }

  play() {
    if (this.#video.srcObject) this.#video.play().catch(() => undefined);
  }

  remove() {
    this.#video.srcObject = null;
    this.#figure.remove();
    arrange();
  }

  #update() {
    this.#figure.classList.toggle('live', this.#wantsPicture && this.#video.videoWidth > 0);
  }
}

function arrange() {
  area.classList.toggle('alone', area.children.length < 2);
  area.classList.toggle('many', area.children.length > 4);
}
