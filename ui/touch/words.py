"""The sentences on the screen, in the villager's language; a change of language is felt by every text at once."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot

from kiosk.languages import LANGUAGES, texts

Say = Callable[..., str]  # say(text_id, name=value) -> the sentence

FIRST_QUESTION = "touch.home.question"  # a language that cannot ask this is not offered: it would change nothing


class Words(QObject):
    """What QML's `Words.say("id")` and the view-models speak through.

    Args:
        languages: the hall's languages, the first one is the one every visit starts with; without sentences for the
            screens a language is left out.
    """

    languageChanged = Signal()

    def __init__(self, languages: Sequence[str] = ("vi",), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._languages = tuple(one for one in languages if _is_spoken(one)) or ("vi",)
        self._language = self._languages[0]

    def say(self, text_id: str, **values: str | int) -> str:
        """Return the sentence in the present language."""
        return texts(self._language).say(text_id, **values)

    @Slot(str, result=str)
    @Slot(str, "QVariantMap", result=str)
    def text(self, text_id: str, values: dict[str, Any] | None = None) -> str:
        """As `say`, for QML. QML numbers may arrive as floats; the screen shows whole ones."""
        whole: dict[str, str | int] = {
            name: value if isinstance(value, str) else int(value) for name, value in (values or {}).items()
        }
        return self.say(text_id, **whole)

    @Property(str, notify=languageChanged)
    def language(self) -> str:
        return self._language

    @Property(list, constant=True)
    def languages(self) -> list[dict[str, str]]:
        """Code and own name of each language, in the hall's order."""
        return [{"code": one, "name": LANGUAGES[one]} for one in self._languages]

    @Slot(str)
    def speak(self, language: str) -> None:
        """Use another language; one the hall does not offer changes nothing."""
        if language in self._languages and language != self._language:
            self._language = language
            self.languageChanged.emit()

    def wipe(self) -> None:
        """The next villager starts in the hall's first language."""
        self.speak(self._languages[0])


def _is_spoken(language: str) -> bool:
    return language in LANGUAGES and FIRST_QUESTION in texts(language).sentences
