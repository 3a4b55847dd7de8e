"""The watch notices what any process writes; a server's threads leave no open file behind."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.errors import StoreError
from kiosk.store.database import Store
from kiosk.store.watch import Watch


@pytest.fixture
def watch(store: Store) -> Iterator[Watch]:
    watch = Watch(store)
    yield watch
    watch.close()


def test_a_quiet_file_has_no_news(watch: Watch):
    assert watch.news(0) == []


def test_an_act_in_this_process_is_news_once(store: Store, watch: Watch):
    with store.act() as act:
        act.record("a", "b")
    assert [len(watch.news(0)), len(watch.news(0))] == [1, 0]


ACT = """
import sys
from pathlib import Path
from kiosk.clock import SystemClock
from kiosk.store.database import Store
with Store(Path(sys.argv[1]), SystemClock()).act() as act:
    act.record("from.outside", "b")
"""


def test_an_act_of_another_process_is_news(store: Store, watch: Watch):
    subprocess.run([sys.executable, "-c", ACT, str(store.file)], check=True)
    assert [entry.kind for entry in watch.news(0)] == ["from.outside"]


def test_a_watch_can_be_closed_while_a_thread_looks(store: Store):
    for _ in range(30):
        watch, looking, said = Watch(store), threading.Event(), list[str]()

        def look(watch: Watch = watch, looking: threading.Event = looking, said: list[str] = said) -> None:
            try:
                while True:
                    watch.news(0)
                    looking.set()
            except StoreError as error:
                said.append(str(error))

        thread = threading.Thread(target=look)
        thread.start()
        looking.wait()
        watch.close()
        thread.join()
        assert len(said) == 1


def test_threads_that_end_leave_no_open_files(store: Store):
    def read() -> None:
        store.row("SELECT 1")

    fds = Path("/proc/self/fd")
    before = len(list(fds.iterdir()))
    for _ in range(50):
        thread = threading.Thread(target=read)
        thread.start()
        thread.join()
    assert len(list(fds.iterdir())) < before + 10
