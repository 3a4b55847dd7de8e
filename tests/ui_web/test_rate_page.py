"""The rating page on a villager's phone."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from kiosk.clock import SetClock
from kiosk.queue.ratings import rating_of
from kiosk.queue.tickets import TicketView
from tests.ui_web.people import Client, Server, new

Opens = Callable[..., Page]


@pytest.fixture
def called(server: Server) -> TicketView:
    server.hall.desk.take(new(), "A")
    called = server.hall.desk.next(new(), 1)
    assert called is not None
    return called


def finish(server: Server, called: TicketView) -> None:
    server.hall.desk.change("finish", new(), called.id, called.version)


@pytest.fixture
def page(window: Opens, server: Server, called: TicketView) -> Page:
    """The page of a ticket whose service is finished."""
    finish(server, called)
    return window(f"{server.base}/r/{called.id}", 375, 667)


def test_before_the_end_it_says_so_calmly(window: Opens, server: Server, called: TicketView):
    page = window(f"{server.base}/r/{called.id}", 375, 667)
    expect(page.locator("#said-title")).to_have_text("Đang gọi số này. Mời đến quầy 1 ngay")
    expect(page.locator("#ask")).to_be_hidden()


def test_a_number_that_waits_tells_how_many_are_before_it_and_where_it_will_go(
    window: Opens, server: Server, called: TicketView
):
    server.hall.desk.take(new(), "A")
    mine = server.hall.desk.take(new(), "A")
    page = window(f"{server.base}/r/{mine.id}", 375, 667)
    expect(page.locator("#said-title")).to_have_text("Còn 1 người làm cùng việc")
    expect(page.locator("#place li").first).to_contain_text("Chờ")
    expect(page.locator("#place li").nth(1)).to_have_text("Nghe gọi số rồi đến quầy 1")
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")


def test_the_place_moves_by_itself(window: Opens, server: Server, called: TicketView):
    mine = server.hall.desk.take(new(), "A")
    page = window("about:blank", 375, 667)
    page.clock.install()
    page.goto(f"{server.base}/r/{mine.id}")
    expect(page.locator("#said-title")).to_have_text("Sắp đến lượt bà con")
    finish(server, called)
    server.hall.desk.next(new(), 1)
    page.clock.fast_forward(20_000)
    expect(page.locator("#said-title")).to_have_text("Đang gọi số này. Mời đến quầy 1 ngay")


def test_when_the_phone_is_looked_at_again_the_question_is_there(window: Opens, server: Server, called: TicketView):
    page = window(f"{server.base}/r/{called.id}", 375, 667)
    expect(page.locator("#said-title")).to_be_visible()
    finish(server, called)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator("#ask")).to_be_visible()


def test_one_choice_and_one_button_are_enough(page: Page, server: Server, called: TicketView):
    page.locator("[data-value='3']").click()
    page.locator("#send").click()
    expect(page.locator("#said-title")).to_have_text("Cảm ơn bà con!")
    assert rating_of(server.hall.store, called.id).value == 3


def test_without_a_choice_there_is_nothing_to_send(page: Page):
    expect(page.locator("#send")).to_be_disabled()


def test_reasons_go_with_the_choice(page: Page, server: Server, called: TicketView):
    page.locator("[data-value='1']").click()
    page.get_by_text("Phải chờ lâu").click()
    page.locator("#send").click()
    expect(page.locator("#said-title")).to_be_visible()
    assert rating_of(server.hall.store, called.id).reasons == ("rating.reason.long_wait",)


def test_reasons_of_another_choice_do_not_go_along(page: Page, server: Server, called: TicketView):
    page.locator("[data-value='1']").click()
    page.get_by_text("Phải chờ lâu").click()
    page.locator("[data-value='3']").click()
    page.locator("#send").click()
    expect(page.locator("#said-title")).to_be_visible()
    assert rating_of(server.hall.store, called.id).reasons == ()


def test_a_mind_can_be_changed(page: Page, server: Server, called: TicketView):
    page.locator("[data-value='1']").click()
    page.locator("#send").click()
    page.locator("#again").click()
    page.locator("[data-value='2']").click()
    page.locator("#send").click()
    expect(page.locator("#said-hint")).to_contain_text("Đã ghi: Hài lòng. Có thể đổi ý đến 08:10.")


def test_a_final_rating_is_thanked_for(page: Page, server: Server, called: TicketView, clock: SetClock):
    page.locator("[data-value='3']").click()
    page.locator("#send").click()
    expect(page.locator("#again")).to_be_visible()
    clock.forward(timedelta(minutes=10))
    page.reload()
    expect(page.locator("#said-hint")).to_have_text("Ý kiến đã được ghi lại.")
    expect(page.locator("#again")).to_be_hidden()


def test_a_change_that_comes_too_late_is_told(page: Page, server: Server, called: TicketView, clock: SetClock):
    expect(page.locator("#ask")).to_be_visible()  # it has asked once whether it is time
    clock.forward(timedelta(days=1))
    page.locator("[data-value='3']").click()
    page.locator("#send").click()
    expect(page.locator("#said-title")).to_have_text("Số này không còn nhận đánh giá")


def test_an_unknown_ticket_is_told_calmly(window: Opens, server: Server):
    page = window(f"{server.base}/r/nobody", 375, 667)
    expect(page.locator("#said-title")).to_have_text("Không thấy số này")


def test_an_unknown_ticket_is_404(anyone: Client):
    assert anyone.http.get("/r/nobody").status_code == 404


def test_a_press_without_a_line_can_be_repeated_and_counts_once(page: Page, server: Server, called: TicketView):
    page.locator("[data-value='3']").click()
    page.route("**/api/ratings", lambda route: route.abort())
    page.locator("#send").click()
    expect(page.locator("#problem")).to_contain_text("Chưa gửi được")
    page.unroute("**/api/ratings")
    page.locator("#send").click()
    expect(page.locator("#said-title")).to_have_text("Cảm ơn bà con!")
    assert len(server.hall.store.rows("SELECT * FROM journal WHERE kind = 'rating.given'")) == 1


def test_the_page_fits_a_small_phone(page: Page):
    page.locator("[data-value='1']").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 375


def test_the_question_and_its_button_fit_without_scrolling(page: Page):
    expect(page.locator("#send")).to_be_in_viewport(ratio=1)
