"""The board's loudspeaker in a real browser: every new call is said once, in its turn, none cut off, no replay."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from kiosk.clock import SetClock
from kiosk.commands.demo.pages import launch
from kiosk.config import Settings
from kiosk.voice import sound
from kiosk.voice.clips import CLIPS
from tests.ui_web.people import Client, Server

Opens = Callable[..., Page]
DWELL_MS = 4000

WATCH = """
window.heard = [];
document.addEventListener("announced", (event) => {
  document.documentElement.dataset.heard = window.heard.push(event.detail);
});
const numbers = (state) => (state.calls || []).map((call) => call.number).join(" ");
const parse = Response.prototype.json;
Response.prototype.json = function () {
  return parse.call(this).then((state) => {
    // A task later: the page has taken the state by then.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { document.documentElement.dataset.learned = numbers(state); };
    port2.postMessage(null);
    return state;
  });
};
"watching";
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser started as the manual says, so that the page may sound without a touch."""
    with sync_playwright() as playwright:
        browser = launch(playwright, "--autoplay-policy=no-user-gesture-required")
        yield browser
        browser.close()


def ready(page: Page) -> None:
    expect(page.locator("body[data-sound=ready]")).to_be_attached()


def opened(window: Opens, server: Server) -> Page:
    """A board that has its first state and all its clips; its clock can be moved."""
    page = window("about:blank")
    page.clock.install()
    page.add_init_script(WATCH)
    page.goto(f"{server.base}/board")
    expect(page.locator("#clock")).not_to_be_empty()
    ready(page)
    return page


@pytest.fixture
def board(window: Opens, server: Server) -> Page:
    return opened(window, server)


def heard(page: Page, count: int) -> list[dict[str, Any]]:
    """Wait until `count` announcements were begun, and return them."""
    expect(page.locator(f"html[data-heard='{count}']")).to_be_attached()
    return page.evaluate("window.heard")


def sentence(told: dict[str, Any]) -> str:
    return " ".join(CLIPS.get(str(one), str(one)) for one in told["clips"])


def learned(page: Page, *numbers: str) -> None:
    """Wait until the page knows of these calls, the newest first."""
    expect(page.locator(f"html[data-learned='{' '.join(numbers)}']")).to_be_attached()


def turn_over(page: Page) -> None:
    """Let the longest announcement end."""
    page.clock.run_for(15_000)


def test_a_call_is_said_with_a_chime_number_and_counter(board: Page, kiosk: Client, an: Client):
    kiosk.take("B")
    an.next(2)
    assert sentence(heard(board, 1)[0]) == "chime mời số bê không không một đến quầy số hai"


def test_a_call_is_said_once(board: Page, kiosk: Client, an: Client):
    kiosk.take("B")
    an.next(2)
    heard(board, 1)
    with board.expect_response("**/api/board"):
        kiosk.take("B")
    turn_over(board)
    assert len(heard(board, 1)) == 1


def test_a_board_loaded_again_says_nothing_again(board: Page, kiosk: Client, an: Client):
    kiosk.take()
    an.next()
    heard(board, 1)
    board.reload()
    expect(board.locator("#newest-number")).to_have_text("A001")
    ready(board)
    turn_over(board)
    assert board.evaluate("window.heard") == []


def test_a_call_made_while_the_page_was_loading_again_is_said(board: Page, kiosk: Client, an: Client, server: Server):
    kiosk.take("A")
    kiosk.take("B")
    an.next(1)
    heard(board, 1)
    board.goto("about:blank")
    an.next(2)
    board.goto(f"{server.base}/board")
    assert [one["number"] for one in heard(board, 1)] == ["B001"]


def test_two_counters_at_once_are_said_one_after_the_other(board: Page, kiosk: Client, an: Client, binh: Client):
    kiosk.take("A")
    kiosk.take("B")
    an.next(1)
    binh.next(2)
    heard(board, 1)
    turn_over(board)
    first, second = heard(board, 2)
    assert ([first["number"], second["number"]], second["begin"] > first["end"]) == (["A001", "B001"], True)


def test_a_recall_waits_until_the_announcement_that_runs_has_ended(board: Page, kiosk: Client, an: Client):
    kiosk.take()
    called = an.next()
    heard(board, 1)
    an.act("recall", called)
    learned(board, "A001", "A001")
    turn_over(board)
    first, again = heard(board, 2)
    assert (sentence(again).startswith("mời lại số"), again["begin"] > first["end"]) == (True, True)


def test_a_call_stays_the_newest_while_it_is_said(board: Page, kiosk: Client, an: Client, binh: Client):
    kiosk.take("A")
    kiosk.take("B")
    an.next(1)
    heard(board, 1)
    binh.next(2)
    learned(board, "B001", "A001")
    board.clock.run_for(DWELL_MS)
    expect(board.locator("#newest-number")).to_have_text("A001")


def test_of_many_calls_at_once_none_is_lost(board: Page, kiosk: Client, an: Client):
    an.http.put("/api/counters/4", json={"state": "open", "services": list("ABCDE")})
    for service in "ABCDE":
        kiosk.take(service)
    for counter in range(1, 4):
        an.next(counter)
    an.next(4)
    for _ in range(4):
        turn_over(board)
    assert [one["number"] for one in heard(board, 4)] == ["A001", "B001", "C001", "D001"]


def test_calls_that_follow_each_other_share_one_chime(board: Page, kiosk: Client, an: Client, binh: Client):
    kiosk.take("A")
    kiosk.take("B")
    an.next(1)
    heard(board, 1)
    binh.next(2)
    learned(board, "B001", "A001")
    turn_over(board)
    assert ["chime" in one["clips"] for one in heard(board, 2)] == [True, False]


def test_a_call_missed_for_long_is_shown_but_not_said(
    window: Opens, server: Server, kiosk: Client, an: Client, clock: SetClock
):
    page = opened(window, server)
    page.route("**/api/board", lambda route: route.abort())
    kiosk.take()
    an.next()
    clock.forward(timedelta(seconds=60))
    page.unroute("**/api/board")
    kiosk.take("B")
    expect(page.locator("#newest-number")).to_have_text("A001")
    assert page.evaluate("window.heard") == []


def test_a_call_missed_for_some_seconds_is_said(
    window: Opens, server: Server, kiosk: Client, an: Client, clock: SetClock
):
    page = opened(window, server)
    page.route("**/api/board", lambda route: route.abort())
    kiosk.take()
    an.next()
    clock.forward(timedelta(seconds=10))
    page.unroute("**/api/board")
    kiosk.take("B")
    assert [one["number"] for one in heard(page, 1)] == ["A001"]


def test_an_undone_call_vanishes(board: Page, kiosk: Client, an: Client):
    kiosk.take()
    called = an.next()
    expect(board.locator("#newest-number")).to_have_text("A001")
    assert an.act("undo", called).status_code == 200
    expect(board.locator("#newest-label")).to_have_text("Chưa gọi số nào")


def test_an_undone_call_that_waits_for_its_turn_is_not_said(board: Page, kiosk: Client, an: Client, binh: Client):
    for service in "ABC":
        kiosk.take(service)
    an.next(1)
    heard(board, 1)
    slip = binh.next(2)
    learned(board, "B001", "A001")
    binh.act("undo", slip)
    binh.next(3)
    learned(board, "C001", "A001")
    for _ in range(2):
        turn_over(board)
    assert [one["number"] for one in heard(board, 2)] == ["A001", "C001"]


def test_a_hall_may_have_calls_said_again(window: Opens, server: Server, kiosk: Client, an: Client):
    with_voice(server, repeat=1)
    page = opened(window, server)
    kiosk.take()
    an.next()
    assert heard(page, 1)[0]["clips"].count("moi-so") == 2


def test_a_hall_may_go_without_the_chime(window: Opens, server: Server, kiosk: Client, an: Client):
    with_voice(server, chime=False)
    page = opened(window, server)
    kiosk.take()
    an.next()
    assert heard(page, 1)[0]["clips"][0] == "moi-so"


def test_at_volume_nought_nothing_is_said(window: Opens, server: Server, kiosk: Client, an: Client):
    with_voice(server, volume=0)
    page = window(f"{server.base}/board")
    page.evaluate(WATCH)
    expect(page.locator("#clock")).not_to_be_empty()
    kiosk.take()
    an.next()
    expect(page.locator("#newest-number")).to_have_text("A001")
    assert page.evaluate("window.heard") == []


def with_voice(server: Server, **voice: Any) -> None:
    settings: Settings = server.hall.settings
    object.__setattr__(server.hall, "settings", replace(settings, voice=replace(settings.voice, **voice)))


def test_a_recording_in_the_halls_folder_replaces_our_clip(server: Server, anyone: Client, tmp_path: Path):
    own = sound.write_wav(sound.chime()[:1000])
    (tmp_path / "moi-so.wav").write_bytes(own)
    with_voice(server, folder=str(tmp_path))
    assert anyone.http.get("/sounds/moi-so").content == own


def test_what_nobody_recorded_is_said_by_our_clip(server: Server, anyone: Client, tmp_path: Path):
    with_voice(server, folder=str(tmp_path))
    assert anyone.http.get("/sounds/so-1").headers["content-type"] == "audio/x-wav"


@pytest.mark.parametrize("clip", ["..%2f..%2fhall.db", "moi-so.wav", "%00", "hall"])
def test_nothing_but_clips_is_served(anyone: Client, clip: str):
    assert anyone.http.get(f"/sounds/{clip}").status_code == 404


def test_a_new_recording_is_not_hidden_by_a_cache(anyone: Client):
    assert anyone.http.get("/sounds/moi-so").headers["cache-control"] == "no-cache"
