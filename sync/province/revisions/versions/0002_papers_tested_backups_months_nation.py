"""Papers by what they are, tested backups, one table a month in PostgreSQL, and the way on to a nation."""

import sqlalchemy as sa
from alembic import op

from sync.province import tables
from sync.province.months import make_month

_MONTHS = """SELECT DISTINCT date_trunc('month', to_timestamp(received_ms / 1000) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
             FROM ingest_event"""

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "backup_mark",
        sa.Column("device_id", tables.uuid_type(), nullable=False),
        sa.Column("epoch", tables.uuid_type(), nullable=False),
        sa.Column("through", sa.BigInteger(), nullable=False),
        sa.Column("holes", sa.Text(), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("device_id", "epoch"),
    )
    op.create_table(
        "blob",
        sa.Column("device_id", tables.uuid_type(), nullable=False),
        sa.Column("blob_id", tables.Sha256(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("whole_ms", sa.BigInteger(), nullable=True),
        sa.Column("begun_ms", sa.BigInteger(), nullable=False),
        sa.Column("erased_ms", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("device_id", "blob_id"),
    )
    op.create_index("blob_by_id", "blob", ["blob_id"])
    op.create_table(
        "blob_ref",
        sa.Column("device_id", tables.uuid_type(), nullable=False),
        sa.Column("event_id", tables.uuid_type(), nullable=False),
        sa.Column("blob_id", tables.Sha256(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("device_id", "event_id", "blob_id"),
    )
    op.create_index("blob_ref_blob", "blob_ref", ["device_id", "blob_id"])

    op.create_table(
        "device_status",
        sa.Column("device_id", tables.uuid_type(), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("device_id"),
    )
    op.create_table(
        "nation",
        sa.Column("one", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("device_id", tables.uuid_type(), nullable=False),
        sa.Column("epoch", tables.uuid_type(), nullable=False),
        sa.Column("last_seq", sa.BigInteger(), nullable=False),
        sa.Column("incarnation", tables.uuid_type(), nullable=True),
        sa.Column("last_ok_ms", sa.BigInteger(), nullable=True),
        sa.Column("last_error", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("one"),
    )
    op.create_table(
        "nation_outbox",
        sa.Column("device_id", tables.uuid_type(), nullable=False),
        sa.Column("event_id", tables.uuid_type(), nullable=False),
        sa.Column("received_ms", sa.BigInteger(), nullable=False),
        sa.Column("hall", sa.String(length=64), nullable=False),
        sa.Column("agency", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("epoch", tables.uuid_type(), nullable=True),
        sa.Column("seq", sa.BigInteger(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_try_ms", sa.BigInteger(), nullable=False),
        sa.Column("last_error", sa.String(length=200), nullable=True),
        sa.Column("acked_incarnation", tables.uuid_type(), nullable=True),
        sa.PrimaryKeyConstraint("device_id", "event_id"),
    )
    op.create_index("nation_outbox_waiting", "nation_outbox", ["state", "received_ms"])

    if op.get_bind().dialect.name == "postgresql":
        _lay_out_by_month()
    op.create_index("ingest_event_identity", "ingest_event", ["device_id", "event_id"])


def _lay_out_by_month() -> None:
    op.rename_table("ingest_event", "ingest_event_whole")
    op.execute("CREATE TABLE ingest_event (LIKE ingest_event_whole) PARTITION BY RANGE (received_ms)")
    op.execute("CREATE TABLE ingest_event_other PARTITION OF ingest_event DEFAULT")
    op.execute("INSERT INTO ingest_event SELECT * FROM ingest_event_whole")
    op.drop_table("ingest_event_whole")
    db = op.get_bind()
    for (month,) in db.execute(sa.text(_MONTHS)).all():
        make_month(db, "ingest_event", month)
