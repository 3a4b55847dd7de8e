"""The order of screens of one form, without any screen: where am I, what happens when I answer, go back, correct.

A Journey never changes; every move returns the next one. The screen shows `current`, and keeps what `changed` says
before it shows the next. Rules of the road:
- "continue" checks one answer and goes on, or stays with one problem; the second failure on a page offers the clerk
- "back" never loses an answer; an answer hidden by a change of mind is kept, and dropped only by `final_answers`
- "Sửa" on the check screen returns to the check screen, by way of any question the change has opened
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from kiosk.forms.answers import LEFT_TO_STAFF, SKIPPED, Answer, State, Value
from kiosk.forms.checks import Problem, check, doubt
from kiosk.forms.conditions import holds
from kiosk.forms.definition import ExitPage, FormDefinition, Kind
from kiosk.forms.walk import Step, walk, way_out

REVIEW = "review"
EXIT = "exit:"  # + id of the exit page
FAILURES_BEFORE_HELP = 2

Card = Mapping[str, Value]  # field of a card -> the value an answer would have


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a move led to. `changed` are the answers to keep before `journey` is shown."""

    journey: "Journey"
    problem: Problem | None = None
    changed: Mapping[str, Answer] = field(default_factory=dict[str, Answer])


@dataclass(frozen=True, slots=True)
class Journey:
    """Where a villager stands. `at` is a page id, REVIEW, or EXIT + id of an exit page."""

    form: FormDefinition
    today: date
    answers: Mapping[str, Answer]
    at: str
    editing: bool = False
    failures: Mapping[str, int] = field(default_factory=dict[str, int])
    cards: Mapping[str, Card] = field(default_factory=dict[str, Card], repr=False)  # of this sitting, never stored
    _walked: list[tuple[Step, ...]] = field(
        init=False, repr=False, compare=False, default_factory=list[tuple[Step, ...]]
    )  # `steps`, once somebody has asked: a screen asks for them many times

    @classmethod
    def begin(cls, form: FormDefinition, today: date) -> "Journey":
        return cls(form, today, {}, form.pages[0].id)

    @classmethod
    def resume(cls, form: FormDefinition, answers: Mapping[str, Answer], at: str, today: date) -> "Journey":
        """Return the journey at `at`; where that page no longer shows, at the first one without an answer."""
        journey = cls(form, today, dict(answers), at)
        if at == REVIEW or at in {step.page for step in journey.steps}:
            return journey
        end = way_out(journey.steps[-1], today)
        return replace(journey, at=f"{EXIT}{end}" if end else journey._first_open() or REVIEW)

    @property
    def steps(self) -> tuple[Step, ...]:
        if not self._walked:
            self._walked.append(tuple(walk(self.form, self.answers, self.today)))
        return self._walked[0]

    @property
    def current(self) -> Step | None:
        """The question now, or None on the check screen and on an exit page."""
        return next((step for step in self.steps if step.page == self.at), None)

    @property
    def exit_page(self) -> ExitPage | None:
        return self.form.exit_page(self.at.removeprefix(EXIT)) if self.at.startswith(EXIT) else None

    @property
    def position(self) -> tuple[int, int]:
        """Return n and m of "question n / m"; m may move as answers open and close questions."""
        pages = [step.page for step in self.steps if step.asked or step.page == self.at]
        return (pages.index(self.at) + 1 if self.at in pages else len(pages)), len(pages)

    @property
    def offers_staff(self) -> bool:
        """Whether "leave it to the clerk" is offered here: the form allows it, or this page failed twice."""
        step = self.current
        return step is not None and (
            step.question.may_be_left_to_staff or self.failures.get(self.at, 0) >= FAILURES_BEFORE_HELP
        )

    def suggestion(self) -> Value | None:
        """Return what to show as already filled in: the earlier answer, else what a card of this sitting says."""
        step = self.current
        if step is None:
            return None
        if step.answer is not None:
            return step.answer.value
        return self._card_value(step)

    def answer(self, raw: Any, accept_doubt: bool = False) -> Outcome:
        """Check `raw` as the answer to the current question and go on.

        Args:
            raw: as in kiosk.forms.answers, or as typed.
            accept_doubt: the villager has seen the soft problem and says it is so.
        """
        step = self.current
        if step is None:
            return Outcome(self)
        found = check(step.question, raw, self.today, step.shown(self.today))
        if isinstance(found, Problem):
            return self._failed(step, found)
        problem = self._rule_against(step, found, accept_doubt)
        if problem is not None:
            return Outcome(self, problem) if problem.soft else self._failed(step, problem)
        return self._go_on(step, {step.page: Answer(found)})

    def hold(self, raw: Any) -> Outcome:
        """Keep `raw` as the answer to the current question and stay: a paper's first pages, before the next one."""
        step = self.current
        if step is None:
            return Outcome(self)
        found = check(step.question, raw, self.today, step.shown(self.today))
        if isinstance(found, Problem):
            return self._failed(step, found)
        changed = {step.page: Answer(found)}
        return Outcome(replace(self, answers={**self.answers, **changed}), changed=changed)

    def leave_to_staff(self) -> Outcome:
        """Leave the current question to the clerk; no effect where that is not offered."""
        step = self.current
        return self._go_on(step, {step.page: LEFT_TO_STAFF}) if step and self.offers_staff else Outcome(self)

    def skip(self) -> Outcome:
        """Pass by the current question; no effect where the form insists on an answer."""
        step = self.current
        return self._go_on(step, {step.page: SKIPPED}) if step and not step.question.required else Outcome(self)

    def read_card(self, card: Card) -> "Journey":
        """Hold what a card says, to be shown; it answers nothing until `take_card`."""
        step = self.current
        if step is None or step.question.kind is not Kind.ID_CARD:
            return self
        return replace(self, cards={**self.cards, step.page: card})

    def card_answers(self) -> dict[str, Answer]:
        """Return the answers the card read at this page would give, in the order of the form; what does not pass
        the checks of its page is left out and asked.
        """
        return {
            step.page: Answer(value, source=self.at)
            for step, _, value in self._card_speaks()
            if not isinstance(value, Problem)
        }

    def card_left_out(self) -> dict[str, Value]:
        """Return what the card read at this page says to pages that must be asked all the same."""
        return {step.page: said for step, said, value in self._card_speaks() if isinstance(value, Problem)}

    def _card_speaks(self) -> Iterator[tuple[Step, Value, Value | Problem]]:
        """Yield the steps the card read at this page speaks of: what it says, and what the step's check makes of it."""
        card = self.cards.get(self.at)
        if card is None:
            return
        used = replace(self, answers={**self.answers, self.at: Answer("used")})
        for step in used.steps:
            name = used._card_field(step, self.at)
            if name in card:
                yield step, card[name], check(step.question, card[name], self.today, step.shown(self.today))

    def take_card(self, all_right: bool) -> Outcome:
        """Go on with the card that was read: its answers count at once, or (Sửa) are asked one by one, filled in."""
        step = self.current
        if step is None or self.at not in self.cards:
            return Outcome(self)
        given = self.card_answers() if all_right else {}
        return self._go_on(step, {step.page: Answer("used"), **given})

    def back(self) -> "Journey":
        """Return to the question before, or to the check screen when correcting; the first page stays."""
        steps = self.steps
        if self.at.startswith(EXIT):
            return replace(self, at=steps[-1].page)
        if self.editing:
            return replace(self, at=REVIEW, editing=False)
        here = len(steps) if self.at == REVIEW else [step.page for step in steps].index(self.at)
        before = [step.page for step in steps[:here] if step.asked]
        return replace(self, at=before[-1]) if before else self

    def edit(self, page: str) -> "Journey":
        """Go from the check screen to `page`, or to the page that answers it; back to the check screen afterwards."""
        found = next((step for step in self.steps if step.page == page), None)
        if self.at != REVIEW or found is None:
            return self
        asked_at = found.from_page if found.question.same_as and not found.asked else page
        return replace(self, at=asked_at or page, editing=True)

    def unfinished(self) -> tuple[str, Problem | None] | None:
        """Return the first page that keeps this from being sent, with the rule it breaks if it is that; else None."""
        for step in self.steps:
            if step.answer is None:
                return step.page, None
            problem = _broken(step, step.answer, self.today, "error")
            if problem:
                return step.page, problem
            if way_out(step, self.today):
                return step.page, None
        return None

    def final_answers(self) -> dict[str, Answer]:
        """Return what is sent: the answers of the questions that show, and no others."""
        return {step.page: step.answer for step in self.steps if step.answer is not None}

    def _go_on(self, step: Step, changed: dict[str, Answer]) -> Outcome:
        failures = {page: count for page, count in self.failures.items() if page != step.page}
        moved = replace(self, answers={**self.answers, **changed}, failures=failures)
        end = way_out(moved.steps[-1], self.today)
        if end and moved.steps[-1].page == step.page:
            moved = replace(moved, at=f"{EXIT}{end}")
        else:
            at = moved._first_open() if self.editing else moved._after(step.page)
            end_here = f"{EXIT}{end}" if end else REVIEW  # an answer from a card may lead out too
            moved = replace(moved, at=at or end_here, editing=self.editing and at is not None)
        return Outcome(moved, changed=changed)

    def _after(self, page: str) -> str | None:
        pages = [step.page for step in self.steps if step.asked or step.page == page]
        behind = pages[pages.index(page) + 1 :]
        return behind[0] if behind else self._first_open()

    def _first_open(self) -> str | None:
        return next((step.page for step in self.steps if step.answer is None), None)

    def _failed(self, step: Step, problem: Problem) -> Outcome:
        count = self.failures.get(step.page, 0) + 1
        return Outcome(replace(self, failures={**self.failures, step.page: count}), problem)

    def _rule_against(self, step: Step, value: Value, accept_doubt: bool) -> Problem | None:
        error = _broken(step, Answer(value), self.today, "error")
        if error or accept_doubt:
            return error
        return doubt(step.question, value) or _broken(step, Answer(value), self.today, "warning")

    def _card_value(self, step: Step) -> Value | None:
        for page, card in self.cards.items():
            name = self._card_field(step, page)
            if name in card:
                return card[name]
        return None

    def _card_field(self, step: Step, card_page: str) -> str:
        """Return the field of the card read at `card_page` that fills this step now; "" when none does."""
        for source in step.question.prefill:
            if source.page == card_page and holds(source.condition, step.known, self.today):
                return source.field
        return ""


def _broken(step: Step, answer: Answer, today: date, kind: str) -> Problem | None:
    """Return what the first rule of this kind says against `answer`, or None."""
    if answer.state is not State.GIVEN:
        return None
    known = {**step.known, step.page: answer}
    for rule in step.question.rules:
        if rule.kind == kind and holds(rule.condition, known, today):
            return Problem(rule.text, soft=kind == "warning")
    return None
