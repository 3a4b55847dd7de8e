"""A hall server and a second kiosk as processes with files of their own, and a line between that fails on command."""

import json
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx

from kiosk.access import Access
from kiosk.clock import SystemClock
from kiosk.commands.children import Child, kiosk_command
from kiosk.commands.demo.relay import Relay
from kiosk.commands.demo.world import free_port, until
from kiosk.config import default_settings_file
from kiosk.store.database import Store

RANGE = '\n[[kiosks]]\nletter = "B"\nfirst = 800\nlast = 899\n'

SECOND = """
import sys
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread

from uuid6 import uuid7

import kiosk.queue.handover
from kiosk.clock import SystemClock
from kiosk.commands.hall_side import hall_side
from kiosk.config import load_settings
from kiosk.errors import KioskError
from kiosk.store.database import Store

kiosk.queue.handover.PAUSE_SECONDS = 0.1  # a hall looks every two seconds

class WrongClock(SystemClock):
    def now(self):
        return super().now() + timedelta(seconds=float(sys.argv[2]))

home, clock = Path(sys.argv[1]), WrongClock()
hall = hall_side(Store(home / "hall.db", clock), load_settings(home), clock)
for one in hall.beside:
    Thread(target=one, args=(Event(),), daemon=True).start()
print("ready", flush=True)
for line in sys.stdin:
    for _ in range(int(line)):
        try:
            ticket = hall.desk.take(str(uuid7()), "A")
        except KioskError as error:
            print("no", error, flush=True)
        else:
            print(ticket.id, ticket.number, flush=True)
"""


class Kiosk:
    """The second kiosk's process; `ask` lets it take numbers, `take` waits for them."""

    def __init__(self, home: Path, clock_off: float) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", SECOND, str(home), str(clock_off)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.line() == "ready"

    def line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def ask(self, count: int) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{count}\n")
        self.process.stdin.flush()

    def take(self, count: int = 1) -> dict[str, str]:
        """Take and return tickets: number by id."""
        self.ask(count)
        return self.taken(count)

    def taken(self, count: int) -> dict[str, str]:
        pairs = [self.line().split(" ", 1) for _ in range(count)]
        assert all(ticket != "no" for ticket, _ in pairs), pairs
        return dict(pairs)

    def kill(self) -> str:
        """As a power cut would; returns what it had said by then."""
        self.process.kill()
        return self.process.communicate()[0]


class TwoKiosks:
    """
    Args:
        folder: gets `hall` and `second`, the homes of the two machines.
        clock_off: seconds that the second kiosk's clock is ahead.
    """

    def __init__(self, folder: Path, clock_off: float = 0.0) -> None:
        self.hall_home, self.second_home, self._clock_off = folder / "hall", folder / "second", clock_off
        for home in (self.hall_home, self.second_home):
            home.mkdir()
        self.store = Store(self.hall_home / "hall.db", SystemClock())
        self.token = Access(self.store).add_device("kiosk B", letter="B")
        self._port = free_port()
        self.relay = Relay(("127.0.0.1", self._port))
        self._server = Child(
            "hall",
            kiosk_command("hall", "--port", str(self._port)),
            {"KIOSK_HOME": str(self.hall_home)},
            folder / "hall.log",
        )
        self._seconds: list[Kiosk] = []

    def __enter__(self) -> Self:
        self.relay.start()
        whole = default_settings_file().read_text("utf-8")
        whole = whole.replace('hours = ["T2-T6 07:00-11:30", "T2-T6 13:30-17:00"]', "hours = []")
        whole = whole.replace("holidays = true", "holidays = false") + RANGE
        (self.hall_home / "hall.toml").write_text(whole, "utf-8")
        for line, own in (
            ('hall = ""', f'hall = "{self.relay.address}"'),
            ('token = ""', f'token = "{self.token}"'),
            ('letter = "A"               #', 'letter = "B"  #'),
        ):
            whole = whole.replace(line, own)
        (self.second_home / "hall.toml").write_text(whole, "utf-8")
        self.start_server()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for one in self._seconds:
            one.kill()
        self.relay.stop()
        self._server.kill()
        self.store.close()

    def start_server(self) -> None:
        self._server.start()
        until("the hall server", self._answers)

    def kill_server(self) -> None:
        """As a power cut would."""
        self._server.kill()

    def second(self) -> Kiosk:
        kiosk = Kiosk(self.second_home, self._clock_off)
        self._seconds.append(kiosk)
        return kiosk

    def first(self, request: str) -> str:
        """Take a number at the first kiosk, which works in the hall's own file; returns it."""
        said = subprocess.run(
            kiosk_command("ticket", "A", "--json", "--request-id", request),
            env={"KIOSK_HOME": str(self.hall_home), "PATH": ""}, capture_output=True, text=True, check=True,
        )  # fmt: skip
        return str(json.loads(said.stdout)["number"])

    def told(self) -> None:
        """Wait until the second kiosk has told all it has to tell."""
        store = Store(self.second_home / "hall.db", SystemClock())
        try:
            left = "SELECT COUNT(*) AS n FROM hall_ask WHERE told_ms IS NULL"
            until("all is told", lambda: store.rows(left)[0]["n"] == 0)
        finally:
            store.close()

    def waits(self) -> dict[str, str]:
        """Return the tickets that may be called: number by id."""
        rows = self.store.rows(
            "SELECT ticket.id, ticket.number FROM ticket JOIN leg ON leg.ticket = ticket.id WHERE leg.state = 'waiting'"
        )
        return {row["id"]: row["number"] for row in rows}

    def states(self) -> dict[str, str]:
        rows = self.store.rows("SELECT ticket.id, leg.state FROM ticket JOIN leg ON leg.ticket = ticket.id")
        return {row["id"]: row["state"] for row in rows}

    def refused(self) -> list[Any]:
        return self.store.rows("SELECT body FROM journal WHERE kind = 'handover.refused'")

    def _answers(self) -> bool:
        with suppress(httpx.HTTPError):
            return httpx.get(f"http://127.0.0.1:{self._port}/api/board", timeout=2).status_code == 200
        return False
