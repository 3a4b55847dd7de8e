"""The hall's file is locked by somebody else: who writes waits or is told, who reads goes on."""

import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import httpx
import pytest

from kiosk.store.database import Store
from tests.ui_web.people import Client, Server, new
from ui.web.app import THREADS


@pytest.fixture
def writers(server: Server, kiosk: Client, store: Store) -> Iterator[list[Future[httpx.Response]]]:
    """Twice as many kiosks as the server has threads ask for a number while the file is locked."""
    other = store.connect()
    other.execute("BEGIN IMMEDIATE")
    with ThreadPoolExecutor(2 * THREADS) as pool:
        asked = [
            pool.submit(kiosk.post, "/tickets", request_id=new(), service="A") for _ in range(2 * THREADS)
        ]  # fmt: skip
        yield asked
        other.close()


@pytest.mark.parametrize("path", ["/board", "/events"])
def test_reading_goes_on_while_writers_wait(writers: list[Future[httpx.Response]], anyone: Client, path: str):
    with anyone.http.stream("GET", f"/api{path}") as answer:
        assert (answer.status_code, all(one.done() for one in writers)) == (200, False)


def test_who_may_not_wait_is_told_in_words(writers: list[Future[httpx.Response]]):
    told = threading.Event()
    for one in writers:
        one.add_done_callback(lambda _: told.set())
    assert told.wait(30)
    first = next(one for one in writers if one.done())
    assert (first.result().status_code, first.result().json()["code"]) == (503, "store")
