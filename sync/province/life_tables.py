"""What the province remembers of how machines come and go, and of its own backups."""

from sqlalchemy import BigInteger, Column, Integer, PrimaryKeyConstraint, String, Table

from sync.province.tables import Sha256, metadata, uuid_type

__all__ = ["backup_blob", "boot_time", "device_heard", "device_lookups", "feed_floor", "metadata"]

# One row a machine: what it was like when it last told something new.
device_heard = Table(
    "device_heard",
    metadata,
    Column("device_id", uuid_type(), primary_key=True),
    Column("batches", BigInteger, nullable=False),  # grows with every batch that told something; never set back
    Column("journal", BigInteger, nullable=False),  # the end of its journal as told last
    Column("journal_hash", String(64), nullable=False),
    Column("returns", Integer, nullable=False),  # how often that end was not behind the one told just before
    Column("returned_ms", BigInteger, nullable=False),
    Column("cloned_ms", BigInteger),  # since when two machines seem to use its key; null where all is well
)

# What a machine asked about single dossiers in its present hour (sync.province.lookups).
device_lookups = Table(
    "device_lookups",
    metadata,
    Column("device_id", uuid_type(), primary_key=True),
    Column("since_ms", BigInteger, nullable=False),
    Column("elsewhere", Integer, nullable=False),  # of these, not of its own hall
    Column("every", Integer, nullable=False),
)

# When a run of a machine began, by our clock: places what happened in it, whatever the machine's own clock showed.
boot_time = Table(
    "boot_time",
    metadata,
    Column("device_id", uuid_type(), nullable=False),
    Column("boot_id", String(64), nullable=False),
    Column("zero_ms", BigInteger, nullable=False),
    PrimaryKeyConstraint("device_id", "boot_id"),
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
