"""Tests of exported audio files: cues, chapters, and errors that leave no partial file."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import wave
from array import array
from pathlib import Path

import pytest
from support.clicks import clicking_pack
from support.shell import run
from support.systems import is_private, unix

from cramp_timer.audio.player.sound_file import RATE
from cramp_timer.audio.voice.pack import Pack
from cramp_timer.core.compiler import compile_timeline
from cramp_timer.errors import CrampTimerError
from cramp_timer.export.recording import Recording, routine_recording
from cramp_timer.export.routine_export import write_audio
from cramp_timer.library import catalog
from cramp_timer.system.atomic_file import replacing

pytestmark = pytest.mark.export
ENCODED = [".flac", ".ogg", ".mp3"]
LATE_FRAMES = {".wav": 0, ".flac": 0, ".ogg": 240, ".mp3": 240}
"""How many frames the onset of a click may deviate in each format; 240 frames are 5 ms."""


def ffmpeg() -> str:
    found = shutil.which("ffmpeg")
    if found is None:
        pytest.skip("needs ffmpeg")
    return found


def decoded(file: Path) -> array[int]:
    """The samples of a file as ffmpeg decodes them."""
    command = [ffmpeg(), "-v", "error", "-i", str(file), "-f", "s16le", "-ar", str(RATE), "-"]
    raw = subprocess.run(command, capture_output=True, check=True).stdout
    return array("h", raw)


def onsets(samples: array[int], quiet: int = RATE // 50) -> list[int]:
    """The indices of the samples at which a click begins after silence."""
    found, last = [], -RATE
    for place, sample in enumerate(samples):
        if abs(sample) > 3000:
            if place - last > quiet:
                found.append(place)
            last = place
    return found


def needs_extra(ending: str) -> None:
    if ending != ".wav":
        pytest.importorskip("soundfile", reason="needs the extra export")
        pytest.importorskip("mutagen", reason="needs the extra export")


@pytest.fixture
def clicks(tmp_path: Path) -> Pack:
    return clicking_pack(tmp_path / "clicks")


@pytest.mark.parametrize("ending", [".wav", *ENCODED])
def test_exported_audio_has_every_cue_at_the_time_show_reports(
    tmp_path: Path, clicks: Pack, ending: str
) -> None:
    needs_extra(ending)
    environment = {"CRAMP_TIMER_PACK": str(clicks.folder)}
    options = ["--reps", "2", "--side", "left"]
    file = tmp_path / f"out{ending}"
    result = run("export", "ankle-flex", str(file), *options, **environment)
    assert result.returncode == 0, result.stderr
    shown = json.loads(run("show", "ankle-flex", "--json", *options, **environment).stdout)
    samples = decoded(file)
    wanted = [round(cue["at"] * RATE) for cue in shown["cues"]]
    found = onsets(samples)
    assert len(found) == len(wanted)
    late = LATE_FRAMES[ending]
    assert all(abs(one - two) <= late for one, two in zip(found, wanted, strict=True))
    assert abs(len(samples) - shown["duration_seconds"] * RATE) <= (0 if not late else 2400)


@pytest.mark.parametrize("ending", [".wav", *ENCODED])
def test_exported_audio_contains_the_title_and_the_chapters(
    tmp_path: Path, pack: Pack, ending: str
) -> None:
    needs_extra(ending)
    probe = shutil.which("ffprobe")
    if probe is None:
        pytest.skip("needs ffprobe")
    file = tmp_path / f"out{ending}"
    timeline = compile_timeline(catalog.load("bedtime"), pack)
    for _ in write_audio(routine_recording(timeline, pack, 0.5), file, overwrite=False):
        pass
    command = [probe, "-v", "error", "-show_chapters", "-show_format", "-show_streams", str(file)]
    told = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    assert "=Bedtime" in told
    if ending == ".wav":  # ffprobe reads no chapters of a wave file
        assert b"labl" in file.read_bytes()[-400:]
        return
    assert "Ankle flex" in told
    assert "Wall stretch" in told


def test_exported_wave_equals_what_the_app_plays_sample_by_sample(
    tmp_path: Path, pack: Pack
) -> None:
    recording = routine_recording(compile_timeline(catalog.load("wall-stretch"), pack), pack, 0.5)
    file = tmp_path / "out.wav"
    for _ in write_audio(recording, file, overwrite=False):
        pass
    with wave.open(str(file), "rb") as sound:
        assert (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) == (RATE, 1, 2)
        samples = array("h", sound.readframes(sound.getnframes()))
    assert samples == array("h", b"".join(block.tobytes() for block in recording.blocks()))
    assert is_private(file)


@pytest.mark.parametrize("ending", [".wav", *ENCODED])
def test_stopping_an_audio_export_leaves_no_file(tmp_path: Path, pack: Pack, ending: str) -> None:
    needs_extra(ending)
    recording = routine_recording(compile_timeline(catalog.load("bedtime"), pack), pack, 0.5)
    folder = tmp_path / "out"
    folder.mkdir()
    shares = write_audio(recording, folder / f"x{ending}", overwrite=False)
    assert 0 < next(shares) < 1
    assert list(folder.iterdir())
    shares.close()
    assert list(folder.iterdir()) == []


def test_export_progress_rises_to_one(tmp_path: Path, pack: Pack) -> None:
    recording: Recording = routine_recording(
        compile_timeline(catalog.load("wall-stretch"), pack), pack, 0.5
    )
    shares = list(write_audio(recording, tmp_path / "x.wav", overwrite=False))
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_export_refuses_an_existing_file_without_force(tmp_path: Path) -> None:
    file = tmp_path / "x.html"
    file.write_text("mine")
    refused = run("export", "bedtime", str(file))
    assert refused.returncode == 1
    assert refused.stderr == f"cramp-timer: {file}: exists already; --force overwrites it\n"
    assert file.read_text() == "mine"
    assert run("export", "bedtime", str(file), "--force").returncode == 0
    assert file.read_text().startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("x.aac", "must end in one of .html, .wav, .flac, .ogg, .mp3"),
        ("x", "must end in one of"),
        ("nowhere/x.wav", "cannot be written (No such file or directory)"),
        ("folder.wav", "is a folder"),
        ("x" * 300 + ".wav", "cannot be written ("),
    ],
)
def test_export_refuses_an_unusable_file_name_in_one_sentence_and_leaves_no_file(
    tmp_path: Path, name: str, sentence: str
) -> None:
    folder = tmp_path / "out"
    (folder / "folder.wav").mkdir(parents=True)
    result = run("export", "bedtime", str(folder / name))
    assert result.returncode == 1
    assert sentence in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert [each.name for each in folder.iterdir()] == ["folder.wav"]


@unix
@pytest.mark.parametrize("ending", [".wav", ".html", ".mp3"])
def test_export_to_a_full_disk_leaves_no_file(tmp_path: Path, ending: str) -> None:
    needs_extra(".wav" if ending == ".html" else ending)
    code = (
        "import resource, signal\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "from cramp_timer.__main__ import main\n"
        f"main(['export', 'bedtime', {str(tmp_path / ('x' + ending))!r}])\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8")
    assert result.returncode == 1
    assert "cannot be written" in result.stderr
    assert "Traceback" not in result.stderr
    assert not [each for each in tmp_path.iterdir() if each.is_file()]


def test_export_of_mp3_without_the_extra_names_the_package_to_install(tmp_path: Path) -> None:
    code = (
        "import sys\nsys.modules['soundfile'] = None\n"
        "from cramp_timer.__main__ import main\n"
        f"main(['export', 'bedtime', {str(tmp_path / 'x.mp3')!r}])\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8")
    assert "-m pip install mutagen soundfile; .wav and .html need nothing" in result.stderr
    assert list(tmp_path.glob("*x.mp3*")) == []


def test_export_writes_a_cramp_as_audio_and_as_a_page(tmp_path: Path) -> None:
    assert run("export", "now", str(tmp_path / "now.wav")).returncode == 0
    assert run("export", "now", str(tmp_path / "now.html")).returncode == 0


def test_atomic_file_does_not_replace_a_file_that_appears_during_writing(tmp_path: Path) -> None:
    def race() -> None:
        with replacing(tmp_path / "x", overwrite=False) as beside:
            beside.write_text("ours")
            (tmp_path / "x").write_text("theirs")

    with pytest.raises(CrampTimerError, match="exists already"):
        race()
    assert (tmp_path / "x").read_text() == "theirs"
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["x"]
