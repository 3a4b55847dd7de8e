"""Who may log in, who is logged in, and which devices may speak to the hall server. Secrets are kept as hashes only."""

from sqlite_utils import Database, Migrations

clerks = Migrations("clerks")


@clerks()
def m001_clerks(db: Database) -> None:
    db.execute(
        """CREATE TABLE clerk (
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            role TEXT NOT NULL CHECK (role IN ('clerk', 'manager', 'technician')),
            counter INTEGER,
            pin_hash TEXT NOT NULL,
            changed_ms INTEGER NOT NULL
        ) STRICT"""
    )
    db.execute(
        """CREATE TABLE clerk_session (
            token_hash BLOB PRIMARY KEY,
            clerk TEXT NOT NULL REFERENCES clerk (id),
            until_ms INTEGER NOT NULL
        ) STRICT"""
    )
    db.execute(
        """CREATE TABLE device_token (
            token_hash BLOB PRIMARY KEY,
            name TEXT NOT NULL,
            made_ms INTEGER NOT NULL
        ) STRICT"""
    )


@clerks()
def m002_wrong_pins(db: Database) -> None:
    db.execute(
        """CREATE TABLE clerk_tries (
            clerk TEXT PRIMARY KEY,
            wrong INTEGER NOT NULL,
            until_ms INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID"""
    )


@clerks()
def m003_switched_off(db: Database) -> None:
    """A clerk who left keeps the name under which the journal knows what was done, and comes in no more."""
    db.execute("ALTER TABLE clerk ADD COLUMN off INTEGER NOT NULL DEFAULT 0 CHECK (off IN (0, 1))")


@clerks()
def m004_where_clerks_log_in(db: Database) -> None:
    """Wrong PINs count for each address too, so that a phone in the hall cannot keep a clerk out; `good_ms` is the last
    log-in there."""
    db.execute(
        """CREATE TABLE clerk_address (
            clerk TEXT NOT NULL,
            address TEXT NOT NULL,
            wrong INTEGER NOT NULL,
            until_ms INTEGER NOT NULL,
            good_ms INTEGER,
            PRIMARY KEY (clerk, address)
        ) STRICT, WITHOUT ROWID"""
    )
