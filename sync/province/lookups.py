"""How often a machine may look a dossier up by its code. Codes are consecutive: without a limit, a stolen machine could
read every status of the province.

Each machine has one row, which all workers share. An hour begins with the first question after the last one was over.
What is found in the machine's own hall comes down to it anyway: the wide limit over all is there against loops.
"""

from dataclasses import dataclass
from math import ceil

from sqlalchemy import Connection, select, update

from sync.messages import ProblemCode
from sync.province.database import Database
from sync.province.devices import Device
from sync.province.life_tables import device_lookups
from sync.province.problems import ProvinceError

HOUR_MS = 3_600_000


@dataclass(frozen=True, slots=True)
class LookupLimits:
    """Questions an hour that a machine may ask: for what is not of its own hall, found or not, and in all.

    No rule names a number. Sixty is a paper of another commune every minute of a busy hour; to read ten thousand codes
    of one day would take a week.
    """

    elsewhere: int = 60
    every: int = 600


def count_lookup(
    database: Database, db: Connection, limits: LookupLimits, device: Device, hall: str | None, now_ms: int
) -> None:
    """Count a question for a dossier of `hall`, or for one that is not there (None), in a transaction that writes.

    Raises:
        ProvinceError: too much was asked in this hour; the answer may not be told, nor whether there is one.
    """
    mine = device_lookups.c.device_id == device.device_id
    new = {"device_id": device.device_id, "since_ms": now_ms, "elsewhere": 0, "every": 0}
    db.execute(database.insert_new(device_lookups, ("device_id",)).values(**new))
    asked = db.execute(select(device_lookups).where(mine).with_for_update()).one()
    since, elsewhere, every = asked.since_ms, asked.elsewhere, asked.every
    if not 0 <= now_ms - since < HOUR_MS:
        since, elsewhere, every = now_ms, 0, 0
    elsewhere, every = elsewhere + int(hall != device.hall), every + 1
    if every > limits.every or (hall != device.hall and elsewhere > limits.elsewhere):
        raise ProvinceError(ProblemCode.TOO_MANY_LOOKUPS, retry_after=ceil((since + HOUR_MS - now_ms) / 1000))
    db.execute(update(device_lookups).where(mine).values(since_ms=since, elsewhere=elsewhere, every=every))
