"""The acts of the queue, one villager or clerk at a time."""

import uuid
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from kiosk.clock import HALL_ZONE, SetClock
from kiosk.config import Settings
from kiosk.errors import (
    CounterBusyError,
    OutOfNumbersError,
    PrintError,
    RequestReusedError,
    StaleVersionError,
    UnknownCounterError,
    UnknownServiceError,
    UnknownTicketError,
    WrongStateError,
)
from kiosk.languages import texts
from kiosk.papers.paper import Paper
from kiosk.queue.desk import Desk
from kiosk.queue.tickets import TicketView
from kiosk.store import print_jobs
from kiosk.store.database import Store


def new() -> str:
    return str(uuid.uuid4())


def called(desk: Desk, counter: int = 1, service: str = "A") -> TicketView:
    """Return a fresh ticket that was just called to `counter`."""
    desk.take(new(), service)
    ticket = desk.next(new(), counter)
    assert ticket is not None
    return ticket


def kinds(store: Store) -> list[str]:
    return [row["kind"] for row in store.rows("SELECT kind FROM journal ORDER BY seq")]


# --- taking ---


def test_the_first_ticket_of_a_service_is_001(desk: Desk):
    assert desk.take(new(), "B").number == "B001"


def test_services_count_apart(desk: Desk):
    desk.take(new(), "A")
    assert [desk.take(new(), "A").number, desk.take(new(), "C").number] == ["A002", "C001"]


def test_the_same_request_again_is_the_same_ticket(desk: Desk):
    request = new()
    assert desk.take(request, "A") == desk.take(request, "A")


def test_a_repeated_request_uses_up_no_number(desk: Desk):
    request = new()
    desk.take(request, "A")
    desk.take(request, "A")
    assert desk.take(new(), "A").number == "A002"


def test_an_unknown_service_uses_up_no_number(desk: Desk):
    with pytest.raises(UnknownServiceError, match="không có dịch vụ Z"):
        desk.take(new(), "Z")
    assert desk.overview.tickets() == []


def test_number_999_is_the_last_of_a_day(desk: Desk, store: Store):
    desk.take(new(), "A")
    with store.act() as act:
        act.db.execute("UPDATE ticket SET counter_value = 999, number = 'A999'")
    with pytest.raises(OutOfNumbersError):
        desk.take(new(), "A")


def test_a_ticket_says_how_many_stand_before(desk: Desk):
    for _ in range(3):
        desk.take(new(), "A")
    assert desk.take(new(), "A").ahead == 3


def test_a_priority_ticket_goes_before_ordinary_ones(desk: Desk):
    desk.take(new(), "A")
    assert desk.take(new(), "A", priority=True).ahead == 0


def test_no_wait_is_told_while_no_counter_is_open(desk: Desk):
    assert desk.take(new(), "A").wait_minutes is None


def test_a_ticket_asks_for_its_paper_in_the_same_act(desk: Desk, store: Store):
    ticket = desk.take(new(), "A")
    job = print_jobs.take_next(store.db)
    assert job is not None
    assert (job.subject, Paper.from_json(job.paper).title.endswith("A001")) == (ticket.id, True)


def test_where_nothing_prints_a_ticket_says_so(store: Store, settings: Settings):
    assert Desk(store, settings).take(new(), "A").print == "none"


# --- days and clocks ---


def test_numbers_start_again_at_midnight_in_the_hall(desk: Desk, clock: SetClock):
    clock.forward(datetime(2026, 11, 23, 23, 59, tzinfo=HALL_ZONE) - clock.now())
    late = desk.take(new(), "A").number
    clock.forward(timedelta(minutes=2))
    assert [late, desk.take(new(), "A").number] == ["A001", "A001"]


def test_seven_in_the_morning_in_the_hall_is_no_new_day(desk: Desk, clock: SetClock):
    """07:00 in the hall is midnight in UTC."""
    clock.forward(datetime(2026, 11, 24, 6, 59, tzinfo=HALL_ZONE) - clock.now())
    desk.take(new(), "A")
    clock.forward(timedelta(minutes=2))
    assert desk.take(new(), "A").number == "A002"


def test_yesterdays_people_are_not_called_today(desk: Desk, clock: SetClock):
    desk.take(new(), "A")
    clock.forward(timedelta(days=1))
    assert desk.next(new(), 1) is None


def test_a_clock_set_back_gives_no_number_twice(desk: Desk, clock: SetClock):
    numbers = [desk.take(new(), "A").number]
    clock.forward(timedelta(hours=-1))
    numbers.append(desk.take(new(), "A").number)
    clock.forward(timedelta(hours=-10))  # yesterday evening
    numbers.append(desk.take(new(), "A").number)
    clock.forward(timedelta(hours=11))
    numbers.append(desk.take(new(), "A").number)
    assert numbers == ["A001", "A002", "A003", "A004"]


def test_a_clock_that_was_a_day_ahead_leaves_no_trace_in_today(desk: Desk, clock: SetClock):
    clock.forward(timedelta(days=1))
    desk.take(new(), "A")
    clock.forward(timedelta(days=-1))
    assert desk.take(new(), "A").number == "A001"


def test_a_clock_set_back_lets_nobody_jump_the_queue(desk: Desk, clock: SetClock):
    desk.take(new(), "A")
    clock.forward(timedelta(hours=-1))
    late = desk.take(new(), "A")
    assert (late.ahead, [one.number for one in desk.overview.waiting_for(1)]) == (1, ["A001", "A002"])


def test_a_clock_set_back_makes_no_negative_wait(desk: Desk, clock: SetClock):
    ticket = called(desk)
    clock.forward(timedelta(hours=-1))
    desk.change("finish", new(), ticket.id, ticket.version)
    wait = desk.take(new(), "A").wait_minutes
    assert wait is not None
    assert min(wait) >= 0


# --- calling ---


def test_nobody_waiting_is_a_calm_answer(desk: Desk):
    assert desk.next(new(), 1) is None


def test_next_calls_the_head_of_the_list(desk: Desk):
    for priority in (False, False, True):
        desk.take(new(), "A", priority=priority)
    head = desk.overview.waiting_for(1)[0].number
    ticket = desk.next(new(), 1)
    assert ticket is not None
    assert (ticket.number, ticket.counter, ticket.state) == (head, 1, "called")


def test_a_counter_is_called_only_for_its_services(desk: Desk):
    desk.take(new(), "B")
    assert desk.next(new(), 1) is None


def test_a_counter_that_calls_is_open(desk: Desk):
    desk.next(new(), 1)
    assert desk.overview.counters()[0].state == "open"


def test_a_counter_that_calls_out_of_a_break_keeps_its_chosen_services(desk: Desk):
    desk.set_counter(4, "break", ["E"])
    desk.next(new(), 4)
    assert desk.overview.counters()[3].services == ("E",)


def test_a_counter_has_one_person_at_a_time(desk: Desk):
    called(desk)
    desk.take(new(), "A")
    with pytest.raises(CounterBusyError, match="Quầy 1 còn đang với số A001"):
        desk.next(new(), 1)


def test_an_unknown_counter_calls_nobody(desk: Desk):
    with pytest.raises(UnknownCounterError):
        desk.next(new(), 9)


def test_next_pressed_twice_with_one_request_calls_one_person(desk: Desk):
    desk.take(new(), "A")
    desk.take(new(), "A")
    request = new()
    assert desk.next(request, 1) == desk.next(request, 1)


def test_nobody_again_is_still_nobody_for_the_same_request(desk: Desk):
    request = new()
    desk.next(request, 1)
    desk.take(new(), "A")
    assert desk.next(request, 1) is None


def test_a_number_can_be_called_out_of_order(desk: Desk):
    desk.take(new(), "A")
    desk.take(new(), "A")
    assert desk.call(new(), 1, "A002").counter == 1


def test_a_number_that_is_not_waiting_cannot_be_called(desk: Desk):
    called(desk, 1)
    with pytest.raises(WrongStateError, match="Số A001 lúc này đã gọi"):
        desk.call(new(), 4, "A001")


def test_a_number_nobody_took_cannot_be_called(desk: Desk):
    with pytest.raises(UnknownTicketError):
        desk.call(new(), 1, "A017")


def test_the_list_of_an_unknown_counter_is_refused(desk: Desk):
    with pytest.raises(UnknownCounterError):
        desk.overview.waiting_for(9)


def test_two_counters_never_get_one_person(desk: Desk):
    for _ in range(4):
        desk.take(new(), "A")
    pairs = [desk.next(new(), counter) for counter in (1, 4)]
    assert [one.number for one in pairs if one] == ["A001", "A002"]


# --- what follows a call ---


def test_a_recall_is_a_new_call_with_its_own_id(desk: Desk):
    ticket = called(desk)
    desk.change("recall", new(), ticket.id, ticket.version)
    assert [(one.number, one.recall) for one in desk.overview.calls()] == [("A001", True), ("A001", False)]


def test_the_journal_names_the_call_of_a_recall(desk: Desk, store: Store):
    ticket = called(desk)
    desk.change("recall", new(), ticket.id, ticket.version)
    body = store.rows("SELECT body FROM journal WHERE kind = 'ticket.recalled'")[0]["body"]
    assert f'"call":{desk.overview.calls()[0].id}' in body


def test_served_and_done_are_two_steps(desk: Desk):
    ticket = called(desk)
    serving = desk.change("start", new(), ticket.id, ticket.version)
    done = desk.change("finish", new(), serving.id, serving.version)
    assert (serving.state, done.state) == ("serving", "done")


def test_a_finished_counter_can_call_again(desk: Desk):
    ticket = called(desk)
    desk.change("finish", new(), ticket.id, ticket.version)
    assert called(desk).number == "A002"


def test_who_does_not_come_keeps_the_place_and_rests(desk: Desk, clock: SetClock):
    ticket = called(desk)
    back = desk.change("no_show", new(), ticket.id, ticket.version)
    assert (back.state, back.not_before) == ("waiting", clock.now() + timedelta(minutes=2))


def test_who_rests_is_passed_over(desk: Desk):
    ticket = called(desk)
    desk.take(new(), "A")
    desk.change("no_show", new(), ticket.id, ticket.version)
    after = desk.next(new(), 1)
    assert after is not None
    assert after.number == "A002"


def test_a_clock_set_back_does_not_make_a_rest_longer(desk: Desk, clock: SetClock):
    ticket = called(desk)
    desk.change("no_show", new(), ticket.id, ticket.version)
    clock.forward(-timedelta(hours=2))
    after = desk.next(new(), 1)
    assert after is not None
    assert after.number == "A001"


def test_a_request_id_cannot_come_back_with_another_wish(desk: Desk):
    request = new()
    desk.take(request, "A")
    with pytest.raises(RequestReusedError, match="đã dùng cho việc khác"):
        desk.take(request, "B")
    with pytest.raises(RequestReusedError):
        desk.next(request, 1)


def test_a_ticket_is_remembered_exactly_as_it_was_answered(store: Store, settings: Settings):
    precise = SetClock(datetime(2026, 11, 23, 8, 0, 0, 123_789, tzinfo=HALL_ZONE))
    store.clock = precise
    desk, request = Desk(store, settings), new()
    assert desk.take(request, "A") == desk.take(request, "A")


def test_after_the_rest_the_old_place_counts_again(desk: Desk, clock: SetClock):
    ticket = called(desk)
    desk.take(new(), "A")
    desk.change("no_show", new(), ticket.id, ticket.version)
    clock.forward(timedelta(minutes=3))
    after = desk.next(new(), 1)
    assert after is not None
    assert after.number == "A001"


def test_the_third_time_nobody_comes_the_ticket_is_missed(desk: Desk, clock: SetClock):
    ticket = called(desk)
    for _ in range(2):
        desk.change("no_show", new(), ticket.id, ticket.version)
        clock.forward(timedelta(minutes=3))
        again = desk.next(new(), 1)
        assert again is not None
        ticket = again
    assert desk.change("no_show", new(), ticket.id, ticket.version).state == "missed"


def test_a_waiting_ticket_can_be_cancelled(desk: Desk):
    ticket = desk.take(new(), "A")
    desk.change("cancel", new(), ticket.id, ticket.version)
    assert desk.next(new(), 1) is None


def test_an_act_on_a_ticket_that_moved_on_changes_nothing(desk: Desk):
    ticket = called(desk)
    desk.change("start", new(), ticket.id, ticket.version)
    with pytest.raises(StaleVersionError, match="nay đang làm"):
        desk.change("no_show", new(), ticket.id, ticket.version)
    assert desk.overview.ticket(ticket.id).state == "serving"


def test_an_act_that_does_not_fit_the_state_is_refused(desk: Desk):
    ticket = desk.take(new(), "A")
    with pytest.raises(WrongStateError):
        desk.change("finish", new(), ticket.id, ticket.version)


def test_an_act_on_an_unknown_ticket_is_refused(desk: Desk):
    with pytest.raises(UnknownTicketError):
        desk.change("finish", new(), "nobody", 1)


def test_finish_pressed_twice_with_one_request_is_one_finish(desk: Desk, store: Store):
    ticket, request = called(desk), new()
    for _ in range(2):
        desk.change("finish", request, ticket.id, ticket.version)
    assert kinds(store).count("ticket.done") == 1


# --- paper ---


def test_a_reprint_is_a_new_paper_marked_as_a_copy(desk: Desk, store: Store):
    ticket = desk.take(new(), "A")
    print_jobs.take_next(store.db)
    desk.reprint(new(), ticket.id)
    job = print_jobs.take_next(store.db)
    assert job is not None
    assert job.paper["blocks"][0]["text"] == texts("vi").say("papers.copy")


def test_a_failed_paper_waits_again_after_a_reprint(desk: Desk, store: Store, clock: SetClock):
    ticket = desk.take(new(), "A")
    job = print_jobs.take_next(store.db)
    assert job is not None
    print_jobs.finish(store.db, job.id, clock.now(), "print.paper_out")
    before = desk.overview.print_state(ticket.id)
    assert (before, desk.reprint(new(), ticket.id).print) == ("failed", "waiting")


def test_a_reprint_asked_for_twice_with_one_request_prints_once(desk: Desk, store: Store):
    ticket, request = desk.take(new(), "A"), new()
    desk.reprint(request, ticket.id)
    desk.reprint(request, ticket.id)
    assert store.rows("SELECT COUNT(*) AS n FROM print_job")[0]["n"] == 2


def test_a_ticket_without_paper_cannot_be_printed_again(store: Store, settings: Settings):
    desk = Desk(store, settings)
    ticket = desk.take(new(), "A")
    with pytest.raises(PrintError):
        desk.reprint(new(), ticket.id)


# --- counters ---


def test_a_counter_opens_with_the_services_of_the_hall(desk: Desk):
    assert desk.set_counter(3, "open").services == ("C", "D")


def test_a_counter_cannot_open_for_a_service_the_hall_has_not(desk: Desk):
    with pytest.raises(UnknownServiceError):
        desk.set_counter(3, "open", ["X"])


def test_open_services_are_those_of_open_counters(desk: Desk):
    desk.set_counter(2, "open")
    desk.set_counter(3, "break")
    assert {one.letter for one in desk.overview.services() if one.counters} == {"B"}


def test_waiting_counts_name_every_service(desk: Desk):
    desk.take(new(), "B")
    assert desk.overview.waiting_counts() == {"A": 0, "B": 1, "C": 0, "D": 0, "E": 0}


# --- all together ---


def test_every_act_is_journalled_and_told_to_the_province(desk: Desk, store: Store):
    ticket = called(desk)
    desk.change("start", new(), ticket.id, ticket.version)
    told = [row["kind"] for row in store.rows("SELECT kind FROM outbox_event ORDER BY seq")]
    assert kinds(store) == told == ["ticket.taken", "counter.open", "ticket.called", "ticket.serving"]


def test_a_class_the_settings_forgot_waits_with_the_last_one(store: Store, settings: Settings):
    ids = [replace(one, id=f"old-{one.id}") for one in settings.queue.classes]
    old = replace(settings, queue=replace(settings.queue, classes=tuple(ids)))
    Desk(store, old).take(new(), "A", priority=True)
    desk = Desk(store, settings)
    assert (desk.take(new(), "A").ahead, desk.overview.waiting_for(1)[0].number) == (1, "A001")


def test_the_hall_day_is_the_date_in_vietnam(desk: Desk, clock: SetClock, store: Store):
    desk.take(new(), "A")
    assert store.rows("SELECT day FROM ticket")[0]["day"] == date(2026, 11, 23).isoformat()
