"""All forms of this kiosk, read from assets/forms/. A broken file takes only its own form away."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.assets import assets
from kiosk.errors import FormDefinitionError, UnknownDraftError
from kiosk.forms.definition import Choice, FormDefinition
from kiosk.forms.reading import read_choices, read_definition


@dataclass(frozen=True, slots=True)
class Forms:
    """Every version of every form; `problems` are the files that could not be read."""

    definitions: tuple[FormDefinition, ...]
    problems: tuple[FormDefinitionError, ...] = ()

    def newest(self) -> tuple[FormDefinition, ...]:
        """Return the version to begin with, one a procedure, in the order of the files."""
        found: dict[str, FormDefinition] = {}
        for form in self.definitions:
            if form.procedure not in found or form.version > found[form.procedure].version:
                found[form.procedure] = form
        return tuple(found.values())

    def for_procedure(self, code: str) -> FormDefinition | None:
        """Return the newest form of a procedure, or None where it has none."""
        return next((form for form in self.newest() if form.procedure == code), None)

    def get(self, form: str, version: int) -> FormDefinition:
        """Return the version a draft began with.

        Raises:
            UnknownDraftError: this kiosk does not have it (any more).
        """
        for one in self.definitions:
            if (one.id, one.version) == (form, version):
                return one
        raise UnknownDraftError


def load_forms(folder: Path | None = None) -> Forms:
    """Read every form in `folder` (assets/forms/ unless given); pick lists are in its folder lists/."""
    folder = folder or assets() / "forms"
    problems: list[FormDefinitionError] = []
    lists: dict[str, tuple[Choice, ...]] = {}
    for file in sorted((folder / "lists").glob("*.json")):
        try:
            lists[file.stem] = read_choices(_json(file), file.name)
        except FormDefinitionError as error:
            problems.append(error)
    definitions = tuple(_forms(sorted(folder.glob("*.json")), lists, problems))
    return Forms(definitions, tuple(problems))


def _forms(
    files: Iterable[Path], lists: dict[str, tuple[Choice, ...]], problems: list[FormDefinitionError]
) -> Iterable[FormDefinition]:
    for file in files:
        try:
            yield read_definition(_json(file), file.name, lists)
        except FormDefinitionError as error:
            problems.append(error)


def _json(file: Path) -> Any:
    try:
        return json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise FormDefinitionError(form=file.name, problem=str(error)) from error
