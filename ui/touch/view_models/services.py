"""Door 1: which service, and whether the villager belongs to a group that is called earlier."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass

from PySide6.QtCore import Property, Signal, Slot

from kiosk.config import ServiceSettings
from ui.touch.view_models.screen import ScreenModel, Way
from ui.touch.words import Say, Words

WaitingCounts = Callable[[], Mapping[str, int]]  # service letter -> how many wait
Issue = Callable[[str, bool], None]  # (service letter, priority)

GROUPS = ("elder", "pregnant", "disabled", "merit", "child")


@dataclass(frozen=True, slots=True)
class ServiceTile:
    letter: str
    number: int
    text: str
    picture: str
    waiting: str


def describe_services(
    services: Sequence[ServiceSettings], waiting: Mapping[str, int], say: Say
) -> tuple[ServiceTile, ...]:
    """Return a tile per service, numbered from 1 as the tiles of a home are."""
    return tuple(
        ServiceTile(
            letter=one.letter,
            number=number,
            text=say(one.text),
            picture=f"services/{one.picture}",
            waiting=say("ticket.waiting", count=count)
            if (count := waiting.get(one.letter, 0))
            else say("ticket.waiting.none"),
        )
        for number, one in enumerate(services, start=1)
    )


class Priority:
    """Whether this villager asked for the earlier class. Shared by the two screens of door 1; ends with the visit."""

    def __init__(self) -> None:
        self.wanted = False


class ServicesModel(ScreenModel):
    """
    Args:
        waiting: how many wait for each service now.
        issue: takes the number and shows it.
    """

    name = "services"
    file = "screens/ServicesScreen.qml"
    changed = Signal()

    def __init__(
        self, words: Words, way: Way, services: Sequence[ServiceSettings], waiting: WaitingCounts, issue: Issue,
        priority: Priority,
    ) -> None:  # fmt: skip
        super().__init__(words, way)
        self._services, self._count, self._issue, self._priority = services, waiting, issue, priority
        self._waiting: Mapping[str, int] = {}

    @Property(list, notify=changed)
    def tiles(self) -> list[dict[str, str | int]]:
        """The fields of ServiceTile, one tile a service."""
        return [asdict(one) for one in describe_services(self._services, self._waiting, self.say)]

    @Property(bool, notify=changed)
    def priority(self) -> bool:
        return self._priority.wanted

    @Slot(str)
    def take(self, letter: str) -> None:
        self._issue(letter, self._priority.wanted)

    @Slot()
    def askPriority(self) -> None:
        self.way.go(PriorityModel.name)

    def enter(self) -> None:
        self._waiting = self._count()
        self.changed.emit()

    def wipe(self) -> None:
        self._priority.wanted = False
        self.changed.emit()


class PriorityModel(ScreenModel):
    """The question whether one belongs to a group that is called earlier. Nobody has to prove it to a machine."""

    name = "priority"
    file = "screens/PriorityScreen.qml"
    changed = Signal()

    def __init__(self, words: Words, way: Way, priority: Priority) -> None:
        super().__init__(words, way)
        self._priority = priority

    @Property(list, notify=changed)
    def groups(self) -> list[dict[str, str]]:
        return [{"picture": f"priority/{one}", "text": self.say(f"ticket.priority.{one}")} for one in GROUPS]

    @Property(bool, notify=changed)
    def wanted(self) -> bool:
        return self._priority.wanted

    @Slot(bool)
    def answer(self, wanted: bool) -> None:
        self._priority.wanted = wanted
        self.changed.emit()
        self.way.back()
