"""Bringing procedures into the store: the bundled catalogue at the first start, sources from imports and from the
province, and the index over all of them.
"""

import json
from collections.abc import Iterable

from kiosk.catalogue import bundled
from kiosk.catalogue.index import index_row
from kiosk.catalogue.overlay import effective
from kiosk.catalogue.procedures import Origin, Procedure
from kiosk.store import catalogue as tables
from kiosk.store.canonical import canonical
from kiosk.store.database import Store


def load_bundled(store: Store) -> bool:
    """Load the bundled catalogue unless this very one is there already; returns whether it was loaded.

    Several processes may start at once: the second one finds the work done.
    """
    mark = bundled.fingerprint()
    if _is_loaded(store, mark):
        return False
    procedures = bundled.bundled_procedures()
    with store.act() as act:
        if _is_loaded(store, mark):
            return False
        tables.drop_sources(act, "plain")
        tables.put_sources(act, source_rows("plain", procedures))
        tables.rebuild_index(act, index_rows(tables.all_sources(act.db)))
        tables.add_load(act, tables.BUNDLED, mark, canonical({"records": len(procedures)}))
        act.record("catalogue.loaded", tables.BUNDLED, fingerprint=mark, procedures=len(procedures))
    return True


def _is_loaded(store: Store, mark: str) -> bool:
    last = tables.last_load(store.db, tables.BUNDLED)
    return last is not None and last.fingerprint == mark


def source_rows(origin: Origin, procedures: Iterable[Procedure]) -> list[tables.SourceRow]:
    """Return the rows that keep these procedures as sources of `origin`."""
    return [tables.SourceRow(one.code, origin, canonical(one.as_json()), page(one, origin)) for one in procedures]


def page(procedure: Procedure, origin: Origin) -> str | None:
    """Return the address an official record was published at: one page must not serve two codes."""
    return procedure.sources[0] if origin == "official" and procedure.sources else None


def index_rows(sources: Iterable[tables.SourceRow]) -> list[tables.IndexRow]:
    """Return the index over all sources, those of one code together."""
    by_code: dict[str, dict[str, Procedure]] = {}
    for one in sources:
        by_code.setdefault(one.code, {})[one.origin] = read(one)
    return [index_row(effective(procedure)) for procedure in by_code.values()]


def read(row: tables.SourceRow) -> Procedure:
    return Procedure.from_json(json.loads(row.body))
