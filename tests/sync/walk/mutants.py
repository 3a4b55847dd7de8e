"""Faults that others had in the field, put into our code: a walk that does not find them would prove nothing."""

import sqlite3
from collections.abc import Callable, Collection
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import delete
from sqlalchemy.dialects import sqlite

from kiosk.store import outbox, sync_state
from sync import transport
from sync.download import DownloadLane
from sync.messages import Changes
from sync.province.database import Database
from sync.province.ingest import Intake
from sync.province.tables import ingest_key
from sync.reconcile import ReconcileLane

acknowledge = outbox.acknowledge
Acknowledge = Callable[[sqlite3.Connection, Collection[str], str, int], None]


def _instead(patch: pytest.MonkeyPatch, other: Acknowledge) -> None:
    patch.setattr(outbox, "acknowledge", other)


def acknowledge_by_number(patch: pytest.MonkeyPatch) -> None:
    """One "through number N" for the batch takes what was refused among them for stored."""

    def through(db: sqlite3.Connection, ids: Collection[str], incarnation: str, now_ms: int) -> None:
        acknowledge(db, ids, incarnation, now_ms)
        db.execute(
            """UPDATE outbox_event SET state = 'acked', acked_incarnation = ?, acked_ms = ?
               WHERE rowid <= (SELECT max(rowid) FROM outbox_event WHERE state = 'acked')""",
            (incarnation, now_ms),
        )

    _instead(patch, through)


def mark_all_as_done(patch: pytest.MonkeyPatch) -> None:
    """After a good answer everything that waits counts as sent, also what was not in the request."""

    def everything(db: sqlite3.Connection, ids: Collection[str], incarnation: str, now_ms: int) -> None:
        waiting = [row[0] for row in db.execute("SELECT event_id FROM outbox_event WHERE state = 'pending'")]
        acknowledge(db, [*ids, *waiting], incarnation, now_ms)

    _instead(patch, everything)


def erase_what_is_acknowledged(patch: pytest.MonkeyPatch) -> None:
    """A verdict is taken for a backup."""

    def erase(db: sqlite3.Connection, ids: Collection[str], incarnation: str, now_ms: int) -> None:
        acknowledge(db, ids, incarnation, now_ms)
        db.execute("DELETE FROM outbox_event WHERE state = 'acked' AND rowid < (SELECT max(rowid) FROM outbox_event)")

    _instead(patch, erase)


def never_reconcile(patch: pytest.MonkeyPatch) -> None:
    """What an earlier life of the province acknowledged is not asked about."""

    def step(self: ReconcileLane) -> bool:
        return False

    patch.setattr(ReconcileLane, "step", step)


def name_no_conflict_target(patch: pytest.MonkeyPatch) -> None:
    """The insert also passes over an event whose number another event has."""

    def insert_new(self: Database, table: Any, key: tuple[str, ...]) -> Any:
        return sqlite.insert(table).on_conflict_do_nothing()

    patch.setattr(Database, "insert_new", insert_new)


def forget_the_keys(patch: pytest.MonkeyPatch) -> None:
    """What tells a repeat from a new event is kept for a short time only."""

    take = Intake.take

    def forgetful(self: Intake, *given: Any) -> Any:
        with self._database.write() as db:  # pyright: ignore[reportPrivateUsage]
            db.execute(delete(ingest_key))
        return take(self, *given)

    patch.setattr(Intake, "take", forgetful)


def believe_any_answer(patch: pytest.MonkeyPatch) -> None:
    """All questions have one mark, so the answer to another one passes for ours."""

    def token_hex(size: int) -> str:
        return "0" * size

    patch.setattr(transport, "secrets", SimpleNamespace(token_hex=token_hex))


def move_the_cursor_first(patch: pytest.MonkeyPatch) -> None:
    """How far a stream was read is kept before what was read."""
    apply = DownloadLane._apply  # pyright: ignore[reportPrivateUsage]

    def cursor_first(self: DownloadLane, stream: str, page: Changes, etag: str | None) -> bool:
        store = self._store  # pyright: ignore[reportPrivateUsage]
        with store.act() as act:
            sync_state.move(act.db, stream, page.incarnation, sync_state.Position(page.next, None))
        return apply(self, stream, page, etag)

    patch.setattr(DownloadLane, "_apply", cursor_first)


MUTANTS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    one.__name__: one
    for one in (
        acknowledge_by_number,
        mark_all_as_done,
        erase_what_is_acknowledged,
        never_reconcile,
        name_no_conflict_target,
        forget_the_keys,
        believe_any_answer,
        move_the_cursor_first,
    )
}
