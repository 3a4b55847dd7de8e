"""Who agreed to be told, when, on what words, and how it ends.

A villager answers at the kiosk (sealed with the other answers; read here only when there is something to tell) or at a
desk. A "no" is kept too. What was taken back stays as a record without its number.
"""

import json
from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field
from sqlalchemy import Connection, Row, insert, select, update
from uuid6 import uuid7

from kiosk.errors import SealError
from kiosk.ports import Opener
from sync.province import at_desks
from sync.province.journal import note
from sync.province.notices.phones import PHONE, PhoneKey, as_written_here, masked
from sync.province.tables import consent, dossier, submission, villager_notice

Channel = Literal["sms", "zalo"]
DESK_WORDS = "tell.consent.desk.1"
OVER = frozenset({3, 7, 9, 10})  # statuses after which nothing more is told
DAY_MS = 24 * 3_600_000


class Contact(BaseModel):
    """Where to send messages. To be given only by who agreed to it."""

    phone: str = Field(pattern=PHONE, repr=False, examples=["0912345678"])
    channel: Channel = "sms"
    words: Annotated[str, Field(pattern=r"^[A-Za-z0-9._@ -]{1,100}$")] = Field(
        default=DESK_WORDS, description="Which text was agreed to, with its version."
    )


class ConsentLine(BaseModel):
    """One answer of an applicant, as the record keeps it."""

    given: bool
    channel: Channel
    words: str = Field(description="Which text was agreed to, with its version.")
    way: str = Field(description='"kiosk" or "desk".')
    at_ms: int
    withdrawn_ms: int | None
    erased_ms: int | None = Field(description="When the number was erased.")
    phone: str | None = Field(description="Its last three digits, while it is kept.")


@dataclass(frozen=True, slots=True)
class Agreed:
    """A consent in force, with what is needed to use it."""

    consent_id: str
    channel: Channel
    phone: str
    mark: str


class Nobody(Enum):
    """Why there is no consent in force."""

    SAID_NO = "said_no"  # or took it back, or was never asked
    LOCKED = "locked"  # the answer lies sealed, and its key is not here


class ConsentBook:
    """
    Args:
        opener: opens villagers' answers; None where the province's key is kept elsewhere.
        kiosk_channel: what a villager's "yes" at the kiosk means.
    """

    def __init__(self, phones: PhoneKey, opener: Opener | None = None, kiosk_channel: Channel = "sms") -> None:
        self._phones, self._opener = phones, opener
        self._kiosk_channel: Channel = kiosk_channel

    def give(self, db: Connection, official_code: str, contact: Contact, way: str, now_ms: int) -> None:
        """Keep a consent; it takes the place of the one in force. The same again: nothing happens."""
        mark = self._phones.mark(contact.phone)
        same = (consent.c.phone_mark == mark) & (consent.c.channel == contact.channel)
        same &= consent.c.words == contact.words
        if db.execute(select(consent.c.consent_id).where(_in_force(official_code), same)).first():
            return
        _end(db, official_code, now_ms)
        self._keep(db, official_code, contact, way, now_ms)

    def agreed(self, db: Connection, official_code: str, now_ms: int) -> Agreed | Nobody:
        """Return the consent in force, held until the transaction ends: who takes it back now waits for that."""
        row = db.execute(
            select(consent).where(_in_force(official_code), consent.c.phone_sealed.is_not(None)).with_for_update()
        ).first()
        if row is not None:
            phone = self._phones.open(row.phone_sealed, row.consent_id)
            return Agreed(row.consent_id, row.channel, phone, row.phone_mark)
        return Nobody.SAID_NO if _was_asked(db, official_code) else self._read_answers(db, official_code, now_ms)

    def lines(self, db: Connection, official_code: str) -> list[ConsentLine]:
        """Return the record of a dossier, newest first."""
        rows = db.execute(
            select(consent)
            .where(consent.c.official_code == official_code)
            .order_by(consent.c.at_ms.desc(), consent.c.consent_id.desc())
        )
        return [self._line(row) for row in rows]

    def _line(self, row: Row[Any]) -> ConsentLine:
        phone = masked(self._phones.open(row.phone_sealed, row.consent_id)) if row.phone_sealed else None
        return ConsentLine.model_validate({**row._mapping, "phone": phone})  # pyright: ignore[reportPrivateUsage]

    def _read_answers(self, db: Connection, official_code: str, now_ms: int) -> Agreed | Nobody:
        """Look once into the answers a dossier came from, and keep what they say about messages."""
        of_dossier = (submission.c.device_id == dossier.c.device_id) & (submission.c.event_id == dossier.c.event_id)
        row = db.execute(
            select(submission)
            .select_from(submission.join(dossier, of_dossier))
            .where(dossier.c.official_code == official_code)
        ).first()
        if row is None:
            return Nobody.SAID_NO
        if self._opener is None:
            return Nobody.LOCKED
        try:
            sealed = at_desks.newest_answers(db, row.device_id, row.event_id) or row.sealed
            contact = _contact_in(json.loads(self._opener.open(sealed)), self._kiosk_channel)
        except (SealError, ValueError, KeyError, TypeError, AttributeError):
            contact = None  # such answers an official reads at a desk; a number is not guessed out of them
        note(db, now_ms, "notices", "consent.read", official_code, given=int(contact is not None))
        if contact is None:
            _keep_no(db, official_code, self._kiosk_channel, "kiosk", row.arrived_ms)
            return Nobody.SAID_NO
        return self._keep(db, official_code, contact, "kiosk", row.arrived_ms)

    def _keep(self, db: Connection, official_code: str, contact: Contact, way: str, at_ms: int) -> Agreed:
        consent_id, mark = str(uuid7()), self._phones.mark(contact.phone)
        status = db.execute(select(dossier.c.status).where(dossier.c.official_code == official_code)).scalar_one()
        db.execute(
            insert(consent).values(
                consent_id=consent_id, official_code=official_code, given=1, channel=contact.channel,
                words=contact.words, way=way, at_ms=at_ms, phone_mark=mark, over_ms=at_ms if status in OVER else None,
                phone_sealed=self._phones.seal(contact.phone, consent_id),
            )
        )  # fmt: skip
        return Agreed(consent_id, contact.channel, contact.phone, mark)


def withdraw(db: Connection, official_code: str, now_ms: int) -> None:
    """Take the consent back: the number is erased now, and what waits is not sent. Again: nothing happens."""
    db.execute(
        update(villager_notice)
        .where(villager_notice.c.official_code == official_code, villager_notice.c.state == "waiting")
        .values(state="withdrawn", ended_ms=now_ms)
    )
    if not _end(db, official_code, now_ms) and not _was_asked(db, official_code):
        _keep_no(db, official_code, "sms", "desk", now_ms)  # a "yes" in answers that nobody has read does not count
    note(db, now_ms, "office", "consent.withdrawn", official_code)


def mark_over(db: Connection, official_code: str, status: int, now_ms: int) -> None:
    """Note since when a dossier needs no messages; from then on its number is kept for some days only."""
    over = now_ms if status in OVER else None
    changed = update(consent).where(consent.c.official_code == official_code)
    if over is not None:
        changed = changed.where(consent.c.over_ms.is_(None))
    db.execute(changed.values(over_ms=over))


def erase_old(db: Connection, keep_days: int, now_ms: int) -> int:
    """Erase the numbers of dossiers that have been over for `keep_days`; returns how many."""
    done = db.execute(
        update(consent)
        .where(consent.c.over_ms < now_ms - keep_days * DAY_MS, consent.c.phone_sealed.is_not(None))
        .values(phone_sealed=None, phone_mark=None, erased_ms=now_ms)
    )
    return done.rowcount


def _in_force(official_code: str) -> Any:
    return (consent.c.official_code == official_code) & (consent.c.given == 1) & consent.c.withdrawn_ms.is_(None)


def _end(db: Connection, official_code: str, now_ms: int) -> bool:
    ended = db.execute(
        update(consent)
        .where(_in_force(official_code))
        .values(withdrawn_ms=now_ms, phone_sealed=None, phone_mark=None, erased_ms=now_ms)
    )
    return bool(ended.rowcount)


def _was_asked(db: Connection, official_code: str) -> bool:
    return db.execute(select(consent.c.consent_id).where(consent.c.official_code == official_code)).first() is not None


def _keep_no(db: Connection, official_code: str, channel: Channel, way: str, at_ms: int) -> None:
    db.execute(
        insert(consent).values(
            consent_id=str(uuid7()), official_code=official_code, given=0, channel=channel, words="", way=way,
            at_ms=at_ms,
        )
    )  # fmt: skip


def _contact_in(opened: dict[str, Any], channel: Channel) -> Contact | None:
    """Return what the answers say: the pages `sms` and `phone` of every form of ours (assets/forms)."""
    answers: dict[str, dict[str, Any]] = opened["answers"]
    yes, said = answers.get("sms", {}).get("value"), answers.get("phone", {}).get("value")
    phone = as_written_here(said) if isinstance(said, str) else None
    if yes != "yes" or phone is None:
        return None
    words = opened.get("words", {}).get("sms") or f"{opened['form']}.{opened['form_version']}"
    return Contact(phone=phone, channel=channel, words=words)
