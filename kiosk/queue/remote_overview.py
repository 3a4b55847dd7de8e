"""The queue as a second kiosk can show it: what the hall server said a moment ago, or honestly nothing."""

from collections.abc import Mapping
from datetime import timedelta

from kiosk.config import ServiceSettings, Settings
from kiosk.errors import UnknownTicketError
from kiosk.queue.admission import Admission, Doors
from kiosk.queue.hall_line import ServiceNews
from kiosk.queue.hall_state import HallState
from kiosk.queue.look import Look
from kiosk.queue.overview import ServiceView
from kiosk.store import handover as table
from kiosk.store.database import Store

CLOSED = ("queue.why.closed_now", "queue.why.holiday")  # what a kiosk can know without the hall server


class RemoteOverview:
    """What the screens of a second kiosk read; see `kiosk.queue.overview.Overview` for the hall's own."""

    def __init__(self, store: Store, settings: Settings, doors: Doors, state: HallState) -> None:
        self._store, self._settings, self._doors, self._state = store, settings, doors, state

    def services(self) -> list[ServiceView]:
        """Return what each service offers now. Without word from the hall server `waiting` is None: nobody knows."""
        news = self._state.news
        told: Mapping[str, ServiceNews] = news.services if news else {}
        return [self._service(one, told.get(one.letter)) for one in self._settings.services]

    def print_state(self, ticket: str) -> str:
        """Return the state of a ticket's paper: waiting, sending, printed, failed or none.

        Raises:
            UnknownTicketError: it was not shown here.
        """
        with self._store.reading() as db:
            state = table.print_state(db, ticket)
        if state is None:
            raise UnknownTicketError()
        return state

    def _service(self, one: ServiceSettings, told: ServiceNews | None) -> ServiceView:
        if told is None:
            return ServiceView(one.letter, one.name, None, (), None, self._own_hours(one.letter))
        admission = Admission(told.why, left=told.left)
        return ServiceView(one.letter, one.name, told.waiting, told.counters, told.wait_minutes, admission)

    def _own_hours(self, service: str) -> Admission:
        """Return whether our own settings say closed; counters and quotas are not known here."""
        with self._store.reading() as db:
            now = self._store.clock.now() + timedelta(milliseconds=table.offset_ms(db))
            found = self._doors.admission(service, Look(db, now, self._settings))
        return found if found.why in CLOSED else Admission()
