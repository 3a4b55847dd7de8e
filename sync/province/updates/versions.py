"""A procedure's target: one JSON object, or a list where another version begins on a later day (`valid_from`). Pure."""

from typing import Any, cast

Entry = dict[str, Any]


def versions_of(published: Any) -> list[Entry]:
    """Return the versions in a target's JSON value; None for none."""
    if published is None:
        return []
    return cast("list[Entry]", published) if isinstance(published, list) else [published]


def with_version(published: Any, entry: Entry, today: str) -> Any:
    """Return what to publish when `entry` comes: what holds until its day stays, what was to hold from then on goes."""
    begins = _begins(entry)
    if begins <= today:
        return entry
    before = [one for one in versions_of(published) if _begins(one) < begins]
    holds = in_force(before, today)
    kept = [one for one in before if one is holds or _begins(one) > today]
    return [*kept, entry] if kept else entry


def in_force(published: Any, today: str) -> Entry | None:
    """Return the version that holds on a day."""
    held = [one for one in versions_of(published) if _begins(one) <= today]
    return max(held, key=_begins, default=None)


def _begins(entry: Entry) -> str:
    return str(entry.get("valid_from") or "")
