"""One browser and one province for a module of tests: browsers are slow, and pages only add to what is there."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from kiosk.clock import HALL_ZONE, SetClock
from kiosk.commands.demo.pages import launch
from tests.sync.parts import Host, Running
from tests.sync.prepared import Prepared
from tests.sync.province.pages.town import Town, log_in

expect.set_options(timeout=20_000)  # a busy machine is slow, not wrong

Opens = Callable[..., Page]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory, prepared: Prepared) -> Iterator[Town]:
    """A province on SQLite, Monday 23 November 2026, 08:00; its people, and nothing else yet."""
    folder = tmp_path_factory.mktemp("town")
    host, clock = Host(), SetClock(datetime(2026, 11, 23, 8, 0, tzinfo=HALL_ZONE))
    home = folder / "province"
    running = Running(prepared.put(f"sqlite:///{folder / 'province.db'}", home), home, clock, host)
    running.start()
    made = Town(running, folder)
    made.add_people()
    yield made
    running.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def window(browser: Browser, town: Town) -> Iterator[Opens]:
    """window("lan") is a page with lan logged in, window() one of nobody; whatever breaks the policy fails the test."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def open_page(who: str = "", **other: object) -> Page:
        context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN", **other)  # pyright: ignore[reportArgumentType]
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None)
        page.on("dialog", lambda dialog: wrong.append(dialog.message))
        if who:
            log_in(page, town, who)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []
