# ruff: noqa: E501  (paths of drawings are not broken into lines)
"""Draws what door 2 shows: life events, papers to bring, ways to hand in. Made of the parts of draw.py; run it after a
change there or here:

    .venv/bin/python assets/pictures/draw_lookup.py
"""

from draw import (
    AMBER,
    BLUE,
    BROWN,
    DARK,
    GREEN,
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
    banknote,
    bars,
    box,
    bubble,
    carries,
    clock,
    counter,
    disc,
    ground,
    hand,
    head,
    house,
    limb,
    line,
    medal,
    palm,
    paper,
    person,
    question_mark,
    seal,
    seated,
    shape,
    stamp,
    star,
    tick,
    write,
)


def heart(x: float, y: float, r: float, fill: str = RED) -> str:
    return shape(
        f"M{x} {y + r}q{-r * 1.5} {-r * 0.9} {-r * 1.1} {-r * 1.6}q{r * 0.5} {-r * 0.8} {r * 1.1} 0q{r * 0.6} {-r * 0.8} {r * 1.1} 0q{r * 0.4} {r * 0.7} {-r * 1.1} {r * 1.6}z",
        fill,
    )


def id_card(x: float, y: float, scale: float = 1, turn: float = 0) -> str:
    face = [
        disc(-52, -2, 17, SKIN, 3),
        shape("M-69 -6a17 17 0 0 1 34 0q-17 -8 -34 0z", DARK, 3),
        shape("M-78 36q2 -20 26 -20q24 0 26 20z", TEAL, 3),
    ]
    return at(x, y, [
        box(-92, -58, 184, 116, "#DCEBF7", 10), disc(-66, -40, 10, RED, 3), star(-66, -40, 7),
        *face, line("M-8 -26h82M-8 -6h82M-8 14h56", "#7C93A8", 6), box(52, 24, 26, 20, AMBER, 4, 3),
    ], scale, turn)  # fmt: skip


def red_book(x: float, y: float, scale: float = 1, turn: float = 0) -> str:
    """The land-use certificate, which everybody calls the red book."""
    return at(
        x, y, [box(-48, -64, 96, 128, RED, 5), star(0, -26, 20), line("M-26 18h52M-26 34h52", AMBER, 6)], scale, turn
    )


def motorbike(x: float, y: float, scale: float = 1) -> str:
    wheels = [disc(cx, -34, 34, DARK) + disc(cx, -34, 18, STEEL) + disc(cx, -34, 6, WHITE, 3) for cx in (-92, 92)]
    return at(x, y, [
        *wheels, limb([(92, -36), (66, -128)], STEEL, 9), line("M66 -128l-26 -16M66 -128l22 -10", LINE, 11),
        shape("M-104 -84q30 -24 84 -16l16 34h40l24 -50q18 4 18 30l-34 36h-96q-40 0 -52 -34z", BLUE),
        shape("M-100 -96q38 -18 86 -4l-6 16h-74z", DARK), disc(82, -106, 12, AMBER), box(-150, -78, 40, 26, WHITE, 3),
        line("M-142 -65h24", LINE, 5),
    ], scale)  # fmt: skip


def altar(x: float, y: float) -> str:
    portrait = [
        box(-46, -196, 92, 108, WOOD, 4),
        box(-36, -186, 72, 88, "#F3EEE2", 3, 3),
        at(0, -112, [shape("M-34 14q4 -32 34 -32q30 0 34 32z", STEEL, 3.5)]),
        head(0, -142, "old", SKIN),
    ]
    incense = [
        line("M-12 -74V-112M0 -74V-120M12 -74V-112", BROWN, 4),
        *[disc(dx, dy, 3.5, RED, 0) for dx, dy in ((-12, -114), (0, -122), (12, -114))],
        shape("M-30 -82h60l-8 40h-44z", AMBER),
    ]
    flowers = [
        line("M0 -44v-34M0 -60l-14 -22M0 -60l14 -22", LEAF, 5),
        *[disc(dx, dy, 11, c, 3.5) for dx, dy, c in ((0, -88, AMBER), (-18, -84, WHITE), (18, -84, WHITE))],
        shape("M-16 -46h32l-6 42h-20z", SKY),
    ]
    return at(x, y, [
        at(0, -84, portrait), box(-170, -86, 340, 22, WOOD, 5), box(-154, -64, 308, 64, "#A4402F", 4), line("M-154 -44H154", AMBER, 5),
        at(0, -44, incense), at(-112, -82, flowers), at(112, -82, flowers),
    ])  # fmt: skip


def stall(x: float, y: float) -> str:
    """A village shop: a striped awning over a table with goods."""
    stripes = "".join(
        shape(f"M{-150 + 50 * i} -268h50v46q-25 22 -50 0z", RED if i % 2 == 0 else WHITE) for i in range(6)
    )
    goods = [disc(dx, -92, 15, c) for dx, c in ((-112, AMBER), (-82, AMBER), (-97, RED))] + [
        box(-36, -120, 26, 44, GREEN, 4),
        box(-2, -112, 26, 36, SKY, 4),
        box(60, -116, 62, 40, SAND, 4),
        line("M60 -96h62", BROWN, 4),
    ]
    return at(
        x,
        y,
        [
            line("M-142 0V-236M142 0V-236", LINE, 11),
            *goods,
            box(-152, -78, 304, 20, WOOD, 5),
            box(-140, -58, 280, 58, SAND, 3),
            stripes,
        ],
    )


def soldier(x: float, y: float, scale: float = 1) -> str:
    helmet = shape("M-30 -200q0 -28 30 -28q30 0 30 28q10 2 12 8h-84q2 -6 12 -8z", "#5B7A3C") + star(0, -213, 9)
    salute = [(22, -136), (58, -150), (34, -190)]
    return person(
        x, y, "#5B7A3C", "short", [[(-22, -136), (-42, -96), (-34, -62)], salute], scale, legs="#5B7A3C"
    ) + at(x, y, [helmet, hand(34, -190)], scale)


def pencil(x: float, y: float, turn: float = 0, scale: float = 1) -> str:
    return at(
        x,
        y,
        [
            shape("M-10 -96h20V-8L0 14L-10 -8z", AMBER),
            shape("M-10 -8h20L0 14z", "#F4DDB5", 3.5),
            box(-10, -108, 20, 14, RED, 3),
        ],
        scale,
        turn,
    )


def phone(x: float, y: float, scale: float = 1) -> str:
    return at(
        x, y, [box(-52, -96, 104, 192, DARK, 14), box(-42, -80, 84, 150, WHITE, 4), disc(0, 83, 6, STEEL, 0)], scale
    )


def rice(x: float, y: float, scale: float = 1) -> str:
    """A rice plant, its ripe ears hanging over."""
    ears = "M-24 -66q-10 2 -14 18M2 -78q12 -2 18 16M30 -62q10 2 12 18"
    return at(
        x,
        y,
        [
            line(
                "M0 0q-4 -44 -24 -66M0 0q-2 -46 2 -78M0 0q6 -40 30 -62M0 0q-12 -22 -26 -26M0 0q12 -20 24 -24",
                "#4E8A3B",
                6,
            ),
            line(ears, LINE, 12),
            line(ears, AMBER, 7),
        ],
        scale,
    )


def money(x: float, y: float, turn: float) -> str:
    return at(
        x,
        y,
        [box(-136, -74, 272, 148, "#A9D3A0", 8), disc(0, 0, 40, "#CFE8C8"), line("M-106 -44h34M72 44h34", GREEN, 11)],
        1,
        turn,
    )


def torn(x: float, y: float) -> str:
    left = shape("M-62 -78H4l-12 34l14 30l-16 32l12 30l-8 30H-62z", PAPER)
    return at(
        x,
        y,
        [
            left,
            line("M-46 -54h34M-46 -32h30M-46 -10h36M-46 12h28", "#9AA3AD", 5),
            at(
                14,
                6,
                [
                    shape("M-4 -84H52V72H-8l8 -30l-12 -30l16 -32l-14 -30z", PAPER),
                    line("M12 -60h26M14 -38h24M10 -16h28", "#9AA3AD", 5),
                ],
                1,
                9,
            ),
        ],
    )


def globe(x: float, y: float, r: float) -> str:
    return (
        disc(x, y, r, SKY)
        + line(
            f"M{x - r} {y}h{2 * r}M{x} {y - r}v{2 * r}M{x} {y - r}q{-r} {r} 0 {2 * r}M{x} {y - r}q{r} {r} 0 {2 * r}",
            BLUE,
            4.5,
        )
        + f'<circle cx="{x}" cy="{y}" r="{r}" fill="none" stroke="{LINE}" stroke-width="4.5"/>'
    )


def plane(x: float, y: float, turn: float = -24) -> str:
    return at(
        x,
        y,
        [
            shape("M-70 0q0 -12 14 -12h70q30 0 40 12q-10 12 -40 12h-70q-14 0 -14 -12z", WHITE),
            shape("M-6 8l-26 46h20l40 -46z", BLUE),
            shape("M-6 -8l-26 -46h20l40 46z", BLUE),
            shape("M-62 -6l-18 -26h16l24 22z", RED),
        ],
        1,
        turn,
    )


def life_events() -> dict[str, list[str]]:
    clerk_gives = [[(-22, -136), (-56, -104), (-94, -100)]]
    return {
        "life/birth": [
            ground(), person(118, 284, TEAL, "short", [[(-22, -136), (-42, -96), (-34, -60)]], 1.08), person(222, 284, PURPLE, "long", [], 1.08), carries(222, 284, PURPLE, 1.08),
            paper(330, 150, 92, 118, 4, 5, [seal(22, 32)]), star(330, 62, 20, edge=True),
        ],
        "life/marriage": [
            ground(), person(138, 284, BLUE, "short", [[(-22, -136), (-42, -96), (-34, -60)], [(22, -136), (44, -108), (58, -100)]], 1.12), person(266, 284, RED, "long", [[(22, -136), (42, -96), (30, -70)], [(-22, -136), (-44, -108), (-56, -100)]], 1.12),
            heart(202, 60, 27), disc(292, 194, 11, AMBER), disc(306, 184, 11, WHITE),
        ],
        "life/death": [ground(200, 288, 180), altar(200, 286)],
        "life/identity": [ground(), house(306, 280, 1.25), id_card(150, 170, 1.32, -4)],
        "life/certify": [
            paper(112, 154, 138, 184, 6, -5), paper(236, 160, 138, 184, 6, 4), seal(268, 216, 24), limb([(396, 62), (352, 104)], WHITE, 34), stamp(322, 190, 8), hand(334, 116, SKIN, 22), tick(62, 50, 26),
        ],
        "life/land": [shape("M6 290L48 200H352L394 290z", LEAF), line("M92 200L66 290M308 200L334 290M26 246H374", "#4E8A3B", 5), house(146, 216, 1.45), palm(38, 226, 0.86), red_book(318, 128, 1.16, 7)],
        "life/welfare": [
            ground(), seated(120, 284, BROWN, "old", [[(18, -128), (48, -110), (78, -118)]], neck="scarf", scale=1.08),
            person(300, 284, WHITE, "long", clerk_gives, 1.06, clerk=True), banknote(204, 164, -10), heart(206, 62, 28),
        ],
        "life/business": [ground(200, 288, 180), person(200, 282, TEAL, "bun", [[(-22, -136), (-42, -104), (-20, -86)], [(22, -136), (42, -104), (20, -86)]], 0.94, legs=None), stall(200, 290)],
        "life/merit": [
            ground(), box(206, 40, 168, 128, RED, 6), box(220, 54, 140, 100, "#D9574D", 3, 3), star(290, 96, 34), line("M246 142h88", AMBER, 6),
            person(124, 284, GREEN, "old", [[(-24, -136), (-42, -96), (-34, -60)], [(24, -136), (42, -96), (34, -60)]], 1.16), medal(104, 150), medal(134, 152),
        ],
        "life/school": [
            ground(), box(180, 36, 190, 128, "#2F6B4F", 6), line("M206 74h70M206 100h112M206 126h88", WHITE, 6), star(344, 62, 12),
            person(118, 284, WHITE, "long", [[(20, -136), (54, -130), (92, -158)]], 1.0), person(262, 286, BLUE, "cap", [[(-20, -132), (-44, -104), (-30, -84)]], 0.78), shape("M296 170q30 -4 32 24v44q-20 8 -40 0z", AMBER), paper(238, 222, 44, 34, 2, -8),
        ],
        "life/military": [ground(), line("M318 284V40", LINE, 9), shape("M322 44h70v48h-70z", RED), star(357, 68, 15), soldier(150, 284, 1.18), paper(250, 176, 66, 84, 4, 6, [seal(14, 22, 12)])],
        "life/reissue": [ground(200, 286, 160), torn(104, 152), line("M196 148h58M232 124l26 24l-26 24", GREEN, 13), paper(322, 150, 106, 144, 5, 3, [seal(28, 42, 18)]), pencil(214, 286, -32, 0.86)],
        "life/vehicles": [ground(), motorbike(186, 284, 1.24), id_card(320, 62, 0.66, 6)],
        "life/farming": [
            shape("M0 300V250q200 -34 400 0v50z", "#8CC4D8"), line("M28 276h60M150 288h70M300 274h66", WHITE, 5),
            *[rice(x, y, s) for x, y, s in ((46, 262, 1.0), (96, 250, 0.9), (300, 252, 0.9), (350, 264, 1.05), (252, 246, 0.78))],
            person(184, 278, BROWN, "hat", [[(22, -136), (52, -104), (72, -86)], [(-22, -136), (-48, -104), (-40, -74)]], 1.1), rice(262, 196, 0.7),
        ],
        "life/abroad": [globe(152, 168, 108), plane(292, 74), box(268, 150, 104, 134, "#2F5D3A", 8), star(320, 198, 22), line("M290 242h60M298 260h44", AMBER, 6)],
        "life/complaints": [
            ground(), person(86, 284, TEAL, "hat", [[(20, -136), (52, -128), (80, -142)]], 1.0, smile=False), person(318, 284, GREEN, "short", [[(-20, -136), (-52, -128), (-80, -142)]], 1.0, neck="scarf", smile=False),
            person(202, 268, WHITE, "short", [], 0.98, clerk=True, legs=None), counter(202, 284, 132, 78), bubble(96, 38, 74, 46, [line("M78 38h36", LINE, 7)], left=True), bubble(310, 38, 74, 46, [line("M292 38h36", LINE, 7)], left=False), paper(202, 198, 54, 36, 2),
        ],
        "life/community": [
            ground(200, 288, 180), box(70, 150, 260, 134, "#F6E3B4", 3), shape("M30 156q22 -4 34 -26H336q12 22 34 26q-26 16 -50 4H80q-24 12 -50 -4z", "#C4643F"), shape("M104 96q16 -4 24 -20h144q8 16 24 20q-18 14 -34 6H138q-16 8 -34 -6z", "#C4643F"), box(140, 104, 120, 26, "#F6E3B4", 3),
            box(168, 196, 64, 88, BROWN, 3), disc(200, 52, 15, AMBER), line("M112 284v-112M288 284v-112", "#A4402F", 15), person(110, 290, PURPLE, "hat", [], 0.6), person(300, 290, TEAL, "short", [], 0.6),
        ],
    }  # fmt: skip


def papers() -> dict[str, list[str]]:
    """How a paper is brought: as original, as copy, only to show, as a form to fill in."""
    show = [
        limb([(150, 322), (196, 268)], TEAL, 46),
        hand(208, 250, SKIN, 30),
        id_card(204, 132, 1.56, -6),
        limb([(214, 242), (230, 208)], SKIN, 18),
    ]
    return {
        "papers/original": [paper(200, 150, 190, 254, 6, 0, [seal(52, 80, 30)])],
        "papers/copy": [paper(164, 132, 170, 226, 5, -3), paper(236, 166, 170, 226, 6, 4, [box(18, 62, 52, 34, WHITE, 4, 4), line("M26 79h36", BLUE, 6)])],
        "papers/show": show,
        "papers/form": [
            box(81, 23, 190, 254, PAPER, 3),
            line("M102 54h148", LINE, 9),
            *[box(100, y, 24, 24, WHITE, 3, 4) + line(f"M136 {y + 12}h116", "#9AA3AD", 6) for y in (86, 130, 174, 218)],
            pencil(300, 244, 28, 1.5),
        ],
        "papers/ask": [person(150, 296, WHITE, "long", [[(22, -136), (56, -120), (84, -150)]], 1.28, clerk=True), bubble(300, 78, 130, 108, [question_mark(300, 82, 66)])],
        "papers/result": [paper(186, 150, 190, 250, 5, -4, [seal(46, 76, 30)]), tick(310, 76, 48)],
        "papers/law": [box(84, 34, 232, 238, "#8B2F2A", 8), box(84, 34, 36, 238, "#6E2420", 8), star(224, 116, 40), line("M164 196h120M164 224h86", AMBER, 9), line("M96 262h206", PAPER, 9)],
    }  # fmt: skip


def sheet(*on_it: str) -> list[str]:
    """A sheet of paper, upright in the middle, with something on it."""
    return [box(105, 22, 190, 256, PAPER, 3), *on_it]


def writing(y: float, lines: int, width: float = 136) -> str:
    return line(
        "".join(f"M132 {y + 24 * at_}h{width if at_ < lines - 1 else width * 0.6}" for at_ in range(lines)),
        "#9AA3AD",
        6,
    )


def portrait(x: float, y: float, scale: float = 1) -> str:
    """A passport photograph, blue behind the head."""
    bust = [
        box(-40, -52, 80, 104, "#CFE1F3", 3),
        head(0, -8, "short"),
        shape("M-34 50q0 -34 34 -34q34 0 34 34z", WHITE, 3.5),
    ]
    return at(x, y, bust, scale)


def known_papers() -> dict[str, list[str]]:
    """Papers that people know by their looks."""
    plan = "M140 92h120v96h-120zM200 92v52h60M140 150h60M200 188v-22"
    return {
        "papers/red_book": [red_book(200, 150, 1.95)],
        "papers/photo": [portrait(146, 150, 1.3), portrait(264, 158, 1.3)],
        "papers/plan": sheet(line(plan, BLUE, 6), writing(216, 2)),
        "papers/contract": sheet(writing(56, 5), line("M134 214q12 -20 22 -4q8 14 22 -6M216 214q12 -20 22 -4q8 14 22 -6", BLUE, 5), line("M130 234h54M212 234h54", LINE, 4)),
        "papers/vehicle": sheet(motorbike(200, 128, 0.52), writing(166, 3), seal(250, 238, 22)),
        "papers/health": sheet(shape("M186 46h28v26h26v28h-26v26h-28v-26h-26v-28h26z", RED), writing(160, 3), seal(250, 236, 22)),
        "papers/school": [box(92, 40, 216, 220, "#F3E6C4", 4), line("M110 58h180v184h-180z", AMBER, 5), writing(112, 3), star(200, 84, 20, edge=True), seal(252, 214, 24)],
        "papers/merit": sheet(box(126, 42, 148, 76, RED, 3), star(200, 80, 24), writing(146, 3), medal(160, 232), seal(246, 234, 22)),
        "papers/people": sheet(*[at(152, 70 + 58 * i, [disc(0, -8, 12, SKIN, 3), shape("M-18 22q0 -20 18 -20q18 0 18 20z", c, 3)]) + line(f"M184 {66 + 58 * i}h80M184 {82 + 58 * i}h52", "#9AA3AD", 5) for i, c in enumerate((TEAL, PURPLE, BLUE))], line("M132 250h136", "#9AA3AD", 5)),
        "papers/marriage": sheet(heart(200, 82, 24), disc(180, 136, 18, PAPER), disc(206, 136, 18, "none"), writing(178, 2), seal(250, 236, 22)),
        "papers/death": sheet(box(164, 40, 72, 84, "#E7E3DA", 3), head(200, 78, "old"), shape("M172 122q0 -22 28 -22q28 0 28 22z", STEEL, 3.5), line("M160 100l30 30", LINE, 9), writing(164, 3), seal(250, 240, 20)),
        # How a paper is brought: small beside what it is.
        "papers/as_original": [disc(200, 150, 132, WHITE, 10), seal(200, 150, 82)],
        "papers/as_copy": [disc(200, 150, 132, WHITE, 10), paper(176, 140, 100, 134, 4, -4), paper(224, 162, 100, 134, 4, 4)],
        "papers/as_show": [disc(200, 150, 132, WHITE, 10), shape("M96 150q104 -108 208 0q-104 108 -208 0z", SKY, 9), disc(200, 150, 34, DARK)],
        "papers/as_form": [disc(200, 150, 132, WHITE, 10), pencil(190, 206, 32, 1.6)],
    }  # fmt: skip


def channels() -> dict[str, list[str]]:
    """Where and how to hand in, how long, how much."""
    return {
        "channels/counter": [person(200, 262, WHITE, "long", [[(-22, -136), (-54, -108), (-60, -92)]], 1.24, clerk=True, legs=None), counter(200, 292, 340, 108), paper(118, 168, 66, 44, 2, -4)],
        "channels/online": [phone(200, 152, 1.42), line("M200 204V104M160 142l40 -42l40 42", GREEN, 16), box(150, 224, 100, 14, STEEL, 6, 0)],
        "channels/post": [box(56, 62, 288, 184, PAPER, 8), line("M58 68L200 172L342 68", LINE, 6), box(286, 78, 42, 50, RED, 3, 3), star(307, 103, 13), bars(84, 196, 120, 28)],
        "channels/time": [box(42, 52, 224, 220, WHITE, 12), box(42, 52, 224, 58, RED, 12), line("M96 34v38M212 34v38", LINE, 13), *[box(68 + 48 * (i % 4), 130 + 44 * (i // 4), 30, 28, "#DCE6EE", 4, 3) for i in range(12)], clock(282, 204, 76)],
        "channels/fee": [money(178, 124, -12), disc(292, 214, 58, AMBER), disc(292, 214, 40, "#F0C23A", 4), star(292, 214, 24, WHITE)],
    }  # fmt: skip


if __name__ == "__main__":
    write(life_events, papers, known_papers, channels)
