"""Keys of a scanner, read as the Linux kernel tells them (struct input_event), before any layout or input method.

Source: Linux, include/uapi/linux/input.h and input-event-codes.h. Key codes name places on a US keyboard, which is
what a scanner presses, so no layout can shift them.
"""

import struct

_EVENT = struct.Struct("@llHHi")  # seconds, microseconds, type, code, value; `long` is the machine's own
EVENT_BYTES = _EVENT.size
EV_SYN, EV_KEY, SYN_DROPPED = 0, 1, 3
RELEASED, PRESSED = 0, 1  # 2 is a key held down, which a scanner never does
ENTERS = frozenset({28, 96, 15})  # Enter, Enter of the number pad, Tab
SHIFTS = frozenset({42, 54})
MOST = 4296  # what the largest QR code holds


def _row(first: int, plain: str, shifted: str) -> dict[int, tuple[str, str]]:
    return {first + at: pair for at, pair in enumerate(zip(plain, shifted, strict=True))}


_KEYS = (
    _row(2, "1234567890-=", "!@#$%^&*()_+")
    | _row(16, "qwertyuiop[]", "QWERTYUIOP{}")
    | _row(30, "asdfghjkl;'`", 'ASDFGHJKL:"~')
    | _row(43, "\\zxcvbnm,./", "|ZXCVBNM<>?")
    | _row(57, " ", " ")
    | _row(71, "789-456+1230.", "789-456+1230.")
    | {55: ("*", "*"), 98: ("/", "/")}
)


class EventKeys:
    """Feed it what was read from the event device; bytes may be cut anywhere."""

    def __init__(self) -> None:
        self._bytes = b""
        self._text: list[str] = []
        self._shifts: set[int] = set()
        self._lost = False

    def feed(self, data: bytes) -> list[str]:
        """Return the codes whose Enter has come."""
        self._bytes += data
        whole = len(self._bytes) - len(self._bytes) % EVENT_BYTES
        events, self._bytes = self._bytes[:whole], self._bytes[whole:]
        done: list[str] = []
        for _, _, kind, code, value in _EVENT.iter_unpack(events):
            if kind == EV_SYN and code == SYN_DROPPED:
                self._lost = True  # the kernel could not keep up: half a code is worse than none
            elif kind == EV_KEY and (text := self._key(code, value)):
                done.append(text)
        return done

    def forget(self) -> None:
        """Drop what has come so far: the device is gone."""
        self.__init__()

    def _key(self, code: int, value: int) -> str:
        if code in SHIFTS:
            (self._shifts.discard if value == RELEASED else self._shifts.add)(code)
        elif value == PRESSED and code in ENTERS:
            return self._end()
        elif value == PRESSED and code in _KEYS:
            self._text.append(_KEYS[code][bool(self._shifts)])
            self._lost = self._lost or len(self._text) > MOST
        return ""

    def _end(self) -> str:
        text, lost = "".join(self._text), self._lost
        self._text, self._lost = [], False
        return "" if lost else text.strip()
