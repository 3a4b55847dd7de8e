"""`kiosk bench`: what we claim, measured beside a floor in the same run.

Machines are noisy, so a budget is a ratio to the floor wherever there is one; times stand beside it for the curious.
"""

import importlib
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import click

from kiosk.commands.bench.figure import Figure

GROUPS = (
    "store", "search", "scanning", "pages", "result", "keyboard", "submission",
    "camera", "hall", "screen", "played", "day", "slow-link", "ingest",
)  # fmt: skip
WITH_QUICK = frozenset({"ingest"})


@click.command()
@click.option("--only", multiple=True, type=click.Choice(GROUPS), help="Only this group; may be given again.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.option("--national", type=click.Path(path_type=Path), default=None, help="Folder with the national records.")
@click.option("--quick", is_flag=True, help="Do little, to see that it runs: ingest. Its figures tell nothing.")
def bench(only: tuple[str, ...], as_json: bool, national: Path | None, quick: bool) -> None:
    """Measure against floors in the same run; ends with 1 when a budget is missed."""
    figures: list[Figure] = []
    for name in only or GROUPS:
        measure = importlib.import_module(f"kiosk.commands.bench.{name.replace('-', '_')}").measure
        with tempfile.TemporaryDirectory(prefix="mot-cua-bench-") as folder:
            more = {"quick": True} if quick and name in WITH_QUICK else {}
            for figure in cast("Iterator[Figure]", measure(Path(folder), national, **more)):
                figures.append(figure)
                if not as_json:
                    click.echo(figure.line())
    if as_json:
        click.echo(json.dumps([figure.as_json() for figure in figures], ensure_ascii=False, indent=1))
    missed = [figure.what for figure in figures if not figure.holds]
    if missed:
        raise click.ClickException("over budget: " + "; ".join(missed))
