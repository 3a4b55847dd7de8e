"""Calls for a person from a second kiosk: made at the hall server, and watched without making the screen wait."""

import threading

from kiosk.errors import HallRefusedError, UnknownHelpCallError
from kiosk.queue.hall_line import HallLine
from kiosk.queue.help import HelpCall


class RemoteHelp:
    """The calls of one process. A call that did not reach the hall is not kept: the villager is told at once."""

    def __init__(self, line: HallLine) -> None:
        self._line = line
        self._guard = threading.Lock()
        self._calls: dict[str, HelpCall] = {}

    def call(self, request_id: str, where: str) -> HelpCall:
        """Call a person to `where`; the same request again is the same call.

        Raises:
            HallDownError: perhaps nobody was called, and the sentence says where to go.
        """
        made = self._line.call_help(request_id, where)
        with self._guard:
            self._calls = {made.id: made}  # the villager before has gone
        return made

    def look(self, call: str) -> HelpCall:
        """Return how far the answer is, as last heard.

        Raises:
            UnknownHelpCallError: it is not a call of this visit.
        """
        with self._guard:
            if call not in self._calls:
                raise UnknownHelpCallError()
            return self._calls[call]

    def refresh(self) -> None:
        """Hear how far the answers are.

        Raises:
            HallDownError
        """
        with self._guard:
            still_open = [one.id for one in self._calls.values() if one.state != "done"]
        for call in still_open:
            try:
                heard = self._line.help_call(call)
            except HallRefusedError:  # a call of another day
                continue
            with self._guard:
                if call in self._calls:
                    self._calls[call] = heard
