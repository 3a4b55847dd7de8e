"""`kiosk print-test`: does this printer bring out our letters, codes and sizes."""

import time
from importlib.metadata import version
from pathlib import Path

import click

from kiosk.clock import SystemClock
from kiosk.commands.house import open_store
from kiosk.config import kiosk_home, load_settings
from kiosk.errors import PrintError
from kiosk.languages import texts
from kiosk.papers.test_page import trial_page
from kiosk.store import print_jobs
from kiosk.store.canonical import canonical
from kiosk.store.database import Store
from printers.open import open_printer
from printers.raster import draw
from printers.spool import Spool

PATIENCE_SECONDS = 60.0
DONE = ("printed", "failed")


@click.command()
@click.option("--picture", type=click.Path(path_type=Path), help="Only draw the page into this PNG file.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def print_test(picture: Path | None, as_json: bool) -> None:
    """Print a test page: all letters, a ruler, QR codes and bars.

    A running kiosk prints it in its turn; otherwise this command prints it, and whatever else waits.
    """
    clock, home = SystemClock(), kiosk_home()
    settings = load_settings(home)
    page = trial_page(
        hall=settings.hall.centre,
        printed_at=clock.now(),
        dots=settings.printer.dots,
        version=version("mot-cua"),
    )
    if picture:
        try:
            draw(page, settings.printer.dots).save(picture, format="PNG")
        except OSError as error:
            raise PrintError(problem="print.folder") from error
        click.echo(canonical({"picture": str(picture)}) if as_json else str(picture))
        return
    store, printer = open_store(clock), open_printer(settings.printer, home)
    with store.act() as act:
        job = act.print("test", "print-test", page.as_json())
    problem = _print(store, Spool(store, printer), job)
    store.close()
    if as_json:
        click.echo(canonical({"job": job, "printer": printer.name, "problem": problem}))
    if problem:
        raise PrintError(problem=problem)
    if not as_json:
        click.echo(texts().say("papers.test.done", printer=printer.name))


def _print(store: Store, spool: Spool, job: str) -> str | None:
    """Bring the job to its end, by our own hand or by the running kiosk's; returns the text id of its problem."""
    end = time.monotonic() + PATIENCE_SECONDS
    while (found := print_jobs.get(store.db, job)) and found.state not in DONE:
        if time.monotonic() > end:
            return "print.unreachable"
        if not spool.print_waiting():
            time.sleep(0.2)
    return print_jobs.problem_of(store.db, job)
