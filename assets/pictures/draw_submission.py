# ruff: noqa: E501  (paths of drawings are not broken into lines)
"""Draws what door 4 shows: the card at the reader, papers to bring, the promise, the saved dossier. Made of the parts of
draw.py; run it after a change there or here:

    .venv/bin/python assets/pictures/draw_submission.py
"""

from draw import (
    AMBER,
    BLUE,
    LINE,
    PAPER,
    PURPLE,
    RED,
    SKIN,
    TEAL,
    WHITE,
    at,
    baby,
    box,
    disc,
    ground,
    hand,
    head,
    kiosk,
    limb,
    line,
    paper,
    person,
    scanner,
    seal,
    shape,
    tick,
    write,
)


def square_code(x: float, y: float, size: float) -> str:
    """A QR code from afar."""
    unit = size / 7
    dark = (0, 1, 2, 4, 6, 7, 9, 12, 14, 15, 16, 18, 19, 23, 24, 27, 28, 30, 31, 33, 35, 37, 38, 42, 43, 44, 46, 48)
    d = "".join(f"M{x + unit * (i % 7):.1f} {y + unit * (i // 7):.1f}h{unit:.1f}v{unit:.1f}h-{unit:.1f}z" for i in dark)
    return box(x - 4, y - 4, size + 8, size + 8, WHITE, 2, 2.5) + f'<path d="{d}" fill="{LINE}" stroke="none"/>'


def card(x: float, y: float, scale: float = 1, turn: float = 0) -> str:
    """An ID card around (x, y), 180 x 114: portrait, lines, square code."""
    parts = [
        box(-90, -57, 180, 114, "#DDEBE6", 10), box(-80, -20, 46, 60, "#CFE1F3", 3, 3),
        f'<g transform="translate(-57 8) scale(0.62)">{head(0, 0, "short")}</g>',
        line("M-74 -42h92", RED, 6), line("M-22 -14h50M-22 4h44M-22 22h50", "#7D8B95", 5), square_code(44, -20, 36),
    ]  # fmt: skip
    return at(x, y, parts, scale, turn)


def scenes() -> dict[str, list[str]]:
    return {
        "submission/card": [
            scanner(200, 52, 1.05), card(196, 196, 1.12, -3), limb([(392, 286), (318, 238)], TEAL, 36), hand(300, 228, SKIN, 23),
            limb([(300, 220), (268, 210)], SKIN, 14),
        ],
        "submission/id_card": [card(200, 150, 1.7)],
        "result/proof": [
            card(200, 112, 1.28), *(disc(64 + 22 * i + 8 * (i // 4), 246, 7, LINE, 1) for i in range(12)),
            f'<rect x="244" y="222" width="104" height="48" rx="10" fill="none" stroke="{AMBER}" stroke-width="9"/>',
            line("M296 216v-34", AMBER, 9),
        ],
        "submission/birth_paper": [box(105, 25, 190, 250, PAPER, 3), baby(184, 92, 1.25), line("M136 190h128M136 214h128M136 238h80", "#9AA3AD", 6), seal(252, 232, 22)],
        "submission/authorisation": [
            box(95, 38, 210, 240, PAPER, 3), line("M124 76h152M150 98h100", "#9AA3AD", 6), at(150, 186, [disc(0, -28, 22, SKIN), shape("M-34 40q0 -46 34 -46q34 0 34 46z", PURPLE)]),
            at(252, 186, [disc(0, -28, 22, SKIN), shape("M-34 40q0 -46 34 -46q34 0 34 46z", TEAL)]), line("M186 180h30M206 168l12 12l-12 12", LINE, 6), line("M128 252h70", BLUE, 5),
        ],
        "submission/court_paper": [box(105, 25, 190, 250, PAPER, 3), line("M136 62h128M156 84h88", LINE, 7), line("M130 120h140M130 144h140M130 168h140M130 192h90", "#9AA3AD", 6), seal(246, 226, 28)],
        "submission/old_paper": [box(105, 25, 190, 250, PAPER, 3), line("M136 62h128", LINE, 7), line("M130 100h140M130 124h140M130 148h90", "#9AA3AD", 6), at(200, 206, [disc(-20, 0, 24, PAPER), line("M0 -20a24 24 0 1 1 0 40", LINE, 4.5)])],
        "submission/witness": [
            ground(), person(112, 284, TEAL, "short", [[(20, -136), (48, -114), (72, -122)]], 1.04), person(296, 284, PURPLE, "hat", [[(-22, -136), (-52, -112), (-76, -120)]], 1.04),
            paper(204, 146, 84, 104, 4, -4), line("M190 186l40 -44", RED, 8),
        ],
        "submission/declare": [
            ground(), person(132, 286, PURPLE, "hat", [[(22, -136), (50, -150), (52, -204)]], 1.1), paper(284, 168, 132, 176, 5), line("M246 226q14 -22 24 -4q8 14 20 -4q10 -14 24 2", BLUE, 6), tick(332, 92, 26),
        ],
        "submission/sign": [
            ground(), person(92, 286, TEAL, "short", [[(22, -136), (62, -112), (96, -96)]], 1.1, neck="scarf"), person(312, 286, BLUE, "bun", [[(-22, -136), (-58, -118), (-84, -98)]], 1.06),
            box(118, 216, 166, 70, AMBER, 8), paper(202, 158, 108, 128, 3), line("M170 192q12 -20 21 -4q7 13 18 -4q9 -12 22 2", BLUE, 6), line("M232 188l34 -52", LINE, 9), line("M232 188l4 -8", RED, 6),
        ],
        "submission/saved": [
            ground(), kiosk(252, 284, 1.2), at(252, 196, [box(-30, -22, 60, 70, PAPER, 2), line("M-18 -2h36M-18 14h36M-18 30h22", "#9AA3AD", 4)]),
            person(112, 284, TEAL, "short", [[(20, -136), (58, -118), (98, -126)]], 1.06, neck="scarf"), tick(330, 66, 32),
        ],
    }  # fmt: skip


if __name__ == "__main__":
    write(scenes)
