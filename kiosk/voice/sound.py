"""Clips as numbers: silence trimmed, all equally loud, no click at the ends; and the chime, drawn here.

Samples are mono floats in -1..1 at `RATE`; a clip is kept as a 16-bit WAV file, which every browser and player knows.
"""

import io
import wave
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float64]

RATE = 22_050
LOUDNESS = 0.16  # root mean square of the loud part of a clip
PEAK = 0.97
_SILENCE = 0.02  # of the clip's own peak
_WINDOW = RATE // 100
_FADE_SECONDS = 0.006


def read_wav(data: bytes) -> Samples:
    """Return the samples of a 16-bit mono WAV file at `RATE`.

    Raises:
        ValueError: another kind of file.
    """
    try:
        with wave.open(io.BytesIO(data)) as file:
            shape = file.getnchannels(), file.getsampwidth(), file.getframerate()
            frames = file.readframes(file.getnframes())
    except (wave.Error, EOFError) as error:
        raise ValueError(str(error)) from error
    if shape != (1, 2, RATE):
        raise ValueError(f"Mono, 2 bytes, {RATE} a second expected, got {shape}.")
    return from_bytes(frames)


def from_bytes(data: bytes) -> Samples:
    """Return 16-bit little-endian frames as samples."""
    return np.frombuffer(data, "<i2").astype(np.float64) / 32768


def as_bytes(samples: Samples) -> bytes:
    """Return `samples` as 16-bit little-endian frames."""
    return (np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes()


def joined(parts: Sequence[tuple[Samples, int]]) -> Samples:
    """Return the clips one after the other, each followed by its ms of silence."""
    whole = [piece for clip, pause_ms in parts for piece in (clip, np.zeros(pause_ms * RATE // 1000))]
    return np.concatenate(whole) if whole else np.zeros(0)


def write_wav(samples: Samples) -> bytes:
    """Return `samples` as a 16-bit mono WAV file."""
    target = io.BytesIO()
    with wave.open(target, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(as_bytes(samples))
    return target.getvalue()


def rms(samples: Samples) -> float:
    """Return how loud `samples` are on average."""
    return float(np.sqrt(np.mean(samples**2))) if len(samples) else 0.0


def trimmed(samples: Samples) -> Samples:
    """Return `samples` without the silence at both ends."""
    loud = np.flatnonzero(np.abs(samples) > _SILENCE * np.max(np.abs(samples), initial=0))
    return samples[loud[0] : loud[-1] + 1] if len(loud) else samples[:0]


def evened(samples: Samples) -> Samples:
    """Return `samples` as loud as every other clip, with ends that do not click."""
    whole = samples[: len(samples) // _WINDOW * _WINDOW]
    windows: Samples = np.sqrt(np.mean(whole.reshape(-1, _WINDOW) ** 2, axis=1))
    loud = rms(windows[windows >= np.median(windows)]) if len(windows) else rms(samples)
    gain = LOUDNESS / loud if loud else 0.0
    return _faded(_limited(samples * gain))


def chime() -> Samples:
    """Return two soft tones, a falling third (E5, C5) as a door bell has, each dying away."""
    first, second = _bell(659.26, 1.1), _bell(523.25, 1.5)
    start = int(0.42 * RATE)
    both = np.zeros(start + len(second))
    both[: len(first)] += first
    both[start:] += second
    return _faded(both / np.max(np.abs(both)) * 0.5)


def _bell(pitch: float, seconds: float) -> Samples:
    time = np.arange(int(seconds * RATE)) / RATE
    tone = np.zeros_like(time)
    for multiple, strength, decay in ((1.0, 1.0, 3.2), (2.0, 0.28, 5.0), (3.01, 0.10, 8.0)):
        tone += strength * np.sin(2 * np.pi * pitch * multiple * time) * np.exp(-decay * time)
    rise = np.minimum(1.0, time / 0.012)
    return tone * rise


def _limited(samples: Samples) -> Samples:
    """Bend peaks that would be cut off; what is below 0.6 stays as it is."""
    knee = 0.6
    size = np.abs(samples)
    bent = knee + (PEAK - knee) * np.tanh((size - knee) / (PEAK - knee))
    return np.where(size > knee, np.sign(samples) * bent, samples)


def _faded(samples: Samples) -> Samples:
    length = min(int(_FADE_SECONDS * RATE), len(samples) // 2)
    ramp = np.linspace(0, 1, length)
    faded = samples.copy()
    faded[:length] *= ramp
    faded[len(faded) - length :] *= ramp[::-1]
    return faded
