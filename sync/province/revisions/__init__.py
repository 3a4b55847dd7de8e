"""How the province's database grew, step by step (Alembic): every start brings a database up to date.

Whoever changes the tables writes the next step with one command, reads it and commits it:

    .venv/bin/python -m sync.province.revisions "papers have a lane"

A step is not taken back: before an update there is a backup. Steps of a release do not change any more.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, inspect, text

from kiosk.errors import StoreError
from sync.province import life_tables, page_tables, tables
from sync.province.tables import PARTED, metadata

if TYPE_CHECKING:
    from alembic.config import Config

_FOLDER = Path(__file__).parent
TABLES = (tables, life_tables, page_tables)  # the modules that declare tables; one that is not loaded has none here


def bring_up_to_date(db: Connection) -> None:
    """Take all steps that `db` lacks, in its transaction.

    Raises:
        StoreError: it was brought further by a newer release.
    """
    if _step_of(db) == _newest_step():
        return
    from alembic import command  # a start that has nothing to take can do without its loading
    from alembic.util import CommandError

    try:
        command.upgrade(config_for(db), "head")
    except CommandError as error:
        raise StoreError(problem="the database is of a newer release; install that one") from error


def differences(db: Connection) -> list[Any]:
    """Return in what an up-to-date `db` differs from the tables as they are declared; each as Alembic writes it."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    return compare_metadata(MigrationContext.configure(db, opts=COMPARED), metadata)


def config_for(db: Connection) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = db
    return config


def _step_of(db: Connection) -> str | None:
    """Return which step was the last that `db` took, as Alembic notes it; None: a new database."""
    if not inspect(db).has_table("alembic_version"):
        return None
    return db.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _newest_step() -> str:
    return max(file.name for file in (_FOLDER / "versions").glob("[0-9]*.py")).partition("_")[0]


def _is_compared(name: str | None, kind: str, parents: Any) -> bool:
    """Months of a table are made by whoever needs one, so they are no part of the comparison."""
    return kind != "table" or not any((name or "").startswith(f"{one}_") for one in PARTED)


def _written(kind: str, item: Any, _: Any) -> str | bool:
    """Return how our own types stand in a step; False: as Alembic writes it."""
    if kind != "type":
        return False
    if isinstance(item, tables.Sha256):
        return "tables.Sha256()"
    return "tables.uuid_type()" if repr(item) == repr(tables.uuid_type()) else False


COMPARED: dict[str, Any] = {"include_name": _is_compared, "render_item": _written, "render_as_batch": True}
