"""The command line: the one place that joins all rooms. Each command's module is imported when it runs, so that
`kiosk code TEXT` does not wait for Qt, and a broken camera library does not stop the queue.
"""

import sqlite3
import sys
from typing import Any

import click

from kiosk.commands.lazy import LazyGroup
from kiosk.errors import KioskError, StoreError

COMMANDS = {
    "run": "run",
    "touch": "serve",
    "hall": "hall",
    "sync": "link",
    "province": "province",
    "enrol": "link",
    "setup": "setup",
    "demo": "demo",
    "search": "catalogue",
    "due": "due",
    "catalogue": "catalogue",
    "scan": "reading",
    "code": "reading",
    "card": "reading",
    "address": "address",
    "forms": "forms",
    "ticket": "queue",
    "print-test": "paper",
    "type": "keyboard",
    "speak": "voice",
    "voice": "voice",
    "speaker": "speaker",
    "journal": "journal",
    "handover": "handing_over",
    "submissions": "submissions",
    "bench": "bench",
}


class _Cli(LazyGroup):
    """Shows our own errors as one sentence with exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KioskError as error:
            click.echo(str(error), err=True)
            sys.exit(1)
        except sqlite3.Error as error:  # a damaged page, met while reading
            click.echo(str(StoreError(problem=str(error))), err=True)
            sys.exit(1)


@click.group(cls=_Cli, modules=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Một Cửa: the kiosk of a commune's one-stop hall. Data lies in $KIOSK_HOME."""
