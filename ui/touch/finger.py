"""The second tap of a trembling finger does nothing: an on-purpose tap comes later than this."""

from PySide6.QtCore import QObject, Slot

from kiosk.clock import Clock

AGAIN = 0.5  # seconds between two taps that both count
AGAIN_SENDING = 1.0  # the same for what prints or sends
AGAIN_KEY = 0.12  # the same key of a pad: "11" is typed on purpose, a bouncing touch is not


class Finger(QObject):
    """One finger, one tap at a time. Buttons ask before they act; keys of a pad only fear themselves."""

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._deaf_until = float("-inf")
        self._key, self._key_at = "", float("-inf")

    @Slot(result=bool)
    @Slot(bool, result=bool)
    def accepts(self, sends: bool = False) -> bool:
        """Say whether a button may act now; when it may, the next tap must wait its time."""
        now = self._clock.monotonic()
        if now < self._deaf_until:
            return False
        self._deaf_until = now + (AGAIN_SENDING if sends else AGAIN)
        return True

    @Slot(str, result=bool)
    def acceptsKey(self, key: str) -> bool:
        """The same question for a key of a letter or digit pad."""
        now = self._clock.monotonic()
        if key == self._key and now - self._key_at < AGAIN_KEY:
            return False
        self._key, self._key_at = key, now
        return True

    def deaf_for(self) -> float:
        """Return the seconds until a tap on a button counts again."""
        return max(0.0, self._deaf_until - self._clock.monotonic())
