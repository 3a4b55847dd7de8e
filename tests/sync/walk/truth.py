"""What must be true at the end of a walk, told by the walk's own account and not by what the code believes."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import select

from kiosk.commands.asking import change_told
from kiosk.dossiers.told import told_row
from kiosk.store import dossiers, journal
from kiosk.store.outbox import digest
from kiosk.store.sync_state import device_id
from sync.messages import STREAM_DOSSIERS, DossierStatus
from sync.province.feed import EVERYBODY
from sync.province.tables import blob, change_feed, dead_letter, ingest_event, ingest_key, submission
from tests.sync.walk.machine import SECRET, Hall, Machine
from tests.sync.walk.province import Server


class BrokenError(AssertionError):
    """A walk ended where it must not."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What somebody did at a machine.

    Attributes:
        effect: it is a submission that the province must enter in its list.
        paper: the sealed bytes of the paper photographed for it.
    """

    sha256: bytes
    effect: bool = False
    paper: bytes | None = field(default=None, repr=False)


@dataclass
class Account:
    """Who did what, and who was promised what.

    Attributes:
        facts: everything anybody did, by the event's id.
        promised: ids that a screen called received. A province put back forgets what its backup does not hold.
        lives: every incarnation this province has had.
    """

    facts: dict[str, Fact] = field(default_factory=dict[str, Fact])
    promised: set[str] = field(default_factory=set[str])
    lives: set[str] = field(default_factory=set[str])
    said: dict[str, set[str]] = field(default_factory=dict[str, set[str]])  # by machine, as it was at the last look
    told: dict[tuple[str, str], set[str]] = field(default_factory=dict[tuple[str, str], set[str]])

    def publish(self, stream: str, scope: str, key: str) -> None:
        self.told.setdefault((stream, scope), set()).add(key)

    def look(self, machine: Machine, *, put_back: bool = False) -> None:
        """Note what the screens of a machine say now that they did not say before.

        Args:
            put_back: its disk was put back; what an old disk says is no new promise.
        """
        rows = machine.store.db.execute(
            "SELECT event_id, acked_incarnation FROM outbox_event WHERE state = 'acked'"
        ).fetchall()
        now = {row[0] for row in rows if row[1] in self.lives}
        if not put_back:
            self.promised |= now - self.said.get(machine.name, set())
        self.said[machine.name] = now

    def check(self, machines: Sequence[Machine], server: Server) -> None:
        """Compare both ends with this account.

        Raises:
            BrokenError: something is lost, doubled, changed, or not told.
        """
        stored = self._stored(server)
        visible = _dead(machines, server)
        required = self.promised.union(*(one.memory for one in machines))
        _none("lost", required - stored - visible)
        _none("effects lost or invented", _effects(server) ^ {one for one in stored if self.facts[one].effect})
        for one in machines:
            states = dict(one.store.db.execute("SELECT event_id, state FROM outbox_event").fetchall())
            _none(f"called received at {one.name}, and is not there",
                  {event for event, state in states.items() if state == "acked"} - stored)  # fmt: skip
            self._papers(one, stored, server)
            _none(f"still waiting at {one.name}", {event for event, state in states.items() if state == "pending"})
            journal.verify(one.store.db)
            self._told(one, server)

    def _stored(self, server: Server) -> set[str]:
        with server.database.read() as db:
            rows = db.execute(select(ingest_event)).all()
            keys = [row.event_id for row in db.execute(select(ingest_key.c.event_id))]
        _none("stored twice", _twice(row.event_id for row in rows))
        _none("stored, and nobody did it", {row.event_id for row in rows} - set(self.facts))
        _none("stored with other content", {
            row.event_id for row in rows
            if digest(row.event_id, row.kind, row.v, row.wall_ms, row.body) != self.facts[row.event_id].sha256
        })  # fmt: skip
        _none("events without a key, or keys without an event", set(keys) ^ {row.event_id for row in rows})
        return set(keys)

    def _papers(self, machine: Machine, stored: set[str], server: Server) -> None:
        """Every paper on a machine's disk is in the province too, whole and equal, or a dead letter here."""
        dead = {row[0] for row in machine.store.db.execute("SELECT blob FROM submission_blob WHERE state = 'dead'")}
        owner = str(device_id(machine.store.db))
        for event in machine.memory & stored:
            paper = self.facts[event].paper
            if paper is None or (name := hashlib.sha256(paper).hexdigest()) in dead:
                continue
            with server.database.read() as db:
                whole = db.execute(select(blob.c.whole_ms).where(blob.c.device_id == owner, blob.c.blob_id == name))
                if whole.scalar() is None or server.files.read(owner, name) != paper:
                    raise BrokenError(f"paper lost or changed: {machine.name} {event}")

    def _told(self, machine: Machine, server: Server) -> None:
        """Compare what a machine knows of its province with what the province tells."""
        now = _newest(server, machine.hall)
        codes = {code for scope in (EVERYBODY, machine.hall.id) for code in self.told.get((STREAM_DOSSIERS, scope), ())}
        allowed = {_key(code) for code in codes}
        known = {bytes(row[0]) for row in machine.store.db.execute("SELECT code_key FROM dossier")}
        _none(f"another hall's dossiers at {machine.name}", {one.hex() for one in known - allowed})
        for (stream, key), body in now.items():
            if stream == STREAM_DOSSIERS:
                row = dossiers.get(machine.store.db, _key(key))
                here = None if row is None else (row.status, row.note)
                there = (str(body["status"]), body["note"])
            else:
                found = machine.store.db.execute("SELECT body FROM walk_entry WHERE key = ?", (key,)).fetchone()
                here, there = found and found[0], body["name"]
            if here != there:
                raise BrokenError(f"{machine.name} says {here} of {stream} {key}, the province {there}")


def _newest(server: Server, hall: Hall) -> dict[tuple[str, str], dict[str, object]]:
    with server.database.read() as db:
        rows = db.execute(select(change_feed).order_by(change_feed.c.change_seq)).all()
    return {(row.stream, row.key): json.loads(row.body) for row in rows if row.scope in (EVERYBODY, hall.id)}


def _key(code: str) -> bytes:
    said = DossierStatus(
        official_code=code, provisional_code=None, procedure="", status=1, received_ms=None, due_ms=None,
        finished_ms=None, note=None, holder_proof=None,
    )  # fmt: skip
    return told_row(SECRET, change_told(said), datetime(2026, 1, 1, tzinfo=UTC)).code_key


def _dead(machines: Sequence[Machine], server: Server) -> set[str]:
    """Return what people see as a dead letter, at either end."""
    with server.database.read() as db:
        there = set(db.execute(select(dead_letter.c.event_id)).scalars())
    here = (
        row[0]
        for one in machines
        for row in one.store.db.execute("SELECT event_id FROM outbox_event WHERE state = 'dead'")
    )
    return there.union(here)


def _effects(server: Server) -> set[str]:
    with server.database.read() as db:
        entered = list(db.execute(select(submission.c.event_id)).scalars())
    _none("submissions entered twice", _twice(entered))
    return set(entered)


def _twice(ids: Iterable[str]) -> set[str]:
    return {one for one, times in Counter(ids).items() if times > 1}


def _none(what: str, which: set[str]) -> None:
    if which:
        raise BrokenError(f"{what}: {sorted(which)}")
