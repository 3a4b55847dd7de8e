"""Drawn camera frames, a few of each kind: what the engine reads more than the best single library, and what it must
never read. `kiosk bench --only scanning` has the whole set.
"""

import pytest
import zxingcpp

from kiosk.commands.bench.frames import CONDITIONS, KINDS, TUNED, Frame, draw_frame
from kiosk.commands.bench.frames.contents import qr_modules
from kiosk.scanning.decode import read_codes


def frames(*conditions: str) -> list[Frame]:
    return [draw_frame(kind, one, (TUNED, 0)) for one in CONDITIONS if one in conditions for kind in KINDS]


def test_steps_read_frames_that_the_best_single_reader_does_not():
    drawn = frames("rotation", "uneven light", "thermal", "blur")
    alone = sum(one.text in {code.text for code in zxingcpp.read_barcodes(one.picture)} for one in drawn)
    read = [(one.text, [code.text for code in read_codes(one.picture)]) for one in drawn]
    assert sum(text in texts for text, texts in read) >= max(alone + 2, len(drawn) - 1)
    assert [pair for pair in read if set(pair[1]) - {pair[0]}] == []


@pytest.mark.parametrize("at", range(4))
def test_a_paper_without_a_code_says_nothing(at: int):
    assert read_codes(draw_frame("no code", CONDITIONS[at], (TUNED, at)).picture) == []


def test_a_set_is_the_same_each_time():
    first, again = (draw_frame("card QR", "mix", (TUNED, 3)) for _ in range(2))
    assert first.text == again.text
    assert (first.picture == again.picture).all()


def test_cards_are_as_large_as_real_ones():
    texts = [draw_frame("card QR", "clean", (TUNED, at)).text for at in range(3)]
    assert all(49 <= len(qr_modules(text or "")) <= 57 for text in texts)
