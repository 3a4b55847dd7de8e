"""The messages to villagers: made with the change they tell of, kept until it is known what became of them.

waiting      to be sent at `next_ms`
sending      handed to the gateway, or about to be; what became of it is not known here yet
sent         the gateway has it
unsure       it may have it or not, and cannot be asked: never sent again, an official looks after it
dead         refused for good, too old, or tried too often: an official looks after it
settled      an official has looked after it
superseded   a newer one about the dossier took its place
withdrawn    the applicant took the consent back

A message whose applicant agreed to none goes without a trace when its turn comes.
"""

from collections.abc import Collection
from typing import Literal

from pydantic import BaseModel, Field
from sqlalchemy import Connection, func, insert, select, update
from uuid6 import uuid7

from sync.messages import ProblemCode
from sync.province.journal import note
from sync.province.notices import consent
from sync.province.notices.words import Kind
from sync.province.problems import ProvinceError
from sync.province.tables import dossier, villager_notice

State = Literal["waiting", "sending", "sent", "unsure", "dead", "settled", "superseded", "withdrawn"]
_TOLD: dict[int, Kind] = {3: "refused", 5: "supplement", 9: "ready"}


class NoticeLine(BaseModel):
    """A message in the officials' list; without its number."""

    notice_id: str
    official_code: str
    hall: str
    kind: Kind
    state: State
    made_ms: int
    claimed_ms: int | None = Field(description="When it was last handed to the gateway.")
    ended_ms: int | None
    attempts: int
    text: str | None = Field(description="What the villager read, or would have.")
    why: str | None = Field(description="The gateway's own code, or our word for what is wrong.")


def tell(
    db: Connection, official_code: str, kind: Kind, change_seq: int, now_ms: int, reason: str | None = None
) -> None:
    """Make the message about one change, in the transaction of that change."""
    db.execute(
        update(villager_notice)
        .where(villager_notice.c.official_code == official_code, villager_notice.c.state == "waiting")
        .values(state="superseded", ended_ms=now_ms)
    )
    db.execute(
        insert(villager_notice).values(
            notice_id=str(uuid7()), official_code=official_code, cause=str(change_seq), kind=kind, reason=reason,
            state="waiting", made_ms=now_ms, next_ms=now_ms, attempts=0,
        )
    )  # fmt: skip


def status_changed(db: Connection, official_code: str, status: int, change_seq: int, now_ms: int) -> None:
    """Tell the applicant of a new status, where it is one to be told."""
    # Messages before consents, as in `withdraw` and in the sender: who locks in one order cannot deadlock.
    if status in _TOLD:
        tell(db, official_code, _TOLD[status], change_seq, now_ms)
    consent.mark_over(db, official_code, status, now_ms)


def lines(db: Connection, states: Collection[State], hall: str | None, limit: int) -> list[NoticeLine]:
    """Return messages in these states, newest first; in any state without `states`."""
    wanted = (
        select(villager_notice, dossier.c.hall)
        .select_from(villager_notice.join(dossier))
        .order_by(villager_notice.c.made_ms.desc(), villager_notice.c.notice_id.desc())
        .limit(limit)
    )
    if states:
        wanted = wanted.where(villager_notice.c.state.in_(states))
    if hall is not None:
        wanted = wanted.where(dossier.c.hall == hall)
    return [NoticeLine.model_validate(row._mapping) for row in db.execute(wanted)]  # pyright: ignore[reportPrivateUsage]


def counts(db: Connection) -> dict[str, int]:
    """Return how many messages there are in each state."""
    rows = db.execute(select(villager_notice.c.state, func.count()).group_by(villager_notice.c.state))
    return {row[0]: row[1] for row in rows}


def settle(db: Connection, notice_id: str, now_ms: int, by: str = "office") -> None:
    """Note that an official has looked after a message that is unsure or dead. Again: nothing happens.

    Raises:
        ProvinceError: no such message, or it needs nobody.
    """
    _move(db, notice_id, ("unsure", "dead"), {"state": "settled", "ended_ms": now_ms}, now_ms, by)


def send_again(db: Connection, notice_id: str, now_ms: int, by: str = "office") -> None:
    """Let a dead message be tried once more, after what was wrong has been put right. Never one that may be there.

    Raises:
        ProvinceError: no such message, or it is not dead.
    """
    fresh: dict[str, str | int | None] = {"state": "waiting", "attempts": 0, "made_ms": now_ms, "next_ms": now_ms}
    fresh |= {"claimed_ms": None, "ended_ms": None, "why": None}
    _move(db, notice_id, ("dead",), fresh, now_ms, by)


def _move(
    db: Connection, notice_id: str, of: tuple[State, ...], to: dict[str, str | int | None], now_ms: int, by: str
) -> None:  # fmt: skip
    row = db.execute(
        select(villager_notice).where(villager_notice.c.notice_id == notice_id).with_for_update()
    ).first()  # fmt: skip
    if row is None:
        raise ProvinceError(ProblemCode.UNKNOWN_NOTICE)
    if row.state == to["state"]:
        return
    if row.state not in of:
        raise ProvinceError(ProblemCode.NOTICE_STATE)
    db.execute(update(villager_notice).where(villager_notice.c.notice_id == notice_id).values(**to))
    note(db, now_ms, by, f"notice.{to['state']}", row.official_code, notice=notice_id)
