"""A ticket that was taken before, scanned or typed: its place, its paper, or how it was."""

from dataclasses import replace

import pytest

from kiosk.clock import SetClock
from kiosk.config import RangeSettings, Settings
from kiosk.languages import texts
from kiosk.queue.desk import Desk
from kiosk.queue.hall_state import HallState
from kiosk.queue.remote import RemoteDesk
from kiosk.queue.remote_taken import RemoteTaken
from kiosk.queue.tickets import TicketView
from kiosk.store import print_jobs
from kiosk.store.database import Store
from sync.hall import HallClient
from tests.ui.kiosk_window import KioskWindow
from ui.touch.parts import Parts
from ui.touch.view_models.my_ticket import describe_my_ticket

SAY = texts("vi").say


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, counters=tuple(replace(one, direction="ngay cửa vào") for one in settings.counters))


@pytest.fixture
def ticket(desk: Desk) -> TicketView:
    """The fourth of service A, whose counter is open."""
    desk.set_counter(1, "open")
    for one in range(3):
        desk.take(f"before-{one}", "A")
    return desk.take("mine", "A")


def scan(window: KioskWindow, ticket: TicketView) -> None:
    """Bring what the reader read; how its keys become a text is tested in test_wedge."""
    window.touch.scans.arrive(f"MC:R:{ticket.id}")


def lose_papers(store: Store) -> None:
    with store.act() as act:
        while job := print_jobs.take_next(act.db):
            print_jobs.finish(act.db, job.id, act.now, "print.paper_out")


def test_a_scanned_ticket_says_how_many_are_before_it(kiosk_window: KioskWindow, ticket: TicketView):
    scan(kiosk_window, ticket)
    assert kiosk_window.text("mine-headline") == "Còn 3 người làm cùng việc"


def test_the_code_with_the_halls_address_leads_to_the_same(kiosk_window: KioskWindow, ticket: TicketView):
    kiosk_window.touch.scans.arrive(f"http://192.168.1.10:8080/r/{ticket.id}")
    assert kiosk_window.text("ticket-number") == "A004"


def test_a_typed_number_leads_to_the_same(kiosk_window: KioskWindow, ticket: TicketView):
    kiosk_window.open("door-my_number", "my-letter-A", "digit-4", "next")
    assert kiosk_window.text("mine-headline") == "Còn 3 người làm cùng việc"


def test_a_number_nobody_took_is_told_with_a_person_to_call(kiosk_window: KioskWindow):
    kiosk_window.open("door-my_number", "my-letter-A", "digit-4", "next", "notice-offer")
    assert kiosk_window.text("help-headline") == "Đã báo cán bộ, xin chờ ở đây"


def test_the_place_moves_while_one_looks(kiosk_window: KioskWindow, ticket: TicketView, desk: Desk):
    scan(kiosk_window, ticket)
    kiosk_window.wait_for("my_ticket")
    desk.next("next", 1)
    kiosk_window.pass_time(2)
    kiosk_window.settle()
    assert kiosk_window.text("mine-headline") == "Còn 2 người làm cùng việc"


def test_a_called_number_is_sent_to_its_counter(kiosk_window: KioskWindow, ticket: TicketView, desk: Desk):
    desk.call("call", 1, "A004")
    scan(kiosk_window, ticket)
    said = kiosk_window.text("mine-headline"), kiosk_window.text("mine-counters")
    assert said == ("Đang gọi số này. Mời đến quầy 1 ngay", "Quầy 1: ngay cửa vào")


def test_who_looks_while_the_service_ends_is_asked_how_it_was(
    kiosk_window: KioskWindow, ticket: TicketView, desk: Desk
):
    scan(kiosk_window, ticket)
    kiosk_window.wait_for("my_ticket")
    called = desk.call("call", 1, "A004")
    desk.change("finish", "finish", called.id, called.version)
    kiosk_window.pass_time(2)
    kiosk_window.wait_for("rating")
    assert kiosk_window.text("question") == "Bà con thấy cán bộ phục vụ thế nào?"


def test_a_lost_paper_is_printed_again(kiosk_window: KioskWindow, ticket: TicketView, store: Store):
    lose_papers(store)
    scan(kiosk_window, ticket)
    kiosk_window.tap("mine-reprint")
    assert kiosk_window.text("notice") == "Máy đang in lại phiếu. Mời bà con chờ lấy."


def test_a_paper_that_is_lost_twice_can_be_asked_for_again(kiosk_window: KioskWindow, ticket: TicketView, store: Store):
    lose_papers(store)
    scan(kiosk_window, ticket)
    for _ in range(2):
        kiosk_window.tap("mine-reprint")
        kiosk_window.tap("notice-understood")
        lose_papers(store)
        kiosk_window.pass_time(2)
        kiosk_window.hand.shot()  # what came back is laid out with its next picture
    assert len(store.rows("SELECT id FROM print_job WHERE subject = ?", (ticket.id,))) == 3


def test_a_paper_that_came_is_not_offered_again(kiosk_window: KioskWindow, ticket: TicketView):
    scan(kiosk_window, ticket)
    kiosk_window.wait_for("my_ticket")
    assert kiosk_window.hand.find("mine-reprint") is None


def test_the_screen_closes_by_itself(kiosk_window: KioskWindow, ticket: TicketView):
    scan(kiosk_window, ticket)
    kiosk_window.wait_for("my_ticket")
    kiosk_window.pass_time(21)
    assert kiosk_window.screen == "attract"


def test_a_number_typed_before_is_gone_when_one_comes_back(kiosk_window: KioskWindow):
    kiosk_window.open("door-my_number", "my-letter-A", "digit-4", "home", "door-my_number")
    assert kiosk_window.text("my-number") == ""


def test_a_number_nobody_took_is_emptied_for_the_next_try(kiosk_window: KioskWindow):
    kiosk_window.open("door-my_number", "my-letter-A", "digit-4", "next", "notice-understood")
    assert kiosk_window.text("my-number") == ""


def test_the_next_villager_does_not_find_the_number_typed_before(kiosk_window: KioskWindow):
    kiosk_window.open("door-my_number", "my-letter-A", "digit-4", "home")
    kiosk_window.touch.navigator.startOver()
    kiosk_window.open("door-my_number")
    assert kiosk_window.text("my-number") == ""


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("serving", "Quầy 2 đang làm việc này"),
        ("parked", "sẽ gọi lại"),
        ("missed", "không cần lấy số mới"),
        ("cancelled", "đã hủy"),
        ("expired", "không phải của hôm nay"),
    ],
)
def test_every_state_of_a_ticket_has_its_sentence(ticket: TicketView, settings: Settings, state: str, said: str):
    face = describe_my_ticket(replace(ticket, state=state, counter=2), True, settings, SAY)
    assert said in face.headline


def test_a_paper_of_another_day_is_told_as_such(ticket: TicketView, settings: Settings):
    assert "không phải của hôm nay" in describe_my_ticket(ticket, False, settings, SAY).headline


class TestSecondKiosk:
    """Its hall server is switched off."""

    @pytest.fixture
    def parts(self, parts: Parts, store: Store, settings: Settings, clock: SetClock) -> Parts:
        own = replace(
            settings,
            kiosk=replace(settings.kiosk, letter="B", hall="http://127.0.0.1:9", token="t"),
            kiosks=(RangeSettings("B", 800, 899),),
        )
        line = HallClient(own.kiosk.hall, own.kiosk.token, "B")
        taken = RemoteTaken(store, RemoteDesk(store, own, line, HallState(clock)), line)
        return replace(parts, my_tickets=taken, rate=taken.rate)

    def test_a_typed_number_is_answered_with_one_calm_sentence(self, kiosk_window: KioskWindow):
        kiosk_window.open("door-my_number", "my-letter-A", "digit-4", "next")
        assert kiosk_window.text("notice") == SAY("error.hall_down")

    def test_a_scanned_ticket_is_answered_with_the_same(self, kiosk_window: KioskWindow, ticket: TicketView):
        scan(kiosk_window, ticket)
        assert kiosk_window.text("notice") == SAY("error.hall_down")
