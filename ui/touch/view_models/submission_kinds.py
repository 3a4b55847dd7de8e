"""The faces of the younger kinds of question: sentences to tap, money, an age, who signs, pictures, one more person."""

from dataclasses import dataclass
from datetime import date

from kiosk.forms.checks import DELIVERIES
from kiosk.forms.definition import Choice, Kind, Question, Says
from kiosk.forms.entry import AgeEntry, MoneyEntry
from kiosk.forms.loops import is_loop_question
from kiosk.forms.review import money_in_words, pick_words

Pair = tuple[str, str]  # a value and the text id of its button

FIXED: dict[Kind, tuple[Pair, ...]] = {
    Kind.YES_NO: (("yes", "forms.answer.yes"), ("no", "forms.answer.no")),
    Kind.CONSENT: (("yes", "submission.agree"), ("no", "submission.decline")),
    Kind.DELIVERY: tuple((one, f"forms.delivery.{one}") for one in DELIVERIES),
}
MOST_PICTURES = 6


@dataclass(frozen=True, slots=True)
class PickFace:
    """A sentence to tap before anything is typed."""

    id: str
    text: str
    chosen: bool


def picks(question: Question, typed: str, words: Says) -> tuple[PickFace, ...]:
    return tuple(PickFace(one, words.say(one), pick_words(one) == typed) for one in question.picks)


def said_age(entry: AgeEntry, today: date, words: Says) -> str:
    """Return the year an age stands for, to be seen while it is typed."""
    year = entry.year(today)
    return words.say("forms.age.year", year=year) if year is not None else ""


def said_money(entry: MoneyEntry, words: Says) -> str:
    """Return the amount in words under its digits: a nought too many is heard before it is seen."""
    if not entry.digits:
        return ""
    amount = int(entry.digits)
    return words.say("forms.money.said", words=money_in_words(amount))


def are_pictures(choices: tuple[Choice, ...]) -> bool:
    """Say whether these choices are shown as pictures: each has one, and they fit one screen."""
    return 0 < len(choices) <= MOST_PICTURES and all(one.picture for one in choices)


def in_round(question: Question, asked: str, words: Says) -> str:
    """Return what is asked, with whom it is about from the second one on: the pages of all rounds look alike."""
    if question.round < 2 or is_loop_question(question):
        return asked
    return words.say("forms.loop.now", which=words.say(question.round_label), round=question.round, asked=asked)


def so_far(question: Question, words: Says) -> str:
    """Return how many were written down before "one more?"."""
    if question.round < 2 or not is_loop_question(question):
        return ""
    return words.say("forms.loop.so_far", count=question.round - 1)


def signers(question: Question, words: Says) -> tuple[str, ...]:
    return tuple(words.say(one) for one in question.signers)
