"""The kiosk's own loudspeaker: announces calls in a hall without a board.

A machine without sound, or whose cable is pulled, loses its voice and nothing else: what cannot be played is told in
the log once, and numbers, screens and counters never notice, because this runs in a process of its own
(`kiosk speaker`).
"""

import logging
import threading
import time
from collections.abc import Callable, Generator, Sequence
from pathlib import Path

import miniaudio

from kiosk.clock import Clock
from kiosk.config import VoiceSettings
from kiosk.errors import KioskError, SoundError
from kiosk.queue.overview import CallView
from kiosk.voice import sound
from kiosk.voice.clips import Step
from kiosk.voice.files import clip_file, recordings, signed_recordings
from kiosk.voice.turns import Turns, announcement

LOOK_SECONDS = 0.4
TAIL_SECONDS = 0.4  # silence behind the last sample, so that the device's buffer has left the loudspeaker
STALLED_SECONDS = 5.0  # a device that takes so much longer than the sound is broken

_log = logging.getLogger("kiosk.speaker")


class Playing:
    """A sound on its way out."""

    def __init__(self, samples: sound.Samples, backends: Sequence[miniaudio.Backend]) -> None:
        self._ended = threading.Event()
        self._data = sound.as_bytes(samples)
        self._deadline = time.monotonic() + len(samples) / sound.RATE + TAIL_SECONDS + STALLED_SECONDS
        try:
            self._device = miniaudio.PlaybackDevice(
                miniaudio.SampleFormat.SIGNED16, nchannels=1, sample_rate=sound.RATE, backends=list(backends) or None
            )
            feed = self._feed()
            next(feed)
            self._device.start(feed)
        except miniaudio.MiniaudioError as error:
            raise SoundError(problem=str(error)) from error

    def wait(self, seconds: float) -> bool:
        """Wait up to `seconds` for the end; True when it has come, also when the device has stalled."""
        over = self._ended.wait(seconds) or time.monotonic() > self._deadline
        if over:
            self._device.close()
        return over

    def _feed(self) -> Generator[bytes, int]:
        """Hand out 2 bytes a frame, as many frames as asked for, then silence."""
        wanted = yield b""
        at, end = 0, len(self._data) + int(TAIL_SECONDS * sound.RATE) * 2
        while True:
            piece = self._data[at : at + 2 * wanted]
            at += 2 * wanted
            if at >= end:
                self._ended.set()
            wanted = yield piece.ljust(2 * wanted, b"\0")


class Loudspeaker:
    """
    Args:
        backends: miniaudio's, tried in this order; empty: the machine's own.
    """

    def __init__(self, backends: Sequence[miniaudio.Backend] = ()) -> None:
        self._backends = backends

    def start(self, samples: sound.Samples) -> Playing:
        """Start to play and return at once.

        Raises:
            SoundError: there is no device, or it does not take the sound.
        """
        return Playing(samples, self._backends)


class Clips:
    """The clips as samples, those of the first folder that has one; each file is read once while it stays the same."""

    def __init__(self, *folders: Path | None) -> None:
        self._folders = folders
        self._read: dict[tuple[Path, int], sound.Samples] = {}

    def samples(self, clip: str) -> sound.Samples:
        """
        Raises:
            SoundError: the file cannot be understood.
        """
        file = clip_file(clip, *self._folders)
        if file is None:
            raise SoundError(problem=clip)
        try:
            key = file, file.stat().st_mtime_ns
            if key not in self._read:
                decoded = miniaudio.decode_file(str(file), nchannels=1, sample_rate=sound.RATE)
                self._read[key] = sound.from_bytes(decoded.samples.tobytes())
        except (OSError, miniaudio.MiniaudioError) as error:
            raise SoundError(problem=file.name) from error
        return self._read[key]

    def sentence(self, steps: Sequence[Step], volume: int) -> sound.Samples:
        """Return the clips of `steps` joined, at `volume` of 100."""
        return sound.joined([(self.samples(one.clip), one.pause_ms) for one in steps]) * (volume / 100)


class Announcer:
    """Says every call made since this was made, once and in its turn.

    Args:
        calls: returns today's last calls, newest first.
    """

    def __init__(
        self, calls: Callable[[], Sequence[CallView]], clock: Clock, voice: VoiceSettings, home: Path,
        loudspeaker: Loudspeaker,
    ) -> None:  # fmt: skip
        self._calls, self._clock, self._voice, self._loudspeaker = calls, clock, voice, loudspeaker
        self._clips = Clips(recordings(voice.folder, home), signed_recordings(home))
        self._turns = Turns()
        self._following = False
        self._mute = False
        self._hear()

    def run(self, stop: threading.Event) -> None:
        """Listen and speak until told to stop."""
        while not stop.is_set():
            self._hear()
            call = self._turns.next()
            if call is None:
                self._following = False
                stop.wait(LOOK_SECONDS)
            else:
                self._say(call, stop)

    def _hear(self) -> None:
        try:
            self._turns.hear(self._calls(), self._clock.now())
        except KioskError:  # the file cannot be read for a moment
            _log.exception("the calls cannot be read")

    def _say(self, call: CallView, stop: threading.Event) -> None:
        chime = self._voice.chime and not self._following
        try:
            steps = announcement(call, chime=chime, repeat=self._voice.repeat, others_wait=len(self._turns) > 0)
            playing = self._loudspeaker.start(self._clips.sentence(steps, self._voice.volume))
        except (SoundError, ValueError) as error:
            if not self._mute:
                _log.warning("%s", error)
            self._mute = True
            return
        self._mute, self._following = False, True
        while not playing.wait(LOOK_SECONDS) and not stop.is_set():
            self._hear()
