"""What pages say about laws that change on a day."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.catalogue.laws import Ended, law_ended
from kiosk.catalogue.notices import Notice, notices_about
from kiosk.catalogue.procedures import Procedure

BIRTH = Procedure("1.001193", "Thủ tục đăng ký khai sinh", field="Hộ tịch")
DAY = "2027-03-01"  # of the Civil-status Law
BEFORE, AFTER = "notice.civil_status.before", "notice.civil_status.after"


@pytest.mark.parametrize(
    ("today", "said"), [("2026-11-28", BEFORE), ("2027-02-28", BEFORE), (DAY, AFTER), ("2028-01-01", AFTER)]
)
def test_a_page_says_what_will_change_and_from_the_day_on_what_changed(today: str, said: str):
    assert notices_about(BIRTH, today) == (said,)


def test_a_version_of_the_new_law_needs_no_notice():
    assert notices_about(replace(BIRTH, valid_from=DAY), DAY) == ()


def test_a_version_older_than_the_new_law_still_needs_it():
    assert notices_about(replace(BIRTH, valid_from="2027-02-28"), DAY) == (AFTER,)


def test_a_procedure_of_another_field_says_nothing():
    assert notices_about(replace(BIRTH, field="Giáo dục"), DAY) == ()


def test_a_notice_may_name_single_procedures_of_other_fields():
    assert notices_about(Procedure("1.012680", "x", field="Giáo dục"), "2026-12-31") == ("notice.half_fees.before",)


@pytest.mark.parametrize(("today", "count"), [("2026-12-31", 1), ("2027-01-01", 0)])
def test_a_notice_is_said_to_its_last_day(lists: Callable[..., Path], today: str, count: int):
    lists(
        "notices.toml",
        "[[notice]]",
        'id = "notice.moon"',
        'fields = ["Hộ tịch"]',
        'day = "2026-06-01"',
        'until = "2026-12-31"',
    )
    assert len(notices_about(BIRTH, today)) == count


def test_a_notice_without_an_end_is_said_for_ever():
    assert Notice("notice.moon", DAY).until > "2999"


@pytest.mark.parametrize(
    ("number", "today", "ended"),
    [
        ("60/2014/QH13", "2027-02-28", None),
        ("60/2014/QH13", DAY, Ended("60/2014/QH13", DAY, "03/2026/QH16")),
        ("03/2026/QH16", DAY, None),
        ("", DAY, None),
    ],
)
def test_a_law_has_ended_from_the_day_on_which_another_replaced_it(number: str, today: str, ended: Ended | None):
    assert law_ended(number, today) == ended
