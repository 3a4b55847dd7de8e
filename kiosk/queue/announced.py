"""The wait that was just announced, kept for a moment: card, board and paper agree, and a rush of takes stays quick."""

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.queue.forecast import Call
from kiosk.queue.look import Look
from kiosk.queue.outlook import Range

RECENT_MS = 5_000
ALIKE = 1.25  # a line that grew by more than this is looked at anew


@dataclass(frozen=True, slots=True)
class _Said:
    at_ms: int
    ahead: int
    state: tuple[int, ...]
    call: Call


class Announced:
    """What was announced to who joins a line of a service. One object for all threads of a process."""

    def __init__(self) -> None:
        self._said: dict[tuple[str, str], _Said] = {}

    def waits(self, look: Look, line: str, ahead: Mapping[str, int]) -> dict[str, Range]:
        """Return (least, most) minutes for who joins `line` of a service now; none where nobody can say.

        Args:
            ahead: service -> how many are called before.
        """
        known = {service: self._recent(look, line, service, place) for service, place in ahead.items()}
        missing = [service for service, call in known.items() if call is None]
        fresh = look.joining_calls(missing, line) if missing else {}
        for service, call in fresh.items():
            self._said[service, line] = _Said(look.now_ms, ahead[service], look.state_of_service(service), call)
        calls = {**known, **fresh}
        return {service: call.range() for service, call in calls.items() if call is not None}

    def _recent(self, look: Look, line: str, service: str, ahead: int) -> Call | None:
        said = self._said.get((service, line))
        if said is None or not 0 <= look.now_ms - said.at_ms <= RECENT_MS:
            return None
        grown = (ahead + 1) / (said.ahead + 1)
        if said.state != look.state_of_service(service) or not 1 / ALIKE <= grown <= ALIKE:
            return None
        return said.call.stretched(grown)
