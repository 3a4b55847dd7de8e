"""The outbox and where the downloads stand (reference: transactional outbox; one row a message, never 'in flight')."""

from sqlite_utils import Database, Migrations

sync = Migrations("sync")


@sync()
def m001_outbox(db: Database) -> None:
    db.execute(
        """CREATE TABLE outbox_event (
            event_id TEXT PRIMARY KEY,
            epoch TEXT NOT NULL,
            seq INTEGER NOT NULL,
            kind TEXT NOT NULL,
            v INTEGER NOT NULL,
            wall_ms INTEGER NOT NULL,
            mono_ms INTEGER NOT NULL,
            boot_id TEXT NOT NULL,
            clock_quality TEXT NOT NULL,
            body TEXT NOT NULL,
            sha256 BLOB NOT NULL,
            previous BLOB NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('pending', 'acked', 'dead')),
            attempts INTEGER NOT NULL DEFAULT 0,
            next_try_ms INTEGER NOT NULL DEFAULT 0,
            last_error TEXT,
            acked_incarnation TEXT,
            acked_ms INTEGER,
            UNIQUE (epoch, seq)
        ) STRICT"""
    )
    # Entries with one state lie in the order of the rows, so these are also "oldest first"; acked ones cost nothing.
    for state in ("pending", "dead"):
        db.execute(f"CREATE INDEX outbox_{state} ON outbox_event (state) WHERE state = '{state}'")
    db.execute(
        """CREATE TABLE cursor (
            stream TEXT PRIMARY KEY,
            feed_epoch TEXT NOT NULL,
            position INTEGER NOT NULL,
            etag TEXT
        ) STRICT"""
    )
    db.execute(
        """CREATE TABLE sync_state (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            device_id TEXT,
            epoch TEXT NOT NULL,
            server_incarnation TEXT,
            safe_through INTEGER NOT NULL DEFAULT 0,
            online INTEGER NOT NULL DEFAULT 0,
            last_try_ms INTEGER,
            last_ok_ms INTEGER,
            last_error TEXT,
            server_offset_ms INTEGER
        ) STRICT"""
    )


@sync()
def m002_reconciling(db: Database) -> None:
    db.execute("ALTER TABLE outbox_event ADD COLUMN erased INTEGER NOT NULL DEFAULT 0")  # 1: its body is gone
    db.execute("UPDATE outbox_event SET erased = 1 WHERE state = 'acked' AND acked_ms = 0")
    db.execute("CREATE INDEX outbox_acked ON outbox_event (acked_incarnation) WHERE state = 'acked'")
    db.execute(
        """CREATE TABLE outbox_safe (
            epoch TEXT PRIMARY KEY,
            through INTEGER NOT NULL,
            holes TEXT NOT NULL
        ) STRICT"""
    )
    for column in ("told_journal", "safe_asked_ms", "backup_ms", "forgotten", "new_name"):
        db.execute(f"ALTER TABLE sync_state ADD COLUMN {column} INTEGER")


@sync()
def m003_safe_papers(db: Database) -> None:
    """1: the paper lies in a backup that the province has tested, or it was handed over to the dossier system."""
    db.execute("ALTER TABLE submission_blob ADD COLUMN safe INTEGER NOT NULL DEFAULT 0")
