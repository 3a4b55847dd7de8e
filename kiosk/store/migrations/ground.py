"""Journal, print jobs and answered requests: what every act writes."""

from sqlite_utils import Database, Migrations

ground = Migrations("ground")


@ground()
def m001_journal_and_print_jobs(db: Database) -> None:
    db.execute(
        """CREATE TABLE journal (
            seq INTEGER PRIMARY KEY,
            at_ms INTEGER NOT NULL,
            kind TEXT NOT NULL,
            subject TEXT NOT NULL,
            body TEXT NOT NULL,
            previous BLOB NOT NULL,
            hash BLOB NOT NULL
        ) STRICT"""
    )
    for verb in ("UPDATE", "DELETE"):
        db.execute(
            f"""CREATE TRIGGER journal_no_{verb.lower()} BEFORE {verb} ON journal
                BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END"""
        )
    db.execute(
        """CREATE TABLE print_job (
            id TEXT PRIMARY KEY,
            kind TEXT NOT NULL,
            subject TEXT NOT NULL,
            paper TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'printed', 'failed')),
            problem TEXT,
            made_ms INTEGER NOT NULL,
            done_ms INTEGER
        ) STRICT"""
    )
    db.execute("CREATE INDEX print_job_waiting ON print_job (state, id)")
    db.execute(
        """CREATE TABLE request (
            id TEXT PRIMARY KEY,
            what TEXT NOT NULL,
            answer TEXT NOT NULL,
            at_ms INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID"""
    )


@ground()
def m002_clock(db: Database) -> None:
    """What is known of the time (kiosk.trusted_clock.Mark)."""
    db.execute(
        """CREATE TABLE clock_mark (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            trusted_ms INTEGER NOT NULL,
            boot TEXT NOT NULL,
            zero_ms INTEGER NOT NULL,
            source TEXT NOT NULL,
            since_ms INTEGER NOT NULL
        ) STRICT"""
    )
