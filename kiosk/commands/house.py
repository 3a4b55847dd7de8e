"""What several commands open first: the folder of data, its settings and its store."""

from pathlib import Path

import click

from kiosk.clock import Clock
from kiosk.config import Settings, kiosk_home, settings_to_run_with
from kiosk.store.database import Store


def open_store(clock: Clock) -> Store:
    """Return the hall's store in $KIOSK_HOME, made when it is missing."""
    return Store(kiosk_home() / "hall.db", clock)


def keys_folder(home: Path) -> Path:
    """Return where the hall's keys lie: its own secrets, and the public keys (*.recipient) it seals to."""
    return home / "keys"


def running_settings(home: Path) -> Settings:
    """Return the settings a long-running process uses; a mistyped line is told, and the last good ones serve."""
    settings, wrong = settings_to_run_with(home)
    if wrong is not None:
        click.echo(str(wrong), err=True)
    return settings
