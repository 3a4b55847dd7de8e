"""A paper as a picture of black and white dots: the one drawing that is printed, kept as PNG and tested.

Everything is printed as a picture because no code page of these printers holds all Vietnamese letters.
"""

from PIL import Image

from kiosk.papers.paper import Bars, Beside, Block, Pair, Paper, Qr, Rule, Ruler, Space, Text, Tick, Withheld
from printers.letters import DOTS_PER_MM, INK, pair_strip, text_strip, tick_strip
from printers.symbols import bars_strip, qr_strip, qr_symbol, rule_strip, ruler_strip


def draw(paper: Paper, dots: int) -> Image.Image:
    """Return `paper` as a picture of mode "1" (0 = a black dot), `dots` wide: 576 on 80 mm paper, 384 on 58 mm.

    Raises:
        PrintError: a code that holds more than the paper can carry.
    """
    strips = [strip for block in paper.blocks if (strip := _strip(block, dots)) is not None]
    picture = Image.new("1", (dots, max(1, sum(strip.height for strip in strips))), 1)
    top = 0
    for strip in strips:
        picture.paste(strip.point([0] * INK + [255] * (256 - INK), "1"), (0, top))
        top += strip.height
    return picture


def _strip(block: Block, dots: int) -> Image.Image | None:
    match block:
        case Text():
            return text_strip(block, dots)
        case Pair():
            return pair_strip(block, dots)
        case Tick():
            return tick_strip(block, dots)
        case Qr():
            return qr_strip(block, dots)
        case Beside():
            return _beside(block, dots)
        case Bars():
            return bars_strip(block, dots)
        case Rule():
            return rule_strip(block, dots)
        case Ruler():
            return ruler_strip(dots)
        case Withheld():
            return _withheld(block, dots)
        case Space():
            return Image.new("L", (dots, max(1, round(block.mm * DOTS_PER_MM))), 255)


def _withheld(block: Withheld, dots: int) -> Image.Image:
    """Return the code with the line below it, or what is said in its place."""
    if not block.text:
        return text_strip(Text(block.instead, size=3.2, bold=True, align="centre"), dots)
    symbol = qr_strip(Qr(block.text, block.dots), dots)
    line = text_strip(Text(block.below, size=2.6, align="centre"), dots)
    paper = Image.new("L", (dots, symbol.height + line.height), 255)
    paper.paste(symbol, (0, 0))
    paper.paste(line, (0, symbol.height))
    return paper


def _beside(block: Beside, dots: int) -> Image.Image:
    """Return the texts and the code side by side, each in the middle of the height."""
    symbol = qr_symbol(block.code, dots)
    texts = [text_strip(one, dots - symbol.width) for one in block.texts]
    high = sum(one.height for one in texts)
    paper = Image.new("L", (dots, max(high, symbol.height)), 255)
    paper.paste(symbol, (dots - symbol.width, (paper.height - symbol.height) // 2))
    top = (paper.height - high) // 2
    for one in texts:
        paper.paste(one, (0, top))
        top += one.height
    return paper
