"""Ratings: after the service, once a ticket, with nothing personal in them."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from kiosk.clock import SetClock
from kiosk.errors import (
    RatingEarlyError,
    RatingFinalError,
    RatingOverError,
    RequestReusedError,
    UnknownReasonError,
    UnknownTicketError,
)
from kiosk.languages import texts
from kiosk.queue.desk import Desk
from kiosk.queue.ratings import REASONS, rate, rating_of, ticket_to_rate
from kiosk.queue.tickets import TicketView
from kiosk.store.database import Store


def new() -> str:
    return str(uuid4())


@pytest.fixture
def served(desk: Desk) -> TicketView:
    """A villager whose service is finished."""
    desk.take(new(), "A")
    called = desk.next(new(), 1)
    assert called is not None
    return desk.change("finish", new(), called.id, called.version)


def entries(store: Store) -> list[dict[str, Any]]:
    rows = store.rows("SELECT body FROM journal WHERE kind = 'rating.given'")
    return [dict(row) for row in rows]


def test_a_finished_ticket_may_be_rated(store: Store, served: TicketView):
    assert rating_of(store, served.id).state == "open"


def test_a_rating_is_kept_with_its_reasons(store: Store, served: TicketView):
    rate(store, new(), served.id, 1, ["rating.reason.unclear", "rating.reason.long_wait"])
    view = rating_of(store, served.id)
    assert (view.value, view.reasons) == (1, ("rating.reason.long_wait", "rating.reason.unclear"))


def test_before_the_end_of_the_service_nobody_rates(store: Store, desk: Desk):
    ticket = desk.take(new(), "A")
    with pytest.raises(RatingEarlyError):
        rate(store, new(), ticket.id, 3)


def test_a_mind_may_change_within_ten_minutes(store: Store, served: TicketView, clock: SetClock):
    rate(store, new(), served.id, 3)
    clock.forward(timedelta(minutes=9, seconds=59))
    assert rate(store, new(), served.id, 1, way="phone").value == 1


def test_after_ten_minutes_a_rating_is_final(store: Store, served: TicketView, clock: SetClock):
    rate(store, new(), served.id, 3)
    clock.forward(timedelta(minutes=10))
    with pytest.raises(RatingFinalError):
        rate(store, new(), served.id, 1)


def test_a_change_gives_no_new_ten_minutes(store: Store, served: TicketView, clock: SetClock):
    first = rate(store, new(), served.id, 3)
    clock.forward(timedelta(minutes=9))
    assert rate(store, new(), served.id, 1).until == first.until


def test_the_next_day_is_too_late(store: Store, served: TicketView, clock: SetClock):
    clock.forward(timedelta(days=1))
    with pytest.raises(RatingOverError):
        rate(store, new(), served.id, 3)


def test_a_cancelled_ticket_is_not_rated(store: Store, desk: Desk):
    ticket = desk.take(new(), "A")
    desk.change("cancel", new(), ticket.id, ticket.version)
    assert rating_of(store, ticket.id).state == "over"


def test_a_ticket_nobody_took_is_not_rated(store: Store):
    with pytest.raises(UnknownTicketError):
        rate(store, new(), "nobody", 3)


@pytest.mark.parametrize("reason", ["rating.reason.fast", "Nguyễn Văn A làm chậm"])
def test_only_the_listed_reasons_of_a_value_are_kept(store: Store, served: TicketView, reason: str):
    with pytest.raises(UnknownReasonError):
        rate(store, new(), served.id, 1, [reason])


def test_the_same_request_again_has_one_effect(store: Store, served: TicketView):
    request = new()
    first, second = (rate(store, request, served.id, 3) for _ in range(2))
    assert (second, len(entries(store))) == (first, 1)


def test_a_request_id_does_not_serve_for_another_opinion(store: Store, served: TicketView):
    request = new()
    rate(store, request, served.id, 3)
    with pytest.raises(RequestReusedError):
        rate(store, request, served.id, 1)


def test_a_rating_goes_to_the_journal_and_to_the_province(store: Store, served: TicketView):
    rate(store, new(), served.id, 2, ["rating.reason.kind"], "phone")
    sent = store.rows("SELECT body FROM outbox_event WHERE kind = 'rating.given'")
    assert (len(entries(store)), len(sent)) == (1, 1)


def test_todays_number_finds_the_ticket(store: Store, served: TicketView):
    assert ticket_to_rate(store, "A001").ticket == served.id


def test_a_number_nobody_took_today_finds_nothing(store: Store, served: TicketView, clock: SetClock):
    clock.forward(timedelta(days=1))
    with pytest.raises(UnknownTicketError):
        ticket_to_rate(store, "A001")


def test_every_reason_and_value_has_its_words():
    ids = {f"rating.value.{value}" for value in REASONS} | {one for reasons in REASONS.values() for one in reasons}
    assert ids <= texts("vi").sentences.keys()
