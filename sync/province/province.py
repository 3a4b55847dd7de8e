"""What every request of the province's server needs: the database, the files, the keys, the time."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select
from uuid6 import uuid7

from kiosk.clock import Clock, milliseconds
from sync.messages import PROTOCOL
from sync.province.database import Database
from sync.province.devices import present_incarnation
from sync.province.feed import Publisher
from sync.province.files import Files
from sync.province.home import Keys
from sync.province.ingest import Intake
from sync.province.journal import note
from sync.province.lookups import LookupLimits
from sync.province.notices.consent import ConsentBook
from sync.province.snapshots import Snapshots
from sync.province.tables import incarnation
from sync.province.updates.repository import Repository

PUBLIC_MINIMUM = 5  # no rule names a number; statistical offices use 3 to 10


class Province:
    """
    Args:
        public_minimum: the smallest group of people that a public figure may be about.

    Attributes:
        lookup_limits: of each machine; may be set before the server runs.
    """

    def __init__(
        self, database: Database, keys: Keys, clock: Clock, files: Files, public_minimum: int = PUBLIC_MINIMUM
    ) -> None:
        self.snapshots = Snapshots(keys.home / "snapshots")
        self.database = database
        self.intake = Intake(database)
        self.keys = keys
        self.clock = clock
        self.files = files
        self.updates = Repository(database, keys.signing)
        self.updates.begin(clock.now())
        self.consents = ConsentBook(keys.phones)
        self.public_minimum = public_minimum
        self.lookup_limits = LookupLimits()
        with database.read() as db:
            self._incarnation = present_incarnation(db)

    @property
    def now(self) -> datetime:
        return self.clock.now()

    @property
    def now_ms(self) -> int:
        return milliseconds(self.clock.now())

    def envelope(self, incarnation: str | None = None) -> dict[str, Any]:
        """Return what every answer carries; without a fresh `incarnation`, the last one read.

        A refusal may have to be said while the database is away, which is why the last one is kept.
        """
        self._incarnation = incarnation or self._incarnation
        return {"protocol": PROTOCOL, "server_time": self.now_ms, "incarnation": self._incarnation}


def begin_anew(db: Connection, now_ms: int) -> str:
    """Begin a new incarnation, after the database was restored from a backup; returns its name.

    Halls then send again what an older life of this province had acknowledged, and read all streams anew. The numbers
    of changes go on far above those that the lost time may have given.
    """
    Publisher(db, now_ms).skip_numbers()
    name, last = str(uuid7()), db.execute(select(func.max(incarnation.c.number))).scalar_one()
    db.execute(insert(incarnation).values(number=last + 1, incarnation=name, started_ms=now_ms))
    note(db, now_ms, "office", "incarnation.began", name)
    return name
