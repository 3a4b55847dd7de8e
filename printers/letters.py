"""Text as dots: faces, line breaking, and line boxes high enough for stacked Vietnamese marks (Ế, Ẫ, Ỡ)."""

import unicodedata
from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from kiosk.assets import assets
from kiosk.papers.paper import Align, Pair, Text, Tick

DOTS_PER_MM = 8  # 203 dpi, what ticket printers have
EDGE = 4  # dots kept white at both edges
INK = 140  # grey below this becomes a dot: a little heavier than half, because thermal paper prints thin strokes pale
HEADING_MM = 4.0  # from here on, bold text is set in the heading face
POSTER_MM = 8.0  # from here on, the white above and below the letters is cut off


@dataclass(frozen=True, slots=True)
class Face:
    """A font file and its measures in em. `rise` clears the tallest stacked mark, as the font's own ascent may not."""

    file: str
    capital: float
    rise: float
    drop: float


REGULAR = Face("NotoSans-Regular.ttf", 0.714, 1.12, 0.27)
BOLD = Face("NotoSans-Bold.ttf", 0.714, 1.12, 0.27)
HEADING = Face("BeVietnamPro-Bold.ttf", 0.740, 1.30, 0.28)


@dataclass(frozen=True, slots=True)
class Letters:
    """A face at a size."""

    face: Face
    em: int

    @property
    def font(self) -> ImageFont.FreeTypeFont:
        return _font(self.face.file, self.em)

    @property
    def rise(self) -> int:
        return round(self.face.rise * self.em)

    @property
    def line(self) -> int:
        return round((self.face.rise + self.face.drop) * self.em)

    def width(self, text: str) -> int:
        return round(self.font.getlength(text))


def letters(size_mm: float, *, bold: bool) -> Letters:
    """Return the letters whose capitals are `size_mm` high."""
    face = (HEADING if size_mm >= HEADING_MM else BOLD) if bold else REGULAR
    return Letters(face, round(size_mm * DOTS_PER_MM / face.capital))


def text_strip(block: Text, dots: int) -> Image.Image:
    """Return the paragraph as a strip of full width: grey, black on white, or white on black when inverse."""
    pad = round(block.size * DOTS_PER_MM * 0.25) if block.inverse else 0
    width = dots - 2 * (EDGE + pad)
    text = unicodedata.normalize("NFC", block.text)
    set_in = _fitting(text, letters(block.size, bold=block.bold), width)
    lines = _lines(text, set_in, width, even=block.align == "centre")
    strip = _paragraph(lines, set_in, width, block.align)
    if block.size >= POSTER_MM:
        strip = _trimmed(strip, DOTS_PER_MM)
    paper = Image.new("L", (dots, strip.height + 2 * pad), 255)
    paper.paste(strip, (EDGE + pad, pad))
    return Image.eval(paper, lambda grey: 255 - grey) if block.inverse else paper


def pair_strip(block: Pair, dots: int) -> Image.Image:
    """Return label and value on one line, a little smaller if need be, else the value on lines of its own."""
    width = dots - 2 * EDGE
    left, right = (unicodedata.normalize("NFC", one) for one in (block.left, block.right))
    for size in (block.size, block.size * 0.9, block.size * 0.8):
        label, value = letters(size, bold=False), letters(size, bold=block.bold)
        at = width - value.width(right)
        if label.width(left) + label.em // 2 <= at:
            paper = Image.new("L", (dots, max(label.line, value.line)), 255)
            draw = ImageDraw.Draw(paper)
            draw.text((EDGE, label.rise), left, fill=0, font=label.font, anchor="ls")
            draw.text((EDGE + at, label.rise), right, fill=0, font=value.font, anchor="ls")
            return paper
    above = text_strip(Text(block.left, block.size), dots)
    below = text_strip(Text(block.right, block.size, block.bold, "right"), dots)
    paper = Image.new("L", (dots, above.height + below.height), 255)
    paper.paste(above, (0, 0))
    paper.paste(below, (0, above.height))
    return paper


def tick_strip(block: Tick, dots: int) -> Image.Image:
    """Return the box, or the mark in its place, and the text beside it."""
    mark = letters(block.size, bold=True)
    box = round(block.size * DOTS_PER_MM * 1.25)
    indent = max(box, mark.width(block.mark)) + mark.em // 2
    width = dots - 2 * EDGE - indent
    text = unicodedata.normalize("NFC", block.text)
    set_in = _fitting(text, letters(block.size, bold=False), width)
    strip = _paragraph(_lines(text, set_in, width), set_in, width, "left")
    paper = Image.new("L", (dots, max(strip.height, mark.line)), 255)
    paper.paste(strip, (EDGE + indent, 0))
    draw = ImageDraw.Draw(paper)
    if block.mark:
        draw.text((EDGE, mark.rise), block.mark, fill=0, font=mark.font, anchor="ls")
    else:
        bottom = mark.rise + 2
        draw.rectangle((EDGE, bottom - box, EDGE + box, bottom), outline=0, width=2)
    return paper


@cache
def _font(file: str, em: int) -> ImageFont.FreeTypeFont:
    """Plain layout: composed letters need no shaping, and the dots do not depend on the machine's libraries."""
    return ImageFont.truetype(str(assets() / "fonts" / file), em, layout_engine=ImageFont.Layout.BASIC)


def _fitting(text: str, set_in: Letters, width: int) -> Letters:
    """Return `set_in`, smaller when one word alone is wider than `width`."""
    widest = max((set_in.width(word) for word in _words(text)), default=0)
    return set_in if widest <= width else Letters(set_in.face, max(8, set_in.em * width // widest))


def _words(text: str) -> list[str]:
    """Return what may stand on lines of its own. str.split() would also break at a no-break space."""
    return [word for word in text.replace("\n", " ").split(" ") if word]


def _lines(text: str, set_in: Letters, width: int, *, even: bool = False) -> list[str]:
    """Break `text` into lines; `even` makes them about equally long, for centred text."""
    sizes = {word: set_in.width(word) for word in _words(text)}
    blank = set_in.width(" ")
    lines = _broken(text, sizes, blank, width)
    narrower = width
    while even and len(lines) > 1 and (narrower := narrower - 8) >= max(sizes.values()):
        tried = _broken(text, sizes, blank, narrower)
        if len(tried) > len(lines):
            break
        lines = tried
    return lines


def _broken(text: str, sizes: dict[str, int], blank: int, width: int) -> list[str]:
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line, used = "", 0
        for word in _words(paragraph):
            if line and used + blank + sizes[word] > width:
                lines.append(line)
                line, used = word, sizes[word]
            else:
                line, used = (f"{line} {word}", used + blank + sizes[word]) if line else (word, sizes[word])
        lines.append(line)
    return lines


def _paragraph(lines: list[str], set_in: Letters, width: int, align: Align) -> Image.Image:
    strip = Image.new("L", (width, set_in.line * len(lines)), 255)
    draw = ImageDraw.Draw(strip)
    for at, line in enumerate(lines):
        spare = width - set_in.width(line)
        left = {"left": 0, "centre": spare // 2, "right": spare}[align]
        draw.text((left, set_in.line * at + set_in.rise), line, fill=0, font=set_in.font, anchor="ls")
    return strip


def _trimmed(strip: Image.Image, keep: int) -> Image.Image:
    """Cut the white above and below the letters down to `keep` dots."""
    ink = Image.eval(strip, lambda grey: 255 - grey).getbbox()
    if ink is None:
        return strip
    return strip.crop((0, max(0, ink[1] - keep), strip.width, min(strip.height, ink[3] + keep)))
