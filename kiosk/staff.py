"""The people of a hall, as their manager keeps them: added, moved, given a new PIN, switched off. Never deleted: the
journal knows by their ids who did what. Every act is journalled with the manager's id, never with a name or a PIN."""

from typing import Literal

from kiosk.access import Access, Clerk
from kiosk.clock import milliseconds
from kiosk.errors import ClerkKnownError, LastManagerError, NotAllowedError, UnknownClerkError
from kiosk.store import clerks as table
from kiosk.store.database import Act, Store

StaffRole = Literal["clerk", "manager"]


class Staff:
    """Args:
    access: whose hashing of PINs is used.
    """

    def __init__(self, store: Store, access: Access) -> None:
        self._store, self._access = store, access

    def everybody(self) -> list[Clerk]:
        """Return all, those who are switched off last."""
        return self._access.clerks(everybody=True)

    def add(self, by: str, clerk: str, name: str, role: StaffRole, counter: int | None, pin: str) -> None:
        """
        Raises:
            ClerkKnownError: also when that one is switched off.
            WeakPinError
        """
        pin_hash = self._access.pin_hash(pin)
        with self._store.act() as act:
            if table.get(act.db, clerk) is not None:
                raise ClerkKnownError(clerk=clerk)
            table.put(act.db, clerk, name, role, counter, pin_hash, milliseconds(act.now))
            act.record("clerk.added", clerk, by=by, role=role, counter=counter)

    def change(self, by: str, clerk: str, name: str, role: StaffRole, counter: int | None) -> None:
        """Change name, role and counter; the role counts from the next press of a button.

        Raises:
            UnknownClerkError, LastManagerError, NotAllowedError: a technician is the technician's business.
        """
        with self._store.act() as act:
            self._must_be_ours(act, clerk)
            if role != "manager":
                self._must_leave_a_manager(act, clerk)
            table.change(act.db, clerk, milliseconds(act.now), name=name, role=role, counter=counter)
            act.record("clerk.changed", clerk, by=by, role=role, counter=counter)

    def set_pin(self, by: str, clerk: str, pin: str) -> None:
        """Give a new PIN. Whoever is logged in with the old one is logged out; wrong tries are forgiven.

        Raises:
            UnknownClerkError, WeakPinError, NotAllowedError.
        """
        pin_hash = self._access.pin_hash(pin)
        with self._store.act() as act:
            self._must_be_ours(act, clerk)
            table.change(act.db, clerk, milliseconds(act.now), pin_hash=pin_hash)
            table.end_sessions(act.db, clerk)
            table.forgive(act.db, clerk)
            act.record("clerk.pin", clerk, by=by)

    def switch(self, by: str, clerk: str, on: bool) -> None:
        """Let a clerk in no more, at once; or in again, with the old PIN.

        Raises:
            UnknownClerkError, LastManagerError, NotAllowedError.
        """
        with self._store.act() as act:
            self._must_be_ours(act, clerk)
            if not on:
                self._must_leave_a_manager(act, clerk)
                table.end_sessions(act.db, clerk)
            table.change(act.db, clerk, milliseconds(act.now), off=not on)
            act.record("clerk.on" if on else "clerk.off", clerk, by=by)

    def _must_be_ours(self, act: Act, clerk: str) -> None:
        row = table.get(act.db, clerk)
        if row is None:
            raise UnknownClerkError()
        if row["role"] == "technician":
            raise NotAllowedError()

    def _must_leave_a_manager(self, act: Act, clerk: str) -> None:
        row = table.get(act.db, clerk)
        if row is not None and row["role"] == "manager" and table.other_managers(act.db, clerk) == 0:
            raise LastManagerError()
