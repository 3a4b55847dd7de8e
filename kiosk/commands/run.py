"""`kiosk run`: the whole hall on one machine."""

import signal
from types import FrameType

import click

from kiosk.commands.children import Child, Supervisor, kiosk_command
from kiosk.commands.house import running_settings
from kiosk.config import kiosk_home


@click.command()
@click.option("--port", default=8080, show_default=True, help="Where the counters' browsers find the hall server.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address it listens on.")
@click.option("--fullscreen", is_flag=True, help="Fill the screen, as in the hall.")
def run(port: int, host: str, fullscreen: bool) -> None:
    """Open the touch screen, the hall server and the sync worker; what dies is started again."""
    settings = running_settings(kiosk_home())
    touch = Child("touch", kiosk_command("touch", *(["--fullscreen"] if fullscreen else [])))
    hall = Child("hall", kiosk_command("hall", "--host", host, "--port", str(port)))
    sync = Child("sync", kiosk_command("sync"))
    supervisor = Supervisor([touch, hall, *([sync] if settings.sync.province else [])], ends_all="touch")

    def end(number: int, frame: FrameType | None) -> None:
        supervisor.stop()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    click.echo(f"{settings.hall.centre}: http://{host}:{port}/counter · http://{host}:{port}/board")
    supervisor.run()
