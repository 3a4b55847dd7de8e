"""A played day as a picture: above how many wait, below what each visitor was told and what became true."""

from collections.abc import Iterator

from kiosk.commands.bench.played.play import Day

WIDTH, LEFT, RIGHT = 1200, 56, 20
QUEUE, TOLD = (60, 200), (280, 680)  # top and bottom of the two panels
FIRST, LAST = 6 * 60 + 30, 17 * 60 + 30  # minutes of the day at the left and the right
MOST_MINUTES = 120
GREEN, RED, GREY, BLUE = "#2e7d4f", "#b3261e", "#9aa3ad", "#8fb3d9"


def svg(day: Day) -> str:
    """Return the picture as an SVG document."""
    inside = sum(_is_inside(*case) for case in _cases(day))
    cases = sum(1 for _ in _cases(day))
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} 730" font-family="sans-serif" font-size="14">',
        f'<rect width="{WIDTH}" height="730" fill="#fff"/>',
        f'<text x="{LEFT}" y="30" font-size="18">{len(day.stories)} visitors: {inside} of {cases} called inside the '
        "range on their tickets</text>",
        f'<text x="{LEFT}" y="{QUEUE[0] - 8}" fill="#555">people who wait</text>',
        f'<text x="{LEFT}" y="{TOLD[0] - 14}" fill="#555">minutes from issue to call: the bar is what the ticket '
        "said, the dot what came true</text>",
        *_hours(), *_queue(day), *_told(day),
        "</svg>",
    ])  # fmt: skip


def _x(minute: float) -> float:
    return LEFT + (minute - FIRST) / (LAST - FIRST) * (WIDTH - LEFT - RIGHT)


def _y(panel: tuple[int, int], value: float, most: float) -> float:
    top, bottom = panel
    return bottom - min(value, most) / most * (bottom - top)


def _hours() -> Iterator[str]:
    for hour in range(7, 18):
        x = _x(60 * hour)
        yield f'<path d="M{x:.1f} {QUEUE[0]}V{QUEUE[1]}M{x:.1f} {TOLD[0]}V{TOLD[1]}" stroke="#e3e6ea"/>'
        yield f'<text x="{x:.1f}" y="{TOLD[1] + 22}" text-anchor="middle" fill="#555">{hour}:00</text>'
    for minutes in range(0, MOST_MINUTES + 1, 30):
        y = _y(TOLD, minutes, MOST_MINUTES)
        yield f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#e3e6ea"/>'
        yield f'<text x="{LEFT - 8}" y="{y + 5:.1f}" text-anchor="end" fill="#555">{minutes}</text>'


def _queue(day: Day) -> Iterator[str]:
    most = max(people for _, people in day.waiting)
    steps = "".join(f"H{_x(at):.1f}V{_y(QUEUE, people, most):.1f}" for at, people in day.waiting)
    yield f'<path d="M{LEFT} {QUEUE[1]}{steps}V{QUEUE[1]}Z" fill="{BLUE}"/>'
    yield f'<text x="{LEFT - 8}" y="{QUEUE[0] + 5}" text-anchor="end" fill="#555">{most}</text>'


def _cases(day: Day) -> Iterator[tuple[float, tuple[int, int], float]]:
    for story in day.stories:
        said = story.ranges["ours"]
        if said is not None and story.waited is not None:
            yield story.visitor.at, said, story.waited


def _is_inside(at: float, said: tuple[int, int], waited: float) -> bool:
    return said[0] <= waited <= said[1]


def _told(day: Day) -> Iterator[str]:
    for at, said, waited in _cases(day):
        x, colour = _x(at), GREEN if _is_inside(at, said, waited) else RED
        top, bottom = (_y(TOLD, value, MOST_MINUTES) for value in reversed(said))
        yield f'<path d="M{x:.1f} {top:.1f}V{bottom:.1f}" stroke="{GREY}" stroke-width="1.5" opacity=".55"/>'
        yield f'<circle cx="{x:.1f}" cy="{_y(TOLD, waited, MOST_MINUTES):.1f}" r="2.6" fill="{colour}"/>'
