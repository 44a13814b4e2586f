// A routine: everything that is shown is looked up from the sound's own time.
const audio = new Audio();
audio.preload = "auto";
let shown = -1;

const place = () => {
  const now = audio.currentTime;
  let at = data.beats.findIndex((beat) => now < beat.end);
  return at < 0 ? data.beats.length - 1 : at;
};

function show() {
  const at = place(), beat = data.beats[at], now = audio.currentTime;
  if (at !== shown) {
    shown = at;
    document.body.dataset.kind = beat.kind;
    put("phase", beat.phase);
    put("place", [beat.leg, beat.rep].filter(Boolean).join(" · "));
    put("say", beat.say);
    put("coming", beat.coming);
  }
  picture(beat.pose, beat.held ? Math.min(1, Math.max(0.01, now - beat.start)) : 0);
  const waits = beat.waits && !audio.paused && now < data.beats[at + 1].entry;
  if (element("there").hidden === waits) element("there").hidden = !waits;
  put("there", beat.kind === "hold" ? "Done" : "I am there");
  const left = Math.ceil(beat.end - now - 1e-6);
  put("digits", audio.ended ? "" : left < 100 ? String(Math.max(0, left)) : face(left));
  const second = Math.floor(now);
  put("clock", `${face(second)} of ${face(data.seconds)}`);
  const share = Math.min(100, Math.round((100 * second) / data.seconds));
  element("bar").setAttribute("aria-valuenow", String(share));
  element("done").style.width = `${share}%`;
}

function frame() {
  show();
  if (!audio.paused) requestAnimationFrame(frame);
}

function go(to) {
  audio.currentTime = Math.max(0, Math.min(data.seconds, to));
  show();
}

function skip() {
  const at = place(), next = data.beats[at + 1];
  if (!next) go(data.seconds);
  // While it is paused each press shows the next thing; going on begins a hold with its words.
  else go(next.held && !audio.paused && audio.currentTime < next.entry ? next.entry : next.start);
}

function back() {
  const at = place();
  const beat = data.beats[at];
  go(audio.currentTime - beat.start < data.back && at ? data.beats[at - 1].entry : beat.entry);
}

async function toggle() {
  if (!audio.paused) { audio.pause(); return; }
  if (audio.ended) audio.currentTime = 0;
  const beat = data.beats[place()];
  // A hold that was interrupted begins again, after its words.
  if (beat.held) audio.currentTime = beat.entry;
  try {
    await audio.play();
  } catch (error) {
    put("status", `The sound cannot be played here (${error.name}).`);
  }
}

function named() {
  const running = !audio.paused && !audio.ended;
  put("start", running ? "Pause" : audio.ended ? "Again" : audio.currentTime ? "Go on" : "Start");
  put("status", audio.ended ? "Done." : running || !audio.currentTime ? "" : "Paused.");
  keepAwake(running);
  if (running) requestAnimationFrame(frame);
  show();
}

for (const name of ["play", "pause", "ended"]) audio.addEventListener(name, named);
for (const name of ["seeked", "timeupdate"]) audio.addEventListener(name, show);
element("start").addEventListener("click", toggle);
element("skip").addEventListener("click", skip);
element("there").addEventListener("click", () => go(data.beats[place() + 1].entry));
element("back").addEventListener("click", back);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && !audio.paused) keepAwake(true);
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === " " && event.target.tagName !== "BUTTON") { event.preventDefault(); toggle(); }
  if (event.key === "ArrowRight") skip();
  if (event.key === "ArrowLeft") back();
});
if ("mediaSession" in navigator) {
  navigator.mediaSession.metadata = new MediaMetadata({ title: document.title });
  const actions = { play: toggle, pause: toggle, nexttrack: skip, previoustrack: back };
  for (const [name, act] of Object.entries(actions)) {
    try { navigator.mediaSession.setActionHandler(name, act); } catch { /* not known here */ }
  }
}

(async () => {
  show();
  try {
    const clips = await Promise.all(data.clips.map(decoded));
    audio.src = track(data.tracks.routine, clips, data.seconds);
    element("start").disabled = false;
    named();
  } catch (error) {
    put("status", `The sound cannot be prepared here (${error.name}); follow the words.`);
  }
})();
