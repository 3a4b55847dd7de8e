"""What an ID card says, as answers: only what the form asks for, shown before it counts, gone with the visit."""

from kiosk.forms.answers import Value
from kiosk.forms.dates import PartialDate
from kiosk.forms.journey import Journey
from kiosk.people.card import Card


def prefill(journey: Journey, card: Card) -> Journey:
    """Return the journey holding `card`, for "Đúng" or "Sửa"; unchanged where the current page is not for a card."""
    return journey.read_card(card_values(card))


def card_values(card: Card) -> dict[str, Value]:
    """Return the fields a form may take (kiosk.forms.lint.CARD_FIELDS); what is missing on the card is left out.

    The old number and the date of issue are left out too: no form here asks for them.
    """
    values: dict[str, Value | None] = {
        "full_name": card.name or None,
        "number": card.number,
        "birth": str(PartialDate(card.birth.year, card.birth.month, card.birth.day)) if card.birth else None,
        "sex": card.sex,
        "address": {"text": card.address} if card.address else None,
    }
    return {name: value for name, value in values.items() if value is not None}
