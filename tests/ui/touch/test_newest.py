"""Work that never piles up: one at a time, and of those that wait the newest."""

from collections.abc import Callable, Iterator
from threading import Event, current_thread, main_thread

import pytest
from pytestqt.qtbot import QtBot

from ui.touch.camera.newest import Newest


class Work:
    """Takes an item and waits until it may go on."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self.done: list[int] = []
        self.failed: list[Exception] = []
        self.may_go = Event()
        self.on_gui_thread = False

    def __call__(self, item: int) -> int:
        self.begun.append(item)
        self.on_gui_thread |= current_thread() is main_thread()
        self.may_go.wait(10)
        if item < 0:
            raise OSError(item)
        return item


@pytest.fixture
def work() -> Work:
    return Work()


@pytest.fixture
def newest(work: Work, qtbot: QtBot) -> Iterator[Newest[int, int]]:
    newest = Newest[int, int]("test", work, work.done.append, work.failed.append)
    yield newest
    work.may_go.set()
    newest.close()


@pytest.fixture
def wait(qtbot: QtBot) -> Callable[[Callable[[], bool]], None]:
    return qtbot.waitUntil


def test_of_those_that_wait_only_the_newest_is_taken(
    newest: Newest[int, int], work: Work, wait: Callable[[Callable[[], bool]], None]
) -> None:
    for item in (1, 2, 3, 4):
        newest.offer(item)
    work.may_go.set()
    wait(lambda: work.done == [1, 4])
    assert work.begun == [1, 4]
    assert not work.on_gui_thread


def test_while_one_is_worked_on_nothing_else_begins(
    newest: Newest[int, int], work: Work, wait: Callable[[Callable[[], bool]], None]
) -> None:
    newest.offer(1)
    wait(lambda: work.begun == [1])
    newest.offer(2)
    assert work.begun == [1]


def test_what_was_begun_before_forgetting_is_dropped(
    newest: Newest[int, int], work: Work, wait: Callable[[Callable[[], bool]], None]
) -> None:
    newest.offer(1)
    newest.offer(2)
    newest.forget()
    newest.offer(3)
    work.may_go.set()
    wait(lambda: work.done == [3])
    assert work.begun == [1, 3]


def test_a_failure_is_told_and_the_next_is_taken(
    newest: Newest[int, int], work: Work, wait: Callable[[Callable[[], bool]], None]
) -> None:
    newest.offer(-1)
    newest.offer(2)
    work.may_go.set()
    wait(lambda: work.done == [2])
    assert [str(one) for one in work.failed] == ["-1"]
