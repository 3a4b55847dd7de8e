# ruff: noqa: E501  (paths of drawings are not broken into lines)
"""Draws what the forms of door 4 let people pick: homes, trades, the time of day, who needs an allowance, how money
comes. Made of the parts of draw.py; run it after a change there or here:

    .venv/bin/python assets/pictures/draw_forms.py
"""

from draw import (
    AMBER,
    BLUE,
    BROWN,
    DARK,
    GREEN,
    GREY,
    LEAF,
    LINE,
    PAPER,
    PURPLE,
    RED,
    SAND,
    SKIN,
    SKY,
    STEEL,
    TEAL,
    WHITE,
    WOOD,
    at,
    baby,
    banknote,
    box,
    disc,
    ground,
    hand,
    house,
    limb,
    line,
    palm,
    paper,
    person,
    shape,
    tick,
    write,
)


def key(x: float, y: float, scale: float = 1, turn: float = 0) -> str:
    """A house key, its ring at (x, y)."""
    ring = f'<circle cx="0" cy="0" r="20" fill="none" stroke="{LINE}" stroke-width="19"/>'
    inside = f'<circle cx="0" cy="0" r="20" fill="none" stroke="{AMBER}" stroke-width="10"/>'
    shaft = line("M20 0h62M64 0v18M80 0v18", LINE, 19) + line("M20 0h62M64 0v18M80 0v18", AMBER, 10)
    return at(x, y, [ring, shaft, inside], scale, turn)


def bundle(x: float, y: float, colour: str = PURPLE, scale: float = 1) -> str:
    """A travelling bag that stands on (x, y)."""
    return at(
        x,
        y,
        [line("M-20 -46q20 -30 40 0", LINE, 8), box(-40, -48, 80, 48, colour, 10), line("M-40 -28h80", LINE, 4)],
        scale,
    )


def rooms(x: float, y: float) -> str:
    """A row of three rented rooms, its middle foot at (x, y)."""
    doors = [
        box(x - 150 + 106 * i + 16, y - 74, 42, 74, colour, 3) + box(x - 150 + 106 * i + 66, y - 70, 26, 26, SKY, 2)
        for i, colour in enumerate((TEAL, BLUE, PURPLE))
    ]
    return (
        box(x - 156, y - 104, 318, 104, "#F6E3B4", 3)
        + shape(f"M{x - 172} {y - 100}L{x - 150} {y - 142}H{x + 156}L{x + 178} {y - 100}z", "#C4643F")
        + "".join(doors)
    )


def stall(colour: str) -> str:
    """A shop's table under a striped awning, 400 wide."""
    stripes = [shape(f"M{52 + 50 * i} 44h50l6 46q-28 22 -56 0z", colour if i % 2 == 0 else WHITE) for i in range(6)]
    return (
        ground(200, 284, 176)
        + line("M64 90V280M344 90V280", WOOD, 10)
        + "".join(stripes)
        + box(48, 208, 304, 72, WOOD, 4)
    )


def phone(x: float, y: float, parts: list[str], scale: float = 1, turn: float = 0) -> str:
    """A telephone around (x, y), 116 x 210."""
    return at(x, y, [box(-58, -105, 116, 210, DARK, 16), box(-48, -88, 96, 168, WHITE, 4), *parts], scale, turn)


def sky(top: str, sun: str, sun_x: float, sun_y: float) -> list[str]:
    back = f'<rect x="24" y="20" width="352" height="260" rx="26" fill="{top}" stroke="none"/>'
    return [back, disc(sun_x, sun_y, 40, sun), line("M24 214q176 -40 352 0", LEAF, 16)]


def face(x: float, y: float, hour: tuple[float, float]) -> str:
    """A clock with its hands; `hour` is where the short one ends, from the middle."""
    return (
        disc(x, y, 76, WHITE)
        + line(f"M{x} {y}v-54", LINE, 8)
        + line(f"M{x} {y}l{hour[0]} {hour[1]}", RED, 11)
        + disc(x, y, 7, LINE, 0)
    )


def homes() -> dict[str, list[str]]:
    two = [
        person(126, 284, TEAL, "short", [[(20, -136), (40, -98), (34, -64)]], 0.8),
        person(196, 284, PURPLE, "bun", [[(20, -136), (40, -98), (34, -64)]], 0.76),
    ]
    return {
        "submission/own_house": [ground(200, 284, 184), palm(76, 284, 0.9), house(220, 282, 1.9), key(316, 60, 0.84, 24)],
        "submission/family_house": [ground(200, 284, 184), house(262, 280, 1.6), *two],
        "submission/rented_room": [ground(200, 284, 184), rooms(200, 282), key(200, 84, 0.86, 0)],
        "submission/boat_house": [
            line("M8 262q24 -16 48 0t48 0t48 0t48 0t48 0t48 0t48 0t48 0", "#5AA3BE", 8),
            shape("M40 186H360L318 252H92z", BROWN), box(128, 122, 150, 64, "#F6E3B4", 3), shape("M108 126L132 84H276L300 126z", "#C4643F"), box(150, 140, 30, 46, BLUE, 2), box(218, 142, 34, 26, SKY, 2),
        ],
        "submission/moving": [ground(200, 284, 184), house(290, 280, 1.3), person(112, 284, TEAL, "hat", [[(20, -136), (46, -96), (52, -72)]], 1.04), bundle(172, 282, PURPLE, 1.1), line("M180 60h74M232 38l26 22l-26 22", GREEN, 11)],
        "submission/landlord": [ground(200, 284, 184), rooms(206, 236), person(92, 288, BROWN, "old", [[(20, -136), (46, -110), (68, -122)]], 0.94, neck="scarf"), key(170, 176, 0.6, 10), bundle(330, 286, BLUE, 0.8), bundle(258, 286, GREEN, 0.7)],
    }  # fmt: skip


def trades() -> dict[str, list[str]]:
    fruit = [
        disc(96 + 26 * i, 196 - (8 if i % 2 else 0), 19, c) for i, c in enumerate((AMBER, "#F08A3C", AMBER, "#F08A3C"))
    ]
    fish = at(
        282,
        184,
        [
            shape("M-58 0q40 -36 84 0q-44 36 -84 0z", "#A9C4D4"),
            shape("M20 0l34 -24v48z", "#A9C4D4"),
            disc(-34, -5, 5, LINE, 0),
        ],
    )
    return {
        "submission/trade_grocery": [stall(RED), *(box(82 + 58 * i, 144 + 14 * (i % 2), 42, 62 - 14 * (i % 2), c, 5) for i, c in enumerate((BLUE, GREEN, AMBER, PURPLE))), line("M92 166h22M150 180h22M208 166h22M266 180h22", WHITE, 6)],
        "submission/trade_food": [
            ground(200, 284, 150), box(70, 224, 260, 20, WOOD, 5), line("M102 246v36M298 246v36", LINE, 11), shape("M112 146H288q-8 76 -58 78h-60q-50 -2 -58 -78z", WHITE), line("M124 170h152", RED, 7),
            line("M168 128q-14 -20 0 -38t0 -38M204 128q-14 -20 0 -38t0 -38M240 128q-14 -20 0 -38t0 -38", GREY, 8), line("M268 140L346 64M282 146L360 82", BROWN, 8),
        ],
        "submission/trade_produce": [stall(GREEN), *fruit, disc(122, 168, 19, AMBER), disc(150, 168, 19, "#F08A3C"), fish, line("M196 206q-8 -50 8 -56q18 10 4 56", LEAF, 10)],
        "submission/trade_clothes": [
            ground(200, 284, 130), line("M200 66V44q0 -18 18 -18q16 0 16 16", LINE, 7), line("M200 66L112 110H288z", LINE, 7),
            shape("M140 92L200 106L260 92L322 132L296 172L272 156V272H128V156L104 172L78 132z", PURPLE), line("M200 108V270M178 96l22 24l22 -24", LINE, 5), *(disc(200, 150 + 38 * i, 5, WHITE, 3) for i in range(3)),
        ],
        "submission/trade_repair": [
            ground(200, 284, 160), *(disc(136, 198, r, c) for r, c in ((78, DARK), (54, WHITE))), line("M136 144v108M82 198h108M98 160l76 76M98 236l76 -76", STEEL, 4), disc(136, 198, 13, STEEL),
            at(292, 160, [shape("M-14 -34V96q0 16 14 16t14 -16V-34q26 -14 22 -46q-4 -20 -20 -28v40h-32v-40q-16 8 -20 28q-4 32 22 46z", STEEL)], 1, 24),
        ],
    }  # fmt: skip


def times() -> dict[str, list[str]]:
    return {
        "submission/morning": [*sky("#FFF3C9", AMBER, 96, 84), face(242, 144, (-38, -8))],
        "submission/before_three": [*sky(SKY, AMBER, 96, 66), face(242, 144, (30, -22)), tick(328, 226, 34)],
        "submission/after_three": [*sky("#F5CFA6", "#F08A3C", 96, 184), face(242, 144, (24, 30)), *(paper(322 + 8 * i, 226 - 8 * i, 60, 74, 3) for i in (0, 1))],
    }  # fmt: skip


def papers() -> dict[str, list[str]]:
    pen = [
        limb([(396, 276), (330, 236)], TEAL, 36),
        hand(306, 226, SKIN, 23),
        line("M300 236L252 236", LINE, 15),
        line("M300 236L262 236", BLUE, 8),
    ]
    rings = [
        f'<path d="M{-r} 22q0 {-r * 1.5} {r} {-r * 1.5}q{r} 0 {r} {r * 1.5}" fill="none" stroke="{BLUE}" stroke-width="5"/>'
        for r in (9, 19, 29)
    ]
    return {
        "submission/sign_paper": [paper(184, 150, 204, 252, 5), line("M110 236q14 -24 26 -4q10 16 26 -4q12 -12 30 2", BLUE, 7), line("M106 252h110", LINE, 4), *pen],
        "submission/fingerprint": [paper(168, 150, 200, 252, 4), at(200, 214, rings), limb([(396, 236), (322, 222)], TEAL, 38), hand(298, 218, SKIN, 25), limb([(292, 218), (228, 216)], SKIN, 22)],
        "submission/life_sheet": [
            box(95, 22, 210, 256, PAPER, 3), box(116, 46, 62, 78, SKY, 3), at(147, 108, [disc(0, -30, 15, SKIN, 4), shape("M-24 14q0 -32 24 -32q24 0 24 32z", TEAL, 4)]),
            line("M198 60h80M198 84h80M198 108h56M118 150h162M118 178h162M118 206h162M118 234h100", "#9AA3AD", 6),
        ],
        "submission/vneid": [phone(200, 150, [disc(0, -38, 26, SKIN, 4), shape("M-40 34q0 -46 40 -46q40 0 40 46z", TEAL, 4), line("M-30 56h60", "#9AA3AD", 6)], 1.2), tick(282, 232, 32)],
        "submission/bank_card": [
            at(184, 150, [box(-132, -82, 264, 164, BLUE, 16), box(-132, -46, 264, 32, DARK, 0, 0), box(-104, 8, 52, 38, AMBER, 6), line("M-30 26h130M-30 50h80", WHITE, 7)], 1, -8), banknote(310, 232, 10),
        ],
        "submission/cash": [banknote(148, 92, -8), banknote(176, 128, 6), limb([(396, 282), (300, 214)], PURPLE, 40), hand(264, 194, SKIN, 25), limb([(264, 200), (212, 176)], SKIN, 15), limb([(262, 184), (222, 158)], SKIN, 15), banknote(192, 168, -4)],
    }  # fmt: skip


def people() -> dict[str, list[str]]:
    altar = [
        box(208, 204, 156, 18, WOOD, 4),
        line("M228 224v56M344 224v56", LINE, 10),
        *(
            box(x, 140, 46, 60, WHITE, 3)
            + disc(x + 23, 162, 11, SKIN, 3)
            + shape(f"M{x + 6} 196q0 -20 17 -20q17 0 17 20z", c, 3)
            for x, c in ((226, TEAL), (300, PURPLE))
        ),
    ]
    smoke = line("M286 200v-34M286 158q-8 -12 0 -22t0 -22", GREY, 5)
    return {
        "submission/orphan": [ground(), *altar, smoke, person(124, 284, AMBER, "cap", [[(-22, -136), (-40, -98), (-34, -66)], [(20, -136), (40, -98), (34, -66)]], 0.9, smile=False)],
        "submission/single_parent": [ground(), person(148, 284, PURPLE, "bun", [[(20, -136), (56, -108), (86, -92)]], 1.12), baby(116, 156, 0.9), hand(148, 196, SKIN, 12), person(268, 284, AMBER, "cap", [[(-20, -136), (-26, -150), (-34, -152)]], 0.66), box(316, 222, 52, 60, SAND, 4), line("M328 222q14 -34 28 0", LINE, 6)],
    }  # fmt: skip


if __name__ == "__main__":
    write(homes, trades, times, papers, people)
