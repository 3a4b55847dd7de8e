"""Which versions of which forms were released: assets/forms/released.json. A released version never changes again.

    {"birth": {"1": "<SHA-256 of the expanded form>"}}

A change is a new file with the next version, so that a draft goes on with the questions it began with, and a sealed
submission can be read for as long as it is kept.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.assets import assets
from kiosk.errors import FormDefinitionError
from kiosk.forms.definition import FormDefinition

FILE = "released.json"


@dataclass(frozen=True, slots=True)
class Released:
    """`digests`: form id -> version -> SHA-256 in hex."""

    digests: Mapping[str, Mapping[str, str]]

    def forbids(self, form: FormDefinition) -> bool:
        """Say whether this very version was released with other questions."""
        known = self.digests.get(form.id, {}).get(str(form.version))
        return known is not None and known != form.digest

    def has(self, form: FormDefinition) -> bool:
        return str(form.version) in self.digests.get(form.id, {})

    def missing_from(self, forms: Iterable[FormDefinition]) -> list[str]:
        """Return "<id> <version>" of every released version that is not among `forms`: drafts may still need it."""
        there = {(form.id, str(form.version)) for form in forms}
        every = ((name, version) for name, versions in self.digests.items() for version in versions)
        return [f"{name} {version}" for name, version in every if (name, version) not in there]

    def with_forms(self, forms: Iterable[FormDefinition]) -> "Released":
        """Return the list with these forms in it as well; what was released stays as it was."""
        grown = {form: dict(versions) for form, versions in self.digests.items()}
        for form in forms:
            grown.setdefault(form.id, {}).setdefault(str(form.version), form.digest)
        return Released(grown)


def read_released(folder: Path | None = None) -> Released:
    """Return what was released; nothing where the file is missing.

    Raises:
        FormDefinitionError: the file is no such list.
    """
    file = (folder or assets() / "forms") / FILE
    try:
        raw: Any = json.loads(file.read_text("utf-8")) if file.exists() else {}
        return Released(_digests(raw))
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise FormDefinitionError(form=FILE, problem=str(error)) from error


def _digests(raw: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    return {form: {version: str(sha) for version, sha in versions.items()} for form, versions in raw.items()}


def write_released(released: Released, folder: Path | None = None) -> None:
    """Write the list, in an order in which a difference reads well."""
    file = (folder or assets() / "forms") / FILE
    file.write_text(json.dumps(released.digests, indent=2, sort_keys=True) + "\n", "utf-8")
