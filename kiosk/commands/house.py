"""What several commands open first: the folder of data, its settings and its store."""

from pathlib import Path

from kiosk.clock import Clock
from kiosk.config import kiosk_home
from kiosk.store.database import Store


def open_store(clock: Clock) -> Store:
    """Return the hall's store in $KIOSK_HOME, made when it is missing."""
    return Store(kiosk_home() / "hall.db", clock)


def keys_folder(home: Path) -> Path:
    """Return where the hall's keys lie: its own secrets, and the public keys (*.recipient) it seals to."""
    return home / "keys"
