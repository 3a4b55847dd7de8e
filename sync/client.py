"""The hall's end of the link: what waits goes up, what changed comes down, each in one transaction with its mark."""

import random
from collections.abc import Callable, Mapping
from typing import Protocol

from kiosk.errors import KioskError, LinkDownError
from kiosk.store import sync_state
from kiosk.store.database import Store
from sync.download import IDLE_SECONDS, DownloadLane, Reader
from sync.keys import DeviceKey
from sync.messages import DossierStatus, Enrolled, Found, Reconciled
from sync.paper_lane import PaperLane
from sync.reconcile import ReconcileLane
from sync.schedule import Piece, Schedule
from sync.session import Session, as_json
from sync.telling import Describe
from sync.transport import NotFoundError, Transport
from sync.upkeep import Keeping, Upkeep
from sync.upload import UploadLane


class Lane(Protocol):
    """One kind of work on the line."""

    def step(self) -> bool:
        """Do one piece of work that takes seconds, not minutes; returns False when nothing waits.

        Raises:
            SyncError: it could not be done now; nothing is half done.
        """
        ...


class SyncClient:
    """One machine's conversation with its province, in four lanes: events, changes, papers, updates.

    Args:
        store: the hall's file; its outbox and its papers are sent, its cursors are moved.
        transport: the line.
        key: who we are.
        readers: what to do with the streams, in the order to read them.
        schedule: how long a refused event or paper steps aside.
        idle, dice: how often to look for changes; see `DownloadLane`.
        piece: how much of a paper to begin with, and how long a piece may take.
        updates: the last lane; it has its turn when the others are empty.
        keeping: how long messages stay after they were sent.
        describe: says how the machine is; unless given, the province is not told.
    """

    def __init__(
        self,
        store: Store,
        transport: Transport,
        key: DeviceKey,
        readers: Mapping[str, Reader],
        schedule: Schedule | None = None,
        idle: float = IDLE_SECONDS,
        dice: Callable[[], float] = random.random,
        piece: Piece | None = None,
        updates: Lane | None = None,
        keeping: Keeping | None = None,
        describe: Describe | None = None,
    ) -> None:
        self._store = store
        self._session = Session(store, transport, key)
        self._up = UploadLane(self._session, schedule or Schedule(), describe)
        self._down = DownloadLane(self._session, readers, idle, dice)
        self._papers = PaperLane(self._session, schedule or Schedule(), piece or Piece())
        self._updates = updates
        self._reconcile = ReconcileLane(self._session)
        self._upkeep = Upkeep(store, self._reconcile, keeping or Keeping())

    @property
    def progress(self) -> int:
        """How many events were taken, changes applied and bytes of papers taken so far."""
        return self._up.settled + self._down.applied + self._papers.accepted

    @property
    def seconds_left(self) -> float:
        """How long until it is time to look for news again."""
        return self._down.seconds_left

    def enrol(self, code: str, hall: str, software: str = "") -> Enrolled:
        """Make this machine known; see `Session.enrol`."""
        return self._session.enrol(code, hall, software)

    def round(self) -> None:
        """Send all that waits and read all that is new, until nothing is left.

        Raises:
            SyncError: why it ended early; what was settled before stays settled.
        """
        self._down.look_now()
        while self.step():
            pass

    def step(self) -> bool:
        """Do the next piece of work, of the first lane that has any; returns False when none has.

        So an event waits behind one piece of a paper at most, and a paper behind a look for changes.

        Raises:
            SyncError: why it was not done; what was settled before stays settled.
        """
        try:
            return self._step()
        except KioskError:
            self._down.begin_look()
            raise

    def _step(self) -> bool:
        self._session.with_token(lambda token: None)
        self._reconcile.claim()
        try:
            if self._up.step():
                return True
        except LinkDownError:
            # An event that does not get through alone may itself be the reason: the others need not wait for it.
            if self._up.alone:
                while self._down.step():
                    pass
                self._papers.step()
            raise
        return self._reconcile.step() or self._down.step() or self._papers.step() or self._step_last()

    def _step_last(self) -> bool:
        self._upkeep.look()
        if self._updates is not None and self._updates.step():
            return True
        with self._store.act() as act:
            sync_state.note_success(act.db, act.now, self._session.offset_ms)
        return False

    @property
    def reopened(self) -> int:
        """How many events and papers had to be sent again because the province had lost them."""
        return self._reconcile.reopened

    def ask_safe(self) -> Reconciled:
        """Ask what of this machine's lies in a tested backup.

        Raises:
            SyncError: no answer now.
        """
        return self._reconcile.ask([], [])

    def upload(self) -> bool:
        """Send one batch; see `UploadLane.step`."""
        return self._up.step()

    def reconcile(self) -> bool:
        """Settle one page of what another incarnation confirmed; see `ReconcileLane.step`."""
        return self._reconcile.step()

    def download(self, stream: str) -> bool:
        """Read one page; see `DownloadLane.read`."""
        return self._down.read(stream)

    def lookup(self, code: str) -> DossierStatus | None:
        """Ask the province about one dossier; None when it knows none with this code.

        Raises:
            SyncError: no answer now.
        """
        body, transport = as_json({"code": code}), self._session.transport
        try:
            reply = self._session.with_token(lambda token: transport.post("/lookup", Found, body, token))
        except NotFoundError:
            return None
        return reply.answer_or_down().dossier

    def close(self) -> None:
        """Let go of the line."""
        self._session.transport.close()
