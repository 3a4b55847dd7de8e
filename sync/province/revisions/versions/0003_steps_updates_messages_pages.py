"""How machines come and go, dossiers by steps, signed updates, messages to villagers, and the officials' pages."""

import sqlalchemy as sa
from alembic import op

from sync.province import tables

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "backup_blob",
        sa.Column("device_id", tables.uuid_type(), nullable=False),
        sa.Column("blob_id", tables.Sha256(), nullable=False),
        sa.PrimaryKeyConstraint("device_id", "blob_id"),
    )
    op.create_table(
        "boot_time",
        sa.Column("device_id", tables.uuid_type(), nullable=False),
        sa.Column("boot_id", sa.String(length=64), nullable=False),
        sa.Column("zero_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("device_id", "boot_id"),
    )
    op.create_table(
        "catalogue_draft",
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("made_by", sa.String(length=32), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("code"),
    )
    op.create_table(
        "dead_letter_dealt",
        sa.Column("device_id", tables.uuid_type(), nullable=False),
        sa.Column("event_id", sa.String(length=64), nullable=False),
        sa.Column("sha256", tables.Sha256(), nullable=False),
        sa.Column("dealt_by", sa.String(length=32), nullable=False),
        sa.Column("dealt_ms", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("device_id", "event_id", "sha256"),
    )
    op.create_table(
        "device_heard",
        sa.Column("device_id", tables.uuid_type(), nullable=False),
        sa.Column("batches", sa.BigInteger(), nullable=False),
        sa.Column("journal", sa.BigInteger(), nullable=False),
        sa.Column("journal_hash", sa.String(length=64), nullable=False),
        sa.Column("returns", sa.Integer(), nullable=False),
        sa.Column("returned_ms", sa.BigInteger(), nullable=False),
        sa.Column("cloned_ms", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("device_id"),
    )
    op.create_table(
        "device_lookups",
        sa.Column("device_id", tables.uuid_type(), nullable=False),
        sa.Column("since_ms", sa.BigInteger(), nullable=False),
        sa.Column("elsewhere", sa.Integer(), nullable=False),
        sa.Column("every", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("device_id"),
    )
    op.create_table(
        "exchange_outbox",
        sa.Column("official_code", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_ms", sa.BigInteger(), nullable=False),
        sa.Column("begun_ms", sa.BigInteger(), nullable=True),
        sa.Column("done_ms", sa.BigInteger(), nullable=True),
        sa.Column("error_code", sa.String(length=32), nullable=True),
        sa.Column("message", sa.String(length=300), nullable=True),
        sa.PrimaryKeyConstraint("official_code", "number"),
    )
    with op.batch_alter_table("exchange_outbox", schema=None) as batch_op:
        batch_op.create_index("exchange_outbox_next", ["state", "next_ms"], unique=False)

    op.create_table(
        "feed_floor",
        sa.Column("stream", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.String(length=64), nullable=False),
        sa.Column("floor", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("stream", "scope"),
    )
    op.create_table(
        "hall_name",
        sa.Column("hall", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("agency", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("hall"),
    )
    op.create_table(
        "official",
        sa.Column("official", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("password", sa.String(length=200), nullable=False),
        sa.Column("off", sa.Integer(), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("official"),
    )
    op.create_table(
        "official_session",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("official", sa.String(length=32), nullable=False),
        sa.Column("until_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash"),
    )
    with op.batch_alter_table("official_session", schema=None) as batch_op:
        batch_op.create_index("official_session_official", ["official"], unique=False)

    op.create_table(
        "official_tries",
        sa.Column("official", sa.String(length=32), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("until_ms", sa.BigInteger(), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("good_ms", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("official", "address"),
    )
    op.create_table(
        "pulled_procedure",
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("hash", tables.Sha256(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("pulled_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("code"),
    )
    op.create_table(
        "rating",
        sa.Column("device_id", tables.uuid_type(), nullable=False),
        sa.Column("ticket", sa.String(length=64), nullable=False),
        sa.Column("hall", sa.String(length=64), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("wall_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("device_id", "ticket"),
    )
    with op.batch_alter_table("rating", schema=None) as batch_op:
        batch_op.create_index("rating_day", ["day", "hall", "value"], unique=False)

    op.create_table(
        "update_draft",
        sa.Column("path", sa.String(length=128), nullable=False),
        sa.Column("sha256", tables.Sha256(), nullable=True),
        sa.Column("length", sa.BigInteger(), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("path"),
    )
    op.create_table(
        "update_metadata",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "update_piece",
        sa.Column("sha256", tables.Sha256(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", "number"),
    )
    op.create_table(
        "update_target",
        sa.Column("path", sa.String(length=128), nullable=False),
        sa.Column("sha256", tables.Sha256(), nullable=False),
        sa.Column("length", sa.BigInteger(), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("path"),
    )
    op.create_table(
        "consent",
        sa.Column("consent_id", tables.uuid_type(), nullable=False),
        sa.Column("official_code", sa.String(length=64), nullable=False),
        sa.Column("given", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=8), nullable=False),
        sa.Column("words", sa.String(length=100), nullable=False),
        sa.Column("way", sa.String(length=8), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn_ms", sa.BigInteger(), nullable=True),
        sa.Column("phone_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("phone_mark", sa.String(length=64), nullable=True),
        sa.Column("over_ms", sa.BigInteger(), nullable=True),
        sa.Column("erased_ms", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["official_code"],
            ["dossier.official_code"],
        ),
        sa.PrimaryKeyConstraint("consent_id"),
    )
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.create_index("consent_dossier", ["official_code"], unique=False)
        batch_op.create_index(
            "consent_in_force",
            ["official_code"],
            unique=True,
            sqlite_where=sa.text("given = 1 AND withdrawn_ms IS NULL"),
            postgresql_where=sa.text("given = 1 AND withdrawn_ms IS NULL"),
        )

    op.create_table(
        "dossier_step",
        sa.Column("official_code", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("due_ms", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("put_off", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["official_code"],
            ["dossier.official_code"],
        ),
        sa.PrimaryKeyConstraint("official_code", "number"),
    )
    op.create_table(
        "dossier_term",
        sa.Column("official_code", sa.String(length=64), nullable=False),
        sa.Column("unit", sa.String(length=16), nullable=True),
        sa.Column("applicant_kind", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["official_code"],
            ["dossier.official_code"],
        ),
        sa.PrimaryKeyConstraint("official_code"),
    )
    op.create_table(
        "villager_notice",
        sa.Column("notice_id", tables.uuid_type(), nullable=False),
        sa.Column("official_code", sa.String(length=64), nullable=False),
        sa.Column("cause", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=100), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("next_ms", sa.BigInteger(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=8), nullable=True),
        sa.Column("text", sa.String(length=400), nullable=True),
        sa.Column("phone_mark", sa.String(length=64), nullable=True),
        sa.Column("claimed_ms", sa.BigInteger(), nullable=True),
        sa.Column("ended_ms", sa.BigInteger(), nullable=True),
        sa.Column("gateway_id", sa.String(length=100), nullable=True),
        sa.Column("why", sa.String(length=100), nullable=True),
        sa.ForeignKeyConstraint(
            ["official_code"],
            ["dossier.official_code"],
        ),
        sa.PrimaryKeyConstraint("notice_id"),
        sa.UniqueConstraint("official_code", "cause"),
    )
    with op.batch_alter_table("villager_notice", schema=None) as batch_op:
        batch_op.create_index("villager_notice_mark", ["phone_mark", "claimed_ms"], unique=False)
        batch_op.create_index("villager_notice_next", ["state", "next_ms"], unique=False)

    with op.batch_alter_table("dossier", schema=None) as batch_op:
        batch_op.create_index("dossier_by_day", ["day", "hall", "procedure", "device_id"], unique=False)
        batch_op.create_index("dossier_by_end", ["finished_ms", "hall", "procedure", "due_ms"], unique=False)
        batch_op.create_index("dossier_by_status", ["status", "hall", "procedure", "due_ms"], unique=False)

    with op.batch_alter_table("ingest_event", schema=None) as batch_op:
        batch_op.create_index(
            "ingest_event_unread",
            ["kind", "v", "received_ms"],
            unique=False,
            sqlite_where=sa.text("understood = 0"),
            postgresql_where=sa.text("understood = 0"),
        )
