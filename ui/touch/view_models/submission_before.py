"""Before a form begins: what to have in hand, about how many questions, what it costs each way and how long it takes.

Going to a person instead is offered beside it, as large.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Property, Signal, Slot

from kiosk.catalogue.describe import fees_by_channel, say_time
from kiosk.catalogue.guidance import Page
from kiosk.clock import Clock, hall_day
from kiosk.errors import KioskError
from kiosk.forms.definition import FormDefinition, PaperItem
from kiosk.forms.journey import Journey
from kiosk.forms.library import Forms
from ui.touch.view_models.read_out import sentences
from ui.touch.view_models.screen import ScreenModel, Way
from ui.touch.view_models.submission_faces import published
from ui.touch.words import Say, Words

FindPage = Callable[[str], Page]
ID_CARD = "_card"  # how the id of a paper that is somebody's ID card ends, in every form
ROUNDED_TO = 5  # questions: answers open and close some, so an exact number would be a lie


@dataclass(frozen=True, slots=True)
class NeededFace:
    """A paper to have in hand; `when` says that only some people need it."""

    text: str
    picture: str
    when: str


@dataclass(frozen=True, slots=True)
class ChannelFace:
    label: str
    text: str
    picture: str


@dataclass(frozen=True, slots=True)
class BeforeFace:
    """An empty text is not shown."""

    title: str
    papers: tuple[NeededFace, ...]
    questions: str
    time: str
    fees: tuple[ChannelFace, ...]


def describe_before(form: FormDefinition, page: Page | None, today: date, say: Say) -> BeforeFace:
    """Derive the screen; `page` is what the catalogue says, None where it knows nothing of the procedure."""
    items = [item for question in form.pages for item in question.items]
    papers = {
        item.text: NeededFace(say(item.text), item.picture, say("submission.before.some") if _at_times(item) else "")
        for item in sorted(items, key=_at_times)
    }
    fees = fees_by_channel(page.procedure, say) if page else (("counter", say("procedure.ask")),)
    return BeforeFace(
        title=say(form.title),
        papers=tuple(papers.values()),
        questions=say("submission.before.questions", count=about_questions(form, today)),
        time=(say_time(page.procedure.time_limit, say) if page else "") or say("procedure.ask"),
        fees=_fees(fees, say),
    )


def _fees(fees: Sequence[tuple[str, str]], say: Say) -> tuple[ChannelFace, ...]:
    """Return what each way costs; one line where all cost the same."""
    if len({text for _, text in fees}) == 1:
        return (ChannelFace(say("submission.before.fee_all"), fees[0][1], "channels/fee"),)
    return tuple(
        ChannelFace(say("submission.before.fee", channel=say(f"procedure.channel.{kind}")), text, f"channels/{kind}")
        for kind, text in fees
    )


def _at_times(item: PaperItem) -> bool:
    """Whether only some people need a paper. A card that was read is not asked for again, but it must be there."""
    return item.show_if is not None and not item.id.endswith(ID_CARD)


def about_questions(form: FormDefinition, today: date) -> int:
    """Return about how many questions a villager meets without a card, in steps of five."""
    _, shown_at_first = Journey.begin(form, today).position
    return max(ROUNDED_TO, round(shown_at_first / ROUNDED_TO) * ROUNDED_TO)


class SubmissionBeforeModel(ScreenModel):
    """
    Args:
        find: what the catalogue says of a code, or None where this machine has no catalogue.
        begin: begins the form of a procedure.
        take_number: joins the queue for a procedure: (field, procedure, submission code).
    """

    name = "submission_before"
    file = "screens/SubmissionBeforeScreen.qml"
    changed = Signal()

    def __init__(
        self, words: Words, way: Way, clock: Clock, forms: Forms, find: FindPage | None,
        take_number: Callable[[str, str, str], None],
    ) -> None:  # fmt: skip
        super().__init__(words, way)
        self._clock, self._forms, self._find, self._take_number = clock, forms, find, take_number
        self.begin: Callable[[str], None] = lambda _: None
        self._form: FormDefinition | None = None
        self._page: Page | None = None

    def show(self, procedure: str) -> None:
        """Show what the form of `procedure` takes; where there is none, nothing happens."""
        self._form = self._forms.for_procedure(procedure)
        if self._form is None:
            return
        try:
            self._page = self._find(procedure) if self._find is not None else None
        except KioskError:  # a procedure that the catalogue has not: its form works without
            self._page = None
        self.changed.emit()
        self.way.go(self.name)

    @Property(dict, notify=changed)
    def face(self) -> dict[str, Any]:
        face = self._face()
        return published(face) if face else {}

    def spoken(self, title: str) -> str:
        face = self._face()
        if face is None:
            return title
        papers = (f"{one.text}, {one.when}" if one.when else one.text for one in face.papers)
        fees = (f"{one.label}: {one.text}" for one in face.fees)
        time = f"{self.say('procedure.fact.time')}: {face.time}"
        return sentences(title, self.say("submission.before.papers"), *papers, face.questions, time, *fees)

    @Slot()
    def goOn(self) -> None:
        if self._form is not None:
            self.begin(self._form.procedure)

    @Slot()
    def takeNumber(self) -> None:
        if self._form is not None:
            self._take_number(self._form.field, self._form.procedure, "")

    def wipe(self) -> None:
        self._form = self._page = None
        self.changed.emit()

    def _face(self) -> BeforeFace | None:
        if self._form is None:
            return None
        return describe_before(self._form, self._page, hall_day(self._clock.now()), self.say)
