"""Write the next step from what the tables declare now: `python -m sync.province.revisions "why"`.

It compares with an empty SQLite database that all steps so far have made. What it cannot see (moved data, partitions)
is written by hand into the file it names.
"""

import sys
from pathlib import Path

from alembic import command
from alembic.script import Script, ScriptDirectory
from sqlalchemy import create_engine

from sync.province.revisions import bring_up_to_date, config_for


def main(why: str) -> None:
    with create_engine("sqlite://").connect() as db:
        bring_up_to_date(db)
        config = config_for(db)
        steps = len(list(ScriptDirectory.from_config(config).walk_revisions()))
        step = command.revision(config, why, autogenerate=True, rev_id=f"{steps + 1:04d}")
    assert isinstance(step, Script)  # noqa: S101
    file = Path(step.path)
    lines = file.read_text().splitlines(keepends=True)
    file.write_text("".join(line for line in lines if not line.lstrip().startswith("# ###")))


if __name__ == "__main__":
    main(sys.argv[1])
