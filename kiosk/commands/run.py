"""`kiosk run`: the whole hall on one machine."""

from pathlib import Path

import click

from kiosk.commands import demo_hall
from kiosk.commands.children import Child, Supervisor, kiosk_command
from kiosk.commands.hall_side import is_second
from kiosk.commands.house import keys_folder, running_settings
from kiosk.commands.stopping import stop_on_signal
from kiosk.config import Settings, kiosk_home
from kiosk.errors import StoreError
from kiosk.languages import texts
from printers.lock import ProcessLock


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8080,
    show_default=True,
    help="Where the counters' browsers find the hall server.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address it listens on.")
@click.option("--fullscreen", is_flag=True, help="Fill the screen, as in the hall.")
@click.option("--demo", "is_demo", is_flag=True, help="To try it out: with demo clerks (PIN 246810) and a desk key.")
def run(port: int, host: str, fullscreen: bool, is_demo: bool) -> None:
    """Open the touch screen, the hall server and the sync worker; what dies is started again.

    A second kiosk, whose hall.toml names the hall server of another machine, starts none of its own.
    """
    home = demo_hall.demo_home() if is_demo else kiosk_home()
    lock = _only_one(home)
    environment, hall_words = {"KIOSK_HOME": str(home)}, ["--host", host, "--port", str(port)]
    if is_demo:
        demo_hall.must_be_loopback(host)
        demo_hall.prepare_home(home)  # the hall server would refuse a real hall again and again
        hall_words += ["--demo", "--desk-key", str(_demo_desk_key(home))]
    settings = running_settings(home)
    touch = Child(
        "touch", kiosk_command("touch", "--starts-anew", *(["--fullscreen"] if fullscreen else [])), environment
    )
    hall = Child("hall", kiosk_command("hall", *hall_words), environment)
    sync = Child("sync", kiosk_command("sync"), environment)
    speaker = Child("speaker", kiosk_command("speaker"), environment)
    wanted = parts_of(settings)
    here = [one for one in (touch, hall, sync, speaker) if one.name in wanted]
    Supervisor(here, ends_all="touch", stop=stop_on_signal()).run()
    lock.give_back()


def parts_of(settings: Settings) -> list[str]:
    """Return what runs on this machine: a second kiosk has no hall server, a hall that works alone sends nothing."""
    runs = {
        "touch": True,
        "hall": not is_second(settings),
        "sync": bool(settings.sync.province),
        "speaker": settings.voice.kiosk_speaks,
    }
    return [name for name, does in runs.items() if does]


def _only_one(home: Path) -> ProcessLock:
    """Hold the folder for this process: a second touch screen over the first would take the villagers' taps."""
    lock = ProcessLock(home / "run.lock")
    try:
        home.mkdir(parents=True, exist_ok=True)
        mine = lock.take()
    except OSError as error:
        raise StoreError(problem=str(error)) from error
    if not mine:
        raise click.ClickException(texts().say("run.already", folder=str(home)))
    return lock


def _demo_desk_key(home: Path) -> Path:
    """Make a desk key beside the data, which a real hall must not do, so that submissions can be tried at once."""
    from sync.seal import keep_recipient, make_identity

    file = home / "demo-desk.key"
    keep_recipient(keys_folder(home), "desk", make_identity(file))
    return file
