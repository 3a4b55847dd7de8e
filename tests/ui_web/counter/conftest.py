"""Clerks with desks, and An at counter 1."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.ui_web.counter.desk import Opens, logged_in
from tests.ui_web.people import PIN, Client, Server
from ui.web.hall import Hall


@pytest.fixture(autouse=True)
def _clerks(hall: Hall) -> None:  # pyright: ignore[reportUnusedFunction]
    for counter, clerk in enumerate(("an", "binh", "chi", "dung"), 1):
        hall.access.put_clerk(clerk, PIN, counter, name=clerk.title())


@pytest.fixture
def console(window: Opens, server: Server) -> Page:
    """An, logged in at counter 1."""
    return logged_in(window, server, "an")


@pytest.fixture
def chi(server: Server) -> Iterator[Client]:
    """The clerk of counter 3, without a browser."""
    client = server.log_in("chi")
    yield client
    client.http.close()
