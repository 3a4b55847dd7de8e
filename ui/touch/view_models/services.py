"""Door 1: which service, and, with one tap before it, whether the villager belongs to a group that is called earlier.

What is not taken now says why before anybody taps; where nothing is taken, one calm page says so.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Protocol

from PySide6.QtCore import Property, Signal, Slot

from kiosk.clock import Clock, hall_day
from kiosk.config import ClassSettings, ServiceSettings
from kiosk.errors import KioskError
from kiosk.waits import wait_in_short
from ui.touch.notices import EXPLAIN, Notices
from ui.touch.view_models.pages import pages_of, turned
from ui.touch.view_models.read_out import sentences
from ui.touch.view_models.screen import ScreenModel, Way
from ui.touch.words import Say, Words

WEEK = 7
LONGEST_HELD = 14  # letters of two words that still fit a narrow card
LOOK_SECONDS = 5.0  # between two looks at who waits and what is taken


class Service(Protocol):
    """What the screen needs to know of a service now; kiosk.queue.overview.ServiceView is the real one.

    `why` is a text id, None when numbers are given; `wait_minutes` is (least, most), None while no counter is open;
    `waiting` is None while nobody knows.
    """

    @property
    def letter(self) -> str: ...
    @property
    def waiting(self) -> int | None: ...
    @property
    def wait_minutes(self) -> tuple[int, int] | None: ...
    @property
    def why(self) -> str | None: ...
    @property
    def opens_at(self) -> datetime | None: ...


LookAtServices = Callable[[], Sequence[Service]]
Issue = Callable[[str, str | None], None]  # (service letter, id of the declared class or None)


@dataclass(frozen=True, slots=True)
class ServiceTile:
    """`why` is empty while numbers are given; then `waiting` and `wait` are what it costs to join now."""

    letter: str
    number: int
    text: str
    picture: str
    waiting: str
    count: str
    wait: str
    why: str


@dataclass(frozen=True, slots=True)
class GroupTile:
    id: str
    text: str
    picture: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ClosedFace:
    """The one page where nothing is taken."""

    picture: str
    headline: str
    next: str


def describe_services(
    known: Sequence[ServiceSettings], now: Sequence[Service], today: date, say: Say
) -> tuple[ServiceTile, ...]:
    """Return a tile per service that is known, numbered from 1 as the tiles of a home are."""
    states = {one.letter: one for one in now}
    return tuple(
        _tile(one, number, states[one.letter], today, say)
        for number, one in enumerate(known, start=1)
        if one.letter in states
    )


def _tile(known: ServiceSettings, number: int, now: Service, today: date, say: Say) -> ServiceTile:
    return ServiceTile(
        letter=known.letter,
        number=number,
        text=unbroken_end(say(known.text)),
        picture=f"services/{known.picture}",
        waiting=_people(now.waiting, say),
        count="" if now.waiting is None else str(now.waiting),
        wait=wait_in_short(now.wait_minutes, say),
        why=_why(now, today, say),
    )


def _people(waiting: int | None, say: Say) -> str:
    if waiting is None:
        return ""
    return say("ticket.waiting", count=waiting) if waiting else say("ticket.waiting.none")


def unbroken_end(text: str) -> str:
    """Return the text with its last two words held together: one short word alone on a line reads badly."""
    words = text.split(" ")
    if len(words) < 3 or len(words[-2]) + len(words[-1]) >= LONGEST_HELD:
        return text
    return " ".join([*words[:-2], f"{words[-2]}\u00a0{words[-1]}"])


def _reason(now: Service, today: date, say: Say) -> tuple[str, dict[str, str]]:
    """Return the text id of why a service is not taken, and its values; "" and none when it is.

    Only the hours are told with the moment they open again: on a holiday, or without a counter, that is another day.
    """
    if now.why is None:
        return "", {}
    if now.why == "queue.why.closed_now" and now.opens_at is not None:
        return "ticket.why.opens", {"when": opening_in_words(now.opens_at, today, say)}
    return f"ticket.why.{_kind(now.why)}", {}


def _why(now: Service, today: date, say: Say) -> str:
    text_id, values = _reason(now, today, say)
    return say(text_id, **values) if text_id else ""


def _kind(why: str) -> str:
    return why.removeprefix("queue.why.")


def opening_in_words(at: datetime, today: date, say: Say) -> str:
    """Return "13:30", "07:00 ngày mai", "07:00 thứ Hai", or "07:00 ngày 30/11" where a weekday is not enough."""
    days, time = (at.date() - today).days, f"{at:%H:%M}"
    if days == 0:
        return time
    if days == 1:
        return say("ticket.opens.tomorrow", time=time)
    if days < WEEK:
        return say("ticket.opens.weekday", time=time, weekday=say(f"ticket.weekday.{at.weekday()}"))
    return say("ticket.opens.later", time=time, date=f"{at:%d/%m}")


def describe_closed(now: Sequence[Service], today: date, say: Say) -> ClosedFace | None:
    """Return the calm page when nothing is taken, None when something is."""
    reasons = {one.why for one in now}
    if not now or None in reasons:
        return None
    kinds = {_kind(one) for one in reasons if one}
    kind = kinds.pop() if len(kinds) == 1 else "closed_now"
    opens = min((one.opens_at for one in now if one.opens_at is not None), default=None)
    then = say("ticket.closed.ask") if opens is None else say(
        "ticket.closed.opens", when=opening_in_words(opens, today, say)
    )  # fmt: skip
    return ClosedFace(f"ticket/{kind}", say(f"ticket.closed.{kind}"), then)


class ServicesModel(ScreenModel):
    """
    Args:
        known: the hall's services, in its order.
        groups: the classes a villager may declare.
        look: what each service offers now.
        issue: takes the number and shows it.
        look_up: the screen where procedures are looked up, or None.
    """

    name = "services"
    file = "screens/ServicesScreen.qml"
    changed = Signal()

    def __init__(
        self, words: Words, way: Way, notices: Notices, clock: Clock, known: Sequence[ServiceSettings],
        groups: Sequence[ClassSettings], look: LookAtServices, issue: Issue, look_up: str | None,
    ) -> None:  # fmt: skip
        super().__init__(words, way)
        self._notices, self._clock, self._known, self._groups = notices, clock, known, groups
        self._look, self._issue, self._look_up = look, issue, look_up
        self._now: Sequence[Service] = ()
        self._looked_at = float("-inf")
        self._group: str | None = None
        self._page = 0

    @Property(list, notify=changed)
    def tiles(self) -> list[dict[str, Any]]:
        """The fields of ServiceTile, one tile a service of this page."""
        pages = self._pages()
        return [asdict(one) for one in pages[min(self._page, len(pages) - 1)]]

    @Property(int, notify=changed)
    def page(self) -> int:
        return self._page

    @Property(int, notify=changed)
    def pages(self) -> int:
        return len(self._pages())

    @Property(list, notify=changed)
    def groups(self) -> list[dict[str, Any]]:
        """The fields of GroupTile, one a class that may be declared."""
        return [
            asdict(
                GroupTile(
                    one.id,
                    unbroken_end(self._say_group(one)),
                    f"priority/{one.picture or one.id}",
                    one.id == self._group,
                )
            )
            for one in self._groups
        ]

    @Property(str, notify=changed)
    def question(self) -> str:
        chosen = next((one for one in self._groups if one.id == self._group), None)
        return self.say("ticket.services.chosen" if chosen else "ticket.services.question")

    @Property(bool, notify=changed)
    def declared(self) -> bool:
        """A class was declared: now the service."""
        return self._group is not None

    @Property(dict, notify=changed)
    def closed(self) -> dict[str, str]:
        """The fields of ClosedFace, or nothing while something is taken."""
        face = describe_closed(self._now, self._today(), self.say)
        return asdict(face) if face else {}

    @Property(bool, constant=True)
    def looksUp(self) -> bool:
        return self._look_up is not None

    @Slot(str)
    def take(self, letter: str) -> None:
        """Take a number, or say in one sentence why there is none now."""
        now = next((one for one in self._now if one.letter == letter), None)
        if now is None or now.why is None:
            self._issue(letter, self._group)
            return
        known = next(one for one in self._known if one.letter == letter)
        text_id, values = _reason(now, self._today(), self.say)
        self._notices.show_with_person(EXPLAIN, f"{text_id}.sentence", service=self.say(known.text), **values)

    @Slot(str)
    def choose(self, group: str) -> None:
        """The villager belongs to `group`; the same tap again takes it back."""
        self._group = None if group == self._group else group
        self.changed.emit()

    @Slot(int)
    def turn(self, step: int) -> None:
        self._page = turned(self._page, step, len(self._pages()))
        self.changed.emit()

    @Slot()
    def lookUp(self) -> None:
        if self._look_up is not None:
            self.way.go(self._look_up)

    def spoken(self, title: str) -> str:
        shut = describe_closed(self._now, self._today(), self.say)
        if shut is not None:
            return sentences(shut.headline, shut.next)
        pages = self._pages()
        tiles = pages[min(self._page, len(pages) - 1)]
        services = (sentences(f"{one.number}: {one.text}, {one.why or one.waiting}") for one in tiles)
        groups = self.say("ticket.groups") if self._groups and self._group is None else ""
        return sentences(title, *services, groups, *(self._say_group(one) for one in self._groups if groups))

    def enter(self) -> None:
        """Whoever comes belongs to no group yet: the one who stood here before may have taken a number with it."""
        self._group = None
        self.changed.emit()
        self._refresh()

    def tick(self) -> None:
        if self._clock.monotonic() - self._looked_at >= LOOK_SECONDS:
            self._refresh()

    def wipe(self) -> None:
        self._group, self._page = None, 0
        self.changed.emit()

    def _refresh(self) -> None:
        """Look again. While nobody can tell, what was known last stays; the desk says no in time."""
        self._looked_at = self._clock.monotonic()
        try:
            now = self._look()
        except KioskError as error:
            if not self._now:
                self._notices.show_error(error)
            return
        if now != self._now:
            self._now = now
            self.changed.emit()

    def _tiles(self) -> tuple[ServiceTile, ...]:
        return describe_services(self._known, self._now, self._today(), self.say)

    def _pages(self) -> list[Sequence[ServiceTile]]:
        return pages_of(self._tiles())

    def _say_group(self, group: ClassSettings) -> str:
        """Return what a villager says of oneself ("Tôi 60 tuổi trở lên"); a hall's own group has only its name."""
        mine = f"ticket.group.{group.id}"
        said = self.say(mine)
        return self.say(group.text) if said == mine else said

    def _today(self) -> date:
        return hall_day(self._clock.now())
