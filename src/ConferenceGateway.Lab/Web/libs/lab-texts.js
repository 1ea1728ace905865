// @ts-check
/** The page's words, German and English. */
const german = {
  connecting: 'Die Verbindung wird aufgebaut.',
  alone: 'Noch ist niemand sonst hier. Andere kommen über denselben Link.',
  together: (/** @type {number} */ n) => `${n} Personen sind hier.`,
  tooMany: 'Bild und Ton haben hier die ersten vier.',
  retry: (/** @type {number} */ s) => `Die Verbindung ist unterbrochen. Nächster Versuch in ${s} s.`,
  left: 'Sie haben das Treffen verlassen.',
  noCamera: 'Ohne Kamera: Die anderen hören Sie.',
  noMedia: 'Ohne Kamera und Mikrofon: Sie sehen und hören die anderen.',
  tap: 'Einmal tippen, dann ist Ton da.',
  you: 'Sie',
  guest: 'Gast',
  silent: 'stumm',
  mute: 'Ton aus',
  unmute: 'Ton an',
  cameraOff: 'Bild aus',
  cameraOn: 'Bild an',
  leave: 'Verlassen',
  back: 'Zurück',
};

/** @type {typeof german} */
const english = {
  connecting: 'Connecting.',
  alone: 'Nobody else is here yet. Others come by the same link.',
  together: (n) => `${n} people are here.`,
  tooMany: 'Picture and sound are for the first four here.',
  retry: (s) => `The connection is interrupted. Next try in ${s} s.`,
  left: 'You have left the meeting.',
  noCamera: 'Without a camera: the others hear you.',
  noMedia: 'Without camera and microphone: you see and hear the others.',
  tap: 'Tap once for sound.',
  you: 'You',
  guest: 'Guest',
  silent: 'muted',
  mute: 'Mute',
  unmute: 'Unmute',
  cameraOff: 'Camera off',
  cameraOn: 'Camera on',
  leave: 'Leave',
  back: 'Back',
};

const isGerman = /^de\b/i.test(navigator.language);
export const language = isGerman ? 'de' : 'en';
export const texts = isGerman ? german : english;
