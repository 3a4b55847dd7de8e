"""Bytes of a serial scanner become texts: one line a code, ended by CR, LF or a pause. Pure: no clock, no device."""

LONGEST = 4296 * 4  # bytes: the most characters of a QR code, in the longest UTF-8 of each
PAUSE_MS = 150.0  # a scanner that ends nothing with Enter sends a code in one go
ENDS = b"\r\n\x00\x03"  # some frame a code with STX and ETX
START = 0x02


class Lines:
    """Feed it what arrives, and the time; ask it after a pause."""

    def __init__(self) -> None:
        self._held = bytearray()
        self._too_long = False
        self._last_ms = 0.0

    @property
    def waiting(self) -> bool:
        """Half a line is here."""
        return bool(self._held) or self._too_long

    def feed(self, data: bytes, at_ms: float) -> list[str | None]:
        """Return the codes that `data` completes; None is one whose bytes are no UTF-8, or far too many."""
        self._last_ms = at_ms
        done: list[str | None] = []
        for one in data:
            if one in ENDS:
                done += self._end()
            elif one == START:
                self.forget()
            elif len(self._held) < LONGEST:
                self._held.append(one)
            else:
                self._held.clear()
                self._too_long = True
        return done

    def pause(self, at_ms: float) -> list[str | None]:
        """Return what was held when nothing has come for PAUSE_MS."""
        return self._end() if self.waiting and at_ms - self._last_ms >= PAUSE_MS else []

    def forget(self) -> None:
        """Drop half a line: the device is gone."""
        self._held.clear()
        self._too_long = False

    def _end(self) -> list[str | None]:
        data, too_long = bytes(self._held), self._too_long
        self.forget()
        if too_long:
            return [None]
        if not data.strip():
            return []
        try:
            return [data.decode("utf-8")]
        except UnicodeDecodeError:
            return [None]
