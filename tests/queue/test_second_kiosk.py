"""Two kiosks in one hall: every villager has one number, every number one villager, whatever the line between does."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from kiosk.clock import HALL_ZONE, SetClock, hall_day
from kiosk.config import Settings
from kiosk.errors import (
    ConfigError,
    HallDownError,
    HallRefusedError,
    NotAllowedError,
    OutOfNumbersError,
    RequestReusedError,
    UnknownServiceError,
    UnknownTicketError,
    WrongStateError,
)
from kiosk.papers.draw_ticket import draw_ticket
from kiosk.queue.desk import Desk
from kiosk.queue.hall_line import HallNews, Outcome
from kiosk.queue.hall_state import HallState
from kiosk.queue.help import answer_help
from kiosk.queue.receive import Receiver
from kiosk.queue.remote import RemoteDesk
from kiosk.store import handover as table
from kiosk.store.database import Store
from tests.queue.second import Second, TwoKiosks, Wire, minutes, new, second_kiosk, with_second

Build = Callable[..., TwoKiosks]


@pytest.fixture
def build(tmp_path: Path, store: Store, settings: Settings, clock: SetClock) -> Iterator[Build]:
    """Builds the hall and its second kiosk, whose clock may be `off`."""
    opened: list[Store] = []

    def made(off: timedelta = timedelta(0), settings: Settings = settings) -> TwoKiosks:
        wanted = with_second(settings)
        desk = Desk(store, wanted, draw_ticket)
        wire = Wire(store, desk, wanted)
        second = second_kiosk(tmp_path, SetClock(clock.now() + off) if off else clock, wire, wanted)
        opened.append(second.store)
        return TwoKiosks(desk, store, clock, wire, second)

    yield made
    for one in opened:
        one.close()


@pytest.fixture
def two(build: Build) -> TwoKiosks:
    return build()


@pytest.fixture
def second(two: TwoKiosks) -> Second:
    return two.second


# --- the hall server answers ---


def test_the_number_of_a_second_kiosk_comes_from_the_hall(two: TwoKiosks):
    two.hall.take(new(), "A")
    assert two.second.take().number == "A002"


def test_its_paper_is_printed_at_the_second_kiosk(two: TwoKiosks):
    ticket = two.second.take()
    assert two.second.desk.overview.print_state(ticket.id) == "waiting"


def test_its_paper_is_not_printed_at_the_hall(two: TwoKiosks):
    two.second.take()
    assert two.store.rows("SELECT * FROM print_job") == []


def test_nobody_calls_a_number_before_it_is_known_to_be_seen(two: TwoKiosks):
    two.second.take()
    assert two.hall.next(new(), 1) is None


def test_a_seen_number_is_called(two: TwoKiosks):
    two.second.take()
    two.second.round()
    called = two.hall.next(new(), 1)
    assert called is not None
    assert called.number == "A001"


def test_a_seen_number_keeps_the_place_it_had_when_it_was_issued(two: TwoKiosks):
    two.second.take()
    two.forward(minutes(1))
    two.hall.take(new(), "A")
    two.second.round()
    assert two.waiting() == ["A001", "A002"]


def test_a_villager_who_shows_a_number_is_called_by_it_before_the_kiosk_could_tell(two: TwoKiosks):
    two.second.take()
    assert two.hall.call(new(), 1, "A001").state == "called"


def test_telling_twice_that_a_number_was_seen_changes_nothing(two: TwoKiosks):
    two.second.take()
    two.wire.broken = "no answer"
    with pytest.raises(HallDownError):
        two.second.round()
    two.hall.next(new(), 1)
    two.wire.broken = ""
    two.second.round()
    assert two.states() == {"A001": "called"}


def test_the_same_request_is_the_same_ticket(second: Second):
    request = new()
    assert second.take(request=request) == second.take(request=request)


def test_a_request_that_comes_back_with_another_wish_is_refused(second: Second):
    request = new()
    second.take("A", request)
    with pytest.raises(RequestReusedError):
        second.take("B", request)


def test_an_unknown_service_is_refused_without_asking(second: Second):
    second.wire.broken = "no way"
    with pytest.raises(UnknownServiceError):
        second.take("Z")


def test_what_the_hall_refuses_is_refused_in_its_words(build: Build, settings: Settings):
    services = tuple(replace(one, daily_quota=1) for one in settings.services)
    two = build(settings=replace(settings, services=services))
    two.hall.take(new(), "A")
    with pytest.raises(HallRefusedError, match="đã hết số"):
        two.second.take()


def test_a_refused_request_may_come_again(build: Build, settings: Settings):
    services = tuple(replace(one, daily_quota=1) for one in settings.services)
    two = build(settings=replace(settings, services=services))
    request, first = new(), two.hall.take(new(), "A", source="counter")
    with pytest.raises(HallRefusedError):
        two.second.take(request=request)
    two.wire.desk = Desk(two.store, with_second(settings))
    assert (first.number, two.second.take(request=request).number) == ("A001", "A002")


# --- the hall server does not answer ---


def test_without_the_hall_the_number_is_one_of_our_own(second: Second):
    second.wire.broken = "no way"
    assert [second.take().number for _ in range(3)] == ["A800", "A801", "A802"]


def test_without_the_hall_nobody_claims_to_know_the_wait(second: Second):
    second.wire.broken = "no way"
    ticket = second.take()
    assert (ticket.place, ticket.ahead, ticket.wait_minutes) == (None, None, None)


def test_without_the_hall_a_ticket_names_the_counters_that_serve_it_by_the_settings(second: Second):
    second.wire.broken = "no way"
    assert second.take().counters == (1, 4)


def test_a_number_of_our_own_is_printed(second: Second):
    second.wire.broken = "no way"
    assert second.desk.overview.print_state(second.take().id) == "waiting"


def test_a_server_that_is_known_to_be_away_is_not_asked(second: Second):
    second.wire.broken = "no way"
    second.take()
    second.wire.broken = ""
    assert second.take().number == "A801"


def test_after_the_next_news_the_hall_is_asked_again(second: Second):
    second.wire.broken = "no way"
    second.take()
    second.wire.broken = ""
    second.round()
    assert second.take().number == "A001"


def test_every_service_has_the_whole_range(second: Second):
    second.wire.broken = "no way"
    assert [second.take(one).number for one in "AB"] == ["A800", "B800"]


def test_the_range_ends_honestly(build: Build, settings: Settings):
    two = build()
    two.wire.broken = "no way"
    for _ in range(100):
        two.second.take()
    with pytest.raises(OutOfNumbersError, match="899"):
        two.second.take()


def test_the_hall_never_issues_a_number_of_the_range(build: Build, settings: Settings):
    two = build()
    with two.store.act() as act:
        act.db.execute(
            """INSERT INTO ticket (id, day, service, counter_value, number, class, source, issued_ms)
               VALUES ('x', ?, 'A', 799, 'A799', 'ordinary', 'kiosk', 0)""",
            (hall_day(two.clock.now()).isoformat(),),
        )
    with pytest.raises(OutOfNumbersError):
        two.hall.take(new(), "A")


def test_outside_the_hours_no_number_is_given_even_without_the_hall(tmp_path: Path, build: Build, settings: Settings):
    two = build()
    two.wire.broken = "no way"
    closed = replace(with_second(settings), hall=replace(settings.hall, hours=("CN 07:00-08:00",), holidays=False))
    own = replace(closed, kiosk=replace(closed.kiosk, letter="B"))
    desk = RemoteDesk(two.second.store, own, two.wire, HallState(two.clock))
    with pytest.raises(Exception, match="chưa đến giờ làm việc"):
        desk.take(new(), "A")


def test_a_second_kiosk_without_numbers_of_its_own_does_not_start(two: TwoKiosks, settings: Settings):
    with pytest.raises(ConfigError, match=r"\[\[kiosks\]\]"):
        RemoteDesk(two.second.store, replace(with_second(settings), kiosks=()), two.wire, HallState(two.clock))


# --- handing over ---


def test_a_number_of_our_own_is_handed_over(two: TwoKiosks):
    two.wire.broken = "no way"
    two.second.take()
    two.wire.broken = ""
    two.second.round()
    assert two.states() == {"A800": "waiting"}


def test_it_waits_where_it_would_have_waited(two: TwoKiosks):
    two.second.round()
    two.hall.take(new(), "A")
    two.forward(minutes(1))
    two.wire.broken = "no way"
    two.second.take()
    two.forward(minutes(1))
    two.hall.take(new(), "A")
    two.wire.broken = ""
    two.second.round()
    assert two.waiting() == ["A001", "A800", "A002"]


def test_it_keeps_its_id(two: TwoKiosks):
    two.wire.broken = "no way"
    ticket = two.second.take()
    two.wire.broken = ""
    two.second.round()
    assert two.hall.overview.ticket(ticket.id).number == "A800"


def test_handing_over_twice_has_no_second_effect(two: TwoKiosks):
    two.wire.broken = "no way"
    two.second.take()
    two.wire.broken = "no answer"
    with pytest.raises(HallDownError):
        two.second.round()
    two.hall.next(new(), 1)
    two.wire.broken = ""
    two.second.round()
    assert two.states() == {"A800": "called"}


def test_what_is_handed_over_is_told_to_the_province_once_and_by_the_hall(two: TwoKiosks):
    two.wire.broken = "no way"
    two.second.take()
    two.wire.broken = ""
    two.second.round()
    rows = "SELECT body FROM outbox_event WHERE kind = 'ticket.taken'"
    assert [len(two.store.rows(rows)), len(two.second.store.rows(rows))] == [1, 0]


def test_the_class_travels(two: TwoKiosks):
    two.wire.broken = "no way"
    two.second.desk.take(new(), "A", priority="elderly")
    two.wire.broken = ""
    two.second.round()
    assert [one.klass for one in two.hall.overview.tickets()] == ["elderly"]


def test_many_are_handed_over_in_their_order_before_who_came_later(two: TwoKiosks):
    two.second.round()
    two.wire.broken = "no way"
    given = []
    for _ in range(70):
        given.append(two.second.take().number)
        two.forward(timedelta(seconds=1))
    two.hall.take(new(), "A")
    two.forward(timedelta(seconds=1))
    two.wire.broken = ""
    two.second.round()
    assert two.waiting() == [*given, "A001"]


# --- an answer that is lost ---


def test_a_lost_answer_gives_the_villager_one_number(two: TwoKiosks):
    two.wire.broken = "no answer"
    assert two.second.take().number == "A800"


def test_the_ticket_behind_a_lost_answer_is_never_called(two: TwoKiosks):
    two.wire.broken = "no answer"
    two.second.take()
    assert two.hall.next(new(), 1) is None


def test_the_ticket_behind_a_lost_answer_ends_with_the_hand_over(two: TwoKiosks):
    two.wire.broken = "no answer"
    two.second.take()
    two.wire.broken = ""
    two.second.round()
    assert two.states() == {"A001": "cancelled", "A800": "waiting"}


def test_the_villager_keeps_the_place_of_the_ticket_behind_the_lost_answer(two: TwoKiosks):
    two.wire.broken = "no answer"
    two.second.take()
    two.forward(minutes(1))
    two.hall.take(new(), "A")
    two.wire.broken = ""
    two.second.round()
    assert two.waiting() == ["A800", "A002"]


def test_a_request_that_arrives_after_its_end_was_told_issues_nothing(two: TwoKiosks):
    two.wire.broken = "no way"
    request = new()
    two.second.take(request=request)
    two.wire.broken = ""
    two.second.round()
    with pytest.raises(RequestReusedError):
        two.hall.take_once(request, "A", source="kiosk B", held=True)


def test_the_same_request_after_a_lost_answer_is_the_number_that_was_shown(two: TwoKiosks):
    two.wire.broken = "no answer"
    request = new()
    shown = two.second.take(request=request)
    two.wire.broken = ""
    two.second.round()
    assert two.second.take(request=request) == shown


# --- a kiosk that dies ---


def open_request(two: TwoKiosks) -> str:
    """A request that the hall server heard, of a kiosk that died before it decided."""
    request = new()
    with two.second.store.act() as act:
        table.add(
            act.db,
            {
                "request": request, "service": "A", "class": "ordinary", "procedure": None, "submission": None,
                "asked": 1, "at_ms": 0, "mono_ms": 0, "boot": "another",
            },
        )  # fmt: skip
    two.hall.take_once(request, "A", source="kiosk B", held=True)
    return request


def test_a_request_whose_asker_died_has_no_ticket_at_the_hall(two: TwoKiosks):
    open_request(two)
    two.second.round()
    assert two.states() == {"A001": "cancelled"}


def test_the_same_request_after_that_is_a_ticket_all_the_same(two: TwoKiosks):
    request = open_request(two)
    two.second.round()
    assert two.second.take(request=request).number == "A002"


def test_that_ticket_stays_the_one_of_the_request(two: TwoKiosks):
    request = open_request(two)
    two.second.round()
    ticket = two.second.take(request=request)
    two.wire.broken = "no way"
    assert two.second.take(request=request) == ticket


def test_a_restarted_kiosk_hands_over_what_it_gave_out_before(two: TwoKiosks, tmp_path: Path, settings: Settings):
    two.wire.broken = "no way"
    two.second.take()
    two.wire.broken = ""
    again = second_kiosk(tmp_path, two.clock, two.wire, with_second(settings))
    again.round()
    again.store.close()
    assert two.states() == {"A800": "waiting"}


def test_a_restarted_kiosk_goes_on_with_the_next_number(two: TwoKiosks, tmp_path: Path, settings: Settings):
    two.wire.broken = "no way"
    two.second.take()
    again = second_kiosk(tmp_path, two.clock, two.wire, with_second(settings))
    number = again.take().number
    again.store.close()
    assert number == "A801"


# --- clocks ---


@pytest.mark.parametrize("off", [timedelta(hours=1), timedelta(hours=-1), timedelta(days=400)])
def test_a_wrong_clock_gains_no_place_and_loses_none(build: Build, off: timedelta):
    two = build(off=off)
    two.second.round()
    two.hall.take(new(), "A")
    two.forward(minutes(1))
    two.wire.broken = "no way"
    two.second.take()
    two.forward(minutes(1))
    two.hall.take(new(), "A")
    two.wire.broken = ""
    two.second.round()
    assert two.waiting() == ["A001", "A800", "A002"]


def test_the_paper_of_a_kiosk_with_a_wrong_clock_says_the_halls_time(build: Build):
    two = build(off=timedelta(hours=1))
    two.second.round()
    two.wire.broken = "no way"
    assert two.second.take().issued_at == two.clock.now()


def test_a_clock_that_is_set_forward_in_between_gains_nothing(two: TwoKiosks, tmp_path: Path):
    two.second.round()
    two.forward(minutes(1))
    two.hall.take(new(), "A")
    two.wire.broken = "no way"
    two.forward(minutes(1))
    two.second.take()
    with two.second.store.act() as act:  # the machine was started anew, with a clock that is three hours ahead
        act.db.execute("UPDATE hall_ask SET boot = 'another', at_ms = at_ms - 3 * 3600000")
    two.wire.broken = ""
    two.second.round()
    placed = two.store.row("SELECT place_ms FROM leg JOIN ticket ON ticket.id = leg.ticket WHERE number = 'A800'")
    assert placed is not None
    assert placed[0] >= table.seen_ms(two.store.db, "B") - 2 * 60_000


def test_a_clock_that_is_set_back_in_between_loses_no_place(build: Build):
    two = build(off=timedelta(seconds=1))
    two.wire.broken = "no way"
    two.second.take()
    two.second.clock.forward(timedelta(hours=-1))
    two.forward(minutes(1))
    two.hall.take(new(), "A")
    two.forward(minutes(1))
    two.wire.broken = ""
    two.second.round()
    assert two.waiting() == ["A800", "A001"]


def test_ages_that_contradict_the_order_change_no_order(two: TwoKiosks, settings: Settings):
    older, younger = alone("A800", age_ms=60_000), alone("A801", age_ms=300_000)
    Receiver(two.store, with_second(settings)).receive("B", [older, younger])
    places = two.store.rows("SELECT place_ms FROM leg JOIN ticket ON ticket.id = leg.ticket ORDER BY number")
    assert places[0]["place_ms"] <= places[1]["place_ms"]


def test_a_clock_that_is_set_back_gives_no_number_twice(build: Build):
    two = build()
    two.wire.broken = "no way"
    first = [two.second.take().number for _ in range(2)]
    two.second.clock.forward(timedelta(hours=-1))
    assert two.second.take().number not in first


# --- midnight ---


@pytest.fixture
def late(build: Build, clock: SetClock) -> TwoKiosks:
    """Five minutes before midnight, in a hall that is always open."""
    clock.forward(datetime(2026, 11, 23, 23, 55, tzinfo=HALL_ZONE) - clock.now())
    two = build()
    two.second.round()
    two.wire.broken = "no way"
    two.second.take()
    return two


def test_a_new_day_begins_the_range_anew(late: TwoKiosks):
    late.forward(minutes(10))
    assert late.second.take().number == "A800"


def test_a_number_of_a_day_that_has_passed_is_refused(late: TwoKiosks):
    late.forward(minutes(10))
    late.wire.broken = ""
    late.second.round()
    assert [one.reason for one in late.second.handover.refused()] == ["Số này phát hôm trước, ngày đó đã qua."]


def test_the_refused_number_stands_in_the_halls_journal(late: TwoKiosks):
    late.forward(minutes(10))
    late.wire.broken = ""
    late.second.round()
    row = late.store.row("SELECT body FROM journal WHERE kind = 'handover.refused'")
    assert row is not None
    assert json.loads(row[0]) == {"kiosk": "B", "number": "A800", "reason": "day_passed"}


def test_the_numbers_of_the_new_day_are_taken_beside_the_refused_one(late: TwoKiosks):
    late.forward(minutes(10))
    late.second.take()
    late.wire.broken = ""
    late.second.round()
    assert late.states() == {"A800": "waiting"}


def test_a_held_number_nobody_told_about_expires_with_its_day(two: TwoKiosks):
    two.second.take()
    two.forward(timedelta(days=1))
    two.hall.close_days()
    two.second.round()
    assert next(one.reason for one in two.second.handover.refused()).startswith("Số này đã bị hủy hoặc đã hết ngày")


# --- what a hall server does not take ---


def alone(number: str = "A800", service: str = "A", ticket: str = "", age_ms: int = 0) -> Outcome:
    return Outcome(new(), "alone", False, ticket or new(), number, service, "ordinary", age_ms=age_ms)


@pytest.fixture
def receiver(two: TwoKiosks, settings: Settings) -> Receiver:
    return Receiver(two.store, with_second(settings))


@pytest.mark.parametrize("number", ["A001", "A799", "A900", "B800"])
def test_a_number_outside_the_range_is_refused(receiver: Receiver, number: str):
    outcome = alone(number)
    assert receiver.receive("B", [outcome]) == {outcome.request: "out_of_range"}


def test_an_unknown_service_is_refused_at_the_hand_over(receiver: Receiver):
    outcome = alone("Z800", "Z")
    assert receiver.receive("B", [outcome]) == {outcome.request: "unknown_service"}


def test_a_second_ticket_with_the_same_number_is_refused(receiver: Receiver):
    first, other = alone(), alone()
    assert receiver.receive("B", [first, other]) == {first.request: "taken", other.request: "number_taken"}


def test_another_number_under_the_same_id_is_refused(receiver: Receiver):
    first = alone()
    other = alone("A801", ticket=first.ticket)
    receiver.receive("B", [first])
    assert receiver.receive("B", [other]) == {other.request: "number_taken"}


def test_a_kiosk_without_a_range_hands_nothing_over(receiver: Receiver):
    with pytest.raises(NotAllowedError):
        receiver.receive("C", [alone()])


def test_one_kiosk_cannot_drop_what_another_asked_for(two: TwoKiosks, receiver: Receiver):
    request = new()
    two.hall.take(request, "A")
    receiver.receive("B", [Outcome(request, "dropped", True)])
    assert two.states() == {"A001": "waiting"}


def test_a_refusal_is_kept_when_its_answer_is_lost(receiver: Receiver):
    outcome = alone("A900")
    receiver.receive("B", [outcome])
    assert receiver.receive("B", [outcome]) == {outcome.request: "out_of_range"}


def test_a_shown_number_that_the_hall_has_lost_is_told_to_the_technician(receiver: Receiver):
    outcome = Outcome(new(), "shown", True)
    assert receiver.receive("B", [outcome]) == {outcome.request: "unknown_ticket"}


def test_a_dropped_ticket_cannot_be_called_by_its_number(two: TwoKiosks):
    open_request(two)
    two.second.round()
    with pytest.raises(WrongStateError):
        two.hall.call(new(), 1, "A001")


def test_what_was_cancelled_for_a_kiosk_is_not_brought_back_by_undo(two: TwoKiosks):
    open_request(two)
    two.hall.call(new(), 1, "A001")
    two.second.round()
    assert [one.undo for one in two.hall.overview.tickets()] == [None]


# --- what its screen shows ---


def test_the_screen_shows_the_halls_counts(two: TwoKiosks):
    two.hall.take(new(), "A")
    two.second.round()
    assert {one.letter: one.waiting for one in two.second.desk.overview.services()}["A"] == 1


def test_without_the_hall_the_counts_are_unknown_not_zero(two: TwoKiosks):
    two.second.round()
    two.wire.broken = "no way"
    with pytest.raises(HallDownError):
        two.second.round()
    assert {one.waiting for one in two.second.desk.overview.services()} == {None}


def test_old_counts_are_unknown_too(two: TwoKiosks):
    two.second.round()
    two.forward(minutes(1))
    assert {one.waiting for one in two.second.desk.overview.services()} == {None}


def test_the_screen_says_that_the_hall_has_no_numbers_left(build: Build, settings: Settings):
    services = tuple(replace(one, daily_quota=1) for one in settings.services)
    two = build(settings=replace(settings, services=services))
    two.hall.take(new(), "A")
    two.second.round()
    assert two.second.desk.overview.services()[0].why == "queue.why.no_numbers"


def test_a_paper_of_another_machine_is_unknown_here(second: Second):
    with pytest.raises(UnknownTicketError):
        second.desk.overview.print_state(new())


# --- help ---


def test_a_call_for_help_reaches_the_hall(two: TwoKiosks):
    call = two.second.help.call(new(), "B services")
    assert two.wire.help_call(call.id).where == "B services"


def test_the_kiosk_hears_that_somebody_is_coming(two: TwoKiosks):
    call = two.second.help.call(new(), "B services")
    answer_help(two.store, call.id, "coming", "an")
    two.second.round()
    assert two.second.help.look(call.id).state == "coming"


def test_a_call_that_does_not_get_through_sends_the_villager_to_the_desk(second: Second):
    second.wire.broken = "no way"
    with pytest.raises(HallDownError, match="tới thẳng bàn cán bộ"):
        second.help.call(new(), "B services")


# --- a number given up, a paper printed again ---


def test_a_number_given_up_is_called_by_nobody(two: TwoKiosks):
    ticket = two.second.take()
    two.second.round()
    two.second.desk.change("cancel", new(), ticket.id, ticket.version)
    two.second.round()
    assert two.states() == {"A001": "cancelled"}


def test_a_number_given_up_before_it_was_told_is_called_by_nobody(two: TwoKiosks):
    ticket = two.second.take()
    two.second.desk.change("cancel", new(), ticket.id, ticket.version)
    two.second.round()
    assert two.states() == {"A001": "cancelled"}


def test_a_number_of_our_own_given_up_is_not_handed_over(two: TwoKiosks):
    two.wire.broken = "no way"
    ticket = two.second.take()
    two.second.desk.change("cancel", new(), ticket.id, ticket.version)
    two.wire.broken = ""
    two.second.round()
    assert two.states() == {}


def test_a_number_of_our_own_that_was_handed_over_can_be_given_up(two: TwoKiosks):
    two.wire.broken = "no way"
    ticket = two.second.take()
    two.wire.broken = ""
    two.second.round()
    two.second.desk.change("cancel", new(), ticket.id, ticket.version)
    two.second.round()
    assert two.states() == {"A800": "cancelled"}


def test_with_a_number_given_up_the_ticket_behind_its_lost_answer_ends_too(two: TwoKiosks):
    two.wire.broken = "no answer"
    ticket = two.second.take()
    two.second.desk.change("cancel", new(), ticket.id, ticket.version)
    two.wire.broken = ""
    two.second.round()
    assert two.states() == {"A001": "cancelled"}


def test_a_number_given_up_is_not_given_to_another(second: Second):
    second.wire.broken = "no way"
    ticket = second.take()
    second.desk.change("cancel", new(), ticket.id, ticket.version)
    assert second.take().number == "A801"


def test_a_paper_is_printed_again_once_a_request(second: Second):
    ticket, request = second.take(), new()
    for _ in range(2):
        second.desk.reprint(request, ticket.id)
    assert len(second.store.rows("SELECT * FROM print_job")) == 2


def test_a_number_given_up_while_it_is_told_as_shown_is_told_as_given_up_too(two: TwoKiosks):
    ticket = two.second.take()
    two.wire.meanwhile = lambda: two.second.desk.change("cancel", new(), ticket.id, ticket.version)
    two.second.round()
    assert two.states() == {"A001": "cancelled"}


def test_a_mistake_in_one_round_does_not_end_the_hand_over(two: TwoKiosks):
    stop, rounds = Event(), list[int]()

    def fail() -> HallNews:
        rounds.append(1)
        two.second.state.wake.set()
        if len(rounds) == 2:
            stop.set()
        raise ValueError("a mistake of ours")

    two.wire.news = fail
    two.second.handover.run(stop)
    assert len(rounds) == 2
