// @ts-check
// A text as a QR code, after ISO/IEC 18004: its bytes, with error correction of level L, which is
// enough for a clean screen.

/** Codewords for error correction in each block of level L, by version from 1 (table 9). */
const CHECKS = [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26, 28, ...Array(14).fill(30)];
const BLOCKS = [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 24, 25];
export const MOST_BYTES = 2953;

/** @typedef {(boolean | undefined)[][]} Grid rows of modules; true is dark, undefined still free */

/**
 * Which modules each of the eight masks turns over: those where it is 0.
 * @type {((x: number, y: number) => number)[]}
 */
const MASKS = [
  (x, y) => (x + y) % 2, (_, y) => y % 2, (x) => x % 3, (x, y) => (x + y) % 3,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2, (x, y) => (x * y) % 2 + (x * y) % 3,
  (x, y) => ((x * y) % 2 + (x * y) % 3) % 2, (x, y) => ((x + y) % 2 + (x * y) % 3) % 2,
];

/**
 * @param {string} text at most MOST_BYTES in UTF-8
 * @returns {boolean[][]} rows of modules, without the quiet zone of four around them
 */
export function qrCode(text) {
  const bytes = new TextEncoder().encode(text);
  let version = 1;
  while (roomOf(version) < bytes.length) version++;
  const codewords = withChecks(dataOf(bytes, version), version);
  const fixed = patterns(version);
  const drawn = MASKS.map((_, mask) => filled(fixed, codewords, mask));
  return drawn.reduce((best, each) => (penalty(each) < penalty(best) ? each : best));
}

/** @param {number} version */
const sizeOf = (version) => 17 + 4 * version;

/** @param {number} version */
const countBits = (version) => (version < 10 ? 8 : 16);

/**
 * @param {number} version
 * @returns {number} how many codewords it has in all
 */
function codewordsOf(version) {
  const along = version < 2 ? 0 : Math.floor(version / 7) + 2;
  const aligning = version < 2 ? 0 : (25 * along - 10) * along - 55;
  return Math.floor((16 * version * version + 128 * version + 64 - aligning - (version < 7 ? 0 : 36)) / 8);
}

/** @param {number} version */
const dataCodewordsOf = (version) => codewordsOf(version) - CHECKS[version - 1] * BLOCKS[version - 1];

/**
 * @param {number} version
 * @returns {number} how many bytes of text it holds
 */
const roomOf = (version) => dataCodewordsOf(version) - Math.ceil((4 + countBits(version)) / 8);

/**
 * @param {Uint8Array} bytes
 * @param {number} version
 * @returns {number[]} mode, count, text, padding
 */
function dataOf(bytes, version) {
  const bits = (/** @type {number} */ value, /** @type {number} */ length) => value.toString(2).padStart(length, "0");
  const written = bits(4, 4) + bits(bytes.length, countBits(version)) + [...bytes].map((byte) => bits(byte, 8)).join("") + "0000";
  const data = (written.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2));
  for (let pad = 0xec; data.length < dataCodewordsOf(version); pad ^= 0xec ^ 0x11) data.push(pad);
  return data;
}

/**
 * Multiply in the field of 256 elements whose polynomial is 0x11D.
 * @param {number} one
 * @param {number} two
 */
function product(one, two) {
  let result = 0;
  for (let bit = 7; bit >= 0; bit--) result = (result << 1) ^ ((result >>> 7) * 0x11d) ^ (((two >>> bit) & 1) * one);
  return result;
}

/**
 * @param {number[]} data
 * @param {number} degree
 * @returns {number[]} the Reed-Solomon codewords of a block
 */
function checksOf(data, degree) {
  /** @type {number[]} */ let divisor = [1];
  for (let step = 0, root = 1; step < degree; step++, root = product(root, 2)) {
    divisor = [...divisor, 0].map((factor, place) => factor ^ (place ? product(divisor[place - 1], root) : 0));
  }
  const rest = [...data, ...Array(degree).fill(0)];
  data.forEach((_, place) => {
    const factor = rest[place];
    divisor.forEach((each, step) => { rest[place + step] ^= product(each, factor); });
  });
  return rest.slice(data.length);
}

/**
 * @param {number[]} data
 * @param {number} version
 * @returns {number[]} data and checks of all blocks, by turns
 */
function withChecks(data, version) {
  const count = BLOCKS[version - 1], checks = CHECKS[version - 1];
  const short = Math.floor(data.length / count), longer = data.length % count;
  const blocks = [];
  for (let number = 0, place = 0; number < count; number++) {
    const length = short + (number >= count - longer ? 1 : 0);
    blocks.push(data.slice(place, place += length));
  }
  const ends = blocks.map((block) => checksOf(block, checks));
  const inTurn = (/** @type {number[][]} */ lists, /** @type {number} */ longest) =>
    Array.from({ length: longest }, (_, place) => lists.flatMap((list) => list.slice(place, place + 1))).flat();
  return [...inTurn(blocks, short + 1), ...inTurn(ends, checks)];
}

/**
 * @param {number} version
 * @returns {Grid} the patterns that are the same whatever the text
 */
function patterns(version) {
  const size = sizeOf(version);
  /** @type {Grid} */ const grid = Array.from({ length: size }, () => Array(size).fill(undefined));
  const square = (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ reach, /** @type {number[]} */ light) => {
    for (let down = -reach; down <= reach; down++) for (let right = -reach; right <= reach; right++) {
      const row = grid[y + down];
      if (row && x + right >= 0 && x + right < size) row[x + right] = !light.includes(Math.max(Math.abs(down), Math.abs(right)));
    }
  };
  for (let place = 0; place < size; place++) grid[6][place] = grid[place][6] = place % 2 === 0;
  const along = version < 2 ? 0 : Math.floor(version / 7) + 2;
  const step = version === 32 ? 26 : 2 * Math.ceil((size - 13) / (2 * along - 2));
  const places = Array.from({ length: along }, (_, number) => (number ? size - 7 - (along - 1 - number) * step : 6));
  for (const y of places) for (const x of places) {
    const corner = (x === 6 && y === 6) || (x === 6 && y === size - 7) || (x === size - 7 && y === 6);
    if (!corner) square(x, y, 2, [1]);
  }
  for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]]) square(x, y, 4, [2, 4]);
  if (version >= 7) {
    let rest = version;
    for (let bit = 0; bit < 12; bit++) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25);
    const bits = (version << 12) | rest;
    for (let bit = 0; bit < 18; bit++) {
      const far = size - 11 + (bit % 3), near = Math.floor(bit / 3);
      grid[near][far] = grid[far][near] = Boolean((bits >>> bit) & 1);
    }
  }
  return grid;
}

/**
 * @param {Grid} fixed
 * @param {number[]} codewords
 * @param {number} mask
 * @returns {boolean[][]}
 */
function filled(fixed, codewords, mask) {
  const grid = fixed.map((row) => [...row]), size = grid.length;
  let rest = 8 | mask;
  for (let bit = 0; bit < 10; bit++) rest = (rest << 1) ^ ((rest >>> 9) * 0x537);
  const format = (((8 | mask) << 10) | rest) ^ 0x5412;
  for (let bit = 0; bit < 15; bit++) {
    const dark = Boolean((format >>> bit) & 1);
    // Along both sides of the first corner, past the timing pattern, and once more at the other two.
    if (bit < 8) grid[bit < 6 ? bit : bit + 1][8] = grid[8][size - 1 - bit] = dark;
    else grid[8][bit === 8 ? 7 : 14 - bit] = grid[size - 15 + bit][8] = dark;
  }
  grid[size - 8][8] = true;
  let place = 0;
  for (let right = size - 1; right >= 1; right -= right === 8 ? 3 : 2) {
    const upward = ((right < 6 ? right + 1 : right) - size + 1) % 4 === 0;
    for (let line = 0; line < size; line++) for (const x of [right, right - 1]) {
      const y = upward ? size - 1 - line : line;
      if (grid[y][x] !== undefined) continue;
      const dark = ((codewords[place >>> 3] ?? 0) >>> (7 - (place & 7))) & 1;
      grid[y][x] = Boolean(dark) !== (MASKS[mask](x, y) === 0);
      place++;
    }
  }
  return /** @type {boolean[][]} */ (grid);
}

/**
 * How hard a code would be to read: runs, blocks, what looks like a corner, and too much of one shade.
 * @param {boolean[][]} grid
 */
function penalty(grid) {
  const lines = [...grid, ...grid[0].map((_, x) => grid.map((row) => row[x]))].map((line) => line.map(Number).join(""));
  let sum = 0;
  for (const line of lines) {
    for (const run of line.match(/0{5,}|1{5,}/g) ?? []) sum += run.length - 2;
    sum += 40 * (line.match(/(?=00001011101|10111010000)/g) ?? []).length;
  }
  for (let y = 1; y < grid.length; y++) for (let x = 1; x < grid.length; x++) {
    const dark = grid[y][x];
    if (dark === grid[y - 1][x] && dark === grid[y][x - 1] && dark === grid[y - 1][x - 1]) sum += 3;
  }
  const share = grid.flat().filter(Boolean).length / grid.length ** 2;
  return sum + 10 * Math.floor(Math.abs(share - 0.5) * 20);
}
