"""Keeping what is known of the time in the hall's file: from looks at the clocks, from the province, from a person."""

from kiosk.clock import hall_day, milliseconds, moment
from kiosk.store import clock_marks
from kiosk.store.database import Act, Store
from kiosk.trusted_clock import Mark, TrustedClock, next_mark, told_mark

KEEP_MS = 60_000  # what is known need not be written more often
STEP_MS = 2_000  # a smaller difference between two clocks is the line's, or drift


def keep_time(store: Store) -> None:
    """Look at the clocks and write what is known, at most once a minute unless something changed.

    Raises:
        StoreError: it could not be written.
    """
    clock = store.clock
    if not isinstance(clock, TrustedClock):
        return
    clock.look_again()
    before = clock_marks.read(store.db)
    after = next_mark(clock.judged(), milliseconds(clock.wall()), clock.steady_ms(), clock.boot, before)
    same = before is not None and (before.boot, before.source) == (after.boot, after.source)
    if before is None or not same or abs(after.trusted_ms - before.trusted_ms) >= KEEP_MS:
        _write(store, clock, before, after)


def told_time(store: Store, told_ms: int) -> None:
    """Somebody who knows said that it is `told_ms` (Unix ms).

    Raises:
        StoreError: it could not be written.
    """
    clock = store.clock
    if not isinstance(clock, TrustedClock):
        return
    before = clock_marks.read(store.db)
    after = told_mark(told_ms, clock.steady_ms(), clock.boot, before)
    known = before is not None and (before.boot, before.source) == (after.boot, after.source)
    steady = before is not None and abs(after.zero_ms - before.zero_ms) < STEP_MS
    if not (known and steady):
        _write(store, clock, before, after)


def _write(store: Store, clock: TrustedClock, before: Mark | None, after: Mark) -> None:
    with store.act() as act:
        clock_marks.write(act.db, after)
        if before is not None and before.boot == after.boot:
            _move(act, before, after, clock.steady_ms())
        if before is None or (before.boot, before.source) != (after.boot, after.source):
            act.record("clock.known", after.source, quality=clock.quality())
    clock.look_again()


def _move(act: Act, before: Mark, after: Mark, steady_ms: int) -> None:
    """Numbers given since this run began stand under the day that it then seemed to be: bring them to the right one."""
    was, now = moment(before.zero_ms + steady_ms), moment(after.zero_ms + steady_ms)
    old_day, new_day = hall_day(was).isoformat(), hall_day(now).isoformat()
    if old_day == new_day:
        return
    shift_ms = after.zero_ms - before.zero_ms
    moved = clock_marks.move_tickets(act.db, before.since_ms, old_day, new_day, shift_ms)
    act.record("clock.day", new_day, before=old_day, tickets=moved)
