"""Two villagers and their answers, walked through the forms without a screen; a sealed kiosk and the desk's key."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kiosk.config import Settings
from kiosk.forms.definition import Kind
from kiosk.forms.journey import EXIT, REVIEW, Journey
from kiosk.forms.library import Forms, load_forms
from kiosk.forms.submissions import Submissions
from kiosk.people.card import parse_card
from kiosk.store.database import Store
from sync.seal import AgeOpener, AgeSealer, make_identity

TODAY = date(2026, 11, 23)
CARD = "096190000000||Trần Thị Mẫu|15011990|Nữ|Ấp 1, xã Mẫu, tỉnh Cà Mau|01072022"
STORIES = Path(__file__).parent / "stories.json"

Story = dict[str, Any]
Step = Callable[[str, Journey, dict[str, Any]], None]


@pytest.fixture(scope="session")
def forms() -> Forms:
    return load_forms()


@pytest.fixture(scope="session")
def stories() -> dict[str, Story]:
    return json.loads(STORIES.read_text("utf-8"))


@pytest.fixture
def begin(forms: Forms) -> Callable[[str], Journey]:
    """begin("1.001193") is a journey on its first page."""

    def begin(procedure: str) -> Journey:
        form = forms.for_procedure(procedure)
        assert form is not None
        return Journey.begin(form, TODAY)

    return begin


@pytest.fixture
def go(begin: Callable[[str], Journey], stories: dict[str, Story]) -> Callable[..., Journey]:
    """go("1.001193", until="married", parent="mother") walks a story, with changes, up to a page or to the end."""

    def go(procedure: str, until: str = REVIEW, **changes: Any) -> Journey:
        journey, story = begin(procedure), {**stories[procedure], **changes}
        while journey.at != until and journey.at != REVIEW and not journey.at.startswith(EXIT):
            journey = tell(journey, story)
        assert journey.at == until or journey.at.startswith(EXIT), f"the journey never came to {until}"
        return journey

    return go


def tell(journey: Journey, story: Story) -> Journey:
    """Answer the present page as the story says; a page it does not speak of is skipped or left to the clerk."""
    step = journey.current
    assert step is not None
    if step.page in story:
        outcome = journey.answer(story[step.page], accept_doubt=True)
    elif step.question.required:
        outcome = journey.leave_to_staff()
    else:
        outcome = journey.skip()
    assert outcome.problem is None, f"{step.page}: {outcome.problem}"
    assert outcome.journey.at != journey.at, f"{step.page}: not in the story"
    return outcome.journey


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The kiosk's folder of data: what a thief carries away."""
    return tmp_path / "home"


@pytest.fixture
def desk(tmp_path: Path) -> AgeOpener:
    """The desk's key, which never lies on the kiosk."""
    make_identity(tmp_path / "desk" / "desk.key")
    return AgeOpener(tmp_path / "desk" / "desk.key")


@pytest.fixture
def sealer(desk: AgeOpener) -> AgeSealer:
    return AgeSealer([desk.recipient])


@pytest.fixture
def submissions(store: Store, sealer: AgeSealer, settings: Settings, forms: Forms) -> Submissions:
    return Submissions(store, sealer, settings, forms)


@pytest.fixture
def card():
    return parse_card(CARD)


@pytest.fixture
def at_card(go: Callable[..., Journey]) -> Callable[..., Journey]:
    """at_card("1.001193", parent="mother") stands before the first page that asks for a card."""

    def at_card(procedure: str, **changes: Any) -> Journey:
        journey = go(procedure, until="requester_card", **changes)
        assert journey.current is not None
        assert journey.current.question.kind is Kind.ID_CARD
        return journey

    return at_card
