"""For each key the numbers of those that have it, end to end in one array: many keys are looked up in one sweep."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt

Ids = npt.NDArray[np.int32]
Floats = npt.NDArray[np.floating[Any]]
Key = TypeVar("Key")


class Postings(Generic[Key]):
    """
    Args:
        having: key -> the numbers that have it.
        values: what each of these numbers is worth to its key, in the same order; 1 when not given.
    """

    def __init__(self, having: Mapping[Key, Sequence[int]], values: Iterable[float] | None = None) -> None:
        sizes = [len(ids) for ids in having.values()]
        self._number = {key: at for at, key in enumerate(having)}
        self._sizes = np.asarray(sizes, np.int32)
        self._starts = np.cumsum([0, *sizes[:-1]], dtype=np.int32) if sizes else self._sizes
        self._ids = np.fromiter(chain.from_iterable(having.values()), np.int32, sum(sizes))
        self._values = None if values is None else np.fromiter(values, np.float32, sum(sizes))

    def of(self, key: Key) -> Ids:
        """Return the numbers that have `key`."""
        at = self._number.get(key)
        return self._ids[:0] if at is None else self._ids[self._starts[at] :][: self._sizes[at]]

    def weighed(self, keys: Sequence[tuple[Key, float]]) -> tuple[Ids, Floats]:
        """Return the numbers that have one of the keys, key after key, and the worth of their key times their own."""
        known = [(at, worth) for key, worth in keys if (at := self._number.get(key)) is not None]
        places = np.asarray([at for at, _ in known], np.int32)
        sizes = self._sizes[places]
        ends = np.cumsum(sizes)
        total = int(ends[-1]) if known else 0
        at = np.arange(total) + np.repeat(self._starts[places] - (ends - sizes), sizes)
        worths = np.repeat(np.asarray([worth for _, worth in known], np.float32), sizes)
        return self._ids[at], worths if self._values is None else worths * self._values[at]
