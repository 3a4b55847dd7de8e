"""Is the server well: for the technician, the supervisor and the pages. Needs no log-in and tells nothing personal."""

from datetime import timedelta

from fastapi import APIRouter

from kiosk.clock import milliseconds, moment
from kiosk.errors import StoreError
from kiosk.store import print_jobs
from kiosk.store.sync_state import sync_status
from ui.web.hall import InHall
from ui.web.shapes import HealthOut, PrinterHealth, SyncHealth

routes = APIRouter(prefix="/api/health", tags=["health"])


@routes.get("")
def health(hall: InHall) -> HealthOut:
    """Return how store, printer queue and sync are.

    A store that cannot be read, or could not be written when this server last tried, is a 503 problem.
    """
    if hall.store.last_problem is not None:
        raise StoreError(problem=hall.store.last_problem)
    db, now = hall.store.db, hall.store.clock.now()
    waiting, failed = print_jobs.trouble(db, milliseconds(now - timedelta(hours=24)))
    sync = sync_status(db, now)
    return HealthOut(
        status="ok",
        store="ok",
        printer=PrinterHealth(waiting=waiting, failed=failed),
        sync=SyncHealth(
            online=sync.online,
            last_ok=moment(sync.last_ok_ms) if sync.last_ok_ms is not None else None,
            pending=sync.pending,
            refused=sync.dead,
            problem=sync.last_error,
        ),
        listeners=hall.feed.listeners,
        now=now,
    )
