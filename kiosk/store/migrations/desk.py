"""What counters do about submissions: who holds it now, what was asked for, and sealed sheets of their own."""

from sqlite_utils import Database, Migrations

desk = Migrations("desk")


@desk()
def m001_desk(db: Database) -> None:
    db.execute("ALTER TABLE submission ADD COLUMN version INTEGER NOT NULL DEFAULT 1")
    db.execute("ALTER TABLE submission ADD COLUMN desk TEXT NOT NULL DEFAULT ''")
    # By a trigger, so that no way of writing can forget it: a desk trusts that an equal version is an equal submission.
    db.execute(
        """CREATE TRIGGER submission_version
           AFTER UPDATE OF state, last_page, sealed, official_code, changed_ms, desk ON submission
           BEGIN UPDATE submission SET version = version + 1 WHERE code = new.code; END"""
    )
    db.execute(
        """CREATE TABLE desk_sheet (
            submission TEXT NOT NULL REFERENCES submission (code) ON DELETE CASCADE,
            kind TEXT NOT NULL,
            sealed BLOB NOT NULL,
            at_ms INTEGER NOT NULL,
            PRIMARY KEY (submission, kind)
        ) STRICT"""
    )
    db.execute(
        """CREATE TABLE desk_told (
            submission TEXT PRIMARY KEY REFERENCES submission (code) ON DELETE CASCADE,
            papers TEXT NOT NULL,
            more INTEGER NOT NULL,
            laws TEXT NOT NULL,
            at_ms INTEGER NOT NULL
        ) STRICT"""
    )
