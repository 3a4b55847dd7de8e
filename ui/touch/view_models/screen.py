"""What every screen's view-model has in common: its name, coming and going, scans, and forgetting."""

from collections.abc import Callable
from typing import ClassVar, Literal, Protocol

from PySide6.QtCore import QObject, Signal

from ui.touch.words import Words

LooksFor = Literal["", "code", "card", "paper"]
TakeBack = Callable[[], None]


class Way(Protocol):
    """What a view-model may ask of the way through the screens (ui.touch.navigator.Navigator is the real one)."""

    def go(self, name: str) -> None: ...
    def back(self) -> None: ...
    def home(self) -> None: ...
    def startOver(self) -> None: ...
    def stay(self) -> None: ...
    def hold(self, held: bool) -> None: ...


class ScreenModel(QObject):
    """A view-model. Every published property is notified by `changed`, also when the language changes.

    Each subclass has a `changed = Signal()` of its own: PySide finds no notify signal that a base class declares.
    """

    changed: ClassVar[Signal]
    name = ""  # of the screen in ui.touch.journey
    file = ""  # under ui/touch/qml

    def __init__(self, words: Words, way: Way) -> None:
        super().__init__()
        self.words, self.way = words, way
        self.say = words.say
        words.languageChanged.connect(self.changed)  # pyright: ignore[reportUnknownMemberType]

    def enter(self) -> None:
        """The screen has just come up."""

    def leave(self) -> None:
        """Another screen has just come up; answers stay."""

    def wipe(self) -> None:
        """The visit is over: forget everything the villager did."""

    def take_scan(self, scan: object) -> bool:
        """Take what was scanned while this screen is up (a meaning of kiosk.scanning); False when it is not wanted."""
        del scan
        return False

    def take_page(self, seen: object) -> None:
        """Take what the camera saw of a paper in one frame (kiosk.scanning.page_watch), where it was looked for."""
        del seen

    @property
    def takes_keys(self) -> bool:
        """Whether there is something to type in, for a person at a keyboard."""
        return False

    def take_key(self, key: str) -> TakeBack:
        """Take a letter, a sign, "space" or "backspace" of a keyboard; returns what makes it undone."""
        del key
        return lambda: None

    @property
    def looks_for(self) -> LooksFor:
        """Return what the camera is wanted for now. Told by `changed` where that changes while the screen is up."""
        return ""

    def spoken(self, title: str) -> str:
        """Return what the listen button reads: `title`, the question as it stands on the screen, and what may be
        chosen. Nothing personal: others stand near. Figures may be written as figures.
        """
        return title

    def announced(self) -> str:
        """Return what is said once, by itself, when the screen comes up."""
        return ""

    def tick(self) -> None:
        """Called every quarter of a second while the screen is up."""
