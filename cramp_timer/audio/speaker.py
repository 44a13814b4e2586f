"""The speaker: plays the requested score, and replaces player processes that fail.

The request is a value: a score, its origin on the clock, and a volume. A thread runs a player
process for it, replaces it with one of the next backend within two seconds when it hangs, crashes
or falls silent, and retries later where no device is left. No caller waits.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from cramp_timer.audio.output import OPENING
from cramp_timer.audio.place_watch import PlaceWatch
from cramp_timer.audio.player.backends import PIPE_COMMANDS, installed_backends, pipe_command
from cramp_timer.audio.player.recovery import LATE_SECONDS
from cramp_timer.audio.player_process import PlayerProcess, gone
from cramp_timer.audio.score import WHEN_READY
from cramp_timer.core.engine import BREATH_SECONDS
from cramp_timer.core.volume import DEFAULT_VOLUME, gain_of
from cramp_timer.errors import CrampTimerError
from cramp_timer.languages.messages import _
from cramp_timer.system.clock import monotonic
from cramp_timer.system.threads import begin

if TYPE_CHECKING:
    from cramp_timer.audio.player.fork import ForkedPlayer
    from cramp_timer.audio.score import Score

MOVED = _("another speaker took over, so it is muted; m brings the sound back")
NO_DEVICE, NO_SOUND = _("no sound device; going on in silence"), _("no sound")
NO_THREAD = _("no process left for sound; going on in silence")
WATCH_SECONDS = 0.5
HURRY_SECONDS = 0.05
SUSPENDED_SECONDS = 1.0
"""A longer gap between two checks means that this program itself was suspended."""
RETRY_SECONDS = 1.0
"""The wait before all backends are tried again after each has failed."""
IDLE_RETRY_SECONDS = 8.0
"""The same while nothing is to be heard."""
PLACE_SECONDS = 1.5
"""The watch over the place of the stream begins so late, not to delay the first sound."""
WORKED_SECONDS = 3.0
"""A player that fails after running for at least this long is restarted at once."""


def backends_for(audio: str) -> tuple[str, ...]:
    """Return the backends to try for a setting, in order; CrampTimerError if not installed.

    `audio` is `auto` for all installed backends, `none`, or the name of one.
    """
    installed = installed_backends()
    if audio == "none":
        return ()
    if audio == "auto":
        return installed
    if audio == "pipe" and pipe_command():
        return ("pipe",)
    if audio not in installed:
        raise CrampTimerError(f"audio {audio}: {how_to_install(audio)}")
    return (audio,)


def how_to_install(backend: str) -> str:
    """Return what is missing for a backend that is not installed."""
    from cramp_timer.system.extras import install_command

    if backend == "pipe":
        programs = ", ".join(command[0] for command in PIPE_COMMANDS)
        return _("there is no {programs} here", programs=programs)
    return _("not installed; {command} puts it there", command=install_command(backend))


class Speaker:
    """An audio output through the first backend that works; only `close` may wait (up to 1 s)."""

    def __init__(
        self, backends: tuple[str, ...] | None = None, forked: ForkedPlayer | None = None
    ) -> None:
        """Try `backends` in order (default: all installed); use `forked` as the first player."""
        self._backends = installed_backends() if backends is None else backends
        self._forked = forked
        self._device = ""
        self._wish: tuple[Score, float | str | None] | None = None
        """The score and its origin; `None` before the first request."""
        self._asked_at = 0.0
        self._sounded_until: float | None = None
        """When the last player that worked was last known to sound."""
        self._touch: Score = ()
        self._volume = DEFAULT_VOLUME
        self._muted = False
        self.mutes_when_moved: Callable[[], bool] = lambda: False
        """Whether to fall silent now when the speaker that it began on is gone."""
        self._player: PlayerProcess | None = None
        self._place = PlaceWatch(self._player_pid, self._fall_silent)
        self._changed = threading.Event()
        self._closing = threading.Event()
        self._state = OPENING if self._backends else NO_SOUND
        self.started_at: float | None = None
        self.broken: list[str] = []
        self.troubles: list[str] = []
        """The reasons for which players were replaced, each once."""
        self._thread: threading.Thread | None = None

    def open(self) -> None:
        """Start the supervising thread, which starts the first player process."""
        self._thread = begin(self._supervise, name="speaker")
        if self._thread is None:
            self._state = NO_THREAD

    def use(self, backends: tuple[str, ...], device: str) -> None:
        """Switch to these backends and this device."""
        self._backends = backends
        self._device = device
        self._changed.set()

    def play(self, score: Score, origin: float) -> None:
        """Play a score whose second zero is at `origin` on the monotonic clock."""
        self._wish = (score, origin)
        self._asked_at = monotonic() - LATE_SECONDS
        self._changed.set()

    def touch(self, score: Score) -> None:
        """Play the first clip of a score once, now, where nothing else sounds."""
        self._touch = score
        self._changed.set()

    def play_when_ready(self, score: Score, *, continues: bool = False) -> None:
        """Play a score from the first moment at which a device can play.

        On an open device that is now. `continues`: the score extends that of an earlier call, so
        second zero does not move. `started_at` is its time on the clock.
        """
        if self.started_at is not None:
            if not continues:
                self.started_at = monotonic() + BREATH_SECONDS
            self._wish = (score, self.started_at)
        else:
            self._wish = (score, WHEN_READY)
        self._changed.set()

    def silence(self) -> None:
        """Fade out, and play nothing until the next request."""
        self._wish = ((), None)
        self._changed.set()

    @property
    def volume(self) -> int:
        """The volume from 0 to 100."""
        return self._volume

    @volume.setter
    def volume(self, volume: int) -> None:
        self._volume = volume
        self._changed.set()

    @property
    def muted(self) -> bool:
        """Whether the output is muted, whatever its volume."""
        return self._muted

    @muted.setter
    def muted(self, muted: bool) -> None:
        self._muted = muted
        if not muted and MOVED in self.broken:
            self.broken.remove(MOVED)  # reported again when it happens again
        self._changed.set()

    @property
    def state(self) -> str:
        """The backend in use, or the reason for silence, in a few words."""
        return self._state

    def close(self) -> None:
        """Stop playback and end the player process."""
        self._closing.set()
        self._changed.set()
        self._place.close()
        if self._thread is not None:
            self._thread.join(1.0)

    def _player_pid(self) -> int | None:
        return None if self._player is None else self._player.pid

    def _fall_silent(self) -> None:
        """Mute where the sound would now come from a speaker that nobody chose."""
        if self.mutes_when_moved() and not self._muted:
            self.broken.append(MOVED)
            self.muted = True

    def _supervise(self) -> None:
        while not self._closing.is_set():
            worked = False
            for backend in self._backends:
                if self._closing.is_set():
                    return
                forked, self._forked = self._forked, None
                try:
                    player = PlayerProcess(backend, self._device, forked)
                except OSError as error:  # no process or memory is left
                    self._note_trouble(f"{backend}: {error.strerror}")
                    continue
                worked = self._drive(player) or worked
            # After one that worked until just now, an immediate restart may succeed.
            if not worked and not self._closing.is_set():
                self._state = NO_DEVICE if self._backends else NO_SOUND
                wanted = self._wish is not None and self._wish[1] is not None
                self._closing.wait(RETRY_SECONDS if wanted else IDLE_RETRY_SECONDS)

    def _drive(self, player: PlayerProcess) -> bool:
        """Run a player until it fails or is replaced; return whether it worked for a while."""
        begun = monotonic()
        self._player = player
        sent: Score | None = None
        presence = False
        for elapsed in self._ticks():
            if elapsed > SUSPENDED_SECONDS:
                player.forgive(elapsed)
            if self._closing.is_set():
                break
            if player.backend not in self._backends or player.device != self._device:
                break
            trouble = player.trouble(monotonic())
            if player.backend == "simpleaudio" and self._place.suspended_since is not None:
                trouble = gone(player.backend)  # its track seems to play all the same
            if trouble:
                self._note_trouble(trouble)
                break
            self.broken += [each for each in player.take_broken() if each not in self.broken]
            if player.is_open:
                self._state = player.backend
                if monotonic() - begun > PLACE_SECONDS:
                    self._place.open()
            if self.started_at is None and player.started_at is not None:
                self.started_at = player.started_at
                self._changed.set()
            changed = self._changed.is_set()
            self._changed.clear()
            # Before the first request, a forked player continues with its first clip.
            if self._wish is not None and (changed or sent is None):
                sent = self._send_wish(player, *self._wish, sent)
            elif presence := not presence:  # a sign of life at every second check is enough
                player.send({})
        player.end(gently=self._closing.is_set())
        worked = player.is_open and monotonic() - begun > WORKED_SECONDS
        if worked or self._sounded_until is None:
            times = (player.sounded_until, self._place.suspended_since)
            self._sounded_until = min((each for each in times if each is not None), default=None)
        return worked

    def _note_trouble(self, trouble: str) -> None:
        if trouble not in self.troubles:
            self.troubles.append(trouble)

    def _send_wish(
        self, player: PlayerProcess, score: Score, origin: float | str | None, sent: Score | None
    ) -> Score:
        """Send the request, without the score where it is `sent` already; return the score."""
        if origin == WHEN_READY and self.started_at is not None:
            origin = self.started_at
        volume = 0 if self._muted else self._volume
        wish: dict[str, object] = {"gain": gain_of(volume), "origin": origin}
        if score is not sent:
            wish["notes"] = score
        if sent is None and self._sounded_until is not None:
            # What was asked for since then was not lost: it was to begin in the middle.
            wish["lost_since"] = max(self._sounded_until, self._asked_at)
        if touch := self._touch:
            self._touch = ()
            wish["touch"] = (touch[0].file, touch[0].gain)
        player.send(wish)
        return score

    def _is_awaited(self) -> bool:
        """Return whether a first sound is requested but not yet heard."""
        wanted = self._wish is not None and self._wish[1] == WHEN_READY
        return wanted and self.started_at is None and self._state == OPENING

    def _ticks(self) -> Iterator[float]:
        """Yield the time since the last check, at each change of the request and periodically."""
        last = monotonic()
        while True:
            now = monotonic()
            yield now - last
            last = now
            self._changed.wait(HURRY_SECONDS if self._is_awaited() else WATCH_SECONDS)
