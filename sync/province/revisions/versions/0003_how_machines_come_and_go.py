"""How machines come and go."""

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
        "feed_floor",
        sa.Column("stream", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.String(length=64), nullable=False),
        sa.Column("floor", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("stream", "scope"),
    )
