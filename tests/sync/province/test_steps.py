"""A dossier that waits: no time runs, and its hall hears the new due date."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from kiosk.clock import HALL_ZONE, milliseconds
from sync.messages import STREAM_DOSSIERS
from sync.province.feed import page_of
from sync.province.tables import dossier_step, exchange_outbox
from tests.sync.parts import AGENCY, HALL, Running, on_sqlite

PAPERS = {"request_id": "01a1fffd-2d66-7690-95d9-000000000001", "hall": HALL, "agency": AGENCY, "procedure": "2.000815"}
HOURS, DAYS = timedelta(hours=1), timedelta(days=1)


def opened(province: Running, **term: object) -> str:
    return province.office("POST", "/dossiers", {**PAPERS, **term}).json()["official_code"]


def move(province: Running, code: str, status: int, after: timedelta, **more: object) -> datetime:
    """Let time pass, then move the dossier; returns the due date that its hall has heard of."""
    province.clock.forward(after)
    province.office("PUT", f"/dossiers/{code}/status", {"status": status, **more})
    with province.province.database.read() as db:
        heard = page_of(db, STREAM_DOSSIERS, HALL, 0, 100).changes[-1].body
    assert heard["status"] == status
    return datetime.fromtimestamp(heard["due_ms"] / 1000, HALL_ZONE)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HALL_ZONE)


@on_sqlite
@pytest.mark.parametrize("paused", [5, 6, 8])
def test_a_pause_moves_the_due_date_by_the_work_not_done(province: Running, paused: int):
    code = opened(province, days=3)  # Monday 08:00, and Tuesday is a day off: due on Friday
    assert move(province, code, paused, 2 * HOURS) == at("2026-11-27 08:00")
    assert move(province, code, 4, 2 * DAYS) == at("2026-11-30 08:00")  # from Monday 10:00 to Wednesday 10:00


def test_pauses_that_follow_each_other_count_as_one(province: Running):
    code = opened(province, days=3)
    for status in (5, 6, 8, 5):
        move(province, code, status, 2 * HOURS)  # at 10, 12, 14, 16 o'clock
    assert move(province, code, 4, 2 * DAYS) == at("2026-11-30 14:00")  # four hours on Monday, and a working day


def test_calendar_days_move_by_calendar_days(province: Running):
    code = opened(province, days=10, unit="day")  # Thursday 3 December
    move(province, code, 5, 2 * HOURS)
    assert move(province, code, 4, 2 * DAYS) == at("2026-12-07 08:00")  # Saturday rolls on to Monday


def test_what_is_said_again_moves_nothing(province: Running):
    code = opened(province, days=3)
    due = [move(province, code, 5, 2 * HOURS, note="thiếu bản sao") for _ in range(3)][-1]
    with province.province.database.read() as db:
        rows = db.execute(select(dossier_step.c.number, dossier_step.c.status).order_by(dossier_step.c.number)).all()
    assert (due, [tuple(row) for row in rows]) == (at("2026-11-27 08:00"), [(1, 2), (2, 5)])


def test_a_dossier_without_a_term_has_no_due_date_after_a_pause_either(province: Running):
    code = opened(province)
    province.office("PUT", f"/dossiers/{code}/status", {"status": 5})
    province.clock.forward(2 * DAYS)
    assert province.office("PUT", f"/dossiers/{code}/status", {"status": 4}).json()["due_ms"] is None


def test_half_a_working_day_is_a_term(province: Running):
    made = province.office("POST", "/dossiers", {**PAPERS, "days": 0.5}).json()
    assert made["due_ms"] == milliseconds(at("2026-11-23 14:00"))


def test_another_day_that_was_promised_stays_and_the_exchange_hears_of_it(province: Running):
    code = opened(province, days=3)
    move(province, code, 5, 2 * HOURS)
    move(province, code, 4, 2 * DAYS)  # two days of pause: they are over before the new promise, and move it no more
    promise = {"due_ms": milliseconds(at("2026-12-10 08:00")), "reason": "phải xác minh"}
    for _ in range(2):
        assert province.office("PUT", f"/dossiers/{code}/due", promise).ok
    assert move(province, code, 3, 2 * HOURS) == at("2026-12-10 08:00")
    with province.province.database.read() as db:
        told = select(exchange_outbox.c.number).where(exchange_outbox.c.official_code == code)
        assert sorted(db.execute(told).scalars()) == [1, 2, 3, 4, 5]


@on_sqlite
@pytest.mark.parametrize("term", [{"days": 0.5, "unit": "day"}, {"days": 0.3}, {"days": 1001}])
def test_a_term_that_is_none_is_refused(province: Running, term: dict[str, object]):
    assert province.office("POST", "/dossiers", {**PAPERS, **term}).status_code == 422


def test_the_term_of_a_procedure_that_gives_it_by_channel_is_that_of_the_counter(province: Running):
    channels = [
        {"kind": "online", "time": {"value": 1, "unit": "working_day"}},
        {"kind": "counter", "time": {"value": 0, "unit": "same_day"}},
    ]
    province.office("PUT", "/catalogue/2.000815", {"name": "Chứng thực bản sao", "channels": channels})
    province.clock.forward(8 * HOURS)  # 16:00: too late for the same day, and tomorrow is a day off
    made = province.office("POST", "/dossiers", PAPERS).json()
    assert (made["due_ms"], made["calendar_complete"]) == (milliseconds(at("2026-11-25 17:00")), True)
