"""Calls for a person, and how far the answer has come."""

from sqlite_utils import Database, Migrations

help_calls = Migrations("help")


@help_calls()
def m001_help_calls(db: Database) -> None:
    db.execute(
        """CREATE TABLE help_call (
            id TEXT PRIMARY KEY,
            day TEXT NOT NULL,
            place TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('called', 'seen', 'coming', 'done')),
            clerk TEXT,
            called_ms INTEGER NOT NULL,
            answered_ms INTEGER,
            done_ms INTEGER
        ) STRICT"""
    )
    db.execute("CREATE INDEX help_call_day ON help_call (day, state)")


@help_calls()
def m002_second_alert(db: Database) -> None:
    db.execute("ALTER TABLE help_call ADD COLUMN again_ms INTEGER")
