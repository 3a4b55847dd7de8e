"""`kiosk touch`: the villagers' screen. Joins the core, the screens and the printer's spool in one process."""

import gc
import logging
import threading
from contextlib import suppress
from functools import partial
from pathlib import Path

import click

from kiosk.catalogue.guidance import Guidance
from kiosk.catalogue.library import Library
from kiosk.catalogue.units import Units
from kiosk.clock import SystemClock
from kiosk.commands.asking import ask_province
from kiosk.commands.demo_hall import hall_settings
from kiosk.commands.hall_side import hall_side
from kiosk.commands.house import anew_with_new_settings, keys_folder, open_store
from kiosk.config import Settings, kiosk_home
from kiosk.dossiers.advice import ResultAdvice
from kiosk.dossiers.check import ResultCheck
from kiosk.dossiers.secret import lookup_secret
from kiosk.errors import KioskError
from kiosk.forms.dropoff import DropOff
from kiosk.forms.made import all_forms
from kiosk.forms.resume import Resuming
from kiosk.forms.submissions import Submissions
from kiosk.papers.secrets import Secrets
from kiosk.people.address import Addresses
from kiosk.ports import QueueView
from kiosk.store.database import Store
from sync.seal import AgeDraftKeys
from ui.read_aloud import ReadAloud
from ui.touch.camera.camera import Reader
from ui.touch.camera.open import open_camera
from ui.touch.open_scanners import scanners_of
from ui.touch.parts import Parts
from ui.touch.run import run

GOODBYE_SECONDS = 2.0  # for what may hang on a line that is gone; it writes whole acts or none


class _Size(click.ParamType[tuple[int, int]]):
    """WIDTHxHEIGHT in pixels."""

    name = "WIDTHxHEIGHT"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        try:
            width, height = (int(one) for one in value.lower().split("x"))
        except ValueError:
            self.fail(f"{value!r} is not a size such as 1080x1920", param, ctx)
        if not (320 <= width <= 8000 and 320 <= height <= 8000):
            self.fail(f"{value!r} is not a size of a screen", param, ctx)
        return width, height


@click.command()
@click.option("--fullscreen", is_flag=True, help="Fill the screen, as in the hall.")
@click.option("--size", type=_Size(), help="Of the window in pixels; 1080x1920 unless given.")
@click.option(
    "--drive", type=click.Path(path_type=Path), help="Take taps and keys from this socket, for demonstrations."
)
@click.option("--starts-anew", is_flag=True, hidden=True, help="End when hall.toml is new: who started it does again.")
def touch(fullscreen: bool, size: tuple[int, int] | None, drive: Path | None, starts_anew: bool) -> None:
    """Open the touch screen."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s", force=True)
    home = kiosk_home()
    at_rest = anew_with_new_settings(home) if starts_anew else None  # before the settings are read
    store = open_store(SystemClock())
    clock = store.clock
    settings = hall_settings(store, home)
    hall, library, units = hall_side(store, settings, clock), Library(store), Units()
    addresses = Addresses(units)
    guidance = Guidance(store, settings, library)
    forms, secrets, keys = all_forms(store, library.procedure), Secrets(), AgeDraftKeys()
    submissions = Submissions(store, _KeysAtHand(keys_folder(home)), settings, forms, keys)
    parts = Parts(
        settings=settings,
        clock=clock,
        call_help=hall.call_help,
        help_call=hall.help_call,
        remind_help=hall.remind_help,
        desk=hall.desk,
        print_state=hall.view.print_state,
        services=hall.view.services,
        my_tickets=hall.my_tickets,
        rate=hall.rate,
        results=ResultCheck(store, lookup_secret(home), clock, ask_province(home, store, settings)),
        advice=ResultAdvice(store, settings, guidance),
        library=library,
        guidance=guidance,
        submissions=submissions,
        dropoff=DropOff(store, forms),
        resuming=Resuming(store, settings, forms, keys, secrets),
        units=units,
        addresses=addresses,
        aloud=ReadAloud(settings.voice.volume),
        open_camera=partial(open_camera, settings.camera, settings.papers.width),
        open_reader=partial(_open_reader, settings),
        scanners=scanners_of(settings.scanner),
    )
    stop = threading.Event()
    printing = threading.Thread(target=_print, args=(store, settings, home, stop, secrets), name="spool")
    beside = [threading.Thread(target=one, args=(stop,), name="hall", daemon=True) for one in hall.beside]
    for thread in beside:
        thread.start()

    def shown() -> None:
        printing.start()
        looks_at = (hall.view, library, addresses, submissions)
        threading.Thread(target=_look_ahead, args=looks_at, name="look", daemon=True).start()

    try:
        code = run(parts, fullscreen, size, drive, when_shown=shown, at_rest=at_rest)
    finally:
        stop.set()
        if printing.ident is not None:
            printing.join()
        for thread in beside:
            thread.join(GOODBYE_SECONDS)
        store.close()
    raise SystemExit(code)


def _open_reader(settings: Settings) -> Reader:
    """Make what reads a camera's frames; its libraries are large, and a hall without a camera never needs them."""
    from kiosk.scanning.apart import Apart
    from kiosk.scanning.live import Region
    from kiosk.scanning.page_watch import rules_of

    return Apart(Region(*settings.camera.region_parts), rules=rules_of(settings.papers))


def _look_ahead(view: QueueView, library: Library, addresses: Addresses, submissions: Submissions) -> None:
    """Look at the services, search and read an address once before anybody does: the first look reads the calendar and
    builds the indexes, which a tap would feel. What was built stays: looking through it for garbage would halt a key
    now and then. What a power cut left of photographed papers goes.
    """
    with suppress(KioskError):
        submissions.erase_orphans()
    with suppress(KioskError):
        view.services()
    with suppress(KioskError):
        library.warm()
    with suppress(KioskError):
        addresses.read("xã")
    gc.freeze()


class _KeysAtHand:
    """Seals to the public keys that lie in the folder now: the province's comes with the enrolment, perhaps later."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def seal(self, plain: bytes, also: str = "") -> bytes:
        from sync.seal import AgeSealer, recipients_in

        return AgeSealer(recipients_in(self._folder)).seal(plain, also)


def _print(store: Store, settings: Settings, home: Path, stop: threading.Event, secrets: Secrets) -> None:
    """Print until told to stop. The printers' libraries read large tables: they come after the first picture."""
    from printers.open import open_printer
    from printers.spool import Spool

    try:
        Spool(store, open_printer(settings.printer, home), secrets=secrets).run(stop)
    except KioskError:  # a wrong line in the settings: numbers are still given, on the screen
        logging.getLogger("kiosk.touch").exception("nothing is printed")
