"""A linter for the catalogue: what a manager or whoever writes its words should mend before villagers meet it.

An *error* is something that a page would show wrong or not at all; a *warning* is something to look at. The bundled
catalogue has no errors.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kiosk.catalogue.bundled import official_forms
from kiosk.catalogue.fold import fold
from kiosk.catalogue.laws import law_ended
from kiosk.catalogue.life_events import tiles
from kiosk.catalogue.notices import notices
from kiosk.catalogue.procedures import Procedure
from kiosk.catalogue.search.expressions import Meaning
from kiosk.catalogue.wordlists import elsewhere, spoken, wanted, word_lists, words_folder
from kiosk.languages import texts

Severity = Literal["error", "warning"]

LONGEST_STEP = 45  # syllables a villager reads in one go; more are two sentences
FEWEST_STEPS, MOST_STEPS = 3, 6
LONGEST_LABEL = 90  # letters on a button
FEWEST_WAYS = 8  # phrases of a procedure below which villagers' words will hardly find it

# What tells one form from another in its name: "Mẫu số 01" and "Mẫu 1" are one, so are "CT01" and "mẫu CT01".
_FORM = re.compile(r"(?:mau|phu luc|phieu|tk|[a-z]{1,4})\s*(?:so\s*)?0*(\d+[a-z]?|[ivx]+[a-z]?)\b")
_SENTENCE = re.compile(r"[.;!?]\s+|\n")


@dataclass(frozen=True, slots=True)
class Finding:
    """`rule` is the last part of a text id "check.…"; `about` the code, file or word; `detail` what was found there."""

    severity: Severity
    rule: str
    about: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """What procedures are checked against: a day ("2026-11-28"), and the codes that have a form on the kiosk."""

    today: str
    forms: frozenset[str] = frozenset()


def check_procedures(procedures: Iterable[Procedure], context: Context) -> list[Finding]:
    """Return what is wrong with procedures that villagers are offered, worst first."""
    found: list[Finding] = []
    names: dict[str, list[str]] = defaultdict(list)
    known: set[str] = set()
    for procedure in procedures:
        known.add(procedure.code)
        found += (one for rule in _RULES for one in rule(procedure, context))
        for name in {fold(alias) for alias in (procedure.short_name, *procedure.aliases)}:
            names[name].append(procedure.code)
    found += (
        Finding("error", "duplicate_alias", ", ".join(codes), name) for name, codes in names.items() if len(codes) > 1
    )
    found += (Finding("error", "form_of_nobody", code) for code in sorted(context.forms - known))
    return sorted(found, key=lambda one: (one.severity, one.rule, one.about))


def check_word_lists(codes: set[str]) -> list[Finding]:
    """Return what is wrong with the lists of words, life events and notices.

    Args:
        codes: of all bundled procedures.
    """
    found = [Finding("error", "unknown_code", "spoken", code) for code in spoken().keys() - codes]
    found += (Finding("error", "unknown_code", "wanted.txt", code) for code in wanted() if code not in codes)
    found += (
        Finding("error", "unknown_code", f"life_events.json {tile.id}", code)
        for tile in tiles()
        for code in (*tile.first, *tile.also)
        if code not in codes
    )
    found += _said_twice()
    found += _texts_missing()
    found += _lists(words_folder(), word_lists().short_forms, word_lists().same_meaning)
    return sorted(found, key=lambda one: (one.severity, one.rule, one.about))


def _missing(procedure: Procedure, context: Context) -> Iterator[Finding]:
    needed = {
        "name": procedure.name,
        "short_name": procedure.short_name,
        "field": procedure.field,
        "agency": procedure.agency,
        "life_event": procedure.life_event,
        "steps": procedure.steps,
        "results": procedure.results,
        "as_of": procedure.as_of,
    }
    for name, value in needed.items():
        if not value:
            yield Finding("error", "missing", procedure.code, name)
    if not procedure.documents:
        yield Finding("warning", "no_papers", procedure.code)
    if not procedure.laws:
        yield Finding("warning", "no_law", procedure.code)


def _too_long(procedure: Procedure, context: Context) -> Iterator[Finding]:
    if len(procedure.short_name) > LONGEST_LABEL:
        yield Finding("warning", "long_name", procedure.code, procedure.short_name)
    for step in procedure.steps:
        for sentence in _SENTENCE.split(step):
            if len(sentence.split()) > LONGEST_STEP:
                yield Finding("warning", "long_sentence", procedure.code, sentence)
    if not FEWEST_STEPS <= len(procedure.steps) <= MOST_STEPS:
        yield Finding("warning", "steps", procedure.code, str(len(procedure.steps)))


def _old_law(procedure: Procedure, context: Context) -> Iterator[Finding]:
    for law in procedure.laws:
        if (ended := law_ended(law.number, context.today)) is not None:
            yield Finding("warning", "expired_law", procedure.code, f"{law.number} → {ended.by} ({ended.day})")


def _quantity(procedure: Procedure, context: Context) -> Iterator[Finding]:
    for one in procedure.documents:
        unclear = one.originals is None and one.copies is None and not one.present_only
        if unclear and not one.text:
            yield Finding("warning", "no_quantity", procedure.code, one.name)


def _forms(procedure: Procedure, context: Context) -> Iterator[Finding]:
    """Yield forms that the national record of the procedure does not name."""
    official = {key for name in official_forms().get(procedure.code, ()) for key in _form_keys(name)}
    for one in procedure.documents:
        if one.form and official and (own := _form_keys(one.form)) and not own & official:
            yield Finding("warning", "unknown_form", procedure.code, one.form)


def _form_keys(name: str) -> set[str]:
    return {
        match.group().replace(" so ", " ").replace(" ", "").replace("0", "") for match in _FORM.finditer(fold(name))
    }


def _few_ways(procedure: Procedure, context: Context) -> Iterator[Finding]:
    ways = len(procedure.aliases) + len(spoken().get(procedure.code, ()))
    if ways < FEWEST_WAYS:
        yield Finding("warning", "few_ways", procedure.code, str(ways))


_RULES: tuple[Callable[[Procedure, Context], Iterator[Finding]], ...] = (
    _missing,
    _too_long,
    _old_law,
    _quantity,
    _forms,
    _few_ways,
)


def _said_twice() -> Iterator[Finding]:
    """Yield phrases that stand under two headings: one of them is wrong, or both are too vague."""
    places: dict[str, set[str]] = defaultdict(set)
    for code, phrases in spoken().items():
        for phrase in phrases:
            places[fold(phrase)].add(code)
    for topic in elsewhere():
        for phrase in topic.said:
            places[fold(phrase)].add(topic.id)
    for phrase, where in places.items():
        if len(where) > 1:
            yield Finding("warning", "said_twice", ", ".join(sorted(where)), phrase)


def _texts_missing() -> Iterator[Finding]:
    known = texts("vi").sentences
    for topic in elsewhere():
        if f"elsewhere.{topic.where}" not in known:
            yield Finding("error", "no_text", topic.id, f"elsewhere.{topic.where}")
        if not topic.said:
            yield Finding("error", "no_phrase", topic.id)
    for notice in notices():
        for moment in ("before", "after"):
            if f"{notice.id}.{moment}" not in known:
                yield Finding("error", "no_text", "notices.toml", f"{notice.id}.{moment}")


def _lists(folder: Path, short: Mapping[str, str], meanings: Iterable[Meaning]) -> Iterator[Finding]:
    for form, words in short.items():
        if not fold(form) or not fold(words):
            yield Finding("error", "no_words", f"{folder.name}/short-forms.txt", form)
    for meaning in meanings:
        if len(meaning.same) + len(meaning.narrower) < 2:
            yield Finding("error", "no_words", f"{folder.name}/same-meaning.txt", " ".join(meaning.same))
