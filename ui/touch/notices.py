"""The panel that says one thing over any screen: what happened, what still holds, what to do. One button closes it."""

from PySide6.QtCore import Property, QObject, Signal, Slot

from kiosk.errors import KioskError
from ui.touch.words import Words

EXPLAIN, ERROR, HELP, SUCCESS = "explain", "error", "help", "success"


class Notices(QObject):
    """At most one notice at a time; the newest one counts. It is kept as a text id, so it follows the language."""

    changed = Signal()

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._kind, self._text_id = "", ""
        self._values: dict[str, str | int] = {}
        words.languageChanged.connect(self.changed)

    def show(self, kind: str, text_id: str, **values: str | int) -> None:
        """Say the sentence `text_id`; `kind` (EXPLAIN, ERROR, HELP, SUCCESS) chooses icon and colour."""
        self._kind, self._text_id, self._values = kind, text_id, values
        self.changed.emit()

    def show_error(self, error: KioskError) -> None:
        self.show(ERROR, error.text_id, **error.values)

    @Slot()
    def dismiss(self) -> None:
        if self._kind:
            self.show("", "")

    @Property(str, notify=changed)
    def kind(self) -> str:
        """Empty while nothing is to be said."""
        return self._kind

    @Property(str, notify=changed)
    def text(self) -> str:
        return self._words.say(self._text_id, **self._values) if self._kind else ""
