"""How the file came to its present shape: one set of sqlite-utils migrations a room, each recorded as it runs.

A migration that has been released is never changed; the next change is a new function below it.
"""

import sqlite3

from sqlite_utils import Database, Migrations

from kiosk.store.migrations.catalogue import catalogue
from kiosk.store.migrations.clerks import clerks
from kiosk.store.migrations.desk import desk
from kiosk.store.migrations.dossiers import dossiers
from kiosk.store.migrations.drafts import drafts
from kiosk.store.migrations.forms import forms
from kiosk.store.migrations.ground import ground
from kiosk.store.migrations.handover import handover
from kiosk.store.migrations.help import help_calls
from kiosk.store.migrations.papers import papers
from kiosk.store.migrations.queue import queue
from kiosk.store.migrations.ratings import ratings
from kiosk.store.migrations.submissions import submissions
from kiosk.store.migrations.sync import sync
from kiosk.store.migrations.updates import updates

ALL_MIGRATIONS: tuple[Migrations, ...] = (
    ground,
    queue,
    catalogue,
    submissions,
    dossiers,
    sync,
    clerks,
    help_calls,
    ratings,
    handover,
    forms,
    drafts,
    desk,
    papers,
    updates,
)


def apply_all(db: sqlite3.Connection) -> None:
    """Run what this file lacks, inside the caller's transaction."""
    for migrations in ALL_MIGRATIONS:
        migrations.apply(Database(db))
