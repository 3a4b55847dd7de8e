"""What the journal says about people and settings, in sentences for the hall's manager: who logged in, who changed
what. The queue's own entries are not in it: they are what the statistics are counted from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from kiosk.clock import moment
from kiosk.languages import Texts
from kiosk.store import journal
from kiosk.store.database import Store

KINDS = ("clerk.", "device.", "settings.", "submission.opened")


@dataclass(frozen=True, slots=True)
class AuditLine:
    at: datetime
    text: str


def audit(store: Store, names: Mapping[str, str], words: Texts, limit: int = 100) -> list[AuditLine]:
    """Return the last acts on people and settings, newest first.

    Args:
        names: the shown name by the clerk's id; the journal itself holds ids only.
    """
    found = journal.latest(store.db, KINDS, limit)
    return [AuditLine(moment(one.at_ms), _sentence(one, names, words)) for one in found]


def _sentence(entry: journal.Entry, names: Mapping[str, str], words: Texts) -> str:
    by = str(entry.body.get("by") or entry.body.get("clerk") or "")
    values = {"who": names.get(entry.subject, entry.subject), "by": names.get(by, by)}
    if entry.kind == "settings.changed":
        values["lines"] = "; ".join(_line(one, words) for one in entry.body["changed"]) or words.say("audit.nothing")
    return words.say(f"audit.{entry.kind}", **values)


def _line(changed: str, words: Texts) -> str:
    """Turn "service A.name" into words; `changed` is as kiosk.settings_file writes it."""
    where, _, line = changed.partition(".")
    kind, _, key = where.partition(" ")
    return (
        words.say(f"audit.{kind}", key=key, line=words.say(f"audit.{kind}.{line}"))
        if line
        else words.say(f"audit.{kind}.whole", key=key)
    )
