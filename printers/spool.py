"""The spool: takes the papers that acts have asked for and prints them one by one.

A job is 'sending' on disk before its first byte leaves. After a crash such a job has an unknown end: it becomes
'failed' and is offered for a marked copy; nothing is ever printed twice by itself.
"""

import logging
import sqlite3
from pathlib import Path
from threading import Event

from kiosk.errors import KioskError, PrintError, StoreError
from kiosk.papers import reprint
from kiosk.papers.paper import Paper
from kiosk.papers.secrets import Secrets, filled
from kiosk.ports import Printer
from kiosk.store import print_jobs
from kiosk.store.database import Store
from kiosk.store.print_jobs import PrintJob
from printers.lock import ProcessLock

LOOK_SECONDS = 0.2  # how often the loop looks for a new paper
MAKER_SECONDS = 5.0  # how long a paper waits for the process that knows what must stand on it
MAKERS_PAPERS = frozenset({"resume"})  # kinds with a text that is not on disk
TROUBLE_SECONDS = 2.0  # how long it leaves a file alone that could not be used

log = logging.getLogger(__name__)


class Spool:
    """Any number of processes may run one; the one that holds the lock beside the database prints.

    Args:
        secrets: what the papers of this process withhold from the disk. The printing passes to the process that can
            complete a paper; when none does so for `MAKER_SECONDS`, the paper comes out without.
    """

    def __init__(
        self, store: Store, printer: Printer, lock_file: Path | None = None, secrets: Secrets | None = None
    ) -> None:
        self._secrets = secrets or Secrets()
        self._left: tuple[str, float] | None = None  # a paper left to its maker, and since when
        self._store = store
        self._printer = printer
        self._lock = ProcessLock(lock_file or store.file.with_name(store.file.name + ".printing"))
        self._ended: tuple[PrintJob, str | None] | None = None  # a paper's end that is not on disk yet, and its problem

    def run(self, stop: Event) -> None:
        """Print whatever is asked for until `stop` is set. For a thread of its own."""
        try:
            while not stop.is_set():
                pause = LOOK_SECONDS
                try:
                    self._pass()
                except (KioskError, sqlite3.Error) as error:  # the disk may be full now and not in a minute
                    log.warning("printing stands still: %s", error)
                    pause = TROUBLE_SECONDS
                    if self._ended is None:
                        self._give_back()  # whoever takes it anew settles what this pass may have left 'sending'
                stop.wait(pause)
        finally:
            self._give_back()

    def print_waiting(self) -> int:
        """Print what waits now; returns how many papers came out. 0 when another process does the printing.

        Raises:
            StoreError: the hall's file cannot be used.
        """
        try:
            return self._pass()
        finally:
            self._give_back()

    def reprint(self, job: str) -> str:
        """Ask for a copy, marked as such, of a paper that was asked for before; returns the new job's id.

        Raises:
            PrintError: there is no such job.
        """
        with self._store.act() as act:
            return reprint.reprint(act, job)

    def _pass(self) -> int:
        if self._left is not None and self._ended is None and self._is_for_its_maker():
            self._give_back()
            return 0
        if not self._mine():
            return 0
        printed = int(self._write_end())
        while self._anything_waiting():
            if self._is_for_its_maker():
                self._give_back()
                break
            with self._store.act() as act:
                job = print_jobs.take_next(act.db)
            if job is None:
                break
            printed += self._print(job)
        return printed

    def _anything_waiting(self) -> bool:
        with self._store.reading() as db:
            return print_jobs.anything_waiting(db)

    def _is_for_its_maker(self) -> bool:
        """Say whether the next paper lacks a text that another process may still bring."""
        with self._store.reading() as db:
            first = print_jobs.first_waiting(db)
        if first is None or first[1] not in MAKERS_PAPERS or self._secrets.holds(first[0]):
            self._left = None
            return False
        now = self._store.clock.monotonic()
        if self._left is None or self._left[0] != first[0]:
            self._left = first[0], now
        return now - self._left[1] < MAKER_SECONDS

    def _give_back(self) -> None:
        """Let another print. An end that could not be written is then the next holder's to settle, as unknown."""
        self._ended = None
        self._lock.give_back()

    def _mine(self) -> bool:
        """Hold the lock. Whoever gets it anew knows that nobody is sending, so what is 'sending' was interrupted."""
        if self._lock.held:
            return True
        try:
            taken = self._lock.take()
        except OSError as error:
            raise StoreError(problem=str(error)) from error
        if taken:
            with self._store.act() as act:
                if lost := print_jobs.give_up_half_sent(act.db):
                    act.record("paper.interrupted", "printer", papers=lost)
        return taken

    def _print(self, job: PrintJob) -> bool:
        self._ended = job, self._problem_of(job)
        return self._write_end()

    def _write_end(self) -> bool:
        """Write how the last paper ended, unless that is done; returns whether it came out and is now written."""
        if self._ended is None:
            return False
        job, problem = self._ended
        with self._store.act() as act:
            print_jobs.finish(act.db, job.id, act.now, problem)
            act.record("paper.failed" if problem else "paper.printed", job.subject, paper=job.kind, problem=problem)
        self._ended = None
        return problem is None

    def _problem_of(self, job: PrintJob) -> str | None:
        """Print one paper; returns the text id of what went wrong."""
        try:
            self._printer.print(filled(Paper.from_json(job.paper), self._secrets.take(job.id)), job.kind)
        except PrintError as error:
            return error.problem
        except Exception:  # one paper that cannot be drawn must not stop the papers behind it
            log.exception("paper %s cannot be printed", job.id)
            return "print.unknown_paper"
        return None
