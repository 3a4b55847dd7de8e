"""The birth form, with papers to photograph."""

from dataclasses import replace

from kiosk.forms.definition import FormDefinition
from kiosk.forms.library import Forms

BIRTH = "1.001193"
PAPER = "papers.birth_paper"


def with_captures(forms: Forms, *papers: str) -> Forms:
    """Return the birth form alone, in which these papers (all without one named) are to be photographed."""
    form = forms.for_procedure(BIRTH)
    assert form is not None
    return Forms((_with_captures(form, papers or ("birth_paper", "authorisation")),))


def _with_captures(form: FormDefinition, papers: tuple[str, ...]) -> FormDefinition:
    pages = tuple(
        replace(page, items=tuple(replace(one, capture=one.id in papers) for one in page.items)) for page in form.pages
    )
    return replace(form, pages=pages)
