"""The tables behind the province's pages: officials, what they prepare, and what is counted for the public."""

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)

from sync.province.tables import Sha256, dossier, ingest_event, metadata, uuid_type

official = Table(
    "official",
    metadata,
    Column("official", String(32), primary_key=True),  # what is typed at log-in, and the actor in the audit
    Column("name", String(80), nullable=False),
    Column("role", String(16), nullable=False),  # official | publisher | technician
    Column("password", String(200), nullable=False),  # an Argon2 hash
    Column("off", Integer, nullable=False),
    Column("made_ms", BigInteger, nullable=False),
)

official_session = Table(
    "official_session",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("official", String(32), nullable=False),
    Column("until_ms", BigInteger, nullable=False),
    Index("official_session_official", "official"),
)

# Wrong passwords, also for names nobody has. "*" stands for all addresses, or for all names.
official_tries = Table(
    "official_tries",
    metadata,
    Column("official", String(32), nullable=False),
    Column("address", String(64), nullable=False),
    Column("wrong", Integer, nullable=False),
    Column("until_ms", BigInteger, nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    Column("good_ms", BigInteger),  # the last log-in of this official from this address
    PrimaryKeyConstraint("official", "address"),
)

# What halls are called, for people. A hall that is not here is shown by its id.
hall_name = Table(
    "hall_name",
    metadata,
    Column("hall", String(64), primary_key=True),
    Column("name", String(120), nullable=False),
    Column("agency", String(64), nullable=False),
)

# An entry of the catalogue that waits for its signature. One a procedure.
catalogue_draft = Table(
    "catalogue_draft",
    metadata,
    Column("code", String(64), primary_key=True),
    Column("entry", Text, nullable=False),
    Column("made_by", String(32), nullable=False),
    Column("made_ms", BigInteger, nullable=False),
)

# Dead letters that somebody has dealt with; the letters themselves stay.
dead_letter_dealt = Table(
    "dead_letter_dealt",
    metadata,
    Column("device_id", uuid_type(), nullable=False),
    Column("event_id", String(64), nullable=False),
    Column("sha256", Sha256(), nullable=False),
    Column("dealt_by", String(32), nullable=False),
    Column("dealt_ms", BigInteger, nullable=False),
    Column("note", String(300), nullable=False),
    PrimaryKeyConstraint("device_id", "event_id", "sha256"),
)

# What villagers said after the service, the last word of each ticket: counted without looking through all events.
rating = Table(
    "rating",
    metadata,
    Column("device_id", uuid_type(), nullable=False),
    Column("ticket", String(64), nullable=False),
    Column("hall", String(64), nullable=False),
    Column("day", String(10), nullable=False),  # the hall's local day
    Column("value", Integer, nullable=False),  # 1 not satisfied, 2 satisfied, 3 very satisfied
    Column("wall_ms", BigInteger, nullable=False),
    PrimaryKeyConstraint("device_id", "ticket"),
    Index("rating_day", "day", "hall", "value"),
)

# Each covers one count of the public figures: a million dossiers are counted without reading their rows.
Index("dossier_by_day", dossier.c.day, dossier.c.hall, dossier.c.procedure, dossier.c.device_id)
Index("dossier_by_end", dossier.c.finished_ms, dossier.c.hall, dossier.c.procedure, dossier.c.due_ms)
Index("dossier_by_status", dossier.c.status, dossier.c.hall, dossier.c.procedure, dossier.c.due_ms)

# Only what waits for a later version of this server.
_unread = ingest_event.c.understood == 0
Index(
    "ingest_event_unread", ingest_event.c.kind, ingest_event.c.v, ingest_event.c.received_ms,
    sqlite_where=_unread, postgresql_where=_unread,
)  # fmt: skip
