"""Where a kiosk's numbers come from: the hall's file on this machine, or a hall server on another one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from threading import Event

from kiosk.clock import Clock
from kiosk.config import Settings
from kiosk.forms.retention import Retention
from kiosk.papers.draw_ticket import draw_ticket
from kiosk.ports import NumberDesk, QueueView
from kiosk.queue.desk import Desk
from kiosk.queue.hall_state import HallState
from kiosk.queue.handover import HandOver
from kiosk.queue.help import HelpCall, call_help, help_call, remind_help
from kiosk.queue.ratings import RatingView, Value, rate
from kiosk.queue.remote import RemoteDesk
from kiosk.queue.remote_help import RemoteHelp
from kiosk.queue.remote_taken import RemoteTaken
from kiosk.queue.taken import TakenTickets
from kiosk.store.database import Store

Rate = Callable[[str, str, Value, Sequence[str]], RatingView]


@dataclass(frozen=True, slots=True)
class HallSide:
    """What a screen needs of the hall. `beside` runs in threads of its own until its event is set."""

    desk: NumberDesk
    view: QueueView
    call_help: Callable[[str, str], HelpCall]
    help_call: Callable[[str], HelpCall]
    remind_help: Callable[[], object]
    my_tickets: TakenTickets | RemoteTaken
    rate: Rate
    beside: tuple[Callable[[Event], None], ...] = ()
    handover: HandOver | None = None


def is_second(settings: Settings) -> bool:
    """Say whether this kiosk's hall server is another machine."""
    return bool(settings.kiosk.hall)


def hall_side(store: Store, settings: Settings, clock: Clock) -> HallSide:
    """Return the hall's side of this machine.

    Raises:
        ConfigError: a second kiosk without numbers of its own.
    """
    if is_second(settings):
        return _far(store, settings, clock)
    desk = Desk(store, settings, draw_ticket)
    return HallSide(
        desk, desk.overview, partial(call_help, store), partial(help_call, store),
        partial(remind_help, store, settings), TakenTickets(store, desk), partial(rate, store),
    )  # fmt: skip


def _far(store: Store, settings: Settings, clock: Clock) -> HallSide:
    from sync.hall import HallClient

    line = HallClient(settings.kiosk.hall, settings.kiosk.token, settings.kiosk.letter)
    state, calls = HallState(clock), RemoteHelp(line)
    desk = RemoteDesk(store, settings, line, state, draw_ticket)
    taken = RemoteTaken(store, desk, line)
    handover = HandOver(store, line, state, clock, calls)
    return HallSide(
        desk, desk.overview, calls.call, calls.look, lambda: None, taken, taken.rate,
        beside=(handover.run, Retention(store, settings).run),
        handover=handover,
    )  # fmt: skip
