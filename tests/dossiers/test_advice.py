"""Whom to ask about a dossier, at which desk, and the slip of what it lacks."""

from dataclasses import replace
from datetime import datetime

import pytest

from kiosk.catalogue.guidance import Guidance
from kiosk.catalogue.library import Library
from kiosk.catalogue.local import set_facts
from kiosk.clock import HALL_ZONE
from kiosk.config import Settings
from kiosk.dossiers.advice import ResultAdvice
from kiosk.dossiers.results import KnownResult
from kiosk.dossiers.statuses import status
from kiosk.languages import texts
from kiosk.store import journal
from kiosk.store.database import Store

BIRTH, CODE = "1.001193", "H12.34-261120-0007"
AT = datetime(2026, 11, 23, 8, 0, tzinfo=HALL_ZONE)


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, hall=replace(settings.hall, phone="0290 3830 123"))


@pytest.fixture
def advice(store: Store, settings: Settings) -> ResultAdvice:
    return ResultAdvice(store, settings, Guidance(store, settings, Library(store)))


def lacking(note: str) -> KnownResult:
    return KnownResult(CODE, status("5"), BIRTH, None, None, "paused", note, AT)


def printed(store: Store) -> str:
    return "\n".join(str(row["paper"]) for row in store.rows("SELECT paper FROM print_job"))


def test_a_procedure_leads_to_its_desk(advice: ResultAdvice, settings: Settings):
    about = advice.about(BIRTH)
    assert (about.procedure, about.service) == ("Đăng ký khai sinh", settings.service_for_field("Hộ tịch").letter)


def test_the_official_in_charge_is_named_where_the_hall_has_one(
    advice: ResultAdvice, store: Store, settings: Settings
):  # fmt: skip
    set_facts(store, settings, BIRTH, {"official": "Bà Mẫu", "phone": "0912 345 678"}, "chi")
    about = advice.about(BIRTH)
    assert (about.official, about.phone) == ("Bà Mẫu", "0912 345 678")


@pytest.mark.parametrize("procedure", [None, "9.999999"])
def test_without_a_known_procedure_the_hall_itself_is_asked(advice: ResultAdvice, procedure: str | None):
    about = advice.about(procedure)
    assert (about.procedure, about.phone, about.counters) == ("", "0290 3830 123", ())


def test_the_slip_lists_what_is_missing(advice: ResultAdvice, store: Store):
    advice.print_missing("a", lacking("Giấy chứng sinh; căn cước của mẹ"))
    assert all(one in printed(store) for one in ("Giấy chứng sinh", "Căn cước của mẹ", "Đăng ký khai sinh"))


def test_the_slip_says_to_whom_it_belongs_nowhere(advice: ResultAdvice, store: Store):
    advice.print_missing("a", lacking("Giấy chứng sinh"))
    entries = "".join(f"{one.kind}{one.subject}{one.body}" for one in journal.entries(store.db))
    assert CODE not in printed(store) + entries


def test_the_same_wish_prints_one_slip(advice: ResultAdvice, store: Store):
    first, again = (advice.print_missing("a", lacking("Giấy chứng sinh")) for _ in range(2))
    assert first == again
    assert len(store.rows("SELECT id FROM print_job")) == 1


def test_the_slip_is_printed_in_the_villagers_language(advice: ResultAdvice, store: Store):
    advice.print_missing("a", lacking("Giấy chứng sinh"), "en")
    assert texts("en").say("papers.missing.name") in printed(store)


def test_a_slip_that_was_asked_for_waits_for_the_printer(advice: ResultAdvice):
    assert advice.print_state(advice.print_missing("a", lacking("Giấy chứng sinh"))) == "waiting"
