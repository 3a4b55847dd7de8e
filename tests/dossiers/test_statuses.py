"""What each status says to a villager, and on time or late."""

from datetime import date, datetime

import pytest

from kiosk.clock import HALL_ZONE
from kiosk.dossiers.due import timeliness
from kiosk.dossiers.statuses import STATUSES, UNKNOWN, Status, status
from kiosk.languages import texts

TODAY = date(2026, 11, 23)


def at(day: int, hour: int = 10) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=HALL_ZONE)


def test_the_national_list_has_ten_statuses():
    assert [one.code for one in STATUSES] == [str(code) for code in range(1, 11)]


@pytest.mark.parametrize("one", [*STATUSES, UNKNOWN], ids=lambda one: one.code)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_status_has_its_sentence_next_step_and_name(one: Status, language: str):
    ids = {one.sentence_id, one.next_id, one.name_id}
    assert ids <= texts(language).sentences.keys()


@pytest.mark.parametrize("one", [*STATUSES, UNKNOWN], ids=lambda one: one.code)
def test_a_sentence_has_at_most_15_syllables(one: Status):
    assert len(texts("vi").say(one.sentence_id).split()) <= 15


def test_a_status_the_province_invents_later_is_unknown_and_not_guessed():
    assert status("11") is UNKNOWN


def test_ready_and_handed_over_are_two_different_sentences():
    assert texts().say(status("9").sentence_id) != texts().say(status("10").sentence_id)


@pytest.mark.parametrize(
    ("code", "due", "finished", "said"),
    [
        ("9", at(23), at(22), "early"),
        ("9", at(23, 8), at(23, 16), "on_time"),
        ("10", at(20), at(23), "late"),
        ("9", at(20), None, "none"),
        ("4", at(24), None, "running"),
        ("4", at(23, 8), None, "due_today"),
        ("2", at(22), None, "overdue"),
        ("5", at(20), None, "paused"),
        ("6", at(20), None, "paused"),
        ("8", at(20), None, "paused"),
        ("1", at(20), None, "none"),
        ("3", at(20), None, "none"),
        ("7", at(20), None, "none"),
        ("4", None, None, "none"),
        ("11", at(20), None, "none"),
    ],
)
def test_timeliness_is_told_by_date(code: str, due: datetime | None, finished: datetime | None, said: str):
    assert timeliness(status(code), due, finished, TODAY) == said
