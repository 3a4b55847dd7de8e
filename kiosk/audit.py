"""What the journal says about people and settings, in sentences for the hall's manager: who logged in, who changed
what. The queue's own entries are not in it: they are what the statistics are counted from."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from kiosk.catalogue.local import EVERYTHING, FIELD
from kiosk.clock import moment
from kiosk.languages import Texts
from kiosk.store import journal
from kiosk.store.database import Store

DAILY = ("clerk.logged_in", "clerk.logged_out")
LOOK_BACK = 10  # entries for each line, because many may become one
_Day = tuple[str, str, date]
AT_DESK = tuple(
    f"submission.{act}" for act in ("opened", "answered", "finished", "supplement", "refused", "accepted", "sheet")
)
KINDS = ("clerk.", "device.", "settings.", "catalogue.", *AT_DESK)


@dataclass(frozen=True, slots=True)
class AuditLine:
    at: datetime
    text: str


def audit(store: Store, names: Mapping[str, str], words: Texts, limit: int = 100) -> list[AuditLine]:
    """Return the last acts on people and settings, newest first; log-ins of one person on one day are one line.

    Args:
        names: the shown name by the clerk's id; the journal itself holds ids only.
    """
    found = journal.latest(store.db, KINDS, LOOK_BACK * limit)
    days = [_day(one) for one in found]
    times, told = Counter(day for day in days if day), set[_Day]()
    lines: list[AuditLine] = []
    for one, day in zip(found, days, strict=True):
        if day not in told:
            lines.append(AuditLine(moment(one.at_ms), _sentence(one, names, words, times[day] if day else 1)))
        if day:
            told.add(day)
    return lines[:limit]


def _day(entry: journal.Entry) -> _Day | None:
    """Return what one line tells of a whole day: that somebody logged in, or out; None for what has its own line."""
    return (entry.kind, entry.subject, moment(entry.at_ms).date()) if entry.kind in DAILY else None


def _sentence(entry: journal.Entry, names: Mapping[str, str], words: Texts, times: int) -> str:
    by = str(entry.body.get("by") or entry.body.get("clerk") or "")
    values = {"who": names.get(entry.subject, entry.subject), "by": names.get(by, by)}
    if entry.kind == "settings.changed":
        values["lines"] = "; ".join(_line(one, words) for one in entry.body["changed"]) or words.say("audit.nothing")
    if entry.kind == "catalogue.local":
        return words.say("audit.catalogue.local", **values, **_fact(entry, words))
    if times > 1:
        return words.say(f"audit.{entry.kind}.times", **values, times=times)
    return words.say(f"audit.{entry.kind}", **values)


def _fact(entry: journal.Entry, words: Texts) -> dict[str, str]:
    """Return in words what of which procedures was changed, from what to what."""
    name, before, after = (str(entry.body[key]) for key in ("name", "before", "after"))
    scope = entry.subject
    about = words.say("audit.everything") if scope == EVERYTHING else scope.removeprefix(FIELD)
    nothing = words.say("audit.no_value")
    what = words.say(f"web.manager.procedures.{name}")
    return {"what": what, "about": about, "before": before or nothing, "after": after or nothing}


def _line(changed: str, words: Texts) -> str:
    """Turn "service A.name" into words; `changed` is as kiosk.settings_file writes it."""
    where, _, line = changed.partition(".")
    kind, _, key = where.partition(" ")
    return (
        words.say(f"audit.{kind}", key=key, line=words.say(f"audit.{kind}.{line}"))
        if line
        else words.say(f"audit.{kind}.whole", key=key)
    )
