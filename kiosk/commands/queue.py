"""`kiosk ticket`: take a number without a screen."""

from contextlib import suppress

import click
from uuid6 import uuid7

from kiosk.clock import SystemClock
from kiosk.commands.demo_hall import hall_settings
from kiosk.commands.hall_side import hall_side
from kiosk.commands.house import open_store
from kiosk.config import kiosk_home
from kiosk.errors import HallDownError
from kiosk.languages import texts
from kiosk.store.canonical import canonical


@click.command()
@click.argument("service")
@click.option("--priority", is_flag=True, help="For a person with priority.")
@click.option("--request-id", default=None, help="The same id again gives the same ticket.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def ticket(service: str, priority: bool, request_id: str | None, as_json: bool) -> None:
    """Take a queue number for SERVICE (a letter)."""
    store = open_store(SystemClock())
    hall = hall_side(store, hall_settings(store, kiosk_home()), store.clock)
    taken = hall.desk.take(request_id or str(uuid7()), service.upper(), priority=priority, source="command")
    if hall.handover is not None:
        with suppress(HallDownError):  # told later
            hall.handover.round()
    if as_json:
        answer = {"id": taken.id, "number": taken.number, "service": taken.service, "ahead": taken.ahead}
        click.echo(canonical({**answer, "issued_at": taken.issued_at.isoformat()}))
    elif taken.ahead is None:
        click.echo(texts().say("command.ticket.alone", number=taken.number))
    else:
        click.echo(texts().say("command.ticket", number=taken.number, ahead=taken.ahead))
