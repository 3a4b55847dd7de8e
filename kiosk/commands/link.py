"""`kiosk sync`, `kiosk enrol`: the hall's link to its province. Nothing of the province's own server is loaded here."""

import logging
from contextlib import suppress
from functools import partial
from pathlib import Path

import click
from pydantic import ValidationError

from kiosk.clock import SystemClock, moment
from kiosk.commands.asking import change_told, is_address
from kiosk.commands.house import keys_folder, open_store, running_settings
from kiosk.commands.machine import describe, software
from kiosk.commands.signed import StoreDiary, join_shelf
from kiosk.commands.stopping import stop_on_signal
from kiosk.config import kiosk_home
from kiosk.dossiers.secret import lookup_secret
from kiosk.dossiers.told import apply_status, forget_old, lay_beside, mark_caught_up, swap_in
from kiosk.errors import ConfigError
from kiosk.forms import submissions
from kiosk.languages import texts
from kiosk.store import blob_queue, dossiers, outbox
from kiosk.store.canonical import canonical
from kiosk.store.database import Act, Store
from kiosk.store.sync_state import SyncStatus, sync_status
from kiosk.updates.files import updates_folder
from sync.client import SyncClient
from sync.download import IDLE_SECONDS, Reader
from sync.first_root import Invitation, fetch_first_root, keep_first_root, read_invitation, trusted_root
from sync.keys import device_key
from sync.messages import STREAM_DOSSIERS, Change, DossierStatus
from sync.schedule import BASE_SECONDS, CAP_SECONDS, Schedule
from sync.seal import keep_recipient
from sync.transport import NoSuchPathError, Transport
from sync.updates import UpdateLane
from sync.upkeep import Keeping
from sync.worker import Worker

UPDATES_SECONDS = 900.0  # between two looks for new signatures: two short requests each
_SAID = ("online", "last_ok_ms", "pending", "papers", "dead")  # with --json


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
    client = join_client(home, store, address, schedule, idle, 0.0 if once else UPDATES_SECONDS)
    worker = Worker(client, store, home / "sync.lock", schedule)
    if again:
        _let_go_again(store)
    if not once:
        worker.run(stop_on_signal())
        return
    worker.once()
    _say(sync_status(store.db), as_json)


@click.command()
@click.argument("code", required=False)
@click.option("--scan", is_flag=True, help="Wait for the kiosk's reader, which types what it reads.")
@click.option("--province", "address", help="Address of the province; the hall's settings unless given.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def enrol(code: str | None, scan: bool, address: str | None, as_json: bool) -> None:
    """Make this machine known to the province with a one-time CODE from there, or with all that its QR code holds."""
    if scan:
        code = click.prompt(texts().say("life.enrol.scan"), err=True)
    if not code:
        raise click.UsageError(texts().say("life.enrol.code"))
    home, store = kiosk_home(), open_store(SystemClock())
    hall, invited = running_settings(home).hall, read_invitation(code)
    address = address or invited.address or None
    root = trust_root(home, join_transport(home, address), invited)
    enrolled = join_client(home, store, address, Schedule()).enrol(invited.code, hall.id, software())
    keep_recipient(keys_folder(home), "province", enrolled.recipient)
    if as_json:
        said = {"device": enrolled.device_id, "hall": enrolled.hall, "recipient": enrolled.recipient, "root": root}
        click.echo(canonical(said))
        return
    click.echo(texts().say("sync.enrolled", hall=hall.name, device=enrolled.device_id))
    if root:
        click.echo(texts().say("sync.root.handed" if invited.root else "sync.root.compare", root=in_fours(root)))


def trust_root(home: Path, transport: Transport, invited: Invitation) -> str:
    """Trust the province's first root; returns its SHA-256, "" where an older province has none yet: a machine that
    was told of no root works with it all the same, and enrols again once it has one.

    Raises:
        WrongRootError: it is not the one that was handed over, or, where none was, not the one this machine trusts.
        LinkDownError: no province there.
    """
    folder = updates_folder(home)
    expected = invited.root or trusted_root(folder) or ""
    try:
        body = fetch_first_root(transport, expected)
    except NoSuchPathError:
        if expected:
            raise
        return ""
    keep_first_root(folder, body)
    return str(trusted_root(folder))


def in_fours(sha256: str) -> str:
    """Return a hash as people compare it: 4 letters at a time."""
    return " ".join(sha256[at : at + 4] for at in range(0, len(sha256), 4))


def join_transport(home: Path, address: str | None) -> Transport:
    """
    Raises:
        ConfigError: no address of a province is known.
    """
    wish = running_settings(home).sync
    address = address or wish.province
    if not is_address(address):
        raise ConfigError(file="hall.toml", problem="[sync] province")
    return Transport(address)


def join_client(
    home: Path, store: Store, address: str | None, schedule: Schedule, idle: float = IDLE_SECONDS,
    updates_seconds: float = 0.0,
) -> SyncClient:  # fmt: skip
    """Return the client that keeps the hall in `home` in step with its province.

    Args:
        updates_seconds: between two looks for new signatures; 0 looks in each round.
    Raises:
        ConfigError: no address of a province is known.
        StoreError: the machine's key cannot be read or made.
    """
    transport, settings = join_transport(home, address), running_settings(home)
    key, keeping = device_key(keys_folder(home) / "device.key"), Keeping(unsafe_days=settings.sync.keep_unsafe_days)
    updates = UpdateLane(
        transport, updates_folder(home), join_shelf(home, store, settings.hall.id), StoreDiary(store), store.clock,
        updates_seconds,
    )  # fmt: skip
    return SyncClient(
        store, transport, key, _readers(home, settings.sync.keep_days), schedule, idle,
        updates=updates, keeping=keeping, describe=partial(describe, store),
    )  # fmt: skip


def _readers(home: Path, keep_days: int) -> dict[str, Reader]:
    secret = lookup_secret(home)

    def tell(act: Act, change: Change, incarnation: str) -> None:
        _apply_dossier(act, secret, change, incarnation)

    def caught_up(act: Act) -> None:
        mark_caught_up(act)
        forget_old(act, keep_days)

    return {STREAM_DOSSIERS: Reader(tell, caught_up=caught_up, swap=_DossierSwap(secret))}


def _apply_dossier(act: Act, secret: bytes, change: Change, incarnation: str) -> None:
    said = DossierStatus.model_validate(change.body)
    if said.provisional_code:
        submissions.received(act, said.provisional_code, said.official_code)
    apply_status(act, secret, change_told(said, change.change_seq, incarnation))


class _DossierSwap:
    """Satisfies `sync.snapshot.Swap` for the stream of dossiers."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def begin(self, act: Act) -> None:
        dossiers.clear_next(act.db)

    def lay(self, act: Act, changes: list[Change], incarnation: str) -> None:
        for change in changes:
            with suppress(ValidationError):  # one that cannot be read must not keep the others from coming
                said = DossierStatus.model_validate(change.body)
                if said.provisional_code:
                    submissions.received(act, said.provisional_code, said.official_code)
                lay_beside(act, self._secret, change_told(said, change.change_seq, incarnation))

    def swap(self, act: Act) -> None:
        swap_in(act)


def _let_go_again(store: Store) -> None:
    with store.act() as act:
        act.record("sync.again", "outbox", events=outbox.revive(act.db), papers=blob_queue.revive(act.db))


def _say(status: SyncStatus, as_json: bool) -> None:
    if as_json:
        click.echo(canonical({name: getattr(status, name) for name in _SAID}))
        return
    at = moment(status.last_ok_ms) if status.last_ok_ms is not None else None
    say = texts().say
    click.echo(say("sync.sent_at", time=f"{at:%H:%M}", date=f"{at:%d/%m}") if at else say("sync.never_sent"))
    click.echo(say("sync.waiting", count=status.pending))
    if status.papers:
        click.echo(say("sync.papers", count=status.papers, size=f"{status.paper_bytes / 1e6:.1f}".replace(".", ",")))
    if status.dead:
        click.echo(say("sync.dead", count=status.dead))
