# ruff: noqa: E501  (paths of drawings are not broken into lines)
"""Draws what the civil-status forms let people pick: who it is for, man or woman, where, at what time of day.
Made of the parts of draw.py; run it after a change there or here:

    .venv/bin/python assets/pictures/draw_family.py
"""

from draw import (
    AMBER,
    BLUE,
    GREEN,
    HAIR,
    LEAF,
    LINE,
    PURPLE,
    RED,
    SKY,
    TEAL,
    WHITE,
    at,
    box,
    disc,
    ground,
    hand,
    house,
    kiosk,
    limb,
    line,
    palm,
    person,
    shape,
    stool,
    torso,
    write,
)

DOWN = [(20, -136), (38, -100), (34, -66)]
DOWN_LEFT = [(-20, -136), (-38, -100), (-34, -66)]
PRESS = [(20, -136), (58, -118), (94, -126)]


def flowers(x: float, y: float, scale: float = 1) -> str:
    """A bunch of flowers, held at (x, y)."""
    heads = [(-20, -30, RED), (0, -44, "#F08A9C"), (20, -30, RED), (-8, -22, "#F08A9C"), (10, -18, AMBER)]
    stems = shape("M-24 -22L-6 26h12L24 -22z", LEAF)
    return at(x, y, [stems, *(disc(a, b, 13, colour) for a, b, colour in heads)], scale)


def gown(x: float, y: float, colour: str) -> str:
    """The long part of an áo dài, feet at (x, y)."""
    return shape(f"M{x - 42} {y - 92}h84l14 84h-112z", colour) + line(f"M{x + 18} {y - 90}l10 80", LINE, 3)


def turban(x: float, y: float, colour: str) -> str:
    """A khăn đóng around a head in (x, y)."""
    d = f"M{x - 27} {y - 10}q27 -22 54 0l6 -16q-33 -28 -66 0z"
    return shape(d, colour) + line(f"M{x - 25} {y - 20}q25 -20 50 0", "#E9B93C", 4)


def child(x: float, y: float, colour: str, hair: str, arms: bool = True) -> str:
    reach = (
        [[(20, -136), (48, -150), (56, -176)], [(-20, -136), (-48, -150), (-56, -176)]] if arms else [DOWN, DOWN_LEFT]
    )
    return person(x, y, colour, hair, reach, 1.12)


def clinic(x: float, y: float, floors: int) -> str:
    """A white house with a red cross over its door."""
    high, width = 78 * floors, 250
    windows = [
        box(x + (-108, -56, 20, 72)[i], y - 78 * (at_floor + 1) + 18, 36, 32, SKY, 2)
        for at_floor in range(floors)
        for i in range(4)
        if at_floor or i not in (1, 2)
    ]
    cross = [disc(x, y - high - 28, 40, WHITE), line(f"M{x} {y - high - 50}v44M{x - 22} {y - high - 28}h44", RED, 15)]
    return (
        box(x - width / 2, y - high, width, high, WHITE, 4)
        + box(x - width / 2 - 12, y - high - 12, width + 24, 18, TEAL, 4)
        + "".join(windows)
        + box(x - 30, y - 62, 60, 62, BLUE, 3)
        + line(f"M{x} {y - 62}V{y}", LINE, 3.5)
        + "".join(cross)
    )


def time_of_day(sky: str, parts: list[str], land: str = LEAF) -> list[str]:
    back = f'<rect x="24" y="20" width="352" height="260" rx="26" fill="{sky}" stroke="none"/>'
    home = at(270, 244, [house(0, 0, 1)], 1.1)
    return [back, *parts, line("M30 250q170 -30 340 0", land, 18), home, palm(96, 252, 0.86)]


def rays(x: float, y: float, r: float) -> str:
    reach = ((0, -1), (0.7, -0.7), (1, 0), (0.7, 0.7), (0, 1), (-0.7, 0.7), (-1, 0), (-0.7, -0.7))
    d = "".join(
        f"M{x + a * (r + 9):.0f} {y + b * (r + 9):.0f}L{x + a * (r + 26):.0f} {y + b * (r + 26):.0f}" for a, b in reach
    )
    return line(d, "#E9B93C", 8) + disc(x, y, r, AMBER)


def stars(*places: tuple[float, float]) -> list[str]:
    return [disc(x, y, 4, WHITE, 0) for x, y in places]


def moon(x: float, y: float) -> str:
    return shape(f"M{x} {y - 36}a38 38 0 1 0 34 54a30 30 0 1 1 -34 -54z", AMBER)


def helping() -> dict[str, list[str]]:
    return {
        "submission/for_myself": [ground(), kiosk(284, 282, 1.16), person(136, 284, TEAL, "hat", [PRESS], 1.12)],
        "submission/for_another": [
            ground(200, 284, 190), kiosk(316, 282, 1.06), person(206, 286, BLUE, "short", [PRESS], 1),
            stool(86, 286), person(86, 284, PURPLE, "old", [[(-20, -136), (-36, -104), (-24, -76)], [(20, -136), (44, -112), (62, -112)]], 0.92, neck="scarf"),
        ],
    }  # fmt: skip


def couple() -> dict[str, list[str]]:
    hold = [[(-20, -136), (-34, -104), (-6, -98)], [(20, -136), (34, -104), (6, -98)]]
    return {
        "submission/bride": [ground(200, 286, 120), person(200, 284, RED, "long", [], 1.22), at(200, 284, [gown(0, -10, RED), turban(0, -182, RED)], 1.22), at(200, 284, [limb(one, RED) + hand(*one[-1]) for one in hold], 1.22), flowers(200, 160, 1)],
        "submission/groom": [ground(200, 286, 120), person(200, 284, BLUE, "short", [], 1.22), at(200, 284, [gown(0, -10, BLUE), torso(BLUE, buttons=False).replace("<path", '<path transform="translate(0 -150)"', 1), line("M0 -146q-12 30 -22 44", "#E9B93C", 4), turban(0, -182, BLUE)], 1.22), at(200, 284, [limb(one, BLUE) + hand(*one[-1]) for one in (DOWN, DOWN_LEFT)], 1.22)],
    }  # fmt: skip


def sexes() -> dict[str, list[str]]:
    skirt = shape("M162 196h76l24 58h-124z", "#F08A9C")
    tails = disc(146, 62, 15, HAIR) + disc(254, 62, 15, HAIR)
    return {
        "submission/man": [ground(200, 286, 120), person(200, 284, TEAL, "short", [DOWN, DOWN_LEFT], 1.24)],
        "submission/woman": [ground(200, 286, 120), person(200, 284, PURPLE, "bun", [DOWN, DOWN_LEFT], 1.24)],
        "submission/boy": [ground(200, 286, 120), child(200, 284, BLUE, "short")],
        "submission/girl": [ground(200, 286, 120), tails, child(200, 284, "#F08A9C", "long"), skirt],
    }


def places() -> dict[str, list[str]]:
    road = line("M30 262h340", "#B9BEC4", 34) + line("M60 262h36M140 262h36M220 262h36M300 262h36", WHITE, 6)
    return {
        "submission/hospital": [ground(200, 284, 170), clinic(200, 282, 2)],
        "submission/clinic": [ground(200, 284, 170), palm(60, 284, 0.7), clinic(206, 282, 1)],
        "submission/at_home": [ground(200, 284, 184), palm(76, 284, 0.9), house(220, 282, 2)],
        "submission/elsewhere": [road, palm(70, 244, 0.9), palm(330, 244, 0.74), shape("M200 60a52 52 0 0 1 52 52q0 40 -52 112q-52 -72 -52 -112a52 52 0 0 1 52 -52z", RED), disc(200, 112, 20, WHITE)],
    }  # fmt: skip


def times() -> dict[str, list[str]]:
    return {
        "submission/time_night": time_of_day("#33456B", [moon(120, 86), *stars((208, 60), (280, 92), (330, 52), (60, 60), (180, 130))], "#3F6B4A"),
        "submission/time_morning": time_of_day("#FFEFC4", [rays(120, 150, 38)]),
        "submission/time_noon": time_of_day(SKY, [rays(200, 82, 40)]),
        "submission/time_afternoon": time_of_day("#F7CFA0", [disc(318, 130, 42, "#F08A3C")]),
        "submission/time_evening": time_of_day("#6B6FA8", [*stars((90, 60), (170, 90), (250, 56)), moon(320, 80)], GREEN),
    }  # fmt: skip


if __name__ == "__main__":
    write(helping, couple, sexes, places, times)
