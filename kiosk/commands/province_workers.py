"""The processes of a province: one that answers itself, or a parent that keeps workers alive behind one socket."""

import signal
import socket
from types import FrameType

import click

from kiosk.commands.children import Child, Supervisor, kiosk_command
from kiosk.languages import texts
from sync.province.compaction import Compactor
from sync.province.life import LifeKeeper
from sync.province.province import Province
from sync.province.server import listen, make_server

DATABASE = "KIOSK_PROVINCE_DATABASE"  # an address may hold a password, which a command line shows to everybody
UPKEEP = ["--upkeep"]  # for the first worker


def take_port(host: str, port: int) -> socket.socket:
    """Return the socket on which this province listens.

    Raises:
        ClickException: it is taken, or not ours.
    """
    try:
        return listen(host, port)
    except OSError as error:
        raise click.ClickException(texts().say("sync.province.cannot_listen", host=host, port=port)) from error


def address_of(listener: socket.socket, host: str) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}"


def check_workers(here: Province, workers: int) -> None:
    """Refuse what cannot be.

    Raises:
        ClickException: SQLite has one writer, so it has one worker.
    """
    if workers > 1 and not here.database.is_postgresql:
        raise click.ClickException(texts().say("sync.province.one_worker", workers=workers))


def serve(
    here: Province, options: list[str], database: str | None, listener: socket.socket, workers: int, nation: str | None
) -> None:
    """Answer until told to end, and send on to a nation when there is one.

    Args:
        options: what every process of this province is told.
    """
    with listener:
        if workers == 1 and not nation:
            answer(here, listener, upkeep=True)
            return
        here.database.close()
        environment = {DATABASE: database} if database else {}
        start, handle = kiosk_command("province", *options), listener.fileno()
        answering = [*start, "worker", "--handle", str(handle)]
        children = [
            Child(f"worker {number}", [*answering, *UPKEEP[number > 1 :]], environment, handles=[handle])
            for number in range(1, workers + 1)
        ]
        if nation:
            children.append(Child("forward", [*start, "forward", "--nation", nation], environment))
        _keep_alive(children)


def answer(here: Province, listener: socket.socket, *, upkeep: bool) -> None:
    """Answer in this process until told to end; what was begun is ended first. One process does the `upkeep`."""
    beside = [LifeKeeper(here.database, here.keys.home).run, Compactor(here.database, here.clock).run] if upkeep else []
    make_server(here, beside).run(sockets=[listener])
    here.database.close()


def _keep_alive(children: list[Child]) -> None:
    supervisor = Supervisor(children)

    def end(number: int, frame: FrameType | None) -> None:
        supervisor.stop()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    supervisor.run()
