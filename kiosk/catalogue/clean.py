"""Texts as the national portal prints them, made safe to compare: composed letters, nothing invisible, single blanks.

Line breaks are kept, because they are the only paragraphs the portal has.
"""

import re
import unicodedata

NO_INFORMATION = "Không có thông tin"  # the portal's words for an empty cell

_BREAKS = re.compile("\r\n?|[\u0085\u2028\u2029\u000b\u000c]")
_INVISIBLE = re.compile("[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_BULLETS = re.compile("[\ue000-\uf8ff]")  # letters of symbol fonts, which no other font can draw
_BLANKS = re.compile(r"[^\S\n]+")
_AROUND_BREAKS = re.compile(r" ?\n[ \n]*")


def clean(text: str) -> str:
    """Return `text` in NFC without invisible characters and with single blanks and single line breaks."""
    text = _BREAKS.sub("\n", unicodedata.normalize("NFC", text))
    text = _BULLETS.sub("-", _INVISIBLE.sub("", text))
    return _AROUND_BREAKS.sub("\n", _BLANKS.sub(" ", text)).strip()


def said(text: str) -> str:
    """Return a clean cell, "" where the portal says that it has no information."""
    text = clean(text)
    return "" if text.rstrip(".") == NO_INFORMATION else text


def listed(text: str) -> tuple[str, ...]:
    """Return the items of a comma list; commas inside brackets belong to their item."""
    items = re.split(r",\s*(?![^(]*\))", said(text))
    return tuple(item.strip() for item in items if item.strip())
