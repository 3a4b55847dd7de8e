"""`kiosk submissions`: what a technician does about villagers' answers on this machine, without reading them."""

import click

from kiosk.clock import SystemClock
from kiosk.commands.house import open_store
from kiosk.config import kiosk_home, load_settings
from kiosk.forms.retention import Retention
from kiosk.languages import texts
from kiosk.store.canonical import canonical


@click.group()
def submissions() -> None:
    """Look after the submissions on this machine."""


@submissions.command()
@click.option("--dry-run", is_flag=True, help="Only tell what would be erased.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def expire(dry_run: bool, as_json: bool) -> None:
    """Erase drafts that are too old, and what the province has had for long enough. A running hall does it daily."""
    store = open_store(SystemClock())
    found = Retention(store, load_settings(kiosk_home())).expire(dry_run=dry_run)
    store.close()
    if as_json:
        click.echo(
            canonical({"dry_run": dry_run, "drafts": found.drafts, "sent": found.sent, "scrubbed": found.scrubbed})
        )
        return
    name = "drafts.would_expire" if dry_run else "drafts.expired"
    click.echo(texts().say(name, drafts=len(found.drafts), sent=len(found.sent)))
    if not found.scrubbed:
        click.echo(texts().say("drafts.not_scrubbed"))
