// @ts-check
/** One peer connection to one other person. Of two, the one with the smaller nick calls. */

/** @typedef {{ kind: 'offer' | 'answer' | 'candidate', call: string, sdp?: string, candidate?: RTCIceCandidateInit }} Signal */

const retryAfter = 2_000;

export class Peer {
  /** @type {RTCPeerConnection | undefined} */ #connection;
  /** @type {RTCIceCandidateInit[]} */ #early = [];
  #call = '';
  #closed = false;
  #stream;
  #send;
  #show;
  #calls;
  #queue = Promise.resolve();

  /**
   * @param {boolean} calls whether this side makes the offer
   * @param {MediaStream} stream our own
   * @param {(signal: Signal) => void} send
   * @param {(stream: MediaStream) => void} show called when the other's picture or sound comes
   */
  constructor(calls, stream, send, show) {
    this.#calls = calls;
    this.#stream = stream;
    this.#send = send;
    this.#show = show;
    if (calls) this.#inTurn(() => this.#offer());
  }

  /** @param {Signal} signal */
  receive(signal) {
    this.#inTurn(() => this.#take(signal));
  }

  /** Decoded pictures and received sound packets so far: proof that media arrives, not only that it is connected. */
  async received() {
    const sum = { frames: 0, sound: 0 };
    for (const report of (await this.#connection?.getStats())?.values() ?? []) {
      if (report.type !== 'inbound-rtp') continue;
      if (report.kind === 'video') sum.frames += report.framesDecoded ?? 0;
      else sum.sound += report.packetsReceived ?? 0;
    }
    return sum;
  }

  close() {
    this.#closed = true;
    this.#connection?.close();
  }

  /** What has come from them so far: pictures that were decoded, and sound as it was played, not only as it arrived. */
  async received() {
    const sums = { frames: 0, samples: 0, energy: 0 };
    for (const report of (await this.#connection?.getStats())?.values() ?? []) {
      if (report.type !== 'inbound-rtp') continue;
      if (report.kind === 'video') sums.frames += report.framesDecoded ?? 0;
      sums.samples += report.totalSamplesReceived ?? 0;
      sums.energy += report.totalAudioEnergy ?? 0;
    }
    return sums;
  }

  /** Signals are worked off one after the other. @param {() => Promise<void>} step */
  #inTurn(step) {
    this.#queue = this.#queue.then(() => (this.#closed ? undefined : step())).catch((error) => console.warn('lab: call', error));
  }

  async #offer() {
    const connection = this.#begin(Math.random().toString(36).slice(2));
    for (const track of this.#stream.getTracks()) connection.addTrack(track, this.#stream);
    // Without an own track of a kind we still want to receive that kind.
    if (!this.#stream.getAudioTracks().length) connection.addTransceiver('audio', { direction: 'recvonly' });
    if (!this.#stream.getVideoTracks().length) connection.addTransceiver('video', { direction: 'recvonly' });
    await connection.setLocalDescription();
    this.#send({ kind: 'offer', call: this.#call, sdp: connection.localDescription?.sdp });
  }

  /** @param {Signal} signal */
  async #take(signal) {
    if (signal.kind === 'offer' && !this.#calls) {
      const connection = this.#begin(signal.call);
      await connection.setRemoteDescription({ type: 'offer', sdp: signal.sdp });
      for (const track of this.#stream.getTracks()) connection.addTrack(track, this.#stream);
      await connection.setLocalDescription();
      this.#send({ kind: 'answer', call: this.#call, sdp: connection.localDescription?.sdp });
      await this.#addEarly(connection);
    } else if (signal.call !== this.#call || !this.#connection) {
      return; // Of a call that was given up.
    } else if (signal.kind === 'answer') {
      await this.#connection.setRemoteDescription({ type: 'answer', sdp: signal.sdp });
      await this.#addEarly(this.#connection);
    } else if (signal.candidate) {
      this.#early.push(signal.candidate);
      if (this.#connection.remoteDescription) await this.#addEarly(this.#connection);
    }
  }

  /** @param {RTCPeerConnection} connection */
  async #addEarly(connection) {
    for (const candidate of this.#early.splice(0)) await connection.addIceCandidate(candidate);
  }

  /** @param {string} call */
  #begin(call) {
    this.#connection?.close();
    this.#call = call;
    this.#early = [];
    const connection = new RTCPeerConnection({ iceServers: [] });
    const stream = new MediaStream();
    connection.ontrack = ({ track }) => {
      stream.addTrack(track);
      this.#show(stream);
    };
    connection.onicecandidate = ({ candidate }) => {
      if (candidate) this.#send({ kind: 'candidate', call, candidate: candidate.toJSON() });
    };
    connection.onconnectionstatechange = () => {
      if (connection.connectionState === 'failed' && this.#calls && !this.#closed && this.#connection === connection) {
        setTimeout(() => this.#inTurn(() => this.#offer()), retryAfter);
      }
    };
    this.#connection = connection;
    return connection;
  }
}
