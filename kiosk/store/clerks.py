"""The tables of clerks, their sessions, and device tokens."""

import sqlite3

from kiosk.throttle import Tries

Row = sqlite3.Row


def rows(db: sqlite3.Connection, everybody: bool = False) -> list[Row]:
    """Return the clerks in the order of their counters; with `everybody` also those who are switched off, last."""
    return db.execute(
        "SELECT id, name, role, counter, off FROM clerk WHERE off <= ? ORDER BY off, counter IS NULL, counter, name",
        (everybody,),
    ).fetchall()


def get(db: sqlite3.Connection, clerk: str) -> Row | None:
    return db.execute("SELECT * FROM clerk WHERE id = ?", (clerk,)).fetchone()


def put(
    db: sqlite3.Connection, clerk: str, name: str, role: str, counter: int | None, pin_hash: str, now_ms: int
) -> None:
    """Add or change a clerk, who is switched on; whoever was logged in under this name is logged out."""
    db.execute(
        """INSERT INTO clerk (id, name, role, counter, pin_hash, changed_ms) VALUES (?, ?, ?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, counter = excluded.counter,
           pin_hash = excluded.pin_hash, changed_ms = excluded.changed_ms, off = 0""",
        (clerk, name, role, counter, pin_hash, now_ms),
    )
    end_sessions(db, clerk)


def change(db: sqlite3.Connection, clerk: str, now_ms: int, **values: str | int | None) -> None:
    """Change some columns of a clerk."""
    columns = ", ".join(f"{name} = :{name}" for name in values)
    db.execute(
        f"UPDATE clerk SET {columns}, changed_ms = :now WHERE id = :clerk",  # noqa: S608
        {**values, "now": now_ms, "clerk": clerk},
    )


def other_managers(db: sqlite3.Connection, clerk: str) -> int:
    """Return how many managers there are besides `clerk`."""
    return db.execute("SELECT COUNT(*) FROM clerk WHERE role = 'manager' AND NOT off AND id <> ?", (clerk,)).fetchone()[
        0
    ]


def end_sessions(db: sqlite3.Connection, clerk: str) -> None:
    db.execute("DELETE FROM clerk_session WHERE clerk = ?", (clerk,))


def drop(db: sqlite3.Connection, clerk: str) -> None:
    """Forget a clerk and whatever belongs to the name."""
    db.execute("DELETE FROM clerk_session WHERE clerk = ?", (clerk,))
    db.execute("DELETE FROM clerk_tries WHERE clerk = ?", (clerk,))
    db.execute("DELETE FROM clerk_address WHERE clerk = ?", (clerk,))
    db.execute("DELETE FROM clerk WHERE id = ?", (clerk,))


def tries(db: sqlite3.Connection, clerk: str) -> Tries:
    """Return the tries from all addresses that are new to the clerk."""
    row = db.execute("SELECT wrong, until_ms FROM clerk_tries WHERE clerk = ?", (clerk,)).fetchone()
    return Tries(*row) if row else Tries(0, 0)


def set_tries(db: sqlite3.Connection, clerk: str, wrong: int, until_ms: int) -> None:
    db.execute(
        """INSERT INTO clerk_tries (clerk, wrong, until_ms) VALUES (?, ?, ?)
           ON CONFLICT (clerk) DO UPDATE SET wrong = excluded.wrong, until_ms = excluded.until_ms""",
        (clerk, wrong, until_ms),
    )


def tries_from(db: sqlite3.Connection, clerk: str, address: str) -> tuple[Tries, int | None]:
    """Return the tries from one address, and when the clerk last logged in there (None: never)."""
    row = db.execute(
        "SELECT wrong, until_ms, good_ms FROM clerk_address WHERE clerk = ? AND address = ?", (clerk, address)
    ).fetchone()
    return (Tries(row[0], row[1]), row[2]) if row else (Tries(0, 0), None)


def set_tries_from(db: sqlite3.Connection, clerk: str, address: str, wrong: int, until_ms: int) -> None:
    db.execute(
        """INSERT INTO clerk_address (clerk, address, wrong, until_ms) VALUES (?, ?, ?, ?)
           ON CONFLICT (clerk, address) DO UPDATE SET wrong = excluded.wrong, until_ms = excluded.until_ms""",
        (clerk, address, wrong, until_ms),
    )


def note_address(db: sqlite3.Connection, clerk: str, address: str, now_ms: int, forget_ms: int) -> None:
    """Keep that the clerk logged in at this address; wrong PINs are forgiven, and so are addresses of before
    `forget_ms`."""
    forgive(db, clerk)
    db.execute(
        "INSERT OR REPLACE INTO clerk_address (clerk, address, wrong, until_ms, good_ms) VALUES (?, ?, 0, 0, ?)",
        (clerk, address, now_ms),
    )
    db.execute(
        "DELETE FROM clerk_address WHERE clerk = ? AND COALESCE(good_ms, 0) < ? AND until_ms < ?",
        (clerk, forget_ms, now_ms),
    )


def forgive(db: sqlite3.Connection, clerk: str) -> None:
    """Forget all wrong PINs for this clerk, wherever they came from."""
    db.execute("DELETE FROM clerk_tries WHERE clerk = ?", (clerk,))
    db.execute("UPDATE clerk_address SET wrong = 0, until_ms = 0 WHERE clerk = ?", (clerk,))


def add_session(db: sqlite3.Connection, token_hash: bytes, clerk: str, now_ms: int, until_ms: int) -> None:
    """Add a session, and forget those that are over."""
    db.execute("DELETE FROM clerk_session WHERE until_ms <= ?", (now_ms,))
    db.execute(
        "INSERT INTO clerk_session (token_hash, clerk, until_ms) VALUES (?, ?, ?)", (token_hash, clerk, until_ms)
    )


def session(db: sqlite3.Connection, token_hash: bytes, now_ms: int) -> Row | None:
    """Return the clerk of a session that is not over, or None."""
    return db.execute(
        """SELECT clerk.id, clerk.name, clerk.role, clerk.counter, clerk.off
           FROM clerk_session JOIN clerk ON clerk.id = clerk_session.clerk
           WHERE token_hash = ? AND until_ms > ? AND NOT clerk.off""",
        (token_hash, now_ms),
    ).fetchone()


def end_session(db: sqlite3.Connection, token_hash: bytes) -> None:
    db.execute("DELETE FROM clerk_session WHERE token_hash = ?", (token_hash,))


def put_device(db: sqlite3.Connection, token_hash: bytes, name: str, letter: str | None, now_ms: int) -> None:
    """Let a device in. A new token of the kiosk `letter` ends the one it had."""
    db.execute("DELETE FROM device_token WHERE letter = ? AND token_hash <> ?", (letter, token_hash))
    db.execute(
        """INSERT INTO device_token (token_hash, name, letter, made_ms) VALUES (?, ?, ?, ?)
           ON CONFLICT (token_hash) DO UPDATE SET name = excluded.name, letter = excluded.letter""",
        (token_hash, name, letter, now_ms),
    )


def drop_device(db: sqlite3.Connection, token_hash: bytes) -> str | None:
    """Let a device in no more; returns its name, None where there was none."""
    row = db.execute("DELETE FROM device_token WHERE token_hash = ? RETURNING name", (token_hash,)).fetchone()
    return row[0] if row else None


def drop_devices(db: sqlite3.Connection, name: str) -> int:
    """Let the devices with this name in no more; returns how many there were."""
    return db.execute("DELETE FROM device_token WHERE name = ?", (name,)).rowcount


def device(db: sqlite3.Connection, token_hash: bytes) -> Row | None:
    return db.execute("SELECT name, letter FROM device_token WHERE token_hash = ?", (token_hash,)).fetchone()


def devices(db: sqlite3.Connection) -> list[Row]:
    return db.execute("SELECT name, letter FROM device_token ORDER BY name, made_ms").fetchall()
