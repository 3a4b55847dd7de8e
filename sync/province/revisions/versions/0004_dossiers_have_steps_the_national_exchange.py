"""Dossiers have steps and pauses; what must go to the national exchange, and what came from it."""

import sqlalchemy as sa
from alembic import op

from sync.province import tables

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "catalogue_draft",
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("hash", tables.Sha256(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("pulled_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("code"),
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
    op.create_index("exchange_outbox_next", "exchange_outbox", ["state", "next_ms"])

    op.create_table(
        "dossier_step",
        sa.Column("official_code", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("due_ms", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["official_code"], ["dossier.official_code"]),
        sa.PrimaryKeyConstraint("official_code", "number"),
    )
    op.create_table(
        "dossier_term",
        sa.Column("official_code", sa.String(length=64), nullable=False),
        sa.Column("unit", sa.String(length=16), nullable=True),
        sa.Column("applicant_kind", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["official_code"], ["dossier.official_code"]),
        sa.PrimaryKeyConstraint("official_code"),
    )
