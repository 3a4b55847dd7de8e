"""The attract screen: a touch begins a visit, a language button begins it in that language."""

from PySide6.QtCore import Property, Signal, Slot

from ui.touch.journey import ATTRACT, HOME
from ui.touch.view_models.screen import ScreenModel, Way
from ui.touch.words import Words


class AttractModel(ScreenModel):
    """
    Args:
        moves: False keeps the wordless demo still, for pictures that must not differ.
    """

    name = ATTRACT
    file = "screens/AttractScreen.qml"
    changed = Signal()

    def __init__(self, words: Words, way: Way, moves: bool = True) -> None:
        super().__init__(words, way)
        self._moves = moves

    @Property(bool, constant=True)
    def moves(self) -> bool:
        return self._moves

    @Slot()
    def begin(self) -> None:
        self.way.go(HOME)

    @Slot(str)
    def beginIn(self, language: str) -> None:
        self.words.speak(language)
        self.way.go(HOME)
