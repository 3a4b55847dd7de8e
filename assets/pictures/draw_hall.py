# ruff: noqa: E501  (paths of drawings are not broken into lines)
"""Draws what belongs to waiting: no numbers now, one's own ticket, help on its way, how it was. Made of the parts of
draw.py; run it after a change there or here:

    .venv/bin/python assets/pictures/draw_hall.py
"""

from draw import (
    DARK,
    GREEN,
    LINE,
    PAPER,
    PURPLE,
    RED,
    SKIN,
    STEEL,
    TEAL,
    WHITE,
    WOOD,
    at,
    bell,
    box,
    clock,
    counter,
    disc,
    ground,
    hall,
    hand,
    kiosk,
    limb,
    line,
    palm,
    person,
    scanner,
    seated,
    shape,
    star,
    ticket,
    write,
)

GLAD, CALM, SAD = "#8CCB6B", "#F3D35B", "#EE9A6B"


def face(fill: str, mouth: str, eyes: str) -> list[str]:
    """A face of radius 128 in the middle; `mouth` and `eyes` are paths."""
    return [disc(200, 150, 128, fill, 8), line(eyes, LINE, 15), line(mouth, LINE, 13)]


def door_shut(x: float, y: float, scale: float = 1) -> str:
    """The hall with its door shut: a bar across, no light in the windows."""
    shut = [box(-96, -66, 42, 36, STEEL, 3), box(54, -66, 42, 36, STEEL, 3), box(-34, -42, 68, 14, WOOD, 3)]
    return hall(x, y, scale) + at(x, y, shut, scale)


def calendar(x: float, y: float) -> str:
    """A day on the wall with a star: a public holiday."""
    return at(
        x,
        y,
        [
            box(-44, -44, 88, 96, PAPER, 6),
            box(-44, -44, 88, 26, RED, 6),
            line("M-22 -54v20M22 -54v20", LINE, 6),
            star(0, 20, 26, RED),
        ],
    )


def cross(x: float, y: float, r: float) -> str:
    return disc(x, y, r, WHITE) + line(
        f"M{x - r * 0.45} {y - r * 0.45}L{x + r * 0.45} {y + r * 0.45}M{x + r * 0.45} {y - r * 0.45}L{x - r * 0.45} {y + r * 0.45}",
        RED,
        r * 0.28,
    )


def scenes() -> dict[str, list[str]]:
    return {
        "ticket/closed_now": [ground(200, 286, 190), palm(50, 284, 0.74), door_shut(186, 270, 1.1), clock(338, 90, 50)],
        "ticket/holiday": [ground(200, 286, 190), palm(50, 284, 0.74), door_shut(186, 270, 1.1), calendar(342, 92)],
        "ticket/no_counter": [
            ground(), counter(250, 284, 256, 100), box(268, 132, 74, 52, DARK, 5), line("M305 184v10", LINE, 8),
            box(150, 150, 66, 34, PAPER, 4), line("M164 167h38", RED, 7),
            person(70, 284, TEAL, "hat", [[(-22, -136), (-40, -100), (-30, -70)], [(22, -136), (40, -100), (30, -70)]], 1.0, smile=False),
        ],
        "ticket/no_numbers": [ground(), kiosk(286, 284, 1.2), ticket(190, 120, 1.05, -8), cross(236, 70, 34), person(98, 284, GREEN, "short", [[(20, -136), (46, -112), (66, -120)]], 1.06, neck="scarf")],
        "ticket/mine": [scanner(200, 52, 1.05), ticket(196, 196, 1.5, -4), limb([(392, 292), (306, 244)], PURPLE, 38), hand(290, 236, SKIN, 24), limb([(290, 228), (250, 216)], SKIN, 14)],
        "ticket/go": [
            ground(), person(300, 266, WHITE, "long", [[(-22, -136), (-56, -150), (-84, -138)]], 1.02, clerk=True, legs=None), counter(292, 284, 210, 96),
            person(104, 284, PURPLE, "hat", [[(20, -136), (50, -112), (76, -122)]], 1.06), ticket(200, 148, 0.6, 8), line("M150 44h96M222 18l28 26l-28 26", GREEN, 13),
        ],
        "ticket/served": [
            ground(), person(300, 266, WHITE, "long", [[(-22, -136), (-52, -112), (-80, -116)]], 1.02, clerk=True, legs=None), counter(292, 284, 210, 96),
            seated(96, 284, PURPLE, "hat", [[(18, -128), (44, -104), (76, -112)]], scale=1.05), box(190, 140, 60, 44, PAPER, 3), line("M202 154h36M202 168h24", "#9AA3AD", 4),
        ],
        "ticket/missed": [
            ground(), seated(120, 284, GREEN, "short", [[(16, -126), (44, -98), (74, -112)]], neck="scarf", scale=1.05, smile=False), ticket(204, 158, 0.6, 6),
            bell(320, 96, 46), line("M254 62q-18 30 0 64M386 62q18 30 0 64", LINE, 6),
        ],
        "ticket/over": [ground(200, 286, 130), ticket(200, 150, 2.2, -4), cross(290, 226, 46)],
        "help/called": [ground(), person(116, 284, PURPLE, "hat", [[(-22, -136), (-42, -100), (-32, -70)], [(22, -136), (54, -160), (64, -200)]], 1.1), bell(300, 130, 52), line("M234 96q-18 34 0 70M368 96q18 34 0 70", LINE, 7)],
        "help/seen": [ground(), person(150, 268, WHITE, "long", [[(22, -136), (56, -128), (88, -150)]], 1.14, clerk=True, legs=None), counter(190, 284, 300, 92), box(252, 96, 108, 78, DARK, 8), box(262, 106, 88, 58, WHITE, 3), bell(306, 138, 20), line("M306 174v18", LINE, 9)],
        "rating/3": face(GLAD, "M126 176q74 92 148 0z", "M150 122q12 -24 24 0M226 122q12 -24 24 0"),
        "rating/2": face(CALM, "M136 186q64 44 128 0", "M160 114v18M240 114v18"),
        "rating/1": face(SAD, "M138 222q62 -54 124 0", "M160 126v18M240 126v18M138 104l36 -8M262 104l-36 -8"),
        "rating/ask": [
            ground(), person(86, 284, PURPLE, "hat", [[(20, -136), (54, -120), (88, -132)]], 1.04),
            at(166, 36, [f'<g transform="scale(0.30)">{"".join(face(GLAD, "M126 176q74 92 148 0z", "M150 122q12 -24 24 0M226 122q12 -24 24 0"))}</g>']),
            at(266, 76, [f'<g transform="scale(0.30)">{"".join(face(CALM, "M136 186q64 44 128 0", "M160 114v18M240 114v18"))}</g>']),
            at(190, 150, [f'<g transform="scale(0.30)">{"".join(face(SAD, "M138 222q62 -54 124 0", "M160 126v18M240 126v18"))}</g>']),
        ],
        "rating/thanks": [
            ground(), person(128, 284, WHITE, "long", [[(-22, -136), (-30, -100), (-4, -92)], [(22, -136), (30, -100), (4, -92)]], 1.1, clerk=True),
            person(284, 284, PURPLE, "hat", [[(-20, -136), (-48, -150), (-52, -186)]], 1.06), shape("M200 74q-22 -30 -38 -7q-10 19 38 50q48 -31 38 -50q-16 -23 -38 7z", RED),
        ],
    }  # fmt: skip


if __name__ == "__main__":
    write(scenes)
