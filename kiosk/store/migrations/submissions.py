"""What villagers prepare at the kiosk: sealed pages and the provisional code that finds them."""

from sqlite_utils import Database, Migrations

submissions = Migrations("submissions")


@submissions()
def m001_submissions(db: Database) -> None:
    db.execute(
        """CREATE TABLE submission (
            code TEXT PRIMARY KEY,
            day TEXT NOT NULL,
            counter_value INTEGER NOT NULL,
            kiosk TEXT NOT NULL,
            procedure TEXT NOT NULL,
            form TEXT NOT NULL,
            form_version INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('draft', 'saved', 'received', 'refused')),
            last_page TEXT NOT NULL,
            sealed BLOB,
            event_id TEXT,
            print_job TEXT,
            official_code TEXT,
            started_ms INTEGER NOT NULL,
            changed_ms INTEGER NOT NULL,
            saved_ms INTEGER,
            UNIQUE (day, kiosk, counter_value),
            CHECK ((state = 'draft') = (sealed IS NULL))
        ) STRICT"""
    )
    db.execute(
        """CREATE TABLE sealed_page (
            submission TEXT NOT NULL REFERENCES submission (code),
            page TEXT NOT NULL,
            sealed BLOB NOT NULL,
            at_ms INTEGER NOT NULL,
            PRIMARY KEY (submission, page)
        ) STRICT"""
    )


@submissions()
def m002_photographed_papers(db: Database) -> None:
    """The bytes lie in the folder blobs/ beside the file, named by `blob`; a file without a row is an orphan."""
    db.execute(
        """CREATE TABLE submission_blob (
            submission TEXT NOT NULL REFERENCES submission (code) ON DELETE CASCADE,
            page TEXT NOT NULL,
            blob TEXT NOT NULL UNIQUE CHECK (length(blob) = 64),
            size INTEGER NOT NULL CHECK (size > 0),
            at_ms INTEGER NOT NULL,
            PRIMARY KEY (submission, page)
        ) STRICT"""
    )
