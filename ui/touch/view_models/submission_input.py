"""What is going on inside one question, as a plain value: what is typed or picked, and what was wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from kiosk.catalogue.units import Units
from kiosk.forms.checks import Problem
from kiosk.forms.definition import Kind, Question, Says
from kiosk.forms.earlier import HELD, EarlierInput, held_papers
from kiosk.forms.entry import AgeEntry, DateEntry, DigitsEntry, Entry, TextEntry, TicksEntry, begin_entry
from kiosk.forms.journey import Journey
from kiosk.forms.picking import LINE, ListPicking, Option, PlacePicking, begin_place
from kiosk.forms.walk import Step
from kiosk.keyboard.rules import Typing

FEW = 7  # more choices than this are found by their first letter
FIRST_OF_MANY = 4  # and these are offered at once: the most common stand first in the list
SHOWN, BEHIND = "shown", "behind"  # where the sentences of a line stand: on the screen, or behind the keys


@dataclass(frozen=True, slots=True)
class Input:
    """The state of the present page.

    Attributes:
        place: only on a page that asks for a place. `names`: only while a name is looked for in a long list.
        earlier: only on a page that asks for an earlier dossier.
        picks: SHOWN, BEHIND, or "" where the question has no sentences to tap.
    """

    entry: Entry
    place: PlacePicking | None = None
    names: ListPicking | None = None
    problem: Problem | None = None
    picks: str = ""
    earlier: EarlierInput | None = None

    def key(self, key: str) -> "Input":
        """Return the input after a key; what was wrong is not said any longer."""
        if self.earlier is not None:
            return Input(self.entry, earlier=self.earlier.key(key))
        if self.place is not None:
            return Input(self.entry, self.place.key(key))
        return Input(self.entry.key(key), picks=self.picks)

    def write(self) -> "Input":
        """Return the input with the keys in place of the sentences to tap."""
        return Input(self.entry, picks=BEHIND)

    def wrong(self, problem: Problem | None) -> "Input":
        return replace(self, problem=problem)

    def at(self, letter: str) -> "Input":
        """Return the input with the names that begin with `letter`."""
        if self.place is not None and self.place.names is not None:
            return replace(self, place=self.place.with_names(self.place.names.at(letter)))
        return replace(self, names=self.names.at(letter)) if self.names is not None else self

    def turn(self, step: int) -> "Input":
        """Return the input on another page of the names."""
        if self.place is not None and self.place.names is not None:
            return replace(self, place=self.place.with_names(self.place.names.turn(step)))
        return replace(self, names=self.names.turn(step)) if self.names is not None else self

    def back(self) -> "Input | None":
        """Return one step back inside the question, or None when the question itself is to be left."""
        if self.earlier is not None:
            at = self.earlier.back()
            return Input(self.entry, earlier=at) if at is not None else None
        if self.place is not None:
            before = self.place.back()
            return Input(self.entry, before) if before is not None else None
        if self.picks == BEHIND:
            return Input(self.entry, picks=SHOWN)
        if isinstance(self.entry, AgeEntry):
            return Input(DateEntry())
        if self.names is None or self.names.whole:
            return Input(self.entry) if self.names is not None else None
        return Input(self.entry, names=self.names.at("") if self.names.letter else None)

    @property
    def is_typed(self) -> bool:
        """Whether keys mean anything now."""
        if self.place is not None:
            return self.place.stage == LINE
        return (
            self.names is None and self.picks != SHOWN and isinstance(self.entry, TextEntry | DigitsEntry | DateEntry)
        )

    @property
    def looking(self) -> ListPicking | None:
        """The long list that is being looked through now."""
        return self.place.names if self.place is not None else self.names


def begin_input(journey: Journey, units: Units, typing: Typing) -> Input:
    """Return the input the present page opens with."""
    step = journey.current
    if step is None:
        return Input(Entry())
    known = journey.suggestion()
    if step.question.kind is Kind.PAPER_CHECKLIST and known is None:
        return Input(TicksEntry(tuple((paper, HELD) for paper in sorted(held_papers(step, _pages(journey))))))
    if step.question.kind is Kind.PLACE:
        place = begin_place(units, bool(step.question.line), known if isinstance(known, dict) else None, typing)
        return Input(Entry(), place)
    return Input(begin_entry(step.question, known, typing), picks=SHOWN if step.question.picks else "")


def _pages(journey: Journey) -> dict[str, Question]:
    return {one.page: one.question for one in journey.steps}


def look_for_another(given: Input, step: Step, words: Says, today: date) -> Input:
    """Return the input with all choices of the page to look through: names by their first letter, other lists in the
    order they were written in.
    """
    shown = step.shown(today)
    choices = [one for one in step.question.choices if one.value in shown]
    options = tuple(Option(one.value, one.label(words), one.label(words)) for one in choices)
    return Input(given.entry, names=ListPicking(options, whole=not all(one.name for one in choices)))


def raw(given: Input) -> object:
    """Return what `Journey.answer` takes."""
    place: Mapping[str, str] | None = given.place.place if given.place is not None else None
    return place if place is not None else given.entry.raw
