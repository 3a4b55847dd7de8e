"""The demo's hall: clerks whose PIN everybody knows, a known kiosk token, and doors that are always open.

Its token lies in the data and says that they are a demo's: whoever is added on the manager's page stays, and the demo
starts again over them. A hall that runs without --demo takes token and known PINs away for good.
"""

import ipaddress
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click

from kiosk.access import Access
from kiosk.clock import SystemClock
from kiosk.commands.house import running_settings
from kiosk.config import Settings, kiosk_home, kiosk_home_is_chosen
from kiosk.languages import texts
from kiosk.store.database import Store

PIN, TOKEN = "246810", "demo"
CLERKS = {"an": ("An", 1), "binh": ("Bình", 2), "chi": ("Chi", 3), "dung": ("Dũng", 4)}
MANAGER, PEOPLE = "quan", {*CLERKS, "quan"}


def demo_home() -> Path:
    """Return where a demo's data lie: beside the hall's own, unless a folder is named."""
    return kiosk_home() if kiosk_home_is_chosen() else kiosk_home() / "demo"


def must_be_loopback(host: str) -> None:
    """
    Raises:
        click.UsageError: known PINs must not be reached from other machines.
    """
    try:
        loopback = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise click.UsageError(texts().say("web.demo.loopback"))


def prepare_home(home: Path) -> None:
    """Make `home` a demo's before anything runs on it.

    Raises:
        click.ClickException: it is a real hall's.
    """
    store = Store(home / "hall.db", SystemClock())
    try:
        prepare(Access(store))
    finally:
        store.close()


def prepare(access: Access) -> None:
    """Add the demo's people and token, which everybody knows: never beside the clerks of a real hall.

    Raises:
        click.ClickException: the data are a real hall's.
    """
    known = {one.id for one in access.clerks(everybody=True)}
    is_known = access.is_device(TOKEN)
    if known and not is_known:
        raise click.ClickException(texts().say("web.demo.real"))
    if not is_known:  # first, so that a start that is broken off is carried on by the next
        access.add_device("demo", TOKEN)
    for clerk, (name, counter) in CLERKS.items():
        if clerk not in known:
            access.put_clerk(clerk, PIN, counter, name=name)
    if MANAGER not in known:
        access.put_clerk(MANAGER, PIN, None, "manager", "Quân")


def end(access: Access) -> None:
    """Take away what a demo over the same data let in: PIN and token stand in the manual."""
    people = [one.id for one in access.clerks(everybody=True) if one.id in PEOPLE]
    known = [one for one in people if access.has_pin(one, PIN)]
    for clerk in known:
        access.remove_clerk(clerk)
    token = access.is_device(TOKEN)
    if token:
        access.remove_device(TOKEN)
    if known or token:
        click.echo(texts().say("web.demo.ended", clerks=", ".join(known) or "-"), err=True)


def always_open(settings: Settings) -> Settings:
    """Return the settings without what would turn a newcomer away: hours, holidays, quotas."""
    services = tuple(replace(one, hours=(), daily_quota=0) for one in settings.services)
    return replace(settings, hall=replace(settings.hall, hours=(), holidays=False), services=services)


def rule(store: Store) -> Callable[[Settings], Settings]:
    """Return what this hall makes of its settings: a demo's doors are always open."""
    return always_open if Access(store).is_device(TOKEN) else _as_they_are


def _as_they_are(settings: Settings) -> Settings:
    return settings


def hall_settings(store: Store, home: Path) -> Settings:
    """Return the settings that a long-running process of this hall uses."""
    return rule(store)(running_settings(home))
