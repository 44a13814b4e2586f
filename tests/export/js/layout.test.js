// The page lays out a routine as the app's compiler does: the same segments and cues, from a file
// that the tests write (the path is the environment's LAYOUTS).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

const { laidOut } = await import(`${process.env.WEB}/layout.js`);

const layouts = JSON.parse(readFileSync(process.env.LAYOUTS ?? "", "utf-8"));
const near = (one, two) => Math.abs(one - two) < 0.002;

for (const { name, routine, changes, extras, wanted, exact } of layouts) {
  test(`${name} with ${JSON.stringify(changes)} is laid out as the compiler does`, () => {
    const made = laidOut(routine, changes, extras);
    assert.ok(near(made.seconds, wanted.seconds), `${made.seconds} ${wanted.seconds}`);
    assert.equal(made.segments.length, wanted.segments.length);
    made.segments.forEach((segment, place) => {
      const other = wanted.segments[place];
      assert.deepEqual([segment.kind, segment.side, segment.rep], [other.kind, other.side, other.rep]);
      assert.ok(near(segment.start, other.start) && near(segment.end, other.end), `${place}`);
      if (exact) assert.ok(near(segment.entry, other.entry), `${place} ${segment.entry} ${other.entry}`);
    });
    if (exact) {
      const cues = made.cues.map((cue) => [cue.clip, Number(cue.at.toFixed(2))]);
      assert.deepEqual(cues, wanted.cues.map((cue) => [cue.clip, Number(cue.at.toFixed(2))]));
    }
    let quiet = 0;
    for (const cue of made.cues.filter((each) => !each.chime)) {
      assert.ok(cue.at >= quiet - 0.002, `a word at ${cue.at} before the last ended at ${quiet}`);
      quiet = cue.at + cue.seconds;
    }
  });
}
