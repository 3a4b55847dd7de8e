"""Door 4's first screen, and what is said before a form begins."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.catalogue.guidance import Guidance
from kiosk.catalogue.library import Library
from kiosk.config import Settings
from kiosk.forms.library import Forms
from kiosk.languages import texts
from kiosk.queue.desk import Desk
from kiosk.store.database import Store
from tests.ui.kiosk_window import KioskWindow
from ui.touch.view_models.pages import pages_of
from ui.touch.view_models.submission import by_use
from ui.touch.view_models.submission_before import BeforeFace, describe_before

SAY, TODAY = texts("vi").say, date(2026, 11, 23)


@pytest.fixture
def birth(store: Store, settings: Settings, forms: Forms) -> BeforeFace:
    form = forms.for_procedure("1.001193")
    assert form is not None
    page = Guidance(store, settings, Library(store)).page("1.001193")
    return describe_before(form, page, TODAY, SAY)


def test_the_most_wanted_forms_come_first(forms: Forms) -> None:
    known = forms.newest()[0]
    fifteen = [replace(known, procedure=f"9.{at:06}") for at in range(14)] + [known]
    pages = pages_of(by_use(fifteen, ["1.004873", known.procedure]))
    assert ([len(page) for page in pages], pages[0][0]) == ([6, 6, 3], known)


def test_the_papers_stand_with_their_pictures(birth: BeforeFace) -> None:
    assert [(one.picture, bool(one.when)) for one in birth.papers] == [
        ("submission/birth_paper", False),
        ("submission/id_card", False),
        ("submission/authorisation", True),
    ]


def test_both_cards_of_a_wedding_must_be_there(forms: Forms) -> None:
    form = forms.for_procedure("1.000894")
    assert form is not None
    assert [bool(one.when) for one in describe_before(form, None, TODAY, SAY).papers] == [False, False]


def test_questions_are_counted_in_fives(birth: BeforeFace) -> None:
    assert birth.questions == "Khoảng 30 câu"


def test_what_every_way_costs_alike_is_said_once(birth: BeforeFace) -> None:
    assert (birth.time, [(one.label, one.text) for one in birth.fees]) == ("Trong ngày", [("Lệ phí", "Miễn phí")])


def test_the_fee_of_each_way_is_that_of_the_catalogue(store: Store, settings: Settings, forms: Forms) -> None:
    form = forms.for_procedure("1.004222")
    assert form is not None
    page = Guidance(store, settings, Library(store)).page("1.004222")
    assert [(one.label, one.text) for one in describe_before(form, page, TODAY, SAY).fees] == [
        ("Lệ phí · Tại quầy", "20.000 đồng"),
        ("Lệ phí · Qua mạng", "10.000 đồng"),
    ]


def test_what_the_catalogue_does_not_know_sends_to_a_person(forms: Forms) -> None:
    face = describe_before(forms.newest()[0], None, TODAY, SAY)
    assert (face.time, [one.text for one in face.fees]) == ("Hỏi cán bộ", ["Hỏi cán bộ"])


def test_a_tile_says_first_what_it_takes(kiosk_window: KioskWindow) -> None:
    kiosk_window.open("door-submission", "form-1.001193")
    assert kiosk_window.texts_under("before-questions")[-1] == "Khoảng 30 câu"


def test_a_person_instead_is_one_tap(kiosk_window: KioskWindow, desk: Desk) -> None:
    kiosk_window.open("door-submission", "form-1.001193", "before-number")
    kiosk_window.wait_for("ticket")
    ticket = desk.overview.tickets()[0]
    assert (ticket.service, ticket.procedure, ticket.submission) == ("B", "1.001193", None)


def test_the_page_of_a_procedure_begins_its_form_at_once(kiosk_window: KioskWindow) -> None:
    kiosk_window.open("door-lookup", "life-birth", "procedure-1.001193", "procedure-prepare")
    kiosk_window.wait_for("submission_form")


def test_another_thing_is_searched_for_and_prepared(kiosk_window: KioskWindow) -> None:
    kiosk_window.open("door-submission", "submission-other", "procedure-1.001193")
    assert kiosk_window.screen == "submission_before"


def test_the_next_visitor_finds_the_first_page(kiosk_window: KioskWindow) -> None:
    kiosk_window.open("door-submission", "form-1.001193")
    kiosk_window.touch.navigator.startOver()
    kiosk_window.open("door-submission")
    assert kiosk_window.hand.find("before-questions") is None
