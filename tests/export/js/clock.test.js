// Tests of the clock and of what is kept for the diary, by node's own runner.
import assert from "node:assert/strict";
import test from "node:test";

// The folder of the modules is the environment's WEB: that of the package that is installed.
const { Clock } = await import(`${process.env.WEB}/clock.js`);
const { Diary, nightOf, withOffset } = await import(`${process.env.WEB}/diary.js`);
const { clockText, digitsText } = await import(`${process.env.WEB}/face.js`);

test("the clock goes on by the time that is read, and not by being asked", () => {
  let now = 10;
  const clock = new Clock(() => now);
  clock.start();
  now = 75;
  assert.equal(clock.position, 65);
});

test("a paused clock stands, and goes on from there", () => {
  let now = 0;
  const clock = new Clock(() => now);
  clock.start(); now = 5; clock.pause(); now = 100;
  assert.equal(clock.position, 5);
  clock.start(); now = 101;
  assert.equal(clock.position, 6);
});

test("a clock that is moved while it runs goes on from the new place", () => {
  let now = 0;
  const clock = new Clock(() => now);
  clock.start(); now = 3; clock.seek(60); now = 4;
  assert.equal(clock.position, 61);
});

test("starting twice and pausing twice changes nothing", () => {
  let now = 0;
  const clock = new Clock(() => now);
  clock.start(); now = 2; clock.start(); now = 4;
  assert.equal(clock.position, 4);
  clock.pause(); clock.pause();
  assert.equal(clock.position, 4);
});

test("two in the morning belongs to the evening before", () => {
  assert.equal(nightOf(new Date(2026, 10, 25, 2, 30)), "2026-11-24");
  assert.equal(nightOf(new Date(2026, 10, 25, 22, 30)), "2026-11-25");
});

test("a moment is written in local time with its offset", () => {
  const moment = new Date(2026, 10, 25, 3, 4, 5);
  assert.match(withOffset(moment), /^2026-11-25T03:04:05\.000[+-]\d\d:\d\d$/);
  assert.equal(new Date(withOffset(moment)).getTime(), moment.getTime());
});

test("a diary without storage keeps for as long as the page is open, and says so", () => {
  const diary = new Diary(null);
  diary.keep("cramps", { id: "a", night: "2026-11-24" });
  diary.keep("cramps", { id: "a", night: "2026-11-24", worst: 3 });
  assert.equal(diary.count, 1);
  assert.equal(diary.lasts, false);
});

test("storage with nonsense in it begins an empty diary", () => {
  for (const nonsense of ["{", "null", "[1]", "3"]) {
    const held = { getItem: () => nonsense, setItem: () => undefined };
    assert.equal(new Diary(/** @type {any} */ (held)).count, 0);
  }
});

test("seconds are shown as a person reads them", () => {
  assert.equal(digitsText(9.01), "10");
  assert.equal(digitsText(0), "0");
  assert.equal(digitsText(100), "1:40");
  assert.equal(clockText(61.9), "1:01");
});

test("two pages of one phone lose nothing of each other's", () => {
  /** @type {Record<string, string>} */ const kept = {};
  const storage = { getItem: (name) => kept[name] ?? null, setItem: (name, text) => { kept[name] = text; } };
  const one = new Diary(/** @type {any} */ (storage)), other = new Diary(/** @type {any} */ (storage));
  other.keep("cramps", { id: "night" });
  one.keep("nights", { night: "2026-11-24" });
  assert.equal(one.count, 2);
  one.keepRun({ id: "run" }, [{ title: "Wall", holds: 3, seconds: 30 }]);
  const document = JSON.parse(other.document());
  assert.deepEqual([document.cramps.length, document.runs.length, document.held.length], [1, 1, 1]);
});
