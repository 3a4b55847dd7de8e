"""`kiosk province notices`: the one process that sends messages to villagers."""

import logging
import threading
from pathlib import Path

import click
from sqlalchemy.exc import SQLAlchemyError

from kiosk.clock import SystemClock
from kiosk.commands.province_options import HOME
from kiosk.commands.stopping import stop_on_signal
from kiosk.errors import SenderRunningError, StoreError
from kiosk.languages import texts
from kiosk.store.canonical import canonical
from sync.province.database import Database
from sync.province.notices import book
from sync.province.notices.consent import ConsentBook
from sync.province.notices.file_gateway import FileGateway
from sync.province.notices.gateway import Gateway
from sync.province.notices.http_gateway import HttpGateway
from sync.province.notices.sender import Sender
from sync.province.notices.settings import GatewaySettings, read_notice_settings
from sync.province.only_one import Work, only_one_does
from sync.province.province import Province

LOOK_SECONDS = 5.0
COUNTED = ("sent", "waiting", "sending", "unsure", "dead")

log = logging.getLogger(__name__)


@click.command()
@click.option("--once", is_flag=True, help="Send what is due now, then end.")
@click.option("--look", default=LOOK_SECONDS, show_default=True, help="Seconds between two looks.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.pass_context
def notices(context: click.Context, once: bool, look: float, as_json: bool) -> None:
    """Send messages about their dossiers to villagers who agreed to it, until told to end. Reads notices.toml."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
    here: Province = context.obj
    home: Path = context.meta[HOME]
    settings = read_notice_settings(home)
    consents = ConsentBook(here.keys.phones, here.keys.opener, settings.kiosk_channel)
    gateways = {channel: _gateway(one, home) for channel, one in settings.gateways.items()}
    with only_one_does(Work.NOTICES, here.database, home, SenderRunningError):
        sender = Sender(here.database, consents, gateways, settings, SystemClock())
        if once:
            _once(sender)
        else:
            click.echo(texts().say("tell.running"), err=True)
            _until(stop_on_signal(), sender, look)
    _say(here.database, as_json)


def _once(sender: Sender) -> None:
    try:
        sender.round()
    except SQLAlchemyError as error:
        raise StoreError(problem=type(error).__name__) from error


def _until(stop: threading.Event, sender: Sender, look: float) -> None:
    while not stop.is_set():
        try:
            sender.round(stop.is_set)
        except SQLAlchemyError as error:
            log.warning("no database: %s", type(error).__name__)
        stop.wait(look)


def _gateway(settings: GatewaySettings, home: Path) -> Gateway:
    return FileGateway(home / settings.folder) if settings.kind == "file" else HttpGateway(settings, home)


def _say(database: Database, as_json: bool) -> None:
    with database.read() as db:
        counts = dict.fromkeys(COUNTED, 0) | book.counts(db)
    if as_json:
        click.echo(canonical({state: counts[state] for state in COUNTED}))
        return
    waiting = counts["waiting"] + counts["sending"]
    click.echo(
        texts().say("tell.round", sent=counts["sent"], waiting=waiting, unsure=counts["unsure"], dead=counts["dead"])
    )
