"""`kiosk hall`: the server for counters, boards and other kiosks. Joins web pages, core, printer and desk key."""

import socket
from functools import cache
from pathlib import Path

import click
import uvicorn

from kiosk.access import Access
from kiosk.catalogue.library import Library
from kiosk.catalogue.units import Units
from kiosk.clock import SystemClock
from kiosk.commands import demo_hall
from kiosk.commands.house import keys_folder, running_settings, store_in
from kiosk.config import Settings, kiosk_home
from kiosk.errors import OpeningKeyError
from kiosk.forms.desk import SubmissionDesk
from kiosk.forms.made import all_forms
from kiosk.forms.retention import Retention
from kiosk.forms.submissions import Submissions
from kiosk.languages import texts
from kiosk.papers.draw_ticket import draw_ticket
from kiosk.people.address import Addresses
from kiosk.queue.desk import Desk
from kiosk.queue.housekeeping import Housekeeping
from kiosk.settings_file import SettingsFile
from printers.late import LatePrinter
from printers.spool import Spool
from sync.seal import AgeOpener, AgeSealer, recipients_in
from ui.web.app import build_app
from ui.web.feed import Feed
from ui.web.hall import Hall
from ui.web.listening import listen
from ui.web.pace import Pace

GOODBYE_SECONDS = 3


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8080, show_default=True, help="0 takes a free one.")
@click.option(
    "--demo", "is_demo", is_flag=True, help="With demo clerks and a manager (PIN 246810) and kiosk token 'demo'."
)
@click.option(
    "--desk-key",
    type=click.Path(path_type=Path),
    envvar="KIOSK_DESK_KEY",
    help="The desk's age identity, to open submissions. Also $KIOSK_DESK_KEY.",
)
def hall(host: str, port: int, is_demo: bool, desk_key: Path | None) -> None:
    """Serve the counters' pages, the board and the hall API."""
    if is_demo:
        demo_hall.must_be_loopback(host)
    home = demo_hall.demo_home() if is_demo else kiosk_home()
    parts = join_hall(home, desk_key, is_demo)
    spool = Spool(parts.store, LatePrinter(parts.settings.printer, home))
    keeping = Housekeeping(parts.store, parts.settings, parts.desk, parts.store.clock)
    retention = Retention(parts.store, parts.settings)
    with _listen(host, port) as listener:
        here = f"http://{host}:{listener.getsockname()[1]}"
        click.echo(f"{parts.settings.hall.centre}: {here}/counter · {here}/board · {here}/manager")
        config = uvicorn.Config(
            build_app(parts, beside=[spool.run, keeping.run, retention.run]),
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=GOODBYE_SECONDS,
        )
        uvicorn.Server(config).run(sockets=[listener])


def join_hall(home: Path, desk_key: Path | None, is_demo: bool) -> Hall:
    """Return the parts of the hall whose data lies in `home`, and let the demo's people in, or out."""
    store = store_in(home, SystemClock())
    access = Access(store)
    (demo_hall.prepare if is_demo else demo_hall.end)(access)
    rule = demo_hall.rule(store)
    settings = rule(running_settings(home))
    sealer = AgeSealer(recipients_in(keys_folder(home)))
    library = cache(lambda: Library(store))
    forms = all_forms(store, lambda code: library().procedure(code))
    submissions = Submissions(store, sealer, settings, forms)

    def desk_for(wanted: Settings) -> Desk:
        return Desk(store, rule(wanted), draw_ticket)

    return Hall(
        settings=settings,
        store=store,
        desk=desk_for(settings),
        access=access,
        submissions=SubmissionDesk(store, submissions, _opener(desk_key), Addresses(Units())),
        feed=Feed(store),
        settings_file=SettingsFile(home),
        desk_for=desk_for,
        pace=Pace(store.clock.monotonic),
        library=library,
    )


def _opener(desk_key: Path | None) -> AgeOpener | None:
    """Return the desk's key. A bad one is told, and costs the hall its submissions but not its numbers."""
    if desk_key is None:
        return None
    try:
        return AgeOpener(desk_key)
    except OpeningKeyError as error:
        click.echo(str(error), err=True)
        return None


def _listen(host: str, port: int) -> socket.socket:
    try:
        return listen(host, port)
    except OSError as error:
        raise click.ClickException(texts().say("web.cannot_listen", host=host, port=port)) from error
