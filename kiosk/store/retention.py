"""What may be erased of submissions, and erasing it. The row itself stays: its code is never given twice, and whoever
asks is told that it was erased and why.

Every trace goes in one act: sealed pages, the sealed whole, sheets of the counter, the slip's public key, and the copy
in the outbox of what the province has confirmed. Nothing is touched that the province does not have yet.
"""

import json
import sqlite3
from dataclasses import dataclass

from kiosk.store import blobs
from kiosk.store.safe import IS_SAFE

SCRUB_MS = 200
GONE = b""  # in the place of a sealed whole: the table wants a saved submission to have one


@dataclass(frozen=True, slots=True)
class Due:
    """A submission whose content may go, as it was found. `why` is expired, sent or handed_over."""

    code: str
    why: str
    version: int


def stale_drafts(db: sqlite3.Connection, until_ms: int) -> list[Due]:
    """Return the drafts that nobody has touched since `until_ms`."""
    rows = db.execute(
        """SELECT code, version FROM submission
           WHERE state = 'draft' AND erased_ms IS NULL AND changed_ms < ? ORDER BY code""",
        (until_ms,),
    )
    return [Due(row[0], "expired", row[1]) for row in rows]


def handed_in(
    db: sqlite3.Connection, sent_until_ms: int, received_until_ms: int, lacking_until_ms: int, unsafe_until_ms: int
) -> list[Due]:
    """Return what the province has, all of it confirmed (every message, and every photographed paper), and all of it
    in a backup that was tested there. A paper that can not be sent holds it too, until a counter has dealt with the
    submission.

    Args:
        sent_until_ms: those whose last message was confirmed before this.
        received_until_ms: those that were received or accepted before this.
        lacking_until_ms: as `sent_until_ms`, for those whose villager was sent for papers that lack.
        unsafe_until_ms: those confirmed before this need no backup: a province that takes none must not fill our disk.
    """
    rows = db.execute(
        f"""SELECT submission.code, submission.version, submission.state, submission.desk = 'supplement',
                  submission.changed_ms,
                  max(max(outbox_event.acked_ms), coalesce((
                      SELECT max(acked_ms) FROM submission_blob WHERE submission_blob.submission = submission.code), 0))
           FROM submission JOIN outbox_event ON json_extract(outbox_event.body, '$.code') = submission.code
           WHERE submission.state <> 'draft' AND submission.erased_ms IS NULL
             AND outbox_event.kind LIKE 'submission.%'
             AND NOT EXISTS (
                 SELECT 1 FROM submission_blob WHERE submission_blob.submission = submission.code
                   AND (submission_blob.state = 'pending'
                        OR submission_blob.state = 'dead' AND submission.state = 'saved'
                        OR submission_blob.state = 'sent' AND submission_blob.safe = 0
                           AND submission_blob.acked_ms >= ?))
           GROUP BY submission.code
           HAVING min(outbox_event.state = 'acked') = 1 AND min(outbox_event.acked_ms < ? OR {IS_SAFE}) = 1
           ORDER BY submission.code""",  # noqa: S608
        (unsafe_until_ms, unsafe_until_ms),
    )
    due: list[Due] = []
    for code, version, state, lacks, changed_ms, acked_ms in rows.fetchall():
        if state == "received" and changed_ms < received_until_ms:
            due.append(Due(code, "handed_over", version))
        elif acked_ms is not None and acked_ms < (lacking_until_ms if lacks else sent_until_ms):
            due.append(Due(code, "sent", version))
    return due


def unchanged(db: sqlite3.Connection, one: Due) -> bool:
    """Say whether nobody has touched the submission since it was found, and no paper of it is to be sent again."""
    row = db.execute(
        """SELECT version FROM submission WHERE code = ? AND erased_ms IS NULL AND (state = 'draft' OR NOT EXISTS (
               SELECT 1 FROM submission_blob WHERE submission_blob.submission = code
                 AND submission_blob.state = 'pending'))""",
        (one.code,),
    ).fetchone()
    return row is not None and row[0] == one.version


def erase(db: sqlite3.Connection, one: Due, now_ms: int) -> list[str]:
    """Erase the content of one submission inside the caller's act; returns the files of its photographed papers."""
    files = [row.blob for row in blobs.of_submission(db, one.code)]
    for table in ("sealed_page", "desk_sheet", "desk_told", "submission_blob"):
        db.execute(f"DELETE FROM {table} WHERE submission = ?", (one.code,))  # noqa: S608
    db.execute(
        """UPDATE submission SET sealed = CASE WHEN sealed IS NULL THEN NULL ELSE ? END, resume_key = NULL,
                                 erased_ms = ?, erased_why = ? WHERE code = ?""",
        (GONE, now_ms, one.why, one.code),
    )
    _blank_messages(db, one.code)
    return files


def _blank_messages(db: sqlite3.Connection, code: str) -> None:
    """Take the sealed answers out of messages that were confirmed. The row stays, for the chain; it is never opened
    again (`erased`), or the province would get an empty message after a restore of its own.
    """
    rows = db.execute(
        """SELECT event_id, body FROM outbox_event
           WHERE state = 'acked' AND kind LIKE 'submission.%' AND json_extract(body, '$.code') = ?""",
        (code,),
    ).fetchall()
    for event_id, body in rows:
        left = {name: value for name, value in json.loads(body).items() if name in ("code", "procedure")}
        db.execute("UPDATE outbox_event SET body = ?, erased = 1 WHERE event_id = ?", (json.dumps(left), event_id))


def scrub(db: sqlite3.Connection) -> bool:
    """Write the log back into the file and empty it: old pages in it still hold what was erased (sealed).

    Returns:
        False when somebody reads just now; the next run does it.
    """
    patience = db.execute("PRAGMA busy_timeout").fetchone()[0]
    db.execute(f"PRAGMA busy_timeout = {SCRUB_MS}")  # while it waits for readers, nobody can write
    try:
        return db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0
    finally:
        db.execute(f"PRAGMA busy_timeout = {patience}")
