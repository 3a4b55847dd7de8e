"""Papers on their way through the database, and copies of them."""

from datetime import datetime

import pytest

from kiosk.clock import HALL_ZONE
from kiosk.errors import PrintError
from kiosk.papers.paper import Bars, Beside, Pair, Paper, Qr, Rule, Ruler, Space, Text, Tick
from kiosk.papers.reprint import as_copy, reprint
from kiosk.papers.test_page import trial_page, vietnamese_letters
from kiosk.store import journal, print_jobs
from kiosk.store.database import Store

EVERY_BLOCK = (
    Text("Ế", 3.0, True, "right", True), Pair("a", "b"), Rule(dashed=True), Space(1.5), Tick("x", mark="1."),
    Qr("KXA", dots=3), Bars("KXA", mm=8.0), Ruler(), Beside((Text("Ế"), Text("Ẫ")), Qr("KXA", dots=3)),
)  # fmt: skip
LATER = datetime(2026, 11, 23, 9, 30, tzinfo=HALL_ZONE)


def test_every_kind_of_block_survives_the_way_through_json():
    paper = Paper("test", EVERY_BLOCK)
    assert Paper.from_json(paper.as_json()) == paper


def test_a_copy_is_marked_before_anything_else():
    first = as_copy(Paper("test", EVERY_BLOCK), LATER).blocks[0]
    assert isinstance(first, Text)
    assert (first.text, first.inverse) == ("IN LẠI", True)


def test_a_copy_of_a_copy_carries_the_mark_once():
    paper = Paper("test", EVERY_BLOCK)
    assert as_copy(as_copy(paper, LATER), LATER) == as_copy(paper, LATER)


def test_a_copy_says_when_it_was_made():
    texts = [one.text for one in as_copy(Paper("test", ()), LATER).blocks if isinstance(one, Text)]
    assert "09:30 ngày 23/11/2026" in texts[1]


def test_a_reprint_is_a_waiting_job_of_the_same_kind(store: Store):
    with store.act() as act:
        first = act.print("ticket", "B017", Paper("test", EVERY_BLOCK).as_json())
        again = reprint(act, first)
    job = print_jobs.get(store.db, again)
    assert job is not None
    assert (job.kind, job.subject, job.state) == ("ticket", "B017", "waiting")


def test_a_reprint_leaves_a_journal_entry(store: Store):
    with store.act() as act:
        reprint(act, act.print("ticket", "B017", Paper("test", ()).as_json()))
    assert [one.kind for one in journal.entries(store.db)] == ["paper.again"]


def test_a_job_nobody_knows_cannot_be_printed_again(store: Store):
    with pytest.raises(PrintError), store.act() as act:
        reprint(act, "unknown")


def test_the_test_page_has_every_vowel_in_every_tone():
    assert len(set(vietnamese_letters().replace(" ", ""))) == 12 * 6 + 1


def test_the_test_page_tells_the_width_the_settings_give_the_paper():
    page = trial_page(hall="x", printed_at=LATER, dots=384, version="0.1.0")
    assert "384 chấm, 48 mm" in [one.text for one in page.blocks if isinstance(one, Text)]
