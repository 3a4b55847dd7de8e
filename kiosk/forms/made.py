"""Forms made from the catalogue, and kept as long as a draft may need them: the catalogue may change under a villager.

What is kept is the form alone, once a version, with nothing of any villager in it.
"""

import json
import sqlite3
from collections.abc import Callable
from dataclasses import replace

from kiosk.assets import assets
from kiosk.catalogue.procedures import Procedure
from kiosk.errors import FormDefinitionError, UnknownProcedureError
from kiosk.forms.blocks import Blocks
from kiosk.forms.definition import FormDefinition
from kiosk.forms.generic import generic_form, is_generic
from kiosk.forms.library import Forms, load_forms, read_shared, with_signed
from kiosk.forms.reading import read_definition
from kiosk.store import forms as table
from kiosk.store.database import Store

AT_HAND = 64  # forms kept in memory


class MadeForms:
    """
    Args:
        find: a procedure as the catalogue has it today; raises UnknownProcedureError.
        blocks: those of assets/forms/blocks unless given.
    """

    def __init__(self, store: Store, find: Callable[[str], Procedure], blocks: Blocks | None = None) -> None:
        self._store, self._find = store, find
        self._blocks = read_shared(assets() / "forms", []).blocks if blocks is None else blocks
        self._made: dict[str, tuple[Procedure, FormDefinition]] = {}  # by code, the last ones

    def make(self, procedure: str) -> FormDefinition | None:
        """Return the form of a procedure a commune does today; None for any other, or where it cannot be made."""
        try:
            found = self._find(procedure)
        except UnknownProcedureError:
            return None
        if found.ended or not found.at_commune:
            return None
        before = self._made.get(found.code)
        if before is not None and before[0] == found:
            return before[1]
        try:
            made = generic_form(found, self._blocks)
        except FormDefinitionError:
            return None
        if len(self._made) >= AT_HAND:
            self._made.clear()
        self._made[found.code] = found, made
        return made

    def kept(self, form: str, version: int) -> FormDefinition | None:
        """Return the version a draft began with, None where no draft ever did."""
        definition = table.get(self._store.db, form, version) if is_generic(form) else None
        return read_definition(json.loads(definition), form, {}) if definition is not None else None

    def keep(self, db: sqlite3.Connection, form: FormDefinition) -> None:
        """Keep a form that a draft begins with, inside the draft's own transaction."""
        if is_generic(form.id):
            table.put(db, form.id, form.version, form.source)


def all_forms(store: Store, find: Callable[[str], Procedure]) -> Forms:
    """Return the forms of assets/forms and those the province signed, and one for every other procedure a commune does.

    Args:
        find: as for MadeForms.
    """
    return replace(with_signed(load_forms(), store.file.parent), more=MadeForms(store, find))
