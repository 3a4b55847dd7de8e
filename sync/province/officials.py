"""Officials' accounts: who may use the province's pages, and for what. Everything is noted in the audit by the name
typed at log-in; kept are hashes, never a password or a token.

Guessing is slowed as in the halls (kiosk.throttle): by name and address, by name from all addresses that are new to the
official, and by address over all names. Names that nobody has are counted alike, so that nothing tells them apart.
"""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from typing import Literal, cast, get_args

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, select, update

from kiosk.clock import Clock, milliseconds
from kiosk.errors import (
    OfficialKnownError,
    OfficialNameError,
    TooManyPasswordsError,
    UnknownOfficialError,
    WeakPasswordError,
    WrongPasswordError,
)
from kiosk.hashing import Hashing
from kiosk.throttle import Tries, counted, pause_left
from sync.province.database import Database
from sync.province.journal import note
from sync.province.page_tables import official, official_session, official_tries

Role = Literal["official", "publisher", "technician"]
ROLES: tuple[Role, ...] = get_args(Role)

SESSION_LASTS = timedelta(hours=10)
FEWEST_LETTERS, MOST_LETTERS = 10, 200  # of a password
TRIES, TRIES_OF_NAME, TRIES_OF_ADDRESS = 5, 50, 20  # wrong passwords before a pause
ANY = "*"
KNOWN_MS = 30 * 86_400_000  # for how long an address is an official's own after the last log-in there
_NAME = re.compile(r"[a-z][a-z0-9._-]{1,31}", re.ASCII)
_TAKEN = frozenset({"office", "technician"})  # actors of the audit that are no person
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without what looks alike: i, l, o, 0, 1


@dataclass(frozen=True, slots=True)
class Official:
    """`id` is typed at log-in, `name` is shown; who is `off` comes in no more."""

    id: str
    name: str
    role: Role
    off: bool = False


class Officials:
    def __init__(self, database: Database, clock: Clock, hashing: Hashing) -> None:
        self._database, self._clock, self._hashing = database, clock, hashing

    def everybody(self) -> list[Official]:
        """Return all accounts, those that are switched off last."""
        with self._database.read() as db:
            return [
                _official(row) for row in db.execute(select(official).order_by(official.c.off, official.c.official))
            ]

    def names(self) -> dict[str, str]:
        """Return what officials are called on pages, by id."""
        return {one.id: one.name for one in self.everybody()}

    def add(self, by: str, who: str, name: str, role: Role, password: str) -> None:
        """
        Raises:
            OfficialNameError: not 2 to 32 small letters, digits, dots, hyphens, or the name of a program.
            WeakPasswordError, OfficialKnownError.
        """
        if not _NAME.fullmatch(who) or who in _TAKEN:
            raise OfficialNameError()
        kept = self._kept(who, password)
        with self._database.write() as db:
            if _row(db, who) is not None:
                raise OfficialKnownError(name=who)
            now_ms = self._now_ms
            values = {"official": who, "name": name or who, "role": role, "password": kept, "off": 0, "made_ms": now_ms}
            db.execute(insert(official).values(**values))
            note(db, now_ms, by, "official.added", who, role=role)

    def set_password(self, by: str, who: str, password: str) -> None:
        """Give another password. Whoever is logged in with the old one is logged out; wrong tries are forgiven.

        Raises:
            UnknownOfficialError, WeakPasswordError.
        """
        kept = self._kept(who, password)
        with self._database.write() as db:
            self._change(db, who, password=kept)
            db.execute(delete(official_tries).where(official_tries.c.official == who))
            note(db, self._now_ms, by, "official.password", who)

    def switch(self, by: str, who: str, *, on: bool) -> None:
        """Let an official in no more, at once; or in again, with the old password.

        Raises:
            UnknownOfficialError
        """
        with self._database.write() as db:
            self._change(db, who, off=int(not on))
            note(db, self._now_ms, by, "official.on" if on else "official.off", who)

    def log_in(self, who: str, password: str, address: str) -> tuple[str, Official]:
        """Return a new session's token and its official.

        Raises:
            WrongPasswordError: no such official, or not the password; both take the same time.
            TooManyPasswordsError: wrong too often; not even the right password helps now.
        """
        who, address = who.strip().casefold()[:32], address[:64]
        row = self._checked(who, password, address)
        return self._begin(row, address), _official(row)

    def session(self, token: str) -> Official | None:
        """Return who is logged in with this token; None when nobody is any more."""
        wanted = (
            select(official)
            .join(official_session, official_session.c.official == official.c.official)
            .where(
                official_session.c.token_hash == _digest(token),
                official_session.c.until_ms > self._now_ms,
                official.c.off == 0,
            )
        )
        with self._database.read() as db:
            row = db.execute(wanted).first()
        return _official(row) if row else None

    def log_out(self, token: str, who: str) -> None:
        with self._database.write() as db:
            db.execute(delete(official_session).where(official_session.c.token_hash == _digest(token)))
            note(db, self._now_ms, who, "official.logged_out", who)

    def change_password(self, who: str, old: str, new: str, address: str) -> None:
        """Let an official take another password. Guessing at `old` is slowed like logging in.

        Raises:
            WrongPasswordError, TooManyPasswordsError, WeakPasswordError.
        """
        self._checked(who, old, address)
        self.set_password(who, who, new)

    @property
    def _now_ms(self) -> int:
        return milliseconds(self._clock.now())

    def _kept(self, who: str, password: str) -> str:
        if not FEWEST_LETTERS <= len(password) <= MOST_LETTERS or who in password or len(set(password)) < 5:
            raise WeakPasswordError()
        return self._hashing.hash(password)

    def _change(self, db: Connection, who: str, **values: str | int) -> None:
        if not db.execute(update(official).where(official.c.official == who).values(**values)).rowcount:
            raise UnknownOfficialError(name=who)
        db.execute(delete(official_session).where(official_session.c.official == who))

    def _checked(self, who: str, password: str, address: str) -> Row[tuple[object, ...]]:
        """Return the row of an official whose password this is."""
        self._count_try(who, address)
        with self._database.read() as db:
            row = _row(db, who)
        if row is None or row.off:
            self._hashing.fits_nobody(password)
            raise WrongPasswordError()
        if not self._hashing.fits(row.password, password[:MOST_LETTERS]):
            with self._database.write() as db:
                note(db, self._now_ms, who, "official.refused", who)
            raise WrongPasswordError()
        return row

    def _count_try(self, who: str, address: str) -> None:
        """Count a try before its password is looked at, so that tries in the same moment count too, at any worker.

        Raises:
            TooManyPasswordsError: wait.
        """
        new = self._database.insert_new(official_tries, ("official", "address"))
        pairs = {(who, address): TRIES, (ANY, address): TRIES_OF_ADDRESS, (who, ANY): TRIES_OF_NAME}
        with self._database.write() as db:
            now_ms = self._now_ms
            db.execute(delete(official_tries).where(official_tries.c.at_ms < now_ms - KNOWN_MS))
            rows: dict[tuple[str, str], Row[tuple[object, ...]]] = {}
            for pair in sorted(pairs):  # always in one order: two tries at once wait for each other
                db.execute(new.values(official=pair[0], address=pair[1], wrong=0, until_ms=0, at_ms=now_ms))
                rows[pair] = db.execute(select(official_tries).where(_same(*pair)).with_for_update()).one()
            if (rows[who, address].good_ms or 0) > now_ms - KNOWN_MS:
                del rows[who, ANY]
            tries = {pair: Tries(row.wrong, row.until_ms) for pair, row in rows.items()}
            left = max(pause_left(one, now_ms, pairs[pair]) for pair, one in tries.items())
            for pair, one in tries.items():
                then = counted(one, now_ms, left, pairs[pair])
                db.execute(
                    update(official_tries)
                    .where(_same(*pair))
                    .values(wrong=then.wrong, until_ms=then.until_ms, at_ms=now_ms)
                )
        if left > 0:
            raise TooManyPasswordsError(seconds=ceil(left / 1000))

    def _begin(self, row: Row[tuple[object, ...]], address: str) -> str:
        """Open a session, and forgive the wrong tries of this official and address."""
        token, now, who = secrets.token_urlsafe(32), self._clock.now(), row.official
        now_ms = milliseconds(now)
        with self._database.write() as db:
            db.execute(delete(official_session).where(official_session.c.until_ms <= now_ms))
            session = {"token_hash": _digest(token), "official": who, "until_ms": milliseconds(now + SESSION_LASTS)}
            db.execute(insert(official_session).values(**session))
            for pair in ((who, address), (ANY, address), (who, ANY)):
                db.execute(update(official_tries).where(_same(*pair)).values(wrong=0, until_ms=0))
            db.execute(update(official_tries).where(_same(who, address)).values(good_ms=now_ms))
            note(db, now_ms, who, "official.logged_in", who)
        return token


def active_publishers(db: Connection) -> int:
    """Return how many officials may sign what goes to the halls."""
    wanted = select(func.count()).select_from(official).where(official.c.role == "publisher", official.c.off == 0)
    return db.execute(wanted).scalar_one()


def make_password() -> str:
    """Return a password that nobody guesses and anybody can type: "k7wn-3fqz-x2mp-ah9e"."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(16))
    return "-".join(letters[at : at + 4] for at in range(0, 16, 4))


def _row(db: Connection, who: str) -> Row[tuple[object, ...]] | None:
    return db.execute(select(official).where(official.c.official == who)).first()


def _official(row: Row[tuple[object, ...]]) -> Official:
    return Official(row.official, row.name, cast("Role", row.role), bool(row.off))


def _same(who: str, address: str) -> ColumnElement[bool]:
    return (official_tries.c.official == who) & (official_tries.c.address == address)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
