"""A hall's machine: its disk, the process that runs over it, and what it must remember of what its people did."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import requests

from kiosk.clock import SetClock
from kiosk.commands.asking import change_told
from kiosk.commands.link import _DossierSwap as DossierSwap  # pyright: ignore[reportPrivateUsage]
from kiosk.commands.machine import describe
from kiosk.dossiers.told import apply_status, forget_old, mark_caught_up
from kiosk.store import clock_marks
from kiosk.store.database import Act
from kiosk.trusted_clock import TrustedClock
from sync.client import SyncClient
from sync.download import Reader
from sync.keys import device_key
from sync.messages import STREAM_CATALOGUE, STREAM_DOSSIERS, Change, DossierStatus
from sync.schedule import SMALLEST_PIECE, Piece
from sync.transport import Transport
from tests.sync.walk.disk import Fate, MortalStore, copy, put_back
from tests.sync.walk.line import Line

SECRET = bytes(32)
KEEP_DAYS = 180
ENTRIES = "CREATE TABLE walk_entry (key TEXT PRIMARY KEY, body TEXT NOT NULL)"  # where the walk's catalogue lies


@dataclass(frozen=True, slots=True)
class Hall:
    id: str
    agency: str


@dataclass(frozen=True, slots=True)
class Copy:
    """A backup of a machine: its disk, and what it remembers."""

    disk: Path
    memory: frozenset[str]


@dataclass
class Machine:
    """One machine.

    Attributes:
        disk: the folder of its file and its papers.
        clock: what its own clock shows, right or wrong.
        memory: ids of the events that people did at this machine and that lie on its disk, as the truth has it. What a
            disk put back has forgotten is not in it.
        make_line: gives a process with this fate its way to the province.
    """

    name: str
    hall: Hall
    disk: Path
    key: Path
    clock: SetClock
    make_line: Callable[[Fate], Line]
    memory: set[str] = field(default_factory=set[str])
    boot: str = "boot0"
    copies: list[Copy] = field(default_factory=list[Copy])
    store: MortalStore = field(init=False)
    client: SyncClient = field(init=False)

    def start(self, after: SyncClient | None = None) -> None:
        """Start the process.

        Args:
            after: an earlier process, whose token this one keeps. A real one asks for a new one; doing so each time
                would make a walk half of nothing but tokens.
        """
        clock = TrustedClock(self.clock, self.boot)
        self.store = store = MortalStore(self.disk / "hall.db", clock)
        clock.attend(lambda: clock_marks.read(store.db))
        session = requests.Session()
        session.trust_env = False
        session.mount("http://", self.make_line(self.store.fate))
        transport = Transport("http://province", session, self.clock.monotonic)
        self.client = SyncClient(
            store, transport, device_key(self.key), _readers(), piece=Piece(SMALLEST_PIECE), dice=lambda: 0.5,
            describe=partial(describe, store),
        )  # fmt: skip
        if after is not None:
            was, now = (one._session for one in (after, self.client))  # pyright: ignore[reportPrivateUsage]
            now._token = was._token  # pyright: ignore[reportPrivateUsage]

    def end(self) -> None:
        """End the process; what it had not committed is gone."""
        self.store.close()
        self.client.close()

    def save(self, to: Path) -> None:
        """Make a backup, as by an online copy: the process goes on."""
        self.store.close()  # the last connection takes the log into the file; the next use opens one
        copy(self.disk, to)
        self.copies.append(Copy(to, frozenset(self.memory)))

    def restore(self, copied: Copy) -> None:
        """Put a backup back. The process has ended."""
        put_back(copied.disk, self.disk)
        self.memory = set(copied.memory)


def _readers() -> dict[str, Reader]:
    return {
        STREAM_DOSSIERS: Reader(_tell, caught_up=_caught_up, swap=DossierSwap(SECRET)),
        STREAM_CATALOGUE: Reader(_keep),
    }


def _tell(act: Act, change: Change, incarnation: str) -> None:
    """Do what `kiosk sync` does with a dossier."""
    said = DossierStatus.model_validate(change.body)
    apply_status(act, SECRET, change_told(said, change.change_seq, incarnation))


def _caught_up(act: Act) -> None:
    mark_caught_up(act)
    forget_old(act, KEEP_DAYS)


def _keep(act: Act, change: Change, incarnation: str) -> None:
    values: tuple[Any, ...] = (change.key, str(change.body["name"]))
    act.db.execute("INSERT OR REPLACE INTO walk_entry VALUES (?, ?)", values)
