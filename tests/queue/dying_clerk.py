"""A clerk whose process is killed in the middle of an act: run as a program by test_processes_killed.py.

Arguments: a folder that holds before.db, and a verb. For every statement of the act a child process, on a copy of the
file, dies by SIGKILL just before it; the last child dies when the act has ended. Then the same request is sent again.
Writes one JSON line a death: the state of the hall after the kill, and after the request was repeated.
"""

import json
import os
import shutil
import signal
import sys
from itertools import count
from pathlib import Path
from typing import Any, cast

from kiosk.clock import SystemClock
from kiosk.config import default_settings_file, read_settings
from kiosk.papers.draw_ticket import draw_ticket
from kiosk.queue.desk import Desk
from kiosk.queue.tickets import Verb
from kiosk.store import journal
from kiosk.store.database import Store

ENDED = 7
SETTINGS = read_settings(default_settings_file())
SHOWN = {
    "leg": "seq, service, state, version, no_shows, counter, for_counter, came_from",
    "period": "n, state, counter, until_ms IS NULL",
    "call": "number, counter, recall, undone",
    "journal": "kind",
    "outbox_event": "kind",
    "request": "what",
    "print_job": "kind, state",
    "queue_cycle": "counter, counts",
}


def main(folder: str, verb: str) -> None:
    before = Path(folder) / "before.db"
    ticket, version = _seen(before)
    died = True
    for statement in count(1):
        file = before.with_name(f"{statement}.db")
        shutil.copy(before, file)
        died = _die_in(file, verb, ticket, version, statement)
        killed = state_of(file)
        store = Store(file, SystemClock())
        act(store, verb, ticket, version)
        store.close()
        print(json.dumps({"killed": killed, "repeated": state_of(file)}), flush=True)
        if not died:
            return


def act(store: Store, verb: str, ticket: str, version: int) -> None:
    """Do `verb`; the request is the same every time."""
    desk = Desk(store, SETTINGS, draw_ticket)
    match verb:
        case "take":
            desk.take("killed", "A")
        case "next":
            desk.next("killed", 1)
        case "reprint":
            desk.reprint("killed", ticket)
        case _:
            more: dict[str, Any] = {"transfer": {"service": "B"}, "resume": {"counter": 1}}.get(verb, {})
            desk.change(cast("Verb", verb), "killed", ticket, version, **more)


def _seen(file: Path) -> tuple[str, int]:
    """Return the ticket that the clerk saw, and at which version: the first one of the day."""
    store = Store(file, SystemClock())
    row = store.row("SELECT ticket, version FROM leg ORDER BY ticket, seq DESC LIMIT 1")
    store.close()
    assert row is not None
    return row["ticket"], row["version"]


def state_of(file: Path) -> dict[str, list[list[Any]]]:
    """Return what stands in the file, without ids and times; the journal must be whole."""
    store = Store(file, SystemClock())
    journal.verify(store.db)
    state = {
        table: sorted(([*row] for row in store.rows(f"SELECT {columns} FROM {table}")), key=str)
        for table, columns in SHOWN.items()
    }
    store.close()
    return state


def _die_in(file: Path, verb: str, ticket: str, version: int, statement: int) -> bool:
    """Let a child die just before its statement of this number; False when the act had ended before."""
    child = os.fork()
    if child == 0:
        store, left = Store(file, SystemClock()), count(1)

        def watch(sql: str) -> None:
            if next(left) == statement:
                os.kill(os.getpid(), signal.SIGKILL)

        store.db.set_trace_callback(watch)
        act(store, verb, ticket, version)
        os._exit(ENDED)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != ENDED


if __name__ == "__main__":
    main(*sys.argv[1:])
