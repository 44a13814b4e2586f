// @ts-check
// A routine laid out in time, from blocks that the app prepared: the same rules as its compiler's.
// A block is a gap or a hold with its cues, each fixed to the beginning or to the end.

/**
 * @typedef {{at: number, seconds: number, clip: number, chime: boolean, end: boolean}} BlockCue
 * @typedef {{text: string, entry: number, cues: BlockCue[]}} Block
 *   `entry` is how long before the end of a gap the words that lead to the hold begin
 * @typedef {{at: number, seconds: number, clip: number, chime: boolean}} Cue
 * @typedef {{title: string, pose: string, side: string, alternates: boolean, reps: number,
 *   sets: number, hold: number, relax: number, setup: number, switch: number, rest: number,
 *   waits: boolean, leadIn: string, blocks: Record<string, Block>, rich: Record<string, Block>}} Exercise
 * @typedef {{name: string, title: string, summary: string, exercises: Exercise[], finish: Block,
 *   finishSeconds: number}} Routine
 * @typedef {{kind: string, start: number, end: number, entry: number, exercise: number,
 *   title: string, pose: string, side: string, rep: number, reps: number, set: number,
 *   sets: number, text: string, leadIn: string, waits: boolean}} Segment
 * @typedef {{segments: Segment[], cues: Cue[], seconds: number}} Timeline
 * @typedef {{reps?: number, hold?: number, relax?: number, side?: string}} Changes
 */

const BEFORE_CHIME = 0.4, BEFORE_LEAD_IN = 0.3, COUNT_SECONDS = 3, HALF_WAY_FROM = 20;
const LONGEST_SILENCE = 8;

/**
 * @param {Exercise} exercise
 * @returns {{side: string, rep: number, set: number}[]}
 */
export function turns(exercise) {
  const sides = exercise.side === "each" ? ["left", "right"] : [exercise.side], all = [];
  for (let set = 1; set <= exercise.sets; set++) {
    if (exercise.alternates) {
      for (let rep = 1; rep <= exercise.reps; rep++) for (const side of sides) all.push({ side, rep, set });
    } else {
      for (const side of sides) for (let rep = 1; rep <= exercise.reps; rep++) all.push({ side, rep, set });
    }
  }
  return all;
}

/**
 * An exercise with what the person changed; each number stays within what an exercise can be.
 * @param {Exercise} exercise
 * @param {Changes} changes
 * @returns {Exercise}
 */
export function changed(exercise, changes) {
  const own = { ...exercise };
  if (changes.reps) own.reps = changes.reps;
  if (changes.hold) own.hold = changes.hold;
  if (changes.relax) own.relax = changes.relax;
  if (changes.side && exercise.side !== "both" && exercise.side !== "none") own.side = changes.side;
  if (own.side !== "each") own.alternates = false;
  if (own.hold !== exercise.hold || own.relax !== exercise.relax) own.blocks = exercise.rich;
  return own;
}

/**
 * @param {Routine} routine
 * @param {Changes} changes
 * @param {{halfWay: {clip: number, seconds: number} | null, tick: {clip: number, seconds: number} | null}} extras
 * @returns {Timeline}
 */
export function laidOut(routine, changes, extras) {
  /** @type {Segment[]} */ const segments = [];
  /** @type {Cue[]} */ const cues = [];
  let now = 0;
  routine.exercises.forEach((original, number) => {
    const exercise = changed(original, changes);
    const turn = Math.max(exercise.switch, (exercise.relax - exercise.hold) / 2);
    let before = null;
    for (const each of turns(exercise)) {
      const [kind, seconds] = gap(exercise, before, each, turn);
      const part = { exercise: number, title: exercise.title, pose: exercise.pose, ...each, reps: exercise.reps, sets: exercise.sets };
      const block = exercise.blocks[key(kind, each, exercise)] ?? { text: "", entry: 0, cues: [] };
      const leadIn = placeGap(block, now, seconds, cues);
      segments.push({ ...part, kind, start: now, end: now + seconds, entry: now, text: block.text, leadIn: "", waits: kind === "prepare" && exercise.waits });
      now += seconds;
      const hold = exercise.blocks[`hold/${each.side}`] ?? { text: "", entry: 0, cues: [] };
      placeHold(hold, now, exercise.hold, cues, extras.halfWay);
      segments.push({ ...part, kind: "hold", start: now, end: now + exercise.hold, entry: now - leadIn, text: hold.text, leadIn: exercise.leadIn, waits: false });
      now += exercise.hold;
      before = each;
    }
  });
  const last = segments[segments.length - 1];
  placeGap(routine.finish, now, routine.finishSeconds, cues);
  segments.push({ ...last, kind: "finish", start: now, end: now + routine.finishSeconds, entry: now, text: routine.finish.text, leadIn: "", waits: false });
  now += routine.finishSeconds;
  cues.sort((one, two) => one.at - two.at);
  return { segments, cues: extras.tick ? withTicks(cues, extras.tick) : cues, seconds: now };
}

/**
 * @param {Exercise} exercise
 * @param {{side: string, rep: number, set: number} | null} before
 * @param {{side: string, rep: number, set: number}} turn
 * @param {number} turnSeconds
 * @returns {[string, number]} the kind of the gap before a hold, and its length
 */
function gap(exercise, before, turn, turnSeconds) {
  if (!before) return ["prepare", exercise.setup];
  if (turn.set !== before.set) return ["rest", Math.max(exercise.rest, exercise.alternates ? turnSeconds : 0)];
  if (turn.side === before.side) return ["relax", exercise.relax];
  return ["switch", exercise.alternates ? turnSeconds : exercise.switch];
}

/**
 * The name of a gap's block: its kind, leg, and the number of the rep, where it is not the last.
 * @param {string} kind
 * @param {{side: string, rep: number, set: number}} turn
 * @param {Exercise} exercise
 */
export function key(kind, turn, exercise) {
  if (kind === "rest") return `rest/${turn.side}/${turn.set === exercise.sets ? "last" : turn.set}`;
  const rep = exercise.reps === 1 ? "only" : turn.rep === exercise.reps ? "last" : turn.rep;
  return `${kind}/${turn.side}/${rep}`;
}

/**
 * Place the cues of a gap: the words to the hold at its end, the others where there is room.
 * @param {Block} block
 * @param {number} start
 * @param {number} seconds
 * @param {Cue[]} cues
 * @returns {number} how long before the hold its words begin
 */
function placeGap(block, start, seconds, cues) {
  const entry = Math.min(block.entry, seconds);
  const tail = block.cues.filter((cue) => cue.end && cue.at <= seconds);
  const head = block.cues.filter((cue) => !cue.end);
  const free = seconds - (tail.length ? entry + BEFORE_LEAD_IN : BEFORE_CHIME);
  const fits = head.every((cue) => cue.chime || cue.at + cue.seconds <= free + 1e-6);
  for (const cue of head) if (fits || cue.chime) cues.push({ ...cue, at: start + cue.at });
  for (const cue of tail) cues.push({ ...cue, at: start + seconds - cue.at });
  return entry;
}

/**
 * @param {Block} block
 * @param {number} start
 * @param {number} seconds
 * @param {Cue[]} cues
 * @param {{clip: number, seconds: number} | null} halfWay
 */
function placeHold(block, start, seconds, cues, halfWay) {
  let quiet = 0;
  for (const cue of block.cues.filter((each) => !each.end)) {
    if (!cue.chime && cue.at + cue.seconds > seconds - BEFORE_CHIME) continue;
    cues.push({ ...cue, at: start + cue.at });
    if (!cue.chime) quiet = cue.at + cue.seconds;
  }
  const count = seconds - COUNT_SECONDS, middle = seconds / 2;
  if (halfWay && seconds >= HALF_WAY_FROM && quiet + BEFORE_LEAD_IN <= middle && middle + halfWay.seconds <= count - BEFORE_LEAD_IN) {
    cues.push({ at: start + middle, seconds: halfWay.seconds, clip: halfWay.clip, chime: false });
    quiet = middle + halfWay.seconds;
  }
  if (quiet + BEFORE_CHIME > count) return;
  for (const cue of block.cues) if (cue.end) cues.push({ ...cue, at: start + seconds - cue.at });
}

/**
 * @param {Cue[]} cues by time
 * @param {{clip: number, seconds: number}} tick
 * @returns {Cue[]}
 */
function withTicks(cues, tick) {
  const all = [...cues];
  let quiet = cues.length ? cues[0].at + cues[0].seconds : 0;
  for (let place = 1; place < cues.length; place++) {
    const before = cues[place - 1], after = cues[place];
    quiet = Math.max(quiet, before.at + before.seconds);
    const parts = Math.ceil((after.at - quiet) / LONGEST_SILENCE);
    for (let part = 1; part < parts; part++) {
      all.push({ at: quiet + (part * (after.at - quiet)) / parts, seconds: tick.seconds, clip: tick.clip, chime: true });
    }
  }
  return all.sort((one, two) => one.at - two.at);
}

/**
 * @param {Timeline} timeline
 * @param {number} position
 * @returns {number} the number of the segment, the last one after the end
 */
export function placeAt(timeline, position) {
  const found = timeline.segments.findIndex((segment) => position < segment.end);
  return found < 0 ? timeline.segments.length - 1 : found;
}
