"""The shape of the diary's file: each step brings it from the version of its place to the next.

Times are UTC with the minutes of their offset beside them; nights and days are the date of their
evening. What was deleted keeps its row, so that it can be brought back.
"""

# None is ever changed again: files of every version are out there.
MIGRATIONS = (
    """
    CREATE TABLE cramps (
        id             TEXT PRIMARY KEY,
        night          TEXT NOT NULL,     -- the evening it belongs to, as a date
        started        TEXT,              -- UTC
        started_offset INTEGER,           -- minutes east of UTC at that moment
        ended          TEXT,
        ended_offset   INTEGER,
        side           TEXT CHECK (side IN ('left', 'right', 'both')),
        worst          INTEGER CHECK (worst BETWEEN 0 AND 10),
        eased          INTEGER CHECK (eased IN (0, 1)),
        source         TEXT NOT NULL CHECK (source IN ('now', 'later')),
        changed        TEXT NOT NULL,     -- UTC, the last change of this row
        CHECK ((started IS NULL) = (started_offset IS NULL)),
        CHECK ((ended IS NULL) = (ended_offset IS NULL))
    ) WITHOUT ROWID;
    CREATE INDEX cramps_by_night ON cramps (night);
    """,
    """
    ALTER TABLE cramps ADD COLUMN muscle TEXT CHECK (muscle IN ('calf', 'foot', 'thigh'));
    ALTER TABLE cramps ADD COLUMN minutes REAL CHECK (minutes BETWEEN 0 AND 1440);
    ALTER TABLE cramps ADD COLUMN deleted TEXT;
    CREATE TABLE nights (
        night   TEXT PRIMARY KEY,
        none    INTEGER NOT NULL CHECK (none IN (0, 1)),
        skipped INTEGER NOT NULL CHECK (skipped IN (0, 1)),
        sleep   INTEGER CHECK (sleep BETWEEN 0 AND 10),
        sore    TEXT CHECK (sore IN ('no', 'day', 'longer')),
        changed TEXT NOT NULL,
        deleted TEXT
    ) WITHOUT ROWID;
    CREATE TABLE runs (
        id             TEXT PRIMARY KEY,
        night          TEXT NOT NULL,
        started        TEXT NOT NULL,
        started_offset INTEGER NOT NULL,
        routine        TEXT NOT NULL,
        title          TEXT NOT NULL,
        seconds        REAL NOT NULL CHECK (seconds >= 0),
        finished       INTEGER NOT NULL CHECK (finished IN (0, 1)),
        changed        TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX runs_by_night ON runs (night);
    CREATE TABLE held (
        run     TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
        place   INTEGER NOT NULL,
        title   TEXT NOT NULL,
        holds   INTEGER NOT NULL CHECK (holds > 0),
        seconds REAL NOT NULL,
        PRIMARY KEY (run, place)
    ) WITHOUT ROWID;
    CREATE TABLE days (
        day     TEXT NOT NULL,
        item    TEXT NOT NULL CHECK (item IN ('glass', 'feet', 'flex', 'meal', 'hose')),
        count   INTEGER NOT NULL CHECK (count >= 0),
        changed TEXT NOT NULL,
        PRIMARY KEY (day, item)
    ) WITHOUT ROWID
    """,
    """
    ALTER TABLE cramps ADD COLUMN woke INTEGER CHECK (woke IN (0, 1));
    ALTER TABLE cramps ADD COLUMN tried TEXT NOT NULL DEFAULT '';
    ALTER TABLE cramps ADD COLUMN helped INTEGER CHECK (helped IN (0, 1));
    ALTER TABLE cramps ADD COLUMN note TEXT NOT NULL DEFAULT '';
    ALTER TABLE nights ADD COLUMN by_day INTEGER CHECK (by_day BETWEEN 0 AND 50);
    ALTER TABLE nights ADD COLUMN note TEXT NOT NULL DEFAULT '';
    CREATE TABLE marks (
        id      TEXT PRIMARY KEY,
        night   TEXT NOT NULL,
        text    TEXT NOT NULL,
        changed TEXT NOT NULL,
        deleted TEXT
    ) WITHOUT ROWID
    """,
)
