"""What a message says, and how many parts of an SMS that makes.

No name, no full code: a telephone lies on tables, and lists of messages lie at gateways. Which dossier is meant is
told by the day it was handed in and the end of its code.
"""

import unicodedata
from dataclasses import dataclass
from typing import Literal

from kiosk.clock import moment
from kiosk.languages import texts

Kind = Literal["accepted", "supplement", "ready", "late", "refused"]
KINDS: tuple[Kind, ...] = ("accepted", "supplement", "ready", "late", "refused")
LONGEST = 160  # characters of one whole message
LONGEST_HALL, LONGEST_REASON = 30, 40  # a test holds that all sentences stay within LONGEST with these

# 3GPP TS 23.038, 6.2.1 and 6.2.1.1: the default alphabet, and what is written as two septets.
_GSM_7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_7_TWO = frozenset("\f^{}\\[~]|€")
_ALONE = {"gsm7": 160, "ucs2": 70}
_JOINED = {"gsm7": 153, "ucs2": 67}  # 6 bytes of each part say how the parts belong together (TS 23.040, 9.2.3.24.1)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a sentence may say. `reason` is for "late" alone."""

    official_code: str
    hall: str
    received_ms: int | None
    due_ms: int | None
    reason: str | None = None

    def values(self) -> dict[str, str]:
        """Return what stands in the sentences: the hall, the day of receipt "23/11", the end of the code "0001", the
        day it is due "30/11/2026", the reason; "" for what is not known."""
        return {
            "hall": self.hall[:LONGEST_HALL],
            "day": _day(self.received_ms, "%d/%m"),
            "tail": self.official_code.rpartition("-")[2][-4:],
            "due": _day(self.due_ms, "%d/%m/%Y"),
            "reason": self.reason or "",
        }


@dataclass(frozen=True, slots=True)
class Parts:
    count: int
    alphabet: Literal["gsm7", "ucs2"]


def compose(kind: Kind, facts: Facts, accents: bool) -> str:
    """Return the sentence; without `accents` in letters that every telephone and the cheaper alphabet have."""
    say, values = texts("vi").say, facts.values()
    subject = say("tell.subject" if values["day"] else "tell.subject.undated", **values)
    without_term = kind == "accepted" and not values["due"]
    said = say("tell.accepted.no_term" if without_term else f"tell.{kind}", subject=subject, **values)
    return unicodedata.normalize("NFC", said) if accents else without_accents(said)


def _day(at_ms: int | None, form: str) -> str:
    """Return the day; "" for none, and for a moment that no calendar has (a machine's clock may say anything)."""
    try:
        return moment(at_ms).strftime(form) if at_ms is not None else ""
    except (ValueError, OverflowError, OSError):
        return ""


def without_accents(text: str) -> str:
    """Return the text with plain letters: "Hồ sơ đã nhận" becomes "Ho so da nhan"."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(one for one in plain if not unicodedata.combining(one))


def parts(text: str) -> Parts:
    """Return how many SMS a text makes; UCS-2 counts UTF-16 units."""
    if all(one in _GSM_7 or one in _GSM_7_TWO for one in text):
        alphabet, units = "gsm7", sum(2 if one in _GSM_7_TWO else 1 for one in text)
    else:
        alphabet, units = "ucs2", len(text.encode("utf-16-le")) // 2
    return Parts(1 if units <= _ALONE[alphabet] else -(-units // _JOINED[alphabet]), alphabet)
