"""The supervisor: what dies comes back, and the end is the end of all."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.commands import children, cli
from kiosk.commands.children import Child, Supervisor
from kiosk.commands.parent import ANEW, PARENT
from printers.lock import ProcessLock

DIES = "from pathlib import Path; import sys; Path(sys.argv[1]).open('a').write('x'); sys.exit(3)"
SLEEPS = "import threading; threading.Event().wait()"


def python(code: str, *arguments: object) -> list[str]:
    return [sys.executable, "-c", code, *map(str, arguments)]


def run_until(supervisor: Supervisor, done: Callable[[], bool]) -> None:
    watch = threading.Thread(target=supervisor.run)
    watch.start()
    pause = threading.Event()
    while watch.is_alive() and not done():
        pause.wait(0.02)
    supervisor.stop()
    watch.join()


def test_a_child_that_dies_is_started_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(children, "FIRST_PAUSE_SECONDS", 0.01)
    lives = tmp_path / "lives"
    supervisor = Supervisor([Child("touch", python(DIES, lives))], ends_all="touch")
    run_until(supervisor, lambda: lives.exists() and len(lives.read_text()) >= 3)
    assert supervisor.restarts["touch"] >= 2


ANEW_ONCE = """
import sys
from pathlib import Path
lives = Path(sys.argv[1])
lives.open("a").write("x")
sys.exit(0 if len(lives.read_text()) > 1 else int(sys.argv[2]))
"""


def test_a_child_that_asks_for_it_starts_anew_and_has_not_died(tmp_path: Path):
    lives = tmp_path / "lives"
    supervisor = Supervisor([Child("touch", python(ANEW_ONCE, lives, ANEW))], ends_all="touch")
    supervisor.run()
    assert (lives.read_text(), supervisor.restarts["touch"]) == ("xx", 0)


def test_the_calm_end_of_the_touch_screen_ends_the_others():
    sleeper = Child("hall", python(SLEEPS))
    Supervisor([Child("touch", python("pass")), sleeper], ends_all="touch").run()
    assert not sleeper.alive


SUPERVISES = """
from kiosk.commands.children import Child, Supervisor, kiosk_command
Supervisor([Child("hall", kiosk_command("hall", "--port", "0"))]).run()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent died")
def test_children_end_when_their_supervisor_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("KIOSK_HOME", str(tmp_path))
    supervisor = subprocess.Popen(python(SUPERVISES), stdout=subprocess.PIPE, start_new_session=True)
    assert supervisor.stdout is not None
    supervisor.stdout.readline()  # the server's address: it serves
    supervisor.kill()
    try:
        supervisor.communicate(timeout=20)  # until the server, too, has closed what both write to
        left_alone = False
    except subprocess.TimeoutExpired:
        left_alone = True
        os.killpg(supervisor.pid, signal.SIGKILL)
        supervisor.communicate()
    assert not left_alone


def test_a_child_whose_parent_is_gone_at_the_start_ends_at_once():
    environment = {**os.environ, PARENT: "1"}
    ended = subprocess.run([sys.executable, "-m", "kiosk", "--help"], env=environment, capture_output=True, check=False)
    assert (ended.returncode, ended.stdout) == (1, b"")


def test_a_second_run_over_one_folder_says_that_one_is_running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("KIOSK_HOME", str(tmp_path))
    first = ProcessLock(tmp_path / "run.lock")
    first.take()
    second = CliRunner().invoke(cli, ["run"])
    first.give_back()
    assert (second.exit_code, "đang chạy với thư mục" in second.output) == (1, True)


def test_a_killed_child_leaves_its_words_in_the_log(tmp_path: Path):
    log = tmp_path / "touch.log"
    child = Child("touch", python("print('xin chào', flush=True); " + SLEEPS), log=log)
    child.start()
    pause = threading.Event()
    while "xin chào" not in log.read_text("utf-8"):
        pause.wait(0.02)
    child.kill()
    assert not child.alive
