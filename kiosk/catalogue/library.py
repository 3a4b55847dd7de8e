"""Finding a procedure: in a villager's words, by life event, by code."""

import math
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING
from unicodedata import normalize

from kiosk.catalogue.index import elsewhere_entries, entry
from kiosk.catalogue.life_events import Tile, tiles
from kiosk.catalogue.loading import day_of, load_bundled, read, renew_index
from kiosk.catalogue.overlay import effective, next_change
from kiosk.catalogue.procedures import Found, LifeEvent, Procedure
from kiosk.catalogue.search.entries import Match
from kiosk.catalogue.search.reader import LONGEST_QUERY
from kiosk.catalogue.search.sureness import judge
from kiosk.catalogue.wordlists import elsewhere, everyday, word_lists
from kiosk.errors import StoreError, UnknownProcedureError
from kiosk.store import catalogue as tables
from kiosk.store.database import Store

if TYPE_CHECKING:
    from kiosk.catalogue.search.engine import Engine

LONGEST_CODE = 24
LOOKED_AT = 40  # matches; how sure an answer is depends on what comes behind it
USE_DAYS = 90  # how far back local use counts
USE_ENOUGH = 50  # looks in that time before which they say nothing
USE_PRIOR = 0.5  # the most that local use adds to how much a procedure is wanted

_CODE = re.compile(r"\s*(\d\.\d{6})\s*")


@dataclass(frozen=True, slots=True)
class Answer:
    """`found`: best first. `elsewhere` is the text id of where it is done, when a commune does not do it; `topic` is
    its name. Nothing found and nowhere else: nobody knows, a person should be asked.
    """

    found: tuple[Found, ...] = ()
    topic: str = ""
    elsewhere: str = ""


@dataclass(frozen=True, slots=True)
class _Built:
    """An engine, and the generation of the index and the day whose local use are in it."""

    generation: int
    day: str
    engine: "Engine"


class Library:
    """The catalogue of a hall. Opening it loads the bundled catalogue into a store that has it not yet.

    Villagers are offered what a commune does; everything else is kept, and found with `everything=True`.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._built: dict[bool, _Built] = {}  # by whether also what a commune does not do is in it
        load_bundled(store)

    def search(self, query: str, limit: int = 6, *, everything: bool = False) -> list[Found]:
        """Return the best answers, best first; any text is a query and never an error."""
        return list(self.answer(query, limit, everything=everything).found)

    def answer(self, query: str, limit: int = 6, *, everything: bool = False) -> Answer:
        """Return the best answers, or that a commune does not do it, or nothing where it would be a guess."""
        if match := _CODE.fullmatch(query[:LONGEST_QUERY]):
            return Answer(tuple(self._by_code(match[1])))
        engine = self._engine(everything)
        asked = engine.read(query)
        matches = engine.find(asked, max(limit, LOOKED_AT))
        verdict = judge(matches, asked)
        if verdict == "away":
            away = next(one.entry.code for one in matches if one.entry.elsewhere)
            topic = next(one for one in elsewhere() if one.id == away)
            return Answer(topic=topic.name, elsewhere=f"elsewhere.{topic.where}")
        if verdict == "nowhere":
            return Answer()
        found = (one for one in matches if not one.entry.elsewhere)
        return Answer(tuple(Found(one.entry.code, one.entry.label, one.score) for one in found)[:limit])

    def matches(self, query: str, limit: int = 6, *, everything: bool = False) -> list[Match]:
        """Return what the engine finds, good or bad, procedures and what is done elsewhere; for who asks why."""
        engine = self._engine(everything)
        return engine.find(engine.read(query), limit)

    def read(self, query: str) -> tuple[str, ...]:
        """Return the words that a query was taken for."""
        return tuple(normalize("NFC", one) for one in self._engine().read(query).words)

    def warm(self) -> None:
        """Make the first search as fast as the next: takes about a second, in any thread."""
        self._engine()

    def procedure(self, code: str) -> Procedure:
        """Return everything that is known about a procedure today.

        Raises:
            UnknownProcedureError: the catalogue has no such code, or it is not in force yet.
        """
        procedure = effective(self.versions(code), self._today())
        if procedure is None:
            raise UnknownProcedureError(code=code.strip()[:LONGEST_CODE])
        return procedure

    def versions(self, code: str) -> list[Procedure]:
        """Return every source and version of a procedure, none for an unknown code."""
        return [read(row) for row in tables.sources_of(self._store.db, code.strip())]

    def everything(self, *, offered: bool) -> Iterator[Procedure]:
        """Yield every procedure as it holds today, in the order of the codes; `offered` only what a commune does."""
        sources = tables.all_sources(self._store.db)
        for _, of_code in groupby(sources, key=lambda one: one.code):
            procedure = effective([read(one) for one in of_code], self._today())
            if procedure is not None and not procedure.ended and (procedure.at_commune or not offered):
                yield procedure

    def ages(self) -> dict[str, int]:
        """Return the months of the data of offered procedures ("2026-07", "" unknown), newest first: how many each."""
        months = Counter(one.as_of for one in self.everything(offered=True))
        return dict(sorted(months.items(), reverse=True))

    def changes_on(self, code: str) -> str:
        """Return the first day after today on which another version of a procedure begins, or ""."""
        return next_change(self.versions(code), self._today())

    def everyday(self) -> list[Found]:
        """Return the procedures asked for every day, most wanted first."""
        codes = everyday()
        names = tables.labels(self._store.db, codes)
        return [Found(code, names[code], 1.0) for code in codes if code in names]

    def life_events(self) -> list[LifeEvent]:
        """Return the tiles in the order of the screen, each with the number of its procedures."""
        self._renew()
        return [LifeEvent(one.id, one.text, one.picture, len(self._of(one))) for one in tiles()]

    def of_life_event(self, event: str) -> list[Found]:
        """Return the procedures of a tile, everyday ones first; an unknown tile has none."""
        self._renew()
        return [found for one in tiles() if one.id == event for found in self._of(one)]

    def _of(self, tile: Tile) -> list[Found]:
        db = self._store.db
        named = tables.labels(db, (*tile.first, *tile.also))
        grouped = sorted(tables.in_groups(db, tile.groups), key=lambda row: (-row[2], row[1]))
        names = {row[0]: row[1] for row in grouped} | named
        order = dict.fromkeys((*tile.first, *(row[0] for row in grouped), *tile.also))
        return [Found(code, names[code], 1.0) for code in order if code in names]

    def _by_code(self, code: str) -> list[Found]:
        self._renew()
        names = tables.labels(self._store.db, (code,))
        return [Found(code, names[code], 2.0)] if names else []

    def _today(self) -> str:
        return day_of(self._store.clock.now())

    def _renew(self) -> None:
        """Build the index anew on a day on which versions begin.

        A file that cannot be written (a full disk, a long import) leaves the index of the day before.
        """
        with suppress(StoreError):
            renew_index(self._store)

    def _engine(self, everything: bool = False) -> "Engine":
        """Return the engine of the present index, with the local use until today."""
        self._renew()
        today, db = self._today(), self._store.db
        generation, built = tables.generation(db), self._built.get(everything)
        if built is None or (built.generation, built.day) != (generation, today):
            self._built[everything] = built = _Built(generation, today, self._build(today, everything))
        return built.engine

    def _build(self, today: str, everything: bool) -> "Engine":
        from kiosk.catalogue.search.engine import Engine  # loads the arrays' library, which a start can do without

        db = self._store.db
        since = date.fromisoformat(today) - timedelta(days=USE_DAYS)
        uses = tables.uses_since(db, since.isoformat())
        found = [entry(row) for row in tables.entries(db) if row.offered or everything]
        liked = [replace(one, prior=min(1.0, one.prior + by_use(uses, one.code))) for one in found]
        return Engine([*liked, *elsewhere_entries()], word_lists())


def by_use(uses: dict[str, int], code: str) -> float:
    """Return what local use adds to a prior: half of the way for the procedure looked at most, less for others."""
    total, own = sum(uses.values()), uses.get(code, 0)
    if total < USE_ENOUGH or not own:
        return 0.0
    return USE_PRIOR * math.log1p(own) / math.log1p(max(uses.values()))
