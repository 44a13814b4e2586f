// @ts-check
// What is shown at a moment: the words of the app's own screen, looked up from the timeline.
import { _ } from "./words.js";

/** @typedef {import("./layout.js").Segment} Segment */
/** @typedef {import("./layout.js").Timeline} Timeline */

/** @type {Record<string, string>} */
const WORDS = {
  prepare: _("READY"), hold: _("HOLD"), relax: _("LET GO"), switch: _("SWITCH"), rest: _("REST"), finish: _("DONE"),
};
/** @type {Record<string, string>} */
const LEGS = { left: _("left leg"), right: _("right leg"), both: _("both legs") };

/** @param {string} text */
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

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
  if (!segment) return _("Then good night");
  const leg = LEGS[segment.side] ?? "";
  /** @type {Record<string, string>} */
  const what = {
    hold: _("hold {rep} of {reps}", { rep: segment.rep, reps: segment.reps }),
    relax: _("release"),
    switch: _("release, then {side}", { side: leg }),
    rest: _("rest, then {which_set}", { which_set: setText(segment) }),
    prepare: segment.title,
    finish: _("release, and done"),
  };
  const seconds = Number((segment.end - segment.start).toFixed(2));
  return _("Next: {what}, {seconds} s", { what: what[segment.kind], seconds });
}

/** @param {Segment} segment */
const setText = (segment) => (segment.sets > 1 ? _("set {set} of {sets}", { set: segment.set, sets: segment.sets }) : "");

/**
 * @param {Timeline} timeline
 * @param {number} place
 * @param {number} position
 */
export function faceOf(timeline, place, position) {
  const segment = timeline.segments[place], next = timeline.segments[place + 1];
  const leads = next && next.leadIn && position >= next.entry;
  const rep = segment.kind === "finish" ? "" : _("rep {rep} of {reps}", { rep: segment.rep, reps: segment.reps });
  return {
    phase: leads ? next.leadIn.replace(/\.+$/, "").toUpperCase() : WORDS[segment.kind],
    digits: digitsText(segment.end - position),
    place: [capital(LEGS[segment.side] ?? ""), rep, setText(segment)].filter(Boolean).join(" · "),
    say: segment.text || segment.title,
    coming: comingText(next),
    pose: segment.pose,
    moved: segment.kind === "hold" ? Math.min(1, Math.max(0.01, position - segment.start)) : 0,
  };
}
