"""Home: four doors. A door whose feature is not there on this machine says so when it is tapped."""

from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass

from PySide6.QtCore import Property, Signal, Slot

from ui.touch.journey import HOME
from ui.touch.notices import EXPLAIN, Notices
from ui.touch.view_models.my_ticket import MyNumberModel
from ui.touch.view_models.read_out import choices, sentences
from ui.touch.view_models.screen import ScreenModel, Way
from ui.touch.words import Words


@dataclass(frozen=True, slots=True)
class Door:
    """`name` is the screen behind it, `text` a text id."""

    name: str
    number: int
    text: str
    picture: str


DOORS = (
    Door("services", 1, "touch.door.ticket", "doors/ticket"),
    Door("lookup", 2, "touch.door.procedures", "doors/procedures"),
    Door("result_scan", 3, "touch.door.result", "doors/result"),
    Door("submission", 4, "touch.door.submission", "doors/submission"),
)


class HomeModel(ScreenModel):
    """
    Args:
        open_doors: names of the screens that are there; behind the other doors stands a polite notice.
    """

    name = HOME
    file = "screens/HomeScreen.qml"
    changed = Signal()

    def __init__(self, words: Words, way: Way, notices: Notices, open_doors: AbstractSet[str]) -> None:
        super().__init__(words, way)
        self._notices, self._open = notices, open_doors

    @Property(bool, constant=True)
    def knowsTickets(self) -> bool:
        """A ticket that was taken can be shown here."""
        return MyNumberModel.name in self._open

    @Property(list, constant=True)
    def doors(self) -> list[dict[str, str | int]]:
        return [asdict(one) for one in DOORS]

    def spoken(self, title: str) -> str:
        also = self.say("touch.door.my_number") if self.knowsTickets else ""
        return sentences(title, choices(self.say(one.text) for one in DOORS), also)

    @Slot(str)
    def open(self, name: str) -> None:
        if name in self._open:
            self.way.go(name)
        else:
            self._notices.show(EXPLAIN, "touch.door.closed")
