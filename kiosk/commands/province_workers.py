"""The processes of a province: one that answers itself, or a parent that keeps workers alive behind one port."""

import gc
import socket
from collections.abc import Callable
from contextlib import ExitStack
from threading import Event

import click

from kiosk.commands.children import Child, Supervisor, kiosk_command
from kiosk.commands.province_options import DATABASE
from kiosk.commands.stopping import stop_on_signal
from kiosk.languages import texts
from sync.province.compaction import Compactor
from sync.province.files_disk import DiskFiles
from sync.province.life import LifeKeeper
from sync.province.listening import listen, listen_each
from sync.province.papers_keeper import PapersKeeper
from sync.province.province import Province


def take_port(host: str, port: int, workers: int) -> list[socket.socket]:
    """Return the sockets on which this province listens, one for each worker.

    Raises:
        ClickException: the port is taken, or not ours.
    """
    try:
        return [listen(host, port)] if workers == 1 else listen_each(host, port, workers)
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
    here: Province, options: list[str], database: str | None, listeners: list[socket.socket], nation: str | None
) -> None:
    """Answer until told to end, a worker on each of `listeners`, and send on to a nation when there is one.

    Args:
        options: what every process of this province is told.
    """
    with ExitStack() as stack:
        for one in listeners:
            stack.enter_context(one)
        if len(listeners) == 1 and not nation:
            answer(here, listeners[0], upkeep=True)
            return
        here.database.close()
        environment, start = {DATABASE: database} if database else {}, kiosk_command("province", *options)
        children = [
            Child(f"worker {number}", _worker(start, one, first=number == 1), environment, handles=[one.fileno()])
            for number, one in enumerate(listeners, start=1)
        ]
        if nation:
            children.append(Child("forward", [*start, "forward", "--nation", nation], environment))
        Supervisor(children, stop=stop_on_signal()).run()


def _worker(start: list[str], listener: socket.socket, *, first: bool) -> list[str]:
    return [*start, "worker", "--handle", str(listener.fileno()), *(["--upkeep"] if first else [])]


def answer(here: Province, listener: socket.socket, *, upkeep: bool) -> None:
    """Answer in this process until told to end; what was begun is ended first. One process does the `upkeep`."""
    from sync.province.server import make_server  # who only counts or copies needs no web server

    server = make_server(here, _upkeep(here) if upkeep else [])
    # What is loaded by now stays; looking through it again and again would cost a sixth of taking a batch in.
    gc.freeze()
    gc.set_threshold(20_000)
    server.run(sockets=[listener])
    here.database.close()


def _upkeep(here: Province) -> list[Callable[[Event], None]]:
    keepers = [LifeKeeper(here.database, here.keys.home).run, Compactor(here.database, here.clock).run]
    # A folder is lost with its disk, or not mounted; S3 looks after its own, and every question to it costs.
    return [*keepers, PapersKeeper(here).run] if isinstance(here.files, DiskFiles) else keepers
