// @ts-check
/** Camera and microphone: what there is, down to nothing at all. */

const wishes = [
  { audio: true, video: { width: { ideal: 640 }, height: { ideal: 360 } } },
  { audio: true, video: false },
  { audio: false, video: true },
];

/** Asks for both, then for one of them; an empty stream if the device or the person gives none. */
export async function ownMedia() {
  for (const wish of wishes) {
    try {
      return await navigator.mediaDevices.getUserMedia(wish);
    } catch {
      // The next wish is smaller.
    }
  }
  return new MediaStream();
}
