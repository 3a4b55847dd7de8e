"""What search sees of a procedure: every way to name it, and how much it is wanted."""

import json
import re

from kiosk.catalogue.fold import fold
from kiosk.catalogue.procedures import Procedure
from kiosk.catalogue.search.entries import Entry, Phrase
from kiosk.catalogue.search.syllable import forms
from kiosk.catalogue.wordlists import elsewhere, everyday, special, spoken, wanted
from kiosk.store.canonical import canonical
from kiosk.store.catalogue import IndexRow

LONGEST_NAME, LONGEST_PAPER = 300, 120  # letters worth searching; some records hold 50,000
MOST_PAPERS = 30

OFFICIAL, RESULT, FIELD, PAPER = 0.9, 0.85, 0.8, 0.5  # worth of a phrase; what people say is 1

EVERYDAY, WANTED, USUAL = 1.0, 0.5, 0.3  # prior; USUAL for what is no renewal, change or end of another procedure
EVERYDAY_STEP = 0.02

_CONFIDENCE = {"high": 0.2, "medium": 0.15, "low": 0.1}
_OPENING = re.compile(r"^thủ tục\s+", re.IGNORECASE)
# Words of a name that people leave out: "Xóa đăng ký thường trú" is asked for as "xóa thường trú".
_OFFICIALESE = re.compile(r"\b(đăng ký|giải quyết|thực hiện|đề nghị|cấp|chế độ|việc|\(cấp xã\))\s*", re.IGNORECASE)


def index_row(procedure: Procedure) -> IndexRow:
    """Return the row that makes `procedure` findable."""
    return IndexRow(
        code=procedure.code,
        label=procedure.short_name,
        offered=procedure.at_commune,
        prior=prior(procedure),
        life_event=procedure.life_event,
        confidence=procedure.confidence,
        phrases=canonical([[one.text, one.worth] for one in phrases(procedure)]),
    )


def phrases(procedure: Procedure) -> list[Phrase]:
    """Return every way to name a procedure, each once, with its greatest worth."""
    plain = _OFFICIALESE.sub("", procedure.short_name)
    own = [procedure.short_name, plain, *procedure.aliases, *spoken().get(procedure.code, ())]
    papers = procedure.documents[:MOST_PAPERS]
    worth: dict[str, float] = {
        **{one.name[:LONGEST_PAPER]: PAPER for one in papers},
        **{one.form[:LONGEST_PAPER]: PAPER for one in papers if one.form},
        procedure.life_event: PAPER,
        procedure.field: FIELD,
        **{one.name[:LONGEST_PAPER]: RESULT for one in procedure.results},
        _OPENING.sub("", procedure.name)[:LONGEST_NAME]: OFFICIAL,
        **dict.fromkeys(own, 1.0),
    }
    return [Phrase(text, value) for text, value in worth.items() if forms(text)]


def entry(row: IndexRow) -> Entry:
    """Return what the search engine takes, from a stored row."""
    named = tuple(Phrase(text, worth) for text, worth in json.loads(row.phrases))
    return Entry(row.code, row.label, named, row.prior)


def elsewhere_entries() -> list[Entry]:
    """Return what a commune does not do, as entries: their codes are the topics' ids."""
    return [
        Entry(one.id, one.name, tuple(Phrase(text) for text in (one.name, *one.said)), elsewhere=True)
        for one in elsewhere()
    ]


def prior(procedure: Procedure) -> float:
    """Return how much more likely than others a villager wants it, from 0 to 1."""
    code = procedure.code
    if code in everyday():
        return EVERYDAY - EVERYDAY_STEP * everyday().index(code)
    if code in wanted():
        return WANTED
    usual = 0.0 if fold(procedure.short_name).startswith(special()) else USUAL
    if "plain" in procedure.origin:
        return usual + _CONFIDENCE.get(procedure.confidence, 0.0)
    return usual / 2 if procedure.at_commune else 0.0
