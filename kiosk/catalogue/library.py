"""Finding a procedure: in a villager's words, by life event, by code."""

import re
import sqlite3
from dataclasses import dataclass

from kiosk.catalogue.bundled import everyday
from kiosk.catalogue.life_events import Tile, tiles
from kiosk.catalogue.loading import load_bundled, read
from kiosk.catalogue.mending import Lexicon, mend
from kiosk.catalogue.overlay import effective
from kiosk.catalogue.procedures import Found, LifeEvent, Procedure
from kiosk.catalogue.ranking import Query, score, weigh
from kiosk.catalogue.words import words
from kiosk.errors import UnknownProcedureError
from kiosk.store import catalogue as tables
from kiosk.store.database import Store

LONGEST_QUERY = 200  # letters; what is behind them changes no answer
MOST_WORDS = 12
LONGEST_WORD = 24
CANDIDATES = 40  # of each expression
ENOUGH = 20  # candidates after which no looser expression is tried
LEAST_TELLING = 0.25  # of the heaviest word's weight: lighter words only rank, they do not choose

NAMES = "{spoken name}"  # columns of the index
_CODE = re.compile(r"\s*(\d\.\d{6})\s*")


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    generation: int
    total: int
    lexicon: Lexicon


class Library:
    """The catalogue of a hall. Opening it loads the bundled catalogue into a store that has it not yet.

    Villagers are offered what a commune does; everything else is kept, and found with `everything=True`.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._vocabulary = _Vocabulary(-1, 0, Lexicon({}))
        load_bundled(store)

    def search(self, query: str, limit: int = 6, *, everything: bool = False) -> list[Found]:
        """Return the best answers, best first; any text is a query and never an error."""
        if match := _CODE.fullmatch(query[:LONGEST_QUERY]):
            return self._by_code(match[1])
        db = self._store.db
        asked = self._weighed(db, query)
        if not asked.terms:
            return []
        hits: dict[str, tables.Hit] = {}
        for expression in _expressions(asked):
            hits |= {hit.code: hit for hit in tables.find(db, expression, not everything, CANDIDATES)}
            if len(hits) >= ENOUGH:
                break
        found = [Found(one.code, one.label, score(asked, one.spoken.split("\n"), one.prior)) for one in hits.values()]
        found.sort(key=lambda one: -one.score)
        return [one for one in found[:limit] if one.score > 0]

    def procedure(self, code: str) -> Procedure:
        """Return everything that is known about a procedure.

        Raises:
            UnknownProcedureError: the catalogue has no such code.
        """
        rows = tables.sources_of(self._store.db, code.strip())
        if not rows:
            raise UnknownProcedureError(code=code.strip()[:LONGEST_WORD])
        return effective({row.origin: read(row) for row in rows})

    def everyday(self) -> list[Found]:
        """Return the ten procedures asked for every day, most wanted first."""
        codes = everyday()
        names = tables.labels(self._store.db, codes)
        return [Found(code, names[code], 1.0) for code in codes if code in names]

    def life_events(self) -> list[LifeEvent]:
        """Return the tiles in the order of the screen, each with the number of its procedures."""
        return [LifeEvent(one.id, one.text, one.picture, len(self._of(one))) for one in tiles()]

    def of_life_event(self, event: str) -> list[Found]:
        """Return the procedures of a tile, everyday ones first; an unknown tile has none."""
        return [found for one in tiles() if one.id == event for found in self._of(one)]

    def _of(self, tile: Tile) -> list[Found]:
        db = self._store.db
        named = tables.labels(db, (*tile.first, *tile.also))
        grouped = sorted(tables.in_groups(db, tile.groups), key=lambda row: (-row[2], row[1]))
        names = {row[0]: row[1] for row in grouped} | named
        order = dict.fromkeys((*tile.first, *(row[0] for row in grouped), *tile.also))
        return [Found(code, names[code], 1.0) for code in order if code in names]

    def _by_code(self, code: str) -> list[Found]:
        names = tables.labels(self._store.db, (code,))
        return [Found(code, names[code], 2.0)] if names else []

    def _weighed(self, db: sqlite3.Connection, query: str) -> Query:
        known = self._known(db)
        typed = [one[:LONGEST_WORD] for one in words().spell(query[:LONGEST_QUERY]).split()[:MOST_WORDS]]
        text = " ".join(mend(typed, known.lexicon)[:MOST_WORDS])
        return weigh(text, known.lexicon.frequencies, known.total, words().fillers, words().core(text))

    def _known(self, db: sqlite3.Connection) -> _Vocabulary:
        generation = tables.generation(db)
        if generation != self._vocabulary.generation:
            self._vocabulary = _Vocabulary(generation, tables.count(db)[0], Lexicon.of(tables.frequencies(db)))
        return self._vocabulary


def _expressions(query: Query) -> list[str]:
    """Return FTS5 expressions from strict to loose: all telling words in the names, the last one begun, all of them
    anywhere, any of them anywhere.

    Words of folded text are letters and digits only; the quotes keep AND, OR and NOT from being operators.
    """
    heaviest = max(query.weights)
    telling = [at for at, weight in enumerate(query.weights) if weight >= heaviest * LEAST_TELLING]
    exact = [f'"{query.terms[at]}"' for at in telling]
    last = len(query.terms) - 1
    begun = [f"{word} *" if at == last else word for at, word in zip(telling, exact, strict=True)]
    if last not in telling:
        begun.append(f'"{query.terms[last]}" *')
    together = " AND ".join(begun)
    loose = [" OR ".join(begun)] if len(begun) > 1 else []
    return [f"{NAMES} : ({' AND '.join(exact)})", f"{NAMES} : ({together})", together, *loose]
