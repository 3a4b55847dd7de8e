"""What villagers thought of the service: one value a ticket, and the reasons they picked from a list."""

from sqlite_utils import Database, Migrations

ratings = Migrations("ratings")


@ratings()
def m001_ratings(db: Database) -> None:
    db.execute(
        """CREATE TABLE rating (
            ticket TEXT PRIMARY KEY REFERENCES ticket (id),
            value INTEGER NOT NULL CHECK (value BETWEEN 1 AND 3),
            reasons TEXT NOT NULL,
            at_ms INTEGER NOT NULL,
            way TEXT NOT NULL CHECK (way IN ('kiosk', 'phone'))
        ) STRICT, WITHOUT ROWID"""
    )
