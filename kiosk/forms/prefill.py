"""What an ID card says, as answers: only what the form asks for, shown before it counts, gone with the visit.

The address on a card is older than the communes of today. Where it can mean only one of them, that one is filled in and
the words of the card stay in the line; where it may mean several, the form asks which, with these in front.
"""

from kiosk.forms.answers import VILLAGER, State, Value
from kiosk.forms.dates import PartialDate
from kiosk.forms.definition import Kind
from kiosk.forms.journey import Journey
from kiosk.people.address import Addresses, Candidate, Reading
from kiosk.people.card import Card, doubts

MOST_NEAR = 4  # communes offered for an uncertain address; more would only be guesses
DOUBT = "doubt"  # beside the fields: the text id of what is odd about the card
WRITTEN, NEAR = "written", "near"  # of a place: the words on the card, and the codes of the communes it may mean


def prefill(journey: Journey, card: Card, addresses: Addresses | None = None) -> Journey:
    """Return the journey holding `card`, for "Đúng" or "Sửa"; unchanged where the current page is not for a card."""
    odd = doubts(card, journey.today)
    held = card_values(card, addresses)
    return journey.read_card({**held, DOUBT: f"submission.card.doubt.{odd[0]}"} if odd else held)


def card_values(card: Card, addresses: Addresses | None = None) -> dict[str, Value]:
    """Return the fields a form may take (kiosk.forms.lint.CARD_FIELDS); what is missing on the card is left out.

    The old number and the date of issue are left out too: no form here asks for them.
    """
    values: dict[str, Value | None] = {
        "full_name": card.name or None,
        "number": card.number,
        "birth": str(PartialDate(card.birth.year, card.birth.month, card.birth.day)) if card.birth else None,
        "sex": card.sex,
        "address": _place(card.address, addresses) if card.address else None,
    }
    return {name: value for name, value in values.items() if value is not None}


def used_before(journey: Journey) -> str:
    """Return the text id of the group of another person who has the number of the card read here, "" for none."""
    held = journey.cards.get(journey.at)
    if held is None:
        return ""
    cards = {step.page for step in journey.steps if step.question.kind is Kind.ID_CARD} - {journey.at}
    titles = dict(journey.form.groups)
    for step in journey.steps:
        answer, review = step.answer, step.question.review
        if step.question.kind is not Kind.CITIZEN_ID or answer is None or answer.state is not State.GIVEN:
            continue
        if answer.value == held.get("number") and answer.source in {VILLAGER, *cards} and review is not None:
            return titles[review.group]
    return ""


def typed_place(line: str, addresses: Addresses) -> dict[str, str]:
    """Return a typed address with today's commune where it can mean only one; else as it was typed."""
    if addresses.read(line).certainty != "certain":
        return {"text": line}
    return {name: value for name, value in _place(line, addresses).items() if name != WRITTEN}


def _place(line: str, addresses: Addresses | None) -> dict[str, str]:
    """Return where a card says that somebody lives; what no commune of today fits stays as it is written."""
    reading = addresses.read(line) if addresses is not None else Reading(line, "none")
    if reading.certainty == "none":
        return {"text": line}
    place = {"line": _line(reading), WRITTEN: line}
    if reading.certainty != "certain":
        codes = [one.unit.code for one in reading.candidates]
        return {**place, NEAR: " ".join(codes) if len(codes) <= MOST_NEAR else ""}
    unit = reading.candidates[0].unit
    above = {"province": unit.province.name, "province_code": unit.province.code}
    return {**place, "commune": unit.name, "commune_code": unit.code, **above}


def _line(reading: Reading) -> str:
    """Return what stands before the commune, and the old commune's name: hamlets of joined communes share names."""
    former = _renamed(reading.candidates[0]) if len({one.former for one in reading.candidates}) == 1 else ""
    old = f"{former} cũ" if former else ""
    return f"{reading.rest} ({old})" if old and reading.rest else reading.rest or old


def _renamed(candidate: Candidate) -> str:
    """Return the former commune's name where today's is another, "" where it is the same."""
    former = candidate.former
    return former.name if former is not None and former.name != candidate.unit.name else ""
