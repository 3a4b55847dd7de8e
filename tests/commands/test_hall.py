"""`kiosk hall` and `kiosk setup` as separate processes, as a technician and an integrator start them."""

import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from kiosk.access import Access
from kiosk.clock import HALL_ZONE, SystemClock
from kiosk.commands import cli
from kiosk.config import default_settings_file, load_settings
from kiosk.forms.library import load_forms
from kiosk.forms.submissions import Submissions
from kiosk.hours import DAYS
from kiosk.store.database import Store
from printers.lock import ProcessLock
from sync.seal import AgeSealer, recipients_in


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KIOSK_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def run(*words: str, typed: str = "") -> tuple[int, str]:
    result = CliRunner().invoke(cli, words, input=typed)
    return result.exit_code, result.output


class Hall:
    """A `kiosk hall` process and its address, read from the line it prints."""

    def __init__(self, *words: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "kiosk", "hall", "--port", "0", *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.said = self.process.stdout.readline()
        self.base = self.said.partition("http")[2].partition("/counter")[0]
        self.http = httpx.Client(base_url=f"http{self.base}")

    def stop(self, how: signal.Signals = signal.SIGTERM) -> str:
        self.process.send_signal(how)
        return self.process.communicate(timeout=10)[1]

    def end(self) -> None:
        self.http.close()
        if self.process.poll() is None:
            self.process.kill()
            self.process.communicate()


@pytest.fixture
def demo(home: Path) -> Iterator[Hall]:
    hall = Hall("--demo")
    yield hall
    hall.end()


def log_in(hall: Hall, clerk: str = "an", pin: str = "246810") -> httpx.Response:
    answer = hall.http.post("/api/session", json={"clerk": clerk, "pin": pin})
    if answer.status_code == 200:
        hall.http.headers["X-CSRF-Token"] = answer.json()["csrf"]
    return answer


def test_the_demo_lets_a_kiosk_and_a_clerk_in(demo: Hall):
    kiosk = {"Authorization": "Bearer demo"}
    request = {"request_id": "request-1", "service": "A"}
    assert demo.http.post("/api/tickets", json=request, headers=kiosk).json()["number"] == "A001"
    log_in(demo)
    assert demo.http.post("/api/counters/1/next", json={"request_id": "request-2"}).json()["number"] == "A001"


def test_the_demo_has_four_clerks_at_four_counters(demo: Hall):
    assert [log_in(demo, clerk).json()["counter"] for clerk in ("an", "binh", "chi", "dung")] == [1, 2, 3, 4]


def test_the_demo_has_a_manager(demo: Hall):
    assert log_in(demo, "quan").json()["role"] == "manager"


def test_the_demo_serves_this_machine_only(home: Path):
    code, said = run("hall", "--demo", "--host", "0.0.0.0")  # noqa: S104
    assert (code, "127.0.0.1" in said) == (2, True)


def test_the_demo_keeps_its_known_pins_out_of_a_real_hall(home: Path):
    run("setup", "clerk", "hanh", "--pin", "135790")
    code, said = run("hall", "--demo")
    assert (code, "trung tâm thật" in said) == (1, True)


@pytest.mark.parametrize("clerk", ["an", "hanh"])
def test_the_whole_demo_says_once_that_the_data_are_a_real_halls(home: Path, clerk: str):
    run("setup", "clerk", clerk, "--pin", "135790")
    code, said = run("run", "--demo")
    assert (code, "trung tâm thật" in said) == (1, True)


def test_who_was_added_in_a_demo_is_there_when_it_starts_again(demo: Hall):
    log_in(demo, "quan")
    person = {"id": "hanh", "name": "Hạnh", "role": "clerk", "counter": 2, "pin": "135790"}
    demo.http.post("/api/people", json=person).raise_for_status()
    demo.stop()
    again = Hall("--demo")
    status = log_in(again, "hanh", "135790").status_code
    again.end()
    assert status == 200


@pytest.fixture
def closed_home(home: Path) -> Path:
    """A hall that is never open now: one minute a week, no numbers for service A, closed on holidays."""
    yesterday = DAYS[(datetime.now(HALL_ZONE).weekday() - 1) % 7]
    whole = default_settings_file().read_text("utf-8")
    lines = re.sub(r"^hours = .*$", f'hours = ["{yesterday} 00:00-00:01"]', whole, flags=re.MULTILINE)
    home.mkdir()
    (home / "hall.toml").write_text(lines.replace("[[services]]", "[[services]]\ndaily_quota = 1", 1), "utf-8")
    load_settings(home)
    return home


def take(request_id: str) -> tuple[int, str]:
    return run("ticket", "A", "--request-id", request_id)


def test_the_demo_is_open_at_all_hours(closed_home: Path, demo: Hall):
    kiosk = {"Authorization": "Bearer demo"}
    taken = [
        demo.http.post("/api/tickets", json={"request_id": f"request-{n}", "service": "A"}, headers=kiosk)
        for n in (1, 2)
    ]
    assert [one.status_code for one in taken] == [201, 201]


def test_the_demo_stays_open_when_its_manager_saves_hours(closed_home: Path, demo: Hall):
    log_in(demo, "quan")
    demo.http.put("/api/settings", json=demo.http.get("/api/settings").json()).raise_for_status()
    answer = demo.http.post("/api/tickets", json={"request_id": "request-1", "service": "A"})
    assert answer.status_code == 201


def test_every_process_over_a_demos_data_is_open(closed_home: Path, demo: Hall):
    assert take("request-1")[0] == 0


def test_a_real_hall_is_closed_when_its_hours_say_so(closed_home: Path):
    assert take("request-1")[0] == 1


def test_the_demo_can_be_started_again_over_its_data(home: Path):
    first = Hall("--demo")
    request = {"json": {"request_id": "request-1", "service": "A"}, "headers": {"Authorization": "Bearer demo"}}
    first.http.post("/api/tickets", **request)  # pyright: ignore[reportArgumentType]
    first.stop()
    first.end()
    second = Hall("--demo")
    answer = second.http.post("/api/tickets", **request)  # pyright: ignore[reportArgumentType]
    second.end()
    assert (answer.status_code, answer.json()["number"]) == (200, "A001")


def test_a_stop_ends_the_server_at_once_though_a_page_listens(demo: Hall):
    with demo.http.stream("GET", "/api/events") as stream:
        next(stream.iter_lines())
        assert demo.stop() == ""


def test_after_kill_9_the_journal_is_whole_and_the_ticket_is_there(demo: Hall, home: Path):
    taken = demo.http.post(
        "/api/tickets", json={"request_id": "request-1", "service": "A"}, headers={"Authorization": "Bearer demo"}
    )
    demo.stop(signal.SIGKILL)
    again = Hall("--demo")
    found = again.http.get(f"/api/tickets/{taken.json()['id']}", headers={"Authorization": "Bearer demo"})
    again.end()
    assert (found.json()["number"], run("journal", "verify")[0]) == ("A001", 0)


def test_the_server_prints_the_tickets_itself(demo: Hall, home: Path):
    kiosk = {"Authorization": "Bearer demo"}
    demo.http.headers.update(kiosk)
    ticket = demo.http.post("/api/tickets", json={"request_id": "request-1", "service": "A"}).json()
    while (state := demo.http.get(f"/api/tickets/{ticket['id']}").json()["print"]) in {"waiting", "sending"}:
        pass
    assert (state, len(list((home / "printed").glob("*.png")))) == ("printed", 1)


def test_a_port_that_is_taken_is_told_in_words(demo: Hall, home: Path):
    code, said = run("hall", "--port", demo.base.rpartition(":")[2])
    assert (code, "Xin chọn cổng khác" in said) == (1, True)


@pytest.fixture
def after_a_demo(home: Path) -> Access:
    """A folder in which the demo ran; one of its clerks has a PIN of her own since."""
    first = Hall("--demo")
    first.stop()
    first.end()
    run("setup", "clerk", "chi", "--pin", "135790")
    return Access(Store(home / "hall.db", SystemClock()))


def test_a_real_hall_ends_what_the_demo_let_in(after_a_demo: Access):
    hall = Hall()
    said = hall.stop()
    hall.end()
    assert ([one.id for one in after_a_demo.clerks()], after_a_demo.is_device("demo"), "Đã gỡ" in said) == (
        ["chi"], False, True,
    )  # fmt: skip


def test_a_real_hall_after_a_real_hall_says_nothing_of_a_demo(home: Path):
    hall = Hall()
    said = hall.stop()
    hall.end()
    assert said == ""


@pytest.mark.parametrize("command", ["hall", "province", "run"])
def test_a_port_that_cannot_be_is_a_wrong_option(home: Path, command: str):
    home.mkdir()
    running = ProcessLock(home / "run.lock")  # so that no screen opens here whatever becomes of the option
    running.take()
    code, _ = run(command, "--port", "70000")
    running.give_back()
    assert code == 2


def test_without_demo_nobody_knows_a_pin(home: Path):
    hall = Hall()
    status = (log_in(hall).status_code, hall.http.get("/api/tickets", headers={"Authorization": "Bearer demo"}))
    hall.end()
    assert (status[0], status[1].status_code) == (401, 401)


# --- setup ---


def test_setup_asks_for_a_clerks_pin_twice(home: Path):
    code, said = run("setup", "clerk", "hanh", "--counter", "2", typed="135790\n135790\n")
    clerk = Access(Store(home / "hall.db", SystemClock())).log_in("hanh", "135790")[1]
    assert (code, clerk.counter, "135790" in said) == (0, 2, False)


def test_setup_refuses_a_short_pin_in_words(home: Path):
    code, said = run("setup", "clerk", "hanh", "--pin", "1234")
    assert (code, "6 đến 12 chữ số" in said) == (1, True)


def test_setup_refuses_a_counter_the_hall_has_not(home: Path):
    assert run("setup", "clerk", "hanh", "--counter", "9", "--pin", "135790")[0] == 1


def test_a_token_from_setup_lets_a_kiosk_in(home: Path):
    token = json.loads(run("setup", "kiosk-token", "--json")[1])["token"]
    hall = Hall()
    answer = hall.http.get("/api/tickets", headers={"Authorization": f"Bearer {token}"})
    hall.end()
    assert answer.status_code == 200


def test_setup_makes_a_desk_key_that_opens_what_this_kiosk_seals(home: Path, tmp_path: Path):
    key = tmp_path / "desk.key"
    recipient = json.loads(run("setup", "desk-key", str(key), "--json")[1])["recipient"]
    assert recipients_in(home / "keys") == (recipient,)
    hall = Hall("--demo", "--desk-key", str(key))
    code = begin_submission(home)
    log_in(hall)
    answer = hall.http.get(f"/api/submissions/{code}")
    hall.end()
    assert answer.json()["title"] == "Đăng ký khai sinh"


def begin_submission(home: Path) -> str:
    store = Store(home / "hall.db", SystemClock())
    sealer = AgeSealer(recipients_in(home / "keys"))
    return Submissions(store, sealer, load_settings(home), load_forms()).start("1.001193", "request-1").code


def test_the_desk_key_is_readable_by_its_owner_only(home: Path, tmp_path: Path):
    run("setup", "desk-key", str(tmp_path / "desk.key"))
    assert ((tmp_path / "desk.key").stat().st_mode & 0o777) == 0o600


@pytest.mark.parametrize("content", [None, "no key"])
def test_a_bad_desk_key_is_told_and_the_hall_serves_without_it(home: Path, tmp_path: Path, content: str | None):
    if content:
        (tmp_path / "desk.key").write_text(content)
    hall = Hall("--demo", "--desk-key", str(tmp_path / "desk.key"))
    status = log_in(hall).status_code
    said = hall.stop()
    hall.end()
    assert (status, f"Chìa khóa mở hồ sơ ({tmp_path / 'desk.key'}) không đúng" in said) == (200, True)
