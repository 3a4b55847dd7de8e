"""Who did what in the province, in the transaction that did it."""

from sqlalchemy import Connection, insert

from kiosk.store.canonical import canonical
from sync.province.tables import audit


def note(db: Connection, now_ms: int, actor: str, act: str, subject: str, **body: str | int | None) -> None:
    """Add a line to the audit; nothing personal in it."""
    db.execute(insert(audit).values(at_ms=now_ms, actor=actor, act=act, subject=subject, body=canonical(body)))
