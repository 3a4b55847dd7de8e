"""A backlog over a bad line: 5,000 events and photographed papers over 256 kbit/s that is cut each minute.

Ten times faster, and with so many bytes fewer that it ends: every time here is a tenth of the real one. The hall's own
worker sends to a real province through a relay that throttles and cuts; then a bare loop of PATCH sends the same bytes
over the same line with the same cuts, which is what no program of this kind can beat by much.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kiosk.commands.bench.figure import Figure
from kiosk.commands.bench.slow_link_parts import FarProvince, SlowHall, cuts, send_bare
from kiosk.commands.demo.relay import Relay

FASTER = 10


@dataclass(frozen=True, slots=True)
class Plan:
    """What is sent over which line. Seconds as they pass here, `rate` in bytes a second each way."""

    events: int = 5_000
    papers: int = 12
    paper_bytes: int = 1_000_000
    rate: float = 32_000.0 * FASTER
    cut_each: float = 60.0 / FASTER
    cut_for: float = 5.0 / FASTER
    new_event_each: float = 2.0  # a request's own cost does not shrink, so they come less often than in a tenth


@dataclass(frozen=True, slots=True)
class Outcome:
    """Seconds until the last old event was taken, that a new one waited at most, from the last old event until the last
    paper was whole, and of the bare loop; bytes of all papers; papers that are missing or are others now."""

    events: float
    longest_wait: float
    papers: float
    bare: float
    bytes: int
    wrong: int


def measure(folder: Path, national: Path | None) -> Iterator[Figure]:
    """Yield how a backlog gets through, beside a bare loop."""
    plan = Plan()
    out = run(folder, plan)
    yield Figure(f"{plan.events:,} events, papers behind them: all taken", out.events, "s", goal=60 / FASTER)
    yield Figure("an event that happens while papers go: longest wait", out.longest_wait, "s", goal=30 / FASTER)
    what = f"{out.bytes / 1e6:.0f} MB of papers behind the events: all whole"
    yield Figure(what, out.papers, "s", 1.3, out.bare, "bare loop of PATCH, same line and cuts")
    link = 100 * out.bytes / plan.rate
    yield Figure("share of the link that papers used", link / out.papers, "%", goal=70, at_least=True)
    yield Figure("the same, of the bare loop", link / out.bare, "%")
    yield Figure("papers that are missing or not as they were", out.wrong, "", 0)


def run(folder: Path, plan: Plan) -> Outcome:
    """Send all of it by the worker, and its papers again by the bare loop.

    Raises:
        TimeoutError: it does not end.
    """
    with FarProvince(folder) as far, Relay(("127.0.0.1", far.port)) as relay:
        hall = SlowHall(folder / "hall", far, relay.address)
        hall.save(plan.events, plan.papers, plan.paper_bytes)
        other = SlowHall(folder / "other", far, relay.address)
        token = other.token()
        relay.throttle(plan.rate)
        with cuts(relay, plan.cut_each, plan.cut_for):
            papers = hall.send_all(plan.new_event_each)
        with cuts(relay, plan.cut_each, plan.cut_for):
            bare = send_bare(relay.address, token, hall.sealed())
        relay.throttle(None)
        size = sum(len(one) for one in hall.sealed())
        events = hall.last_old_event()
        out = Outcome(events, hall.longest_wait(), papers - events, bare, size, far.wrong(hall.pdfs))
        hall.close()
        other.close()
    return out
