"""`kiosk forms report`: on which screens people give up, without anything they answered."""

from dataclasses import asdict
from datetime import datetime, timedelta

import click

from kiosk.clock import SystemClock
from kiosk.commands.house import open_store
from kiosk.forms.dropoff import DropOff, FormReport
from kiosk.forms.library import load_forms
from kiosk.languages import texts
from kiosk.store.canonical import canonical

DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option("--from", "since", type=DAY, required=True, help="The first day.")
@click.option("--to", "until", type=DAY, required=True, help="The last day, included.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON for each form.")
def report(since: datetime, until: datetime, as_json: bool) -> None:
    """Tell for each screen of each form: visits, median time, back, help, given up, left to the staff, errors."""
    store = open_store(SystemClock())
    found = DropOff(store, load_forms()).report(since.date(), until.date() + timedelta(days=1), texts())
    store.close()
    if not found and not as_json:
        click.echo(texts().say("dropoff.none"))
    for one in found:
        click.echo(canonical(asdict(one)) if as_json else _told(one))


def _told(one: FormReport) -> str:
    say = texts().say
    lines = [
        say(
            "dropoff.line", title=line.title, visits=line.visits, back=line.back, help=line.help, quit=line.quit,
            left=line.left_to_staff, errors=line.errors,
            seconds="–" if line.median_seconds is None else f"{line.median_seconds:g}",
        )
        for line in one.screens
    ]  # fmt: skip
    return "\n".join([say("dropoff.form", title=one.title, version=one.version), *lines])
