"""A machine in the wrong hands, and whoever stands between: one of them must not take the province from all others."""

import base64
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import requests
from sqlalchemy import select

from kiosk.clock import HALL_ZONE, SetClock, milliseconds
from kiosk.config import Settings
from kiosk.store import blob_queue
from kiosk.store.database import Store
from kiosk.trusted_clock import TrustedClock
from sync.messages import STREAM_DOSSIERS, Answer, Verdict
from sync.province.machines import machines
from sync.province.papers import forget_lost
from sync.province.tables import change_feed, dossier
from sync.session import Session
from sync.transport import Reply
from tests.sync.parts import AGENCY, HALL, Hall, Running, Wire
from tests.sync.photographs import Photographer, opened

NEVER_MS = 2**53 - 1  # in no calendar
SEALED = base64.b64encode(b"age-encryption.org/v1\n-> x\n").decode()
SAVED = "01a1fffd-2d66-7690-95d9-000000000009"


def accepted(official: str, **other: object) -> str:
    body = {"code": "T7-1", "procedure": "2.000815", "saved": SAVED, "version": 1, "sealed": SEALED}
    return json.dumps({**body, "official_code": official, **other})


def test_a_body_without_end_is_not_taken_in(province: Running):
    def pour() -> Iterator[bytes]:
        yield b'{"code": "7K3M", "public_key": "x"'
        for _ in range(160):
            yield b" " * 65_536
        yield b"}"

    headers = {"Content-Type": "application/json"}
    answer = requests.post(f"{province.address}/sync/v1/enrol", data=pour(), headers=headers, timeout=20)
    assert answer.status_code == 400  # and not "wrong code": nobody has read so far


def test_a_moment_that_no_calendar_has_is_a_dead_letter_and_stops_nothing(wire: Wire):
    rated = json.dumps({"ticket": "A001", "value": 3})
    batch = [wire.event(1, kind="rating.given", body=rated, wall_ms=NEVER_MS), wire.event(2)]
    assert wire.verdicts(batch) == [Verdict.INVALID, Verdict.STORED]


def test_how_a_machine_is_at_no_moment_is_not_kept(wire: Wire, province: Running):
    machine = {"wall_ms": NEVER_MS, "oldest_ms": -NEVER_MS, "offset_ms": NEVER_MS}
    wire.send_raw(json.dumps({"events": [wire.event(1)], "machine": machine}).encode())
    with province.province.database.read() as db:
        assert [one.told for one in machines(db, province.province.now_ms)] == [None]


def test_a_counter_with_a_wrong_clock_opens_no_dossier_in_another_century(wire: Wire, province: Running):
    far = milliseconds(datetime(2222, 1, 1, tzinfo=HALL_ZONE))
    body = accepted(f"{AGENCY}-261123-0007", due_ms=far)
    assert wire.verdicts([wire.event(1, kind="submission.accepted", body=body, wall_ms=far)]) == [Verdict.STORED]
    with province.province.database.read() as db:
        row = db.execute(select(dossier.c.received_ms, dossier.c.due_ms)).one()
    assert tuple(row) == (province.province.now_ms, None)


def test_a_code_that_a_neighbour_enters_is_told_to_the_hall_whose_dossier_it_is(province: Running, tmp_path: Path):
    made = province.office(
        "POST", "/dossiers",
        {"request_id": SAVED, "hall": HALL, "agency": AGENCY, "procedure": "2.000815"},
    ).json()["official_code"]  # fmt: skip
    neighbour = Wire(province, tmp_path / "neighbour.key", hall="another-hall", agency="H12")
    body = accepted(made, saved="01a1fffd-2d66-7690-95d9-000000000010")
    neighbour.verdicts([neighbour.event(1, kind="submission.accepted", body=body)])
    with province.province.database.read() as db:
        told = db.execute(select(change_feed.c.scope).where(change_feed.c.stream == STREAM_DOSSIERS)).scalars()
        assert set(told) == {HALL}


@pytest.mark.parametrize("said", [1, 10**15, 10**30])
def test_a_province_that_says_an_impossible_time_does_not_move_a_machine(tmp_path: Path, clock: SetClock, said: int):
    store = Store(tmp_path / "hall.db", TrustedClock(clock, "boot"))
    before = store.clock.now()
    session = Session(store, None, None)  # pyright: ignore[reportArgumentType]
    answer = Answer(protocol=1, server_time=said, incarnation=SAVED)
    session.heard(Reply(answer, None, 0.0))
    assert (store.clock.now(), session.offset_ms) == (before, None)
    store.close()


def test_a_machine_under_a_new_name_need_not_send_its_papers_again(
    hall: Hall, province: Running, settings: Settings, tmp_path: Path
):
    saved = Photographer(hall.store, province, settings).save(20_000)
    hall.client.round()
    other = Wire(province, tmp_path / "new.key")
    answer = requests.post(
        f"{other.address}/reconcile", json={"blobs": [saved.blob]},
        headers={"Authorization": f"Bearer {other.token}"}, timeout=10,
    ).json()  # fmt: skip
    assert answer["missing_blobs"] == []


def test_papers_that_a_disk_at_the_province_lost_are_sent_again_without_a_new_incarnation(
    hall: Hall, clock: SetClock, province: Running, settings: Settings
):
    saved = Photographer(hall.store, province, settings).save(20_000)
    hall.client.round()
    for one in (province.home / "papers").rglob(saved.blob):
        one.unlink()
    assert forget_lost(province.province) == 1
    for each in (clock, province.clock):
        each.forward(timedelta(days=2))
    for _ in range(2):
        hall.client.round()
    assert blob_queue.papers_status(hall.store.db).pending == 0
    assert opened(province, saved) == saved.pdf
