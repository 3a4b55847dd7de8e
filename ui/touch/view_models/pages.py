"""Long lists in pages of at most six: nothing scrolls, arrows turn the page."""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

PAGE = 6


def pages_of(items: Sequence[T], size: int = PAGE) -> list[Sequence[T]]:
    """Return the items in pages of `size`; no items make one empty page."""
    return [items[at : at + size] for at in range(0, len(items), size)] or [items]


def pages_by_lines(
    rows: Sequence[T], lines: Sequence[float], room: float, heads: Sequence[bool] = ()
) -> list[Sequence[T]]:
    """Return the rows in pages that hold at most `room` lines each; a longer row has a page of its own.

    Args:
        lines: how many lines each row takes.
        heads: which rows head the next one and never stand last on a page; none where it is empty.
    """
    pages: list[list[T]] = [[]]
    left = float(room)
    for at, (row, needed) in enumerate(zip(rows, lines, strict=True)):
        together = needed + lines[at + 1] if heads and heads[at] and at + 1 < len(rows) else needed
        if pages[-1] and together > left:
            pages.append([])
            left = float(room)
        pages[-1].append(row)
        left -= needed
    return [*pages]


def turned(page: int, step: int, count: int) -> int:
    """Return the page `step` further on, never before the first or behind the last."""
    return max(0, min(count - 1, page + step))
