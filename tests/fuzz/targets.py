"""What may be handed anything at all, for hypothesis and for a coverage-guided fuzzer.

Each target takes bytes, uses them as the program would, and raises nothing but an AssertionError
where a promise is broken: one sentence for what is wrong, and nothing in it that a terminal obeys.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, redirect_stderr, redirect_stdout, suppress
from functools import cache
from io import StringIO
from pathlib import Path

from cramp_timer.audio.player.sound_file import RATE, samples_of, seconds_of
from cramp_timer.audio.voice.pack import Pack, built_in_folder, read_manifest
from cramp_timer.audio.voice.pack_check import pack_problems
from cramp_timer.cli.parser import COMMANDS, parser
from cramp_timer.cli.usage import UsageError, as_meant
from cramp_timer.core.compiler import compile_timeline
from cramp_timer.core.routine import LONGEST_ROUTINE_SECONDS
from cramp_timer.diary.storage.database import FILE as DIARY
from cramp_timer.diary.storage.store import Store
from cramp_timer.diary.storage.transfer import import_tables
from cramp_timer.errors import CrampTimerError, DiaryError, PackError
from cramp_timer.library.parsing import parse_routine
from cramp_timer.library.toml_edit import set_field
from cramp_timer.presentation.timeline_text import as_json, as_text
from cramp_timer.settings import FILE as SETTINGS
from cramp_timer.settings import read_settings
from cramp_timer.tui.keymap import validate_keymap
from cramp_timer.tui.screens.registry import bindings

LONGEST_SENTENCE = 600


def routine(content: bytes) -> None:
    """A routine file: checked, compiled, shown, and changed as the editor changes it."""
    made, problems = parse_routine(content)
    _are_sentences(map(str, problems))
    assert (made is None) == bool(problems)
    if made is None:
        return
    timeline = compile_timeline(made, _pack())
    assert timeline.duration <= LONGEST_ROUTINE_SECONDS
    as_json("any", timeline)
    assert all(line.isprintable() for line in as_text(made, timeline))
    changed = set_field(content.decode("utf-8-sig"), ("title",), "Another")
    again, _ = parse_routine(changed.encode())
    assert again is not None
    assert again.title == "Another"


def settings(content: bytes) -> None:
    """A settings file and, as far as they may be in one, environment variables."""
    with _folder() as name:
        folder = Path(name)
        (folder / SETTINGS).write_bytes(content)
        used, problems = read_settings(folder, {})
    _, about_keys = validate_keymap(used.keys, bindings())
    _are_sentences([*problems, *about_keys])
    with suppress(UnicodeDecodeError):
        for variable in ("VOLUME", "PACK", "KEYS", "QUIET_HOURS"):
            set_so = {f"CRAMP_TIMER_{variable}": content.decode()}
            _, problems = read_settings(Path("nowhere"), set_so)
            _are_sentences(problems)


def manifest(content: bytes) -> None:
    """A sound pack's manifest; no name in it leads out of the pack's folder."""
    with _folder() as name:
        folder = Path(name).resolve()
        file = folder / "manifest.json"
        file.write_bytes(content)
        _are_sentences([*pack_problems(folder), *Pack(folder).problems])
        with _told(PackError):
            read = read_manifest(file)
            for each in (*read.voice.values(), *read.chimes.values()):
                assert (folder / each).resolve().parent == folder


def sound(content: bytes) -> None:
    """A sound file in each of the formats that a pack may hold."""
    with _folder() as name:
        folder = Path(name)
        for ending in ("wav", "flac", "mp3", "ogg"):
            file = folder / f"clip.{ending}"
            file.write_bytes(content)
            with _told(PackError):
                assert seconds_of(str(file)) >= 0
            with _told(PackError):
                assert len(samples_of(str(file))) <= 10 * 60 * RATE


def tables(content: bytes) -> None:
    """What `diary import` takes: one table, or a whole diary; what was taken is whole."""
    with _folder() as name, closing(Store(Path(name) / "data")) as store:
        folder = Path(name)
        for kind in ("cramps.csv", "diary.json"):
            file = folder / kind
            file.write_bytes(content)
            with _told(DiaryError):
                import_tables(store, file)
        store.nights()


def diary(content: bytes) -> None:
    """A file in the diary's place: used, or set aside and told; the diary goes on."""
    with _folder() as name:
        folder = Path(name)
        (folder / DIARY).write_bytes(content)
        with _told(DiaryError), closing(Store(folder)) as store:
            store.nights()


def words(content: bytes) -> None:
    """What is typed after `cramp-timer`: parsed, or refused in words."""
    typed = content.decode("utf-8", "surrogateescape").split("\n")
    typed = [word for word in typed if "\0" not in word]
    told = StringIO()
    with redirect_stdout(told), redirect_stderr(told), suppress(SystemExit, UsageError):
        typed = as_meant(typed, COMMANDS)
        parser(typed).parse_args(typed)


TARGETS: dict[str, Callable[[bytes], None]] = {
    each.__name__: each for each in (routine, settings, manifest, sound, tables, diary, words)
}
"""Every target by its name."""


@contextmanager
def _told(kind: type[CrampTimerError]) -> Iterator[None]:
    """What is wrong is one sentence, as an error of this kind."""
    try:
        yield
    except kind as error:
        _are_sentences([str(error)])


def _are_sentences(told: Iterable[str]) -> None:
    for sentence in told:
        assert sentence
        assert sentence.isprintable(), sentence
        assert len(sentence) <= LONGEST_SENTENCE, sentence


def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory()


@cache
def _pack() -> Pack:
    return Pack(built_in_folder())
