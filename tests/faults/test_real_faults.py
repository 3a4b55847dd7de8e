"""Real processes between which all else goes wrong: false answers, poison, full disks, a bad line of the kernel."""

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from kiosk.errors import StoreError
from kiosk.store.outbox import dead_letters
from sync.messages import INCARNATION_HEADER, PROTOCOL_HEADER, REQUEST_HEADER, TIME_HEADER
from tests.faults.proxy import Asked, Proxy, Reply
from tests.faults.real_processes import LONGEST, World, happen, quiet
from tests.sync.parts import until

HTML, JSON = {"Content-Type": "text/html"}, {"Content-Type": "application/json"}
ELSEWHERE = "01920000-0000-7000-8000-000000000000"
MOST_MEMORY_KB = 250_000
LINE_IN_NAMESPACE = Path(__file__).with_name("bad_line.py")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path, f"sqlite:///{tmp_path / 'province.db'}")
    yield made
    made.stop()


# --- whoever answers ---


def forged(asked: Asked, *, marked: bool) -> Reply:
    """Say "stored" of everything in another province's name; `marked`: even repeating the mark of the question."""
    events = json.loads(gzip.decompress(asked.body))["events"]
    verdicts = [{"event_id": one["event_id"], "verdict": "stored"} for one in events]
    body = {"protocol": 1, "server_time": 1, "incarnation": ELSEWHERE, "verdicts": verdicts}
    headers = {**JSON, PROTOCOL_HEADER: "1", TIME_HEADER: "1", INCARNATION_HEADER: ELSEWHERE}
    if marked:
        headers[REQUEST_HEADER] = asked.headers[REQUEST_HEADER]
    return Reply(200, headers, json.dumps(body).encode())


def swapped(asked: Asked) -> Reply | None:
    """Give the answer to another question."""
    return Asked("GET", "/sync/v1/hello", {}, b"", asked.target).forward()


def fails_behind_the_commit(asked: Asked) -> Reply:
    asked.forward()
    return Reply(500, HTML, b"Internal Server Error")


def bomb() -> bytes:
    """Return 200 kB that unpack to 200 MB."""
    return gzip.compress(bytes(200_000_000), 9)


FALSE: list[Callable[[Asked], Reply | None]] = [
    lambda asked: Reply(200, HTML, b"<html>Wifi mien phi</html>"),
    lambda asked: Reply(302, {"Location": "http://127.0.0.1:1/login"}, b""),
    lambda asked: Reply(200, JSON, b'{"ok": true, "verdicts": []}'),
    lambda asked: Reply(200, JSON, b""),
    lambda asked: Reply(304, {}, b""),
    lambda asked: Reply(200, {**JSON, "Content-Encoding": "gzip"}, b"\x1f\x8b\x08\x00no gzip at all"),
    lambda asked: Reply(200, {**JSON, "Content-Encoding": "gzip"}, bomb()),
    lambda asked: Reply(502, HTML, b"<h1>Bad Gateway</h1>"),
    lambda asked: forged(asked, marked=False),
    lambda asked: forged(asked, marked=True),
    swapped,
    fails_behind_the_commit,
]


def test_after_every_false_answer_all_is_in_the_province_once(world: World):
    left = list(FALSE)

    def script(asked: Asked) -> Reply | None:
        return left.pop(0)(asked) if left and asked.path.endswith("/events") else asked.forward()

    world.start_province()
    world.enrol()
    store = world.store()
    with Proxy(world.target, script) as proxy:
        world.start_machine(proxy.address)
        saved: dict[str, str] = {}
        while left:
            saved |= happen(store, 5)
            quiet(store)
        # What was forged with the mark counts as received until the true province is heard again.
        until(lambda: world.stored() == saved, "what somebody else had said to hold", LONGEST)
        assert world.memory_kb("machine") < MOST_MEMORY_KB
        world.kill("machine")
    store.close()


# --- poison ---


def test_three_kinds_of_poison_at_the_head_of_five_hundred_stop_nothing(world: World):
    world.start_province()
    world.enrol()
    store = world.store()
    with store.act() as act:
        act.send("submission.saved", {"code": "KB-1"})
        damaged = act.send("ticket.issued", {"ticket": "A001"})
        act.send("ticket.issued", {"long": "x" * 2_100_000})
    store.db.execute("UPDATE outbox_event SET body = '{}' WHERE event_id = ?", (damaged,))
    saved = happen(store, 497)
    world.start_machine(f"http://127.0.0.1:{world.port}")
    quiet(store)
    problems = [one.problem.partition(":")[0] for one in dead_letters(store.db)]
    store.close()
    assert (world.stored() == saved, sorted(problems)) == (True, ["damaged", "invalid", "too_large"])


# --- full disks ---


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Generator[Path]:
    """A disk of this size at `folder`; skips where nobody may mount one."""
    folder.mkdir(parents=True)
    words = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    if subprocess.run(words, capture_output=True, check=False).returncode:
        pytest.skip("no right to mount a small disk here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@contextmanager
def full(disk: Path) -> Generator[None]:
    """Fill a disk to its last byte, and make room again."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))
    yield
    filler.unlink()


def test_a_full_disk_at_the_province_loses_nothing(tmp_path: Path):
    answers: list[int] = []

    def script(asked: Asked) -> Reply | None:
        said = asked.forward()
        if said:
            answers.append(said.status)
        return said

    with small_disk(tmp_path / "there", 8) as disk:
        world = World(tmp_path, f"sqlite:///{disk / 'province.db'}")
        try:
            world.start_province()
            world.enrol()
            store = world.store()
            with Proxy(world.target, script) as proxy:
                world.start_machine(proxy.address)
                with full(disk):
                    saved = happen(store, 500, long="x" * 2000)
                    until(lambda: answers.count(507) > 1, "the province's refusals", LONGEST)
                quiet(store)
                world.kill("machine")
            store.close()
            assert world.stored() == saved
        finally:
            world.stop()


def test_a_full_disk_at_the_machine_says_so_and_what_was_saved_is_sent_once(tmp_path: Path):
    sent: list[str] = []

    def script(asked: Asked) -> Reply | None:
        sent.append(asked.path)
        return asked.forward()

    with small_disk(tmp_path / "kiosk", 6) as disk:
        world = World(tmp_path, f"sqlite:///{tmp_path / 'province.db'}")
        try:
            world.start_province()
            world.enrol()
            store = world.store()
            saved = happen(store, 200, long="x" * 2000)
            with Proxy(world.target, script) as proxy:
                with full(disk):
                    world.start_machine(proxy.address)
                    with pytest.raises(StoreError):
                        happen(store, 200, long="x" * 2000)
                    until(lambda: len(sent) > 3, "what the machine sends all the same", LONGEST)
                saved |= happen(store, 5)
                quiet(store)
                world.kill("machine")
            store.close()
            assert world.stored() == saved
        finally:
            world.stop()


# --- the kernel's own bad line ---


def test_real_processes_over_a_slow_line_of_the_kernel_that_drops_packets(tmp_path: Path):
    words = ["unshare", "--net", sys.executable, str(LINE_IN_NAMESPACE), str(tmp_path)]
    here = {**os.environ, "PYTHONPATH": str(LINE_IN_NAMESPACE.parents[2])}
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=2 * LONGEST, env=here)
    if "cannot" in done.stdout or "unshare failed" in done.stderr:
        pytest.skip(f"no network of our own here: {done.stdout or done.stderr}")
    assert done.stdout, done.stderr
    assert json.loads(done.stdout)["same"], done.stderr
