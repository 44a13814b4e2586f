"""A self-contained web page with sound, pictures and texts, which needs no network.

It leads through routines and through a cramp, with or without sound, and keeps what was done until
it is handed over to the diary. Each clip is embedded once. The page's security policy forbids any
connection. Its parts are the modules in `web/`, of which the script is put together here.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from functools import partial
from hashlib import sha256
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from cramp_timer.core.advice import (
    ReplyKeys,
    check_track,
    coaching_track,
    eased_track,
    not_eased_track,
)
from cramp_timer.core.engine import BACK_SECONDS
from cramp_timer.core.number_text import clock_text
from cramp_timer.core.phrases import Chime
from cramp_timer.errors import PackError
from cramp_timer.export.encoded_audio import smaller
from cramp_timer.export.phone_blocks import Clips, routine_data
from cramp_timer.guide.lines import signs_of
from cramp_timer.guide.texts import advice_for, signs_closing, warning_signs
from cramp_timer.languages.messages import _, language
from cramp_timer.presentation.figure_svg import figure_frames
from cramp_timer.presentation.poses import PLAIN, POSES

if TYPE_CHECKING:
    from cramp_timer.audio.voice.pack import Pack
    from cramp_timer.core.advice import Track
    from cramp_timer.core.routine import Routine
    from cramp_timer.settings import Settings

MODULES = ("words", "clock", "layout", "sound", "diary", "qr", "face", "page")
"""The modules of the script, each after those that it imports."""
_TEXT = re.compile(r'(?<![\w.])_\(("(?:[^"\\]|\\.)*")')
"""A text in the script, which its own `_` translates."""


def routine_page(name: str, routine: Routine, pack: Pack, gain: float, settings: Settings) -> str:
    """Return a page that guides through a routine; PackError for a clip that cannot be read."""
    return _page("routine", routine.title, {name: routine}, pack, gain, settings)


def cramp_page(pack: Pack, gain: float, settings: Settings) -> str:
    """Return a page with one large button that coaches through a cramp; PackError as above."""
    return _page("now", _("A cramp, now"), {}, pack, gain, settings)


def phone_page(routines: Mapping[str, Routine], pack: Pack, gain: float, settings: Settings) -> str:
    """Return a page with every routine and the coaching for a cramp; PackError as above."""
    return _page("home", "cramp-timer", routines, pack, gain, settings)


def _page(
    view: str,
    title: str,
    routines: Mapping[str, Routine],
    pack: Pack,
    gain: float,
    settings: Settings,
) -> str:
    """Fill the template; titles and data are escaped, so that they remain text."""
    clips = Clips()
    tracks = _tracks(pack, settings, clips) if view != "routine" else {}
    made = [
        routine_data(name, routine, pack, settings.style, clips)
        for name, routine in routines.items()
    ]
    half_way = pack.voice(pack.wording.half_way) if settings.half_way else None
    tick = pack.chime(Chime.TICK) if settings.soft_ticks else None
    data = {
        "view": view,
        "look": settings.theme,
        "voice": gain,
        "chimes": gain * pack.chime_gain,
        "back": BACK_SECONDS,
        "restart": settings.resume == "restart",
        "lateSeconds": advice_for(settings).late_seconds,
        "extras": {
            name: clip and {"clip": clips.number_of(clip.name), "seconds": clip.seconds}
            for name, clip in (("halfWay", half_way), ("tick", tick))
        },
        "routines": made,
        "tracks": tracks,
        "clips": _contents(pack, clips.names),
    }
    poses = {step["pose"] for track in tracks.values() for step in track["steps"]}
    poses |= {exercise["pose"] for routine in made for exercise in routine["exercises"]}
    style, script = _file("page.css"), _script()
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "media-src blob:; base-uri 'none'; form-action 'none'"
    )
    return _filled(
        {
            "title": escape(title),
            "look": settings.theme,
            "policy": escape(policy),
            "style": style,
            "pictures": _pictures(poses),
            "signs": _signs(settings),
            "plain": _plain(routines, tracks),
            "list": _list(routines),
            "worst": "".join(f"<option>{number}</option>" for number in range(11)),
            "lang": language(),
            "words": _as_script(_translated(script)),
            "data": _as_script(data),
            "script": script,
        }
    )


def _filled(parts: Mapping[str, str]) -> str:
    """Return the template with its parts, put in at once, so that none is itself expanded.

    `{{name}}` is a part, `{{_ A text}}` a text in the language of the page.
    """
    pieces = _file("page.html").split("{{")
    filled = [pieces[0]]
    for piece in pieces[1:]:
        name, rest = piece.split("}}", 1)
        text = name.removeprefix("_ ")
        filled += (escape(_(text)) if text != name else parts[name], rest)
    return "".join(filled)


def _as_script(data: object) -> str:
    """Return data as JSON that cannot end the script element that it stands in."""
    content = json.dumps(data, separators=(",", ":"), ensure_ascii=False)
    return content.replace("<", "\\u003c").replace("&", "\\u0026")


def _translated(script: str) -> dict[str, str]:
    """Return the texts of the script that are not English, by the English ones."""
    texts = (json.loads(text) for text in _TEXT.findall(script))
    return {text: _(text) for text in texts if _(text) != text}


def _script() -> str:
    """Return the modules as one script, in which their names stand without imports and exports."""
    whole = "\n".join(_file(f"{name}.js") for name in MODULES)
    whole = re.sub(r"^import .*\n", "", whole, flags=re.MULTILINE)
    return '"use strict";\n' + re.sub(r"^export ", "", whole, flags=re.MULTILINE)


def _tracks(pack: Pack, settings: Settings, clips: Clips) -> dict[str, dict[str, Any]]:
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
    return {
        name: {
            "steps": _steps(track),
            "cues": clips.cues(track.cues),
            "seconds": round(track.seconds + 1, 3),
        }
        for name, track in tracks.items()
    }


def _steps(track: Track) -> list[dict[str, Any]]:
    return [
        {"at": step.at, "text": step.text, "pose": step.pose if step.pose in POSES else ""}
        for step in track.steps
    ]


def _contents(pack: Pack, names: Iterable[str]) -> list[str]:
    try:
        contents = [(pack.folder / Path(name)).read_bytes() for name in names]
    except OSError as error:
        raise PackError(
            _(
                "{filename}: cannot be read ({reason})",
                filename=error.filename,
                reason=error.strerror,
            )
        ) from error
    return [b64encode(smaller(content)).decode() for content in contents]


def _plain(routines: Mapping[str, Routine], tracks: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the words of the page for one who reads it without its script."""
    parts = []
    if tracks:
        steps = (f"<li>{escape(step['text'])}</li>" for step in tracks["coaching"]["steps"])
        parts = [f"<h2>{_('A cramp, now')}</h2><ol>", *steps, "</ol>"]
    for routine in routines.values():
        parts.append(f'<h2 dir="auto">{escape(routine.title)} · {clock_text(routine.seconds)}</h2>')
        parts.append(f'<p dir="auto">{escape(routine.summary)}</p><ol>')
        for exercise in routine.exercises:
            legs = {"each": _(", each leg"), "both": _(", both legs")}.get(exercise.side.value, "")
            times = _(
                "Hold {hold:g} s, let go {relax:g} s, {reps} times",
                hold=exercise.hold.seconds,
                relax=exercise.relax.seconds,
                reps=exercise.reps,
            )
            parts.append(
                f'<li dir="auto">{escape(exercise.title)}. {escape(exercise.instruction)} '
                f"{escape(times)}{legs}.</li>"
            )
        parts.append("</ol>")
    return "".join(parts)


def _list(routines: Mapping[str, Routine]) -> str:
    return "".join(
        f'<button type="button" data-routine="{number}"><span dir="auto">{escape(routine.title)}'
        f"</span> · {clock_text(routine.seconds)}"
        f'<small dir="auto">{escape(routine.summary)}</small></button>'
        for number, routine in enumerate(routines.values())
    )


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
        _("Emergency"): settings.emergency_number,
        _("Your number for help"): settings.help_number,
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


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _file(name: str) -> str:
    return files("cramp_timer.export.web").joinpath(name).read_text(encoding="utf-8")
