"""`kiosk handover`: what a second kiosk still has to tell the hall server, and what that did not take."""

import click

from kiosk.clock import SystemClock
from kiosk.commands.hall_side import hall_side
from kiosk.commands.house import open_store, running_settings
from kiosk.config import kiosk_home
from kiosk.errors import HallDownError
from kiosk.languages import texts
from kiosk.queue.handover import HandOver
from kiosk.store.canonical import canonical


@click.command()
@click.option("--once", is_flag=True, help="Tell now what waits; without it nothing is sent.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def handover(once: bool, as_json: bool) -> None:
    """Show what this second kiosk has to tell the hall server, and which numbers that refused."""
    clock, settings = SystemClock(), running_settings(kiosk_home())
    own = hall_side(open_store(clock), settings, clock).handover
    if own is None:
        raise click.ClickException(texts().say("handover.none"))
    problem = _tell(own) if once else None
    waiting, refused = own.waiting(), own.refused()
    if as_json:
        rows = [{"number": one.number, "at": one.at.isoformat(), "reason": one.reason} for one in refused]
        answer = {"hall": settings.kiosk.hall, "waiting": waiting, "refused": rows}
        click.echo(canonical({**answer, **({"problem": problem} if problem else {})}))
        return
    say = texts().say
    click.echo(say("handover.server", address=settings.kiosk.hall))
    if problem:
        click.echo(problem, err=True)
    counts = {name: waiting.get(name, 0) for name in ("alone", "shown", "dropped")}
    click.echo(say("handover.waiting", **counts))
    for one in refused:
        click.echo(say("handover.refused", number=one.number, at=f"{one.at:%H:%M %d/%m}", reason=one.reason))
    if not refused:
        click.echo(say("handover.nothing"))


def _tell(own: HandOver) -> str | None:
    """Tell all that waits; returns why that was not possible."""
    try:
        own.round()
    except HallDownError as error:
        return str(error)
    return None
