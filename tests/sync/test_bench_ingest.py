"""The bench of taking events in, in its quick form: that it runs, and what of it does not depend on the machine."""

from pathlib import Path

from kiosk.commands.bench.ingest import measure
from tests.sync.parts import Cluster


def test_the_bench_runs_and_keeps_the_budgets_that_no_machine_changes(tmp_path: Path, postgresql: Cluster):
    figures = list(measure(tmp_path, None, quick=True))
    exact = [one for one in figures if one.most is not None and one.floor is None]
    assert [one.what for one in exact if not one.holds] == []
    assert {one.unit for one in exact} == {"B", ""}
