"""What halls and procedures are called. Halls: what officials wrote, else what ships with this software. Procedures:
what the province published, else the bundled catalogue."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, select

from kiosk.assets import assets
from kiosk.catalogue.bundled import bundled_procedures
from kiosk.catalogue.procedures import Procedure
from kiosk.config import HallSettings, read_settings
from sync.province.database import Database
from sync.province.page_tables import hall_name
from sync.province.updates import repository
from sync.province.updates.versions import versions_of


@dataclass(frozen=True, slots=True)
class HallName:
    hall: str
    name: str
    agency: str


@dataclass(frozen=True, slots=True)
class ProcedureName:
    name: str
    field: str


class Names:
    """What ships with this software; its files are read when somebody first asks."""

    @cached_property
    def halls(self) -> dict[str, HallName]:
        return {one.id: HallName(one.id, one.name, one.agency) for one in self._files}

    @property
    def home(self) -> str:
        """The province of the halls that ship with this software, "Cà Mau": offered first."""
        return next((one.province for one in self._files), "")

    @cached_property
    def _files(self) -> list[HallSettings]:
        return [read_settings(file).hall for file in sorted((assets() / "halls").glob("*.toml"))]

    @cached_property
    def procedures(self) -> dict[str, Procedure]:
        return {one.code: one for one in bundled_procedures()}


def halls_of(db: Connection, names: Names) -> dict[str, HallName]:
    """Return all halls that have a name, by id."""
    written = {row.hall: HallName(row.hall, row.name, row.agency) for row in db.execute(select(hall_name))}
    return {**names.halls, **written}


def name_hall(database: Database, db: Connection, hall: HallName) -> None:
    """Keep what a hall is called."""
    values = {"hall": hall.hall, "name": hall.name, "agency": hall.agency}
    put = database.insert_new(hall_name, ("hall",)).values(**values)
    if not db.execute(put).rowcount:
        db.execute(hall_name.update().where(hall_name.c.hall == hall.hall).values(**values))


def called(halls: dict[str, HallName], hall: str) -> str:
    return halls[hall].name if hall in halls else hall


def published_entries(db: Connection, codes: Collection[str] | None = None) -> dict[str, dict[str, Any]]:
    """Return what halls have of the catalogue, by code; only `codes` where given."""
    return {code: versions_of(said)[-1] for code, said in repository.published_procedures(db, codes).items()}


def procedure_names(db: Connection, names: Names, codes: Collection[str]) -> dict[str, ProcedureName]:
    """Return name and field of procedures; of one that nobody described, its code and no field."""
    published, found = published_entries(db, codes), dict[str, ProcedureName]()
    for code in codes:
        entry, ours = published.get(code, {}), names.procedures.get(code)
        name = entry.get("short_name") or entry.get("name") or (ours.short_name or ours.name if ours else code)
        found[code] = ProcedureName(str(name), str(entry.get("field") or (ours.field if ours else "")))
    return found
