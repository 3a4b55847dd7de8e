"""Two kiosks in one hall: what the second one asked and gave out, and which device token belongs to which kiosk."""

from sqlite_utils import Database, Migrations

handover = Migrations("handover")


@handover()
def m001_handover(db: Database) -> None:
    db.execute(
        """CREATE TABLE hall_ask (
            seq INTEGER PRIMARY KEY,
            request TEXT NOT NULL UNIQUE,
            service TEXT NOT NULL,
            class TEXT NOT NULL,
            procedure TEXT,
            submission TEXT,
            state TEXT NOT NULL CHECK (state IN ('asking', 'shown', 'alone', 'dropped', 'cancelled')),
            asked INTEGER NOT NULL,
            at_ms INTEGER NOT NULL,
            mono_ms INTEGER NOT NULL,
            boot TEXT NOT NULL,
            ticket TEXT,
            number TEXT,
            day TEXT,
            counter_value INTEGER,
            answer TEXT,
            print_job TEXT REFERENCES print_job (id),
            told_ms INTEGER,
            verdict TEXT
        ) STRICT"""
    )
    db.execute("CREATE UNIQUE INDEX hall_ask_number ON hall_ask (day, service, counter_value)")
    db.execute("CREATE INDEX hall_ask_untold ON hall_ask (seq) WHERE told_ms IS NULL")
    db.execute("CREATE INDEX hall_ask_ticket ON hall_ask (ticket)")
    db.execute(
        """CREATE TABLE hall_link (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            offset_ms INTEGER NOT NULL,
            at_ms INTEGER NOT NULL
        ) STRICT"""
    )
    db.execute("CREATE TABLE kiosk_seen (kiosk TEXT PRIMARY KEY, at_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID")


@handover()
def m002_letters(db: Database) -> None:
    """A token that names a kiosk may speak for that kiosk; one without a letter for none."""
    db.execute("ALTER TABLE device_token ADD COLUMN letter TEXT")
