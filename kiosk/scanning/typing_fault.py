"""Whether a scanner that types was misunderstood on the way: the keyboard layout, an input method, lost accents.

Such a scanner presses keys of a US keyboard. What the machine makes of them depends on its own settings, and a
villager can do nothing about it: staff must be told what to change. Nothing is repaired here, only recognised.
"""

import unicodedata
from datetime import date
from typing import Literal

from kiosk.scanning.meaning import CardScan, OpaqueLink, UnknownScan, understand

Fault = Literal["layout", "input_method", "accents"]

# What other layouts give, and the character that the same key gives on a US keyboard; the rest is alike. Source: the
# files fr, de and vn of xkeyboard-config. Machines in Vietnam have the last one, or the first from old French software.
_LAYOUTS = (
    ("&é\"'(-è_çà)°!§:/;.,?mMaqzwAQZW1234567890*µ", "1234567890-_/?.>,<mM;:qawzQAWZ!@#$%^&*()\\|"),
    ("ß?-_öÖ;:yzYZ\"§&/()=#'", "-_/?;:<>zyZY@#^&*()\\|"),
    ("ăâêô\u0300\u0309\u0303\u0301\u0323đ₫ươ", "1234567890=[]"),
)
_BACK = [str.maketrans(given, keys) for given, keys in _LAYOUTS]
_MARKS = frozenset("\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b")  # five tones, circumflex, breve, horn
_CODE_MARKS = frozenset("-.:/?=&_%#")  # what codes and addresses have between letters and digits


def typing_fault(text: str, today: date) -> Fault | None:
    """Return what went wrong between the scanner and us, None when nothing is known to have.

    Args:
        text: what was typed; only texts of scanners that type belong here.
        today: the hall's day.
    """
    meaning = understand(text, today)
    if isinstance(meaning, CardScan):
        # Every real card has accents in its name or address: a keyboard has no keys for them, so they were left out.
        return "accents" if text.isascii() else None
    if not isinstance(meaning, UnknownScan | OpaqueLink):
        return None
    if any(_means_something(text.translate(back), today) for back in _BACK):
        return "layout"
    if not _is_code_with_vietnamese_letters(text):
        return None
    # A Vietnamese layout has no digits at all in the place of digits, and half of its marks get lost on the way.
    return "input_method" if any(one.isdigit() for one in text) else "layout"


def _means_something(text: str, today: date) -> bool:
    return not isinstance(understand(text, today), UnknownScan | OpaqueLink)


def _is_code_with_vietnamese_letters(text: str) -> bool:
    """No code has such letters: Telex makes them of "dd", "aa", "w" and tone keys, VNI of digits."""
    changed = bool(_MARKS & set(unicodedata.normalize("NFD", text))) or "đ" in text.lower()
    plain = not any(one.isspace() or one == "|" for one in text)
    return changed and plain and any(one.isdigit() or one in _CODE_MARKS for one in text)
