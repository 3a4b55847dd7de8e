"""Who may do what: clerks log in with a PIN, kiosks carry a token. The file holds hashes, never a PIN or a token.

Six digits are quickly guessed whatever the hash, so the guard that counts is the pause: after every five wrong PINs for
one clerk from one address, and after every fifty for one clerk from all addresses. It doubles each time up to a quarter
of an hour, and ends with the right PIN: a million PINs take years, not months. A phone in the hall cannot keep a clerk
out: an address from which this clerk logged in during the last 30 days waits for its own wrong PINs only.
"""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from math import ceil
from typing import Literal

from argon2 import PasswordHasher

from kiosk.clock import milliseconds
from kiosk.errors import TooManyTriesError, WeakPinError, WrongPinError
from kiosk.hashing import HASHER, Hashing
from kiosk.store import clerks as table
from kiosk.store.database import Store
from kiosk.throttle import counted, pause_left

Role = Literal["clerk", "manager", "technician"]

SESSION_LASTS = timedelta(hours=12)
TRIES, TRIES_OF_ALL = 5, 50  # wrong PINs before a pause: from one address, and from all that are new to the clerk
KNOWN_MS = 30 * 86_400_000  # for how long an address is a clerk's own after the last log-in there
PIN = re.compile(r"\d{6,12}", re.ASCII)
REPEATS = 3  # digits: 111111, 121212 and 123123 are what everybody tries first


@dataclass(frozen=True, slots=True)
class Clerk:
    """`id` is typed or picked at log-in, `name` is shown; `counter` is where the clerk usually serves; who is `off`
    comes in no more."""

    id: str
    name: str
    role: Role
    counter: int | None
    off: bool = False


@dataclass(frozen=True, slots=True)
class Device:
    """`letter` is the second kiosk that it is; None for one that keeps no numbers of its own."""

    name: str
    letter: str | None


class Access:
    """Clerks, sessions and devices of one hall."""

    def __init__(self, store: Store, hasher: PasswordHasher = HASHER) -> None:
        self._store, self._hashing = store, Hashing(hasher)

    def clerks(self, everybody: bool = False) -> list[Clerk]:
        """Return the clerks in the order of their counters; with `everybody` also those who are switched off."""
        return [_clerk(row) for row in table.rows(self._store.db, everybody)]

    def pin_hash(self, pin: str) -> str:
        """Return what is kept of a PIN.

        Raises:
            WeakPinError: not 6 to 12 digits, or among the first that anybody tries.
        """
        if not PIN.fullmatch(pin) or _easily_guessed(pin):
            raise WeakPinError()
        return self._hashing.hash(pin)

    def put_clerk(self, clerk: str, pin: str, counter: int | None, role: Role = "clerk", name: str = "") -> Clerk:
        """Add a clerk, or change the PIN, role and counter of one.

        Raises:
            WeakPinError: not 6 to 12 digits, or among the first that anybody tries.
        """
        shown, pin_hash = name or clerk, self.pin_hash(pin)
        with self._store.act() as act:
            table.put(act.db, clerk, shown, role, counter, pin_hash, milliseconds(act.now))
            act.record("clerk.put", clerk, role=role, counter=counter)
        return Clerk(clerk, shown, role, counter)

    def has_pin(self, clerk: str, pin: str) -> bool:
        """Say whether this is the clerk's PIN, without counting a try: for the technician's side, never for a page."""
        row = table.get(self._store.db, clerk)
        return row is not None and self._hashing.fits(row["pin_hash"], pin)

    def remove_clerk(self, clerk: str) -> None:
        """Forget a clerk, who is logged out at once. Nothing happens where there is none."""
        with self._store.act() as act:
            if table.get(act.db, clerk) is not None:
                table.drop(act.db, clerk)
                act.record("clerk.removed", clerk)

    def log_in(self, clerk: str, pin: str, address: str = "") -> tuple[str, Clerk]:
        """Return a new session's token and its clerk.

        Args:
            address: where the try comes from, such as the browser's IP address.
        Raises:
            WrongPinError: no such clerk, or not the PIN; both take the same time.
            TooManyTriesError: wrong too often; not even the right PIN helps now.
        """
        row = table.get(self._store.db, clerk)
        if row is None or row["off"]:
            self._hashing.fits_nobody(pin)
            raise WrongPinError()
        self._count_try(clerk, address)
        if not self._hashing.fits(row["pin_hash"], pin):
            with self._store.act() as act:
                act.record("clerk.refused", clerk)
            raise WrongPinError()
        token = secrets.token_urlsafe(32)
        with self._store.act() as act:
            now, until = milliseconds(act.now), milliseconds(act.now + SESSION_LASTS)
            table.note_address(act.db, clerk, address, now, now - KNOWN_MS)
            table.add_session(act.db, _digest(token), clerk, now, until)
            act.record("clerk.logged_in", clerk)
        return token, _clerk(row)

    def _count_try(self, clerk: str, address: str) -> None:
        """Count a try before its PIN is looked at, so that tries in the same moment count too, at any server.

        Raises:
            TooManyTriesError: wait.
        """
        with self._store.act() as act:
            now = milliseconds(act.now)
            here, good = table.tries_from(act.db, clerk, address)
            left = pause_left(here, now, TRIES)
            of_all = None if good is not None and good > now - KNOWN_MS else table.tries(act.db, clerk)
            if of_all is not None:
                left = max(left, pause_left(of_all, now, TRIES_OF_ALL))
                table.set_tries(act.db, clerk, *counted(of_all, now, left, TRIES_OF_ALL))
            table.set_tries_from(act.db, clerk, address, *counted(here, now, left, TRIES))
        if left > 0:
            raise TooManyTriesError(seconds=ceil(left / 1000))

    def session(self, token: str) -> Clerk | None:
        """Return who is logged in with this token; None when nobody is any more."""
        row = table.session(self._store.db, _digest(token), milliseconds(self._store.clock.now()))
        return _clerk(row) if row else None

    def log_out(self, token: str) -> None:
        clerk = self.session(token)
        with self._store.act() as act:
            table.end_session(act.db, _digest(token))
            if clerk:
                act.record("clerk.logged_out", clerk.id)

    def add_device(self, name: str, token: str | None = None, letter: str | None = None) -> str:
        """Let a kiosk in; returns its token, which is not kept and cannot be shown again.

        Args:
            letter: of the second kiosk that the token speaks for; the token it had before ends.
        """
        chosen = token or secrets.token_urlsafe(32)
        with self._store.act() as act:
            table.put_device(act.db, _digest(chosen), name, letter, milliseconds(act.now))
            act.record("device.added", name, **({"letter": letter} if letter else {}))
        return chosen

    def remove_device(self, token: str) -> None:
        """Let the kiosk with this token in no more. Nothing happens where there is none."""
        with self._store.act() as act:
            name = table.drop_device(act.db, _digest(token))
            if name is not None:
                act.record("device.removed", name)

    def remove_devices(self, name: str) -> int:
        """Let all devices with this name in no more, as after a theft; returns how many there were."""
        with self._store.act() as act:
            gone = table.drop_devices(act.db, name)
            if gone:
                act.record("device.removed", name)
        return gone

    def devices(self) -> list[Device]:
        return [Device(row["name"], row["letter"]) for row in table.devices(self._store.db)]

    def device(self, token: str) -> Device | None:
        """Return whose token this is, None where it lets nobody in."""
        row = table.device(self._store.db, _digest(token))
        return Device(row["name"], row["letter"]) if row else None

    def is_device(self, token: str) -> bool:
        return self.device(token) is not None


def _easily_guessed(pin: str) -> bool:
    """Say whether a PIN counts up or down, or says one to three digits again and again."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    repeats = any(pin == (pin[:length] * len(pin))[: len(pin)] for length in range(1, REPEATS + 1))
    return steps in ({1}, {9}) or repeats


def page_token(session_token: str) -> str:
    """Return what a page of this session must send back with every act: a foreign page cannot know it."""
    return hashlib.sha256(b"page:" + session_token.encode()).hexdigest()


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def _clerk(row: table.Row) -> Clerk:
    return Clerk(row["id"], row["name"], row["role"], row["counter"], bool(row["off"]))
