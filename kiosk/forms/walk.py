"""Which questions stand before a villager, given the answers so far: computed anew each time, from first to last.

A condition sees only answers of pages that are shown themselves and come earlier, so a hidden answer decides nothing
and no two pages can chase each other for ever.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kiosk.forms.answers import VILLAGER, Answer, State
from kiosk.forms.conditions import holds
from kiosk.forms.definition import FormDefinition, Question


@dataclass(frozen=True, slots=True)
class Step:
    """One question on the way. `asked` is False where a card or an earlier page has answered it already; then
    `from_page` is the page that did.
    """

    question: Question
    answer: Answer | None
    asked: bool
    known: Mapping[str, Answer]  # what the pages before it say
    from_page: str = ""

    @property
    def page(self) -> str:
        return self.question.id

    def text(self, today: date) -> str:
        """Return the text id of the question as it is asked now."""
        wordings = self.question.text_when
        return next((one.text for one in wordings if holds(one.condition, self.known, today)), self.question.text)

    def shown(self, today: date) -> frozenset[str]:
        """Return the choices or papers of this question that show now."""
        parts = [(one.value, one.show_if) for one in self.question.choices]
        parts += [(one.id, one.show_if) for one in self.question.items]
        return frozenset(name for name, condition in parts if holds(condition, self.known, today))


def walk(form: FormDefinition, answers: Mapping[str, Answer], today: date) -> Iterator[Step]:
    """Yield the steps in order; the last one is where the form ends or where a way out begins."""
    known: dict[str, Answer] = {}
    for question in form.pages:
        if not holds(question.show_if, known, today):
            continue
        step = _step(question, answers, dict(known), today)
        yield step
        if step.answer is not None:
            known[question.id] = step.answer
        if way_out(step, today) is not None:
            return
        yield from _captures(step, answers, today)


def way_out(step: Step, today: date) -> str | None:
    """Return the exit page this step's answer leads to, or None."""
    if step.answer is None:
        return None
    known = {**step.known, step.page: step.answer}
    return next((way.to for way in step.question.exits if holds(way.condition, known, today)), None)


def _captures(checklist: Step, answers: Mapping[str, Answer], today: date) -> Iterator[Step]:
    """Yield the pages that photograph the papers ticked as being there. No condition looks at them."""
    ticked = checklist.answer.value if checklist.answer is not None else None
    if not isinstance(ticked, dict):
        return
    there = {item for item in checklist.shown(today) if ticked.get(item) == "yes"}
    for question in checklist.question.captures:
        if question.id.removeprefix(f"{checklist.page}.") in there:
            yield Step(question, answers.get(question.id), True, checklist.known)


def _step(question: Question, answers: Mapping[str, Answer], known: dict[str, Answer], today: date) -> Step:
    for source in question.same_as:
        if source.page in known and holds(source.condition, known, today):
            found = known[source.page]
            return Step(question, Answer(found.value, found.state, source.page), False, known, source.page)
    own = answers.get(question.id)
    if own is None or own.source == VILLAGER:
        return Step(question, own, True, known)
    if _still_on_card(question, own, known, today):
        return Step(question, own, False, known, own.source)
    return Step(question, None, True, known)


def _still_on_card(question: Question, own: Answer, known: dict[str, Answer], today: date) -> bool:
    """Say whether what a card once answered is still this page's answer: the card was not withdrawn, and the form
    still takes this page from it (the reader may have turned from mother to father since).
    """
    card = known.get(own.source)
    return (
        card is not None
        and card.state is State.GIVEN
        and any(one.page == own.source and holds(one.condition, known, today) for one in question.prefill)
    )
