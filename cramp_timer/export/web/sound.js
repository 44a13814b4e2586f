"use strict";
// The clips of the page, laid on tracks. 24 kHz holds all that the voice has, and little memory.
const RATE = 24000;
const data = JSON.parse(document.getElementById("data").textContent);
const element = (name) => document.getElementById(name);

async function decoded(text) {
  const raw = atob(text);
  const bytes = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
  const context = new OfflineAudioContext(1, 1, RATE);
  return (await context.decodeAudioData(bytes.buffer)).getChannelData(0);
}

// A whole track as a WAV, so that one audio element is the only clock there is.
function track(notes, clips, seconds) {
  const frames = Math.round(seconds * RATE);
  const file = new DataView(new ArrayBuffer(44 + 2 * frames));
  const word = (at, text) => [...text].forEach((c, i) => file.setUint8(at + i, c.charCodeAt(0)));
  word(0, "RIFF"); file.setUint32(4, 36 + 2 * frames, true); word(8, "WAVEfmt ");
  file.setUint32(16, 16, true); file.setUint16(20, 1, true); file.setUint16(22, 1, true);
  file.setUint32(24, RATE, true); file.setUint32(28, 2 * RATE, true);
  file.setUint16(32, 2, true); file.setUint16(34, 16, true);
  word(36, "data"); file.setUint32(40, 2 * frames, true);
  for (const [at, place, gain] of notes) {
    const clip = clips[place], start = Math.round(at * RATE);
    for (let i = 0; i < clip.length && start + i < frames; i++) {
      const byte = 44 + 2 * (start + i);
      const sum = file.getInt16(byte, true) + Math.round(clip[i] * gain * 32767);
      file.setInt16(byte, Math.max(-32768, Math.min(32767, sum)), true);
    }
  }
  return URL.createObjectURL(new Blob([file], { type: "audio/wav" }));
}

// Where the browser can, the screen stays on while it leads.
let awake = null;
async function keepAwake(on) {
  try {
    if (on && !awake) {
      awake = await navigator.wakeLock.request("screen");
      awake.addEventListener("release", () => { awake = null; });
    } else if (!on && awake) {
      await awake.release();
    }
  } catch { awake = null; }
}

// The figure of a pose, a share of the way from rest to hold.
const FRAMES = 4, still = matchMedia("(prefers-reduced-motion: reduce)");
let pictured = "";
function picture(pose, share) {
  const frame = still.matches ? Math.ceil(share) * (FRAMES - 1) : Math.ceil(share * (FRAMES - 1));
  const wanted = `${pose} ${frame}`;
  if (wanted === pictured) return;
  pictured = wanted;
  for (const each of document.querySelectorAll(".pose")) {
    each.classList.toggle("shown", each.dataset.pose === wanted);
  }
}

function put(name, text) {
  if (element(name).textContent !== text) element(name).textContent = text;
}

const face = (seconds) =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
