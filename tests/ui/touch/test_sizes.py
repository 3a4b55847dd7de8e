"""The interface rules that can be measured, on every screen and every reference size: targets, gaps, type, overlap.

A new screen joins by a line in STATES: how one taps to it from home.
"""

from dataclasses import replace

import pytest

from kiosk.clock import SetClock
from kiosk.config import Settings
from kiosk.dossiers.secret import holder_proof, lookup_secret
from kiosk.dossiers.told import StatusChange, apply_status
from kiosk.store.database import Store
from tests.ui.kiosk_window import KioskWindow
from tests.ui.ruler import FINE, PLACES, broken_anywhere
from ui.read_aloud import ReadAloud
from ui.touch.parts import Parts
from ui.touch.words import Words

BIRTH = ("door-submission", "form-1.001193", "next")
BIRTH_CARD = (*BIRTH, "option-self", "option-authorised", "option-none")
BIRTH_NUMBER = (*BIRTH_CARD, "skip", "key-a", "key-space", "key-b", "next")
BIRTH_HOME = (*BIRTH_NUMBER, "staff")
BIRTH_PAPERS = (*BIRTH_HOME, "option-staff")
BIRTH_NAME = (
    *BIRTH_PAPERS,
    "have-birth_paper",
    "have-id_card",
    "have-authorisation",
    "next",
    "paper-staff",
    "paper-staff",
)
BIRTH_DATE = (*BIRTH_NAME, "key-a", "key-space", "key-b", "next", "option-male")
BIRTH_CONSENT = (
    *BIRTH_DATE, "staff", "option-home", "option-staff", "skip", "staff", "staff", "staff",
    "option-kinh", "option-staff", "option-no", "option-no", "option-32110", "more", "next", "option-counter",
)  # fmt: skip
BIRTH_REVIEW = (*BIRTH_CONSENT, "option-no", "next", "edit-parent")
RESULT_DIGITS = ("door-result_scan", "result-type", *(f"digit-{one}" for one in "2611200005"), "next")
STATES = {
    "home": (),
    "lookup": ("door-lookup",),
    "lookup_last": ("door-lookup", "page-after", "page-after"),
    "lookup_list": ("door-lookup", "life-land"),
    "lookup_search": ("door-lookup", "lookup-search", "key-g", "key-i"),
    "lookup_nothing": ("door-lookup", "lookup-search", *(f"key-{one}" for one in "zxqw")),
    "lookup_away": ("door-lookup", "lookup-search", *(f"key-{one}" for one in "visa")),
    "procedure": ("door-lookup", "life-birth", "procedure-1.001193"),
    "procedure_steps": ("door-lookup", "life-birth", "procedure-1.001193", "tab-steps"),
    "procedure_cost": ("door-lookup", "life-certify", "procedure-2.001035", "tab-cost"),
    "procedure_doubtful": ("door-lookup", "page-after", "life-welfare", "procedure-1.001776", "tab-law"),
    "submission": ("door-submission",),
    "submission_search": ("door-submission", "submission-other", "key-g", "key-i"),
    "submission_before": ("door-submission", "form-1.001193"),
    "submission_options": (*BIRTH, "option-self"),
    "submission_papers": BIRTH_PAPERS,
    "submission_papers_wrong": (*BIRTH_PAPERS, "next"),
    "submission_card": BIRTH_CARD,
    "submission_card_read": (*BIRTH_CARD, "card"),
    "submission_keys": (*BIRTH_CARD, "skip", "key-a", "tone-acute"),
    "submission_keys_wrong": (*BIRTH_CARD, "skip", "next"),
    "submission_digits": BIRTH_NUMBER,
    "submission_digits_wrong": (*BIRTH_NUMBER, "digit-1", "next"),
    "submission_place": BIRTH_HOME,
    "submission_line": (*BIRTH_HOME, "option-32110"),
    "submission_letters": (*BIRTH_HOME, "option-province"),
    "submission_list": (*BIRTH_HOME, "option-province", "letter-T"),
    "submission_date": BIRTH_DATE,
    "submission_date_wrong": (*BIRTH_DATE, "digit-5", "next"),
    "submission_consent": BIRTH_CONSENT,
    "submission_review": (*BIRTH_REVIEW, "option-mother"),
    "submission_last": ("door-submission", "page-after", "page-after"),
    "submission_fees": ("door-submission", "page-after", "form-1.004222"),
    "submission_many_papers": ("door-submission", "page-after", "form-1.001776"),
    "submission_who": BIRTH,
    "submission_saved": (*BIRTH, "option-self", "aside"),
    "submission_count": BIRTH_CONSENT[:-2],
    "submission_delivery": BIRTH_CONSENT[:-1],
    "submission_post": (*BIRTH_CONSENT[:-1], "option-post"),
    "submission_phone": (*BIRTH_CONSENT, "option-yes"),
    "submission_promise": (*BIRTH_CONSENT, "option-no"),
    "submission_receipt": (*BIRTH_CONSENT, "option-no", *("next",) * 6),
    "submission_exit": (*BIRTH, "option-self", "option-mother", "option-abandoned"),
    "result_scan": ("door-result_scan",),
    "result_code": ("door-result_scan", "result-type", "digit-2"),
    "result_code_long": ("door-result_scan", "result-type", *(f"digit-{one}" for one in "2611201234567")),
    "result_slip": ("door-result_scan", "result-type", "kind-slip", "digit-2"),
    "result_letters": ("door-result_scan", "result-type", "kind-other", "key-H"),
    "result_digits": (*RESULT_DIGITS, "digit-1"),
    "result_digits_wrong": (*RESULT_DIGITS, "digit-1", "digit-2", "digit-3", "digit-5", "next"),
    "result_status": (*RESULT_DIGITS, "proof-skip"),
    "result_unseen": ("scan H12.34-261120-0099",),
    "result_whole": ("scan", "result-whole"),
    "result": ("scan",),
    **{f"result_{status}": (f"scan H12.34-261120-{1000 + status}",) for status in range(1, 11)},
}
CODE = "H12.34-261120-0005"
HOME = "Ấp Kinh Hãng, xã Khánh Bình Tây Bắc, huyện Trần Văn Thời, tỉnh Cà Mau"
CARD = f"096190000000||Nguyễn Thị Hoàng Phương Mẫu|15011990|Nữ|{HOME}|01072022"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, hall=replace(settings.hall, phone="0290 3830 123"))


@pytest.fixture
def parts(parts: Parts) -> Parts:
    """With a voice, so that its button is measured too."""
    return replace(parts, aloud=ReadAloud(program="true"))


@pytest.fixture
def screen(kiosk_window: KioskWindow, store: Store, clock: SetClock, state: str) -> KioskWindow:
    """The window at the state, with the longest texts that can come."""
    with store.act() as act:
        secret, proof = lookup_secret(store.file.parent), holder_proof(CODE, "1234")
        note = (
            "Giấy chứng sinh bản chính; bản sao căn cước của cha và mẹ; giấy xác nhận nơi cư trú của người mẹ; ảnh 3x4."
        )
        told = StatusChange(CODE, "5", 1, due=clock.now(), note=note, procedure="1.001193", holder_proof=proof)
        apply_status(act, secret, told)
        for status in range(1, 11):
            code = f"H12.34-261120-{1000 + status}"
            apply_status(act, secret, replace(told, code=code, status=str(status), note=note[:40]))
    kiosk_window.open()
    kiosk_window.text("listen")
    for step in STATES[state]:
        if step.startswith("scan"):
            kiosk_window.read_scan(step.removeprefix("scan").strip() or CODE)
            kiosk_window.wait_for("result")
            kiosk_window.hand.shot()
        elif step == "card":
            kiosk_window.read_scan(CARD)
            kiosk_window.text("card-row-0")
        else:
            kiosk_window.tap(step)
            kiosk_window.settle()
    return kiosk_window


@pytest.mark.parametrize("state", STATES)
def test_a_screen_keeps_the_rules_of_sizes_and_can_be_read_aloud(screen: KioskWindow, words: Words) -> None:
    assert len(_spoken(screen).split()) > 2
    assert broken_anywhere(screen, words, [*PLACES, (FINE, "vi")]) == {}


@pytest.mark.parametrize(
    ("state", "personal"),
    [
        ("submission_card_read", "Phương"),
        ("submission_line", "Khánh Bình"),
        ("result", "0005"),
        ("result", "chứng sinh"),
    ],
)
def test_nothing_personal_is_read_aloud(screen: KioskWindow, personal: str) -> None:
    assert personal not in _spoken(screen)


def _spoken(screen: KioskWindow) -> str:
    """Return what the listen button reads of this screen."""
    model = screen.touch.navigator.model
    assert model is not None
    return model.spoken(screen.text("question") if screen.hand.find("question") else "")
