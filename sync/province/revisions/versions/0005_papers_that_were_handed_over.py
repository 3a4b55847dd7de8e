"""Papers that were handed over."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    with op.batch_alter_table("blob") as blob:
        blob.add_column(sa.Column("erased_ms", sa.BigInteger(), nullable=True))
        blob.create_index("blob_id", ["blob_id"], unique=False)
