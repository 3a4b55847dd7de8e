"""What several commands open first: the folder of data, its settings and its store."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import click

from kiosk.clock import Clock
from kiosk.commands.parent import ANEW
from kiosk.config import Settings, kiosk_home, load_settings, settings_changed, settings_to_run_with, settings_version
from kiosk.errors import ConfigError
from kiosk.store import clock_marks
from kiosk.store.database import Store
from kiosk.store.outbox import boot_id
from kiosk.trusted_clock import FAR_MS, TrustedClock
from kiosk.updates.files import signed_settings


def open_store(clock: Clock) -> Store:
    """Return the hall's store in $KIOSK_HOME, made when it is missing; see `store_in`."""
    return store_in(kiosk_home(), clock)


def store_in(home: Path, clock: Clock) -> Store:
    """Return the hall's store in `home`. Its clock is `clock` as far as that can be believed: use that one."""
    far_ms = FAR_MS
    with suppress(ConfigError):  # told by whoever needs the settings
        far_ms = settings_to_run_with(home)[0].sync.clock_minutes * 60_000
    trusted = TrustedClock(clock, boot_id(), far_ms)
    store = Store(home / "hall.db", trusted)
    trusted.attend(lambda: clock_marks.read(store.db))
    return store


def keys_folder(home: Path) -> Path:
    """Return where the hall's keys lie: its own secrets, and the public keys (*.recipient) it seals to."""
    return home / "keys"


def running_settings(home: Path) -> Settings:
    """Return the settings a long-running process uses; a mistyped line is told, and the last good ones serve."""
    settings, wrong = settings_to_run_with(home)
    if wrong is not None:
        click.echo(str(wrong), err=True)
    return settings


def anew_with_new_settings(home: Path) -> Callable[[], int | None]:
    """Return what answers ANEW once settings were written after this moment and can be used as they are.

    A file that is gone, half written or mistyped changes nothing: the settings in use are good.
    """
    own = home / "hall.toml"
    since, had_own = settings_version(home), own.exists()

    def look() -> int | None:
        gone = not own.exists() and (had_own or signed_settings(home) is None)
        if gone or not settings_changed(home, since):
            return None
        try:
            load_settings(home)
        except ConfigError:
            return None
        return ANEW

    return look
