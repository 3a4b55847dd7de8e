"""The panel that says one thing over any screen: what happened, what still holds, what to do.

One button closes it; a second one may offer what to do next: call a person, or go on with what was asked about.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal, Slot

from kiosk.errors import HallDownError, KioskError
from ui.touch.words import Words

EXPLAIN, ERROR, SUCCESS, ASK = "explain", "error", "success", "ask"
UNDERSTOOD, PERSON = "touch.understood", "touch.help"


@dataclass(frozen=True, slots=True)
class Offer:
    """A second button: `text` is a text id, `look` that of a BigButton."""

    text: str
    act: Callable[[], None]
    look: str = "white"


class Notices(QObject):
    """At most one notice at a time; the newest one counts. It is kept as a text id, so it follows the language."""

    changed = Signal()

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._kind, self._text_id, self._close_id = "", "", UNDERSTOOD
        self._values: dict[str, str | int] = {}
        self._offer: Offer | None = None
        self._person: Offer | None = None
        words.languageChanged.connect(self.changed)

    def offer_person(self, call: Callable[[], None]) -> None:
        """Let notices offer a person by `call`."""
        self._person = Offer(PERSON, call, "help")

    def show(self, kind: str, text_id: str, **values: str | int) -> None:
        """Say the sentence `text_id`; `kind` (EXPLAIN, ERROR, SUCCESS) chooses icon and colour."""
        self._say(kind, text_id, values, None)

    def show_with_person(self, kind: str, text_id: str, **values: str | int) -> None:
        """The same with a button that calls a person."""
        self._say(kind, text_id, values, self._person)

    def show_error(self, error: KioskError) -> None:
        """Say what happened, in the villager's language, and offer a person where one can be called."""
        person = None if isinstance(error, HallDownError) else self._person
        self._say(ERROR, error.text_id, error.values, person)

    def show_failed_call(self, error: KioskError) -> None:
        """Say why no person could be called, without the offer to call one."""
        self._say(ERROR, error.text_id, error.values, None)

    def ask(self, text_id: str, no_id: str, offer: Offer, **values: str | int) -> None:
        """Ask before something that cannot be taken back; `no_id` is the text of the button that changes nothing."""
        self._say(ASK, text_id, values, offer, no_id)

    @Slot()
    def dismiss(self) -> None:
        if self._kind:
            self._say("", "", {}, None)

    @Slot()
    def take(self) -> None:
        """The second button was tapped."""
        offer = self._offer
        self.dismiss()
        if offer is not None:
            offer.act()

    @Property(str, notify=changed)
    def kind(self) -> str:
        """Empty while nothing is to be said."""
        return self._kind

    @Property(str, notify=changed)
    def text(self) -> str:
        return self._words.say(self._text_id, **self._values) if self._kind else ""

    @Property(str, notify=changed)
    def closeText(self) -> str:
        return self._words.say(self._close_id)

    @Property(str, notify=changed)
    def offerText(self) -> str:
        """The words of the second button; empty where there is none."""
        return self._words.say(self._offer.text) if self._offer else ""

    @Property(str, notify=changed)
    def offerLook(self) -> str:
        return self._offer.look if self._offer else "white"

    def _say(
        self, kind: str, text_id: str, values: dict[str, str | int], offer: Offer | None, close_id: str = UNDERSTOOD
    ) -> None:
        self._kind, self._text_id, self._values = kind, text_id, values
        self._offer, self._close_id = offer, close_id
        self.changed.emit()
