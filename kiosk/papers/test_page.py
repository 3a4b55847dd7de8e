"""The test page: shows a technician whether letters, codes and sizes come out of this printer as they should."""

import unicodedata
from datetime import datetime

from kiosk.languages import texts
from kiosk.papers.paper import Bars, Paper, Qr, Rule, Ruler, Space, Text

_BASES = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")  # none, huyền, hỏi, ngã, sắc, nặng


def vietnamese_letters() -> str:
    """Return the 12 vowels in all 6 tones and đ, in lower case: a group of six for each vowel."""
    rows = ["".join(unicodedata.normalize("NFC", base + tone) for tone in _TONES) for base in _BASES]
    return " ".join([*rows, "đ"])


def trial_page(*, hall: str, printed_at: datetime, dots: int, version: str, language: str = "vi") -> Paper:
    """Return the page. `dots` is the width the settings give the paper; the ruler must end at its edge."""
    say = texts(language)
    letters = vietnamese_letters()
    return Paper(
        say.say("papers.test.title"),
        (
            Text(say.say("papers.test.title"), size=4.0, bold=True, align="centre"),
            Text(hall, align="centre"),
            Text(f"{printed_at:%H:%M %d/%m/%Y} · {version}", align="centre"),
            Text(say.say("papers.test.dots", dots=dots, mm=dots // 8), align="centre"),
            Rule(),
            Text(letters.upper(), size=3.0, bold=True),
            Text(letters, size=3.0),
            Text(say.say("papers.test.sentence"), size=2.4),
            Text("Ế Ẫ Ỡ Ậ Ỷ", size=8.0, bold=True, align="centre"),
            Rule(),
            Text(say.say("papers.test.ruler"), size=2.2),
            Space(1),
            Ruler(),
            Space(1),
            Text(say.say("papers.test.codes"), size=2.2),
            Qr("KXA-261123-001", dots=3),
            Qr("KXA-261123-001", dots=5),
            Bars("KXA-261123-001"),
            Text(say.say("papers.test.inverse"), size=3.0, bold=True, align="centre", inverse=True),
        ),
    )
