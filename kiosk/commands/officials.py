"""`kiosk province official`: who may use the province's pages."""

from typing import cast

import click

from kiosk.hashing import Hashing
from kiosk.languages import texts
from kiosk.store.canonical import canonical
from sync.province.officials import ROLES, Officials, Role, make_password
from sync.province.province import Province

TECHNICIAN = "technician"  # whoever sits at the server itself


@click.group()
@click.pass_context
def official(context: click.Context) -> None:
    """Who may use the province's pages."""
    here: Province = context.obj
    context.obj = Officials(here.database, here.clock, Hashing())


@official.command()
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), required=True, help="What the account is for.")
@click.option("--shown", default="", help='The name that pages show, "Nguyễn Thị Lan"; NAME unless given.')
@click.option("--ask", is_flag=True, help="Ask for the password instead of making one.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def add(here: Officials, name: str, role: str, shown: str, ask: bool, as_json: bool) -> None:
    """Add the account NAME; its password is shown once."""
    password = _password(ask)
    here.add(TECHNICIAN, name, shown, cast("Role", role), password)
    _say(name, None if ask else password, as_json)


@official.command()
@click.argument("name")
@click.option("--ask", is_flag=True, help="Ask for the password instead of making one.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def password(here: Officials, name: str, ask: bool, as_json: bool) -> None:
    """Give NAME another password, shown once; open sessions end."""
    chosen = _password(ask)
    here.set_password(TECHNICIAN, name, chosen)
    _say(name, None if ask else chosen, as_json)


@official.command()
@click.argument("name")
@click.pass_obj
def off(here: Officials, name: str) -> None:
    """Let NAME in no more, at once. The account stays, because the audit names it."""
    here.switch(TECHNICIAN, name, on=False)
    click.echo(texts().say("province.official.off", name=name))


@official.command()
@click.argument("name")
@click.pass_obj
def on(here: Officials, name: str) -> None:
    """Let NAME in again, with the old password."""
    here.switch(TECHNICIAN, name, on=True)
    click.echo(texts().say("province.official.on", name=name))


@official.command("list")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def list_(here: Officials, as_json: bool) -> None:
    """List all accounts."""
    say = texts().say
    for one in here.everybody():
        if as_json:
            click.echo(canonical({"name": one.id, "shown": one.name, "role": one.role, "off": one.off}))
        else:
            state = say("province.official.is_off") if one.off else ""
            click.echo(f"{one.id:<20} {say(f'province.role.{one.role}'):<24} {one.name} {state}".rstrip())


def _password(ask: bool) -> str:
    if not ask:
        return make_password()
    say = texts().say
    again = say("province.official.ask_again")
    return click.prompt(say("province.official.ask"), hide_input=True, confirmation_prompt=again)


def _say(name: str, password: str | None, as_json: bool) -> None:
    if as_json:
        click.echo(canonical({"name": name, "password": password}))
    elif password is None:
        click.echo(texts().say("province.official.kept", name=name))
    else:
        click.echo(texts().say("province.official.made", name=name, password=password))
