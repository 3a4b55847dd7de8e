"""The clips of a call: complete for every ticket and counter, audible, trimmed, equally loud."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.assets import assets
from kiosk.voice import sound
from kiosk.voice.clips import CHIME, CLIPS, call_steps, call_words

FOLDER = assets() / "sounds" / "voice"
TICKETS = st.from_regex(r"[A-Z][0-9]{3,4}", fullmatch=True)


def clip(name: str) -> sound.Samples:
    return sound.read_wav((FOLDER / f"{name}.wav").read_bytes())


def test_a_call_is_said_in_one_sentence():
    assert call_words("B017", 2) == "Mời số bê không một bảy, đến quầy số hai."


def test_a_recall_is_said_as_one():
    assert call_words("B017", 12, recall=True) == "Mời lại số bê không một bảy, đến quầy số mười hai."


def test_the_clips_of_a_call_stand_in_the_order_of_the_sentence():
    steps = [one.clip for one in call_steps("B017", 25)]
    assert steps == ["moi-so", "chu-b", "so-0", "so-1", "so-7", "den-quay-so", "so-20", "so-5-lam"]


def test_letter_and_number_are_set_apart():
    pauses = {one.clip: one.pause_ms for one in call_steps("B017", 2)}
    assert pauses["chu-b"] > pauses["so-0"]


@pytest.mark.parametrize("letter", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
def test_every_number_of_a_letter_at_every_counter_has_clips_that_say_it(letter: str):
    for count in range(1, 1000):
        number, counter = f"{letter}{count:03d}", count % 99 + 1
        said = " ".join(CLIPS[one.clip] for one in call_steps(number, counter))
        assert said == call_words(number, counter)[:-1].replace(",", "").lower()


@given(TICKETS, st.integers(1, 99_999), st.booleans())
def test_the_clips_say_the_sentence_for_any_ticket_and_counter(number: str, counter: int, recall: bool):
    said = " ".join(CLIPS[one.clip] for one in call_steps(number, counter, recall=recall))
    assert said == call_words(number, counter, recall=recall)[:-1].replace(",", "").lower()


@pytest.mark.parametrize("number", ["", "017", "b017", "B17", "BB017", "B٠١٧"])
def test_what_is_no_ticket_is_refused(number: str):
    with pytest.raises(ValueError, match="letter"):
        call_steps(number, 1)


@pytest.mark.parametrize("name", [*CLIPS, CHIME])
def test_a_clip_is_audible(name: str):
    assert sound.rms(clip(name)) > 0.04


@pytest.mark.parametrize("name", CLIPS)
def test_a_clip_starts_and_ends_with_speech(name: str):
    samples = clip(name)
    edge = sound.RATE // 25
    loud = 0.02 * np.max(np.abs(samples))
    assert min(np.max(np.abs(samples[:edge])), np.max(np.abs(samples[-edge:]))) > loud


@pytest.mark.parametrize("name", CLIPS)
def test_no_clip_is_cut_at_the_top(name: str):
    assert np.max(np.abs(clip(name))) <= sound.PEAK


def test_all_clips_are_about_equally_loud():
    loud = [sound.rms(clip(name)) for name in CLIPS]
    assert max(loud) / min(loud) < 10 ** (6 / 20)


def test_no_clip_drags_the_sentence():
    assert max(len(clip(name)) for name in CLIPS) < 1.2 * sound.RATE


def test_nothing_else_lies_among_the_clips():
    assert {one.stem for one in FOLDER.iterdir()} == {*CLIPS, CHIME}


def test_the_whole_set_is_small():
    assert sum(one.stat().st_size for one in FOLDER.iterdir()) < 1_500_000
