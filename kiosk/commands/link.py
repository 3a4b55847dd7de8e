"""`kiosk sync`, `kiosk enrol`: the hall's link to its province. Nothing of the province's own server is loaded here."""

import logging
from dataclasses import asdict, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import click
from pydantic import TypeAdapter

from kiosk.catalogue import loading
from kiosk.catalogue.procedures import Procedure
from kiosk.clock import SystemClock, moment
from kiosk.commands.asking import change_told, is_address
from kiosk.commands.house import keys_folder, open_store, running_settings
from kiosk.commands.stopping import stop_on_signal
from kiosk.config import kiosk_home
from kiosk.dossiers.secret import lookup_secret
from kiosk.dossiers.told import apply_status, forget_old, mark_caught_up
from kiosk.errors import ConfigError
from kiosk.forms import submissions
from kiosk.languages import texts
from kiosk.store import catalogue as tables
from kiosk.store import outbox
from kiosk.store.canonical import canonical
from kiosk.store.database import Act, Store
from kiosk.store.sync_state import SyncStatus, sync_status
from sync.client import SyncClient
from sync.download import Reader
from sync.keys import device_key
from sync.messages import STREAM_CATALOGUE, STREAM_DOSSIERS, Change, DossierStatus
from sync.schedule import BASE_SECONDS, CAP_SECONDS, Schedule
from sync.seal import keep_recipient
from sync.transport import Transport
from sync.worker import IDLE_SECONDS, Worker

_PROCEDURE = TypeAdapter(Procedure)


@click.command()
@click.option("--once", is_flag=True, help="Send and read once, then end; exit code 1 when that failed.")
@click.option("--province", "address", help="Address of the province; the hall's settings unless given.")
@click.option("--again", is_flag=True, help="Let what the province refused be sent again.")
@click.option("--idle", default=IDLE_SECONDS, show_default=True, help="Seconds between looks for news.")
@click.option("--retry-base", default=BASE_SECONDS, show_default=True, help="Longest wait after a first failure, in s.")
@click.option("--retry-cap", default=CAP_SECONDS, show_default=True, help="Longest wait after many failures, in s.")
@click.option("--json", "as_json", is_flag=True, help="With --once: answer as JSON.")
def sync(
    once: bool, address: str | None, again: bool, idle: float, retry_base: float, retry_cap: float, as_json: bool
) -> None:
    """Send what waits to the province and read what is new there, until told to end."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
    home, store = kiosk_home(), open_store(SystemClock())
    schedule = Schedule(retry_base, retry_cap)
    worker = Worker(join_client(home, store, address, schedule), store, home / "sync.lock", schedule, idle)
    if again:
        _let_go_again(store)
    if not once:
        worker.run(stop_on_signal())
        return
    worker.once()
    _say(sync_status(store.db), as_json)


@click.command()
@click.argument("code")
@click.option("--province", "address", help="Address of the province; the hall's settings unless given.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def enrol(code: str, address: str | None, as_json: bool) -> None:
    """Make this machine known to the province with a one-time CODE from there."""
    home, store = kiosk_home(), open_store(SystemClock())
    hall = running_settings(home).hall
    enrolled = join_client(home, store, address, Schedule()).enrol(code, hall.id, _version())
    keep_recipient(keys_folder(home), "province", enrolled.recipient)
    if as_json:
        click.echo(canonical({"device": enrolled.device_id, "hall": enrolled.hall, "recipient": enrolled.recipient}))
    else:
        click.echo(texts().say("sync.enrolled", hall=hall.name, device=enrolled.device_id))


def join_client(home: Path, store: Store, address: str | None, schedule: Schedule) -> SyncClient:
    """Return the client that keeps the hall in `home` in step with its province.

    Raises:
        ConfigError: no address of a province is known.
        StoreError: the machine's key cannot be read or made.
    """
    address = address or running_settings(home).sync.province
    if not is_address(address):
        raise ConfigError(file="hall.toml", problem="[sync] province")
    key = device_key(keys_folder(home) / "device.key")
    return SyncClient(store, Transport(address), key, _readers(home, running_settings(home).sync.keep_days), schedule)


def _readers(home: Path, keep_days: int) -> dict[str, Reader]:
    secret = lookup_secret(home)

    def tell(act: Act, change: Change, incarnation: str) -> None:
        _apply_dossier(act, secret, change, incarnation)

    def caught_up(act: Act) -> None:
        mark_caught_up(act)
        forget_old(act, keep_days)

    return {
        STREAM_DOSSIERS: Reader(tell, caught_up=caught_up),
        STREAM_CATALOGUE: Reader(_apply_procedure, page_done=loading.build_index),
    }


def _apply_dossier(act: Act, secret: bytes, change: Change, incarnation: str) -> None:
    said = DossierStatus.model_validate(change.body)
    if said.provisional_code:
        submissions.received(act, said.provisional_code, said.official_code)
    apply_status(act, secret, change_told(said, change.change_seq, incarnation))


def _apply_procedure(act: Act, change: Change, incarnation: str) -> None:
    # from_json believes its types; an entry of other types would spoil the index for all.
    entry = _PROCEDURE.validate_python(asdict(replace(Procedure.from_json(change.body), origin=("province",))))
    tables.put_sources(act, loading.source_rows("province", [entry]))
    act.record("catalogue.published", entry.code, change_seq=change.change_seq, incarnation=incarnation)


def _version() -> str:
    try:
        return version("mot-cua")
    except PackageNotFoundError:
        return ""


def _let_go_again(store: Store) -> None:
    with store.act() as act:
        act.record("sync.again", "outbox", events=outbox.revive(act.db))


def _say(status: SyncStatus, as_json: bool) -> None:
    if as_json:
        click.echo(canonical({name: getattr(status, name) for name in ("online", "last_ok_ms", "pending", "dead")}))
        return
    at = moment(status.last_ok_ms) if status.last_ok_ms is not None else None
    say = texts().say
    click.echo(say("sync.sent_at", time=f"{at:%H:%M}", date=f"{at:%d/%m}") if at else say("sync.never_sent"))
    click.echo(say("sync.waiting", count=status.pending))
    if status.dead:
        click.echo(say("sync.dead", count=status.dead))
