"""The page of an ID card: what was held to the reader, what the card says, and what looks odd about it."""

from dataclasses import dataclass

from kiosk.clock import Clock
from kiosk.forms.definition import Says
from kiosk.forms.journey import Journey
from kiosk.forms.prefill import DOUBT, WRITTEN, prefill, used_before
from kiosk.forms.review import answer_in_words
from kiosk.people.address import Addresses
from kiosk.scanning.meaning import CardScan, DossierScan, ProvisionalScan, TicketLinkScan, TicketScan, UnknownScan
from ui.touch.notices import EXPLAIN, Notices
from ui.touch.view_models.peek import Peek

# What kinds of codes people hold there instead; for the others one sentence does. A reader that garbles is explained
# as everywhere: there the staff must look at the reader.
EXPLAINED = frozenset({"identity", "payment", "number", "card"})
OF_THE_READER = frozenset({"garbled"})


@dataclass(frozen=True, slots=True)
class RowFace:
    """A line of what a card says. `detail` are the card's own words where the line has others; `masked` hides a number
    that the eye shows.
    """

    label: str
    text: str
    detail: str = ""
    masked: bool = False


class CardReading:
    """
    Args:
        addresses: reads the address on a card.
        notices: where it is said that something else than a card was held there.
    """

    def __init__(self, addresses: Addresses, notices: Notices, clock: Clock) -> None:
        self._addresses, self._notices = addresses, notices
        self.peek = Peek(clock)

    def take(self, journey: Journey, scan: object) -> Journey:
        """Return the journey with the card, or the same one when the scan is no card."""
        self.peek.close()
        return prefill(journey, scan.card, self._addresses) if isinstance(scan, CardScan) else journey

    def explain(self, scan: object) -> bool:
        """Say what was held there in place of a card; False where that is explained elsewhere."""
        text_id = no_card(scan)
        if text_id:
            self._notices.show_with_person(EXPLAIN, text_id)
        return text_id != ""


def no_card(scan: object) -> str:
    """Return the text id of what to say where a card is asked for and something else was read, "" for the others."""
    match scan:
        case CardScan():
            return ""
        case DossierScan() | ProvisionalScan():
            return "submission.card.receipt"
        case TicketScan() | TicketLinkScan():
            return "submission.card.ticket"
        case UnknownScan(why) if why in OF_THE_READER:
            return ""
        case UnknownScan(why) if why in EXPLAINED:
            return f"submission.card.{why}"
        case _:
            return "submission.card.other"


def card_rows(journey: Journey, words: Says, masked: bool) -> tuple[RowFace, ...]:
    """Return what the card at this page says, and what it says so that it must be asked again."""
    rows: list[RowFace] = []
    for page, answer in journey.card_answers().items():
        question, review = journey.form.page(page), journey.form.page(page).review
        hides = masked and review is not None and review.mask != ""
        text = answer_in_words(question, answer, words, masked)
        rows.append(RowFace(_label(journey, page, words), text, _card_words(answer.value, text, words), hides))
    for page, said in journey.card_left_out().items():
        if isinstance(said, dict):
            again = words.say("submission.card.asks_commune")
            rows.append(RowFace(_label(journey, page, words), again, _card_words(said, "", words)))
    return tuple(rows)


def card_doubt(journey: Journey, words: Says) -> str:
    """Return what to ask softly about the card at this page, "" for nothing."""
    group = used_before(journey)
    if group:
        return words.say("submission.card.twice", whose=words.say(group))
    doubt = journey.cards.get(journey.at, {}).get(DOUBT, "")
    return words.say(str(doubt)) if doubt else ""


def _card_words(value: object, text: str, words: Says) -> str:
    written = str(value.get(WRITTEN, "")) if isinstance(value, dict) else ""  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]
    same = written.casefold() == text.casefold()
    return words.say("submission.card.written", line=written) if written and not same else ""


def _label(journey: Journey, page: str, words: Says) -> str:
    review = journey.form.page(page).review
    return words.say(review.label) if review else ""
