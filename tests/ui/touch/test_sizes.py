"""The interface rules that can be measured, on every screen and every reference size: targets, gaps, type, overlap.

A new screen joins by a line in WALKS: how one taps to it from the one before, or "anew" from home.
"""

from collections.abc import Sequence
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

LOOKUP, SUBMISSION, RESULT = ("anew", "door-lookup"), ("anew", "door-submission"), ("anew", "door-result_scan")
DIGITS = tuple(f"digit-{one}" for one in "2611200005")
BIRTH = ("door-submission", "form-1.001193", "next", "option-self", "option-authorised", "option-none")
TO_DATE = (
    "have-birth_paper", "have-id_card", "have-authorisation", "next", "paper-staff", "paper-staff",
    "key-a", "key-space", "key-b", "next", "option-male",
)  # fmt: skip
TO_COUNT = (
    "staff", "option-home", "option-staff", "skip", "staff", "staff", "staff", "option-kinh", "option-staff",
    "option-no", "option-no", "option-32110", "more",
)  # fmt: skip
# walk -> state -> the steps that lead to it from the state before it; the first begins at home, "anew" goes back there.
WALKS = {
    "lookup": {
        "home": (),
        "lookup": ("door-lookup",),
        "lookup_last": ("page-after", "page-after"),
        "lookup_list": (*LOOKUP, "life-land"),
        "procedure": (*LOOKUP, "life-birth", "procedure-1.001193"),
        "procedure_steps": ("tab-steps",),
        "procedure_cost": (*LOOKUP, "life-certify", "procedure-2.001035", "tab-cost"),
        "procedure_doubtful": (*LOOKUP, "page-after", "life-welfare", "procedure-1.001776", "tab-law"),
    },
    "search": {
        "lookup_search": ("door-lookup", "lookup-search", "key-g", "key-i"),
        "lookup_nothing": ("key-clear", *(f"key-{one}" for one in "zxqw")),
        "lookup_away": ("key-clear", *(f"key-{one}" for one in "visa")),
        "submission_search": (*SUBMISSION, "submission-other", "key-g", "key-i"),
    },
    "submission": {
        "submission": ("door-submission",),
        "submission_last": ("page-after", "page-after"),
        "submission_fees": (*SUBMISSION, "page-after", "form-1.004222"),
        "submission_many_papers": (*SUBMISSION, "page-after", "form-1.001776"),
        "submission_before": (*SUBMISSION, "form-1.001193"),
        "submission_who": ("next",),
        "submission_options": ("option-self",),
        "submission_exit": ("option-mother", "option-abandoned"),
        "submission_saved": ("back", "aside"),
        "submission_card_read": ("anew", *BIRTH, "card"),
    },
    "birth": {
        "submission_card": BIRTH,
        "submission_keys_wrong": ("skip", "next"),
        "submission_keys": ("key-a", "tone-acute"),
        "submission_digits": ("key-space", "key-b", "next"),
        "submission_digits_wrong": ("digit-1", "next"),
        "submission_place": ("staff",),
        "submission_line": ("option-32110",),
        "submission_letters": ("back", "option-province"),
        "submission_list": ("letter-T",),
        "submission_papers": ("back", "back", "back", "option-staff"),
        "submission_papers_wrong": ("next",),
        "submission_date": TO_DATE,
        "submission_date_wrong": ("digit-5", "next"),
        "submission_count": TO_COUNT,
        "submission_delivery": ("next",),
        "submission_post": ("option-post",),
        "submission_consent": ("back", "option-counter"),
        "submission_phone": ("option-yes",),
        "submission_promise": ("back", "option-no"),
        "submission_review": ("next", "edit-parent", "option-mother"),
        "submission_receipt": ("next",) * 5,
    },
    "code": {
        "result_scan": ("door-result_scan",),
        "result_code": ("result-type", "digit-2"),
        "result_code_long": tuple(f"digit-{one}" for one in "611201234567"),
        "result_slip": (*RESULT, "result-type", "kind-slip", "digit-2"),
        "result_letters": (*RESULT, "result-type", "kind-other", "key-H"),
        "result_digits": (*RESULT, "result-type", *DIGITS, "next", "digit-1"),
        "result_digits_wrong": ("digit-2", "digit-3", "digit-5", "next"),
        "result_status": ("notice-understood", "proof-skip"),
    },
    "result": {
        "result": ("scan",),
        "result_whole": ("result-whole",),
        "result_unseen": ("scan H12.34-261120-0099",),
        **{f"result_{status}": (f"scan H12.34-261120-{1000 + status}",) for status in range(1, 11)},
    },
}
EVERYWHERE = [*PLACES, (FINE, "vi")]
PERSONAL = {"submission_card_read": ("Phương",), "submission_line": ("Khánh Bình",), "result": ("0005", "chứng sinh")}
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
def at_home(kiosk_window: KioskWindow, store: Store, clock: SetClock) -> KioskWindow:
    """The window at home, and of results the longest texts that can come."""
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
    return kiosk_window


@pytest.mark.parametrize("walk", WALKS)
def test_every_screen_keeps_the_rules_of_sizes_and_is_read_aloud_without_secrets(
    at_home: KioskWindow, words: Words, walk: str
) -> None:
    wrong: dict[str, dict[str, object]] = {}
    for state, steps in WALKS[walk].items():
        try:
            _go(at_home, steps)
            spoken, here = _spoken(at_home), dict[str, object](broken_anywhere(at_home, words, EVERYWHERE))
        except Exception as error:
            error.add_note(f"On the way to {state}; until then: {wrong or 'all right'}")
            raise
        if len(spoken.split()) <= 2 or any(one in spoken for one in PERSONAL.get(state, ())):
            here["read aloud"] = spoken
        if here:
            wrong[state] = here
    assert wrong == {}


def _go(window: KioskWindow, steps: Sequence[str]) -> None:
    for step in steps:
        if step.startswith("scan"):
            window.read_scan(step.removeprefix("scan").strip() or CODE)
            window.wait_for("result")
            window.settle()
            window.hand.shot()
        elif step == "anew":
            window.touch.navigator.startOver()
            window.open()
        elif step == "card":
            window.read_scan(CARD)
            window.text("card-row-0")
        else:
            window.tap(step)
            window.settle()


def _spoken(screen: KioskWindow) -> str:
    """Return what the listen button reads of this screen."""
    model = screen.touch.navigator.model
    assert model is not None
    return model.spoken(screen.text("question") if screen.hand.find("question") else "")
