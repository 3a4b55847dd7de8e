"""A short form with papers to photograph; it changes when these tests want it to, and not when a law does."""

from functools import cache
from typing import Any

from kiosk.forms.definition import FormDefinition
from kiosk.forms.library import Forms
from kiosk.forms.reading import read_definition

BIRTH = "1.001193"
PAPER = "papers.birth_paper"
TICKED = {"birth_paper": "yes", "id_card": "yes", "authorisation": "no"}


def form_with_captures(*more: str) -> FormDefinition:
    """Return a form whose birth paper and authorisation are to be photographed, and `more` papers."""
    return read_definition(_form({"birth_paper", "authorisation", *more}), "papers.json", {})


@cache
def forms_with_captures() -> Forms:
    return Forms((form_with_captures(),))


def _form(captured: set[str]) -> dict[str, Any]:
    papers = {
        "birth_paper": "form.birth.papers.birth_paper",
        "id_card": "form.common.papers.id_card",
        "authorisation": "form.common.papers.authorisation",
    }
    items = [
        {"id": name, "text": text, "picture": f"submission/{name}", "capture": name in captured}
        for name, text in papers.items()
    ]
    return {
        "schema_version": 1, "id": "birth", "procedure": BIRTH, "field": "Hộ tịch", "version": 1,
        "title": "form.birth.title", "official": "Tờ khai đăng ký khai sinh",
        "groups": [{"id": "others", "text": "form.birth.group.others"}],
        "pages": [
            {"id": "papers", "type": "paper_checklist", "text": "form.birth.papers", "items": items,
             "review": {"group": "others", "label": "form.birth.papers.short"}},
            {"id": "promise", "type": "info", "text": "form.birth.no_birth_paper"},
        ],
    }  # fmt: skip
