"""Door 2: find a procedure by what happens in a life, or by typing a few letters."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from PySide6.QtCore import Property, Signal, Slot

from kiosk.catalogue.library import Answer
from kiosk.catalogue.procedures import Found, LifeEvent
from ui.touch.view_models.pages import pages_of, turned
from ui.touch.view_models.read_out import choices, sentences
from ui.touch.view_models.screen import ScreenModel, TakeBack, Way
from ui.touch.words import Say, Words

LifeEvents = Callable[[], Sequence[LifeEvent]]
OfLifeEvent = Callable[[str], Sequence[Found]]
Search = Callable[[str], Answer]
Show = Callable[[str], None]  # takes a procedure's code and shows its page

LONGEST_QUERY = 60


@dataclass(frozen=True, slots=True)
class EventTile:
    id: str
    number: int
    text: str
    picture: str


@dataclass(frozen=True, slots=True)
class Row:
    """A procedure in a list; `number` is what the voice says and the finger looks for."""

    code: str
    number: int
    text: str


def describe_events(events: Sequence[LifeEvent], say: Say) -> tuple[EventTile, ...]:
    """Return a tile an event, numbered from 1 on every page."""
    return tuple(EventTile(one.id, number, say(one.text), one.picture) for number, one in enumerate(events, 1))


def describe_rows(found: Sequence[Found]) -> tuple[Row, ...]:
    return tuple(Row(one.code, number, one.name) for number, one in enumerate(found, 1))


class LifeEventsModel(ScreenModel):
    """
    Args:
        events: the tiles, in the order of the screen.
        open_list: shows the procedures of one of them.
    """

    name = "lookup"
    file = "screens/LifeEvents.qml"
    changed = Signal()

    def __init__(self, words: Words, way: Way, events: LifeEvents, open_list: Callable[[LifeEvent], None]) -> None:
        super().__init__(words, way)
        self._load, self._open_list = events, open_list
        self._events: Sequence[LifeEvent] = ()
        self._page = 0

    @Property(list, notify=changed)
    def tiles(self) -> list[dict[str, str | int]]:
        """The fields of EventTile, those of the present page."""
        return [asdict(one) for one in describe_events(pages_of(self._events)[self._page], self.say)]

    @Property(int, notify=changed)
    def page(self) -> int:
        return self._page

    @Property(int, notify=changed)
    def pages(self) -> int:
        return len(pages_of(self._events))

    def spoken(self, title: str) -> str:
        return sentences(title, choices(self.say(one.text) for one in pages_of(self._events)[self._page]))

    @Slot(int)
    def turn(self, step: int) -> None:
        self._page = turned(self._page, step, len(pages_of(self._events)))
        self.changed.emit()

    @Slot(str)
    def open(self, event: str) -> None:
        for one in self._events:
            if one.id == event:
                self._open_list(one)

    @Slot()
    def search(self) -> None:
        self.way.go(SearchModel.name)

    def enter(self) -> None:
        self._events = self._load()
        self.turn(0)

    def wipe(self) -> None:
        self._page = 0
        self.changed.emit()


class ProcedureListModel(ScreenModel):
    """The procedures of one life event. `open` is called by the screen before."""

    name = "lookup_list"
    file = "screens/ProcedureList.qml"
    changed = Signal()

    def __init__(self, words: Words, way: Way, of_event: OfLifeEvent, show: Show) -> None:
        super().__init__(words, way)
        self._of_event, self._show = of_event, show
        self._title = ""
        self._found: Sequence[Found] = ()
        self._page = 0

    def open(self, event: LifeEvent) -> None:
        """Show the procedures of `event`, from the first page on."""
        self._title, self._page = event.text, 0
        self._found = self._of_event(event.id)
        self.changed.emit()
        self.way.go(self.name)

    @Property(str, notify=changed)
    def title(self) -> str:
        return self.say(self._title) if self._title else ""

    @Property(list, notify=changed)
    def rows(self) -> list[dict[str, str | int]]:
        """The fields of Row, those of the present page."""
        return [asdict(one) for one in describe_rows(pages_of(self._found)[self._page])]

    @Property(int, notify=changed)
    def page(self) -> int:
        return self._page

    @Property(int, notify=changed)
    def pages(self) -> int:
        return len(pages_of(self._found))

    def spoken(self, title: str) -> str:
        return sentences(title, choices(one.name for one in pages_of(self._found)[self._page]))

    @Slot(int)
    def turn(self, step: int) -> None:
        self._page = turned(self._page, step, len(pages_of(self._found)))
        self.changed.emit()

    @Slot(str)
    def show(self, code: str) -> None:
        self._show(code)

    def wipe(self) -> None:
        self._title, self._page, self._found = "", 0, ()
        self.changed.emit()


class SearchModel(ScreenModel):
    """Search as one types. Before the first letter stand the procedures asked for every day.

    Args:
        search: the best answers to a text, or who does it where a commune does not; plain letters are enough.
        ask: takes a number to ask a clerk; None where this machine gives no numbers.
    """

    name = "lookup_search"
    file = "screens/Search.qml"
    changed = Signal()

    def __init__(
        self, words: Words, way: Way, search: Search, everyday: Callable[[], Sequence[Found]], show: Show,
        ask: Callable[[], None] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(words, way)
        self._search, self._everyday, self._show, self._ask = search, everyday, show, ask
        self._query = ""
        self._answer = Answer()

    @Property(str, notify=changed)
    def query(self) -> str:
        return self._query

    @Property(list, notify=changed)
    def rows(self) -> list[dict[str, str | int]]:
        """The fields of Row, at most six."""
        return [asdict(one) for one in describe_rows(self._answer.found)]

    @Property(str, notify=changed)
    def hint(self) -> str:
        """What the rows are, or why there are none."""
        if not self._query.strip():
            return self.say("lookup.search.everyday")
        if self._answer.found:
            return self.say("lookup.search.found")
        return self.say("lookup.search.away" if self._answer.elsewhere else "lookup.search.nothing")

    @Property(str, notify=changed)
    def topic(self) -> str:
        """What was asked for and a commune does not do, or nothing."""
        return self._answer.topic

    @Property(str, notify=changed)
    def advice(self) -> str:
        """Who does it, and that a person may be asked; nothing while there are answers."""
        if self._answer.found or not self._query.strip():
            return ""
        where = f"{self.say(self._answer.elsewhere)} " if self._answer.elsewhere else ""
        return f"{where}{self.say('lookup.search.person')}"

    @Property(bool, notify=changed)
    def canAsk(self) -> bool:
        return self._ask is not None

    def spoken(self, title: str) -> str:
        question, names = self.say("lookup.search.question"), choices(one.name for one in self._answer.found)
        return sentences(question, str(self.hint), self._answer.topic, str(self.advice), names)

    @Slot(str)
    def type(self, letter: str) -> None:
        self._set(self._query + letter)

    @Slot(str)
    def act(self, act: str) -> None:
        """Do what a key without a letter does: "backspace", "space" or "clear"."""
        if act == "space":
            self._set(f"{self._query} " if self._query and not self._query.endswith(" ") else self._query)
        else:
            self._set(self._query[:-1] if act == "backspace" else "")

    @property
    def takes_keys(self) -> bool:
        return True

    def take_key(self, key: str) -> TakeBack:
        before = self._query
        if key in ("space", "backspace"):
            self.act(key)
        else:
            self.type(key)
        return lambda: self._set(before)

    @Slot(str)
    def show(self, code: str) -> None:
        self._show(code)

    @Slot()
    def ask(self) -> None:
        """Take a number, to ask a person."""
        if self._ask is not None:
            self._ask()

    def enter(self) -> None:
        self._look()

    def wipe(self) -> None:
        self._set("")

    def _set(self, query: str) -> None:
        if len(query) <= LONGEST_QUERY and query != self._query:
            self._query = query
            self._look()

    def _look(self) -> None:
        self._answer = self._search(self._query) if self._query.strip() else Answer(tuple(self._everyday()[:6]))
        self.changed.emit()


class SubmissionSearchModel(SearchModel):
    """The same search behind door 4: what is tapped is prepared, not looked up."""

    name = "submission_search"
