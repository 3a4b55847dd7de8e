"""Sending to the national exchange what waits for it: each dossier's steps in their order, as the only one who does.

First the dossier as it is now (inserted, and updated where it is there), then its events one by one. Each event is
marked before it is sent; one whose end is not known (a lost reply, a killed process) is looked for at the far side
before it goes again. A refusal is tried again with growing, jittered waits and ends as dead, where officials see it
with the far side's reason. A line that is down is no refusal and uses up nothing.
"""

import logging
import random
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Row
from sqlalchemy.exc import SQLAlchemyError

from kiosk.catalogue.exchange_record import read_exchange_record, why_not
from kiosk.catalogue.report import Report
from kiosk.errors import (
    ExchangeDownError,
    ExchangeError,
    ExchangeLoginError,
    ExchangeRefusedError,
)
from sync.exchange.client import AlreadyThereError, FarSide, NotThereError
from sync.exchange.dossiers import Dossier, ProcedureWords, Step, dossier_record, progress_record
from sync.exchange.lookup import FarDossier, read_lookup
from sync.exchange.settings import ExchangeSettings
from sync.province import exchange_queue as queue
from sync.province.drafts import ask_procedure
from sync.province.exchange_facts import drafted_words, facts_of
from sync.province.province import Province
from sync.schedule import Schedule

DOWN_IN_A_ROW = 3  # one dossier that the far side chokes on must not look like a line that is down
IDLE_SECONDS = 30.0
RETRY = Schedule(base=60.0, cap=6 * 3600.0)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Round:
    """What a round did, in steps of dossiers; `more` when it stopped at its limit."""

    sent: int = 0
    refused: int = 0
    more: bool = False


class Exchange:
    """Sends what waits in the province's outbox; for one thread at a time.

    Args:
        dice: random numbers in [0, 1).
    """

    def __init__(
        self, province: Province, far: FarSide, settings: ExchangeSettings,
        retry: Schedule = RETRY, dice: Callable[[], float] = random.random,
    ) -> None:  # fmt: skip
        self._province = province
        self._database = province.database
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
        with self._database.read() as db:
            codes = queue.due(db, self._province.now_ms)
        for code in codes:
            try:
                self._dossier(code)
                down = 0
            except ExchangeDownError:
                down += 1
                if down == min(DOWN_IN_A_ROW, len(codes)):
                    raise
                with self._database.write() as db:
                    queue.later(db, code, self._next_ms(1))
        with self._database.write() as db:
            queue.forget_old(db, self._province.now_ms)
        return Round(self._sent, self._refused, len(codes) == queue.DOSSIERS_PER_ROUND)

    def run(self, stop: threading.Event, idle: float = IDLE_SECONDS) -> None:
        """Send until `stop` is set; a line or a database that is away is waited for."""
        failures = 0
        while not stop.is_set():
            try:
                wait = 0.0 if self.round().more else idle * (0.8 + 0.4 * self._dice())
                failures = 0
            except (ExchangeError, SQLAlchemyError) as error:
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
        with self._database.read() as db:
            waiting, known = queue.waiting(db, code), queue.is_known(db, code)
            facts = facts_of(db, code, self._province.keys.opener)
            words = drafted_words(db, facts.procedure.code)
        facts = replace(facts, procedure=words or self._asked_words(facts.procedure.code))
        try:
            self._put(dossier_record(facts, self._settings), known=known)
        except ExchangeLoginError:
            raise
        except ExchangeRefusedError as error:
            self._refuse(waiting, error)
            return
        by_number = {one.number: one for one in facts.steps}
        for item in waiting:
            if not self._event(facts, by_number[item.number], item):
                return  # the events behind it wait: the far side would show them in a wrong order

    def _put(self, record: dict[str, Any], *, known: bool) -> None:
        """Insert the dossier, or update it; whichever the far side does not take, the other."""
        first, then = ("True", "False") if known else ("False", "True")
        try:
            self._far.call("DongBoHoSoMC", isUpdating=first, data=[record])
        except (AlreadyThereError, NotThereError):
            self._far.call("DongBoHoSoMC", isUpdating=then, data=[record])

    def _event(self, facts: Dossier, step: Step, item: Row[Any]) -> bool:
        """Send an event and note what came of it; returns whether the next may go."""
        try:
            if item.begun_ms is None or not self._is_there(facts, step):
                self._tell(facts, step)
        except ExchangeLoginError:
            raise
        except ExchangeRefusedError as error:
            return self._refuse([item], error)
        with self._database.write() as db:
            queue.done(db, facts.code, step.number, self._province.now_ms)
        self._sent += 1
        return True

    def _is_there(self, facts: Dossier, step: Step) -> bool:
        event = progress_record(facts, step, self._settings)
        there = self.look_up(facts.code)
        return there is not None and (event["ThoiDiemXuLy"], event["TrangThai"]) in there.events

    def _tell(self, facts: Dossier, step: Step) -> None:
        with self._database.write() as db:
            queue.begin(db, facts.code, step.number, self._province.now_ms)
        try:
            self._far.call("CapNhatTienDoHoSoMC", data=[progress_record(facts, step, self._settings)])
        except AlreadyThereError:
            return
        except ExchangeRefusedError:
            with self._database.write() as db:
                queue.begin(db, facts.code, step.number, None)
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

    def _refuse(self, items: Sequence[Row[Any]], error: ExchangeRefusedError) -> bool:
        """Note a refusal; returns whether all items are dead now."""
        self._refused += len(items)
        code, reason = str(error.values["code"]), str(error.values["reason"])
        log.warning("exchange refused %d items: code %s", len(items), code)
        with self._database.write() as db:
            dead = [queue.refused(db, item, self._next_ms(item.attempts + 1), code, reason) for item in items]
        return all(dead)

    def _next_ms(self, failures: int) -> int:
        return self._province.now_ms + round(1000 * self._retry.delay(failures, self._dice()))
