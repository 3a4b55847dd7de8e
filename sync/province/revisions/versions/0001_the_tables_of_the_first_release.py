"""The tables of the first releases, which had no steps: what such a database has already stays as it is."""

import sqlalchemy as sa
from alembic import op

from sync.province import tables

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column(
            "number", sa.Integer().with_variant(sa.BigInteger(), "postgresql"), autoincrement=True, nullable=False
        ),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("act", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.String(length=128), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        if_not_exists=True,
    )
    op.create_table(
        "change_feed",
        sa.Column("change_seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("stream", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("op", sa.String(length=8), nullable=False),
        sa.Column("hash", tables.Sha256(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("change_seq"),
        if_not_exists=True,
    )
    op.create_index("change_feed_key", "change_feed", ["stream", "key", "change_seq"], if_not_exists=True)
    op.create_index("change_feed_page", "change_feed", ["stream", "scope", "change_seq"], if_not_exists=True)

    op.create_table(
        "dead_letter",
        sa.Column("device_id", tables.uuid_type(), nullable=False),
        sa.Column("event_id", sa.String(length=64), nullable=False),
        sa.Column("sha256", tables.Sha256(), nullable=False),
        sa.Column("verdict", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("received_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("device_id", "event_id", "sha256"),
        if_not_exists=True,
    )
    op.create_table(
        "desk_act",
        sa.Column("device_id", tables.uuid_type(), nullable=False),
        sa.Column("event_id", tables.uuid_type(), nullable=False),
        sa.Column("saved", tables.uuid_type(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("act", sa.String(length=16), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("arrived_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("device_id", "event_id"),
        if_not_exists=True,
    )
    op.create_index("desk_act_saved", "desk_act", ["device_id", "saved", "version"], if_not_exists=True)

    op.create_table(
        "device",
        sa.Column("device_id", tables.uuid_type(), nullable=False),
        sa.Column("public_key", sa.String(length=64), nullable=False),
        sa.Column("hall", sa.String(length=64), nullable=False),
        sa.Column("agency", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("software", sa.String(length=64), nullable=False),
        sa.Column("enrolled_ms", sa.BigInteger(), nullable=False),
        sa.Column("last_seen_ms", sa.BigInteger(), nullable=True),
        sa.Column("journal_seq", sa.BigInteger(), nullable=True),
        sa.Column("journal_hash", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("device_id"),
        sa.UniqueConstraint("public_key"),
        if_not_exists=True,
    )
    op.create_table(
        "dossier",
        sa.Column("official_code", sa.String(length=64), nullable=False),
        sa.Column("agency", sa.String(length=64), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hall", sa.String(length=64), nullable=False),
        sa.Column("procedure", sa.String(length=64), nullable=False),
        sa.Column("provisional_code", sa.String(length=64), nullable=True),
        sa.Column("device_id", tables.uuid_type(), nullable=True),
        sa.Column("event_id", tables.uuid_type(), nullable=True),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("received_ms", sa.BigInteger(), nullable=True),
        sa.Column("due_ms", sa.BigInteger(), nullable=True),
        sa.Column("finished_ms", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("official_code"),
        sa.UniqueConstraint("agency", "day", "number"),
        sa.UniqueConstraint("device_id", "event_id"),
        if_not_exists=True,
    )
    op.create_index("dossier_provisional", "dossier", ["provisional_code"], if_not_exists=True)

    op.create_table(
        "feed_head",
        sa.Column("one", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("head", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("one"),
        if_not_exists=True,
    )
    op.create_table(
        "incarnation",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("incarnation", tables.uuid_type(), nullable=False),
        sa.Column("started_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        if_not_exists=True,
    )
    op.create_table(
        "ingest_event",
        sa.Column("device_id", tables.uuid_type(), nullable=False),
        sa.Column("event_id", tables.uuid_type(), nullable=False),
        sa.Column("received_ms", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("v", sa.Integer(), nullable=False),
        sa.Column("understood", sa.Integer(), nullable=False),
        sa.Column("wall_ms", sa.BigInteger(), nullable=False),
        sa.Column("mono_ms", sa.BigInteger(), nullable=False),
        sa.Column("boot_id", sa.String(length=64), nullable=False),
        sa.Column("clock_quality", sa.String(length=64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "ingest_key",
        sa.Column("device_id", tables.uuid_type(), nullable=False),
        sa.Column("event_id", tables.uuid_type(), nullable=False),
        sa.Column("epoch", tables.uuid_type(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("sha256", tables.Sha256(), nullable=False),
        sa.PrimaryKeyConstraint("device_id", "event_id"),
        sa.UniqueConstraint("device_id", "epoch", "seq"),
        sqlite_with_rowid=False,
        if_not_exists=True,
    )
    op.create_table(
        "submission",
        sa.Column("device_id", tables.uuid_type(), nullable=False),
        sa.Column("event_id", tables.uuid_type(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("hall", sa.String(length=64), nullable=False),
        sa.Column("agency", sa.String(length=64), nullable=False),
        sa.Column("procedure", sa.String(length=64), nullable=False),
        sa.Column("form", sa.String(length=64), nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("arrived_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("device_id", "event_id"),
        if_not_exists=True,
    )
    op.create_index("submission_arrived", "submission", ["arrived_ms"], if_not_exists=True)
    op.create_index("submission_code", "submission", ["code"], if_not_exists=True)

    op.create_table(
        "dossier_holder",
        sa.Column("official_code", sa.String(length=64), nullable=False),
        sa.Column("holder_proof", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["official_code"],
            ["dossier.official_code"],
        ),
        sa.PrimaryKeyConstraint("official_code"),
        if_not_exists=True,
    )
    op.create_table(
        "dossier_paper",
        sa.Column("official_code", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("state", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["official_code"],
            ["dossier.official_code"],
        ),
        sa.PrimaryKeyConstraint("official_code", "kind", "number"),
        if_not_exists=True,
    )
    op.create_table(
        "enrol_code",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("hall", sa.String(length=64), nullable=False),
        sa.Column("agency", sa.String(length=64), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("until_ms", sa.BigInteger(), nullable=False),
        sa.Column("device_id", tables.uuid_type(), nullable=True),
        sa.ForeignKeyConstraint(
            ["device_id"],
            ["device.device_id"],
        ),
        sa.PrimaryKeyConstraint("code_hash"),
        if_not_exists=True,
    )
