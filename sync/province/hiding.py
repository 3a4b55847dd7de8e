"""Small numbers are not published: a figure about fewer people than a minimum could point to one of them.

A population is hidden in a row where it is small, with all its parts. When what is hidden adds up to less than the
minimum, the total of the table would give it away; then the next smallest row is hidden as well.
"""

from collections.abc import Mapping, Sequence

# What is counted of each population of people: the first name is the whole, the others are parts of it.
PARTS: dict[str, tuple[str, ...]] = {
    "received": ("received", "at_kiosk"),
    "finished": ("finished", "on_time", "late"),
    "open": ("open", "running", "overdue", "paused"),
    "rated": ("rated", "satisfied"),
}

Counts = dict[str, int]
Shown = dict[str, int | None]  # None: hidden


def hide_small(rows: Sequence[Counts], least: int, whole: Mapping[str, int | None] | None = None) -> list[Shown]:
    """Return the rows of a table with what is too small hidden.

    Args:
        least: the smallest population that is published; 0 is, it is nobody.
        whole: the table's total where that is published; a population hidden there is hidden in every row.
    """
    shown: list[Shown] = [dict(row) for row in rows]
    for population, names in PARTS.items():
        if whole is not None and whole.get(population, 0) is None:
            hidden = {at for at, row in enumerate(rows) if row.get(population, 0)}
        else:
            hidden = _hidden([row.get(population, 0) for row in rows], least)
        for at in hidden:
            shown[at].update(dict.fromkeys(names))
    return shown


def _hidden(sizes: Sequence[int], least: int) -> set[int]:
    hidden = {at for at, size in enumerate(sizes) if 0 < size < least}
    rest = sorted((size, at) for at, size in enumerate(sizes) if size >= least)
    while hidden and rest and sum(sizes[at] for at in hidden) < least:
        hidden.add(rest.pop(0)[1])
    return hidden
