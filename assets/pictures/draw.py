# ruff: noqa: E501  (paths of drawings are not broken into lines)
"""Draws the scenes of assets/pictures, so that all of them come from one hand. Run it after a change:

    .venv/bin/python assets/pictures/draw.py

A picture is 400 x 300, flat, with one dark line around everything, no words, on a clear ground (the screen tints it).
People of the delta: conical hats, checked scarves, áo bà ba; clerks wear a white shirt and a blue badge band.
Parts are functions that return SVG; a scene is a list of parts, back to front.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

HERE = Path(__file__).parent
LINE, WIDTH = "#2B2320", 4.5
SKIN, SKIN_DARK, HAIR, GREY = "#EDBE93", "#D9A06F", "#2B2320", "#C9C6C0"
BLUE, TEAL, PURPLE, GREEN, RED, AMBER = "#3E78B8", "#2F8F8A", "#8460AE", "#4F9A5B", "#C8473F", "#FFD84D"
BROWN, WOOD, PAPER, SAND, LEAF, SKY = "#8A5A35", "#D9A86A", "#FFFDF6", "#EBDCB9", "#6FAE57", "#BBDDF0"
WHITE, DARK, STEEL = "#FFFFFF", "#3B4654", "#8D99A6"

Point = tuple[float, float]


def shape(d: str, fill: str, width: float = WIDTH) -> str:
    return f'<path d="{d}" fill="{fill}" stroke="{LINE}" stroke-width="{width}"/>'


def line(d: str, colour: str = LINE, width: float = WIDTH) -> str:
    return f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width}"/>'


def box(x: float, y: float, w: float, h: float, fill: str, round_: float = 6, width: float = WIDTH) -> str:
    return (
        f'<rect x="{x}" y="{y}" width="{w}" height="{h}" rx="{round_}" fill="{fill}" '
        f'stroke="{LINE}" stroke-width="{width}"/>'
    )


def disc(x: float, y: float, r: float, fill: str, width: float = WIDTH) -> str:
    edge = f'stroke="{LINE}" stroke-width="{width}"' if width else 'stroke="none"'
    return f'<circle cx="{x}" cy="{y}" r="{r}" fill="{fill}" {edge}/>'


def limb(points: Sequence[Point], colour: str, width: float = 20) -> str:
    """An arm or a leg through `points`: a thick line with the common outline."""
    d = "M" + " L".join(f"{x} {y}" for x, y in points)
    return line(d, LINE, width + 2 * WIDTH) + line(d, colour, width)


def at(x: float, y: float, parts: Sequence[str], scale: float = 1, turn: float = 0, flip: bool = False) -> str:
    mirror = f" scale({-scale if flip else scale} {scale})"
    rotate = f" rotate({turn})" if turn else ""
    return f'<g transform="translate({x} {y}){rotate}{mirror}">{"".join(parts)}</g>'


def ground(x: float = 200, y: float = 282, w: float = 180) -> str:
    return f'<ellipse cx="{x}" cy="{y}" rx="{w}" ry="12" fill="#1A1A1A" fill-opacity="0.10" stroke="none"/>'


def head(x: float, y: float, hair: str = "short", skin: str = SKIN, smile: bool = True) -> str:
    """A head of radius 25. `hair`: short, bun, long, old, hat (nón lá), cap (a child's)."""
    parts: list[str] = []
    dark = GREY if hair == "old" else HAIR
    if hair in ("bun", "hat"):
        parts.append(disc(x + (20 if hair == "hat" else 0), y + (12 if hair == "hat" else -30), 11, dark))
    if hair == "long":
        parts.append(shape(f"M{x - 27} {y + 30}q-6 -58 27 -60q33 2 27 60z", dark))
    parts.append(disc(x, y, 25, skin))
    if hair in ("short", "old", "bun", "long"):
        low = y - 4 if hair != "old" else y - 8
        parts.append(shape(f"M{x - 25} {low}a25 25 0 0 1 50 0q-8 -10 -18 -10q-18 2 -32 10z", dark))
    if hair == "cap":
        parts.append(shape(f"M{x - 25} {y - 4}a25 25 0 0 1 50 0z", RED))
    parts += [disc(x - 9, y + 3, 2.6, LINE, 0), disc(x + 9, y + 3, 2.6, LINE, 0)]
    parts.append(line(f"M{x - 7} {y + 12}q7 {6 if smile else 0} 14 0", LINE, 3))
    if hair == "hat":
        parts.append(shape(f"M{x - 50} {y - 4}L{x} {y - 46}L{x + 50} {y - 4}q-50 13 -100 0z", "#F1DFA8"))
        parts.append(line(f"M{x - 30} {y - 13}q30 9 60 0M{x - 16} {y - 28}q16 5 32 0", "#B79B55", 2.5))
    return "".join(parts)


def scarf(x: float, y: float) -> str:
    """A khăn rằn around the neck."""
    return shape(f"M{x - 24} {y}q24 16 48 0l4 12q-28 18 -56 0z", WHITE, 3.5) + line(
        f"M{x - 16} {y + 5}l-3 11M{x - 4} {y + 9}v12M{x + 8} {y + 8}l2 12M{x + 19} {y + 4}l4 10M{x - 24} {y + 8}q24 15 48 0",
        "#A03A4A",
        2.5,
    )


def torso(colour: str, wide: float = 34, tall: float = 84, clerk: bool = False, buttons: bool = True) -> str:
    """Shoulders at y 0, waist at y `tall`, around x 0."""
    d = f"M{-wide + 14} 0h{2 * wide - 28}q14 2 16 18l4 {tall - 18}h{-2 * wide - 12}l4 {18 - tall}q2 -16 20 -18z"
    parts = [shape(d, colour)]
    if clerk:
        parts += [shape("M-9 0l9 13l9 -13z", SKIN, 3), line("M-11 2Q-8 28 2 40M11 2Q10 28 2 40", BLUE, 3.5)]
        parts.append(box(-6, 40, 17, 20, BLUE, 2, 3))
    elif buttons:
        parts.append(line(f"M-10 0l10 12l10 -12M0 12V{tall}", LINE, 3))
    return "".join(parts)


def person(
    x: float, y: float, colour: str, hair: str = "short", arms: Sequence[Sequence[Point]] = (),
    scale: float = 1, flip: bool = False, legs: str | None = DARK, clerk: bool = False, neck: str = "",
    behind: Sequence[Sequence[Point]] = (), smile: bool = True, skin: str = SKIN,
) -> str:  # fmt: skip
    """A standing person, feet at (x, y), 212 tall. Arms are points from the shoulder, relative to the feet."""
    parts: list[str] = []
    parts += [limb(arm, colour) + hand(*arm[-1], skin) for arm in behind]
    if legs:
        parts += [limb([(-14, -76), (-14, -10)], legs, 24), limb([(14, -76), (14, -10)], legs, 24)]
        parts += [shape("M-30 -2q2 -12 18 -10q10 2 10 10z", BROWN), shape("M2 -2q0 -8 10 -10q16 -2 18 10z", BROWN)]
    parts.append(box(-8, -162, 16, 18, skin, 4))
    parts.append(at(0, -150, [torso(colour, clerk=clerk)]))
    if neck == "scarf":
        parts.append(scarf(0, -150))
    parts.append(head(0, -182, hair, skin, smile))
    parts += [limb(arm, colour) + hand(*arm[-1], skin) for arm in arms]
    return at(x, y, parts, scale, 0, flip)


def hand(x: float, y: float, skin: str = SKIN, r: float = 11) -> str:
    return disc(x, y, r, skin)


def big_hand(x: float, y: float, sleeve: str = TEAL, turn: float = 0, scale: float = 1, flip: bool = False) -> str:
    """A hand that points up with one finger; the tip lies at (x, y)."""
    parts = [
        shape("M-26 96L-34 170H46L40 96z", sleeve),
        shape(
            "M-11 12a11 11 0 0 1 22 0V56q4 -8 14 -6q8 2 8 9q10 -3 14 6q10 0 10 12v14q0 24 -22 28h-38q-10 0 -18 -12"
            "l-20 -30q-6 -10 2 -15q8 -4 14 4l14 16z",
            SKIN,
        ),
        line("M11 56v14M33 60v12", LINE, 3.5),
    ]
    return at(x, y, parts, scale, turn, flip)


def paper(x: float, y: float, w: float, h: float, lines: int = 4, turn: float = 0, extra: Sequence[str] = ()) -> str:
    rows = [
        f"M{-w / 2 + 10} {-h / 2 + 18 + i * (h - 30) / max(1, lines)}h{(w - 20) * (0.62 if i % 3 == 2 else 1)}"
        for i in range(lines)
    ]
    return at(x, y, [box(-w / 2, -h / 2, w, h, PAPER, 3), line("".join(rows), "#9AA3AD", 4), *extra], 1, turn)


def seven(x: float, y: float, size: float, colour: str = LINE) -> str:
    """The digit 7: digits are read by people who read nothing else."""
    return line(f"M{x - size / 2} {y - size * 0.7}h{size}L{x - size * 0.1} {y + size * 0.7}", colour, size * 0.24)


def ticket(x: float, y: float, scale: float = 1, turn: float = 0) -> str:
    edge = "M-30 -44H30V44l-7.5 -8l-7.500 8l-7.500 -8l-7.500 8l-7.500 -8l-7.500 8l-7.500 -8l-7.500 8z"
    return at(x, y, [shape(edge, PAPER), seven(0, -10, 26), line("M-16 20h32", "#9AA3AD", 4)], scale, turn)


def kiosk(x: float, y: float, scale: float = 1) -> str:
    """The machine itself: foot at (x, y), 210 tall."""
    tiles = [
        box(-30 + 32 * (i % 2), -182 + 34 * (i // 2), 26, 28, c, 3, 3)
        for i, c in enumerate([BLUE, TEAL, PURPLE, AMBER])
    ]
    return at(
        x, y,
        [
            box(-34, -12, 68, 12, STEEL, 4), box(-22, -96, 44, 88, "#C4CCD4", 4),
            box(-46, -204, 92, 112, DARK, 10), box(-38, -194, 76, 84, WHITE, 4), *tiles, box(-24, -104, 48, 7, LINE, 3, 0),
        ],
        scale,
    )  # fmt: skip


def counter(x: float, y: float, w: float = 240, h: float = 92) -> str:
    """A reception desk, its top edge at y - h."""
    return (
        box(x - w / 2 + 8, y - h + 14, w - 16, h - 14, SAND, 3)
        + line(f"M{x - w / 6} {y - h + 18}v{h - 20}M{x + w / 6} {y - h + 18}v{h - 20}", "#C7AF7C", 4)
        + box(x - w / 2, y - h, w, 18, WOOD, 5)
    )


def palm(x: float, y: float, scale: float = 1) -> str:
    leaves = "M0 -120q-40 -30 -64 4q34 -12 64 -4q-52 0 -52 40q22 -30 52 -40q40 -30 64 4q-34 -12 -64 -4q52 0 52 40q-22 -30 -52 -40z"
    return at(x, y, [limb([(4, 0), (-3, -60), (0, -116)], BROWN, 9), shape(leaves, LEAF)], scale)


def hall(x: float, y: float, scale: float = 1) -> str:
    """The commune's one-stop hall with its flag."""
    return at(
        x, y,
        [
            line("M0 -150v-56", LINE, 6), shape("M2 -206h52v34H2z", RED), star(28, -189, 10),
            box(-120, -96, 240, 96, "#F6E3B4", 3), shape("M-138 -92L0 -152L138 -92z", "#C4643F"),
            box(-26, -66, 52, 66, BLUE, 3), line("M0 -66V0", LINE, 3.500),
            box(-96, -66, 42, 36, SKY, 3), box(54, -66, 42, 36, SKY, 3),
        ],
        scale,
    )  # fmt: skip


def star(x: float, y: float, r: float, fill: str = AMBER, edge: bool = False) -> str:
    outer = [(0, -1), (0.224, -0.309), (0.951, -0.309), (0.363, 0.118), (0.588, 0.809), (0, 0.382),
             (-0.588, 0.809), (-0.363, 0.118), (-0.951, -0.309), (-0.224, -0.309)]  # fmt: skip
    line_of = f'stroke="{LINE}" stroke-width="{WIDTH}"' if edge else 'stroke="none"'
    return f'<path d="M{" L".join(f"{x + a * r:.1f} {y + b * r:.1f}" for a, b in outer)}z" fill="{fill}" {line_of}/>'


def bars(x: float, y: float, w: float, h: float) -> str:
    """A bar code."""
    widths = [3, 1, 2, 1, 1, 3, 2, 1, 3, 1, 1, 2, 3, 1, 2, 2, 1, 3, 1, 2, 1]
    unit, left = w / sum(widths), x
    parts: list[str] = []
    for i, one in enumerate(widths):
        if i % 2 == 0:
            parts.append(f"M{left + one * unit / 2:.1f} {y}v{h}")
        left += one * unit
    by_width = "".join(f'<path d="{d}" stroke-width="{widths[2 * i] * unit:.1f}"/>' for i, d in enumerate(parts))
    return f'<g fill="none" stroke="{LINE}" stroke-linecap="butt">{by_width}</g>'


def tick(x: float, y: float, r: float, fill: str = GREEN) -> str:
    return disc(x, y, r, fill) + line(
        f"M{x - r * 0.45} {y}l{r * 0.35} {r * 0.4}l{r * 0.6} {-r * 0.75}", WHITE, r * 0.26
    )


def seal(x: float, y: float, r: float = 17) -> str:
    """A round red stamp."""
    return f'<circle cx="{x}" cy="{y}" r="{r}" fill="none" stroke="{RED}" stroke-width="4.5"/>' + star(
        x, y, r * 0.6, RED
    )


def baby(x: float, y: float, scale: float = 1) -> str:
    """A wrapped baby, its head at (x, y)."""
    return at(
        x, y,
        [
            shape("M-20 8q-18 44 20 60q52 6 70 -8q-10 -40 -58 -60z", "#F6C9CF"), line("M6 26q22 10 34 34", "#D78F9B", 4),
            disc(0, 0, 20, SKIN), disc(-6, 3, 2.3, LINE, 0), disc(7, 3, 2.3, LINE, 0), line("M-5 10q5 4 10 0", LINE, 2.6),
            line("M-4 -19q6 -8 10 -1", LINE, 3.500),
        ],
        scale,
    )  # fmt: skip


def bubble(x: float, y: float, w: float, h: float, inside: Sequence[str] = (), left: bool = True) -> str:
    """What somebody says; the tail points down to the left or to the right."""
    tail = f"M{x - w / 4} {y + h / 2 - 6}l-14 30l38 -26z" if left else f"M{x + w / 4} {y + h / 2 - 6}l14 30l-38 -26z"
    return (
        shape(tail, WHITE)
        + box(x - w / 2, y - h / 2, w, h, WHITE, 22)
        + f'<path d="{tail}" fill="{WHITE}" stroke="none" transform="translate(0 -5)"/>'
        + "".join(inside)
    )


def question_mark(x: float, y: float, size: float, colour: str = BLUE) -> str:
    d = f"M{x - size * 0.3} {y - size * 0.25}q0 {-size * 0.35} {size * 0.32} {-size * 0.35}q{size * 0.34} 0 {size * 0.34} {size * 0.32}q0 {size * 0.2} {-size * 0.2} {size * 0.3}q{-size * 0.14} {size * 0.08} {-size * 0.14} {size * 0.24}"
    return line(d, colour, size * 0.16) + disc(x + size * 0.02, y + size * 0.55, size * 0.1, colour, 0)


def ways_in() -> dict[str, list[str]]:
    """The four doors of home and the wordless demo before a visit."""
    reach = [(22, -136), (58, -122), (96, -138)]
    clerk_gives = [[(-22, -136), (-52, -104), (-88, -108)]]
    return {
        "doors/ticket": [
            ground(), kiosk(278, 280, 1.15), ticket(286, 176, 0.86, 6),
            person(120, 280, PURPLE, "hat", [[(20, -136), (66, -112), (126, -96)]], 1.08),
        ],
        "doors/procedures": [
            ground(), box(176, 26, 200, 178, WOOD, 6), box(188, 38, 176, 154, "#F3E6C8", 3), line("M206 204v74M346 204v74", LINE, 10),
            paper(232, 100, 66, 96, 5), paper(316, 82, 66, 64, 3), tick(316, 156, 20),
            person(104, 280, GREEN, "short", [[(20, -136), (62, -140), (106, -176)]], 1.08, neck="scarf"),
        ],
        "doors/result": [
            ground(), person(300, 262, WHITE, "long", [], 1.02, clerk=True, legs=None),
            counter(288, 282, 210, 96),
            person(104, 280, TEAL, "hat", [[(20, -136), (56, -118), (92, -128)]], 1.08),
            paper(222, 140, 82, 104, 4, -6, [seal(20, 30)]),
            limb([(272, 122), (258, 142)], WHITE, 19), hand(256, 146), hand(190, 152), tick(256, 62, 26),
        ],
        "doors/submission": [
            ground(), person(196, 290, BLUE, "bun", [], 1.12, legs=None),
            box(36, 204, 328, 20, WOOD, 6), line("M70 226v52M330 226v52", LINE, 12),
            at(236, 202, [shape("M-78 0L-56 -54H74L96 0z", PAPER), line("M-44 -40h96M-50 -26h108M-57 -12h60", "#9AA3AD", 4)]),
            limb([(172, 128), (150, 172), (206, 178)], BLUE, 21), hand(210, 178), line("M206 188L228 138", RED, 8),
            limb([(222, 130), (270, 152), (292, 186)], BLUE, 21), hand(292, 188),
        ],
        "attract/arrive": [
            ground(200, 284, 190), hall(196, 262, 1.06), palm(58, 284, 0.74), kiosk(336, 284, 0.9),
            person(116, 288, GREEN, "short", [], 0.72, neck="scarf"),
            person(250, 288, PURPLE, "hat", [[(20, -136), (48, -118), (76, -134)]], 0.72),
        ],
        "attract/touch": [
            box(90, 10, 220, 280, DARK, 18), box(106, 26, 188, 248, WHITE, 6),
            box(118, 38, 78, 104, "#CFE1F3"), box(204, 38, 78, 104, "#CDE8E6"), box(118, 152, 78, 104, "#E0D3EE"), box(204, 152, 78, 104, "#F4DFC6"),
            ticket(157, 90, 0.78), paper(243, 90, 46, 62, 4), paper(157, 204, 46, 62, 4, 0, [seal(10, 16, 10)]),
            paper(243, 204, 46, 62, 3), line("M236 222l24 -34", RED, 6),
            f'<circle cx="166" cy="112" r="32" fill="none" stroke="{AMBER}" stroke-width="9"/>',
            big_hand(168, 116, PURPLE, -14, 1.02),
        ],
        "attract/ticket": [
            box(70, 20, 260, 120, DARK, 16), box(86, 34, 228, 74, WHITE, 6), box(132, 116, 136, 16, LINE, 6, 0),
            ticket(200, 186, 1.5), limb([(330, 300), (276, 236)], PURPLE, 40), hand(262, 226, SKIN, 25),
            limb([(262, 218), (236, 206)], SKIN, 13), limb([(258, 232), (234, 224)], SKIN, 13),
        ],
        "attract/counter": [
            ground(200, 286, 190), person(276, 268, WHITE, "short", clerk_gives, 1.04, clerk=True, legs=None),
            counter(272, 284, 224, 96), box(318, 150, 50, 38, DARK, 5), line("M343 188v8", LINE, 8),
            person(96, 284, PURPLE, "hat", [reach], 1.04), ticket(166, 158, 0.56, 8),
            bubble(196, 40, 76, 56, [seven(196, 40, 22, BLUE)], left=False),
        ],
    }  # fmt: skip


def stool(x: float, y: float) -> str:
    """A red plastic stool, its seat at y - 54."""
    return shape(f"M{x - 22} {y - 48}l-8 48h12l6 -40h24l6 40h12l-8 -48z", RED) + box(x - 28, y - 58, 56, 14, RED, 5)


def seated(
    x: float, y: float, colour: str, hair: str = "short", arms: Sequence[Sequence[Point]] = (),
    flip: bool = False, legs: str = DARK, neck: str = "", seat: bool = True, scale: float = 1, smile: bool = True,
) -> str:  # fmt: skip
    """Somebody who sits and looks to the right, feet at (x + 44, y); arms relative to (x, y)."""
    parts = [stool(0, 0)] if seat else []
    parts += [limb([(2, -66), (44, -64), (44, -10)], legs, 24), shape("M30 -2q2 -12 16 -10q14 2 16 10z", BROWN)]
    parts += [box(-8, -154, 16, 18, SKIN, 4), at(0, -142, [torso(colour, tall=86)])]
    if neck == "scarf":
        parts.append(scarf(0, -142))
    parts.append(head(0, -174, hair, SKIN, smile))
    parts += [limb(arm, colour) + hand(*arm[-1]) for arm in arms]
    return at(x, y, parts, scale, 0, flip)


def carries(x: float, y: float, colour: str, scale: float = 1) -> str:
    """Arms that hold a wrapped baby, for a person whose feet are at (x, y)."""
    left, right = [(-26, -134), (-50, -96), (-22, -66)], [(26, -134), (50, -92), (18, -64)]
    return at(
        x, y, [limb(left, colour), limb(right, colour), baby(-22, -112, 0.82), hand(-20, -62), hand(14, -64)], scale
    )


def belly(x: float, y: float, colour: str, scale: float = 1) -> str:
    """A round belly with both hands on it, for a person whose feet are at (x, y)."""
    round_ = f'<ellipse cx="8" cy="-94" rx="40" ry="36" fill="{colour}" stroke="{LINE}" stroke-width="{WIDTH}"/>'
    left, right = [(-26, -134), (-48, -98), (-14, -72)], [(26, -134), (56, -112), (30, -108)]
    cover = f'<ellipse cx="4" cy="-104" rx="32" ry="34" fill="{colour}" stroke="none"/>'
    return at(x, y, [round_, cover, limb(left, colour), hand(-10, -70), limb(right, colour), hand(26, -108)], scale)


def house(x: float, y: float, scale: float = 1) -> str:
    return at(
        x, y,
        [
            box(-58, -62, 116, 62, "#F6E3B4", 3), shape("M-74 -58L0 -112L74 -58z", "#C4643F"),
            box(-14, -42, 28, 42, BROWN, 2), box(26, -46, 22, 22, SKY, 2), box(-48, -46, 22, 22, SKY, 2),
        ],
        scale,
    )  # fmt: skip


def stamp(x: float, y: float, turn: float = 0) -> str:
    """A hand stamp that stands on (x, y)."""
    return at(x, y, [box(-26, -16, 52, 16, RED, 4), box(-9, -52, 18, 38, WOOD, 4), disc(0, -58, 15, WOOD)], 1, turn)


def banknote(x: float, y: float, turn: float = 0) -> str:
    note = [box(-44, -24, 88, 48, "#A9D3A0", 3), disc(0, 0, 13, "#CFE8C8", 3), line("M-34 -14h10M24 14h10", GREEN, 4)]
    return at(x, y, note, 1, turn)


def clock(x: float, y: float, r: float) -> str:
    return disc(x, y, r, WHITE) + line(f"M{x} {y - r * 0.62}V{y}l{r * 0.42} {r * 0.28}", LINE, 5)


def bell(x: float, y: float, r: float) -> str:
    body = f"M{x - r} {y + r * 0.6}q{r * 0.4} {-r * 0.5} {r * 0.4} {-r * 1.1}a{r * 0.6} {r * 0.6} 0 0 1 {r * 1.2} 0q0 {r * 0.6} {r * 0.4} {r * 1.1}z"
    return disc(x, y + r * 0.66, r * 0.2, AMBER) + shape(body, AMBER) + disc(x, y - r * 1.14, r * 0.12, AMBER)


def medal(x: float, y: float) -> str:
    return shape(f"M{x - 9} {y - 20}h18l-3 16h-12z", RED, 3.5) + disc(x, y + 6, 13, AMBER, 3.5) + star(x, y + 6, 9, RED)


def receipt(x: float, y: float, scale: float = 1, turn: float = 0, lit: bool = True) -> str:
    """The appointment receipt: square code top left, bar code below the heading, lines. `lit` shows where to look."""
    square = [
        f"M{-62 + 8 * (i % 5)} {-96 + 8 * (i // 5)}h6v6h-6z"
        for i in range(25)
        if i in (0, 1, 2, 4, 5, 7, 8, 10, 11, 12, 14, 16, 18, 19, 20, 22, 24)
    ]
    parts = [
        box(-76, -108, 152, 216, PAPER, 4),
        f'<path d="{"".join(square)}" fill="{LINE}" stroke="none"/>',
        line("M-6 -88h64M-6 -70h48", "#9AA3AD", 5), bars(-58, -40, 116, 40),
        line("M-56 24h112M-56 42h112M-56 60h70", "#9AA3AD", 5), seal(44, 78, 18),
    ]  # fmt: skip
    if lit:
        parts.append(
            f'<rect x="-68" y="-50" width="136" height="60" rx="8" fill="none" stroke="{AMBER}" stroke-width="9"/>'
        )
    return at(x, y, parts, scale, turn)


def scanner(x: float, y: float, scale: float = 1) -> str:
    """The reader of the kiosk, its light falling down from (x, y)."""
    beam = f'<path d="M-34 4L-74 96H74L34 4z" fill="{RED}" fill-opacity="0.22" stroke="none"/>'
    return at(x, y, [beam, box(-58, -46, 116, 52, DARK, 10), box(-38, -8, 76, 10, RED, 4, 3)], scale)


def services() -> dict[str, list[str]]:
    """What a villager may come for, one scene a service."""
    return {
        "services/certify": [
            ground(), paper(136, 160, 130, 176, 6, -5, [seal(38, 58, 20)]), paper(262, 168, 130, 176, 6, 4, [seal(38, 58, 20)]),
            limb([(392, 78), (342, 110)], WHITE, 34), stamp(306, 196, 8), hand(318, 124, SKIN, 22),
        ],
        "services/family": [
            ground(), person(128, 282, TEAL, "short", [[(-22, -136), (-40, -96), (-34, -62)]], 1.1),
            person(246, 282, PURPLE, "long", [], 1.06), carries(246, 282, PURPLE, 1.06),
            person(336, 282, AMBER, "cap", [[(-20, -132), (-40, -110), (-58, -104)]], 0.68),
        ],
        "services/land": [
            shape("M8 286L56 190H344L392 286z", LEAF), line("M106 190L76 286M294 190L324 286M30 242H370", "#4E8A3B", 5),
            house(214, 206, 1.3), palm(88, 224, 0.92), line("M338 262v-56", WOOD, 9), box(318, 190, 44, 26, RED, 3),
            line("M62 262v-34", WOOD, 9), box(46, 212, 34, 20, RED, 3),
        ],
        "services/welfare": [
            ground(), line("M92 280V150q2 -18 -20 -14", BROWN, 8),
            person(146, 282, BROWN, "old", [[(-22, -136), (-46, -112), (-62, -126)]], 1.0, neck="scarf"),
            person(264, 282, WHITE, "long", [[(-22, -136), (-56, -104), (-96, -96)]], 1.06, clerk=True),
            shape("M206 62q-22 -30 -38 -7q-10 19 38 50q48 -31 38 -50q-16 -23 -38 7z", RED),
        ],
        "services/ask": [
            ground(), person(112, 282, GREEN, "hat", [[(20, -136), (54, -118), (80, -130)]], 1.04),
            person(288, 266, WHITE, "short", [[(-22, -136), (-50, -112), (-76, -124)]], 1.04, clerk=True, legs=None),
            counter(290, 282, 200, 92), bubble(196, 52, 88, 70, [question_mark(196, 54, 42)]),
        ],
        "services/priority": [
            ground(), seated(124, 282, BROWN, "old", [[(18, -128), (40, -96), (62, -104)]], neck="scarf"), line("M190 280V176q0 -16 -14 -14", BROWN, 8),
            person(268, 282, PURPLE, "long", [], 1.04), belly(268, 282, PURPLE, 1.04),
            star(346, 66, 44, AMBER, edge=True),
        ],
        "priority/elderly": [ground(200, 284, 120), line("M282 282V152q0 -18 -16 -16", BROWN, 9), person(192, 284, BROWN, "old", [[(22, -136), (50, -108), (72, -118)]], 1.2, neck="scarf")],
        "priority/pregnant": [
            ground(), person(116, 284, PURPLE, "long", [], 1.14), belly(116, 284, PURPLE, 1.14),
            person(286, 284, TEAL, "bun", [], 1.14), carries(286, 284, TEAL, 1.14),
        ],
        "priority/disabled": [
            ground(200, 284, 130), line("M118 96h-20M118 96v110h84M258 280h40", LINE, 10),
            seated(184, 270, TEAL, "short", [[(16, -128), (36, -92), (20, -66)]], seat=False, scale=1.08),
            *[f'<circle cx="178" cy="224" r="56" fill="none" stroke="{c}" stroke-width="{w}"/>' for c, w in ((LINE, 14), (STEEL, 6))],
            line("M178 168v112M122 224h112", STEEL, 3.5), disc(178, 224, 9, STEEL), disc(276, 272, 11, STEEL),
        ],
        "priority/merit": [ground(200, 284, 120), person(200, 284, GREEN, "old", [[(-24, -136), (-42, -96), (-34, -60)], [(24, -136), (42, -96), (34, -60)]], 1.2), medal(178, 138), medal(208, 140)],
    }  # fmt: skip


def ticket_and_result() -> dict[str, list[str]]:
    """What stands beside a number, and what became of a dossier."""
    clerk_writes = [[(-22, -136), (-52, -112), (-44, -92)], [(22, -136), (50, -112), (40, -92)]]
    return {
        "ticket/wait": [
            ground(), seated(110, 284, PURPLE, "hat", [[(18, -128), (44, -98), (74, -112)]], scale=1.05), ticket(190, 158, 0.6, 6),
            seated(250, 284, GREEN, "short", [[(16, -126), (36, -92), (54, -76)]], neck="scarf", scale=1.05), clock(340, 70, 42),
        ],
        "ticket/remember": [
            ground(), person(124, 284, PURPLE, "hat", [[(22, -136), (44, -112), (22, -150)]], 1.06),
            disc(196, 118, 8, WHITE), disc(216, 98, 12, WHITE), box(232, 20, 140, 104, WHITE, 44), seven(302, 72, 48, BLUE),
        ],
        "result/scan": [ground(200, 288, 150), receipt(200, 184, 0.92), scanner(200, 50, 1.0), limb([(392, 262), (318, 236)], TEAL, 34), hand(302, 230, SKIN, 21), limb([(302, 222), (272, 214)], SKIN, 13)],
        "result/where": [receipt(200, 150, 1.28, 0)],
        "result/dossier-sent": [
            ground(), person(104, 284, PURPLE, "hat", [[(20, -136), (58, -120), (98, -126)]], 1.04), counter(292, 284, 196, 92),
            person(300, 266, WHITE, "long", [[(-22, -136), (-46, -112), (-66, -124)]], 1.0, clerk=True, legs=None), paper(222, 140, 62, 80, 4, -6),
        ],
        "result/dossier-working": [
            ground(), person(200, 270, WHITE, "short", [], 1.12, clerk=True, legs=None),
            at(200, 206, [shape("M-70 0L-50 -40H62L82 0z", PAPER), line("M-38 -28h80M-46 -14h92", "#9AA3AD", 4)]),
            at(200, 270, [limb(arm, WHITE) + hand(*arm[-1]) for arm in clerk_writes], 1.12), line("M152 168L136 120", RED, 8),
            counter(200, 284, 300, 82), clock(344, 66, 40),
        ],
        "result/dossier-papers": [
            ground(200, 284, 150), paper(150, 162, 150, 196, 6, -4), box(222, 92, 120, 156, "#FFF3C9", 4), line("M222 92h120v156h-120z", AMBER, 9),
            disc(282, 170, 34, AMBER), line("M282 150v40M262 170h40", LINE, 9),
        ],
        "result/dossier-ready": [
            ground(), person(112, 284, TEAL, "hat", [[(-22, -136), (-44, -104), (-30, -76)]], 1.06), person(304, 266, WHITE, "long", [], 1.0, clerk=True, legs=None), counter(296, 284, 200, 92),
            paper(214, 128, 92, 118, 4, -5, [seal(22, 32)]), limb([(282, 134), (262, 140)], WHITE, 19), hand(256, 142),
            at(112, 284, [limb([(20, -136), (46, -118), (62, -128)], TEAL), hand(64, -128)], 1.06), tick(214, 44, 30),
        ],
        "result/dossier-refused": [
            ground(), person(112, 284, TEAL, "hat", [[(20, -136), (50, -112), (70, -122)]], 1.06, smile=False), person(304, 266, WHITE, "short", [[(-22, -136), (-48, -110), (-64, -120)]], 1.0, clerk=True, legs=None),
            counter(296, 284, 200, 92), paper(210, 138, 80, 104, 5, -4), line("M252 46H172M198 20l-28 26l28 26", RED, 12),
        ],
        "result/unseen": [
            ground(), person(120, 284, GREEN, "short", [[(20, -136), (56, -116), (90, -126)]], 1.06, neck="scarf"), receipt(272, 168, 0.86, 5, lit=False), bubble(186, 46, 78, 62, [question_mark(186, 48, 38)]),
        ],
        "result/dossier-received": [
            ground(), person(200, 268, WHITE, "long", [], 1.06, clerk=True, legs=None), paper(200, 164, 92, 112, 5, 0, [seal(24, 30)]),
            at(200, 268, [hand(-46, -96), hand(46, -96)], 1.06), counter(200, 284, 260, 82), tick(286, 66, 32),
        ],
        "result/dossier-pay": [
            ground(), person(112, 284, TEAL, "hat", [[(20, -136), (50, -112), (76, -122)]], 1.06), person(308, 266, WHITE, "short", [[(-22, -136), (-48, -114), (-66, -120)]], 1.0, clerk=True, legs=None),
            counter(300, 284, 196, 92), banknote(206, 148, -14), banknote(214, 132, 6),
        ],
        "result/dossier-withdrawn": [
            ground(), counter(300, 284, 160, 92), person(140, 284, TEAL, "hat", [[(-22, -136), (-52, -110), (-66, -130)]], 1.06), paper(64, 128, 66, 84, 4, -8),
            line("M286 120H196M222 94l-28 26l28 26", STEEL, 12),
        ],
        "result/dossier-paused": [ground(200, 284, 150), paper(160, 160, 156, 206, 6, -4), disc(268, 176, 60, WHITE), line("M250 150v52M286 150v52", LINE, 17)],
        "result/dossier-returned": [
            ground(), palm(338, 282, 1.0), person(170, 284, TEAL, "hat", [[(22, -136), (50, -110), (72, -136)], [(-22, -136), (-42, -104), (-28, -78)]], 1.1),
            paper(262, 116, 78, 98, 4, 6, [seal(18, 26)]), hand(250, 136), tick(322, 66, 28),
        ],
        "result/dossier-unknown": [ground(200, 284, 150), paper(166, 160, 156, 206, 6, -4), bubble(286, 84, 100, 84, [question_mark(286, 86, 52)])],
        "result/saved": [
            ground(), kiosk(250, 284, 1.12), paper(250, 150, 62, 80, 3), tick(298, 88, 26),
            person(110, 284, PURPLE, "hat", [[(20, -136), (50, -116), (74, -126)]], 1.06), ticket(200, 160, 0.55, 8),
        ],
        "help/coming": [
            ground(), person(270, 284, WHITE, "long", [[(-22, -136), (-54, -128), (-84, -156)]], 1.1, clerk=True), person(96, 284, PURPLE, "hat", [[(20, -136), (44, -150), (50, -186)]], 1.0), bell(186, 62, 34),
        ],
    }  # fmt: skip


def write(*groups: Callable[[], dict[str, list[str]]]) -> None:
    """Write every scene of the groups as a file beside this one."""
    for scenes in groups:
        for name, parts in scenes().items():
            file = HERE / f"{name}.svg"
            file.parent.mkdir(parents=True, exist_ok=True)
            opening = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300" stroke-linecap="round" stroke-linejoin="round">'
            file.write_text(f"{opening}\n" + "\n".join(parts) + "\n</svg>\n", "utf-8")


if __name__ == "__main__":
    write(ways_in, services, ticket_and_result)
