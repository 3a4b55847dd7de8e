"""What search sees of a procedure, and in which order everyday use puts procedures that fit equally well."""

from kiosk.catalogue.bundled import everyday
from kiosk.catalogue.fold import fold
from kiosk.catalogue.procedures import Procedure
from kiosk.catalogue.words import words
from kiosk.store.catalogue import IndexRow

LONGEST_PAPERS = 1_200  # letters of paper names and results worth searching; some records hold 50,000

USUAL = 0.3  # for procedures that are no renewal, change or end of another one

_CONFIDENCE = {"high": 0.2, "medium": 0.15, "low": 0.1}


def index_row(procedure: Procedure) -> IndexRow:
    """Return the row that makes `procedure` findable."""
    spell, core = words().spell, words().core
    spelled = [spell(one) for one in (procedure.short_name, procedure.name, *procedure.aliases)]
    names = dict.fromkeys([*spelled, *(core(one) for one in spelled)])
    papers = " ".join((procedure.result, *(one.name for one in procedure.documents)))
    return IndexRow(
        code=procedure.code,
        label=procedure.short_name,
        offered=procedure.at_commune,
        prior=prior(procedure),
        life_event=procedure.life_event,
        confidence=procedure.confidence,
        spoken="\n".join(name for name in names if name),
        name=spell(procedure.name),
        field=spell(f"{procedure.field} {procedure.life_event}"),
        papers=spell(papers[:LONGEST_PAPERS]),
    )


def prior(procedure: Procedure) -> float:
    """Return how much more likely than others a villager wants it, from 0 to 1."""
    wanted = everyday()
    if procedure.code in wanted:
        return 1.0 - 0.05 * wanted.index(procedure.code)
    usual = 0.0 if fold(procedure.short_name).startswith(words().special) else USUAL
    if "plain" in procedure.origin:
        return usual + _CONFIDENCE.get(procedure.confidence, 0.0)
    return usual / 2 if procedure.at_commune else 0.0
