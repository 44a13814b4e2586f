"""Tests that the built-in sound pack is complete, and that damaged packs are handled."""

from __future__ import annotations

import hashlib
import json
import operator
import shutil
import struct
from importlib.util import find_spec
from pathlib import Path

import pytest

from cramp_timer.audio.player.sound_file import RATE, samples_of, seconds_of
from cramp_timer.audio.voice.pack import Pack, built_in_folder
from cramp_timer.core.phrases import Chime
from cramp_timer.errors import PackError

FOLDER = built_in_folder()
CLIPS = sorted(file for file in FOLDER.iterdir() if file.suffix in {".mp3", ".wav"})


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "pack"))


def test_the_built_in_pack_is_below_6_mb_and_contains_its_licence() -> None:
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < 6_000_000
    assert {"LICENSE", "NOTICE"} <= {file.name for file in FOLDER.iterdir()}


def test_the_manifest_lists_every_clip_with_its_checksum() -> None:
    hashes = json.loads((FOLDER / "manifest.json").read_text())["sha256"]
    assert {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in CLIPS} == hashes


@pytest.mark.parametrize("file", CLIPS, ids=lambda file: file.stem)
def test_every_clip_has_the_length_of_its_header_and_begins_and_ends_in_silence(
    file: Path,
) -> None:
    samples = samples_of(str(file))
    assert len(samples) / RATE == pytest.approx(seconds_of(str(file)), abs=1e-4)
    assert max(abs(samples[0]), abs(samples[-1])) <= 32  # 60 dB below full scale: no click
    assert 2_000 < max(map(abs, samples)) < 32_767 * 0.75


def test_the_built_in_pack_has_every_chime(pack: Pack) -> None:
    assert all(pack.chime(chime) for chime in Chime)


def test_a_pack_without_voice_still_has_its_chimes() -> None:
    chimes_only = Pack(FOLDER, voice=False)
    assert chimes_only.voice("Hold it.") is None
    assert chimes_only.chime(Chime.HOLD) is not None


def test_a_missing_clip_is_reported_and_the_other_clips_still_work(copy: Path) -> None:
    (copy / "hold-it.mp3").unlink()
    pack = Pack(copy)
    assert pack.voice("Hold it.") is None
    assert pack.voice("And release.") is not None
    assert "hold-it.mp3" in pack.problems[0]


@pytest.mark.parametrize("content", [b"", b"fLaC", b"fLaC" + b"\0" * 100, b"RIFF....WAVE"])
def test_a_damaged_clip_is_reported_like_a_missing_one(copy: Path, content: bytes) -> None:
    (copy / "hold-it.mp3").write_bytes(content)
    pack = Pack(copy)
    assert pack.voice("Hold it.") is None
    assert len(pack.problems) == 1


@pytest.mark.parametrize("name", ["hold-it.mp3", "chime-hold.wav"])
@pytest.mark.parametrize("lost", [1, 20_000])
def test_a_truncated_clip_is_refused(copy: Path, name: str, lost: int) -> None:
    if find_spec("miniaudio") is None and lost == 1 and name.endswith(".mp3"):
        pytest.skip("soundfile does not miss the last byte, which is of no sound")
    file = copy / name
    file.write_bytes(file.read_bytes()[:-lost])
    with pytest.raises(PackError, match=name):
        samples_of(str(file))


def test_a_clip_with_a_valid_header_but_invalid_sound_data_is_refused(copy: Path) -> None:
    file = copy / "hold-it.mp3"
    file.write_bytes(file.read_bytes()[:42] + b"\0" * 500)
    with pytest.raises(PackError, match=r"hold-it\.mp3"):
        samples_of(str(file))


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"voice": {"a": "../b"}, "chimes": {}}', '{"voice": 3, "chimes": {}}']
)
def test_an_unusable_manifest_gives_one_problem_and_a_silent_pack(copy: Path, text: str) -> None:
    (copy / "manifest.json").write_text(text)
    pack = Pack(copy)
    assert (pack.voice("Hold it."), pack.chime(Chime.HOLD)) == (None, None)
    assert "manifest.json" in pack.problems[0]
    assert len(pack.problems) == 1


@pytest.mark.parametrize(("rate", "channels", "bits"), [
    (8000, 1, 8), (22050, 2, 16), (44100, 1, 24), (96000, 2, 32), (48000, 1, "float"),
])  # fmt: skip
def test_a_wav_recording_of_any_common_format_is_read_at_its_full_length(
    tmp_path: Path, rate: int, channels: int, bits: int | str
) -> None:
    seconds, size = 0.5, 4 if bits == "float" else int(bits) // 8
    frames = round(seconds * rate)
    kind = 3 if bits == "float" else 1
    block = channels * size
    head = struct.pack("<HHIIHH", kind, channels, rate, rate * block, block, 8 * size)
    data = bytes([128] if bits == 8 else [0]) * (frames * block)
    content = b"WAVEfmt " + struct.pack("<I", 16) + head + b"data" + struct.pack("<I", len(data))
    file = tmp_path / "mine.wav"
    file.write_bytes(b"RIFF" + struct.pack("<I", len(content) + len(data)) + content + data)
    assert seconds_of(str(file)) == pytest.approx(seconds)
    assert len(samples_of(str(file))) == pytest.approx(seconds * RATE, abs=RATE / 100)


def test_hold_and_release_chimes_are_told_apart_by_their_sound(pack: Pack) -> None:
    def samples(chime: Chime) -> list[int]:
        clip = pack.chime(chime)
        assert clip is not None
        return list(samples_of(str(pack.folder / clip.name))[::16])  # 3 kHz, above every note

    hold, release = samples(Chime.HOLD), samples(Chime.RELEASE)
    loudness = (sum(each * each for each in hold) * sum(each * each for each in release)) ** 0.5
    likeness = max(
        abs(sum(map(operator.mul, hold[max(0, -lag) :], release[max(0, lag) :])))
        for lag in range(-len(hold) // 2, len(release) // 2, 2)
    )
    assert likeness / loudness < 0.6


@pytest.mark.parametrize("claimed", [0x7FFF_FFFF, 0xFFFF_FFFF, 1_000_000])
@pytest.mark.parametrize("place", ["vendor", "count", "comment"])
def test_a_small_file_that_claims_a_huge_comment_is_refused_at_once(
    tmp_path: Path, claimed: int, place: str
) -> None:
    soundfile = pytest.importorskip("soundfile", reason="needs the extra export")
    file = tmp_path / "mine.ogg"
    soundfile.write(file, [0.0] * 4800, 48_000, format="OGG", subtype="VORBIS")
    content = bytearray(file.read_bytes())
    begin = content.index(b"\x03vorbis") + 7
    vendor = int.from_bytes(content[begin : begin + 4], "little")
    at = {"vendor": begin, "count": begin + 4 + vendor, "comment": begin + 8 + vendor}[place]
    if place == "comment":
        content[at - 4 : at] = (1).to_bytes(4, "little")
    content[at : at + 4] = claimed.to_bytes(4, "little")
    file.write_bytes(content)
    for read in (seconds_of, samples_of):
        with pytest.raises(PackError, match=r"mine\.ogg"):
            read(str(file))


def test_an_mp3_that_claims_more_delay_than_sound_has_no_length_below_zero(copy: Path) -> None:
    file = copy / "hold-it.mp3"
    content = bytearray(file.read_bytes())
    place = max(content.find(b"Xing"), content.find(b"Info"))
    content[place + 8 : place + 12] = bytes(4)
    file.write_bytes(content)
    assert seconds_of(str(file)) >= 0


def test_a_broken_header_that_a_decoder_would_read_without_end_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "endless.wav"
    file.write_bytes(
        bytes.fromhex(
            "524946461e00000057415645666d742028000000feff02002256000010b10200080020001600200003000000"
            "0300000000001000800000aa00389b716661637400000000ae3301004c4953545e0100"
        )
    )
    with pytest.raises(PackError, match=r"endless\.wav"):
        samples_of(str(file))
