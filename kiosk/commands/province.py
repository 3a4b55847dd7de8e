"""`kiosk province`: the reference province, with which halls sync."""

from pathlib import Path

import click
from sqlalchemy.exc import SQLAlchemyError

from kiosk.assets import assets
from kiosk.clock import SystemClock, milliseconds
from kiosk.commands.officials import official
from kiosk.config import kiosk_home, read_settings
from kiosk.errors import StoreError
from kiosk.languages import texts
from kiosk.store.canonical import canonical
from sync.province.database import Database
from sync.province.devices import make_code
from sync.province.home import default_database, open_keys
from sync.province.province import PUBLIC_MINIMUM, Province, begin_anew
from sync.province.server import listen, make_server

PROVINCE_PORT = 8710


@click.group(invoke_without_command=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=PROVINCE_PORT, show_default=True, help="0 takes a free one."
)
@click.option(
    "--database", help="Such as postgresql+psycopg://user@host/name; an SQLite file in the folder unless given."
)
@click.option(
    "--home", type=click.Path(path_type=Path), help="Folder of keys and data; $KIOSK_HOME/province unless given."
)
@click.option(
    "--public-minimum", type=click.IntRange(1, 1000), default=PUBLIC_MINIMUM, show_default=True,
    envvar="KIOSK_PUBLIC_MINIMUM", help="The smallest group of people that a public figure may be about.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Say the address as JSON.")
@click.pass_context
def province(
    context: click.Context, host: str, port: int, database: str | None, home: Path | None, public_minimum: int,
    as_json: bool,
) -> None:  # fmt: skip
    """Run the reference province: what halls sync with, and what its officials' programs ask."""
    home = home or kiosk_home() / "province"
    context.obj = open_province(home, database)
    context.obj.public_minimum = public_minimum
    if context.invoked_subcommand is None:
        _serve(context.obj, home, host, port, as_json)


province.add_command(official)


@province.command()
@click.option("--hall", required=True, help="Which hall the machine stands in, as its settings call it.")
@click.option("--agency", help='Its identifier in dossier codes, "H12.34"; known for the halls that come with this.')
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def enrol_code(here: Province, hall: str, agency: str | None, as_json: bool) -> None:
    """Make a code with which one machine enrols, good for 24 hours and shown only now."""
    file = assets() / "halls" / f"{hall}.toml"
    if agency is None and not file.exists():
        raise click.UsageError(texts().say("sync.province.agency_needed", hall=hall))
    agency = agency or read_settings(file).hall.agency
    with here.database.write() as db:
        code = make_code(db, hall, agency, here.now_ms)
    click.echo(canonical({"code": code, "hall": hall, "agency": agency}) if as_json else code)


@province.command()
@click.pass_obj
def restored(here: Province) -> None:
    """Say that the database was restored from a backup: halls then send again what it may have forgotten."""
    with here.database.write() as db:
        name = begin_anew(db, here.now_ms)
    click.echo(texts().say("sync.province.restored", incarnation=name))


def open_province(home: Path, database: str | None) -> Province:
    """Return the province whose keys lie in `home`.

    Raises:
        StoreError: the database cannot be reached, or the folder not be written.
        SealError: its key is damaged.
    """
    clock = SystemClock()
    try:
        keys = open_keys(home)
        return Province(Database(database or default_database(home), milliseconds(clock.now())), keys, clock)
    except (OSError, SQLAlchemyError) as error:
        raise StoreError(problem=type(error).__name__) from error


def _serve(here: Province, home: Path, host: str, port: int, as_json: bool) -> None:
    try:
        listener = listen(host, port)
    except OSError as error:
        raise click.ClickException(texts().say("sync.province.cannot_listen", host=host, port=port)) from error
    with listener:
        address = f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}"
        if as_json:
            click.echo(canonical({"address": address, "home": str(home), "recipient": here.keys.recipient}))
        else:
            click.echo(texts().say("sync.province.listening", address=address, home=str(home)))
        make_server(here).run(sockets=[listener])
        here.database.close()
