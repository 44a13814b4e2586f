// A cramp: it counts up, and goes on until somebody says that it has eased.
const audio = new Audio();
audio.preload = "auto";
let stage = "ready", sources = {}, began = 0, lasted = 0, checked = false;

const seconds = () => stage === "coaching" ? audio.currentTime : lasted;
const over = () => !["ready", "coaching", "check", "worse"].includes(stage);

function eased() {
  if (lasted >= data.lateSeconds) return "late";
  return stage === "worse" ? "easedAfterAll" : "eased";
}

function show() {
  if (stage === "ready") return;
  const steps = data.steps[stage];
  let step = steps[0];
  for (const each of steps) if (each.at <= audio.currentTime) step = each;
  put("say", step.text);
  picture(step.pose, 1);
  put("digits", face(["worse", "check"].includes(stage) ? (performance.now() - began) / 1000 : seconds()));
}

function frame() {
  show();
  if (!audio.paused) requestAnimationFrame(frame);
}

async function lead(to, from = 0) {
  lasted = to === "coaching" ? from : Math.max(seconds(), (performance.now() - began) / 1000);
  stage = to === "eased" ? eased() : to;
  audio.src = sources[stage];
  if (from) audio.currentTime = from;
  put("start", over() ? "A cramp, now" : "It has eased");
  element("worse").hidden = !["coaching", "check"].includes(stage);
  put("status", over() ? `Eased after ${face(lasted)}.` : "");
  show();
  keepAwake(true);
  try {
    await audio.play();
    if (to === "coaching") began = performance.now() - 1000 * from;
    requestAnimationFrame(frame);
  } catch (error) {
    put("status", `The sound cannot be played here (${error.name}); follow the words.`);
  }
}

async function press() {
  if (!over() && stage !== "ready") { await lead("eased"); return; }
  began = performance.now();
  checked = false;
  await lead("coaching");
}

// The first time that it does not ease asks for a look at the leg, and then the coaching goes on.
async function worse() {
  if (checked || seconds() >= data.lateSeconds) { await lead("worse"); return; }
  checked = true;
  await lead("check");
}

// Where the coaching goes on: with the next line, whole, and not past the end of coaching.
function resumed(now) {
  const next = data.steps.coaching.find((step) => step.at >= now);
  return next ? Math.min(next.at, data.lateSeconds) : now;
}

audio.addEventListener("ended", () => {
  if (stage === "check") lead("coaching", resumed((performance.now() - began) / 1000));
  else keepAwake(stage === "coaching" || stage === "worse");
});
audio.addEventListener("timeupdate", show);
element("start").addEventListener("click", press);
element("worse").addEventListener("click", worse);

(async () => {
  picture(data.steps.coaching[0].pose, 1);
  try {
    const clips = await Promise.all(data.clips.map(decoded));
    for (const [name, notes] of Object.entries(data.tracks)) {
      sources[name] = track(notes, clips, data.lengths[name]);
    }
    put("start", "A cramp, now");
    element("start").disabled = false;
  } catch (error) {
    put("status", `The sound cannot be prepared here (${error.name}).`);
  }
})();
