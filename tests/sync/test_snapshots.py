"""A hall that was away too long reads the whole stream as a snapshot, over lines that fail."""

import gzip
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
import requests
from uuid6 import uuid7

from kiosk.clock import SetClock
from kiosk.commands.demo.relay import Relay
from kiosk.commands.link import join_client
from kiosk.dossiers.check import ResultCheck
from kiosk.dossiers.results import KnownResult
from kiosk.dossiers.secret import lookup_secret
from kiosk.errors import LinkDownError
from kiosk.store.database import Store
from sync.client import SyncClient
from sync.province.compaction import compact
from sync.schedule import Schedule
from tests.fresh import fresh_store
from tests.sync.parts import AGENCY, HALL, Running, Wire


@dataclass
class Kiosk:
    """A machine with the readers that `kiosk sync` has."""

    home: Path
    store: Store
    client: SyncClient

    def knows(self, code: str) -> str | None:
        """Return the status a villager is told, None for an unknown dossier."""
        found = ResultCheck(self.store, lookup_secret(self.home), self.store.clock).look_up(code)
        return found.status.code if isinstance(found, KnownResult) else None

    def noted(self, kind: str) -> int:
        return self.store.db.execute("SELECT count(*) FROM journal WHERE kind = ?", (kind,)).fetchone()[0]


@pytest.fixture
def make_kiosk(tmp_path: Path, clock: SetClock) -> Iterator[Callable[[str], Kiosk]]:
    made: list[Kiosk] = []

    def make(address: str) -> Kiosk:
        home = tmp_path / "kiosk"
        store = fresh_store(home / "hall.db", clock)
        made.append(Kiosk(home, store, join_client(home, store, address, Schedule())))
        return made[-1]

    yield make
    for one in made:
        one.client.close()
        one.store.close()


@pytest.fixture
def kiosk(province: Running, make_kiosk: Callable[[str], Kiosk]) -> Kiosk:
    made = make_kiosk(province.address)
    made.client.enrol(province.code(), HALL)
    return made


def dossier(province: Running) -> str:
    """Make a dossier of the hall; returns its official code."""
    asked = {"request_id": str(uuid7()), "hall": HALL, "agency": AGENCY, "procedure": "2.000815"}
    return province.office("POST", "/dossiers", asked).json()["official_code"]


def moved(province: Running, code: str, *statuses: int) -> None:
    for status in statuses:
        assert province.office("PUT", f"/dossiers/{code}/status", {"status": status}).ok


def compacted(province: Running) -> int:
    """Let four months pass at the province, and compact."""
    province.clock.forward(timedelta(days=120))
    here = province.province
    with here.database.write() as db:
        return compact(db, here.now_ms - 90 * 86_400_000, here.now_ms)


def test_compacting_removes_what_was_replaced_and_nothing_else(province: Running, wire: Wire):
    first, second = dossier(province), dossier(province)
    moved(province, first, 3, 4)
    assert compacted(province) == 2
    lines = gzip.decompress(read(wire, "/snapshots/dossiers").content).decode().splitlines()
    left = [(one["key"], one["body"]["status"]) for one in map(json.loads, lines[1:])]
    gone = [read(wire, f"/changes/dossiers?after={after}").json().get("code") for after in (2, 3)]
    assert (left, gone) == ([(second, 2), (first, 4)], ["cursor_gone", None])


def test_who_cannot_read_snapshots_reads_what_is_left_from_the_start(province: Running, wire: Wire):
    """A machine that is older than snapshots would else never hear of a dossier again."""
    first, second = dossier(province), dossier(province)
    moved(province, first, 3, 4)
    compacted(province)
    page = read(wire, "/changes/dossiers?after=0").json()
    assert [(one["key"], one["body"]["status"]) for one in page["changes"]] == [(second, 2), (first, 4)]


def read(wire: Wire, path: str, **headers: str) -> requests.Response:
    token = wire.ask_token().json()["token"]
    headers = {"Authorization": f"Bearer {token}", **{k.replace("_", "-"): v for k, v in headers.items()}}
    return requests.get(f"{wire.address}{path}", headers=headers, timeout=10)


def test_a_hall_that_was_away_too_long_knows_all_again(kiosk: Kiosk, province: Running):
    code = dossier(province)
    kiosk.client.round()
    moved(province, code, 3, 4)
    compacted(province)
    moved(province, code, 9)
    kiosk.client.round()
    assert (kiosk.knows(code), kiosk.noted("sync.snapshot")) == ("9", 2)  # the first at its first reading


def test_what_the_snapshot_does_not_name_is_gone(kiosk: Kiosk, province: Running):
    code, other = dossier(province), dossier(province)
    kiosk.client.round()
    moved(province, other, 3, 4)
    compacted(province)
    with province.province.database.write() as db:
        db.exec_driver_sql("DELETE FROM change_feed WHERE change_seq = 1")
    kiosk.client.round()
    assert (kiosk.knows(code), kiosk.knows(other)) == (None, "4")


def test_a_snapshot_goes_on_where_the_line_was_cut(
    province: Running, relay: Relay, make_kiosk: Callable[[str], Kiosk], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("sync.download.PIECE", 300)
    kiosk = make_kiosk(relay.address)
    kiosk.client.enrol(province.code(), HALL)
    codes = [dossier(province) for _ in range(12)]
    kiosk.client.download("dossiers")
    relay.lose_reply()
    with pytest.raises(LinkDownError):
        kiosk.client.download("dossiers")
    late = dossier(province)  # what is new meanwhile comes behind it, as a change
    before = kiosk.client.progress
    kiosk.client.round()
    assert ([kiosk.knows(one) for one in [*codes, late]], before, kiosk.client.progress) == (["2"] * 13, 0, 13)


def test_a_snapshot_that_is_gone_meanwhile_is_begun_anew(
    kiosk: Kiosk, province: Running, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("sync.download.PIECE", 300)
    codes = [dossier(province) for _ in range(12)]
    kiosk.client.download("dossiers")
    for one in (province.home / "snapshots").iterdir():
        one.unlink()
    codes.append(dossier(province))
    kiosk.client.round()
    assert [kiosk.knows(one) for one in codes] == ["2"] * 13


def test_a_snapshot_that_was_changed_on_its_way_is_not_believed(kiosk: Kiosk, province: Running):
    code = dossier(province)
    with province.province.database.read() as db:
        made = province.province.snapshots.newest(db, "dossiers", HALL, province.province.envelope()["incarnation"])
    forged = json.dumps({"stream": "dossiers", "change_seq": 9, "count": 0}).encode()
    made.path.write_bytes(gzip.compress(forged))
    with pytest.raises(LinkDownError):
        kiosk.client.round()
    made.path.unlink()
    kiosk.client.round()
    assert (kiosk.knows(code), kiosk.noted("sync.snapshot")) == ("2", 1)


def test_a_hall_sees_in_a_snapshot_that_the_province_went_back(kiosk: Kiosk, province: Running):
    first, second = dossier(province), dossier(province)
    moved(province, first, 3)
    kiosk.client.round()
    with province.province.database.write() as db:
        db.exec_driver_sql("DELETE FROM change_feed WHERE change_seq > 1")
        db.exec_driver_sql("UPDATE feed_head SET head = 1")
    kiosk.client.round()
    assert (kiosk.knows(first), kiosk.knows(second), kiosk.noted("sync.doubt")) == ("2", None, 1)


def test_another_hall_sees_nothing_of_it(province: Running, wire: Wire):
    asked = {"request_id": str(uuid7()), "hall": "son-my", "agency": "H36.12", "procedure": "2.000815"}
    province.office("POST", "/dossiers", asked)
    lines = gzip.decompress(read(wire, "/snapshots/dossiers").content).decode().splitlines()
    assert [json.loads(one) for one in lines] == [{"stream": "dossiers", "change_seq": 1, "count": 0}]


def test_a_part_of_a_snapshot_is_asked_for_as_http_says(province: Running, wire: Wire):
    dossier(province)
    whole = read(wire, "/snapshots/dossiers")
    part = read(wire, "/snapshots/dossiers", Range="bytes=10-19", If_Match=whole.headers["ETag"])
    other = read(wire, "/snapshots/dossiers", Range="bytes=10-19", If_Match='"0000"')
    assert (part.status_code, part.content) == (206, whole.content[10:20])
    assert (other.status_code, other.json()["code"]) == (412, "snapshot_gone")
