"""`kiosk ticket`: take a number without a screen."""

import click
from uuid6 import uuid7

from kiosk.clock import SystemClock
from kiosk.commands.house import open_store, running_settings
from kiosk.config import kiosk_home
from kiosk.papers.draw_ticket import draw_ticket
from kiosk.queue.desk import Desk
from kiosk.store.canonical import canonical


@click.command()
@click.argument("service")
@click.option("--priority", is_flag=True, help="For a person with priority.")
@click.option("--request-id", default=None, help="The same id again gives the same ticket.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def ticket(service: str, priority: bool, request_id: str | None, as_json: bool) -> None:
    """Take a queue number for SERVICE (a letter)."""
    clock = SystemClock()
    desk = Desk(open_store(clock), running_settings(kiosk_home()), draw_ticket)
    taken = desk.take(request_id or str(uuid7()), service.upper(), priority=priority, source="command")
    if as_json:
        answer = {"id": taken.id, "number": taken.number, "service": taken.service, "ahead": taken.ahead}
        click.echo(canonical({**answer, "issued_at": taken.issued_at.isoformat()}))
    else:
        click.echo(f"Số {taken.number}, trước bà con còn {taken.ahead} người")
