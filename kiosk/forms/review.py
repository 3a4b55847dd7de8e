"""The check screen in words: groups and rows, with numbers masked as the form says."""

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.forms.answers import Answer, State
from kiosk.forms.checks import grouped
from kiosk.forms.dates import PartialDate
from kiosk.forms.definition import Kind, Question, Review, Says
from kiosk.forms.journey import Journey
from kiosk.forms.walk import Step
from kiosk.languages import texts as vietnamese
from kiosk.people.card import mask
from kiosk.voice.numbers import number_words


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the check screen. `open` rows still need an answer, `staff` ones are left to the clerk; `masked` ones
    hide a number, `name` ones are a person's name.
    """

    page: str
    label: str
    text: str
    open: bool
    staff: bool = False
    masked: bool = False
    name: bool = False


@dataclass(frozen=True, slots=True)
class ReviewGroup:
    """One heading and its rows."""

    id: str
    title: str
    rows: tuple[Row, ...]


def review(journey: Journey, texts: Says, masked: bool = True) -> tuple[ReviewGroup, ...]:
    """Return the groups in the form's order, without empty ones; a clerk reads them unmasked."""
    groups: list[ReviewGroup] = []
    for group, title in journey.form.groups:
        rows = tuple(
            _row(step, step.question.review, texts, masked)
            for step in journey.steps
            if step.question.review and step.question.review.group == group
        )
        if rows:
            groups.append(ReviewGroup(group, texts.say(title), rows))
    return tuple(groups)


def _row(step: Step, shown: Review, texts: Says, masked: bool) -> Row:
    answer, given = step.answer, step.answer is not None and step.answer.state is State.GIVEN
    return Row(
        step.page,
        shown.title(texts),
        in_words(step, texts, masked),
        open=answer is None,
        staff=answer is not None and answer.state is State.STAFF_FILLS,
        masked=masked and given and shown.mask != "",
        name=given and step.question.kind is Kind.FULL_NAME,
    )


def in_words(step: Step, texts: Says, masked: bool = True) -> str:
    """Return a step's answer as a person reads it."""
    return answer_in_words(step.question, step.answer, texts, masked)


def answer_in_words(question: Question, answer: Answer | None, texts: Says, masked: bool = True) -> str:
    """Return an answer as a person reads it: "15/01/1990", "năm 1990", "•••• •••• 0000"."""
    if answer is None:
        return texts.say("forms.answer.open")
    if question.kind is Kind.PAPER_CAPTURE and answer.state is not State.GIVEN:
        return texts.say("capture.answer.by_staff")
    if answer.state is not State.GIVEN:
        return texts.say(f"forms.answer.{answer.state}")
    match question.kind, answer.value:
        case Kind.DATE_OR_YEAR, str() as written:
            return date_in_words(PartialDate.read(written), texts)
        case ((Kind.YES_NO | Kind.CONSENT), str() as word):
            return texts.say(f"forms.answer.{word}")
        case Kind.CHOICE, str() as value:
            return next((one.label(texts) for one in question.choices if one.value == value), value)
        case ((Kind.DELIVERY | Kind.SIGNATURE), str() as word):
            return texts.say(f"forms.{question.kind}.{word}")
        case Kind.MONEY, int() as amount:
            return texts.say("forms.answer.money", amount=grouped(amount))
        case Kind.WORDS, str() as line:
            return _picked(question, line, texts)
        case Kind.EARLIER, dict() as earlier:
            parts = (earlier["code"], earlier.get("papers", ""), earlier.get("result", ""))
            return "; ".join(one for one in parts if one)
        case Kind.PAPER_CHECKLIST, dict() as ticked:
            return _papers(ticked, texts)
        case Kind.PAPER_CAPTURE, dict() as paper:
            return texts.say("capture.answer.taken", pages=int(paper["pages"]))
        case Kind.PLACE, dict() as place:
            return place["text"]
        case ((Kind.INFO | Kind.ID_CARD), _):
            return texts.say("forms.answer.seen")
        case _, value:
            text = str(value)
            return mask(text) if masked and question.review and question.review.mask else text


def money_in_words(amount: int) -> str:
    """Return an amount as it is said, in Vietnamese: "một triệu năm trăm ngàn đồng"."""
    return f"{number_words(amount)} đồng"


def pick_words(text: str) -> str:
    """Return what is kept of a tapped sentence: forms are Vietnamese, whatever the screen speaks."""
    return vietnamese().say(text)


def _picked(question: Question, line: str, texts: Says) -> str:
    """Return a line in the language of the screen where it was tapped, as it stands where it was typed."""
    return next((texts.say(one) for one in question.picks if pick_words(one) == line), line)


def date_in_words(day: PartialDate, texts: Says) -> str:
    if day.day is not None:
        return f"{day.day:02d}/{day.month:02d}/{day.year}"
    if day.month is not None:
        return texts.say("forms.answer.month", month=day.month, year=day.year)
    return texts.say("forms.answer.year", year=day.year)


def _papers(ticked: Mapping[str, str], texts: Says) -> str:
    have = sum(value in ("yes", "earlier") for value in ticked.values())
    return texts.say("forms.answer.papers", have=have, count=len(ticked))
