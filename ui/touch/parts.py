"""What the touch screen needs of the core, as one bundle handed to `build`. A None closes the door it belongs to."""

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.catalogue.guidance import Guidance
from kiosk.catalogue.library import Library
from kiosk.catalogue.units import Units
from kiosk.clock import Clock
from kiosk.config import Settings
from kiosk.forms.resume import Resuming
from kiosk.people.address import Addresses
from ui.touch.camera.camera import OpenReader, no_reader
from ui.touch.camera.source import OpenSource, no_camera
from ui.touch.helper import CallHelp, LookAtHelp
from ui.touch.jobs import Jobs
from ui.touch.navigator import Navigator
from ui.touch.notices import Notices
from ui.touch.scanners import OpenScanner
from ui.touch.speech import Voice
from ui.touch.sticks import Sticks
from ui.touch.view_models.my_ticket import MyTickets
from ui.touch.view_models.rating import Rate
from ui.touch.view_models.result import Adviser, Results
from ui.touch.view_models.services import LookAtServices
from ui.touch.view_models.submission_visit import Desk as SubmissionDesk
from ui.touch.view_models.ticket import PrintState, TicketDesk
from ui.touch.words import Words


@dataclass(frozen=True, slots=True)
class Parts:
    """The core, as plain values and callables."""

    settings: Settings
    clock: Clock
    call_help: CallHelp
    help_call: LookAtHelp
    remind_help: Callable[[], object]
    desk: TicketDesk | None = None
    print_state: PrintState | None = None
    services: LookAtServices | None = None
    my_tickets: MyTickets | None = None
    rate: Rate | None = None
    results: Results | None = None
    advice: Adviser | None = None
    submissions: SubmissionDesk | None = None
    resuming: Resuming | None = None
    units: Units | None = None
    addresses: Addresses | None = None
    library: Library | None = None
    guidance: Guidance | None = None
    aloud: Voice | None = None
    open_camera: OpenSource = no_camera
    open_reader: OpenReader = no_reader
    scanners: tuple[OpenScanner, ...] = ()
    sticks: Sticks | None = None  # those of the settings unless given


@dataclass(frozen=True, slots=True)
class Tools:
    """What the shell lends to every view-model. `line` runs what may take long because the province is asked."""

    words: Words
    way: Navigator
    notices: Notices
    jobs: Jobs
    line: Jobs
    clock: Clock
