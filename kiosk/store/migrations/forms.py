"""Forms made from the catalogue, kept for the drafts that began with them."""

from sqlite_utils import Database, Migrations

forms = Migrations("forms")


@forms()
def m001_made_forms(db: Database) -> None:
    db.execute(
        """CREATE TABLE made_form (
            form TEXT NOT NULL,
            version INTEGER NOT NULL,
            definition TEXT NOT NULL,
            PRIMARY KEY (form, version)
        ) STRICT, WITHOUT ROWID"""
    )
