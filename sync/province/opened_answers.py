"""An opened submission as an official reads it: the form's own groups and labels, or the bare answers where the form is
not known here. Nothing of it is kept or logged."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from kiosk.assets import assets
from kiosk.catalogue.procedures import Procedure
from kiosk.errors import FormDefinitionError, UnknownDraftError
from kiosk.forms.answers import Answer
from kiosk.forms.definition import FormDefinition, Says
from kiosk.forms.generic import generic_form, is_generic
from kiosk.forms.journey import REVIEW, Journey
from kiosk.forms.library import Forms, read_shared
from kiosk.forms.review import ReviewGroup, Row, review


@dataclass(frozen=True, slots=True)
class OpenedAnswers:
    """`groups` as on the villager's check screen; `papers` are names of photographed papers by their blob.

    `raw` is what could not be read as answers, as text; "" where all could.
    """

    title: str
    known: bool
    groups: tuple[ReviewGroup, ...] = field(repr=False)
    papers: Mapping[str, str] = field(repr=False)
    raw: str = field(default="", repr=False)


def read_answers(content: Any, form: FormDefinition | None, day: date, texts: Says) -> OpenedAnswers:
    """Return what an official reads.

    Args:
        content: as `office.open_submission` returns it.
        form: None where it is not known here.
        day: the hall's local day on which it was begun.
    """
    try:
        answers = {page: Answer.from_json(one) for page, one in content["answers"].items()}
    except (KeyError, TypeError, ValueError, AttributeError):
        return OpenedAnswers("", False, (), {}, json.dumps(content, ensure_ascii=False, indent=2))
    if form is None:
        return OpenedAnswers("", False, (_bare(answers, texts),), _papers(answers, None, texts))
    journey = Journey.resume(form, answers, REVIEW, day)
    return OpenedAnswers(
        texts.say(form.title), True, review(journey, texts, masked=False), _papers(answers, form, texts)
    )


def form_of(forms: Forms, procedure: Procedure | None, form: str, version: int) -> FormDefinition | None:
    """Return the form that a submission was made with; None where this server does not have that version."""
    try:
        return forms.get(form, version)
    except UnknownDraftError:
        pass
    if procedure is None or not is_generic(form):
        return None
    try:
        made = generic_form(procedure, read_shared(assets() / "forms", []).blocks)
    except FormDefinitionError:
        return None
    return made if (made.id, made.version) == (form, version) else None


def _bare(answers: Mapping[str, Answer], texts: Says) -> ReviewGroup:
    rows = tuple(Row(page, page, _plain(one, texts), open=False) for page, one in answers.items())
    return ReviewGroup("answers", texts.say("province.submission.answers"), rows)


def _plain(answer: Answer, texts: Says) -> str:
    match answer.value:
        case None:
            return texts.say(f"forms.answer.{answer.state}")
        case dict() as parts:
            return parts.get("text") or "; ".join(f"{name}: {value}" for name, value in parts.items())
        case value:
            return str(value)


def _papers(answers: Mapping[str, Answer], form: FormDefinition | None, texts: Says) -> dict[str, str]:
    """Return the names of photographed papers by blob."""
    found: dict[str, str] = {}
    for page, one in answers.items():
        value = cast("dict[str, Any]", one.value) if isinstance(one.value, dict) else {}
        if "blob" in value:
            found[str(value["blob"])] = _paper_name(page, form, texts)
    return found


def _paper_name(page: str, form: FormDefinition | None, texts: Says) -> str:
    """Return a paper's name as its checklist says it: a capture's page is "checklist.paper"."""
    if form is not None:
        for question in form.pages:
            for item in question.items:
                if f"{question.id}.{item.id}" == page:
                    return texts.say(item.text)
    return page
