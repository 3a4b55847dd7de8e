"""One procedure out of its sources and versions: plain words where somebody wrote them, official facts where they did
not, and of each source the version of the day.

All stay in the store as they are; this is computed when a procedure is shown or indexed. A version that begins on a day
(a new law) lies over everything older, whoever wrote it: plain words about the old law must not hide the new one.
"""

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

from kiosk.catalogue.procedures import Channel, Fee, Procedure, TimeLimit

PRECEDENCE = ("official", "plain", "province")  # a later one lies over the earlier ones
LONGEST_LABEL = 90

# Never taken from a source below: what they say holds only together with the words of their own source.
_OWN = {"code", "name", "as_of", "caveat", "confidence", "notes", "level", "valid_from", "ended"}
# Lists of both sources are worth keeping.
_JOINED = {"sources", "extra", "origin"}


def effective(versions: Iterable[Procedure], today: str = "") -> Procedure | None:
    """Return the procedure to show on a day, None where no version holds yet.

    Args:
        versions: at least one, each of one origin.
        today: "2027-03-01"; "" asks for what always held.
    """
    newest: dict[str, Procedure] = {}
    for one in versions:
        if one.valid_from <= today and one.valid_from >= newest.get(one.origin[0], one).valid_from:
            newest[one.origin[0]] = one
    ordered = sorted(newest.values(), key=lambda one: (one.valid_from, PRECEDENCE.index(one.origin[0])))
    if not ordered:
        return None
    result = ordered[0]
    for upper in ordered[1:]:
        result = lay_over(upper, result)
    return result if result.short_name else replace(result, short_name=label(result.name))


def next_change(versions: Iterable[Procedure], today: str) -> str:
    """Return the first day after `today` on which a version begins, "" where none is known."""
    return min((one.valid_from for one in versions if one.valid_from > today), default="")


def lay_over(upper: Procedure, lower: Procedure) -> Procedure:
    """Return `upper`, filled up from `lower` where it says nothing."""
    values: dict[str, Any] = {}
    for one in fields(Procedure):
        mine, below = getattr(upper, one.name), getattr(lower, one.name)
        if one.name in _JOINED:
            values[one.name] = tuple(dict.fromkeys((*mine, *below)))
        elif one.name not in _OWN and not mine:
            values[one.name] = below
    if "plain" in lower.origin and lower.field:
        values["field"] = lower.field  # the halls' queues are named after the fields of the plain entries
    # An import is younger than the channel rows that ship with the plain entry.
    if lower.channels and lower.origin == ("official",) and not upper.valid_from > lower.valid_from:
        values["channels"] = lower.channels
    channels: tuple[Channel, ...] = values.get("channels", upper.channels)
    if upper.time_limit.value is None:
        values["time_limit"] = _counter_time(channels, upper.time_limit)
    if upper.fee.vnd is None and not upper.fee.text:
        values["fee"] = _counter_fee(channels)
    return replace(upper, **values)


def _counter_time(channels: tuple[Channel, ...], fallback: TimeLimit) -> TimeLimit:
    """Return the one time limit of the counter; several (stages, cases) are no single answer."""
    times = {one.time for one in channels if one.kind == "counter" and one.time.unit}
    return times.pop() if len(times) == 1 else fallback


def _counter_fee(channels: tuple[Channel, ...]) -> Fee:
    fees = {one.fee for one in channels if one.kind == "counter"}
    return fees.pop() if len(fees) == 1 else Fee()


def label(name: str) -> str:
    """Return a name short enough for a list: without the word "Thủ tục", cut at a word's end."""
    text = name.removeprefix("Thủ tục ")
    text = text[:1].upper() + text[1:]
    if len(text) <= LONGEST_LABEL:
        return text
    return text[:LONGEST_LABEL].rsplit(" ", 1)[0].rstrip(",;:(- ") + "…"
