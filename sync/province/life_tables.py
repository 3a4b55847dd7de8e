"""What the province remembers of how machines come and go, and of its own backups."""

from sqlalchemy import BigInteger, Column, Integer, PrimaryKeyConstraint, String, Table

from sync.province.tables import Sha256, metadata, uuid_type

__all__ = ["backup_blob", "device_heard", "feed_floor", "metadata"]

# One row a machine: what it was like when it last told something new.
device_heard = Table(
    "device_heard",
    metadata,
    Column("device_id", uuid_type(), primary_key=True),
    Column("batches", BigInteger, nullable=False),  # grows with every batch that told something; never set back
    Column("journal", BigInteger, nullable=False),  # the end of its journal as told last
    Column("returns", Integer, nullable=False),  # how often that end lay before the one told just before
    Column("returned_ms", BigInteger, nullable=False),
    Column("cloned_ms", BigInteger),  # since when two machines seem to use its key; null where all is well
)

# Papers that lie in a backup which was restored for a test.
backup_blob = Table(
    "backup_blob",
    metadata,
    Column("device_id", uuid_type(), nullable=False),
    Column("blob_id", Sha256(), nullable=False),
    PrimaryKeyConstraint("device_id", "blob_id"),
)

# Below this change of a stream and a scope, the feed has been compacted: what stood there was superseded.
feed_floor = Table(
    "feed_floor",
    metadata,
    Column("stream", String(32), nullable=False),
    Column("scope", String(64), nullable=False),
    Column("floor", BigInteger, nullable=False),
    PrimaryKeyConstraint("stream", "scope"),
)
