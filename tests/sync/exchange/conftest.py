"""A province with a line to the exchange of the tests, and everything that can happen to that line."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from kiosk.commands.demo.relay import Relay
from sync.exchange.client import FarSide as Client
from sync.exchange.settings import PASSWORD_FILE, read_exchange_settings
from sync.province.exchange import Exchange, Round
from sync.province.tables import exchange_outbox
from sync.schedule import Schedule
from tests.sync.exchange.far_side import DSTCODE, MADONVI, PASSWORD, USER, FarSide
from tests.sync.parts import AGENCY, HALL, Running

RETRY = Schedule(base=60.0, cap=3600.0)
PROCEDURE = "2.000815"


@dataclass
class Line:
    """A province's own line to the far side, through a relay."""

    province: Running
    relay: Relay
    far: FarSide
    home: Path
    _clients: list[Client] = field(default_factory=list[Client])

    def settings_file(self, **other: Any) -> None:
        lines = {
            "address": self.relay.address, "login_path": "/auth", "exchange_path": "/exchange", "share_path": "/share",
            "username": USER, "madonvi": MADONVI, "dstcode": DSTCODE, "hinh_thuc": "0", "seconds": 20, **other,
        }  # fmt: skip
        text = "".join(f"{name} = {value!r}\n" for name, value in lines.items())
        self.home.mkdir(exist_ok=True)
        (self.home / "exchange.toml").write_text(text + f'[don_vi]\n"{AGENCY}" = "UBND xã Khánh Bình"\n')
        (self.home / PASSWORD_FILE).write_text(PASSWORD + "\n")

    def sender(self) -> Exchange:
        """Return a sender as a new process would have it."""
        settings = read_exchange_settings(self.home)
        client = Client(settings)
        self._clients.append(client)
        return Exchange(self.province.province, client, settings, RETRY, dice=lambda: 0.5)

    def round(self) -> Round:
        return self.sender().round()

    def client(self) -> Client:
        client = Client(read_exchange_settings(self.home))
        self._clients.append(client)
        return client

    def dossier(self, number: int = 1, **more: Any) -> str:
        """Let an official receive papers of a person at the desk; returns the official code."""
        request = f"01a1fffd-2d66-7690-95d9-{number:012d}"
        paper = {"request_id": request, "hall": HALL, "agency": AGENCY, "procedure": PROCEDURE, "applicant_kind": 1}
        made = self.province.office("POST", "/dossiers", {**paper, "days": 3, **more}).json()
        return made["official_code"]

    def move(self, code: str, status: int, hours: int = 2, **more: Any) -> None:
        self.province.clock.forward(timedelta(hours=hours))
        assert self.province.office("PUT", f"/dossiers/{code}/status", {"status": status, **more}).ok

    def wait(self) -> None:
        """Let so much time pass that everything is due again."""
        self.province.clock.forward(timedelta(hours=2))

    def states(self) -> list[str]:
        with self.province.province.database.read() as db:
            wanted = select(exchange_outbox.c.state).order_by(exchange_outbox.c.official_code, exchange_outbox.c.number)
            return list(db.execute(wanted).scalars())

    def close(self) -> None:
        for client in self._clients:
            client.close()


@pytest.fixture
def far(shared: Path) -> Iterator[FarSide]:
    """The far side, which knows one procedure; field names are checked against the reference."""
    with FarSide() as made:
        field_of = [{"MALINHVUC": "G15-CT01", "TENLINHVUC": "Chứng thực"}]
        record = {"MATTHC": PROCEDURE, "TENTTHC": "Chứng thực bản sao từ bản chính", "LINHVUCTHUCHIEN": field_of}
        made.procedures[PROCEDURE] = record
        yield made


@pytest.fixture
def line(province: Running, far: FarSide) -> Iterator[Line]:
    with Relay(far.target) as relay:
        made = Line(province, relay, far, province.home)
        made.settings_file()
        yield made
        made.close()
