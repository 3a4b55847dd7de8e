"""Sending to the national exchange what waits for it: each dossier's steps in their order, as the only one who does.

First the dossier as it is now (inserted, and updated where it is there), then its events one by one. Each event is
marked before it is sent; one whose end is not known (a lost reply, a killed process) is looked for at the far side
before it goes again. A refusal is tried again with growing, jittered waits and ends as dead, where officials see it
with the far side's reason. A line that is down is no refusal and uses up nothing.
"""

import logging
import random
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, func, select, text, update

from kiosk.catalogue.exchange_record import read_exchange_record, why_not
from kiosk.catalogue.report import Report
from kiosk.errors import (
    ExchangeDownError,
    ExchangeError,
    ExchangeLoginError,
    ExchangeRefusedError,
    ExchangeRunningError,
    WorkerRunningError,
)
from sync.exchange.client import AlreadyThereError, FarSide, NotThereError
from sync.exchange.dossiers import Dossier, ProcedureWords, Step, dossier_record, progress_record
from sync.exchange.lookup import FarDossier, read_lookup
from sync.exchange.settings import ExchangeSettings
from sync.province.drafts import ask_procedure
from sync.province.exchange_facts import drafted_words, facts_of
from sync.province.province import Province
from sync.province.tables import exchange_outbox
from sync.schedule import Schedule
from sync.worker import only_one

WAITING, SENT, DEAD = "waiting", "sent", "dead"
REFUSALS = 8  # of one item, over about a day; then it is dead
DOWN_IN_A_ROW = 3  # one dossier that the far side chokes on must not look like a line that is down
DOSSIERS_PER_ROUND = 200
KEEP = timedelta(days=30)
IDLE_SECONDS = 30.0
LOCK_FILE, LOCK_NUMBER = "exchange.lock", 7_209_002
RETRY = Schedule(base=60.0, cap=6 * 3600.0)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Round:
    """What a round did, in steps of dossiers."""

    sent: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits and what officials must look at; `oldest_ms`: since when the oldest waits for its turn."""

    waiting: int
    dead: int
    oldest_ms: int | None


class Exchange:
    """Sends what waits in the province's outbox.

    Args:
        dice: random numbers in [0, 1).
    """

    def __init__(
        self, province: Province, far: FarSide, settings: ExchangeSettings,
        retry: Schedule = RETRY, dice: Callable[[], float] = random.random,
    ) -> None:  # fmt: skip
        self._province = province
        self._far = far
        self._settings = settings
        self._retry = retry
        self._dice = dice
        self._words: dict[str, ProcedureWords] = {}
        self._sent = self._refused = 0

    def round(self) -> Round:
        """Send what is due.

        Raises:
            ExchangeDownError: no answer; what was not noted as sent goes again.
            ExchangeLoginError: the account is not let in.
        """
        self._sent = self._refused = down = 0
        with self._province.database.read() as db:
            codes = _due(db, self._province.now_ms)
        for code in codes:
            try:
                self._dossier(code)
                down = 0
            except ExchangeLoginError:
                raise
            except ExchangeDownError:
                down += 1
                if down == min(DOWN_IN_A_ROW, len(codes)):
                    raise
                self._later(code)
        self._forget_old()
        return Round(self._sent, self._refused)

    def run(self, stop: threading.Event, idle: float = IDLE_SECONDS) -> None:
        """Send until `stop` is set."""
        failures = 0
        while not stop.is_set():
            try:
                done = self.round()
                failures = 0
                wait = 0.0 if done.sent == DOSSIERS_PER_ROUND else idle * (0.8 + 0.4 * self._dice())
            except ExchangeError as error:
                failures += 1
                wait = self._retry.delay(failures, self._dice())
                log.info("exchange: %s", type(error).__name__)
            stop.wait(wait)

    def look_up(self, code: str) -> FarDossier | None:
        """Return a dossier as the far side has it, None where it has none.

        Raises:
            ExchangeError: no answer, or it refused to look.
        """
        try:
            return read_lookup(self._far.call("TraCuuHoSo", mahoso=code), code)
        except NotThereError:
            return None

    def _dossier(self, code: str) -> None:
        with self._province.database.read() as db:
            waiting = _waiting(db, code)
            known = db.execute(select(func.count()).where(_is(code), exchange_outbox.c.state == SENT)).scalar_one()
            facts = facts_of(db, code, self._province.keys.opener)
            words = drafted_words(db, facts.procedure.code)
        facts = replace(facts, procedure=words or self._asked_words(facts.procedure.code))
        try:
            self._put(dossier_record(facts, self._settings), is_known=known > 0)
        except ExchangeRefusedError as error:
            self._refuse(code, [one.number for one in waiting], error)
            return
        by_number = {one.number: one for one in facts.steps}
        for item in waiting:
            try:
                self._tell(facts, by_number[item.number], looks_first=item.begun_ms is not None)
            except ExchangeRefusedError as error:
                if not self._refuse(code, [item.number], error):
                    return  # the events behind it wait: the far side would show them in a wrong order
                continue
            self._note(code, item.number, state=SENT, begun_ms=None, done_ms=self._province.now_ms)
            self._sent += 1

    def _put(self, record: dict[str, Any], *, is_known: bool) -> None:
        """Insert the dossier, or update it; whichever the far side does not take, the other."""
        first, then = ("True", "False") if is_known else ("False", "True")
        try:
            self._far.call("DongBoHoSoMC", isUpdating=first, data=[record])
        except (AlreadyThereError, NotThereError):
            self._far.call("DongBoHoSoMC", isUpdating=then, data=[record])

    def _tell(self, facts: Dossier, step: Step, *, looks_first: bool) -> None:
        event = progress_record(facts, step, self._settings)
        if looks_first:
            there = self.look_up(facts.code)
            if there is not None and (event["ThoiDiemXuLy"], event["TrangThai"]) in there.events:
                return
        self._note(facts.code, step.number, begun_ms=self._province.now_ms)
        try:
            self._far.call("CapNhatTienDoHoSoMC", data=[event])
        except AlreadyThereError:
            return
        except ExchangeRefusedError:
            self._note(facts.code, step.number, begun_ms=None)
            raise

    def _asked_words(self, code: str) -> ProcedureWords:
        """Return how the exchange names a procedure, asked for once."""
        if code not in self._words:
            raw = ask_procedure(self._far, code)
            if raw is None or why_not(raw):
                return ProcedureWords(code)
            one = read_exchange_record(raw, "", Report())
            self._words[code] = ProcedureWords(code, one.name, dict(one.extra).get("MALINHVUC", ""), one.field)
        return self._words[code]

    def _refuse(self, code: str, numbers: list[int], error: ExchangeRefusedError) -> bool:
        """Note a refusal; returns whether the items are dead now."""
        self._refused += len(numbers)
        log.warning("exchange refused an item: code %s", error.values["code"])
        is_dead = True
        with self._province.database.write() as db:
            for item in _waiting(db, code):
                if item.number not in numbers:
                    continue
                refusals = item.attempts + 1
                state = DEAD if refusals >= REFUSALS else WAITING
                is_dead = is_dead and state == DEAD
                db.execute(
                    update(exchange_outbox)
                    .where(_is(code), exchange_outbox.c.number == item.number)
                    .values(
                        state=state, attempts=refusals, next_ms=self._next_ms(refusals),
                        error_code=str(error.values["code"]), message=str(error.values["reason"]),
                    )
                )  # fmt: skip
        return is_dead

    def _later(self, code: str) -> None:
        """Let a dossier wait that got no answer, so that the others come first."""
        with self._province.database.write() as db:
            db.execute(
                update(exchange_outbox)
                .where(_is(code), exchange_outbox.c.state == WAITING)
                .values(next_ms=self._next_ms(1))
            )

    def _next_ms(self, failures: int) -> int:
        return self._province.now_ms + round(1000 * self._retry.delay(failures, self._dice()))

    def _note(self, code: str, number: int, **values: Any) -> None:
        with self._province.database.write() as db:
            db.execute(update(exchange_outbox).where(_is(code), exchange_outbox.c.number == number).values(**values))

    def _forget_old(self) -> None:
        before = self._province.now_ms - round(KEEP.total_seconds() * 1000)
        old = (exchange_outbox.c.state == SENT) & (exchange_outbox.c.done_ms < before)
        with self._province.database.write() as db:
            db.execute(delete(exchange_outbox).where(old))


def backlog(db: Connection) -> Backlog:
    """Return what waits."""
    counts = select(exchange_outbox.c.state, func.count(), func.min(exchange_outbox.c.next_ms))
    found = {row[0]: (row[1], row[2]) for row in db.execute(counts.group_by(exchange_outbox.c.state))}
    return Backlog(found.get(WAITING, (0, None))[0], found.get(DEAD, (0, None))[0], found.get(WAITING, (0, None))[1])


def dead_letters(db: Connection, limit: int = 500) -> list[Row[Any]]:
    """Return the items the far side refused for good, with its reasons."""
    dead = select(exchange_outbox).where(exchange_outbox.c.state == DEAD)
    return list(db.execute(dead.order_by(exchange_outbox.c.official_code, exchange_outbox.c.number).limit(limit)))


def revive(db: Connection, now_ms: int) -> int:
    """Let what was refused go again; returns how many items."""
    dead = update(exchange_outbox).where(exchange_outbox.c.state == DEAD)
    return db.execute(dead.values(state=WAITING, attempts=0, next_ms=now_ms)).rowcount


@contextmanager
def only_sender(province: Province, home: Path) -> Generator[None]:
    """Be the only one who sends, on this machine and over this database, until the block or the process ends.

    Raises:
        ExchangeRunningError: somebody else is.
    """
    try:
        with only_one(home / LOCK_FILE), _database_lock(province):
            yield
    except WorkerRunningError as error:
        raise ExchangeRunningError from error


@contextmanager
def _database_lock(province: Province) -> Generator[None]:
    """Hold PostgreSQL's lock in a connection of its own: it is let go when the connection breaks, however it does."""
    if not province.database.is_postgresql:
        yield
        return
    with province.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
        if not db.execute(text("SELECT pg_try_advisory_lock(:lock)"), {"lock": LOCK_NUMBER}).scalar():
            raise ExchangeRunningError
        try:
            yield
        finally:
            db.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": LOCK_NUMBER})


def _is(code: str) -> ColumnElement[bool]:
    return exchange_outbox.c.official_code == code


def _due(db: Connection, now_ms: int) -> list[str]:
    """Return the dossiers with something to send now, the longest waiting first."""
    code, next_ms = exchange_outbox.c.official_code, func.min(exchange_outbox.c.next_ms)
    due = select(code).where(exchange_outbox.c.state == WAITING).group_by(code).having(next_ms <= now_ms)
    return list(db.execute(due.order_by(next_ms, code).limit(DOSSIERS_PER_ROUND)).scalars())


def _waiting(db: Connection, code: str) -> list[Row[Any]]:
    wanted = select(exchange_outbox).where(_is(code), exchange_outbox.c.state == WAITING)
    return list(db.execute(wanted.order_by(exchange_outbox.c.number)))
