// @ts-check
// The sound, which follows the clock. It plays clip by clip at once; when the whole score is mixed
// into one track, that goes on with the screen locked as well. Whatever fails is tried again each
// second while the words go on.

import { _ } from "./words.js";

const RATE = 24000, DRIFT_SECONDS = 0.15, RETRY_SECONDS = 1, LOAD_AHEAD_SECONDS = 1.5, LATE_SECONDS = 0.3;
export const SILENT = _("There is no sound just now. The words and the clock go on.");

/**
 * @typedef {{at: number, seconds: number, clip: number, chime: boolean}} Cue
 * @typedef {{position: number, running: boolean, read: () => number}} Clock
 * @typedef {{element: HTMLAudioElement, cue: Cue | null}} Slot
 */

/** @param {string} text base64 */
export function bytesOf(text) {
  const raw = atob(text), bytes = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
  return bytes;
}

export class Sound {
  /**
   * @param {string[]} clips MP3 or WAV in base64
   * @param {(text: string) => void} tell shows what is wrong, or nothing
   * @param {() => HTMLAudioElement} makeAudio
   */
  constructor(clips, tell, makeAudio = () => new Audio()) {
    this.clips = clips;
    this.tell = tell;
    this.voice = 1;
    this.chimes = 1;
    /** @type {Map<number, string>} */ this.urls = new Map();
    /** @type {Map<number, Float32Array>} */ this.decodedClips = new Map();
    /** @type {Slot[]} */ this.slots = [0, 1, 2].map(() => ({ element: makeAudio(), cue: null }));
    this.track = makeAudio();
    this.trackUrl = "";
    /** @type {Cue[]} */ this.cues = [];
    /** @type {Clock | null} */ this.clock = null;
    /** @type {Set<Cue>} */ this.begun = new Set();
    this.score = 0;
    this.unlocked = false;
    this.failed = false;
    this.triedAt = -Infinity;
    /** When the track was last put right: a slow phone needs time for it. */
    this.soughtAt = -Infinity;
    for (const element of [...this.slots.map((slot) => slot.element), this.track]) {
      element.preload = "auto";
      element.addEventListener("error", () => { if (element.src) this.fail(); });
      element.addEventListener("playing", () => this.recover());
    }
  }

  /** Let the elements play later without a press; called in a press. */
  unlock() {
    if (this.unlocked) return;
    this.unlocked = true;
    const nothing = silence();
    for (const element of [...this.slots.map((slot) => slot.element), this.track]) {
      element.src = nothing;
      element.play()?.then(() => { if (element.src === nothing) element.pause(); }, () => undefined);
    }
  }

  /**
   * Follow a clock through a score from now on.
   * @param {Cue[]} cues by time
   * @param {Clock} clock
   */
  follow(cues, clock) {
    this.hush();
    this.cues = cues;
    this.clock = clock;
    this.score++;
    this.begun = new Set(cues.filter((cue) => cue.at < clock.position - LATE_SECONDS));
    this.forgetTrack();
    this.prepare(this.score);
    this.keepUp();
  }

  /** The clock was paused, started or moved. */
  moved() {
    this.hush();
    this.soughtAt = -Infinity;
    const position = this.clock?.position ?? 0;
    this.begun = new Set(this.cues.filter((cue) => cue.at < position - LATE_SECONDS));
    this.keepUp();
  }

  hush() {
    for (const slot of this.slots) { if (slot.cue) { slot.cue = null; slot.element.pause(); } }
    if (this.trackUrl) this.track.pause();
  }

  stop() { this.hush(); this.clock = null; this.forgetTrack(); this.tell(""); this.failed = false; }

  /** Bring the sound in step with the clock: called some ten times a second. */
  keepUp() {
    const clock = this.clock;
    if (!clock || !clock.running || !this.unlocked) return;
    if (this.failed && clock.read() - this.triedAt < RETRY_SECONDS) return;
    const position = clock.position;
    if (this.trackUrl && !this.sounding(position)) this.keepTrackInStep(position);
    else this.playClips(position);
  }

  /** @param {number} position */
  keepTrackInStep(position) {
    if (position > this.trackSeconds()) return;
    this.triedAt = this.clock?.read() ?? 0;
    if (this.track.src !== this.trackUrl || this.track.error) {
      this.track.src = this.trackUrl;
      this.soughtAt = -Infinity;
    }
    const now = this.clock?.read() ?? 0, off = Math.abs(this.track.currentTime - position);
    if (off > DRIFT_SECONDS && !this.track.seeking && now - this.soughtAt > RETRY_SECONDS) {
      this.soughtAt = now;
      this.track.currentTime = position;
    }
    if (this.track.paused) this.play(this.track);
    else if (this.failed) this.recover();
  }

  trackSeconds() { const last = this.cues[this.cues.length - 1]; return last ? last.at + last.seconds : 0; }

  /** @param {number} position */
  playClips(position) {
    for (const cue of this.cues) {
      if (cue.at > position + LOAD_AHEAD_SECONDS) break;
      if (this.begun.has(cue)) continue;
      const slot = this.slots.find((each) => each.cue === cue) ?? this.load(cue, position);
      if (!slot || cue.at > position) continue;
      this.begun.add(cue);
      // Too late to begin: it would speak over the next words.
      if (position - cue.at > LATE_SECONDS) { slot.cue = null; continue; }
      this.triedAt = this.clock?.read() ?? 0;
      this.play(slot.element);
    }
  }

  /**
   * @param {Cue} cue
   * @param {number} position
   * @returns {Slot | undefined}
   */
  load(cue, position) {
    const slot = this.slots.find((each) => !each.cue || each.cue.at + each.cue.seconds < position);
    if (!slot) return undefined;
    slot.cue = cue;
    slot.element.src = this.url(cue.clip);
    slot.element.volume = Math.min(1, cue.chime ? this.chimes : this.voice);
    return slot;
  }

  /** @param {number} position whether a clip sounds by itself, so that the track has to wait */
  sounding(position) {
    return this.slots.some(({ cue, element }) => cue && cue.at <= position && position < cue.at + cue.seconds && !element.paused);
  }

  /** @param {HTMLAudioElement} element */
  play(element) {
    const begun = element.play();
    if (begun) begun.catch((error) => { if (error.name !== "AbortError") this.fail(); });
  }

  fail() {
    this.failed = true;
    this.triedAt = this.clock?.read() ?? 0;
    if (this.clock) this.tell(SILENT);
  }

  recover() { if (this.failed) { this.failed = false; this.tell(""); } }

  /** @param {number} clip */
  url(clip) {
    let url = this.urls.get(clip);
    if (!url) {
      const bytes = bytesOf(this.clips[clip]);
      const type = bytes[0] === 0x52 ? "audio/wav" : "audio/mpeg";
      url = URL.createObjectURL(new Blob([bytes], { type }));
      this.urls.set(clip, url);
    }
    return url;
  }

  forgetTrack() {
    if (this.trackUrl) URL.revokeObjectURL(this.trackUrl);
    this.trackUrl = "";
  }

  /**
   * Mix the score into one track, a little at a time.
   * @param {number} score the number of the score that it is for
   */
  async prepare(score) {
    if (typeof OfflineAudioContext === "undefined") return;
    const frames = Math.round((this.trackSeconds() + 0.2) * RATE), mixed = new Int16Array(frames);
    try {
      for (const cue of this.cues) {
        const samples = await this.decoded(cue.clip);
        if (score !== this.score) return;
        const gain = 32767 * Math.min(1, cue.chime ? this.chimes : this.voice), start = Math.round(cue.at * RATE);
        const length = Math.min(samples.length, frames - start);
        for (let i = 0; i < length; i++) {
          const sum = mixed[start + i] + Math.round(samples[i] * gain);
          mixed[start + i] = Math.max(-32768, Math.min(32767, sum));
        }
        await new Promise((done) => setTimeout(done));
      }
    } catch { return; } // it goes on clip by clip
    if (score === this.score) this.trackUrl = URL.createObjectURL(new Blob([waveHead(mixed.length), mixed], { type: "audio/wav" }));
  }

  /** @param {number} clip */
  async decoded(clip) {
    let samples = this.decodedClips.get(clip);
    if (!samples) {
      const context = new OfflineAudioContext(1, 1, RATE);
      samples = (await context.decodeAudioData(bytesOf(this.clips[clip]).buffer)).getChannelData(0);
      this.decodedClips.set(clip, samples);
    }
    return samples;
  }
}

/**
 * @param {number} frames the number of samples
 * @returns {ArrayBuffer} the head of a WAV of them
 */
export function waveHead(frames) {
  const head = new DataView(new ArrayBuffer(44));
  /**
   * @param {number} at
   * @param {string} text
   */
  const word = (at, text) => [...text].forEach((letter, i) => head.setUint8(at + i, letter.charCodeAt(0)));
  word(0, "RIFF"); head.setUint32(4, 36 + 2 * frames, true); word(8, "WAVEfmt ");
  head.setUint32(16, 16, true); head.setUint16(20, 1, true); head.setUint16(22, 1, true);
  head.setUint32(24, RATE, true); head.setUint32(28, 2 * RATE, true);
  head.setUint16(32, 2, true); head.setUint16(34, 16, true);
  word(36, "data"); head.setUint32(40, 2 * frames, true);
  return head.buffer;
}

/** A tenth of a second of nothing, with which a press lets an element play later by itself. */
function silence() {
  const frames = RATE / 10;
  return URL.createObjectURL(new Blob([waveHead(frames), new Int16Array(frames)], { type: "audio/wav" }));
}
