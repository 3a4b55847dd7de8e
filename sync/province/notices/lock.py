"""One sender for a province, whatever number of machines and processes it runs on."""

import fcntl
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from kiosk.errors import SenderRunningError
from sync.province.database import Database

_SENDER_LOCK = 7_209_002  # beside the other locks of sync.province.database


@contextmanager
def the_one_sender(database: Database, home: Path) -> Generator[None]:
    """Hold the right to send until the end of the block, or of the process, however it ends.

    Raises:
        SenderRunningError: somebody else holds it.
    """
    with (home / "notices.lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise SenderRunningError from error
        if not database.is_postgresql:
            yield
            return
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
            if not db.execute(text("SELECT pg_try_advisory_lock(:lock)"), {"lock": _SENDER_LOCK}).scalar():
                raise SenderRunningError
            yield
