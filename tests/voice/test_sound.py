"""Making clips: trimmed, evened, without clicks."""

import numpy as np
import pytest

from kiosk.voice import sound


def tone(seconds: float, size: float) -> sound.Samples:
    return size * np.sin(np.arange(int(seconds * sound.RATE)) / 12)


def test_silence_at_both_ends_is_taken_away():
    quiet = np.zeros(sound.RATE)
    clip = sound.trimmed(np.concatenate([quiet, tone(0.5, 0.4), quiet]))
    assert len(clip) == pytest.approx(0.5 * sound.RATE, rel=0.01)


def test_silence_alone_leaves_nothing():
    assert len(sound.trimmed(np.zeros(100))) == 0


@pytest.mark.parametrize("size", [0.01, 0.3, 0.9])
def test_a_quiet_clip_and_a_loud_one_become_equally_loud(size: float):
    assert sound.rms(sound.evened(tone(0.5, size))) == pytest.approx(sound.LOUDNESS, rel=0.05)


def test_a_peak_is_bent_and_not_cut():
    clip = tone(0.5, 0.05)
    clip[5000] = 1.0
    assert np.max(sound.evened(clip)) < sound.PEAK


def test_a_clip_starts_and_ends_at_rest():
    clip = sound.evened(np.full(sound.RATE, 0.2))
    assert (clip[0], clip[-1]) == (0, 0)


def test_an_empty_clip_stays_empty():
    assert len(sound.evened(np.zeros(0))) == 0


def test_a_file_gives_back_what_was_written():
    samples = tone(0.2, 0.5)
    assert np.max(np.abs(sound.read_wav(sound.write_wav(samples)) - samples)) < 1e-3


@pytest.mark.parametrize("data", [b"", b"RIFF", b"ID3" + bytes(100)])
def test_another_kind_of_file_is_refused(data: bytes):
    with pytest.raises(ValueError):
        sound.read_wav(data)


def test_the_chime_starts_softly_and_dies_away():
    chime = sound.chime()
    first, last = sound.rms(chime[:80]), sound.rms(chime[-2000:])
    assert (first < 0.05, last < 0.01, sound.rms(chime) > 0.04) == (True, True, True)
