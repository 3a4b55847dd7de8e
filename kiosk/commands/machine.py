"""How this machine is, in the words of the province: from what the hall's file knows."""

from functools import cache
from importlib.metadata import PackageNotFoundError, version

from kiosk.clock import milliseconds
from kiosk.store import blob_queue, catalogue, print_jobs
from kiosk.store.database import Store
from kiosk.store.outbox import boot_id
from kiosk.store.sync_state import sync_status
from sync.messages import MachineStatus


@cache  # looking for it reads the packages' folder each time
def software() -> str:
    """Return the version that is installed, "" where it runs from its source."""
    try:
        return version("mot-cua")
    except PackageNotFoundError:
        return ""


def describe(store: Store, offset_ms: int | None) -> MachineStatus:
    """Return how the machine is; `offset_ms` is the province's clock minus our own, None while it is not known."""
    with store.reading() as db:
        sync, clock, papers = sync_status(db), store.clock, blob_queue.papers_status(db)
        return MachineStatus(
            software=software()[:64],
            catalogue=str(catalogue.generation(db)),
            wall_ms=milliseconds(clock.wall()),
            offset_ms=offset_ms,
            clock_quality=clock.quality(),
            mono_ms=round(clock.monotonic() * 1000),
            boot_id=boot_id(),
            pending=sync.pending,
            oldest_ms=sync.oldest_pending_ms,
            dead=sync.dead,
            papers=papers.pending,
            paper_bytes=papers.pending_bytes,
            printer=_printer(print_jobs.last_outcome(db)),
        )


def _printer(outcome: str | None) -> str:
    """Return the printer's state as its last paper told it."""
    return {None: "unknown", "": "ok", "print.paper_out": "paper_out"}.get(outcome, "down")
