"""Noticing that somebody changed the hall's file, also another process, without reading any of it."""

import sqlite3
import threading

from kiosk.errors import StoreError
from kiosk.store import journal
from kiosk.store.database import Store


class Watch:
    """Looks at the file through a connection of its own, from any thread.

    Raises:
        StoreError: the file cannot be read now.
    Source:
        https://www.sqlite.org/pragma.html#pragma_data_version
    """

    def __init__(self, store: Store) -> None:
        self._db = store.connect()
        # A look may still run in its thread when the task that asked for it was cancelled; SQLite does not survive
        # a connection that is closed under a running statement.
        self._guard = threading.Lock()
        try:
            self._seen = self._version()
        except sqlite3.Error as error:
            self._db.close()
            raise StoreError(problem=str(error)) from error

    def news(self, after: int) -> list[journal.Entry]:
        """Return the journal's entries behind number `after`, if anything was committed since the last look.

        Raises:
            StoreError: the file cannot be read now; the next look tries again.
        """
        with self._guard:
            try:
                version = self._version()
                if version == self._seen:
                    return []
                entries = list(journal.entries(self._db, after))
            except sqlite3.Error as error:
                raise StoreError(problem=str(error)) from error
            self._seen = version
            return entries

    def close(self) -> None:
        """Close the connection when the look that runs now has ended; a later look raises StoreError."""
        with self._guard:
            self._db.close()

    def _version(self) -> int:
        return self._db.execute("PRAGMA data_version").fetchone()[0]
