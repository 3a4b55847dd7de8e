"""When to tell the province how this machine is: when something about it changed, and every ten minutes anyway."""

from collections.abc import Callable

from sync.messages import MachineStatus

EVERY_SECONDS = 600.0
OFFSET_STEP_MS = 60_000  # a clock that runs a little wrong is no news

Describe = Callable[[int | None], MachineStatus]  # given the province's clock minus ours, None while it is not known


class Telling:
    """Remembers what was told last, in this process only: a new one tells it once more.

    Args:
        monotonic: seconds that never go back.
    """

    def __init__(self, describe: Describe | None, monotonic: Callable[[], float]) -> None:
        self._describe, self._monotonic = describe, monotonic
        self._told: tuple[object, ...] | None = None
        self._told_at = float("-inf")

    def due(self, offset_ms: int | None) -> MachineStatus | None:
        """Return what is to be told now, None when nothing is."""
        if self._describe is None:
            return None
        status = self._describe(offset_ms)
        late = self._monotonic() - self._told_at >= EVERY_SECONDS
        return status if late or _news(status) != self._told else None

    def told(self, status: MachineStatus) -> None:
        """The province has it."""
        self._told, self._told_at = _news(status), self._monotonic()


def _news(status: MachineStatus) -> tuple[object, ...]:
    """Return what of it is worth a message of its own; how much waits changes all the time."""
    offset = None if status.offset_ms is None else round(status.offset_ms / OFFSET_STEP_MS)
    return (
        status.software, status.catalogue, status.clock_quality, offset, status.dead > 0, status.papers > 0,
        status.printer, status.boot_id,
    )  # fmt: skip
