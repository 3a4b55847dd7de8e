"""${message[0].upper() + message[1:]}."""

import sqlalchemy as sa
from alembic import op

from sync.province import tables
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}
