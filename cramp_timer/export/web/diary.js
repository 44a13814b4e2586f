// @ts-check
// What was done on the phone, kept until it is handed over: rows of the diary's own JSON document,
// which `cramp-timer diary import` takes in as often as one likes.

const KEY = "cramp-timer diary";
export const FORMAT = { cramp_timer_diary: 1 };

/** @typedef {Record<string, unknown>} Row */
/** @typedef {{cramps: Row[], nights: Row[], runs: Row[], held: Row[]}} Tables */

/**
 * @param {Date} moment
 * @returns {string} local time with its offset from UTC
 */
export function withOffset(moment) {
  const east = -moment.getTimezoneOffset(), local = new Date(moment.getTime() + east * 60000);
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  const sign = east < 0 ? "-" : "+", minutes = Math.abs(east);
  return `${local.toISOString().slice(0, 23)}${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/**
 * @param {Date} moment
 * @returns {string} the date of the evening: nights run from noon to noon
 */
export function nightOf(moment) {
  const evening = new Date(moment.getTime() - 12 * 3600000);
  const local = new Date(evening.getTime() - evening.getTimezoneOffset() * 60000);
  return local.toISOString().slice(0, 10);
}

export function newId() {
  if ("randomUUID" in (globalThis.crypto ?? {})) return crypto.randomUUID();
  return `${Date.now().toString(16)}-${Math.random().toString(16).slice(2)}`;
}

/**
 * @param {Partial<Tables>} one
 * @param {Partial<Tables>} other
 * @returns {Partial<Tables>}
 */
function joinedRows(one, other) {
  const joined = { ...one };
  for (const table of /** @type {(keyof Tables)[]} */ (Object.keys(other))) {
    joined[table] = [...(joined[table] ?? []), ...(other[table] ?? [])];
  }
  return joined;
}

/** @param {Partial<Tables>} tables @returns {string} a document without what is not known */
const asText = (tables) => JSON.stringify({ ...FORMAT, ...tables }, (_, value) => value ?? undefined);

/** @param {string} text */
export const byteLength = (text) => new TextEncoder().encode(text).length;

export class Diary {
  /** @param {Storage | null} storage null where the browser gives none */
  constructor(storage) {
    this.storage = storage;
    /** @type {Tables} */ this.tables = { cramps: [], nights: [], runs: [], held: [] };
    /** Whether it is still there after the page is closed. */
    this.lasts = false;
    this.read();
    this.write();
  }

  /** Take in what another page of the same phone has kept meanwhile. */
  read() {
    try {
      const kept = JSON.parse(this.storage?.getItem(KEY) ?? "{}");
      for (const table of /** @type {(keyof Tables)[]} */ (Object.keys(this.tables))) {
        if (Array.isArray(kept?.[table])) this.tables[table] = kept[table];
      }
    } catch { /* nonsense, or no storage: ours goes on */ }
  }

  write() {
    try {
      if (!this.storage) return;
      this.storage.setItem(KEY, JSON.stringify(this.tables));
      this.lasts = true;
    } catch { this.lasts = false; }
  }

  /**
   * Keep a row in place of the one with the same key.
   * @param {keyof Tables} table
   * @param {Row} row
   */
  keep(table, row) {
    this.read();
    const key = table === "nights" ? "night" : "id";
    const others = this.tables[table].filter((each) => each[key] !== row[key]);
    this.tables[table] = [...others, { ...row, changed: new Date().toISOString() }];
    this.write();
  }

  /**
   * Keep a run with what was held in it.
   * @param {Row} run
   * @param {{title: string, holds: number, seconds: number}[]} held
   */
  keepRun(run, held) {
    this.read();
    this.tables.held = [
      ...this.tables.held.filter((each) => each.run !== run.id),
      ...held.map((each, place) => ({ run: run.id, place, ...each })),
    ];
    this.write();
    this.keep("runs", run);
  }

  /** @param {string} id */
  drop(id) { this.read(); this.tables.cramps = this.tables.cramps.filter((each) => each.id !== id); this.write(); }

  get count() { return this.tables.cramps.length + this.tables.nights.length + this.tables.runs.length; }

  document() { this.read(); return JSON.stringify({ ...FORMAT, ...this.tables }); }

  /**
   * All of it as documents short enough to be scanned, the last night first; entries stay whole.
   * @param {number} bytes how long one may be, unless a single entry is longer
   */
  inParts(bytes) {
    this.read();
    const { cramps, nights, runs, held } = this.tables;
    /** @type {{night: string, tables: Partial<Tables>}[]} */ const entries = [
      ...nights.map((row) => ({ night: String(row.night), tables: { nights: [row] } })),
      ...cramps.map((row) => ({ night: String(row.night), tables: { cramps: [row] } })),
      ...runs.map((row) => ({ night: String(row.night), tables: { runs: [row], held: held.filter((each) => each.run === row.id) } })),
    ];
    entries.sort((one, other) => (one.night < other.night ? 1 : one.night > other.night ? -1 : 0));
    /** @type {Partial<Tables>[]} */ const documents = [];
    for (const { tables: entry } of entries) {
      const place = documents.length - 1, joined = place < 0 ? entry : joinedRows(documents[place], entry);
      if (place >= 0 && byteLength(asText(joined)) <= bytes) documents[place] = joined;
      else documents.push(entry);
    }
    return documents.map(asText);
  }

  clear() { this.tables = { cramps: [], nights: [], runs: [], held: [] }; this.write(); }
}
