"""A real hall server on a free port with a clock that stands still, and the people who call it."""

import asyncio
import json
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from argon2 import PasswordHasher
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from kiosk.access import Access
from kiosk.catalogue.library import Library
from kiosk.catalogue.units import Units
from kiosk.clock import SetClock, SystemClock
from kiosk.commands.demo.pages import launch
from kiosk.config import Settings, default_settings_file, read_settings
from kiosk.forms.answers import Answer
from kiosk.forms.desk import SubmissionDesk
from kiosk.forms.journey import REVIEW, Journey
from kiosk.forms.library import Forms, load_forms
from kiosk.forms.submissions import Submissions
from kiosk.papers.draw_ticket import draw_ticket
from kiosk.people.address import Addresses
from kiosk.queue.desk import Desk
from kiosk.settings_file import SettingsFile
from kiosk.store.database import Store
from sync.seal import AgeOpener, AgeSealer, make_identity
from tests.ui_web.people import PIN, TOKEN, Client, Server, new
from ui.web.app import build_app
from ui.web.feed import Feed
from ui.web.hall import Hall
from ui.web.listening import listen
from ui.web.pace import Pace

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)  # tests log in a thousand times
STORIES = Path(__file__).parent.parent / "forms" / "stories.json"
BIRTH = "1.001193"

expect.set_options(timeout=20_000)  # a busy machine is slow, not wrong


@contextmanager
def serving(hall: Hall, port: int = 0) -> Generator[str]:
    """Run the server in a thread, as uvicorn runs it; yields its address."""
    listener = listen("127.0.0.1", port)
    config = uvicorn.Config(build_app(hall), log_level="critical", access_log=False, timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listener],))
    thread.start()
    pause = threading.Event()
    while not server.started:
        assert thread.is_alive()
        pause.wait(0.01)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


class House:
    """One uvicorn for all tests, which puts a fresh hall into it: starting and stopping costs more than most tests."""

    def __init__(self, first: Hall) -> None:
        self._listener = listen("127.0.0.1", 0)
        self._app = build_app(first)
        self._server = uvicorn.Server(uvicorn.Config(self._app, log_level="critical", timeout_graceful_shutdown=1))
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()
        self.base = f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    @contextmanager
    def serve(self, hall: Hall) -> Generator[None]:
        """Let everybody find `hall` behind the address, as a restarted server would."""
        self._app.state.hall = hall
        feed = asyncio.run_coroutine_threadsafe(self._start(hall), self._loop).result()
        try:
            yield
        finally:
            asyncio.run_coroutine_threadsafe(self._stop(feed), self._loop).result()

    def close(self) -> None:
        self._server.should_exit = True
        self._thread.join()
        self._listener.close()

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._server.serve([self._listener]))

    async def _start(self, hall: Hall) -> "asyncio.Task[None]":
        return asyncio.create_task(hall.feed.run())

    async def _stop(self, feed: "asyncio.Task[None]") -> None:
        feed.cancel()
        with suppress(asyncio.CancelledError):
            await feed


@pytest.fixture(scope="session")
def forms() -> Forms:
    return load_forms()


def hall_over(store: Store, settings: Settings, forms: Forms, key: Path) -> Hall:
    submissions = Submissions(store, AgeSealer([make_identity(key)]), settings, forms)

    def desk_for(wanted: Settings) -> Desk:
        return Desk(store, wanted, draw_ticket)

    return Hall(
        settings=settings,
        store=store,
        desk=desk_for(settings),
        access=Access(store, CHEAP),
        submissions=SubmissionDesk(store, submissions, AgeOpener(key), Addresses(Units())),
        feed=Feed(store),
        settings_file=SettingsFile(key.parent),
        desk_for=desk_for,
        pace=Pace(store.clock.monotonic),
        library=cache(lambda: Library(store)),
    )


@pytest.fixture(scope="session")
def house(forms: Forms, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    store = Store(folder / "hall.db", SystemClock())
    house = House(hall_over(store, read_settings(default_settings_file()), forms, folder / "desk.key"))
    yield house
    house.close()
    store.close()


@pytest.fixture
def hall(store: Store, settings: Settings, forms: Forms, tmp_path: Path) -> Hall:
    return hall_over(store, settings, forms, tmp_path / "desk.key")


@pytest.fixture
def server(house: House, hall: Hall, forms: Forms, tmp_path: Path) -> Iterator[Server]:
    sealer = AgeSealer([AgeOpener(tmp_path / "desk.key").recipient])
    with house.serve(hall):
        yield Server(house.base, hall, Submissions(hall.store, sealer, hall.settings, forms))


@pytest.fixture
def anyone(server: Server) -> Iterator[Client]:
    """Nobody in particular: a board, or a stranger."""
    client = server.client()
    yield client
    client.http.close()


@pytest.fixture
def kiosk(server: Server) -> Iterator[Client]:
    server.hall.access.add_device("kiosk A", TOKEN)
    client = server.client(Authorization=f"Bearer {TOKEN}")
    yield client
    client.http.close()


@pytest.fixture
def an(server: Server) -> Iterator[Client]:
    """The clerk of counter 1."""
    server.hall.access.put_clerk("an", PIN, 1, name="An")
    client = server.log_in("an")
    yield client
    client.http.close()


@pytest.fixture
def binh(server: Server) -> Iterator[Client]:
    """The clerk of counter 2."""
    server.hall.access.put_clerk("binh", PIN, 2, name="Bình")
    client = server.log_in("binh")
    yield client
    client.http.close()


@pytest.fixture
def manager(server: Server) -> Iterator[Client]:
    server.hall.access.put_clerk("quan", PIN, None, "manager", "Quân")
    client = server.log_in("quan")
    yield client
    client.http.close()


@pytest.fixture
def technician(server: Server) -> Iterator[Client]:
    server.hall.access.put_clerk("tam", PIN, None, "technician")
    client = server.log_in("tam")
    yield client
    client.http.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


Opens = Callable[..., Page]


@pytest.fixture
def window(browser: Browser, server: Server) -> Iterator[Opens]:
    """window(address, width, height) is a page in a browser of its own; a script error in any fails the test.

    The pages close before the server does, which would wait for their event streams.
    """
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def open_page(address: str, width: int = 1366, height: int = 768) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN")
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None)
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture(scope="session")
def stories() -> dict[str, Any]:
    """What villagers answer, by procedure and page."""
    return json.loads(STORIES.read_text("utf-8"))


@pytest.fixture
def saved(server: Server, clock: SetClock, stories: dict[str, Any]) -> str:
    """A birth registration that a villager finished at the kiosk: its provisional code."""
    story = stories[BIRTH]
    draft = server.submissions.start(BIRTH, new())
    journey = Journey.begin(draft.form, clock.now().date())
    while journey.at != REVIEW:
        journey = tell(journey, story)
    answers: dict[str, Answer] = dict(journey.final_answers())
    server.submissions.finish(draft.code, answers)
    return draft.code


def tell(journey: Journey, story: dict[str, Any]) -> Journey:
    step = journey.current
    assert step is not None
    if step.page in story:
        return journey.answer(story[step.page], accept_doubt=True).journey
    return (journey.leave_to_staff() if step.question.required else journey.skip()).journey
