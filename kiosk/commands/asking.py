"""Asking the province about one dossier, from the touch screen's process, while somebody waits in front of it."""

from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.clock import moment
from kiosk.commands.house import keys_folder
from kiosk.config import Settings
from kiosk.dossiers.check import AskProvince
from kiosk.dossiers.named import NamedPaper, NamedPapers
from kiosk.dossiers.told import StatusChange
from kiosk.store.database import Store

if TYPE_CHECKING:
    from sync.client import SyncClient
    from sync.messages import DossierStatus, PaperName

PATIENCE_SECONDS = 4.0  # for one answer; a person stands there
REPLY_BYTES = 4_000


def ask_province(home: Path, store: Store, settings: Settings) -> AskProvince | None:
    """Return what asks the hall's province; None where the settings name none."""
    address = settings.sync.province
    return _Asking(home, store, address) if is_address(address) else None


def is_address(text: str) -> bool:
    """Whether a province can be asked at `text`."""
    return text.startswith(("http://", "https://"))


def change_told(said: "DossierStatus", change_seq: int = 0, incarnation: str = "") -> StatusChange:
    """Return what the province says about a dossier in the words of kiosk.dossiers."""
    received, due, finished = (
        moment(stored) if stored is not None else None for stored in (said.received_ms, said.due_ms, said.finished_ms)
    )
    return StatusChange(
        code=said.official_code,
        status=str(said.status),
        change_seq=change_seq,
        feed_epoch=incarnation,
        procedure=said.procedure,
        received=received,
        due=due,
        finished=finished,
        note=said.note or "",
        provisional=said.provisional_code,
        holder_proof=said.holder_proof,
        papers=NamedPapers(_named(said.papers), _named(said.results)),
    )


def _named(papers: "list[PaperName]") -> tuple[NamedPaper, ...]:
    return tuple(NamedPaper(one.name, one.code, one.state) for one in papers)


class _Asking:
    """For one thread at a time. The line is made at the first question: its libraries take long to load."""

    def __init__(self, home: Path, store: Store, address: str) -> None:
        self._home, self._store, self._address = home, store, address
        self._client: SyncClient | None = None

    def __call__(self, code: str) -> StatusChange | None:
        """Ask once.

        Raises:
            SyncError: no answer now.
        """
        self._client = self._client or self._made()
        said = self._client.lookup(code)
        return change_told(said) if said else None

    def _made(self) -> "SyncClient":
        from sync.client import SyncClient
        from sync.keys import device_key
        from sync.transport import Transport

        line = Transport(self._address, patience=PATIENCE_SECONDS, reply_bytes=REPLY_BYTES)
        return SyncClient(self._store, line, device_key(keys_folder(self._home) / "device.key"), {})
