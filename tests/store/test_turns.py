"""Who waits behind a stuck file, and who leaves so that somebody can still read."""

import threading
import time
from collections.abc import Iterator

import pytest

from kiosk.errors import StoreError
from kiosk.store import turns
from kiosk.store.database import Store
from kiosk.store.turns import PATIENT, Turns


@pytest.fixture
def stuck() -> Iterator[Turns]:
    """Turns of which a thread has one and does not give it back, while as many wait as may."""
    taken, done = threading.Event(), threading.Event()
    queue, far = Turns(), time.monotonic() + 600

    def hold() -> None:
        with queue.take(far):
            taken.set()
            done.wait()

    def wait() -> None:
        with queue.take(far):
            pass

    threads = [threading.Thread(target=hold), *(threading.Thread(target=wait) for _ in range(PATIENT - 1))]
    threads[0].start()
    taken.wait()
    for thread in threads[1:]:
        thread.start()
    while queue.here < PATIENT:
        threading.Event().wait(0.001)
    yield queue
    done.set()
    for thread in threads:
        thread.join()


def test_one_who_comes_to_a_stuck_file_does_not_wait_to_the_end(stuck: Turns, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(turns, "STUCK_SECONDS", 0.0)
    with stuck.take(time.monotonic() + 600) as ours:
        assert not ours


def test_alone_one_has_a_turn_at_once():
    with Turns().take(time.monotonic()) as ours:
        assert ours


def test_who_writes_inside_an_act_does_not_wait_for_itself():
    queue, end = Turns(), time.monotonic() + 600
    with queue.take(end), queue.take(end) as ours:
        assert ours


def test_a_file_that_others_lock_is_given_up_in_our_words(store: Store, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("kiosk.store.database.BUSY_SECONDS", 0.01)
    other = store.connect()
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="locked"), store.act():
        pass
    other.close()
