"""Noticing that somebody changed the hall's file, also another process, without reading any of it."""

from kiosk.store import journal
from kiosk.store.database import Store


class Watch:
    """Looks at the file through a connection of its own. One caller at a time; any thread.

    Source:
        https://www.sqlite.org/pragma.html#pragma_data_version
    """

    def __init__(self, store: Store) -> None:
        self._db = store.connect()
        self._seen = self._version()

    def changed(self) -> bool:
        """Return whether anything was committed since the last look."""
        before, self._seen = self._seen, self._version()
        return before != self._seen

    def entries(self, after: int) -> list[journal.Entry]:
        """Return the journal's entries behind number `after`."""
        return list(journal.entries(self._db, after))

    def close(self) -> None:
        self._db.close()

    def _version(self) -> int:
        return self._db.execute("PRAGMA data_version").fetchone()[0]
