"""What came signed from the province, and how that stands."""

from sqlite_utils import Database, Migrations

updates = Migrations("updates")


@updates()
def m001_signed_targets(db: Database) -> None:
    """`signed_target`: the catalogue's targets that were taken over. `update_state`: one row."""
    db.execute(
        """CREATE TABLE signed_target (
            path TEXT PRIMARY KEY,
            sha256 TEXT NOT NULL CHECK (length(sha256) = 64)
        ) STRICT, WITHOUT ROWID"""
    )
    db.execute(
        """CREATE TABLE update_state (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            tried_ms INTEGER,
            checked_ms INTEGER,
            signed_ms INTEGER,
            expires_ms INTEGER,
            version INTEGER,
            problem TEXT
        ) STRICT"""
    )
