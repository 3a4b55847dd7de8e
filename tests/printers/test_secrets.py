"""A text that stands on paper and never on disk: who prints it, who does not, and what the paper says then."""

from datetime import timedelta
from pathlib import Path

import cv2
import numpy as np
import pytest

from kiosk.clock import SetClock
from kiosk.papers.paper import Paper, Text, Withheld
from kiosk.papers.secrets import Secrets
from kiosk.store import print_jobs
from kiosk.store.database import Store
from printers.folder import FolderPrinter
from printers.raster import draw
from printers.spool import MAKER_SECONDS, Spool

SECRET_TEXT = "MC1:KXA-261123-001-98:" + "Q" * 58
PAPER = Paper("slip", (Text("Phiếu"), Withheld("resume", below="Đưa vào máy", instead="Đưa cán bộ")))


class Roll:
    """A printer as it stands in a hall: paper comes out, nothing is kept."""

    name = "roll"

    def __init__(self) -> None:
        self.out: list[Paper] = []

    def print(self, paper: Paper, kind: str) -> None:
        self.out.append(paper)

    @property
    def secrets(self) -> list[str]:
        return [one.text for paper in self.out for one in paper.blocks if isinstance(one, Withheld)]


@pytest.fixture
def roll() -> Roll:
    return Roll()


def ask(store: Store, secrets: Secrets | None = None) -> str:
    with store.act() as act:
        job = act.print("resume", "KXA-261123-001-98", PAPER.as_json())
        if secrets is not None:
            secrets.lend(job, {"resume": SECRET_TEXT})
    return job


def test_the_process_that_asked_prints_the_secret(store: Store, roll: Roll):
    secrets = Secrets()
    ask(store, secrets)
    assert (Spool(store, roll, secrets=secrets).print_waiting(), roll.secrets) == (1, [SECRET_TEXT])


def test_a_printed_secret_is_forgotten(store: Store, roll: Roll):
    secrets = Secrets()
    job = ask(store, secrets)
    Spool(store, roll, secrets=secrets).print_waiting()
    assert secrets.holds(job) is False


def test_another_process_leaves_the_paper_to_the_one_that_asked(store: Store, roll: Roll):
    secrets, other = Secrets(), Spool(store, Roll())
    ask(store, secrets)
    assert other.print_waiting() == 0
    assert (Spool(store, roll, secrets=secrets).print_waiting(), roll.secrets) == (1, [SECRET_TEXT])


def test_when_the_one_that_asked_has_died_the_paper_comes_out_without(store: Store, roll: Roll, clock: SetClock):
    other = Spool(store, roll)
    ask(store)
    assert other.print_waiting() == 0
    clock.forward(timedelta(seconds=MAKER_SECONDS))
    assert (other.print_waiting(), roll.secrets) == (1, [""])


def test_papers_behind_it_come_out_in_their_turn(store: Store, roll: Roll, clock: SetClock):
    other = Spool(store, roll)
    ask(store)
    with store.act() as act:
        act.print("ticket", "A001", Paper("ticket", (Text("A001"),)).as_json())
    other.print_waiting()
    clock.forward(timedelta(seconds=MAKER_SECONDS))
    other.print_waiting()
    assert [paper.title for paper in roll.out] == ["slip", "ticket"]


def test_the_job_on_disk_does_not_hold_it(store: Store):
    job = print_jobs.get(store.db, ask(store, Secrets()))
    assert job is not None
    assert "MC1:" not in str(job.paper)


def test_a_folder_never_gets_it(store: Store, tmp_path: Path):
    secrets = Secrets()
    ask(store, secrets)
    Spool(store, FolderPrinter(tmp_path / "out", 576, keep_pictures=True), secrets=secrets).print_waiting()
    picture = cv2.imread(str(next((tmp_path / "out").glob("*.png"))))
    assert cv2.QRCodeDetector().detectAndDecode(picture)[0] == ""


def test_the_code_on_paper_reads_back():
    paper = Paper("slip", (Withheld("resume", text=SECRET_TEXT),))
    picture = np.array(draw(paper, 576).convert("L"))
    assert cv2.QRCodeDetector().detectAndDecode(picture)[0] == SECRET_TEXT


def test_without_the_secret_the_paper_says_what_to_do():
    with_code, without = (
        draw(Paper("slip", (Withheld("resume", text=text, instead="Đưa cán bộ"),)), 576).height
        for text in (SECRET_TEXT, "")
    )
    assert 0 < without < with_code
