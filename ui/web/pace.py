"""How often strangers may ask: an open page must not become a way to keep the hall server busy."""

from collections.abc import Callable
from math import ceil

from kiosk.errors import TooOftenError

MOST_KNOWN = 1000  # addresses; a hall's network has fewer


class Pace:
    """Lets each address ask `burst` times at once, and then once in `seconds`.

    Phones behind one router share an address: be generous.
    """

    def __init__(self, monotonic: Callable[[], float], burst: int = 30, seconds: float = 2.0) -> None:
        self._monotonic, self._burst, self._seconds = monotonic, burst, seconds
        self._free_at: dict[str, float] = {}  # when the address has its whole burst again

    def take(self, address: str) -> None:
        """
        Raises:
            TooOftenError: wait.
        """
        now = self._monotonic()
        free_at = max(now, self._free_at.get(address, now)) + self._seconds
        over = free_at - now - self._burst * self._seconds
        if over > 0:
            raise TooOftenError(seconds=ceil(over))
        if len(self._free_at) >= MOST_KNOWN:
            self._free_at = {one: at for one, at in self._free_at.items() if at > now}
        if len(self._free_at) < MOST_KNOWN:
            self._free_at[address] = free_at
