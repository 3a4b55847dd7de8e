"""A procedure without a form of its own, begun at door 4 like any other."""

from dataclasses import replace

import pytest

from kiosk.catalogue.fold import fold
from kiosk.catalogue.library import Library
from kiosk.config import Settings
from kiosk.forms.library import load_forms
from kiosk.forms.made import all_forms
from kiosk.forms.submissions import Submissions
from kiosk.store.database import Store
from sync.seal import AgeOpener, AgeSealer
from tests.ui.kiosk_window import KioskWindow
from tests.ui.ruler import SMALL, UPRIGHT, broken_rules
from ui.touch.parts import Parts

WORDS = 4  # of its name, enough to find it


@pytest.fixture
def parts(parts: Parts, store: Store, settings: Settings, opener: AgeOpener) -> Parts:
    forms = all_forms(store, Library(store).procedure)
    return replace(parts, submissions=Submissions(store, AgeSealer([opener.recipient]), settings, forms))


@pytest.fixture
def code(store: Store) -> str:
    """An everyday procedure for which nobody wrote a form, with papers to bring."""
    library, own = Library(store), {form.procedure for form in load_forms().definitions}
    wanted = (one.code for one in library.everyday() if one.code not in own)
    return next(one for one in wanted if any(paper.form is None for paper in library.procedure(one).documents))


@pytest.fixture
def begun(kiosk_window: KioskWindow, code: str, store: Store) -> KioskWindow:
    words = fold(Library(store).procedure(code).short_name).split()[:WORDS]
    typed = [f"key-{'space' if letter == ' ' else letter}" for letter in " ".join(words)]
    kiosk_window.open("door-submission", "submission-other", *typed, f"procedure-{code}", "next")
    kiosk_window.wait_for("submission_form")
    return kiosk_window


def test_it_is_found_and_begun(begun: KioskWindow, code: str, parts: Parts, opener: AgeOpener) -> None:
    assert isinstance(parts.submissions, Submissions)
    journey = parts.submissions.open_at_desk("KXA-261123-001-98", opener).journey
    assert (journey.form.procedure, journey.at) == (code, "for_whom")


@pytest.mark.parametrize("size", [UPRIGHT, SMALL], ids=lambda one: str(one[0]))
def test_its_papers_fit_the_screen(begun: KioskWindow, size: tuple[int, int]) -> None:
    for name in ("option-self", "skip", "key-a", "key-space", "key-b", "next", "staff", "option-staff"):
        begun.tap(name)
        begun.settle()
    assert begun.text("question") == "Bà con có những giấy này chưa?"
    begun.hand.shot()
    assert broken_rules(begun, size) == {}
