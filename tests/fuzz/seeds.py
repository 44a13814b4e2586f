"""What fuzzing begins with: things that are right, so that most of what follows nearly is."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from functools import cache
from pathlib import Path

from support.years import many_nights

from cramp_timer.audio.voice.pack import built_in_folder
from cramp_timer.diary.storage.rows import TABLES
from cramp_timer.diary.storage.store import Store
from cramp_timer.diary.storage.transfer import as_csv, as_json, tables_of
from cramp_timer.library import catalog

SETTINGS = b"""\
volume = 40
pack = "~/my-voice"
pre_roll = 2.5
countdown = "ticks"
pregnant = true
emergency_number = "112"
quiet_hours = "22:00-08:00"

[keys]
"session.pause" = "p,space"
"""
WORDS = (
    b"start\nwall-stretch\n--reps\n5\n--side\nleft",
    b"now\n--side\nleft\n--plain",
    b"diary\nlog\n--night\nyesterday\n--count\n2\n--worst\n7",
    b"export\nbedtime\nbedtime.wav\n--force\n--volume\n80",
    b"day\nglass\n--undo",
    b"completion\nbash",
)
MANIFEST = {"voice": {"Hold it.": "hold.wav"}, "chimes": {"hold": "chime.wav"}}


@cache
def seeds() -> dict[str, tuple[bytes, ...]]:
    """Right contents for every target, by its name."""
    routines = (catalog.built_in_folder() / f"{name}.toml" for name in catalog.BUILT_IN)
    return {
        "routine": tuple(file.read_bytes() for file in routines),
        "settings": (SETTINGS,),
        "manifest": (json.dumps(MANIFEST).encode(),),
        "sound": tuple(_sounds()),
        "tables": tuple(_tables()),
        "diary": (_diary(),),
        "words": WORDS,
    }


def _sounds() -> Iterator[bytes]:
    """The shortest clip of each format that is in the pack."""
    for ending in ("wav", "mp3"):
        files = built_in_folder().glob(f"*.{ending}")
        yield min(files, key=lambda file: file.stat().st_size).read_bytes()


def _tables() -> Iterator[bytes]:
    with _store() as store:
        tables = tables_of(store)
        yield from (as_csv(name, tables[name]) for name in TABLES)
        yield as_json(tables).encode()


def _diary() -> bytes:
    with _store() as store:
        file = store.file.with_name("copy")
        store.back_up(file)
        return file.read_bytes()


@contextmanager
def _store() -> Iterator[Store]:
    with tempfile.TemporaryDirectory() as name, closing(Store(Path(name))) as store:
        store.save(*many_nights(date(2026, 11, 22), 8))
        yield store
