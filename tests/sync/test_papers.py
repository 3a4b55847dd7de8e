"""Photographed papers over a line that fails: one whole copy, equal bytes, opened by the province's key."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import requests
from uuid6 import uuid7

from kiosk.clock import SetClock, SystemClock
from kiosk.commands.demo.relay import Relay
from kiosk.config import Settings
from kiosk.errors import LinkDownError, RevokedError
from kiosk.store import blob_queue
from kiosk.store.database import Store
from kiosk.store.sync_state import sync_status
from sync.client import SyncClient
from sync.keys import device_key
from sync.messages import BLOB_PIECE
from sync.province.office_papers import erase_handed_over
from sync.province.papers import START, forget_lost, look_through
from sync.province.papers_keeper import PapersKeeper
from sync.province.province import begin_anew
from sync.transport import Transport
from tests.sync.parts import AGENCY, HALL, Hall, Running, until
from tests.sync.photographs import Photographer, Saved, begun, opened


@pytest.fixture
def photographer(far_hall: Hall, province: Running, settings: Settings) -> Photographer:
    return Photographer(far_hall.store, province, settings)


def go_on(hall: Hall) -> int:
    """Work until all is done, however often the line breaks; returns how often it broke."""
    for broken in range(20):
        try:
            hall.client.round()
        except LinkDownError:
            continue
        return broken
    raise AssertionError("the line never held")


def kept(province: Running) -> list[str]:
    """Return the names of the files of papers."""
    return sorted(one.name for one in (province.home / "papers").rglob("*") if one.is_file())


class Counting(requests.Session):
    """Notes what is asked, and breaks the line where a test wants it."""

    def __init__(self, before: Callable[[str, int], None]) -> None:
        super().__init__()
        self.asked: list[str] = []
        self._before = before

    def request(self, method: str, *args: object, **more: object) -> requests.Response:  # pyright: ignore[reportIncompatibleMethodOverride]
        self.asked.append(method)
        self._before(method, self.asked.count(method))
        return super().request(method, *args, **more)  # pyright: ignore[reportArgumentType, reportCallIssue]


def test_a_photographed_paper_is_opened_in_the_province(far_hall: Hall, photographer: Photographer, province: Running):
    saved = photographer.save()
    far_hall.client.round()
    assert opened(province, saved) == saved.pdf


def test_the_province_has_it_only_when_all_papers_are_there(
    far_hall: Hall, photographer: Photographer, province: Running
):
    saved = photographer.save()
    while far_hall.client.upload():
        pass
    assert photographer.state(saved) == "saved"
    (line,) = province.office("GET", "/submissions").json()
    assert (line["complete"], [one["whole"] for one in line["papers"]]) == (False, [False])
    far_hall.client.round()
    assert photographer.state(saved) == "sent"


@pytest.mark.parametrize(
    ("method", "number", "passing"),
    [
        pytest.param("PUT", 1, None, id="before the PUT"),
        pytest.param("PUT", 1, 0, id="the PUT's reply is lost"),
        pytest.param("PATCH", 2, 0, id="a PATCH's reply is lost"),
        pytest.param("PATCH", 2, 90, id="a PATCH's reply is cut off"),
        pytest.param("PATCH", 4, 0, id="the last PATCH's reply is lost"),
    ],
)
def test_a_line_that_breaks_leaves_one_whole_copy(
    far_hall: Hall, photographer: Photographer, province: Running, relay: Relay, method: str, number: int,
    passing: int | None,
):  # fmt: skip
    saved = photographer.save()

    def before(asked: str, count: int) -> None:
        relay.restore()
        if (asked, count) == (method, number):
            relay.cut() if passing is None else relay.truncate_reply(passing)

    line = Counting(before)
    far_hall.client = far_hall.client_at(relay.address, Transport(relay.address, line))
    assert go_on(far_hall) == 1
    assert (kept(province), begun(province), opened(province, saved)) == ([saved.blob], {saved.blob: True}, saved.pdf)


def test_what_came_before_a_break_is_not_sent_again(
    far_hall: Hall, photographer: Photographer, province: Running, relay: Relay
):
    saved = photographer.save(2_000_000)
    relay.cut_after(900_000)
    assert go_on(far_hall) == 1
    assert opened(province, saved) == saved.pdf
    assert far_hall.client.progress < 2_100_000
    assert relay.forwarded < 2_000_000 + BLOB_PIECE


def test_the_oldest_submission_goes_first(far_hall: Hall, photographer: Photographer, province: Running):
    first, second = photographer.save(), photographer.save()
    far_hall.client.round()
    sent = [row[0] for row in far_hall.store.rows("SELECT blob FROM submission_blob ORDER BY acked_ms, rowid")]
    assert sent == [first.blob, second.blob]


def test_a_damaged_file_is_set_aside_and_the_rest_goes_on(
    far_hall: Hall, photographer: Photographer, province: Running
):
    damaged, fine = photographer.save(), photographer.save()
    with photographer.file(damaged).open("r+b") as file:
        file.seek(1000)
        file.write(b"x" * 10)
    far_hall.client.round()
    assert [(one.blob, one.problem) for one in blob_queue.dead_papers(far_hall.store.db)] == [(damaged.blob, "damaged")]
    assert (begun(province), photographer.state(damaged)) == ({fine.blob: True}, "saved")


def test_a_token_that_ends_in_mid_file_is_replaced(far_hall: Hall, photographer: Photographer, province: Running):
    saved = photographer.save(2_000_000)
    while not begun(province) or far_hall.client.progress < 300_000:
        assert far_hall.client.step()
    province.clock.forward(timedelta(hours=13))
    far_hall.client.round()
    assert opened(province, saved) == saved.pdf


def test_a_machine_revoked_in_mid_file_keeps_it(far_hall: Hall, photographer: Photographer, province: Running):
    saved = photographer.save(2_000_000)
    while far_hall.client.progress < 300_000:
        assert far_hall.client.step()
    device = sync_status(far_hall.store.db).device_id
    province.office("POST", f"/devices/{device}/revoke")
    with pytest.raises(RevokedError):
        far_hall.client.round()
    assert (photographer.file(saved).exists(), begun(province)) == (True, {saved.blob: False})
    far_hall.client.enrol(province.code(), HALL)
    far_hall.client.round()
    assert opened(province, saved) == saved.pdf


def test_a_transfer_that_still_runs_over_there_does_not_harm_the_next(
    far_hall: Hall, photographer: Photographer, province: Running, relay: Relay
):
    # The machine believes the line dead and asks anew, while the province is still writing the old piece.
    saved = photographer.save(1_500_000)
    other = far_hall.client_at(relay.address)
    while far_hall.client.progress < 300_000:
        assert far_hall.client.step()
    while other.step():
        far_hall.client.step()
    assert (kept(province), opened(province, saved)) == ([saved.blob], saved.pdf)


def test_a_province_that_was_restored_gets_the_papers_again(
    far_hall: Hall, photographer: Photographer, province: Running
):
    saved = photographer.save()
    far_hall.client.round()
    for one in (province.home / "papers").rglob(saved.blob):
        one.unlink()
    assert forget_lost(province.province) == 1
    with province.province.database.write() as db:
        begin_anew(db, province.province.now_ms)
    far_hall.client.round()
    assert opened(province, saved) == saved.pdf


def test_a_lost_folder_is_noticed_bit_by_bit_and_the_papers_come_again(
    far_hall: Hall, photographer: Photographer, province: Running, clock: SetClock
):
    saved = [photographer.save(20_000) for _ in range(5)]
    far_hall.client.round()
    shutil.rmtree(province.home / "papers")
    keeper, missing = PapersKeeper(province.province, papers_a_look=2), [0]
    while missing[-1] < 5:
        keeper.keep()
        missing.append(list(begun(province).values()).count(False))
        assert missing[-1] - missing[-2] <= 2
        assert len(missing) < 10
    for each in (clock, province.clock):
        each.forward(timedelta(days=2))
    for _ in range(2):
        far_hall.client.round()
    assert [opened(province, one) for one in saved] == [one.pdf for one in saved]


def test_a_file_that_a_disk_cut_comes_again(
    far_hall: Hall, photographer: Photographer, province: Running, clock: SetClock
):
    saved = photographer.save(20_000)
    far_hall.client.round()
    (file,) = (province.home / "papers").rglob(saved.blob)
    os.truncate(file, 100)
    assert look_through(province.province, START, 100).lost == 1
    for each in (clock, province.clock):
        each.forward(timedelta(days=2))
    for _ in range(2):
        far_hall.client.round()
    assert opened(province, saved) == saved.pdf


def test_papers_on_a_disk_that_was_away_count_again_when_it_is_back(
    far_hall: Hall, photographer: Photographer, province: Running
):
    handed_over, saved = photographer.save(20_000), photographer.save(20_000)
    far_hall.client.round()
    device = sync_status(far_hall.store.db).device_id
    province.office("POST", f"/submissions/{device}/{handed_over.event}/receive")
    assert erase_handed_over(province.province, province.province.now_ms + 1) == 1
    folder, away = province.home / "papers", province.home / "away"
    folder.rename(away)
    looked = look_through(province.province, START, 100)
    away.rename(folder)
    again = look_through(province.province, START, 100)
    assert ((looked.lost, looked.back), (again.lost, again.back)) == ((1, 0), (0, 1))
    assert begun(province) == {handed_over.blob: True, saved.blob: True}


def test_papers_of_dossiers_are_erased_after_their_time_and_count_as_received(
    far_hall: Hall, photographer: Photographer, province: Running
):
    handed_over, waiting = photographer.save(), photographer.save()
    far_hall.client.round()
    device = sync_status(far_hall.store.db).device_id
    province.office("POST", f"/submissions/{device}/{handed_over.event}/receive")
    assert erase_handed_over(province.province, province.province.now_ms) == 0  # not before its time
    assert erase_handed_over(province.province, province.province.now_ms + 1) == 1
    with far_hall.store.act() as act:
        blob_queue.pending_again(act.db, [handed_over.blob])
    far_hall.client.round()
    lines = {one["event_id"]: one for one in province.office("GET", "/submissions").json()}
    assert (lines[handed_over.event]["complete"], lines[handed_over.event]["papers"][0]["erased"]) == (True, True)
    assert (kept(province), opened(province, waiting)) == ([waiting.blob], waiting.pdf)


def test_an_event_goes_before_the_next_piece(far_hall: Hall, photographer: Photographer, province: Running):
    photographer.save(2_000_000)
    while far_hall.client.progress < 300_000:
        assert far_hall.client.step()
    event = far_hall.happen()
    far_hall.client.step()
    assert (far_hall.states()[event], set(begun(province).values())) == ("acked", {False})


class Updates:
    """A last lane with one piece of work; notes what the others still had to do at its turn."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        self.left: list[tuple[int, int]] = []

    def step(self) -> bool:
        status = sync_status(self._hall.store.db)
        self.left.append((status.pending, status.papers))
        return len(self.left) == 1


def test_updates_have_their_turn_when_all_else_is_done(
    far_hall: Hall, photographer: Photographer, relay: Relay, tmp_path: Path
):
    photographer.save()
    updates = Updates(far_hall)
    key = device_key(tmp_path / "hall0" / "device.key")
    client = SyncClient(far_hall.store, Transport(relay.address), key, {}, updates=updates)
    client.round()
    client.close()
    assert updates.left == [(0, 0), (0, 0)]


def test_a_paper_with_which_the_line_always_breaks_lets_the_next_one_go(
    far_hall: Hall, photographer: Photographer, province: Running, relay: Relay
):
    cursed, fine = photographer.save(), photographer.save()

    class Middlebox(requests.Session):
        def request(self, method: str, url: str, **more: object) -> requests.Response:  # pyright: ignore[reportIncompatibleMethodOverride]
            if method == "PATCH" and cursed.blob in url:
                raise requests.ConnectionError
            return super().request(method, url, **more)  # pyright: ignore[reportArgumentType]

    far_hall.client = far_hall.client_at(relay.address, Transport(relay.address, Middlebox()))
    for _ in range(4):
        with pytest.raises(LinkDownError):
            far_hall.client.round()
    assert begun(province) == {cursed.blob: False, fine.blob: True}


def test_changes_come_down_while_papers_go_up(far_hall: Hall, photographer: Photographer, province: Running):
    photographer.save(2_000_000)
    while far_hall.client.progress < 300_000:
        assert far_hall.client.step()
    papers = {"request_id": str(uuid7()), "hall": HALL, "agency": AGENCY, "procedure": "1.001193"}
    province.office("POST", "/dossiers", papers)
    far_hall.store.clock.forward(timedelta(seconds=73))  # pyright: ignore[reportAttributeAccessIssue]
    while not far_hall.came["dossiers"]:
        assert far_hall.client.step()
    assert set(begun(province).values()) == {False}


def test_a_disk_that_is_full_holds_papers_and_lets_events_pass(
    far_hall: Hall, photographer: Photographer, province: Running, small_disk: Path
):
    saved, event = photographer.save(1_500_000), far_hall.happen()
    far_hall.client.round()
    assert (begun(province), far_hall.states()[event]) == ({saved.blob: False}, "acked")
    (small_disk / "filler").unlink()
    far_hall.store.clock.forward(timedelta(minutes=16))  # pyright: ignore[reportAttributeAccessIssue]
    far_hall.client.round()
    assert opened(province, saved) == saved.pdf


# --- processes ---


def killed_in_mid_file(home: Path, address: str, province: Running, saved: Saved) -> None:
    worker = subprocess.Popen(
        [sys.executable, "-m", "kiosk", "sync", "--province", address], env={**os.environ, "KIOSK_HOME": str(home)}
    )
    until(lambda: begun(province) == {saved.blob: False}, "the paper's begin")
    worker.kill()
    worker.wait()


def test_a_worker_killed_in_mid_file_goes_on_there(province: Running, relay: Relay, settings: Settings, tmp_path: Path):
    home = tmp_path / "kiosk"
    environment = {**os.environ, "KIOSK_HOME": str(home)}
    words = [sys.executable, "-m", "kiosk"]
    subprocess.run([*words, "enrol", province.code(), "--province", relay.address], env=environment, check=True)
    store = Store(home / "hall.db", SystemClock())
    saved = Photographer(store, province, settings).save(3_000_000)
    relay.throttle(2_000_000)
    killed_in_mid_file(home, relay.address, province, saved)
    relay.throttle(None)
    subprocess.run([*words, "sync", "--once", "--province", relay.address], env=environment, check=True)
    store.close()
    assert (kept(province), opened(province, saved)) == ([saved.blob], saved.pdf)
