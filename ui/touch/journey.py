"""Which screens there are, how one leads to another, and when an idle kiosk forgets. No Qt here.

A visit begins with a touch on the attract screen and ends when the villager goes back there, when a screen's own
time is over (a ticket, a personal result), or when nobody touches anything through the whole warning.
Moments are seconds of a clock that never goes back.
"""

from collections.abc import Iterable
from dataclasses import dataclass

ATTRACT = "attract"
HOME = "home"
MENU, SCREEN, TYPING = 0.5, 1.0, 1.5  # shares of the hall's idle time: 30, 60 and 90 s of 60
NEVER = 0.0


@dataclass(frozen=True, slots=True)
class Place:
    """A screen.

    Args:
        parent: the screen it is normally reached from; the map's depth is measured along it.
        patience: share of the hall's idle seconds before the warning (MENU, SCREEN, TYPING, NEVER).
        leaves_after: seconds after which the screen closes by itself and the visit ends; 0 = never.
    """

    name: str
    parent: str | None = HOME
    patience: float = SCREEN
    leaves_after: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """What an idle kiosk should do now. `left` counts the seconds of the warning, `leaving` those of the screen."""

    over: bool = False
    warning: bool = False
    left: float = 0.0
    leaving: float = 0.0


PLACES = (
    Place(ATTRACT, None, NEVER),
    Place(HOME, None, MENU),
    Place("services", HOME, MENU),
    Place("ticket", "services", SCREEN, leaves_after=10),
    Place("my_number", HOME, TYPING),
    Place("my_ticket", "my_number", SCREEN, leaves_after=20),
    Place("rating", "my_number", MENU),
    Place("thanks", "rating", SCREEN, leaves_after=6),
    Place("lookup", HOME, MENU),
    Place("lookup_list", "lookup", MENU),
    Place("lookup_search", "lookup", TYPING),
    Place("procedure", "lookup_list", SCREEN),
    Place("result_scan", HOME, TYPING),
    Place("result_code", "result_scan", TYPING),
    Place("result_digits", "result_code", TYPING),
    Place("result", "result_scan", SCREEN, leaves_after=30),
    Place("submission", HOME, MENU),
    Place("submission_search", "submission", TYPING),
    Place("submission_before", "submission", SCREEN),
    Place("submission_form", "submission", TYPING),
    Place("submission_review", "submission_form", TYPING),
    Place("submission_resume", HOME, TYPING),
    Place("submission_saved", "submission_form", SCREEN, leaves_after=30),
    Place("submission_receipt", "submission_form", SCREEN, leaves_after=30),
)


class Journey:
    """One kiosk's way through its screens; it lives on from visit to visit."""

    def __init__(
        self, places: Iterable[Place] = PLACES, idle_seconds: float = 60, warning_seconds: float = 30, at: float = 0.0
    ) -> None:
        self.places = {one.name: one for one in places}
        self._idle, self._warning = idle_seconds, warning_seconds
        self._way = [ATTRACT]
        self._touched = self._arrived = at
        self._held = False

    @property
    def screen(self) -> str:
        return self._way[-1]

    @property
    def can_go_back(self) -> bool:
        return len(self._way) > 1 and self._way[-2] != ATTRACT

    def depth(self, name: str) -> int:
        """Return how many screens lie between home and `name`, following the parents."""
        parent = self.places[name].parent
        return 0 if parent is None else 1 + self.depth(parent)

    def go(self, name: str, at: float) -> None:
        """Show `name`; a screen already on the way is returned to, not stacked twice.

        Raises:
            KeyError: no such screen.
        """
        self._arrive(self.places[name].name, at)

    def back(self, at: float) -> None:
        if self.can_go_back:
            self._arrive(self._way[-2], at)

    def home(self, at: float) -> None:
        self._arrive(HOME, at)

    def start_over(self, at: float) -> None:
        """End the visit: the attract screen, and no way back."""
        self._way = [ATTRACT]
        self._touched = self._arrived = at
        self._held = False

    def touch(self, at: float) -> None:
        """Somebody is there: a finger, a key, a scan, a sound still playing, a paper being printed."""
        self._touched = at

    def hold(self, held: bool) -> None:
        """Keep a screen from closing by itself, because what it says must be read first."""
        self._held = held

    def stay(self, at: float) -> None:
        """Give the screen its whole time again."""
        self._touched = self._arrived = at

    def standing(self, at: float) -> Standing:
        """Return what the time that has passed means for the present screen."""
        place = self.places[self.screen]
        leaving = place.leaves_after - (at - self._arrived) if place.leaves_after and not self._held else 0.0
        if place.leaves_after and not self._held and leaving <= 0:
            return Standing(over=True)
        if place.patience == NEVER:
            return Standing()
        silent = at - self._touched - place.patience * self._idle
        if silent >= self._warning:
            return Standing(over=True)
        return Standing(False, silent >= 0, max(0.0, self._warning - max(0.0, silent)), max(0.0, leaving))

    def _arrive(self, name: str, at: float) -> None:
        if name in self._way:
            del self._way[self._way.index(name) + 1 :]
        elif name == HOME:
            self._way = [ATTRACT, HOME]
        else:
            self._way.append(name)
        self._touched = self._arrived = at
        self._held = False
