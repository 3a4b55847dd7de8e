"""A sentence as it will be spoken: no figure, no abbreviation, no sign left that a voice would guess at.

Speech programs read Vietnamese figures wrong ("mười năm" for 15), so they only ever get words.
"""

import re
import unicodedata

from kiosk.voice import abbreviations
from kiosk.voice.figures import PLAIN, WRITTEN, apply

_SIGNS = {
    "&": " và ", "+": " cộng ", "=": " bằng ", "@": " a còng ", "%": " phần trăm ", "₫": " đồng ", "…": ". ",
    "(": ", ", ")": ", ", "[": ", ", "]": ", ", "/": ", ", "·": ", ", "–": ", ", "—": ", ", "|": ", ", "\n": ". ",
}  # fmt: skip
_LINK = re.compile(r"(?<=\w)\.(?=\w)")


def spoken(text: str) -> str:
    """Return `text` in words: "Quầy 2, 07:30" is "Quầy hai, bảy giờ ba mươi phút"."""
    text = _plain_digits(unicodedata.normalize("NFC", text))
    text = abbreviations.say_days(abbreviations.say_acts(text))
    text = abbreviations.say_codes(apply(WRITTEN, text))
    text = apply(PLAIN, text)
    return _tidy(abbreviations.say_short_forms(text))


def _plain_digits(text: str) -> str:
    """Turn the digits of other scripts into ours; other signs for numbers (²) stay where a unit needs them."""
    return "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in text)


def _tidy(text: str) -> str:
    text = _LINK.sub(" chấm ", text.replace("đồng/", "đồng một "))
    for sign, said in _SIGNS.items():
        text = text.replace(sign, said)
    text = re.sub(r"(?<=\w)-(?=\w)", " ", text)
    text = re.sub(r"[^\w\s.,;:?!]|_", " ", text)
    text = re.sub(r"\s+([.,;:?!])", r"\1", re.sub(r"\s+", " ", text))
    text = re.sub(r"([.,;:?!])[.,;:]+", r"\1", text)
    return text.strip(" ,;:")
