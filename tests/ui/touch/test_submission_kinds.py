"""The younger kinds of question on screen: sentences to tap, money, an age, pictures, one more person, who signs."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from kiosk.forms.library import Forms
from kiosk.forms.submissions import Submissions
from sync.seal import AgeOpener
from tests.forms.small_forms import loop, small_form
from tests.ui.kiosk_window import KioskWindow
from tests.ui.ruler import SMALL, UPRIGHT, broken_anywhere
from ui.touch.parts import Parts
from ui.touch.words import Words

HOUSEHOLD = ("spouse", "child", "parent", "grandchild", "head", "sibling", "lodger", "parent_in_law")
PAPERS = (
    "Giấy tờ về quyền sở hữu, quản lý, sử dụng nhà, công trình",
    "Bản vẽ hiện trạng và ảnh chụp hiện trạng, nhà lân cận",
    "Giấy xác nhận của cơ quan, tổ chức, đơn vị nơi người đó đang làm việc, học tập hoặc đang ở, nếu cần",
    "Văn bản ủy quyền có chứng thực, nếu cần",
)  # fmt: skip
ASK = {"unknown": ["ask_staff"]}
FORM = small_form(
    {
        "id": "job", "type": "words", "text": "Bà con làm nghề gì?", **ASK,
        "picks": [f"forms.relation.{one}" for one in ("child", "in_law", "niece_nephew", "authorised")],
    },
    {"id": "money", "type": "money", "text": "Vốn ban đầu bao nhiêu tiền?", "low": 0, "high": 999_999_999_999, **ASK},
    {"id": "born", "type": "date_or_year", "text": "Mẹ sinh ngày nào?", "unknown": ["year_only", "age", "ask_staff"]},
    {
        "id": "event", "type": "choice", "text": "Nhà bà con thuộc diện nào?", **ASK,
        "choices": [
            {"value": one, "text": f"life.{one}", "picture": f"life/{one}"}
            for one in ("birth", "land", "welfare", "certify")
        ],
    },
    {
        "id": "related", "type": "choice", "text": "Là gì của chủ hộ?",
        "choices": [{"value": one, "text": f"forms.household.{one}"} for one in HOUSEHOLD],
    },
    {"id": "name", "type": "full_name", "text": "Họ và tên của con là gì?"},
    {
        "id": "sign", "type": "signature", "text": "Tờ này phải ký tay.",
        "signers": ["forms.relation.father", "forms.relation.mother"],
    },
    {
        "id": "papers", "type": "paper_checklist", "text": "form.generic.papers",
        "items": [{"id": f"p{at}", "text": name} for at, name in enumerate(PAPERS)],
    },
    loops=(loop("people", "name"),),
    title="Giấy thử",
)  # fmt: skip
# state -> the steps that lead to it from the state before it, to the first one from home.
WALK = {
    "picks": ("door-submission", "form-9.999999", "next"),
    "write": ("option-write",),
    "money": ("back", "option-pick:forms.relation.child", *(f"digit-{one}" for one in ("1", "5", "000", "000"))),
    "date": ("next",),
    "age": ("age-only", "digit-7", "digit-0"),
    "pictures": ("next",),
    "long_list": ("option-land", "option-others"),
    "more": ("back", "option-child", "key-a", "key-space", "key-b", "next"),
    "second": ("option-yes",),
    "sign": ("back", "option-no"),
    "papers": ("next",),
}


@pytest.fixture
def parts(parts: Parts, submissions: Submissions) -> Parts:
    """A kiosk whose only form asks one question of each kind."""
    only = Submissions(submissions._store, submissions._sealer, submissions._settings, Forms((FORM,)))  # pyright: ignore[reportPrivateUsage]
    return replace(parts, submissions=only)


@pytest.fixture
def screen(kiosk_window: KioskWindow, walk: Callable[..., None], state: str) -> KioskWindow:
    kiosk_window.open()
    for one, steps in WALK.items():
        walk(*steps)
        if one == state:
            break
    kiosk_window.hand.shot()
    return kiosk_window


def test_every_kind_of_question_keeps_the_rules_of_sizes(
    kiosk_window: KioskWindow, walk: Callable[..., None], words: Words
) -> None:
    kiosk_window.open()
    wrong: dict[str, object] = {}
    for state, steps in WALK.items():
        walk(*steps)
        if broken := broken_anywhere(kiosk_window, words, [(SMALL, "vi"), (UPRIGHT, "vi")]):
            wrong[state] = broken
    assert wrong == {}


@pytest.mark.parametrize(
    ("state", "item", "shown"),
    [
        ("money", "said", "mười lăm triệu đồng"),
        ("age", "said", "Sinh năm 1956"),
        ("second", "question", "Người thứ 2: Họ và tên của con là gì?"),
        ("sign", "signer-0", "Cha"),
    ],
)
def test_what_was_typed_is_shown_in_other_words(screen: KioskWindow, item: str, shown: str) -> None:
    assert screen.text(item) == shown


@pytest.mark.parametrize(("state", "before"), [("write", "option-write"), ("age", "age-only")])
def test_back_inside_a_question_takes_the_shortcut_back(screen: KioskWindow, before: str) -> None:
    screen.tap("back")
    screen.text("question")
    assert screen.hand.find(before) is not None


@pytest.mark.parametrize("state", ["sign"])
def test_what_was_tapped_and_typed_is_what_the_desk_reads(screen: KioskWindow, parts: Parts, opener: AgeOpener) -> None:
    screen.tap("next")
    screen.text("have-p0")
    assert isinstance(parts.submissions, Submissions)
    opened = parts.submissions.open_at_desk("KXA-261123-001-98", opener).journey
    assert {page: one.value for page, one in opened.answers.items()} == {
        "job": "Con", "money": 15000000, "born": "1956", "event": "land", "related": "child", "name": "A B",
        "people#more1": "no", "sign": "at_counter",
    }  # fmt: skip


@pytest.mark.parametrize("state", ["picks"])
def test_the_sentences_to_tap_are_read_aloud(screen: KioskWindow) -> None:
    model = screen.touch.navigator.model
    assert model is not None
    assert "Người được ủy quyền" in model.spoken("")
