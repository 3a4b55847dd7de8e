"""Tickets, their legs and the periods of a leg."""

from sqlite_utils import Database, Migrations

queue = Migrations("queue")


@queue()
def m001_tickets(db: Database) -> None:
    db.execute(
        """CREATE TABLE ticket (
            id TEXT PRIMARY KEY,
            day TEXT NOT NULL,
            service TEXT NOT NULL,
            counter_value INTEGER NOT NULL,
            number TEXT NOT NULL,
            class TEXT NOT NULL,
            procedure TEXT,
            submission TEXT,
            source TEXT NOT NULL,
            issued_ms INTEGER NOT NULL,
            print_job TEXT REFERENCES print_job (id),
            UNIQUE (day, service, counter_value)
        ) STRICT, WITHOUT ROWID"""
    )
    db.execute(
        """CREATE TABLE leg (
            id TEXT PRIMARY KEY,
            ticket TEXT NOT NULL REFERENCES ticket (id),
            day TEXT NOT NULL,
            service TEXT NOT NULL,
            class TEXT NOT NULL,
            state TEXT NOT NULL,
            version INTEGER NOT NULL,
            place_ms INTEGER NOT NULL,
            not_before_ms INTEGER NOT NULL,
            no_shows INTEGER NOT NULL,
            counter INTEGER,
            called_ms INTEGER,
            serving_ms INTEGER,
            ended_ms INTEGER
        ) STRICT, WITHOUT ROWID"""
    )
    db.execute("CREATE INDEX leg_state ON leg (day, state, service, place_ms, id)")
    db.execute("CREATE INDEX leg_ticket ON leg (ticket, id)")
    db.execute("CREATE UNIQUE INDEX leg_one_a_counter ON leg (day, counter) WHERE state IN ('called', 'serving')")
    db.execute(
        """CREATE TABLE call (
            id INTEGER PRIMARY KEY,
            day TEXT NOT NULL,
            ticket TEXT NOT NULL REFERENCES ticket (id),
            number TEXT NOT NULL,
            counter INTEGER NOT NULL,
            class TEXT NOT NULL,
            recall INTEGER NOT NULL,
            at_ms INTEGER NOT NULL
        ) STRICT"""
    )
    db.execute("CREATE INDEX call_day ON call (day, id)")
    db.execute(
        """CREATE TABLE counter_state (
            counter INTEGER PRIMARY KEY,
            state TEXT NOT NULL CHECK (state IN ('open', 'break', 'closed')),
            services TEXT NOT NULL,
            since_ms INTEGER NOT NULL
        ) STRICT"""
    )
    db.execute(
        """CREATE TABLE queue_cycle (
            day TEXT NOT NULL,
            counter INTEGER NOT NULL,
            counts TEXT NOT NULL,
            PRIMARY KEY (day, counter)
        ) STRICT, WITHOUT ROWID"""
    )


@queue()
def m002_chains_and_periods(db: Database) -> None:
    """Legs stand in a chain and are made of periods; the last act on a leg can be taken back."""
    for column in (
        "seq INTEGER NOT NULL DEFAULT 1",
        "for_counter INTEGER",
        "came_from TEXT",
        "parked_until_ms INTEGER",
        "undo TEXT",
        "acted_ms INTEGER",
    ):
        db.execute(f"ALTER TABLE leg ADD COLUMN {column}")
    db.execute("DROP INDEX leg_ticket")
    db.execute("CREATE UNIQUE INDEX leg_chain ON leg (ticket, seq)")
    # Holds all that the order of calling needs, so that "next" reads no row but the one it calls.
    db.execute(
        """CREATE INDEX leg_waiting ON leg (day, service, class, place_ms, id, not_before_ms, for_counter)
           WHERE state = 'waiting'"""
    )
    db.execute("CREATE INDEX leg_served ON leg (day, service, ended_ms) WHERE state = 'done'")
    db.execute("ALTER TABLE call ADD COLUMN undone INTEGER NOT NULL DEFAULT 0")
    db.execute("CREATE INDEX call_ticket ON call (ticket)")
    db.execute(
        """CREATE TABLE period (
            leg TEXT NOT NULL REFERENCES leg (id) ON DELETE CASCADE,
            n INTEGER NOT NULL,
            state TEXT NOT NULL,
            counter INTEGER,
            clerk TEXT,
            from_ms INTEGER NOT NULL,
            until_ms INTEGER,
            PRIMARY KEY (leg, n)
        ) STRICT, WITHOUT ROWID"""
    )
