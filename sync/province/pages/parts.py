"""What the pages take from other parts of the province, in one place."""

import json
from typing import Any

from sqlalchemy import Connection

from sync.province import office
from sync.province.province import Province
from sync.province.updates import repository
from sync.province.updates.repository import first_root
from sync.province.updates.versions import versions_of
from sync.signed import CATALOGUE, code_in, entry_path


def root_sha256(province: Province) -> str:
    """Return the SHA-256 of the first root of what the province signs."""
    with province.database.read() as db:
        return first_root(db)


def waiting_for_key(province: Province, db: Connection) -> list[str]:
    """Return the codes of procedures that somebody signed for here and that wait for the key, kept elsewhere; while the
    key is here nothing waits."""
    if province.updates.can_sign(db):
        return []
    return [code_in(one.path) for one in repository.difference(db) if one.path.startswith(CATALOGUE)]


def publish(province: Province, db: Connection, code: str, entry: dict[str, Any], by: str) -> bool:
    """Send an entry of the catalogue to the halls; returns False where it waits for a signature by a key that is kept
    elsewhere."""
    return office.publish_procedure(db, province.updates, code, entry, province.now, by)[1]


def waits_for_key(db: Connection, code: str) -> dict[str, Any] | None:
    """Return an entry that was signed here and that halls do not have yet, because the key for it is kept elsewhere;
    None where none is."""
    path = entry_path(code)
    for one in repository.difference(db):
        if one.path == path and one.after is not None and one.after.sha256 is not None:
            return versions_of(json.loads(repository.bytes_of(db, one.after.sha256)))[-1]
    return None
