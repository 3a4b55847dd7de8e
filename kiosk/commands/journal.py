"""`kiosk journal`: is the record of all acts whole, and what does it say."""

import click

from kiosk.clock import SystemClock, moment
from kiosk.commands.house import open_store
from kiosk.store import journal as chain
from kiosk.store.canonical import canonical


@click.group()
def journal() -> None:
    """The record of every act at this hall."""


@journal.command()
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def verify(as_json: bool) -> None:
    """Check that no entry was changed, added or taken out."""
    store = open_store(SystemClock())
    count, last = chain.verify(store.db)
    if as_json:
        click.echo(canonical({"entries": count, "last": last.hex()}))
    else:
        click.echo(f"Nhật ký nguyên vẹn: {count} dòng, mã cuối {last.hex()[:16]}")


@journal.command()
@click.option("--after", default=0, show_default=True, help="Only entries behind this number.")
def export(after: int) -> None:
    """Write the entries as JSON, one a line."""
    store = open_store(SystemClock())
    for entry in chain.entries(store.db, after):
        at = moment(entry.at_ms).isoformat(timespec="milliseconds")
        line = {"seq": entry.seq, "at": at, "kind": entry.kind, "subject": entry.subject, "body": entry.body}
        click.echo(canonical({**line, "hash": entry.hash.hex()}))
