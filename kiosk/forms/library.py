"""All forms of this kiosk, read from assets/forms/. A broken file takes only its own form away."""

import json
import sqlite3
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from kiosk.assets import assets
from kiosk.errors import FormDefinitionError, UnknownDraftError
from kiosk.forms import released
from kiosk.forms.definition import Choice, FormDefinition
from kiosk.forms.reading import read_choices, read_definition
from kiosk.updates.files import CURRENT, KEPT, updates_folder


@dataclass(frozen=True, slots=True)
class Shared:
    """What forms may ask for by name."""

    lists: dict[str, tuple[Choice, ...]]
    blocks: dict[str, Any]


class More(Protocol):
    """Forms beyond the files: kiosk.forms.made.MadeForms makes them from the catalogue."""

    def make(self, procedure: str) -> FormDefinition | None: ...
    def kept(self, form: str, version: int) -> FormDefinition | None: ...
    def keep(self, db: sqlite3.Connection, form: FormDefinition) -> None: ...


@dataclass(frozen=True, slots=True)
class Forms:
    """Every version of every form; `problems` are the files that could not be read.

    `more` makes a form for a procedure that has no file; `kept` are those that nobody begins with any more.
    """

    definitions: tuple[FormDefinition, ...]
    problems: tuple[FormDefinitionError, ...] = ()
    more: More | None = None
    kept: tuple[FormDefinition, ...] = ()

    def newest(self) -> tuple[FormDefinition, ...]:
        """Return the version to begin with, one a procedure, in the order of the files."""
        found: dict[str, FormDefinition] = {}
        for form in self.definitions:
            if form.procedure not in found or form.version > found[form.procedure].version:
                found[form.procedure] = form
        return tuple(found.values())

    def for_procedure(self, code: str) -> FormDefinition | None:
        """Return the newest form of a procedure, one made for it where it has no file, or None where it has neither."""
        own = next((form for form in self.newest() if form.procedure == code), None)
        return own or (self.more.make(code) if self.more else None)

    def keep(self, db: sqlite3.Connection, form: FormDefinition) -> None:
        """Let a draft find `form` again, inside the transaction that begins it."""
        if self.more is not None:
            self.more.keep(db, form)

    def get(self, form: str, version: int) -> FormDefinition:
        """Return the version a draft began with.

        Raises:
            UnknownDraftError: this kiosk does not have it (any more).
        """
        for one in (*self.definitions, *self.kept):
            if (one.id, one.version) == (form, version):
                return one
        kept = self.more.kept(form, version) if self.more else None
        if kept is None:
            raise UnknownDraftError
        return kept


def load_forms(folder: Path | None = None) -> Forms:
    """Read every form in `folder` (assets/forms/ unless given); pick lists are in its folder lists/, pages that forms
    share in blocks/.
    """
    folder = folder or assets() / "forms"
    problems: list[FormDefinitionError] = []
    shared = read_shared(folder, problems)
    files = (file for file in sorted(folder.glob("*.json")) if file.name != released.FILE)
    definitions = tuple(_forms(files, shared, problems))
    return Forms(definitions, tuple(problems))


def with_signed(forms: Forms, home: Path) -> Forms:
    """Return the forms of this kiosk and those that the province signed for it, which lie under `home`.

    A version that comes with this software is not replaced: a sealed submission is read with the questions it had.
    """
    current = updates_folder(home) / CURRENT
    shared, problems = read_shared(assets() / "forms", []), list(forms.problems)
    signed = tuple(_forms(sorted((current / "forms").glob("*.json")), shared, problems))
    kept = tuple(_forms(sorted((current / KEPT).glob("*.json")), shared, problems))
    ours = {(one.id, one.version) for one in forms.definitions}
    new = tuple(one for one in signed if (one.id, one.version) not in ours)
    return replace(forms, definitions=(*forms.definitions, *new), problems=tuple(problems), kept=kept)


def read_shared(folder: Path, problems: list[FormDefinitionError]) -> Shared:
    """Return the lists and blocks of a folder of forms; a file that cannot be read is added to `problems`."""
    shared = Shared({}, {})
    for file in sorted((folder / "lists").glob("*.json")):
        with _told(problems):
            shared.lists[file.stem] = read_choices(_json(file), file.name)
    for file in sorted((folder / "blocks").glob("*.json")):
        with _told(problems):
            shared.blocks[file.stem] = _json(file)
    return shared


def read_file(file: Path, shared: Shared) -> FormDefinition:
    """Return the form in `file`.

    Raises:
        FormDefinitionError: names the place.
    """
    return read_definition(_json(file), file.name, shared.lists, shared.blocks)


def _forms(files: Iterable[Path], shared: Shared, problems: list[FormDefinitionError]) -> Iterable[FormDefinition]:
    for file in files:
        with _told(problems):
            yield read_file(file, shared)


@contextmanager
def _told(problems: list[FormDefinitionError]) -> Generator[None]:
    try:
        yield
    except FormDefinitionError as error:
        problems.append(error)


def _json(file: Path) -> Any:
    try:
        return json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise FormDefinitionError(form=file.name, problem=str(error)) from error
