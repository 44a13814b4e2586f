// @ts-check
// The page: home, a routine, a cramp, and what is kept. It does nothing but show and listen; the
// clock leads, and the sound follows.
import { Clock } from "./clock.js";
import { laidOut, placeAt } from "./layout.js";
import { Sound } from "./sound.js";
import { Diary, byteLength, newId, nightOf, withOffset } from "./diary.js";
import { MOST_BYTES, qrCode } from "./qr.js";
import { clockText, faceOf } from "./face.js";
import { _ } from "./words.js";

/** @typedef {import("./layout.js").Routine} Routine */
/** @typedef {import("./layout.js").Cue} Cue */
/** @typedef {{steps: {at: number, text: string, pose: string}[], cues: Cue[], seconds: number}} Track */
/**
 * @typedef {{clips: string[], voice: number, chimes: number, back: number, look: string,
 *   extras: {halfWay: {clip: number, seconds: number} | null, tick: {clip: number, seconds: number} | null},
 *   routines: Routine[], lateSeconds: number, tracks: Record<string, Track>, view: string,
 *   restart: boolean}} Content
 */

/** @type {Content} */
const data = JSON.parse(document.getElementById("data")?.textContent ?? "{}");
const TICK_MS = 50, FRAMES = 4, FROZEN_SECONDS = 5, MOST_REPS = 12, LONGEST_HOLD = 120;
/** What a camera still reads from the width of a phone. */
const CODE_BYTES = 718;
const store = storage();
const kept = readKept();
const diary = new Diary(store);
const clock = new Clock();
const sound = new Sound(data.clips, (text) => put("trouble", text));
const still = matchMedia("(prefers-reduced-motion: reduce)");

/** @returns {Storage | null} */
function storage() { try { return window.localStorage; } catch { return null; } }

/**
 * What was chosen on this phone: look, volumes, and changes by routine.
 * @returns {any}
 */
function readKept() {
  try { return { changes: {}, ...JSON.parse(store?.getItem("cramp-timer choices") ?? "{}") }; } catch { return { changes: {} }; }
}

function keepChoices() { try { store?.setItem("cramp-timer choices", JSON.stringify(kept)); } catch { /* said on the page */ } }

/**
 * @param {string} name
 * @returns {any}
 */
const element = (name) => document.getElementById(name);

/**
 * @param {string} name
 * @param {string} text
 */
function put(name, text) { if (element(name).textContent !== text) element(name).textContent = text; }

/**
 * @param {string} name
 * @param {boolean} shown
 */
function show(name, shown) { if (element(name).hidden === shown) element(name).hidden = !shown; }

// ---- the picture

let pictured = "";
/**
 * @param {string} pose
 * @param {number} share
 */
function picture(pose, share) {
  const frame = still.matches ? Math.ceil(share) * (FRAMES - 1) : Math.ceil(share * (FRAMES - 1));
  const wanted = `${pose} ${frame}`;
  if (wanted === pictured) return;
  pictured = wanted;
  for (const each of document.querySelectorAll(".pose")) {
    each.classList.toggle("shown", /** @type {SVGElement} */ (each).dataset.pose === wanted);
  }
}

// ---- awake, and the keys of the phone's own player

/** @type {any} the screen's wake lock, while it is held */
let awake = null;
async function keepAwake() {
  try {
    if (clock.running && !awake && document.visibilityState === "visible") {
      awake = await /** @type {any} */ (navigator).wakeLock.request("screen");
      awake.addEventListener("release", () => { awake = null; });
    } else if (!clock.running && awake) {
      await awake.release();
    }
  } catch { awake = null; }
}

function answerThePhone() {
  if (!("mediaSession" in navigator)) return;
  navigator.mediaSession.metadata = new MediaMetadata({ title: document.title });
  /** @type {Record<string, () => void>} */
  const actions = {
    play: () => { if (!clock.running) toggle(); },
    pause: () => { if (clock.running && view === "routine") toggle(); },
    nexttrack: skip,
    previoustrack: back,
  };
  for (const [name, act] of Object.entries(actions)) {
    try { navigator.mediaSession.setActionHandler(/** @type {MediaSessionAction} */ (name), act); } catch { /* not known here */ }
  }
}

// ---- one tick of everything

let view = "", lastTick = 0, framing = false;
function tick() {
  const now = clock.read();
  if (clock.running && now - lastTick > FROZEN_SECONDS) frozen(now - lastTick);
  lastTick = now;
  sound.keepUp();
  draw();
  if (clock.running && !framing) { framing = true; requestAnimationFrame(frame); }
}

/** While it is seen and runs, every frame shows the moment; hidden, the tick alone goes on. */
function frame() {
  framing = clock.running;
  draw();
  if (framing) requestAnimationFrame(frame);
}

function draw() {
  if (view === "routine") drawRoutine();
  if (view === "now") drawCramp();
}

/** @param {number} seconds in which nothing of the page ran: what nobody was led through is not done */
function frozen(seconds) { if (view === "routine") unled.push([clock.position - seconds, clock.position]); }

// ---- a routine

/** @type {Routine | null} */ let routine = null;
/** @type {import("./layout.js").Timeline} */ let timeline = { segments: [], cues: [], seconds: 0 };
/** @type {[number, number][]} */ let unled = [];
/** @type {[number, number][]} what was led, from second to second of the routine */ let led = [];
let ledFrom = 0, run = "", runStarted = "", finished = false;

/** @param {Routine} chosen */
function openRoutine(chosen) {
  leave();
  routine = chosen;
  timeline = laidOut(chosen, kept.changes[chosen.name] ?? {}, data.extras);
  finished = false; run = ""; unled = []; led = [];
  go("routine", chosen.title);
  for (const [name, wanted] of [["reps", "reps"], ["hold", "hold"], ["relax", "relax"]]) {
    element(`change-${name}`).value = kept.changes[chosen.name]?.[wanted] ?? "";
  }
  element("change-side").value = kept.changes[chosen.name]?.side ?? "";
  clock.pause(); clock.seek(0);
  named();
}

function drawRoutine() {
  const position = Math.min(clock.position, timeline.seconds);
  if (clock.running && clock.position >= timeline.seconds) { finish(); return; }
  const at = placeAt(timeline, position), segment = timeline.segments[at], face = faceOf(timeline, at, position);
  document.body.dataset.kind = segment.kind;
  for (const name of ["phase", "place", "say", "coming"]) put(name, /** @type {any} */ (face)[name]);
  put("digits", finished ? "" : face.digits);
  picture(face.pose, face.moved);
  const next = timeline.segments[at + 1];
  show("there", clock.running && segment.waits && next !== undefined && position < next.entry);
  put("clock", _("{position} of {whole}", { position: clockText(Math.floor(position)), whole: clockText(timeline.seconds) }));
  const share = Math.min(100, Math.round((100 * Math.floor(position)) / timeline.seconds));
  element("bar").setAttribute("aria-valuenow", String(share));
  element("done").style.width = `${share}%`;
}

function toggle() {
  if (view !== "routine" || !routine) return;
  sound.unlock();
  if (clock.running) { bank(); clock.pause(); sound.moved(); keepRun(); named(); return; }
  if (finished) { finished = false; run = ""; led = []; clock.seek(0); }
  const segment = timeline.segments[placeAt(timeline, clock.position)];
  // A hold that was interrupted begins again, after its words.
  if (data.restart && segment.kind === "hold" && clock.position >= segment.start) clock.seek(segment.entry);
  if (!run) { run = newId(); runStarted = withOffset(new Date()); }
  ledFrom = clock.position;
  lastTick = clock.read();
  clock.start();
  sound.follow(timeline.cues, clock);
  named();
}

/** @param {number} to */
function jump(to) {
  bank();
  clock.seek(Math.max(0, Math.min(timeline.seconds, to)));
  ledFrom = clock.position;
  if (clock.running) sound.moved();
  draw();
}

function bank() { if (clock.running && clock.position > ledFrom) led.push([ledFrom, clock.position]); ledFrom = clock.position; }

function skip() {
  if (view !== "routine") return;
  const at = placeAt(timeline, clock.position), next = timeline.segments[at + 1];
  if (!next) { jump(timeline.seconds); return; }
  // While it is paused each press shows the next thing; going on begins a hold with its words.
  jump(next.kind === "hold" && clock.running && clock.position < next.entry ? next.entry : next.start);
}

function back() {
  if (view !== "routine") return;
  const at = placeAt(timeline, clock.position), segment = timeline.segments[at];
  jump(clock.position - segment.start < data.back && at ? timeline.segments[at - 1].entry : segment.entry);
}

function finish() {
  bank(); clock.pause(); clock.seek(timeline.seconds); finished = true;
  sound.stop(); keepRun(); named();
}

function named() {
  const begun = clock.position > 0;
  put("start", clock.running ? _("Pause") : finished ? _("Again") : begun ? _("Go on") : _("Start"));
  put("status", finished ? _("Done.") : clock.running || !begun ? "" : _("Paused."));
  show("changes", !clock.running && (!begun || finished));
  keepAwake();
  draw();
}

/** What was held: a hold counts when all of it was led, as in the app. */
function keepRun() {
  if (!routine || !run) return;
  /**
   * @param {number} from
   * @param {number} to
   */
  const covered = (from, to) => led.some(([one, two]) => one <= from + 0.01 && two >= to - 0.01)
    && !unled.some(([one, two]) => one < to - 0.5 && two > from + 0.5);
  /** @type {{title: string, holds: number, seconds: number}[]} */ const held = [];
  routine.exercises.forEach((exercise, number) => {
    const done = timeline.segments.filter((each) => each.kind === "hold" && each.exercise === number && covered(each.start, each.end));
    if (done.length) held.push({ title: exercise.title, holds: done.length, seconds: done.reduce((sum, each) => sum + each.end - each.start, 0) });
  });
  const seconds = Math.round(led.reduce((sum, [one, two]) => sum + two - one, 0) * 10) / 10;
  const row = { id: run, night: nightOf(new Date(runStarted)), started: runStarted, routine: routine.name, title: routine.title, seconds, finished };
  diary.keepRun(row, held);
  showWaiting();
}

// ---- a cramp

let stage = "ready", coachingFrom = 0, checked = false, eased = 0;
/** @type {any} */ let cramp = null;

const over = () => !["ready", "coaching", "check", "worse"].includes(stage);
const lasted = () => (over() ? eased : clock.position + coachingFrom);

function easedTrack() {
  if (lasted() >= data.lateSeconds) return "late";
  return stage === "worse" ? "easedAfterAll" : "eased";
}

function openCramp() {
  leave();
  stage = "ready"; coachingFrom = 0; cramp = null;
  go("now", _("A cramp, now"));
  clock.pause(); clock.seek(0);
  show("rating", false);
  nameCramp();
}

/* The clock of the whole cramp goes on through every stage; each track has its own beginning. */
let trackFrom = 0;
const inTrack = () => ({ get position() { return clock.position - trackFrom; }, get running() { return clock.running; }, read: clock.read });

/**
 * @param {string} to
 * @param {number} from where in the track it begins
 */
function lead(to, from = 0) {
  stage = to;
  trackFrom = clock.position - from;
  sound.follow(data.tracks[stage].cues, inTrack());
  nameCramp();
}

function nameCramp() {
  put("now-start", stage === "ready" || over() ? _("A cramp, now") : _("It has eased"));
  show("worse", ["coaching", "check"].includes(stage));
  show("legs", stage !== "ready");
  put("status", over() ? _("Eased after {clock}.", { clock: clockText(eased) }) : "");
  show("rating", over() || stage === "worse");
  show("none", cramp !== null);
  keepAwake();
  draw();
}

function drawCramp() {
  if (stage === "ready") { const first = data.tracks.coaching.steps[0]; put("say", first.text); picture(first.pose, 1); put("digits", ""); return; }
  const steps = data.tracks[stage].steps, position = clock.position - trackFrom;
  let step = steps[0];
  for (const each of steps) if (each.at <= position) step = each;
  put("say", step.text);
  picture(step.pose, 1);
  put("digits", clockText(lasted()));
  if (stage === "check" && position > data.tracks.check.seconds) lead("coaching", resumed(lasted()));
}

/**
 * Where the coaching goes on: with the next line, whole.
 * @param {number} now seconds of the cramp
 */
function resumed(now) {
  const next = data.tracks.coaching.steps.find((step) => step.at >= now);
  return next ? Math.min(next.at, data.lateSeconds) : now;
}

function pressNow() {
  sound.unlock();
  if (stage !== "ready" && !over()) {
    const to = easedTrack();
    eased = lasted();
    cramp = { ...cramp, ended: withOffset(new Date()), eased: true };
    diary.keep("cramps", cramp);
    lead(to);
    showWaiting();
    return;
  }
  const moment = new Date();
  cramp = { id: newId(), night: nightOf(moment), started: withOffset(moment), source: "now" };
  diary.keep("cramps", cramp);
  checked = false; coachingFrom = 0;
  element("worst").value = ""; element("note").value = "";
  clock.pause(); clock.seek(0); clock.start();
  lead("coaching");
  showWaiting();
}

// The first time that it does not ease asks for a look at the leg, and then the coaching goes on.
function worse() {
  if (checked || lasted() >= data.lateSeconds) {
    cramp = { ...cramp, ended: withOffset(new Date()), eased: false };
    diary.keep("cramps", cramp);
    element("signs").open = true;
    lead("worse");
    return;
  }
  checked = true;
  lead("check");
}

/**
 * @param {string} field
 * @param {unknown} value
 */
function sayOfCramp(field, value) {
  if (!cramp) return;
  cramp = { ...cramp, [field]: value };
  diary.keep("cramps", cramp);
  for (const side of ["left", "right", "both"]) element(`leg-${side}`).setAttribute("aria-pressed", String(cramp.side === side));
}

// ---- from view to view

/**
 * @param {string} to
 * @param {string} title
 */
function go(to, title) {
  view = to;
  document.body.dataset.view = to;
  put("title", title);
  put("status", ""); put("trouble", "");
  for (const name of ["home", "lead"]) show(name, (name === "home") === (to === "home"));
  show("routine-parts", to === "routine"); show("routine-keys", to === "routine");
  show("now-keys", to === "now"); show("home-key", data.routines.length > 1 || data.view === "home");
  for (const name of ["phase", "place", "digits", "say", "coming"]) put(name, "");
  scrollTo(0, 0);
}

function leave() {
  if (view === "routine" && clock.running) { bank(); clock.pause(); keepRun(); }
  clock.pause();
  sound.stop();
  keepAwake();
}

function home() { leave(); routine = null; go("home", document.title); showWaiting(); }

function showWaiting() {
  const there = diary.count;
  put("kept", !diary.lasts && there ? _("This browser forgets it when the page is closed: save it before.")
    : there ? _("Entries that wait for the diary: {count}.", { count: there }) : _("What you do here is kept on this phone."));
  show("hand-over", there > 0); show("codes", there > 0); show("code", false);
}

// ---- handing over

let handedOver = "";
async function handOver() {
  const name = `cramps-${new Date().toISOString().slice(0, 10)}.json`;
  const content = diary.document();
  const file = new File([content], name, { type: "application/json" });
  try {
    if (navigator.canShare?.({ files: [file] })) {
      await navigator.share({ files: [file] });
    } else {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(file);
      link.download = name;
      link.click();
    }
    put("status", _("Then, on the computer: cramp-timer diary import {name}", { name }));
    handedOver = content;
    show("clear", true);
  } catch (error) {
    if (/** @type {Error} */ (error).name !== "AbortError") put("status", _("It could not be saved here; try again."));
  }
}

/** @type {string[]} */ let codes = [];
let shownCode = 0;

function showCodes() {
  const parts = diary.inParts(CODE_BYTES);
  codes = parts.filter((each) => byteLength(each) <= MOST_BYTES);
  const whole = codes.length === parts.length;
  if (!whole) put("status", _("Something is too long for a code: save it for the diary."));
  handedOver = whole ? diary.document() : "";
  shownCode = 0;
  if (codes.length) drawCode();
}

function drawCode() {
  const squares = qrCode(codes[shownCode]), across = squares.length + 8;
  const dark = squares.flatMap((row, y) => row.map((each, x) => (each ? `M${x + 4} ${y + 4}h1v1h-1z` : "")));
  element("squares").setAttribute("d", dark.join(""));
  element("squares").parentElement?.setAttribute("viewBox", `0 0 ${across} ${across}`);
  put("code-says", [
    codes.length > 1 ? _("Code {number} of {count}.", { number: shownCode + 1, count: codes.length }) : "",
    _("Scan it, and paste its text on the computer into: cramp-timer diary import -"),
  ].join(" ").trim());
  show("code", true); show("next-code", codes.length > 1);
  if (handedOver && shownCode === codes.length - 1) show("clear", true);
}

/** @param {number} number how many cramps there were in the night before; -1 for skipped */
function morning(number) {
  const night = nightOf(new Date(Date.now() - 12 * 3600000));
  diary.keep("nights", { night, none: number === 0, skipped: number < 0 });
  const led = diary.tables.cramps.filter((each) => each.night === night).length;
  for (let more = led; more < number; more++) diary.keep("cramps", { id: newId(), night, source: "later" });
  put("status", number < 0 ? _("Skipped.") : number === 0 ? _("Last night: no cramps.")
    : number === 1 ? _("Last night: 1 cramp.") : _("Last night: {count} cramps.", { count: number }));
  showWaiting();
}

// ---- what is chosen

/** @param {string} look */
function wear(look) { document.documentElement.dataset.look = look; kept.look = look; keepChoices(); }

function takeVolumes() {
  kept.voice = Number(element("voice").value); kept.chimes = Number(element("chimes").value);
  sound.voice = (kept.voice / 100) ** 2 * data.voice; sound.chimes = (kept.chimes / 100) ** 2 * data.chimes;
  keepChoices();
}

function change() {
  if (!routine) return;
  /**
   * @param {string} name
   * @param {number} most
   */
  const number = (name, most) => { const read = Math.round(Number(element(name).value)); return read >= 1 && read <= most ? read : undefined; };
  kept.changes[routine.name] = {
    reps: number("change-reps", MOST_REPS), hold: number("change-hold", LONGEST_HOLD),
    relax: number("change-relax", LONGEST_HOLD), side: element("change-side").value || undefined,
  };
  keepChoices();
  timeline = laidOut(routine, kept.changes[routine.name], data.extras);
  clock.seek(0);
  draw();
}

/**
 * @param {string} name
 * @param {() => void} act
 */
const on = (name, act) => element(name).addEventListener("click", act);

function listen() {
  on("start", toggle); on("skip", skip); on("back", back); on("now-start", pressNow); on("worse", worse);
  on("there", () => jump(timeline.segments[placeAt(timeline, clock.position) + 1].entry));
  on("home-key", home); on("cramp", openCramp); on("hand-over", handOver);
  on("codes", showCodes);
  on("next-code", () => { shownCode = (shownCode + 1) % codes.length; drawCode(); });
  on("clear", () => {
    show("clear", false);
    if (diary.document() === handedOver) diary.clear();
    else put("status", _("Something was added since: save it for the diary first."));
    showWaiting();
  });
  on("none", () => { if (cramp) { diary.drop(cramp.id); cramp = null; home(); put("status", _("No cramp: it is not kept.")); } });
  for (const side of ["left", "right", "both"]) on(`leg-${side}`, () => sayOfCramp("side", side));
  element("worst").addEventListener("change", () => sayOfCramp("worst", element("worst").value === "" ? null : Number(element("worst").value)));
  element("note").addEventListener("change", () => sayOfCramp("note", element("note").value.replace(/\s+/g, " ").slice(0, 400)));
  for (const each of document.querySelectorAll("[data-cramps]")) {
    each.addEventListener("click", () => morning(Number(/** @type {HTMLElement} */ (each).dataset.cramps)));
  }
  for (const each of document.querySelectorAll("[data-routine]")) {
    each.addEventListener("click", () => openRoutine(data.routines[Number(/** @type {HTMLElement} */ (each).dataset.routine)]));
  }
  for (const name of ["reps", "hold", "relax", "side"]) element(`change-${name}`).addEventListener("change", change);
  element("look").addEventListener("change", () => wear(element("look").value));
  for (const name of ["voice", "chimes"]) element(name).addEventListener("input", takeVolumes);
  // The track that is mixed already has the volumes of before.
  for (const name of ["voice", "chimes"]) element(name).addEventListener("change", () => { if (sound.clock) sound.follow(sound.cues, sound.clock); });
  // Keys that fill the window, as with large text, scroll along instead of covering the words.
  const fit = () => { for (const keys of document.querySelectorAll("nav")) keys.classList.toggle("tall", keys.offsetHeight > innerHeight * 0.4); };
  if ("ResizeObserver" in window) for (const keys of document.querySelectorAll("nav")) new ResizeObserver(fit).observe(keys);
  addEventListener("resize", fit);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") { keepAwake(); tick(); } });
  document.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || /INPUT|SELECT|TEXTAREA/.test(target.tagName)) return;
    if (event.key === " " && target.tagName !== "BUTTON" && target.tagName !== "SUMMARY") { event.preventDefault(); if (view === "now") pressNow(); else toggle(); }
    if (event.key === "ArrowRight") skip();
    if (event.key === "ArrowLeft") back();
  });
  addEventListener("pagehide", () => { if (view === "routine" && clock.running) { bank(); keepRun(); } });
}

document.body.dataset.script = "on";
show("plain", false);
element("voice").value = kept.voice ?? 100; element("chimes").value = kept.chimes ?? 100;
element("look").value = kept.look ?? data.look;
wear(element("look").value);
takeVolumes();
listen();
answerThePhone();
if (data.view === "now") openCramp();
else if (data.view === "routine") openRoutine(data.routines[0]);
else home();
setInterval(tick, TICK_MS);
