"""What the province has told about dossiers: only what one sentence needs, found by a keyed hash of the code."""

from sqlite_utils import Database, Migrations

dossiers = Migrations("dossiers")


@dossiers()
def m001_dossiers(db: Database) -> None:
    db.execute(
        """CREATE TABLE dossier (
            code_key BLOB PRIMARY KEY,
            procedure TEXT,
            status TEXT NOT NULL,
            received_ms INTEGER,
            due_ms INTEGER,
            finished_ms INTEGER,
            note TEXT NOT NULL,
            feed_epoch TEXT NOT NULL,
            change_seq INTEGER NOT NULL,
            told_ms INTEGER NOT NULL
        ) STRICT"""
    )
    db.execute(
        """CREATE TABLE dossier_alias (
            alias_key BLOB PRIMARY KEY,
            code_key BLOB NOT NULL
        ) STRICT"""
    )
    db.execute(
        """CREATE TABLE dossier_feed (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            caught_up_ms INTEGER NOT NULL
        ) STRICT"""
    )


@dossiers()
def m002_holders(db: Database) -> None:
    """What a typed code must be proved with: a keyed hash; NULL where the province sends none."""
    db.execute("ALTER TABLE dossier ADD COLUMN holder_key BLOB")
    db.execute("CREATE INDEX dossier_told ON dossier (told_ms)")


@dossiers()
def m003_papers(db: Database) -> None:
    """The names of its papers, as a JSON object; "" where the province named none."""
    db.execute("ALTER TABLE dossier ADD COLUMN papers TEXT NOT NULL DEFAULT ''")


@dossiers()
def m004_next(db: Database) -> None:
    """What a snapshot brings, before it takes the place of `dossier`."""
    db.execute(
        """CREATE TABLE dossier_next (
            code_key BLOB PRIMARY KEY,
            procedure TEXT,
            status TEXT NOT NULL,
            received_ms INTEGER,
            due_ms INTEGER,
            finished_ms INTEGER,
            note TEXT NOT NULL,
            feed_epoch TEXT NOT NULL,
            change_seq INTEGER NOT NULL,
            told_ms INTEGER NOT NULL,
            holder_key BLOB,
            papers TEXT NOT NULL
        ) STRICT"""
    )
