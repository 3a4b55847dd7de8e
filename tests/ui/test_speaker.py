"""The kiosk's loudspeaker, played into miniaudio's null device, which takes as long as a real one."""

import logging
import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import miniaudio
import numpy as np
import pytest

from kiosk.clock import HALL_ZONE, SetClock
from kiosk.config import VoiceSettings
from kiosk.errors import SoundError, StoreError
from kiosk.queue.overview import CallView
from kiosk.voice import sound
from kiosk.voice.clips import CLIPS, call_steps
from ui.speaker import Announcer, Clips, Loudspeaker, Playing

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=HALL_ZONE)
NULL = [miniaudio.Backend.NULL]
QUICK = VoiceSettings(chime=False)


class Listener(Loudspeaker):
    """Plays for real, and keeps how long each sound was and whether another still ran."""

    def __init__(self, wanted: int, fails: bool = False) -> None:
        super().__init__(NULL)
        self.lengths: list[int] = []
        self.overlapped = False
        self.done = threading.Event()
        self._last: Playing | None = None
        self._wanted = wanted
        self._fails = fails

    def start(self, samples: sound.Samples) -> Playing:
        self.lengths.append(len(samples))
        self.overlapped |= self._last is not None and not self._last.wait(0)
        if len(self.lengths) == self._wanted:
            self.done.set()
        if self._fails:
            raise SoundError(problem="no device")
        self._last = super().start(samples)
        return self._last


def call(number: int, *, recall: bool = False) -> CallView:
    return CallView(number, f"A{number:03d}", 1, recall, NOW)


@contextmanager
def announcing(
    calls: Callable[[], Sequence[CallView]], listener: Loudspeaker, home: Path, voice: VoiceSettings = QUICK
) -> Generator[None]:
    stop = threading.Event()
    announcer = Announcer(calls, SetClock(NOW), voice, home, listener)
    thread = threading.Thread(target=announcer.run, args=(stop,))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def after_first_look(*calls: CallView) -> Callable[[], Sequence[CallView]]:
    """Nothing at the first look, then `calls` at every look."""
    looks = iter([()])
    return lambda: next(looks, calls)


def length(number: int, *, recall: bool = False) -> int:
    return len(Clips(None).sentence(call_steps(f"A{number:03d}", 1, recall=recall), 80))


def test_a_sound_plays_to_its_end():
    playing = Loudspeaker(NULL).start(np.zeros(sound.RATE // 10))
    assert playing.wait(10)


def test_without_a_device_it_says_so():
    with pytest.raises(SoundError):
        Loudspeaker([miniaudio.Backend.JACK]).start(np.zeros(100))


def test_a_call_is_announced(tmp_path: Path):
    listener = Listener(1)
    with announcing(after_first_look(call(1)), listener, tmp_path):
        assert listener.done.wait(20)
    assert listener.lengths == [length(1)]


def test_two_calls_at_once_are_announced_one_after_the_other(tmp_path: Path):
    listener = Listener(2)
    with announcing(after_first_look(call(2, recall=True), call(1)), listener, tmp_path):
        assert listener.done.wait(30)
    assert (listener.lengths, listener.overlapped) == ([length(1), length(2, recall=True)], False)


def test_what_was_called_before_the_start_is_not_announced(tmp_path: Path):
    looks = iter([[call(1)]])
    listener = Listener(1)
    with announcing(lambda: next(looks, [call(2), call(1)]), listener, tmp_path):
        assert listener.done.wait(20)
    assert listener.lengths == [length(2)]


def test_a_machine_without_sound_is_told_once(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    listener = Listener(2, fails=True)
    with caplog.at_level(logging.WARNING), announcing(after_first_look(call(2), call(1)), listener, tmp_path):
        assert listener.done.wait(20)
    assert [one.name for one in caplog.records] == ["kiosk.speaker"]


def test_a_file_that_cannot_be_read_for_a_moment_costs_nothing(tmp_path: Path):
    looks = 0

    def calls() -> Sequence[CallView]:
        nonlocal looks
        looks += 1
        if looks == 2:
            raise StoreError(problem="locked")
        return [] if looks == 1 else [call(1)]

    listener = Listener(1)
    with announcing(calls, listener, tmp_path):
        assert listener.done.wait(20)
    assert listener.lengths == [length(1)]


def test_after_a_damaged_recording_the_next_call_is_announced(tmp_path: Path):
    (tmp_path / "so-2.wav").write_bytes(b"no sound")
    listener = Listener(1)
    voice = VoiceSettings(chime=False, folder=str(tmp_path))
    with announcing(after_first_look(call(3), call(2)), listener, tmp_path, voice):
        assert listener.done.wait(20)
    assert listener.lengths == [length(3)]


def test_the_volume_makes_a_sentence_quieter():
    clips, steps = Clips(None), call_steps("A001", 1)
    assert sound.rms(clips.sentence(steps, 40)) == pytest.approx(sound.rms(clips.sentence(steps, 80)) / 2)


def test_a_recording_at_another_rate_is_played_at_ours(tmp_path: Path):
    whole = sound.write_wav(np.zeros(sound.RATE))
    (tmp_path / "so-1.wav").write_bytes(whole.replace((22050).to_bytes(4, "little"), (44100).to_bytes(4, "little"), 1))
    assert len(Clips(tmp_path).samples("so-1")) == pytest.approx(sound.RATE / 2, rel=0.01)


@pytest.mark.parametrize("name", CLIPS)
def test_the_player_reads_every_clip(name: str):
    assert len(Clips(None).samples(name)) > 0


def test_a_recording_put_there_later_is_heard(tmp_path: Path):
    clips = Clips(tmp_path)
    ours = len(clips.samples("so-1"))
    (tmp_path / "so-1.wav").write_bytes(sound.write_wav(np.zeros(ours + 500)))
    assert len(clips.samples("so-1")) == ours + 500


def test_a_call_that_waits_longer_than_it_is_fresh_is_announced_when_it_was_heard_in_time(tmp_path: Path):
    clock = SetClock(NOW)
    looks = iter([()])
    listener = Listener(2)

    def calls() -> Sequence[CallView]:
        found = next(looks, [call(2), call(1)])
        if listener.lengths:
            clock.forward(timedelta(seconds=30))
        return found

    stop = threading.Event()
    thread = threading.Thread(target=Announcer(calls, clock, QUICK, tmp_path, listener).run, args=(stop,))
    thread.start()
    heard = listener.done.wait(30)
    stop.set()
    thread.join()
    assert heard
