"""`kiosk speaker`: this machine's loudspeaker announces calls, in a process of its own."""

import logging
from functools import partial

import click

from kiosk.clock import SystemClock
from kiosk.commands.house import open_store, running_settings
from kiosk.commands.stopping import stop_on_signal
from kiosk.config import kiosk_home
from kiosk.languages import texts
from kiosk.queue.desk import Desk
from kiosk.voice.turns import LAST_CALLS
from ui.speaker import Announcer, Loudspeaker


@click.command()
def speaker() -> None:
    """Announce calls on this machine's loudspeaker; `kiosk run` starts it when `[voice] kiosk_speaks` is true."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s", force=True)
    home, clock = kiosk_home(), SystemClock()
    settings, store = running_settings(home), open_store(clock)
    calls = partial(Desk(store, settings).overview.calls, limit=LAST_CALLS)
    stop = stop_on_signal()
    announcer = Announcer(calls, clock, settings.voice, home, Loudspeaker())
    click.echo(texts().say("voice.speaking"))
    announcer.run(stop)
    store.close()
