"""Bringing procedures into the store: the bundled catalogue at the first start, sources from imports and from the
province, and the index over all of them as they hold today.
"""

import json
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from kiosk.catalogue import bundled
from kiosk.catalogue.index import index_row
from kiosk.catalogue.overlay import effective, next_change
from kiosk.catalogue.procedures import Origin, Procedure
from kiosk.clock import hall_day
from kiosk.store import catalogue as tables
from kiosk.store.canonical import canonical
from kiosk.store.database import Act, Store


def load_bundled(store: Store) -> bool:
    """Load the bundled catalogue unless this very one is there already; returns whether it was loaded.

    Several processes may start at once: the second one finds the work done.
    """
    mark = bundled.fingerprint()
    if _is_loaded(store, mark):
        return False
    procedures = bundled.bundled_procedures()
    rows = source_rows("plain", procedures)
    ahead = _index_ahead(store, rows)
    with store.act() as act:
        if _is_loaded(store, mark):
            return False
        tables.drop_sources(act, "plain")
        tables.put_sources(act, rows)
        _put_index(act, ahead)
        tables.add_load(act, tables.BUNDLED, mark, canonical({"records": len(procedures)}))
        act.record("catalogue.loaded", tables.BUNDLED, fingerprint=mark, procedures=len(procedures))
    return True


def put_signed(store: Store, procedures: Iterable[Procedure], gone: Set[str], also: Callable[[Act], None]) -> None:
    """Let these be the province's words about their codes, and nothing about those that are `gone`.

    Of the index only what these codes say is worked out, and before the file is held for writing.

    Args:
        procedures: all versions of each code among them. Where its origin is "official", the province passes on a
            national record, which lies under the halls' own plain words as an import would.
        also: what belongs into the same transaction.
    """
    rows = [row for one in procedures for row in source_rows(*_passed_on(one))]
    coming = {(one.code, one.origin) for one in rows}
    codes = gone | {one.code for one in rows}
    with store.reading() as db:
        generation = tables.generation(db)
        others = [one for code in codes for one in tables.sources_of(db, code) if one.origin != "province"]
    others = [one for one in others if (one.code, one.origin) not in coming]
    today = day_of(store.clock.now())
    entries, _ = index_rows(sorted([*others, *rows], key=lambda one: one.code), today)
    with store.act() as act:
        for code, origin in sorted({*coming, *((code, "province") for code in codes)}):
            tables.drop_source(act, code, origin)
        tables.put_sources(act, rows)
        due = tables.next_change(act.db)
        if tables.generation(act.db) == generation and not (due and due <= today):
            tables.replace_entries(act, codes, entries, tables.first_change(act.db, today))
        else:
            build_index(act)  # somebody else changed the catalogue meanwhile, or a day has come for all of it
        also(act)


def _passed_on(procedure: Procedure) -> tuple[Origin, list[Procedure]]:
    return ("official" if procedure.origin == ("official",) else "province"), [procedure]


def renew_index(store: Store) -> None:
    """Build the index anew when a day has come on which versions begin."""
    today = day_of(store.clock.now())
    change = tables.next_change(store.db)
    if not change or change > today:
        return
    ahead = _index_ahead(store)
    with store.act() as act:
        if tables.next_change(act.db) == change:
            _put_index(act, ahead)


def _is_loaded(store: Store, mark: str) -> bool:
    last = tables.last_load(store.db, tables.BUNDLED)
    return last is not None and last.fingerprint == mark


def build_index(act: Act) -> None:
    """Build the index anew from all sources, as they hold on the day of the act."""
    today = day_of(act.now)
    rows, change = index_rows(tables.all_sources(act.db), today)
    tables.rebuild_index(act, rows, change)


@dataclass(frozen=True, slots=True)
class _Ahead:
    """An index worked out before the file is held for writing, and the generation of the catalogue it replaces."""

    generation: int
    rows: list[tables.IndexRow]
    change: str


def _index_ahead(store: Store, plain: list[tables.SourceRow] | None = None) -> _Ahead:
    """Work out the index of today; `plain` are the rows that are to replace those of that origin.

    It takes a second or more, for which nobody in the hall must wait with a ticket.
    """
    with store.reading() as db:
        generation, sources = tables.generation(db), list(tables.all_sources(db))
    if plain is not None:
        sources = sorted([*(one for one in sources if one.origin != "plain"), *plain], key=lambda one: one.code)
    return _Ahead(generation, *index_rows(sources, day_of(store.clock.now())))


def _put_index(act: Act, ahead: _Ahead) -> None:
    if tables.generation(act.db) == ahead.generation:
        tables.rebuild_index(act, ahead.rows, ahead.change)
    else:
        build_index(act)  # somebody else changed the catalogue meanwhile


def day_of(now: datetime) -> str:
    """Return the hall's day as versions name it: "2027-03-01"."""
    return hall_day(now).isoformat()


def source_rows(origin: Origin, procedures: Iterable[Procedure]) -> list[tables.SourceRow]:
    """Return the rows that keep these procedures as sources of `origin`."""
    return [
        tables.SourceRow(one.code, origin, canonical(one.as_json()), page(one, origin), one.valid_from)
        for one in procedures
    ]


def page(procedure: Procedure, origin: Origin) -> str | None:
    """Return the address an official record was published at: one page must not serve two codes."""
    return procedure.sources[0] if origin == "official" and procedure.sources else None


def index_rows(sources: Iterable[tables.SourceRow], today: str) -> tuple[list[tables.IndexRow], str]:
    """Return the index over all sources on a day, those of one code together, and the day of the next change.

    Args:
        sources: in the order of their codes.
    """
    rows: list[tables.IndexRow] = []
    changes: list[str] = []
    for _, of_code in groupby(sources, key=lambda one: one.code):
        versions = [read(one) for one in of_code]
        if change := next_change(versions, today):
            changes.append(change)
        if (procedure := effective(versions, today)) and not procedure.ended:
            rows.append(index_row(procedure))
    return rows, min(changes, default="")


def read(row: tables.SourceRow) -> Procedure:
    """Return the procedure of a stored source, with the origin and first day of its row."""
    procedure = Procedure.from_json(json.loads(row.body))
    return replace(procedure, valid_from=row.valid_from) if procedure.valid_from != row.valid_from else procedure
