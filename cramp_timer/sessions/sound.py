"""The sound device of one start: opened early, following what is set, released and reopened."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from cramp_timer.errors import CrampTimerError
from cramp_timer.languages.messages import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from cramp_timer.audio.output import AudioOutput
    from cramp_timer.audio.player.fork import ForkedPlayer
    from cramp_timer.audio.voice.pack import Pack
    from cramp_timer.sessions.start_options import StartOptions
    from cramp_timer.settings import Settings


class Sound:
    """The output that all screens share; it can be released while nothing is to be heard."""

    def __init__(
        self,
        options: StartOptions,
        now: Callable[[], datetime],
        make: Callable[[], AudioOutput] | None,
    ) -> None:
        """`make` returns another output than a speaker, as tests do."""
        self._options = options
        self._now = now
        self._make = make
        self._output: AudioOutput | None = None
        self._muted = options.muted
        self._settings: Settings | None = None
        """What is set, once that was read."""

    def open(self) -> None:
        """Begin to open the device, while slow imports are still to come."""
        if self._output is None:
            self._output = self._new(self._options.forked)

    @property
    def output(self) -> AudioOutput:
        """The output; it is opened where it was not, or where it was released."""
        if self._output is None:
            self._output = self._new(None)
            if self._settings is not None:
                self.follow(self._settings)
        return self._output

    def _new(self, forked: ForkedPlayer | None) -> AudioOutput:
        if self._make is not None:
            return self._make()
        from cramp_timer.audio.speaker import Speaker, backends_for

        flags = self._options.flags
        speaker = Speaker(backends_for(flags.get("audio") or "auto"), forked)
        speaker.muted = self._muted
        if flags.get("volume") is not None:
            speaker.volume = flags["volume"]
        speaker.open()
        return speaker

    def follow(self, settings: Settings) -> str:
        """Do as is set from now on; return what cannot be used, in a sentence, or nothing."""
        from cramp_timer.audio.speaker import backends_for
        from cramp_timer.core.day_cycle import QuietHours

        self._settings = settings
        if self._output is None:
            return ""
        self._output.volume = settings.volume
        hours = QuietHours.parsed(settings.unplugged)

        def is_time_to_mute() -> bool:
            now = self._now()
            return hours is not None and hours.includes(now.hour, now.minute)

        self._output.mutes_when_moved = is_time_to_mute
        problem = ""
        if settings.audio != "auto" or settings.device:
            try:
                backends = backends_for(settings.audio)
            except CrampTimerError as error:
                problem = _("{error}; going on with what is installed", error=error)
                backends = backends_for("auto")
            self._output.use(backends, settings.device)
        return problem

    def release(self) -> None:
        """Close the device until something is to be heard again."""
        self._remember_volume()
        if self._output is not None:
            self._muted = self._output.muted  # until somebody wants to hear again
            self._output.close()
            self._output = None

    def _remember_volume(self) -> None:
        """Begin the next time as loud as it is now, unless the loudness was typed for this once."""
        if self._output is None or self._settings is None:
            return
        now = self._output.volume
        if now != self._settings.volume and self._options.flags.get("volume") is None:
            from cramp_timer.settings import write_setting

            with suppress(CrampTimerError):  # the next night only begins as loud as this one did
                write_setting("volume", now)


def open_pack(settings: Settings) -> Pack:
    """Open the sound pack that is set, with speech for words that it does not know."""
    from pathlib import Path

    from cramp_timer.audio.player.first_words import has_pack
    from cramp_timer.audio.voice.pack import Pack, built_in_folder
    from cramp_timer.audio.voice.speech import Speech
    from cramp_timer.system.paths import cache_folder

    folder = Path(settings.pack).expanduser() if settings.pack else built_in_folder()
    try:
        speech = Speech(cache_folder() / "speech")
    except CrampTimerError:  # no home to keep it in
        speech = None
    return Pack(
        folder,
        voice=settings.voice,
        clips=bool(settings.pack) or has_pack(),
        speech=speech,
        chime_volume=settings.chime_volume,
    )
