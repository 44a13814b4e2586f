"""Nights and their trend as values for programs; what is not known is null. A public format."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cramp_timer.diary.entries import Cramp
from cramp_timer.diary.night import Night
from cramp_timer.diary.trend import Trend, Window


def as_values(nights: Iterable[Night], trend: Trend, sentences: list[str]) -> dict[str, Any]:
    """Return nights and trend as values that JSON knows."""
    return {
        "nights": [_night(night) for night in nights],
        "trend": {
            "baseline": _window(trend.baseline) if trend.baseline else None,
            "recent": _window(trend.recent),
            "word": trend.word,
            "severity": trend.severity,
            "mark": trend.mark.text if trend.mark else None,
            "next_look": trend.next_look.isoformat() if trend.next_look else None,
            "says": sentences,
        },
    }


def _night(night: Night) -> dict[str, Any]:
    return {
        "night": night.night.isoformat(),
        "count": night.count,
        "worst": night.worst,
        "sides": sorted(night.sides),
        "sleep": night.answers.sleep if night.answers else None,
        "sore": night.answers.sore if night.answers else None,
        "by_day": night.answers.by_day if night.answers else None,
        "note": night.answers.note if night.answers else "",
        "marks": [mark.text for mark in night.marks],
        "stretched": night.stretched or None,
        "cramps": [_cramp(cramp) for cramp in night.cramps],
    }


def _cramp(cramp: Cramp) -> dict[str, Any]:
    return {
        "id": cramp.id,
        "started": cramp.started.isoformat() if cramp.started else None,
        "minutes": cramp.lasted,
        "side": cramp.side,
        "muscle": cramp.muscle,
        "worst": cramp.worst,
        "eased": cramp.eased,
        "woke": cramp.woke,
        "tried": cramp.tried,
        "helped": cramp.helped,
        "note": cramp.note,
    }


def _window(window: Window) -> dict[str, Any]:
    return {
        "first": window.first.isoformat(),
        "last": window.last.isoformat(),
        "logged": window.logged,
        "cramps": window.cramps,
        "done": window.done,
        "part": window.part,
    }
