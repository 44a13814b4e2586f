// @ts-check
// The clock that leads: seconds of guidance, which no sound, freeze or throttle can hold up.

export class Clock {
  /** @param {() => number} read seconds that never go back, such as performance.now() / 1000 */
  constructor(read = () => performance.now() / 1000) {
    this.read = read;
    this.banked = 0;
    /** @type {number | null} when it was started, by `read`; null while it stands still */
    this.since = null;
  }

  get running() { return this.since !== null; }

  get position() { return this.banked + (this.since === null ? 0 : this.read() - this.since); }

  start() { if (this.since === null) this.since = this.read(); }

  pause() { this.banked = this.position; this.since = null; }

  /** @param {number} to seconds */
  seek(to) {
    this.banked = to;
    if (this.since !== null) this.since = this.read();
  }
}
