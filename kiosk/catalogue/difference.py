"""What a villager would see differently: two states of the catalogue, compared field by field."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Literal

from kiosk.catalogue.overlay import effective
from kiosk.catalogue.procedures import Procedure

Kind = Literal["new", "changed", "gone"]

# What no page shows, or what says only where the rest came from.
_UNSEEN = {"sources", "origin", "extra", "as_of", "valid_from", "confidence", "notes"}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """`before` and `after` as JSON values; None where the procedure did not exist."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Change:
    """A procedure that is new, gone, or shows something else; no `fields` where only its sources changed."""

    code: str
    name: str
    kind: Kind
    fields: tuple[FieldChange, ...] = ()


def changes(
    before: Mapping[str, Sequence[Procedure]], after: Mapping[str, Sequence[Procedure]], day: str
) -> list[Change]:
    """Return what differs between two states on a day, in the order of the codes.

    Args:
        before: code -> versions; `after` likewise.
        day: "2027-03-01".
    """
    found: list[Change] = []
    for code in sorted({*before, *after}):
        old, new = _shown(before.get(code, ()), day), _shown(after.get(code, ()), day)
        if old is None and new is not None:
            found.append(Change(code, new.short_name, "new"))
        elif new is None and old is not None:
            found.append(Change(code, old.short_name, "gone"))
        elif old is not None and new is not None:
            found.append(Change(code, new.short_name, "changed", tuple(compare(old, new))))
    return found


def compare(before: Procedure, after: Procedure) -> Iterator[FieldChange]:
    """Yield the fields that a villager would see differently."""
    old, new = before.as_json(), after.as_json()
    for one in fields(Procedure):
        if one.name not in _UNSEEN and old.get(one.name) != new.get(one.name):
            yield FieldChange(one.name, old.get(one.name), new.get(one.name))


def _shown(versions: Sequence[Procedure], day: str) -> Procedure | None:
    procedure = effective(versions, day) if versions else None
    return None if procedure is None or procedure.ended else procedure
