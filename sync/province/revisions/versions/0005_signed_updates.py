"""Signed updates."""

import sqlalchemy as sa
from alembic import op

from sync.province import tables

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
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
