"""The questions of a form, one a screen: takes keys, taps and cards, and moves when an answer is on disk."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot

from kiosk.catalogue.units import Unit, Units
from kiosk.forms.checks import AT_COUNTER, Problem
from kiosk.forms.definition import Kind
from kiosk.forms.earlier import PROOF, WAITS, EarlierInput
from kiosk.forms.entry import AgeEntry, DateEntry
from kiosk.forms.journey import REVIEW, Journey, Outcome
from kiosk.forms.review import pick_words
from kiosk.keyboard.rules import Typing
from ui.touch.view_models.paper_capture import PaperCapture
from ui.touch.view_models.screen import LooksFor, ScreenModel, TakeBack, Way
from ui.touch.view_models.submission_aloud import read_question
from ui.touch.view_models.submission_card import CardReading
from ui.touch.view_models.submission_earlier import EarlierReading
from ui.touch.view_models.submission_faces import Scene, describe, published
from ui.touch.view_models.submission_input import Input, begin_input, look_for_another, raw
from ui.touch.view_models.submission_visit import SubmissionVisit
from ui.touch.words import Words

TakeNumber = Callable[[str, str, str], None]  # field, procedure, code: joins the queue with this submission


class SubmissionFormModel(ScreenModel):
    """
    Args:
        units: the communes to pick from; `here` is the one this kiosk stands in, offered first.
        take_number: what "take a number" does on an exit page; None hides it.
        typing: how letters become Vietnamese, as the hall has it.
        cards: takes what is held to the reader where a card is asked for.
        earlier: finds what an earlier dossier has to give.
        capture: what goes on where a paper is photographed.
    """

    name = "submission_form"
    file = "screens/SubmissionFormScreen.qml"
    changed = Signal()

    def __init__(
        self, words: Words, way: Way, visit: SubmissionVisit, units: Units, here: Unit | None, take_number: TakeNumber,
        cards: CardReading, earlier: EarlierReading, capture: PaperCapture, typing: Typing,
    ) -> None:  # fmt: skip
        super().__init__(words, way)
        self._cards, self._earlier, self._typing = cards, earlier, typing
        self._visit, self._units, self._here, self._take_number = visit, units, here, take_number
        self._capture = capture
        capture.stageChanged.connect(self.changed)
        capture.done.connect(self._arrive)
        self._given: Input | None = None
        self._given_in: Journey | None = None  # the state of the form that `_given` was typed in

    @Property(dict, notify=changed)
    def face(self) -> dict[str, Any]:
        """The fields of FormFace, or nothing while no form is open."""
        journey = self._visit.journey
        if journey is None or self._given is None:
            return {}
        masked = not self._cards.peek.is_open
        return published(describe(Scene(journey, self._given, self._here, self.words, masked)))

    @Property(str, notify=changed)
    def code(self) -> str:
        return self._visit.code

    @Property(QObject, constant=True)
    def capture(self) -> QObject:
        return self._capture

    @Property(str, notify=changed)
    def later(self) -> str:
        """The words of the quiet way out: save, go on later. Empty where there is none."""
        journey = self._visit.journey
        leaves = journey is not None and journey.exit_page is None and self._visit.can_wait
        return self.say("submission.later") if leaves else ""

    @Slot()
    def saveForLater(self) -> None:
        self.way.go("submission_saved")

    @property
    def takes_keys(self) -> bool:
        journey, given = self._visit.journey, self._given
        return journey is not None and journey.exit_page is None and given is not None and given.is_typed

    def take_key(self, key: str) -> TakeBack:
        before, journey = self._given, self._visit.journey
        self.key(key)

        def take_back() -> None:
            if self._visit.journey is journey and self._given_in is journey:
                self._show(before)

        return take_back

    @property
    def looks_for(self) -> LooksFor:
        """A card, until one was read; a paper, until it is taken; an earlier receipt, then the card that proves it."""
        journey, earlier = self._visit.journey, self._given.earlier if self._given is not None else None
        if earlier is not None:
            return "code" if earlier.stage == WAITS else "card" if earlier.stage == PROOF else ""
        if self._capture.looking:
            return "paper"
        step = journey.current if journey is not None and journey.exit_page is None else None
        if journey is None or step is None or step.question.kind is not Kind.ID_CARD or journey.card_answers():
            return ""
        return "card"

    def spoken(self, title: str) -> str:
        journey = self._visit.journey
        if journey is None or self._given is None:
            return title
        if self._capture.open:
            return self._capture.spoken()
        return read_question(Scene(journey, self._given, self._here, self.words))

    @Slot(str)
    def key(self, key: str) -> None:
        """A letter, a digit, an act of a pad, "more" and "less", or "<paper>=yes"."""
        if self._given is not None:
            self._show(self._given.key(key))

    @Slot(str)
    def box(self, name: str) -> None:
        """Day, month or year was tapped."""
        if self._given is not None and isinstance(self._given.entry, DateEntry):
            self._show(replace(self._given, entry=self._given.entry.at(name)))

    @Slot()
    def yearOnly(self) -> None:
        if self._given is not None and isinstance(self._given.entry, DateEntry):
            self._show(Input(self._given.entry.year_only()))

    @Slot()
    def ageOnly(self) -> None:
        if self._given is not None and isinstance(self._given.entry, DateEntry):
            self._show(Input(AgeEntry()))

    @Slot(str)
    def letter(self, letter: str) -> None:
        if self._given is not None:
            self._show(self._given.at(letter))

    @Slot(int)
    def turn(self, step: int) -> None:
        if self._given is not None:
            self._show(self._given.turn(step))

    @Slot(str)
    def choose(self, option: str) -> None:
        """A button was tapped; its id says what it means (ui.touch.view_models.submission_faces)."""
        verb, _, value = option.partition(":")
        match verb:
            case "value":
                self._answer(value)
            case "offer":
                self._offer(value)
            case "pick":
                self._answer(pick_words(value))
            case "write":
                self._show(self._given.write() if self._given is not None else None)
            case "option":
                self._pick(value)
            case "staff":
                self.leaveToStaff()
            case "type_code":
                self._with_earlier(self._given.earlier.write_code() if self._given and self._given.earlier else None)
            case "kept":
                self.goOn()
            case _:
                self._open(verb)

    @Slot()
    def goOn(self) -> None:
        """The green button: check and go on; on an exit page, take a number."""
        journey = self._visit.journey
        if journey is None or self._given is None:
            return
        if self._given.earlier is not None:
            self._bring_forward(self._given.earlier)
        elif self._capture.open:
            self._capture.goOn()
        elif journey.exit_page is not None:
            self._take_number(journey.form.field, journey.form.procedure, self._visit.code)
        elif journey.card_answers():
            self._move(journey.take_card(all_right=True))
        elif journey.current is not None and journey.current.question.kind is Kind.INFO:
            self._answer("seen")
        elif journey.current is not None and journey.current.question.kind is Kind.SIGNATURE:
            self._answer(AT_COUNTER)
        else:
            self._answer(raw(self._given))

    @Slot()
    def skip(self) -> None:
        """The quiet button beside the green one: pass by, or correct what a card says."""
        journey = self._visit.journey
        if journey is not None:
            self._move(journey.take_card(all_right=False) if journey.card_answers() else journey.skip())

    @Slot()
    def leaveToStaff(self) -> None:
        if self._visit.journey is not None:
            self._move(self._visit.journey.leave_to_staff())

    @Slot()
    def back(self) -> None:
        """One step back: inside the question, to the question before, out of the form."""
        journey = self._visit.journey
        inside = self._given.back() if self._given is not None else None
        if self._capture.back():
            return
        if inside is not None:
            self._show(inside)
        elif journey is None or journey.back() == journey:
            self.way.back()
        else:
            self._visit.journey = journey.back()
            self._arrive()

    def enter(self) -> None:
        """Show the page; what was typed stays when only a scan led away from it for a moment."""
        if self._given is None or self._given_in is not self._visit.journey:
            self._open_page()
        else:
            self._capture.follow()

    def take_scan(self, scan: object) -> bool:
        """Take a card where the form asks for one; anything else is told from a card there, in a sentence."""
        journey = self._visit.journey
        step = journey.current if journey is not None else None
        if self._given is not None and self._given.earlier is not None:
            return self._with_earlier(self._earlier.take(self._given.earlier, scan))
        if journey is None or step is None or step.question.kind is not Kind.ID_CARD:
            return False
        held = self._cards.take(journey, scan)
        if held is journey:
            return self._cards.explain(scan)
        self._visit.journey = held
        self._open_page()
        return True

    @Slot()
    def peek(self) -> None:
        """Show the number of the card for a few seconds."""
        self._cards.peek.open()
        self.changed.emit()

    def take_page(self, seen: object) -> None:
        if self._capture.see(seen):
            self.way.stay()

    def tick(self) -> None:
        self._capture.tick()
        if self._cards.peek.ended():
            self.changed.emit()

    def personCalled(self) -> None:
        """A person was called; counted where it was on a question."""
        if self.way.present() == self.name:
            self._visit.called_help()

    def leave(self) -> None:
        self._cards.peek.close()

    def wipe(self) -> None:
        self._given = self._given_in = None
        self._cards.peek.close()
        self._capture.wipe()
        self._visit.wipe()
        self.changed.emit()

    def _answer(self, value: object) -> None:
        journey, given = self._visit.journey, self._given
        if journey is None or given is None:
            return
        doubted = given.problem is not None and given.problem.soft
        outcome = journey.answer(value, accept_doubt=doubted)
        if outcome.problem is None:
            self._move(outcome)
            return
        self._visit.journey = outcome.journey
        self._show(given.wrong(outcome.problem))

    def _with_earlier(self, earlier: EarlierInput | None, problem: Problem | None = None) -> bool:
        """Show the question of an earlier dossier at another stage; False where there is none."""
        if earlier is None or self._given is None:
            return False
        self._show(Input(self._given.entry, earlier=earlier, problem=problem))
        return True

    def _bring_forward(self, earlier: EarlierInput) -> None:
        """Go on with an earlier dossier; what the line answers after the question was left is not shown."""
        if earlier.found is not None:
            self._answer(earlier.found.value())
            return
        journey = self._visit.journey

        def show(now: EarlierInput, problem: Problem | None) -> None:
            if self._given_in is journey and self._given is not None and self._given.earlier is not None:
                self._with_earlier(now, problem)

        self._earlier.go_on(earlier, show)

    def _offer(self, page: str) -> None:
        step = self._visit.journey.current if self._visit.journey else None
        answer = step.known.get(page) if step else None
        if answer is not None:
            self._answer(answer.value)

    def _pick(self, value: str) -> None:
        """A name out of a list: a place goes on inside the question, anything else is the answer."""
        given = self._given
        if given is None or given.place is None:
            self._answer(value)
            return
        picked = given.place.pick(value)
        if picked.complete and not picked.needs_line:
            self._answer(picked.place)
        else:
            self._show(Input(given.entry, picked))

    def _open(self, list_name: str) -> None:
        """Open a long list: all choices, the communes of this province, or the provinces."""
        given, journey = self._given, self._visit.journey
        step = journey.current if journey is not None else None
        if given is None or journey is None or step is None:
            return
        if given.place is None:
            self._show(look_for_another(given, step, self.words, journey.today))
        elif list_name == "province" and self._here is not None:
            self._show(Input(given.entry, given.place.pick_province(self._here.province.code)))
        else:
            self._show(Input(given.entry, given.place.elsewhere()))

    def _move(self, outcome: Outcome) -> None:
        if outcome.changed:
            self._visit.keep(outcome, self._arrive)

    def _arrive(self) -> None:
        """Show where the journey stands now."""
        if self._visit.journey is not None and self._visit.journey.at == REVIEW:
            self.way.go("submission_review")
        else:
            self._open_page()

    def _open_page(self) -> None:
        journey: Journey | None = self._visit.journey
        self._capture.follow()
        given = begin_input(journey, self._units, self._typing) if journey is not None else None
        step = journey.current if journey is not None else None
        if given is not None and step is not None and step.question.kind is Kind.EARLIER:
            given = replace(given, earlier=self._earlier.begin())
        self._show(given)

    def _show(self, given: Input | None) -> None:
        self._cards.peek.close()
        self._given, self._given_in = given, self._visit.journey
        self.changed.emit()
