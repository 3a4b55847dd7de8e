"""`kiosk setup`: what a technician prepares once, before the hall opens."""

from pathlib import Path

import click

from kiosk.access import Access
from kiosk.clock import SystemClock
from kiosk.commands.house import keys_folder, open_store
from kiosk.config import kiosk_home, load_settings
from kiosk.errors import UnknownCounterError
from kiosk.languages import texts
from kiosk.store.canonical import canonical
from sync.seal import keep_recipient, make_identity


@click.group()
def setup() -> None:
    """Prepare this hall: clerks, kiosks, the desk's key."""


@setup.command()
@click.argument("name")
@click.option("--counter", type=int, default=None, help="Where the clerk usually serves.")
@click.option("--role", type=click.Choice(["clerk", "manager"]), default="clerk", show_default=True)
@click.option("--shown", default="", help="The name on the log-in page; NAME unless given.")
@click.password_option("--pin", prompt="PIN", help="6 to 12 digits; asked for twice unless given.")
def clerk(name: str, counter: int | None, role: str, shown: str, pin: str) -> None:
    """Add the clerk NAME, or change PIN, counter and role."""
    if counter is not None and load_settings(kiosk_home()).counter(counter) is None:
        raise UnknownCounterError(counter=counter)
    access = Access(open_store(SystemClock()))
    access.put_clerk(name, pin, counter, "manager" if role == "manager" else "clerk", shown)
    click.echo(texts().say("web.setup.clerk", clerk=name))


@setup.command()
@click.option("--name", default="", help="What the journal calls it; 'kiosk', or 'kiosk LETTER', unless given.")
@click.option("--letter", default=None, help="Of a second kiosk, as in [[kiosks]]; the token it had before ends.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def kiosk_token(name: str, letter: str | None, as_json: bool) -> None:
    """Make a token for a kiosk or another program, and print it once: only its hash is kept."""
    if letter is not None and letter not in [one.letter for one in load_settings(kiosk_home()).kiosks]:
        raise click.ClickException(texts().say("handover.setup.no_range", letter=letter))
    called = name or (f"kiosk {letter}" if letter else "kiosk")
    token = Access(open_store(SystemClock())).add_device(called, letter=letter)
    click.echo(canonical({"token": token}) if as_json else token)


@setup.command()
@click.option("--remove", "name", default=None, help="Let the devices with this name in no more.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def devices(name: str | None, as_json: bool) -> None:
    """List whom a token lets in, or let one in no more, as after a theft."""
    access = Access(open_store(SystemClock()))
    if name is not None and access.remove_devices(name) == 0:
        raise click.ClickException(texts().say("handover.setup.no_device", name=name))
    known = access.devices()
    if as_json:
        click.echo(canonical([{"name": one.name, "letter": one.letter} for one in known]))
        return
    for one in known:
        click.echo(f"{one.name} [{one.letter}]" if one.letter else one.name)


@setup.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def desk_key(file: Path, as_json: bool) -> None:
    """Make the desk's key pair: the private half in FILE, for the clerks' machine; the public half stays here.

    From then on answers at this kiosk are sealed to it too. An existing FILE is kept and its public half used.
    """
    recipient = make_identity(file)
    keep_recipient(keys_folder(kiosk_home()), "desk", recipient)
    click.echo(canonical({"recipient": recipient}) if as_json else recipient)
