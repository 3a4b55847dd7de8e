"""The real sender, killed as a power cut would at each step of a message, and started again."""

import json
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import tomlkit
from sqlalchemy import select, update

from kiosk.clock import SystemClock, milliseconds
from sync.messages import DossierStatus
from sync.province import office
from sync.province.database import Database
from sync.province.home import open_keys
from sync.province.notices import book
from sync.province.notices.consent import Contact
from sync.province.office import NewDossier
from sync.province.province import Province
from sync.province.tables import villager_notice
from tests.sync.parts import AGENCY, HALL, until
from tests.sync.province.sms_gateway import SmsGateway


class There:
    """A province with one dossier whose applicant agreed to be told, and a sender that can be started."""

    def __init__(self, home: Path, url: str) -> None:
        self.home, self._url, clock = home, url, SystemClock()
        self.province = Province(Database(url, milliseconds(clock.now())), open_keys(home), clock)
        self._running: list[subprocess.Popen[str]] = []

    def configure(self, gateway: dict[str, Any]) -> None:
        told: dict[str, Any] = {"quiet": ["00:00", "00:00"], "settle_seconds": 0.2, "retry_base_seconds": 0.1}
        told["gateways"] = {"sms": gateway}
        (self.home / "notices.toml").write_text(tomlkit.dumps(told))

    def accept(self) -> DossierStatus:
        new = NewDossier(request_id=REQUEST, hall=HALL, agency=AGENCY, procedure="2.000815")
        with self.province.database.write() as db:
            made = office.open_dossier(db, new, self.province.now)
            contact = Contact(phone="0912345678")
            self.province.consents.give(db, made.official_code, contact, "desk", self.province.now_ms)
        return made

    def start(self, *words: str) -> "subprocess.Popen[str]":
        where = ("--home", str(self.home), "--database", self._url)
        process = subprocess.Popen(
            [sys.executable, "-m", "kiosk", "province", *where, "notices", *words], text=True, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )  # fmt: skip
        self._running.append(process)
        return process

    def finish(self) -> dict[str, int]:
        """Let a new sender do what there is to do; returns the states of all messages."""
        out, err = self.start("--once", "--json").communicate(timeout=60)
        return {state: count for state, count in json.loads(out or err).items() if count}

    def counts(self) -> dict[str, int]:
        with self.province.database.read() as db:
            return book.counts(db)

    @contextmanager
    def nothing_can_be_noted(self) -> Generator[None]:
        """Hold what the sender needs to write what the gateway said."""
        with self.province.database.write() as db:
            db.execute(select(villager_notice).with_for_update()).all()
            db.execute(update(villager_notice).values(kind=villager_notice.c.kind))
            yield

    def close(self) -> None:
        for process in self._running:
            process.kill()
            process.communicate()
        self.province.database.close()


REQUEST = "01a1fffd-2d66-7690-95d9-000000000001"


@pytest.fixture
def there(tmp_path: Path, database_url: str) -> Iterator[There]:
    made = There(tmp_path / "province", database_url)
    yield made
    made.close()


@pytest.fixture
def gateway() -> Iterator[SmsGateway]:
    with SmsGateway() as here:
        yield here


@pytest.mark.parametrize(
    ("step", "asks"),
    [
        ("before_it_was_taken", True),
        ("after_it_was_taken", True),
        ("after_it_was_taken", False),
        ("before_the_answer_was_noted", True),
    ],
)
def test_a_sender_killed_at_any_step_lets_no_telephone_ring_twice(
    there: There, gateway: SmsGateway, step: str, asks: bool
):
    there.configure(gateway.configuration(asks=asks, answer_seconds=20))
    there.accept()
    gateway.plan.append("hold_before" if step == "before_it_was_taken" else "hold_after")
    sender = there.start("--look", "0.05")
    until(gateway.held.is_set, "the message at the gateway")
    if step == "before_the_answer_was_noted":
        with there.nothing_can_be_noted():
            gateway.let_go()
            until(lambda: not gateway.held.is_set(), "the answer")
            sender.kill()
            sender.wait()
    else:
        sender.kill()
        sender.wait()
        gateway.let_go()
        until(lambda: gateway.delivered, "the message that was under way")
    assert (there.finish(), len(gateway.delivered)) == ({"sent" if asks else "unsure": 1}, 1)


def test_a_request_that_died_with_its_sender_is_sent_again_when_the_gateway_knows_nothing_of_it(
    there: There, gateway: SmsGateway
):
    there.configure(gateway.configuration(answer_seconds=20))
    there.accept()
    gateway.plan.append("hold_and_forget")
    sender = there.start("--look", "0.05")
    until(gateway.held.is_set, "the message at the gateway")
    sender.kill()
    sender.wait()
    gateway.let_go()
    assert (there.finish(), len(gateway.delivered), len(gateway.requests)) == ({"sent": 1}, 1, 2)


def test_what_was_sent_stays_sent_and_one_sender_is_enough(there: There, gateway: SmsGateway):
    there.configure(gateway.configuration())
    there.accept()
    sender = there.start("--look", "0.05")
    until(lambda: there.counts() == {"sent": 1}, "the message")
    second = there.start("--once")
    _, err = second.communicate(timeout=60)
    sentence = "Đang có một tiến trình gửi tin nhắn của tỉnh rồi. Không cần chạy thêm."
    assert (second.returncode, err.strip()) == (1, sentence)
    sender.kill()
    sender.wait()
    assert (there.finish(), len(gateway.delivered)) == ({"sent": 1}, 1)
