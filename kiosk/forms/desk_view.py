"""What a clerk sees of a submission: every question with its answer, the papers and what the counter saw of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from kiosk.forms.answers import Answer, State, Value
from kiosk.forms.definition import YEAR_ONLY, Kind, PaperItem, Says
from kiosk.forms.journey import Journey
from kiosk.forms.review import ReviewGroup, in_words, review
from kiosk.forms.submissions import Status
from kiosk.forms.walk import Step

OPEN = "open"  # a question without an answer; else the state of the answer (kiosk.forms.answers)
LEFT_OPEN = (OPEN, State.STAFF_FILLS)


@dataclass(frozen=True, slots=True)
class Option:
    """Something to pick: a choice, or a paper of a checklist."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question as a form field.

    Attributes:
        value: as in kiosk.forms.answers, None where there is none.
        shown: the answer in words, unmasked.
        edit_at: the page to answer in its place, where an earlier page's answer is taken over.
        options: what may be picked; where there are none, it is typed.
        picks: sentences that may be taken before typing.
        line: the label of a place's typed line; "" when picking a commune is all.
    """

    page: str
    kind: str
    label: str
    text: str
    hint: str
    state: str
    shown: str = field(repr=False)
    value: Value | None = field(repr=False)
    required: bool
    edit_at: str
    options: tuple[Option, ...]
    picks: tuple[str, ...]
    low: int
    high: int
    line: str
    year_only: bool


@dataclass(frozen=True, slots=True)
class PaperCheck:
    """What the counter saw of a paper: `state` is have, lack or unneeded."""

    state: str
    originals: int = 0
    copies: int = 0


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper of a checklist.

    Attributes:
        id: of the checklist's page and the paper, "papers.birth_paper".
        text: its text id.
        originals, copies: how many the counter keeps.
        said: "yes" or "no" as the villager ticked it, "" when not asked yet.
        captured: pages of the photograph the villager made; 0 without one.
    """

    id: str
    text: str
    name: str
    originals: int
    copies: int
    said: str = field(repr=False)
    captured: int
    check: PaperCheck | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Opened:
    """A submission as its clerk reads it, in the order and groups of the villager's own check screen.

    Attributes:
        at: the page where the villager stopped; "review" when nothing was left to ask.
        todo: pages without an answer or left to the clerk, in the form's order.
        way_out: the sentences of the exit page where the answers lead to one, else "".
        sheets: which of the forms 01, 02 and 03 were made.
    """

    status: Status
    title: str
    groups: tuple[ReviewGroup, ...]
    at: str
    todo: tuple[str, ...]
    questions: tuple[QuestionView, ...]
    papers: tuple[PaperLine, ...]
    way_out: str
    sheets: tuple[str, ...]


def opened_view(
    status: Status, title: str, journey: Journey, checks: Mapping[str, PaperCheck], sheets: tuple[str, ...], texts: Says
) -> Opened:
    """Return what a clerk reads of `journey`."""
    steps = journey.steps
    questions = tuple(question_view(step, journey, texts) for step in steps)
    end = journey.exit_page
    return Opened(
        status=status,
        title=title,
        groups=review(journey, texts, masked=False),
        at=journey.at,
        todo=tuple(one.page for one in questions if one.state in LEFT_OPEN),
        questions=questions,
        papers=paper_lines(journey, checks, texts),
        way_out=f"{texts.say(end.text)} {texts.say(end.hint)}" if end else "",
        sheets=sheets,
    )


def question_view(step: Step, journey: Journey, texts: Says) -> QuestionView:
    question, answer, shown = step.question, step.answer, step.shown(journey.today)
    text = texts.say(step.text(journey.today))
    return QuestionView(
        page=step.page,
        kind=str(question.kind),
        label=question.review.title(texts) if question.review else text,
        text=text,
        hint=texts.say(question.hint) if question.hint else "",
        state=str(answer.state) if answer else OPEN,
        shown=in_words(step, texts, masked=False),
        value=answer.value if answer else None,
        required=question.required,
        edit_at=step.from_page if question.same_as and not step.asked else step.page,
        options=_options(step, shown, texts),
        picks=tuple(texts.say(one) for one in question.picks),
        low=question.low,
        high=question.high,
        line=texts.say(question.line) if question.line else "",
        year_only=YEAR_ONLY in question.unknown,
    )


def _options(step: Step, shown: frozenset[str], texts: Says) -> tuple[Option, ...]:
    question = step.question
    match question.kind:
        case Kind.YES_NO | Kind.CONSENT:
            return tuple(Option(word, texts.say(f"forms.answer.{word}")) for word in ("yes", "no"))
        case Kind.INFO:
            return (Option("seen", texts.say("desk.seen")),)
        case Kind.DELIVERY:
            return tuple(Option(word, texts.say(f"forms.delivery.{word}")) for word in ("counter", "post"))
        case Kind.SIGNATURE:
            return (Option("at_counter", texts.say("forms.signature.at_counter")),)
        case _:
            choices = [Option(one.value, one.label(texts)) for one in question.choices if one.value in shown]
            return (*choices, *(Option(one.id, texts.say(one.text)) for one in question.items if one.id in shown))


def paper_lines(journey: Journey, checks: Mapping[str, PaperCheck], texts: Says) -> tuple[PaperLine, ...]:
    """Return the papers that the answers so far call for."""
    return tuple(
        _paper_line(step, item, journey, checks, texts)
        for step in journey.steps
        if step.question.kind is Kind.PAPER_CHECKLIST
        for item in step.question.items
        if item.id in step.shown(journey.today)
    )


def _paper_line(
    step: Step, item: PaperItem, journey: Journey, checks: Mapping[str, PaperCheck], texts: Says
) -> PaperLine:
    name = f"{step.page}.{item.id}"
    ticked = step.answer.value if step.answer and isinstance(step.answer.value, dict) else {}
    return PaperLine(
        id=name,
        text=item.text,
        name=texts.say(item.text),
        originals=item.original,
        copies=item.copies,
        said=ticked.get(item.id, ""),
        captured=captured_pages(journey.answers.get(name)),
        check=checks.get(name),
    )


def captured_pages(answer: Answer | None) -> int:
    """Return how many pages the photograph behind `answer` has; 0 when it is none."""
    value = answer.value if answer and answer.state is State.GIVEN else None
    if not isinstance(value, dict) or "blob" not in value:
        return 0
    pages = value.get("pages", "1")
    return int(pages) if pages.isdigit() else 1


def read_checks(sheet: Mapping[str, Any]) -> dict[str, PaperCheck]:
    """Return the checks that `write_checks` wrote."""
    raw = cast("dict[str, dict[str, Any]]", sheet.get("papers", {}))
    return {name: PaperCheck(one["state"], one["originals"], one["copies"]) for name, one in raw.items()}


def write_checks(checks: Mapping[str, PaperCheck]) -> dict[str, Any]:
    return {
        "papers": {
            name: {"state": one.state, "originals": one.originals, "copies": one.copies} for name, one in checks.items()
        }
    }
