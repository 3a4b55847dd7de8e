"""What Alembic runs around the steps: on the connection it is handed, in that connection's transaction."""

from alembic import context

from sync.province.revisions import COMPARED
from sync.province.tables import metadata

context.configure(context.config.attributes["connection"], target_metadata=metadata, **COMPARED)
with context.begin_transaction():
    context.run_migrations()
