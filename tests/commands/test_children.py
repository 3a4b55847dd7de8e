"""The supervisor: what dies comes back, and the end is the end of all."""

import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.commands import children
from kiosk.commands.children import Child, Supervisor

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


def test_the_calm_end_of_the_touch_screen_ends_the_others():
    sleeper = Child("hall", python(SLEEPS))
    Supervisor([Child("touch", python("pass")), sleeper], ends_all="touch").run()
    assert not sleeper.alive


def test_a_killed_child_leaves_its_words_in_the_log(tmp_path: Path):
    log = tmp_path / "touch.log"
    child = Child("touch", python("print('xin chào', flush=True); " + SLEEPS), log=log)
    child.start()
    pause = threading.Event()
    while "xin chào" not in log.read_text("utf-8"):
        pause.wait(0.02)
    child.kill()
    assert not child.alive
