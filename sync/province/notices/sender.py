"""Sending messages: each reaches its gateway at most once, and none is lost in silence.

claim  ->  send under our own reference  ->  note what the gateway said

A claim is on disk before anything leaves. Whoever dies between claim and note leaves a message in `sending`, and so
does a gateway that gives no answer that counts. Then the gateway is asked by our reference, after the time in which a
request still under way may arrive. One that cannot be asked gets the same reference again only within the time for
which it promises to take it once; otherwise nobody knows, and the message becomes `unsure`, for an official.
"""

import logging
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import Enum, auto
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select, update

from kiosk.clock import HALL_ZONE, Clock, milliseconds
from kiosk.errors import SealError
from sync.province.database import Database
from sync.province.notices import words
from sync.province.notices.book import State
from sync.province.notices.consent import Agreed, ConsentBook, Nobody, erase_old
from sync.province.notices.gateway import Gateway, Known, Outgoing, Said, Taken, Told
from sync.province.notices.settings import NoticeSettings
from sync.province.tables import dossier, villager_notice
from sync.schedule import Schedule

HOUR_MS = 3_600_000
LONGEST_ASKING_MS = 24 * HOUR_MS  # a gateway that is away for longer: an official should know

log = logging.getLogger(__name__)


class Turn(Enum):
    """What came of looking for the next message."""

    NOTHING = auto()  # none is due
    PASSED = auto()  # one was put off or ended
    AWAY = auto()  # the gateway is not there: the others need not be tried


@dataclass(frozen=True, slots=True)
class Claim:
    """A message that is ours to send now. `attempts` counts this one."""

    channel: str
    outgoing: Outgoing
    attempts: int


class Sender:
    """The one sender of a province; `sync.province.only_one` sees to that.

    Args:
        gateways: by channel.
        dice: random numbers in [0, 1).
    """

    def __init__(
        self,
        database: Database,
        consents: ConsentBook,
        gateways: Mapping[str, Gateway],
        settings: NoticeSettings,
        clock: Clock,
        dice: Callable[[], float] = random.random,
    ) -> None:
        self._database, self._consents, self._gateways = database, consents, gateways
        self._settings, self._clock, self._dice = settings, clock, dice
        self._schedule = Schedule(settings.retry_base_seconds, settings.retry_cap_seconds)

    def round(self, ended: Callable[[], bool] = lambda: False) -> None:
        """Find out what became of those in `sending`, send what is due, erase what is over.

        Args:
            ended: asked between two messages; True leaves the others for later.
        """
        self._settle_all()
        turn = Turn.PASSED
        while turn is Turn.PASSED and not ended():
            turn = self._next()
        if turn is Turn.NOTHING:
            self._settle_all()
        with self._database.write() as db:
            erase_old(db, self._settings.keep_days, self._now_ms)

    @property
    def _now_ms(self) -> int:
        return milliseconds(self._clock.now())

    # --- one message ---

    def _next(self) -> Turn:
        with self._database.write() as db:
            row = db.execute(
                select(villager_notice)
                .where(villager_notice.c.state == "waiting", villager_notice.c.next_ms <= self._now_ms)
                .order_by(villager_notice.c.next_ms, villager_notice.c.notice_id)
                .limit(1)
                .with_for_update()
            ).first()
            if row is None:
                return Turn.NOTHING
            claim = self._claim(db, row)
        if claim is None:
            return Turn.PASSED
        said = self._gateways[claim.channel].send(claim.outgoing)
        with self._database.write() as db:
            self._note(db, claim, said)
        return Turn.AWAY if said.taken is Taken.AWAY else Turn.PASSED

    def _claim(self, db: Connection, row: Row[Any]) -> Claim | None:
        """Claim the message, or end it or put it off, in the transaction that asks for the consent."""
        now_ms, settings = self._now_ms, self._settings
        if row.claimed_ms is not None and not self._safe_again(row):
            return self._end(db, row, "unsure", row.why or "no_answer")
        old = row.made_ms + settings.oldest_hours * HOUR_MS < now_ms
        try:
            agreed = self._consents.agreed(db, row.official_code, now_ms)
        except SealError:
            return self._end(db, row, "dead", "phone_key")
        if agreed is Nobody.LOCKED and not old:
            return self._put_off(db, row, now_ms + HOUR_MS)
        if not isinstance(agreed, Agreed) or row.kind not in settings.tell:
            return self._drop(db, row)
        if old:
            return self._end(db, row, "dead", "too_old")
        if agreed.channel not in self._gateways:
            return self._end(db, row, "dead", "no_gateway")
        if (later := self._not_before(db, row, agreed)) is not None:
            return self._put_off(db, row, later)
        return self._hold(db, row, agreed)

    def _hold(self, db: Connection, row: Row[Any], agreed: Agreed) -> Claim:
        about = db.execute(select(dossier).where(dossier.c.official_code == row.official_code)).one()
        hall = self._settings.hall_name(about.hall)
        facts = words.Facts(row.official_code, hall, about.received_ms, about.due_ms, row.reason)
        text = words.compose(row.kind, facts, self._settings.accents)
        gateway, now_ms = self._gateways[agreed.channel], self._now_ms
        patient = gateway.can_be_asked or gateway.safe_again_ms > 0
        self._change(
            db, row.notice_id, "waiting", state="sending", channel=agreed.channel, text=text, phone_mark=agreed.mark,
            claimed_ms=row.claimed_ms or now_ms, attempts=row.attempts + 1,
            next_ms=now_ms + round(self._settings.settle_seconds * 1000) if patient else now_ms,
        )  # fmt: skip
        outgoing = Outgoing(row.notice_id, agreed.phone, text, row.kind, facts.values())
        return Claim(agreed.channel, outgoing, row.attempts + 1)

    def _note(self, db: Connection, claim: Claim, said: Said) -> None:
        reference, now_ms = claim.outgoing.reference, self._now_ms
        log.log(logging.INFO if said.taken is Taken.YES else logging.WARNING, "%s %s", reference, said.taken)
        tried_out = said.taken is Taken.LATER and claim.attempts >= self._settings.most_attempts
        if said.taken is Taken.YES:
            changes = {"state": "sent", "ended_ms": now_ms, "gateway_id": said.gateway_id, "why": None}
        elif said.taken is Taken.UNKNOWN:
            changes = {"why": said.why}
        elif said.taken is Taken.NEVER or tried_out:
            changes = {"state": "dead", "ended_ms": now_ms, "why": said.why}
        else:
            wait = self._schedule.delay(claim.attempts, self._dice(), said.retry_after)
            # An attempt that reached nobody is none.
            attempts = claim.attempts - (1 if said.taken is Taken.AWAY else 0)
            changes = {"state": "waiting", "claimed_ms": None, "attempts": attempts, "why": said.why}
            changes["next_ms"] = now_ms + round(wait * 1000)
        self._change(db, reference, "sending", **changes)

    # --- what became of those in `sending` ---

    def _settle_all(self) -> None:
        with self._database.read() as db:
            rows = db.execute(
                select(villager_notice)
                .where(villager_notice.c.state == "sending", villager_notice.c.next_ms <= self._now_ms)
                .order_by(villager_notice.c.claimed_ms)
            ).all()
        for row in rows:
            gateway = self._gateways.get(row.channel)
            told = gateway.ask(row.notice_id) if gateway and gateway.can_be_asked else Told(Known.CANNOT)
            with self._database.write() as db:
                self._note_told(db, row, told)

    def _note_told(self, db: Connection, row: Row[Any], told: Told) -> None:
        now_ms = self._now_ms
        changes: dict[str, Any]
        if told.known is Known.YES:
            changes = {"state": "sent", "ended_ms": now_ms, "gateway_id": told.gateway_id}
        elif told.known is Known.NO:
            changes = {"state": "waiting", "claimed_ms": None, "next_ms": now_ms}
        elif told.known is Known.CANNOT and self._safe_again(row):
            changes = {"state": "waiting", "next_ms": now_ms}
        elif told.known is Known.AWAY and now_ms - row.claimed_ms < LONGEST_ASKING_MS:
            wait = self._schedule.delay(max(1, row.attempts), self._dice())
            changes = {"next_ms": now_ms + round(wait * 1000)}
        else:
            changes = {"state": "unsure", "ended_ms": now_ms, "why": row.why or "no_answer"}
        self._change(db, row.notice_id, "sending", **changes)

    def _safe_again(self, row: Row[Any]) -> bool:
        gateway = self._gateways.get(row.channel)
        return gateway is not None and self._now_ms - row.claimed_ms < gateway.safe_again_ms

    # --- when, and how it ends ---

    def _not_before(self, db: Connection, row: Row[Any], agreed: Agreed) -> int | None:
        """Return when this number may be told something, None for now."""
        now = self._clock.now().astimezone(HALL_ZONE)
        night, morning = self._settings.quiet
        here = now.time()
        asleep = here >= night or here < morning if night > morning else night <= here < morning
        if asleep:
            day = now.date() + timedelta(days=1 if here >= morning else 0)
            return milliseconds(datetime.combine(day, morning, HALL_ZONE))
        midnight = milliseconds(datetime.combine(now.date(), time(), HALL_ZONE))
        today = db.execute(
            select(func.count()).where(
                villager_notice.c.phone_mark == agreed.mark,
                villager_notice.c.claimed_ms >= midnight,
                villager_notice.c.notice_id != row.notice_id,
            )
        ).scalar_one()
        if today < self._settings.per_number_and_day:
            return None
        return milliseconds(datetime.combine(now.date() + timedelta(days=1), morning, HALL_ZONE))

    def _drop(self, db: Connection, row: Row[Any]) -> None:
        """Let a message go that nobody agreed to. One that was on its way when the consent was taken back is kept."""
        if row.attempts:
            self._end(db, row, "withdrawn", row.why)
        else:
            db.execute(delete(villager_notice).where(villager_notice.c.notice_id == row.notice_id))

    def _end(self, db: Connection, row: Row[Any], state: State, why: str | None) -> None:
        self._change(db, row.notice_id, "waiting", state=state, ended_ms=self._now_ms, why=why)

    def _put_off(self, db: Connection, row: Row[Any], until_ms: int) -> None:
        self._change(db, row.notice_id, "waiting", next_ms=until_ms)

    def _change(self, db: Connection, notice_id: str, of: State, **to: Any) -> None:
        same = (villager_notice.c.notice_id == notice_id) & (villager_notice.c.state == of)
        db.execute(update(villager_notice).where(same).values(**to))
