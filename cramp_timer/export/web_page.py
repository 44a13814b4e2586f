"""A self-contained web page with sound, pictures and texts, which needs no network.

Each clip is embedded once; the browser mixes them into one track before it begins, so a page stays
small, and sound and picture follow one clock. The page's security policy forbids any connection.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable
from functools import partial
from hashlib import sha256
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from cramp_timer.audio.score import Score, score_of
from cramp_timer.core.advice import (
    ReplyKeys,
    check_track,
    coaching_track,
    eased_track,
    not_eased_track,
)
from cramp_timer.core.engine import BACK_SECONDS, EngineSnapshot, State
from cramp_timer.core.timeline import Kind
from cramp_timer.errors import PackError
from cramp_timer.guide.texts import advice_for, signs_closing, signs_of, warning_signs
from cramp_timer.presentation.figure_svg import figure_frames
from cramp_timer.presentation.poses import PLAIN, POSES
from cramp_timer.presentation.routine_view import routine_view

if TYPE_CHECKING:
    from cramp_timer.audio.voice.pack import Pack
    from cramp_timer.core.advice import Track
    from cramp_timer.core.timeline import Timeline
    from cramp_timer.settings import Settings


def routine_page(timeline: Timeline, pack: Pack, gain: float, settings: Settings) -> str:
    """Return a page that guides through a routine; PackError for a clip that cannot be read."""
    beats = [_beat(timeline, place) for place in range(len(timeline.segments))]
    clips, tracks = _sounds({"routine": score_of(timeline.cues, pack)}, gain)
    data = {
        "seconds": timeline.duration,
        "back": BACK_SECONDS,
        "beats": beats,
        "clips": clips,
        "tracks": tracks,
    }
    poses = _pictures({beat["pose"] for beat in beats})
    return _page("routine", timeline.title, data, poses, settings)


def cramp_page(pack: Pack, gain: float, settings: Settings) -> str:
    """Return a page with one large button that coaches through a cramp; PackError as above."""
    advice, profile = advice_for(settings), settings.profile
    eased = partial(eased_track, advice, pack, profile=profile, keys=ReplyKeys.NONE)
    tracks = {
        "coaching": coaching_track(advice, pack, profile=profile, keys=ReplyKeys.NONE),
        "check": check_track(advice, pack),
        "eased": eased(late=False, not_before=False),
        "easedAfterAll": eased(late=False, not_before=True),
        "late": eased(late=True, not_before=True),
        "worse": not_eased_track(advice, pack, late=False),
    }
    clips, sounds = _sounds(
        {name: score_of(track.cues, pack) for name, track in tracks.items()}, gain
    )
    steps = {name: _steps(track) for name, track in tracks.items()}
    data = {
        "clips": clips,
        "tracks": sounds,
        "steps": steps,
        "lengths": {name: track.seconds + 1 for name, track in tracks.items()},
        "lateSeconds": advice.late_seconds,
    }
    poses = {step["pose"] for each in steps.values() for step in each}
    return _page("now", "A cramp, now", data, _pictures(poses), settings)


def _beat(timeline: Timeline, place: int) -> dict[str, Any]:
    """Return a segment of the routine, with the texts and the pose that the app shows."""
    segments = timeline.segments
    segment = segments[place]
    upcoming = segments[place + 1] if place + 1 < len(segments) else None
    moment = EngineSnapshot(
        State.RUNNING, segment.start, place, segment, upcoming, segment.end - segment.start
    )
    face = routine_view(moment, timeline, keys=False)
    return {
        "start": segment.start,
        "end": segment.end,
        "entry": segment.entry,
        "kind": segment.kind.value,
        "phase": face.phase,
        "leg": face.leg,
        "rep": f"rep {face.rep}" if segment.kind is not Kind.FINISH else "",
        "say": face.say,
        "coming": face.coming,
        "pose": face.pose if face.pose in POSES else "",
        "held": face.held,
        "waits": segment.waits,
    }


def _steps(track: Track) -> list[dict[str, Any]]:
    return [
        {"at": step.at, "text": step.text, "pose": step.pose if step.pose in POSES else ""}
        for step in track.steps
    ]


def _sounds(
    scores: dict[str, Score], gain: float
) -> tuple[list[str], dict[str, list[tuple[float, int, float]]]]:
    """Return each clip once in base64, and for each track the start, clip number and gain."""
    places: dict[str, int] = {}
    tracks = {
        name: [
            (note.at, places.setdefault(note.file, len(places)), round(note.gain * gain, 6))
            for note in score
        ]
        for name, score in scores.items()
    }
    try:
        return [b64encode(Path(file).read_bytes()).decode() for file in places], tracks
    except OSError as error:
        raise PackError(f"{error.filename}: cannot be read ({error.strerror})") from error


def _pictures(names: Iterable[str]) -> str:
    """Return the pictures of the movement of each pose as SVG; the page shows one at a time."""
    return "".join(
        f'<g class="pose" data-pose="{escape(name)} {number}">{drawn}</g>'
        for name in sorted(names)
        for number, drawn in enumerate(figure_frames(POSES.get(name, PLAIN)))
    )


def _signs(settings: Settings) -> str:
    """Return the whole list of warning signs, with a link to call each number that is known."""
    parts = []
    for group in warning_signs():
        signs = "".join(
            f"<li>{escape(before + sign.text)}</li>"
            for before, sign in signs_of(group, settings.profile)
        )
        act = escape(group.act)
        parts.append(f"<h2>{escape(group.title)}</h2><p>{act}</p><ul>{signs}</ul>")
    numbers = {
        "Emergency": settings.emergency_number,
        "Your number for help": settings.help_number,
    }
    calls = "".join(
        f'<p><a href="tel:{_dialled(number)}">{name}: {escape(number)}</a></p>'
        for name, number in numbers.items()
        if number
    )
    return calls + "".join(parts) + f"<p>{escape(signs_closing().text)}</p>"


def _dialled(number: str) -> str:
    """Return a number as a link dials it: without what only helps to read it."""
    return quote("".join(each for each in number if each in "0123456789+*#"), safe="+*")


def _page(kind: str, title: str, data: dict[str, Any], pictures: str, settings: Settings) -> str:
    """Fill the templates; titles and data are escaped, so that they remain text."""
    style = _file("page.css")
    script = _file("sound.js") + _file(f"{kind}.js")
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "media-src blob:; base-uri 'none'; form-action 'none'"
    )
    content = json.dumps(data, separators=(",", ":"), ensure_ascii=False)
    parts = {
        "title": escape(title),
        "policy": escape(policy),
        "style": style,
        "pictures": pictures,
        "signs": _signs(settings),
        "data": content.replace("<", "\\u003c").replace("&", "\\u0026"),
        "script": script,
    }
    head, body = _file("head.html"), _file(f"{kind}.html")
    page = f"{head}{body}"
    # In one pass, so that inserted text is not itself expanded.
    pieces = page.split("{{")
    filled = [pieces[0]]
    for piece in pieces[1:]:
        name, rest = piece.split("}}", 1)
        filled += (parts[name], rest)
    return "".join(filled)


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _file(name: str) -> str:
    return files("cramp_timer.export.web").joinpath(name).read_text(encoding="utf-8")
