// @ts-check
// What is shown at a moment: the words of the app's own screen, looked up from the timeline.

/** @typedef {import("./layout.js").Segment} Segment */
/** @typedef {import("./layout.js").Timeline} Timeline */

/** @type {Record<string, string>} */
const WORDS = { prepare: "READY", hold: "HOLD", relax: "LET GO", switch: "SWITCH", rest: "REST", finish: "DONE" };
/** @type {Record<string, string>} */
const LEGS = { left: "Left leg", right: "Right leg", both: "Both legs" };

/** @param {number} seconds */
export const clockText = (seconds) =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

/** @param {number} seconds the whole seconds that are left, as they are shown */
export const digitsText = (seconds) => {
  const left = Math.max(0, Math.ceil(seconds - 1e-6));
  return left < 100 ? String(left) : clockText(left);
};

/**
 * @param {Segment | undefined} segment
 * @returns {string} what comes after this, in a few words
 */
export function comingText(segment) {
  if (!segment) return "Then good night";
  const leg = (LEGS[segment.side] ?? "").toLowerCase();
  /** @type {Record<string, string>} */
  const what = {
    hold: `hold ${segment.rep} of ${segment.reps}`,
    relax: "release",
    switch: `release, then ${leg}`,
    rest: `rest, then ${setText(segment)}`,
    prepare: segment.title.toLowerCase(),
    finish: "release, and done",
  };
  return `Next: ${what[segment.kind]}, ${Number((segment.end - segment.start).toFixed(2))} s`;
}

/** @param {Segment} segment */
const setText = (segment) => (segment.sets > 1 ? `set ${segment.set} of ${segment.sets}` : "");

/**
 * @param {Timeline} timeline
 * @param {number} place
 * @param {number} position
 */
export function faceOf(timeline, place, position) {
  const segment = timeline.segments[place], next = timeline.segments[place + 1];
  const leads = next && next.leadIn && position >= next.entry;
  const rep = segment.kind === "finish" ? "" : `rep ${segment.rep} of ${segment.reps}`;
  return {
    phase: leads ? next.leadIn.replace(/\.+$/, "").toUpperCase() : WORDS[segment.kind],
    digits: digitsText(segment.end - position),
    place: [LEGS[segment.side], rep, setText(segment)].filter(Boolean).join(" · "),
    say: segment.text || segment.title,
    coming: comingText(next),
    pose: segment.pose,
    moved: segment.kind === "hold" ? Math.min(1, Math.max(0.01, position - segment.start)) : 0,
  };
}
