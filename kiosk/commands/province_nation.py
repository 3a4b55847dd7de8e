"""`kiosk province join`, `forward`, `onward`: a province that sends on to a nation, which runs the same program."""

import logging
from dataclasses import asdict
from pathlib import Path

import click

from kiosk.clock import moment
from kiosk.commands.asking import is_address
from kiosk.commands.province_options import nation_option
from kiosk.commands.stopping import stop_on_signal
from kiosk.config import kiosk_home
from kiosk.errors import ConfigError, NotJoinedError
from kiosk.languages import texts
from kiosk.store.canonical import canonical
from sync.keys import device_key
from sync.province import onward as outgoing
from sync.province.forward import Forwarder
from sync.province.forward_worker import ForwardWorker
from sync.province.province import Province
from sync.schedule import BASE_SECONDS, CAP_SECONDS, Schedule
from sync.transport import Transport


@click.command()
@click.argument("code")
@nation_option
@click.pass_context
def join(context: click.Context, code: str, nation: str | None) -> None:
    """Make this province known to a nation with a one-time CODE from there (its `kiosk province enrol-code`)."""
    enrolled = _forwarder(context, nation, Schedule()).join(code)
    click.echo(texts().say("sync.nation.joined", hall=enrolled.hall, device=enrolled.device_id))


@click.command()
@nation_option
@click.option("--once", is_flag=True, help="Send once, then end; exit code 1 when that failed.")
@click.option("--again", is_flag=True, help="Let what the nation refused be sent again.")
@click.option("--retry-base", default=BASE_SECONDS, help="Longest wait after a first failure, in s.")
@click.option("--retry-cap", default=CAP_SECONDS, help="Longest wait after many failures, in s.")
@click.pass_context
def forward(
    context: click.Context, nation: str | None, once: bool, again: bool, retry_base: float, retry_cap: float
) -> None:
    """Send on what is stored; `kiosk province --nation URL` does it too. Only one process of a province does it."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
    here: Province = context.obj
    schedule = Schedule(retry_base, retry_cap)
    worker = ForwardWorker(_forwarder(context, nation, schedule), here.database, _home(context), schedule)
    if again:
        with here.database.write() as db:
            outgoing.revive(db)
    if once:
        worker.once()
        return
    worker.run(stop_on_signal())


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def onward(here: Province, as_json: bool) -> None:
    """Say what waits to go on to the nation, and what it refused."""
    with here.database.read() as db:
        status = outgoing.status(db)
    if status is None:
        raise NotJoinedError
    if as_json:
        click.echo(canonical(asdict(status)))
        return
    say = texts().say
    at = moment(status.last_ok_ms) if status.last_ok_ms is not None else None
    click.echo(say("sync.nation.sent_at", time=f"{at:%H:%M}", date=f"{at:%d/%m}") if at else say("sync.nation.never"))
    click.echo(say("sync.waiting", count=status.waiting))
    for device, event, reason in status.dead:
        click.echo(say("sync.nation.dead", device=device, event=event, reason=reason))


def _forwarder(context: click.Context, nation: str | None, schedule: Schedule) -> Forwarder:
    if nation is None or not is_address(nation):
        raise ConfigError(file="kiosk province", problem="--nation")
    return Forwarder(context.obj, Transport(nation), device_key(_home(context) / "nation.key"), schedule)


def _home(context: click.Context) -> Path:
    """Return the province's folder, as its own command was told."""
    assert context.parent is not None  # noqa: S101
    return context.parent.params["home"] or kiosk_home() / "province"
