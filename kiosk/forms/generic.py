"""A form for any procedure of the catalogue that has none of its own, made from its list of papers.

It asks what every form asks (who, how to be reached, how to get the result) and which papers are there; what only the
official sheet asks is written at the counter. Its `version` is a number drawn from its content: the same catalogue
makes the same form on every machine, and a changed one makes another version, so that a draft keeps its own.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from kiosk.catalogue.describe import head_and_detail, needed_at_times, say_fee, say_time
from kiosk.catalogue.procedures import Document, Procedure
from kiosk.forms.blocks import Blocks
from kiosk.forms.definition import SCHEMA_VERSION, FormDefinition, PaperItem
from kiosk.forms.lint import MOST_AT_ONCE
from kiosk.forms.lint_words import faces
from kiosk.forms.reading import read_definition
from kiosk.languages import texts
from kiosk.store.canonical import canonical

PREFIX = "generic-"
MOST_PAGES = 5  # of papers; what is beyond them is asked at the counter
NEEDED = ("helper", "requester", "delivery", "contact", "promise")  # the blocks it is put together from
PICTURES = {
    "khai sinh": "submission/birth_paper", "căn cước": "submission/id_card", "tùy thân": "submission/id_card",
    "ủy quyền": "submission/authorisation",
}  # fmt: skip


def generic_form(procedure: Procedure, blocks: Blocks) -> FormDefinition:
    """Return the form of a procedure.

    Args:
        blocks: must hold those in NEEDED.
    Raises:
        FormDefinitionError: a block is missing or damaged.
    """
    raw = _raw(procedure)
    made = read_definition({**raw, "version": 1}, raw["id"], {}, blocks)
    version = int(made.digest[:7], 16) + 1
    return replace(made, version=version, source=canonical({**json.loads(made.source), "version": version}))


def is_generic(form: str) -> bool:
    """Say whether a form's id is that of a form made here."""
    return form.startswith(PREFIX)


def _raw(procedure: Procedure) -> dict[str, Any]:
    papers = _papers(procedure.documents)
    groups = [("requester", "form.common.group.requester"), ("helper", "form.common.group.helper")]
    groups += [("papers", "form.generic.group.papers")] if papers else []
    return {
        "schema_version": SCHEMA_VERSION,
        "id": f"{PREFIX}{procedure.code}",
        "procedure": procedure.code,
        "field": procedure.field,
        "title": procedure.short_name or procedure.name,
        "official": procedure.name,
        "groups": [{"id": one, "text": text} for one, text in (*groups, ("others", "form.common.group.others"))],
        "pages": [
            {"include": "helper"}, {"include": "requester"}, *_checklists(papers), _know(procedure), _note(),
            {"include": "delivery"}, {"include": "contact"}, {"include": "promise"},
        ],
    }  # fmt: skip


def _know(procedure: Procedure) -> dict[str, Any]:
    say = texts().say
    time, fee = say_time(procedure.time_limit, say), say_fee(procedure.fee, say)
    said = [say("form.generic.know.time", time=time)] if time else []
    if procedure.time_limit.unit == "same_day":
        said = [say("form.generic.know.same_day")]
    said += [say("form.generic.know.fee", fee=fee)] if fee else []
    said = said or [say("form.generic.know.ask")]
    if any(one.form for one in procedure.documents):
        said.append(say("form.generic.know.sheet"))
    return {"id": "know", "type": "info", "text": "form.generic.know", "hint": " ".join(said)}


def _note() -> dict[str, Any]:
    return {
        "id": "note", "type": "words", "text": "form.generic.note", "hint": "form.generic.note.hint", "required": False,
        "review": {"group": "others", "label": "form.generic.note.short"},
    }  # fmt: skip


def _papers(documents: Sequence[Document]) -> list[PaperItem]:
    """Return the papers to bring, each once; the official sheet itself is filled in at the counter."""
    named = {_name(one): one for one in reversed(documents) if one.form is None and one.name.strip()}
    found = [
        PaperItem(f"paper{at}", name, _picture(name), one.originals or 0, one.copies or 0)
        for at, (name, one) in enumerate(reversed(named.items()), 1)
    ]
    return [replace(one, capture=not faces(one)) for one in found]


def _name(document: Document) -> str:
    name = head_and_detail(document.name)[0]
    return texts().say("form.generic.if_needed", paper=name) if needed_at_times(document) else name


def _picture(name: str) -> str:
    return next((picture for word, picture in PICTURES.items() if word in name.lower()), "")


def _checklists(papers: Sequence[PaperItem]) -> Iterator[dict[str, Any]]:
    for at, page in enumerate(_pages(papers)[:MOST_PAGES]):
        yield {
            "id": "papers" if at == 0 else f"papers{at + 1}",
            "type": "paper_checklist",
            "text": "form.generic.papers" if at == 0 else "form.generic.papers.more",
            "items": [_item(one) for one in page],
            "review": {"group": "papers", "label": "form.generic.papers.short"},
        }


def _item(paper: PaperItem) -> dict[str, Any]:
    kept = {"picture": paper.picture, "original": paper.original, "copies": paper.copies, "capture": paper.capture}
    return {"id": paper.id, "text": paper.text, **{key: value for key, value in kept.items() if value}}


def _pages(papers: Sequence[PaperItem]) -> list[list[PaperItem]]:
    return [[*papers[at : at + MOST_AT_ONCE]] for at in range(0, len(papers), MOST_AT_ONCE)]
