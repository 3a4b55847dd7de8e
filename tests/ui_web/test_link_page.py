"""The manager's tab about the line to the province: what was refused, in plain words, and sending it again."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kiosk.clock import milliseconds
from kiosk.store import blob_queue, blobs, outbox
from tests.ui_web.people import PIN, Server
from tests.ui_web.test_manager_page import logged_in

Opens = Callable[..., Page]
CODE = "KXA-261123-001-04"


@pytest.fixture(autouse=True)
def refused(server: Server) -> list[str]:
    """A manager, and two messages that the province refused: a submission and a ticket."""
    server.hall.access.put_clerk("quan", PIN, None, "manager", "Quân")
    with server.hall.store.act() as act:
        sent = [
            act.send("submission.saved", {"code": CODE, "sealed": "Nguyễn Văn Bí Mật"}),
            act.send("ticket.issued", {"ticket": "A001"}),
        ]
        outbox.bury(act.db, sent[0], "conflict: other_content")
        outbox.bury(act.db, sent[1], "busy")
    return sent


def test_a_manager_reads_what_was_refused_and_what_to_do(window: Opens, server: Server):
    page = logged_in(window, server, "link")
    letter = page.locator("#letters .person").first
    expect(letter).to_contain_text(f"Hồ sơ soạn tại kiosk{CODE}")
    expect(letter).to_contain_text("Tỉnh đã có mục này với nội dung khác")
    assert "Bí Mật" not in page.content()


def test_one_item_is_sent_again_and_the_other_stays(window: Opens, server: Server, refused: list[str]):
    page = logged_in(window, server, "link")
    page.locator(f"[data-letter='{refused[0]}'] button").click()
    expect(page.locator("#notice-text")).to_contain_text("Sẽ gửi lại")
    expect(page.locator("#letters .person")).to_have_count(1)
    db = server.hall.store.db
    assert [outbox.state_of(db, one) for one in refused] == ["pending", "dead"]


def test_all_of_it_is_seen_at_once_on_a_desk_screen(window: Opens, server: Server, tmp_path: Path):
    page = logged_in(window, server, "link")
    expect(page.locator("#letters .person")).to_have_count(2)
    sizes = page.evaluate(
        "[document.body.scrollWidth, document.querySelector('#letters').getBoundingClientRect().bottom]"
    )
    page.screenshot(path=str(tmp_path / "link.png"))
    assert (sizes[0] <= 1366, sizes[1] <= 768) == (True, True)


def test_a_photographed_paper_that_cannot_be_sent_is_listed_and_sent_again(window: Opens, server: Server, saved: str):
    blob, store = "ab" * 32, server.hall.store
    with store.act() as act:
        blobs.refer(act.db, saved, "1", blob, 1000, milliseconds(act.now))
        blob_queue.bury(act.db, blob, "damaged")
    page = logged_in(window, server, "link")
    paper = page.locator(f"[data-letter='{blob}']")
    expect(paper).to_contain_text(f"Ảnh giấy tờ bà con chụp{saved}")
    expect(paper).to_contain_text("Mời bà con đưa giấy này tại quầy")
    paper.get_by_role("button").click()
    expect(paper).to_have_count(0)
    assert blob_queue.papers_status(store.db).pending == 1
