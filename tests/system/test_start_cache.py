"""The first words and the first frame use what the settings file sets, however it is written."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.systems import links

from cramp_timer import __main__ as program
from cramp_timer.audio.player import fork
from cramp_timer.core.volume import gain_of
from cramp_timer.settings import FILE, Settings, load_settings, write_setting
from cramp_timer.system.paths import cache_folder, config_folder
from cramp_timer.system.start_cache import read_start_settings

SPELLINGS = [
    "volume = 7",
    "\ufeffvolume = 7",
    '"volume" = 7',
    "'volume'=0x7",
    "# volume = 90\nvolume = +7 # volume = 80",
    'emergency_number = "1"\r\nvolume = 7\r\n',
    'pack = """"""\nvolume = 7',
]


def write(text: str) -> None:
    config_folder().mkdir(parents=True, exist_ok=True)
    (config_folder() / FILE).write_bytes(text.encode())


@pytest.mark.parametrize("text", SPELLINGS)
def test_start_settings_equal_the_parsed_settings_in_any_spelling(text: str) -> None:
    write(text)
    assert read_start_settings() is None  # nothing has read the file yet
    assert load_settings()[0].volume == 7
    start = read_start_settings()
    assert start is not None
    assert (start.volume, start.plain) == (7, True)


@pytest.mark.parametrize(
    "text",
    ["voice = false", "\ufeffvoice=false", '"voice" = false', 'device = "x"', 'audio = "none"'],
)
def test_start_settings_are_special_where_the_built_in_voice_does_not_speak(text: str) -> None:
    write(text)
    load_settings()
    start = read_start_settings()
    assert start is not None
    assert not start.plain


@given(
    st.integers(0, 100), st.booleans(), st.sampled_from(["night", "day", "contrast"]),
    st.sampled_from(["auto", "miniaudio", "simpleaudio"]),
)  # fmt: skip
def test_written_settings_are_the_start_settings_at_once(
    volume: int, voice: bool, theme: str, audio: str
) -> None:
    for name, value in (("volume", volume), ("voice", voice), ("theme", theme), ("audio", audio)):
        write_setting(name, value)
    start = read_start_settings()
    assert start is not None
    assert (start.volume, start.plain, start.theme, start.audio) == (volume, voice, theme, audio)


def test_start_settings_are_unknown_once_the_file_was_changed_by_hand() -> None:
    write("volume = 7")
    load_settings()
    write("volume = 70")
    assert read_start_settings() is None


def test_start_settings_are_unknown_where_the_environment_sets_anything(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CRAMP_TIMER_VOICE", "false")
    assert read_start_settings() is None


@pytest.mark.parametrize("content", [b"", b"1", b"\xff", b"1 2 3 4 5 6 7 8", b"x" * 5000])
def test_start_settings_are_unknown_where_the_cache_is_damaged(content: bytes) -> None:
    write("volume = 7")
    load_settings()
    cache = cache_folder() / "start"
    assert cache.exists()
    cache.write_bytes(content)
    assert read_start_settings() is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_in_the_place_of_the_cache_holds_no_start_up() -> None:
    write("volume = 7")
    load_settings()
    cache = cache_folder() / "start"
    cache.unlink()
    os.mkfifo(cache)
    assert read_start_settings() is None


@pytest.mark.parametrize("text", SPELLINGS)
def test_forked_player_speaks_at_the_volume_of_the_settings_file(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    gains: list[float] = []
    monkeypatch.setattr(fork, "start_player", lambda _file, gain, _library: gains.append(gain))
    write(text)
    program._first_words()
    assert gains == []  # read the file first: it was never read
    load_settings()
    program._first_words()
    assert gains == [gain_of(7)]


@links
def test_a_settings_file_that_leads_in_a_circle_is_told_and_stops_nothing() -> None:
    config_folder().mkdir(parents=True)
    (config_folder() / FILE).symlink_to(FILE)
    assert read_start_settings() is None
    settings, (problem,) = load_settings()
    assert settings == Settings()
    assert problem.startswith(f"{FILE}: cannot be read")
