"""QR codes, bars, lines and the ruler as dots. Codes are painted in whole dots: a module of 2.4 dots does not scan."""

import qrcode
from barcode import Code128
from barcode.errors import BarcodeError
from PIL import Image, ImageDraw
from qrcode.exceptions import DataOverflowError

from kiosk.errors import PrintError
from kiosk.papers.paper import Bars, Qr, Rule
from printers.letters import DOTS_PER_MM, REGULAR, Letters

QR_QUIET = 4  # modules of white around a QR code (ISO/IEC 18004)
QR_LEAST_DOTS = 3  # below this, half of the readings fail
BAR_DOTS = 2  # dots a module: what a scanner still reads from faded paper
BAR_QUIET = 10  # modules of white beside a Code 128 (ISO/IEC 15417)


def qr_strip(block: Qr, dots: int) -> Image.Image:
    """Return the QR code in the middle, with smaller modules when the paper is narrow.

    Raises:
        PrintError: too much text for this paper.
    """
    symbol = qr_symbol(block, dots)
    paper = Image.new("L", (dots, symbol.height), 255)
    paper.paste(symbol, ((dots - symbol.width) // 2, 0))
    return paper


def qr_symbol(block: Qr, dots: int) -> Image.Image:
    """Return the QR code with its quiet zone, at most `dots` wide.

    Raises:
        PrintError: too much text for this paper.
    """
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=QR_QUIET)
    try:
        code.add_data(block.text)
        code.make(fit=True)
    except (DataOverflowError, ValueError) as error:
        raise PrintError(problem="print.unknown_paper") from error
    rows = code.get_matrix()
    module = min(block.dots, dots // len(rows))
    if module < QR_LEAST_DOTS:
        raise PrintError(problem="print.unknown_paper")
    symbol = Image.new("L", (len(rows), len(rows)), 255)
    symbol.putdata([0 if dark else 255 for row in rows for dark in row])
    side = len(rows) * module
    return symbol.resize((side, side), Image.Resampling.NEAREST)


def bars_strip(block: Bars, dots: int) -> Image.Image | None:
    """Return the bars with their quiet zones, None where the paper is too narrow for them.

    Raises:
        PrintError: a letter that Code 128 does not have.
    """
    try:
        modules = Code128(block.text).build()[0]
    except BarcodeError as error:
        raise PrintError(problem="print.unknown_paper") from error
    width = len(modules) * BAR_DOTS
    if width + 2 * BAR_QUIET * BAR_DOTS > dots:
        return None
    symbol = Image.new("L", (len(modules), 1), 255)
    symbol.putdata([0 if one == "1" else 255 for one in modules])
    gap, high = DOTS_PER_MM, round(block.mm * DOTS_PER_MM)
    paper = Image.new("L", (dots, high + 2 * gap), 255)
    paper.paste(symbol.resize((width, high), Image.Resampling.NEAREST), ((dots - width) // 2, gap))
    return paper


def rule_strip(block: Rule, dots: int) -> Image.Image:
    """Return a line of 2 dots with white above and below."""
    gap = DOTS_PER_MM
    paper = Image.new("L", (dots, 2 * gap + 2), 255)
    draw = ImageDraw.Draw(paper)
    step = 12 if block.dashed else dots
    for left in range(0, dots, step):
        draw.rectangle((left, gap, left + (step * 2 // 3 if block.dashed else dots) - 1, gap + 1), fill=0)
    return paper


def ruler_strip(dots: int) -> Image.Image:
    """Return a ruler from the left edge, a stroke each mm, numbers each 10 mm."""
    paper = Image.new("L", (dots, 7 * DOTS_PER_MM), 255)
    draw = ImageDraw.Draw(paper)
    small = Letters(REGULAR, 20)
    for mm in range(dots // DOTS_PER_MM + 1):
        left = min(mm * DOTS_PER_MM, dots - 1)
        high = 3 if mm % 10 == 0 else 2 if mm % 5 == 0 else 1
        draw.line((left, 0, left, high * DOTS_PER_MM), fill=0)
        if mm % 10 == 0 and 0 < left < dots - DOTS_PER_MM:
            draw.text((left, 6 * DOTS_PER_MM), str(mm), fill=0, font=small.font, anchor="ms")
    return paper
