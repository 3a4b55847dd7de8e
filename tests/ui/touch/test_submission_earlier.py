"""An earlier dossier brought forward on the screen: its receipt, its proof, its papers, each refusal in a sentence."""

from dataclasses import replace

import pytest

from kiosk.clock import SetClock
from kiosk.config import Settings
from kiosk.dossiers.named import NamedPaper, NamedPapers
from kiosk.dossiers.secret import holder_proof, lookup_secret
from kiosk.dossiers.told import StatusChange, apply_status
from kiosk.forms.library import Forms
from kiosk.forms.submissions import Submissions
from kiosk.store.database import Store
from sync.seal import AgeOpener, AgeSealer
from tests.forms.small_forms import small_form
from tests.ui.kiosk_window import KioskWindow
from tests.ui.ruler import broken_anywhere
from ui.touch.parts import Parts
from ui.touch.words import Words

CODE = "H12.34-261120-0005"
CARD = "096190004321||Trần Thị Mẫu|15011990|Nữ|Ấp 1, xã Mẫu, tỉnh Cà Mau|01072022"
PAPERS = NamedPapers((NamedPaper("Giấy chứng sinh", "GT01", 1),), (NamedPaper("Giấy khai sinh", "KQ01", 1),))
FORM = small_form(
    {
        "id": "earlier", "type": "earlier", "text": "form.earlier", "hint": "form.earlier.hint", "required": False,
        "review": {"group": "all", "label": "form.earlier.short"},
    },
    {
        "id": "papers", "type": "paper_checklist", "text": "form.birth.papers",
        "items": [
            {"id": "birth_paper", "text": "form.birth.papers.birth_paper", "picture": "submission/birth_paper"},
            {"id": "id_card", "text": "form.common.papers.id_card", "picture": "submission/id_card"},
        ],
    },
    title="form.birth.title",
)  # fmt: skip
BEGIN = ("door-submission", "form-9.999999", "next")
PROOF = tuple(f"digit-{one}" for one in "4321")


@pytest.fixture
def submissions(store: Store, settings: Settings, opener: AgeOpener) -> Submissions:
    return Submissions(store, AgeSealer([opener.recipient]), settings, Forms((FORM,)))


@pytest.fixture
def parts(parts: Parts, store: Store, clock: SetClock) -> Parts:
    with store.act() as act:
        told = StatusChange(CODE, "9", 1, due=clock.now(), holder_proof=holder_proof(CODE, "4321"), papers=PAPERS)
        apply_status(act, lookup_secret(store.file.parent), told)
        unproved = replace(told, code="H12.34-261120-0006", holder_proof=None)
        apply_status(act, lookup_secret(store.file.parent), unproved)
    return parts


def taps(window: KioskWindow, *names: str) -> None:
    for name in names:
        window.settle()
        window.tap(name)
    window.settle()


@pytest.fixture
def proved(kiosk_window: KioskWindow) -> KioskWindow:
    """The receipt was scanned and the digits typed."""
    kiosk_window.tap("attract")
    taps(kiosk_window, *BEGIN)
    kiosk_window.read_scan(CODE)
    taps(kiosk_window, *PROOF, "next")
    return kiosk_window


def test_a_receipt_in_hand_is_proved_and_shows_its_papers(proved: KioskWindow) -> None:
    assert [proved.text(f"card-row-{at}") for at in range(3)] == [CODE, "Giấy chứng sinh", "Giấy khai sinh"]


def test_what_it_holds_need_not_be_brought(proved: KioskWindow) -> None:
    taps(proved, "next")
    assert proved.text("held-birth_paper") == f"Đã nộp ở hồ sơ {CODE}"
    assert proved.hand.find("held-id_card") is None


def test_the_desk_reads_the_reference(proved: KioskWindow, submissions: Submissions, opener: AgeOpener) -> None:
    taps(proved, "next", "have-id_card", "next")
    code = submissions.of_day()[0].code
    answers = submissions.open_at_desk(code, opener).journey.answers
    assert answers["earlier"].value == {"code": CODE, "papers": "Giấy chứng sinh", "result": "Giấy khai sinh"}
    assert answers["papers"].value == {"birth_paper": "earlier", "id_card": "yes"}


def test_the_code_may_be_typed_and_the_card_may_prove_it(kiosk_window: KioskWindow) -> None:
    kiosk_window.tap("attract")
    taps(kiosk_window, *BEGIN, "type-code", *(f"digit-{one}" for one in "2611200005"), "next")
    kiosk_window.read_scan(CARD)
    taps(kiosk_window, "next")
    assert kiosk_window.text("card-row-1") == "Giấy chứng sinh"


@pytest.mark.parametrize(
    ("code", "digits", "said"),
    [
        (CODE, "0000", "chưa khớp"),
        (CODE, "43", "đủ bốn số"),
        ("H12.34-261120-0006", "4321", "không lấy ra"),
        ("H12.34-261120-0099", "4321", "chưa hỏi được tỉnh"),
    ],
)
def test_each_refusal_is_a_sentence_at_its_place(kiosk_window: KioskWindow, code: str, digits: str, said: str) -> None:
    kiosk_window.tap("attract")
    taps(kiosk_window, *BEGIN)
    kiosk_window.read_scan(code)
    taps(kiosk_window, *(f"digit-{one}" for one in digits), "next")
    assert said in kiosk_window.texts_under("problem")[0]


def test_who_never_handed_in_anything_passes_by_with_one_tap(kiosk_window: KioskWindow) -> None:
    kiosk_window.tap("attract")
    taps(kiosk_window, *BEGIN, "skip")
    assert kiosk_window.hand.find("have-birth_paper") is not None


def test_its_screens_keep_the_rules_of_sizes(kiosk_window: KioskWindow, words: Words) -> None:
    kiosk_window.open()
    taps(kiosk_window, *BEGIN)
    broken = {"waits": broken_anywhere(kiosk_window, words)}
    taps(kiosk_window, "type-code", "digit-2")
    broken["code"] = broken_anywhere(kiosk_window, words)
    taps(kiosk_window, "back")
    kiosk_window.read_scan(CODE)
    kiosk_window.settle()
    broken["proof"] = broken_anywhere(kiosk_window, words)
    taps(kiosk_window, *PROOF, "next")
    broken["found"] = broken_anywhere(kiosk_window, words)
    taps(kiosk_window, "next")
    broken["held"] = broken_anywhere(kiosk_window, words)
    assert {state: by for state, by in broken.items() if by} == {}
