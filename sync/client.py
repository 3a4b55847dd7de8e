"""The hall's end of the link: what waits goes up, what changed comes down, each in one transaction with its mark."""

from collections.abc import Mapping

from kiosk.errors import LinkDownError
from kiosk.store import sync_state
from kiosk.store.database import Store
from sync.download import DownloadLane, Reader
from sync.keys import DeviceKey
from sync.messages import DossierStatus, Enrolled, Found
from sync.schedule import Schedule
from sync.session import Session, as_json
from sync.transport import NotFoundError, Transport
from sync.updates import UpdateLane
from sync.upload import UploadLane


class SyncClient:
    """One machine's conversation with its province.

    Args:
        store: the hall's file; its outbox is sent, its cursors are moved.
        transport: the line.
        key: who we are.
        readers: what to do with the streams, in the order to read them.
        schedule: how long a refused event steps aside.
        updates: the lane of signed targets, which goes on only while nothing else waits.
    """

    def __init__(
        self,
        store: Store,
        transport: Transport,
        key: DeviceKey,
        readers: Mapping[str, Reader],
        schedule: Schedule | None = None,
        updates: UpdateLane | None = None,
    ) -> None:
        self._store = store
        self._updates = updates
        self._session = Session(store, transport, key)
        self._up = UploadLane(self._session, schedule or Schedule())
        self._down = DownloadLane(self._session, readers)

    @property
    def progress(self) -> int:
        """How many events were taken and changes applied so far."""
        return self._up.settled + self._down.applied

    def enrol(self, code: str, hall: str, software: str = "") -> Enrolled:
        """Make this machine known; see `Session.enrol`."""
        return self._session.enrol(code, hall, software)

    def round(self, *, download: bool = True) -> None:
        """Send all that waits and read all that is new, until nothing is left.

        Raises:
            SyncError: why it ended early; what was settled before stays settled.
        """
        self._session.with_token(lambda token: None)
        reads = download and self._session.reads
        try:
            self._send_all()
        except LinkDownError:
            # An event that does not get through alone may itself be the reason: what comes down need not wait for it.
            if reads and self._up.alone:
                self._read_all()
            raise
        if reads:
            self._read_all()
        with self._store.act() as act:
            sync_state.note_success(act.db, act.now, self._session.offset_ms)
            for reader in self._down.readers.values() if reads else ():
                reader.caught_up(act)
        while reads and self._updates is not None and self._updates.step():
            self._send_all()

    def upload(self) -> bool:
        """Send one batch; see `UploadLane.send`."""
        return self._up.send()

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

    def _send_all(self) -> None:
        while self.upload():
            pass

    def _read_all(self) -> None:
        for stream in self._down.readers:
            while self.download(stream):
                self._send_all()
