"""Papers that were handed over."""

import sqlalchemy as sa
from alembic import op

from sync.province import tables

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    with op.batch_alter_table("blob", schema=None) as batch_op:
        batch_op.add_column(sa.Column("erased_ms", sa.BigInteger(), nullable=True))
        batch_op.create_index("blob_id", ["blob_id"], unique=False)
