"""One random walk: people work, the line fails, disks are full, die and are put back, clocks jump; then all is mended.

A walk is its seed: the same seed takes the same steps. `python -m tests.sync.walk SEED` tells them one by one.
"""

import logging
import random
import shutil
from base64 import b64encode
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from kiosk.clock import HALL_ZONE, SetClock, milliseconds
from kiosk.errors import KioskError, NotEnrolledError, RevokedError
from kiosk.store import blobs
from kiosk.store.blobs import BlobFolder
from kiosk.store.canonical import canonical
from kiosk.store.database import Act
from kiosk.store.outbox import digest
from kiosk.store.sync_state import sync_status
from sync.client import SyncClient
from sync.messages import STREAM_CATALOGUE, STREAM_DOSSIERS
from sync.province.effects import AGE_HEADER
from sync.province.feed import EVERYBODY
from tests.sync.walk.disk import Death, Fate, put_back
from tests.sync.walk.line import FAULTS, Air, Line
from tests.sync.walk.machine import ENTRIES, Hall, Machine
from tests.sync.walk.province import Server
from tests.sync.walk.truth import Account, BrokenError, Fact

LENGTHS = (8, 12, 40)  # moves: short walks are cheap, and most faults need few steps; some need many
PATIENCE = 80  # rounds after which everything must be through; a refused event waits up to an hour, one round each
MOST_MACHINES = 4
START = datetime(2026, 11, 23, 8, 0, tzinfo=HALL_ZONE)
HALLS = (Hall("khanh-binh", "H12.34"), Hall("dam-doi", "H12.35", snapshots=False))
MEMORY = Path("/dev/shm")
SEALED = b64encode(AGE_HEADER + b"sealed").decode()


class Stage:
    """What many walks share: a folder, a province's process, and the files of enrolled machines to begin with."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.live = folder / "live"
        self.live.mkdir(parents=True)
        self.server = Server(folder, SetClock(START), patch)
        self.clients: list[SyncClient] = []
        for number, hall in enumerate(HALLS):
            machine = self.machine(
                f"m{number}", hall, folder / f"{number}.key", Air(), random.Random(), lambda path: "none"
            )
            machine.start()
            machine.store.db.execute(ENTRIES)
            machine.client.enrol(self.server.code(hall.id, hall.agency), hall.id)
            machine.client.round()
            self.clients.append(machine.client)
            machine.save(folder / f"machine{number}")
            machine.end()
        self.server.save(folder / "begin")

    def machine(
        self, name: str, hall: Hall, key: Path, air: Air, dice: random.Random, draw: Callable[[str], str]
    ) -> Machine:
        def line(fate: Fate) -> Line:
            return Line(self.server, air, draw, dice.randrange, fate)

        return Machine(name, hall, self.live / name, key, SetClock(self.server.clock.now()), line)

    def empty(self) -> None:
        shutil.rmtree(self.live)
        self.live.mkdir()
        shutil.rmtree(self.folder / "keys" / "snapshots", ignore_errors=True)  # all walks begin in the same incarnation


@contextmanager
def staged() -> Generator[Stage]:
    """Give a stage in memory, where there is such a folder: a walk is about what is written, not about the disk's
    speed. What is broken on purpose must be broken before: the stage keeps statements once they are built."""
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder, pytest.MonkeyPatch.context() as patch:
        logging.disable(logging.CRITICAL)
        stage = Stage(Path(folder), patch)
        try:
            yield stage
        finally:
            stage.server.close()
            logging.disable(logging.NOTSET)


class Walk:
    """One walk. `told` lists its steps."""

    def __init__(self, seed: int, stage: Stage) -> None:
        self.told: list[str] = []
        self._dice = random.Random(seed)
        self._stage, self._server = stage, stage.server
        self._air, self._account = Air(), Account()
        self._machines: list[Machine] = []
        self._backups: list[Path] = []
        self._trouble = True
        self._files = 0
        self._anew = False  # whether the province was put back and nobody has said so yet

    def run(self) -> None:
        """Walk, mend everything, and look.

        Raises:
            BrokenError: what must hold does not.
        """
        self._begin()
        try:
            names, weights = list(MOVES_AND_WEIGHTS), [weight for _, weight in MOVES_AND_WEIGHTS.values()]
            for _ in range(self._dice.choice(LENGTHS)):
                self._pass(timedelta(seconds=self._dice.choice((1, 5, 60, 900))))
                name = self._dice.choices(names, weights)[0]
                self.told.append(name)
                MOVES_AND_WEIGHTS[name][0](self)
            self._mend()
            self._drain()
            self._account.check(self._machines, self._server)
        finally:
            for one in self._machines:
                one.end()

    # --- moves: people ---

    def write(self) -> None:
        machine = self._any()
        wishes = [self._wish() for _ in range(self._dice.randint(1, 4))]
        if self._dice.random() < 0.15:
            machine.store.fate.left = self._dice.randrange(12)
        made: dict[str, Fact] = {}

        def work() -> None:
            with machine.store.act() as act:
                for kind, body in wishes:
                    paper = self._photograph(machine, act, body) if kind == "submission.saved" else None
                    event = act.send(kind, body)
                    text, wall = canonical(body), milliseconds(machine.store.clock.now())
                    effect = kind == "submission.saved" and "sealed" in body
                    made[event] = Fact(digest(event, kind, 1, wall, text), effect, paper)
                act.record("walk.wrote", "walk", events=len(wishes))

        done = self._do(machine, work)
        if not done:
            made = {one: fact for one, fact in made.items() if _is_in(machine, one)}
        self._account.facts |= made
        machine.memory |= set(made)

    def _photograph(self, machine: Machine, act: Act, body: dict[str, Any]) -> bytes | None:
        """Lay a photographed paper beside a submission, now and then, as the kiosk's own code does."""
        if "sealed" not in body or self._dice.random() < 0.4:
            return None
        paper = self._dice.randbytes(self._dice.choice((300, 9_000, 20_000)))
        folder = BlobFolder(machine.disk / "blobs")
        blob, now_ms, code = folder.put(paper), milliseconds(act.now), body["code"]
        size = folder.settle(blob)
        act.db.execute(
            """INSERT INTO submission (code, day, counter_value, kiosk, procedure, form, form_version, state, last_page,
                                       sealed, started_ms, changed_ms, saved_ms)
               VALUES (?, '2026-11-23', ?, 'A', '1.001193', 'birth', 1, 'saved', 'p', x'00', ?, ?, ?)""",
            (code, int(code.rpartition("-")[2]), now_ms, now_ms, now_ms),
        )
        blobs.refer(act.db, code, "p", blob, size, now_ms)
        body["blobs"] = [{"blob": blob, "bytes": size}]
        return paper

    def send(self) -> None:
        machine = self._any()
        if self._dice.random() < 0.15:
            machine.store.fate.left = self._dice.randrange(25)
        self._do(machine, machine.client.upload)

    def step(self) -> None:
        machine = self._any()
        if self._dice.random() < 0.15:
            machine.store.fate.left = self._dice.randrange(25)
        for _ in range(self._dice.randint(1, 6)):
            if not self._do(machine, machine.client.step):
                break

    def read(self) -> None:
        machine = self._any()
        if self._dice.random() < 0.15:
            machine.store.fate.left = self._dice.randrange(25)
        self._do(machine, partial(machine.client.download, self._dice.choice((STREAM_DOSSIERS, STREAM_CATALOGUE))))

    def round(self) -> None:
        machine = self._any()
        self._do(machine, machine.client.round)

    def publish(self) -> None:
        if self._dice.random() < 0.4:
            stream, scope, key = STREAM_CATALOGUE, EVERYBODY, f"1.00{self._dice.randrange(3)}"
            body: dict[str, Any] = {"name": f"n{self._dice.randrange(100)}"}
        else:
            hall = self._dice.choice(HALLS)
            stream, scope, key = STREAM_DOSSIERS, hall.id, f"{hall.agency}-261123-000{self._dice.randrange(3)}"
            body = {
                "official_code": key, "provisional_code": None, "procedure": "1.001193",
                "status": self._dice.randint(1, 10), "received_ms": None, "due_ms": None, "finished_ms": None,
                "note": f"n{self._dice.randrange(100)}", "holder_proof": None, "papers": [], "results": [],
            }  # fmt: skip
        self._account.publish(stream, scope, key)
        with suppress(Exception):  # its disk may be full
            self._server.publish(stream, scope, key, body)

    def server_compacts(self) -> None:
        with suppress(Exception):  # its disk may be full
            self._server.compact()

    # --- moves: the line ---

    def late_arrives(self) -> None:
        if self._air.late:
            late = self._air.late.pop(self._dice.randrange(len(self._air.late)))
            self._line().arrive(late)

    # --- moves: disks and processes ---

    def machine_killed(self) -> None:
        self._restart(self._any())

    def machine_full(self) -> None:
        self._any().store.fill(full=True)

    def machine_saved(self) -> None:
        machine = self._any()
        machine.save(self._file())

    def machine_restored(self) -> None:
        machine = self._any()
        if machine.copies:
            machine.end()
            machine.restore(self._dice.choice(machine.copies))
            machine.start()
            self._account.look(machine, put_back=True)

    def machine_cloned(self) -> None:
        machine = self._any()
        if len(self._machines) == MOST_MACHINES:
            return
        name = f"m{len(self._machines)}"
        clone = self._stage.machine(name, machine.hall, machine.key, self._air, self._dice, self._fault)
        machine.save(self._file())
        clone.restore(machine.copies[-1])
        clone.start(after=machine.client)
        self._account.look(clone, put_back=True)
        self._machines.append(clone)

    def server_saved(self) -> None:
        self._backups.append(self._file())
        self._server.save(self._backups[-1])

    def server_restored(self) -> None:
        if self._backups:
            self._server.restore(self._dice.choice(self._backups))
            self._account.promised &= set(self._server.held())
            self._anew = True
            if self._dice.random() < 0.6:
                self.server_says_so()

    def server_says_so(self) -> None:
        if self._anew:
            with suppress(Exception):  # its disk may be full: somebody says it later
                self._account.lives.add(self._server.begin_anew())
                self._anew = False

    def server_full(self) -> None:
        self._server.fill(self._dice.random() < 0.5)

    # --- moves: time, rights, versions ---

    def machine_clock(self) -> None:
        machine, year = self._any(), self._dice.choice((1970, 2099, 2026, 2026, 2027))
        wanted = self._server.clock.now().replace(year=year, day=2)
        machine.clock.forward(wanted - machine.clock.now())
        if self._dice.random() < 0.7:  # a battery is found dead when the machine is switched on
            self._files += 1
            machine.boot = f"boot{self._files}"
            self._restart(machine)

    def server_clock(self) -> None:
        self._server.clock.forward(timedelta(hours=self._dice.choice((-13, -1, 1, 13, 13))))

    def revoke(self) -> None:
        device = sync_status(self._any().store.db).device_id
        with suppress(Exception):  # the province may have forgotten it
            self._server.revoke(str(device))

    def enrol(self) -> None:
        self._enrol(self._any())

    def upgrade(self) -> None:
        self._server.understand_more(self._dice.random() < 0.6)

    # --- how it goes ---

    def _begin(self) -> None:
        stage = self._stage
        stage.empty()
        self._server.clock = SetClock(START)
        self._server.fill(False)
        self._server.understand_more(False)
        self._server.restore(stage.folder / "begin")
        with self._server.database.read():
            self._account.lives.add(str(self._server.province.envelope()["incarnation"]))
        for number, hall in enumerate(HALLS):
            key = stage.folder / f"{number}.key"
            machine = stage.machine(f"m{number}", hall, key, self._air, self._dice, self._fault)
            put_back(stage.folder / f"machine{number}", machine.disk)
            machine.start(after=stage.clients[number])
            self._machines.append(machine)

    def _mend(self) -> None:
        self._trouble = False
        self._air.cursed.clear()
        self._server.fill(False)
        self.server_says_so()
        keeps_wrong_clocks = self._dice.random() < 0.3
        for one in self._machines:
            one.store.fill(full=False)
            if not keeps_wrong_clocks:
                one.clock.forward(self._server.clock.now() - one.clock.now())

    def _drain(self) -> None:
        """Let all that waits go through; what is late comes before that, or when every machine has gone to rest."""
        if self._dice.random() < 0.5:
            self._all_late_arrive()
        waiting = list(self._machines)
        for _ in range(PATIENCE):
            waiting = [one for one in waiting if not self._drained(one)]
            if not waiting:
                self._all_late_arrive()
                return
            self._pass(timedelta(hours=1))
        raise BrokenError(f"not through after {PATIENCE} rounds")

    def _all_late_arrive(self) -> None:
        while self._air.late:
            self._line().arrive(self._air.late.pop())

    def _drained(self, machine: Machine) -> bool:
        try:
            machine.client.round()
        except (RevokedError, NotEnrolledError):
            self._enrol(machine)
            return False
        except KioskError as error:
            self.told.append(f"  {machine.name}: {error!r}")
            return False
        self._account.look(machine)
        status = sync_status(machine.store.db)
        return status.pending == 0 and status.papers == 0

    def _do(self, machine: Machine, work: Callable[[], object]) -> bool:
        """Let a machine's process do something; returns whether it came through."""
        try:
            work()
        except KioskError as error:
            self.told.append(f"  {machine.name}: {error!r}")
            machine.store.fate.left = None
            self._account.look(machine)
            return False
        except Death:
            self.told.append(f"  {machine.name} died")
            self._restart(machine)
            return False
        machine.store.fate.left = None
        self._account.look(machine)
        return True

    def _restart(self, machine: Machine) -> None:
        machine.end()
        machine.start(after=machine.client if self._dice.random() < 0.8 else None)
        self._account.look(machine)

    def _enrol(self, machine: Machine) -> None:
        with suppress(Exception):  # the province's disk may be full
            code = self._server.code(machine.hall.id, machine.hall.agency)
            self._do(machine, lambda: machine.client.enrol(code, machine.hall.id))

    def _pass(self, step: timedelta) -> None:
        for one in (self._server, *self._machines):
            one.clock.forward(step)

    def _fault(self, path: str) -> str:
        # Few at the door: a machine that gets no token sends nothing that could go wrong.
        if not self._trouble or (path.endswith(("/hello", "/token")) and self._dice.random() < 0.85):
            return "none"
        fault = self._dice.choices(list(FAULTS), list(FAULTS.values()))[0]
        self.told.append(f"  line: {fault}")
        return fault

    def _wish(self) -> tuple[str, dict[str, Any]]:
        number = self._dice.randrange(1_000_000)
        match self._dice.choices(("fact", "long", "submission", "poison", "kind", "later", "cursed"),
                                 (50, 12, 15, 6, 2, 10, 3))[0]:  # fmt: skip
            case "long":
                return "ticket.issued", {"n": number, "long": "x" * 3000}
            case "submission":
                return "submission.saved", {
                    "code": f"KB-{number}", "procedure": "1.001193", "form": "birth", "form_version": 1,
                    "day": "2026-11-23", "hall": "khanh-binh", "sealed": SEALED,
                }  # fmt: skip
            case "poison":
                return "submission.saved", {"code": f"KB-{number}"}
            case "kind":
                return "nodot", {}
            case "later":
                return "zebra.seen", {"n": number}
            case "cursed":
                self._air.cursed.append(f"cursed{number}".encode())
                return "ticket.issued", {"word": f"cursed{number}"}
            case _:
                return "ticket.issued", {"n": number}

    def _any(self) -> Machine:
        return self._dice.choice(self._machines)

    def _line(self) -> Line:
        return self._machines[0].make_line(Fate())

    def _file(self) -> Path:
        self._files += 1
        return self._stage.live / f"copy{self._files}"


def broken(stage: Stage, seeds: range) -> dict[int, str]:
    """Return the walks that ended where they must not, and how."""
    found: dict[int, str] = {}
    for seed in seeds:
        try:
            Walk(seed, stage).run()
        except BrokenError as error:
            found[seed] = str(error)
    return found


def _is_in(machine: Machine, event: str) -> bool:
    return machine.store.db.execute("SELECT 1 FROM outbox_event WHERE event_id = ?", (event,)).fetchone() is not None


MOVES_AND_WEIGHTS: dict[str, tuple[Callable[[Walk], None], int]] = {
    "write": (Walk.write, 26),
    "send": (Walk.send, 14),
    "step": (Walk.step, 14),
    "read": (Walk.read, 9),
    "round": (Walk.round, 3),
    "publish": (Walk.publish, 7),
    "server_compacts": (Walk.server_compacts, 3),
    "late_arrives": (Walk.late_arrives, 4),
    "machine_killed": (Walk.machine_killed, 3),
    "machine_full": (Walk.machine_full, 2),
    "machine_saved": (Walk.machine_saved, 4),
    "machine_restored": (Walk.machine_restored, 4),
    "machine_cloned": (Walk.machine_cloned, 2),
    "server_saved": (Walk.server_saved, 4),
    "server_restored": (Walk.server_restored, 3),
    "server_says_so": (Walk.server_says_so, 3),
    "server_full": (Walk.server_full, 2),
    "machine_clock": (Walk.machine_clock, 3),
    "server_clock": (Walk.server_clock, 2),
    "revoke": (Walk.revoke, 1),
    "enrol": (Walk.enrol, 2),
    "upgrade": (Walk.upgrade, 2),
}
