"""The measured backlog over a slow line, small and quick: it ends, and nothing is lost."""

from pathlib import Path

from kiosk.commands.bench.slow_link import Plan, run


def test_a_backlog_over_a_line_that_is_cut_gets_through_whole(tmp_path: Path):
    plan = Plan(events=300, papers=2, paper_bytes=400_000, rate=1_000_000, cut_each=0.7, cut_for=0.1)
    out = run(tmp_path, plan)
    assert (out.wrong, out.bytes > 800_000, out.papers > 0, out.bare > 0) == (0, True, True, True)
