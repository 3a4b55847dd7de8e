"""The province's tables. The device leads every key of what halls send, so that rows can be spread by device.

Whoever changes them writes the step that brings existing databases along: see sync/province/revisions.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import TypeDecorator, TypeEngine


class Sha256(TypeDecorator[str]):
    """A hash, hex in Python: 32 bytes in PostgreSQL, text in SQLite (which cannot turn JSON text into bytes)."""

    impl = String(64)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return LargeBinary() if dialect.name == "postgresql" else String(64)

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:
        return bytes.fromhex(value) if value is not None and dialect.name == "postgresql" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        return bytes(value).hex() if value is not None and dialect.name == "postgresql" else value


def uuid_type() -> TypeEngine[str]:
    """Return the type for a UUID that is text in Python: 16 bytes in PostgreSQL, text in SQLite."""
    return String(36).with_variant(postgresql.UUID(as_uuid=False), "postgresql")


metadata = MetaData()

incarnation = Table(
    "incarnation",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),  # the highest is the present one
    Column("incarnation", uuid_type(), nullable=False),
    Column("started_ms", BigInteger, nullable=False),
)

device = Table(
    "device",
    metadata,
    Column("device_id", uuid_type(), primary_key=True),
    Column("public_key", String(64), nullable=False, unique=True),
    Column("hall", String(64), nullable=False),
    Column("agency", String(64), nullable=False),
    Column("state", String(16), nullable=False),  # active | revoked
    Column("software", String(64), nullable=False),
    Column("enrolled_ms", BigInteger, nullable=False),
    Column("last_seen_ms", BigInteger),
    Column("journal_seq", BigInteger),
    Column("journal_hash", String(64)),
)

enrol_code = Table(
    "enrol_code",
    metadata,
    Column("code_hash", String(64), primary_key=True),
    Column("hall", String(64), nullable=False),
    Column("agency", String(64), nullable=False),
    Column("made_ms", BigInteger, nullable=False),
    Column("until_ms", BigInteger, nullable=False),
    Column("device_id", uuid_type(), ForeignKey(device.c.device_id)),  # who used it
)

# Keys lie apart from bodies: a partitioned table of bodies could not hold these two constraints.
ingest_key = Table(
    "ingest_key",
    metadata,
    Column("device_id", uuid_type(), nullable=False),
    Column("event_id", uuid_type(), nullable=False),
    Column("epoch", uuid_type(), nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("sha256", Sha256(), nullable=False),
    PrimaryKeyConstraint("device_id", "event_id"),
    UniqueConstraint("device_id", "epoch", "seq"),
    sqlite_with_rowid=False,
)

# In PostgreSQL one table a month (sync.province.months).
ingest_event = Table(
    "ingest_event",
    metadata,
    Column("device_id", uuid_type(), nullable=False),
    Column("event_id", uuid_type(), nullable=False),
    Column("received_ms", BigInteger, nullable=False),
    Column("kind", String(64), nullable=False),
    Column("v", Integer, nullable=False),
    Column("understood", Integer, nullable=False),  # 0: stored for a later version of this server
    Column("wall_ms", BigInteger, nullable=False),
    Column("mono_ms", BigInteger, nullable=False),
    Column("boot_id", String(64), nullable=False),
    Column("clock_quality", String(64), nullable=False),
    Column("body", Text, nullable=False),
    Index("ingest_event_identity", "device_id", "event_id"),
    postgresql_partition_by="RANGE (received_ms)",
)
PARTED = (ingest_event.name,)

# What goes on to the nation: a row is made by the transaction that stores the event, and only a verdict ends it.
nation_outbox = Table(
    "nation_outbox",
    metadata,
    Column("device_id", uuid_type(), nullable=False),
    Column("event_id", uuid_type(), nullable=False),
    Column("received_ms", BigInteger, nullable=False),
    Column("hall", String(64), nullable=False),  # where its machine stood then
    Column("agency", String(64), nullable=False),
    Column("state", String(8), nullable=False),  # pending | acked | dead
    Column("epoch", uuid_type()),  # of the province as a sender; null before it is sent
    Column("seq", BigInteger),
    Column("attempts", Integer, nullable=False),
    Column("next_try_ms", BigInteger, nullable=False),
    Column("last_error", String(200)),
    Column("acked_incarnation", uuid_type()),
    PrimaryKeyConstraint("device_id", "event_id"),
    Index("nation_outbox_waiting", "state", "received_ms"),
)

# Who this province is at the nation's server; no row: it forwards nothing.
nation = Table(
    "nation",
    metadata,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("device_id", uuid_type(), nullable=False),
    Column("epoch", uuid_type(), nullable=False),
    Column("last_seq", BigInteger, nullable=False),
    Column("incarnation", uuid_type()),  # of the nation, at its last answer
    Column("last_ok_ms", BigInteger),
    Column("last_error", String(64)),  # a text id
)

dead_letter = Table(
    "dead_letter",
    metadata,
    Column("device_id", uuid_type(), nullable=False),
    Column("event_id", String(64), nullable=False),
    Column("sha256", Sha256(), nullable=False),
    Column("verdict", String(32), nullable=False),
    Column("reason", String(200), nullable=False),
    Column("item", Text, nullable=False),
    Column("received_ms", BigInteger, nullable=False),
    PrimaryKeyConstraint("device_id", "event_id", "sha256"),
)

submission = Table(
    "submission",
    metadata,
    Column("device_id", uuid_type(), nullable=False),
    Column("event_id", uuid_type(), nullable=False),
    Column("code", String(64), nullable=False),  # provisional; two machines restored from one backup may both use it
    Column("hall", String(64), nullable=False),
    Column("agency", String(64), nullable=False),
    Column("procedure", String(64), nullable=False),
    Column("form", String(64), nullable=False),
    Column("form_version", Integer, nullable=False),
    Column("day", String(10), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("arrived_ms", BigInteger, nullable=False),
    PrimaryKeyConstraint("device_id", "event_id"),
    Index("submission_code", "code"),
    Index("submission_arrived", "arrived_ms"),
)

# A photographed paper, sealed: content-addressed, and sent by one machine. The bytes lie in the blob store.
blob = Table(
    "blob",
    metadata,
    Column("device_id", uuid_type(), nullable=False),
    Column("blob_id", Sha256(), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("whole_ms", BigInteger),  # when the last byte came and the hash was right; null before
    Column("begun_ms", BigInteger, nullable=False),
    Column("erased_ms", BigInteger),  # when the bytes went, after they were handed over; `whole_ms` stays
    PrimaryKeyConstraint("device_id", "blob_id"),
    Index("blob_by_id", "blob_id"),
)

# Which papers a submission names; it is complete when all of them are whole.
blob_ref = Table(
    "blob_ref",
    metadata,
    Column("device_id", uuid_type(), nullable=False),
    Column("event_id", uuid_type(), nullable=False),
    Column("blob_id", Sha256(), nullable=False),
    Column("size", BigInteger, nullable=False),
    PrimaryKeyConstraint("device_id", "event_id", "blob_id"),
    Index("blob_ref_blob", "device_id", "blob_id"),
)

# What lies in a backup that was restored for a test (sync.messages.Safe).
backup_mark = Table(
    "backup_mark",
    metadata,
    Column("device_id", uuid_type(), nullable=False),
    Column("epoch", uuid_type(), nullable=False),
    Column("through", BigInteger, nullable=False),
    Column("holes", Text, nullable=False),  # JSON list of numbers
    Column("at_ms", BigInteger, nullable=False),
    PrimaryKeyConstraint("device_id", "epoch"),
)

# The last MachineStatus of each machine, as JSON.
device_status = Table(
    "device_status",
    metadata,
    Column("device_id", uuid_type(), primary_key=True),
    Column("at_ms", BigInteger, nullable=False),
    Column("body", Text, nullable=False),
)

# What counters did about submissions. A table of its own: acts may arrive before what they are about.
desk_act = Table(
    "desk_act",
    metadata,
    Column("device_id", uuid_type(), nullable=False),
    Column("event_id", uuid_type(), nullable=False),
    Column("saved", uuid_type(), nullable=False),  # the event of the submission
    Column("code", String(64), nullable=False),
    Column("act", String(16), nullable=False),  # changed | supplement | refused | accepted
    Column("version", BigInteger, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("arrived_ms", BigInteger, nullable=False),
    PrimaryKeyConstraint("device_id", "event_id"),
    Index("desk_act_saved", "device_id", "saved", "version"),
)

dossier = Table(
    "dossier",
    metadata,
    Column("official_code", String(64), primary_key=True),
    Column("agency", String(64), nullable=False),
    Column("day", String(10), nullable=False),
    Column("number", Integer, nullable=False),
    Column("hall", String(64), nullable=False),
    Column("procedure", String(64), nullable=False),
    Column("provisional_code", String(64)),
    Column("device_id", uuid_type()),
    Column("event_id", uuid_type()),
    Column("status", Integer, nullable=False),
    Column("received_ms", BigInteger),
    Column("due_ms", BigInteger),
    Column("finished_ms", BigInteger),
    Column("note", Text),
    UniqueConstraint("agency", "day", "number"),
    UniqueConstraint("device_id", "event_id"),
    Index("dossier_provisional", "provisional_code"),
)

# A table of its own: databases of earlier releases have no such column in `dossier`.
dossier_holder = Table(
    "dossier_holder",
    metadata,
    Column("official_code", String(64), ForeignKey(dossier.c.official_code), primary_key=True),
    Column("holder_proof", String(64), nullable=False),
)

dossier_paper = Table(
    "dossier_paper",
    metadata,
    Column("official_code", String(64), ForeignKey(dossier.c.official_code), nullable=False),
    Column("kind", String(8), nullable=False),  # papers | results, as the fields of a DossierStatus
    Column("number", Integer, nullable=False),
    Column("name", String(300), nullable=False),
    Column("code", String(64), nullable=False),
    Column("state", Integer, nullable=False),
    PrimaryKeyConstraint("official_code", "kind", "number"),
)

# A dossier whose code was made here: the unit of its term, and who asked. Another system is in charge of the others.
dossier_term = Table(
    "dossier_term",
    metadata,
    Column("official_code", String(64), ForeignKey(dossier.c.official_code), primary_key=True),
    Column("unit", String(16)),  # working_day | day | hour | same_day; null without a term
    Column("applicant_kind", Integer),  # LoaiDoiTuong of the national exchange, 1-4; null where nobody said
)

# Every status a dossier had, from its reception on. Its pauses are the steps of status 5, 6 and 8.
dossier_step = Table(
    "dossier_step",
    metadata,
    Column("official_code", String(64), ForeignKey(dossier.c.official_code), nullable=False),
    Column("number", Integer, nullable=False),
    Column("status", Integer, nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    Column("due_ms", BigInteger),  # as it was from then on
    Column("note", Text),
    Column("put_off", Integer, nullable=False, server_default="0"),  # 1: promised anew then, by form 04
    PrimaryKeyConstraint("official_code", "number"),
)

# What must go to the national exchange: a step, and with it the dossier as it is when it is sent.
exchange_outbox = Table(
    "exchange_outbox",
    metadata,
    Column("official_code", String(64), nullable=False),
    Column("number", Integer, nullable=False),  # of the step
    Column("state", String(8), nullable=False),  # waiting | sent | dead
    Column("attempts", Integer, nullable=False),  # refusals; a line that is down is none
    Column("next_ms", BigInteger, nullable=False),
    Column("begun_ms", BigInteger),  # a sending whose end is not known
    Column("done_ms", BigInteger),
    Column("error_code", String(32)),
    Column("message", String(300)),
    PrimaryKeyConstraint("official_code", "number"),
    Index("exchange_outbox_next", "state", "next_ms"),
)

# Procedures as the national exchange has them now, for officials to publish.
pulled_procedure = Table(
    "pulled_procedure",
    metadata,
    Column("code", String(64), primary_key=True),
    Column("hash", Sha256(), nullable=False),
    Column("body", Text, nullable=False),
    Column("state", String(16), nullable=False),  # draft | published | gone
    Column("pulled_ms", BigInteger, nullable=False),
)

# What an applicant said about messages, one row each time. The number lies sealed (sync.province.notices.phones) and is
# erased when the dossier is over for a while, or at once when the consent is taken back.
consent = Table(
    "consent",
    metadata,
    Column("consent_id", uuid_type(), primary_key=True),
    Column("official_code", String(64), ForeignKey(dossier.c.official_code), nullable=False),
    Column("given", Integer, nullable=False),  # 0: was asked and said no
    Column("channel", String(8), nullable=False),  # sms | zalo
    Column("words", String(100), nullable=False),  # which text, and which version of it, was agreed to
    Column("way", String(8), nullable=False),  # kiosk | desk
    Column("at_ms", BigInteger, nullable=False),
    Column("withdrawn_ms", BigInteger),
    Column("phone_sealed", LargeBinary),
    Column("phone_mark", String(64)),  # a keyed hash, to count what a number got today
    Column("over_ms", BigInteger),  # since when the dossier needs no messages
    Column("erased_ms", BigInteger),
    Index(
        "consent_in_force",
        "official_code",
        unique=True,
        sqlite_where=text("given = 1 AND withdrawn_ms IS NULL"),
        postgresql_where=text("given = 1 AND withdrawn_ms IS NULL"),
    ),
    Index("consent_dossier", "official_code"),
)

# A message to a villager; its id is our reference at the gateway. States: sync.province.notices.book.
villager_notice = Table(
    "villager_notice",
    metadata,
    Column("notice_id", uuid_type(), primary_key=True),
    Column("official_code", String(64), ForeignKey(dossier.c.official_code), nullable=False),
    Column("cause", String(64), nullable=False),  # the change it tells of, by its number in the feed
    Column("kind", String(16), nullable=False),
    Column("reason", String(100)),
    Column("state", String(16), nullable=False),
    Column("made_ms", BigInteger, nullable=False),
    Column("next_ms", BigInteger, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("channel", String(8)),
    Column("text", String(400)),
    Column("phone_mark", String(64)),
    Column("claimed_ms", BigInteger),
    Column("ended_ms", BigInteger),
    Column("gateway_id", String(100)),
    Column("why", String(100)),
    UniqueConstraint("official_code", "cause"),
    Index("villager_notice_next", "state", "next_ms"),
    Index("villager_notice_mark", "phone_mark", "claimed_ms"),
)

feed_head = Table(
    "feed_head",
    metadata,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("head", BigInteger, nullable=False),
)

change_feed = Table(
    "change_feed",
    metadata,
    Column("change_seq", BigInteger, primary_key=True, autoincrement=False),
    Column("stream", String(32), nullable=False),
    Column("scope", String(64), nullable=False),  # a hall, or "*" for all
    Column("key", String(64), nullable=False),
    Column("op", String(8), nullable=False),
    Column("hash", Sha256(), nullable=False),
    Column("body", Text, nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    Index("change_feed_page", "stream", "scope", "change_seq"),
    Index("change_feed_key", "stream", "key", "change_seq"),
)

audit = Table(
    "audit",
    metadata,
    Column("number", Integer().with_variant(BigInteger, "postgresql"), primary_key=True, autoincrement=True),
    Column("at_ms", BigInteger, nullable=False),
    Column("actor", String(64), nullable=False),
    Column("act", String(64), nullable=False),
    Column("subject", String(128), nullable=False),
    Column("body", Text, nullable=False),
)

# Signed targets (sync.province.updates), in the database so that all workers have the same ones.
# Metadata by the name it is asked for: "1.root.json" (each for ever), "7.targets.json", "timestamp.json".
update_metadata = Table(
    "update_metadata",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Column("at_ms", BigInteger, nullable=False),
)

# What the newest targets metadata lists.
update_target = Table(
    "update_target",
    metadata,
    Column("path", String(128), primary_key=True),
    Column("sha256", Sha256(), nullable=False),
    Column("length", BigInteger, nullable=False),
    Column("at_ms", BigInteger, nullable=False),
)

# What waits to be signed; without a hash: the target is to go.
update_draft = Table(
    "update_draft",
    metadata,
    Column("path", String(128), primary_key=True),
    Column("sha256", Sha256()),
    Column("length", BigInteger, nullable=False),
    Column("at_ms", BigInteger, nullable=False),
)

# Bytes by their hash, in pieces that fit into memory.
update_piece = Table(
    "update_piece",
    metadata,
    Column("sha256", Sha256(), nullable=False),
    Column("number", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    PrimaryKeyConstraint("sha256", "number"),
)
