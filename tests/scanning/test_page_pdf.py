"""PDFs of packed pages: whole, small, with the same packed bytes inside; read back by Pillow's own parser."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont, PdfParser

from kiosk.assets import assets
from kiosk.commands.bench.pages.sheet import SAID
from kiosk.errors import PageFileError
from kiosk.scanning.page_clean import LOOKS, Look, as_look, page_size
from kiosk.scanning.page_pdf import PackedPage, pack, to_pdf, write_pdf
from kiosk.scanning.picture import Colour


@pytest.fixture(scope="module")
def page(sheet: Colour) -> Colour:
    return np.array(Image.fromarray(sheet).resize((1240, 1754)))


@pytest.fixture(scope="module")
def packed(page: Colour) -> PackedPage:
    return pack(page, "colour", 150)


def parsed(data: bytes) -> PdfParser.PdfParser:
    return PdfParser.PdfParser(buf=data)


def test_every_page_stands_in_its_place_on_a4(packed: PackedPage):
    pdf = parsed(to_pdf([packed] * 3))
    boxes = [pdf.read_indirect(one)[b"MediaBox"] for one in pdf.pages]
    assert [[round(float(side)) for side in box] for box in boxes] == [[0, 0, 595, 842]] * 3


def test_the_packed_bytes_lie_inside_as_they_are(packed: PackedPage):
    assert to_pdf([packed] * 2).count(packed.data) == 2


def test_a_page_in_colour_is_read_back(packed: PackedPage, page: Colour):
    with Image.open(io.BytesIO(packed.data)) as opened:
        assert float(np.abs(np.array(opened).astype(int) - page).mean()) < 3


def test_fax_lines_are_read_back_dot_for_dot(page: Colour):
    black = as_look(page, "bilevel")
    fax = pack(black, "bilevel", 150)
    tags = {256: fax.columns, 257: fax.rows, 258: 1, 259: 4, 262: 1, 273: 8, 277: 1, 278: fax.rows, 279: len(fax.data)}
    entries = b"".join(
        tag.to_bytes(2, "little") + b"\x04\0\1\0\0\0" + value.to_bytes(4, "little") for tag, value in tags.items()
    )
    end = (8 + len(fax.data)).to_bytes(4, "little")
    tiff = b"II*\0" + end + fax.data + len(tags).to_bytes(2, "little") + entries + b"\0\0\0\0"
    with Image.open(io.BytesIO(tiff)) as opened:
        levels = np.array(opened.convert("L"))
    assert np.array_equal(levels, black)


@pytest.mark.parametrize(("look", "dpi", "most"), [("colour", 200, 320_000), ("grey", 150, 200_000)])
def test_a_page_full_of_typed_lines_stays_within_its_limit(look: Look, dpi: int, most: int):
    page = Image.new("RGB", page_size(dpi), "white")
    font = ImageFont.truetype(assets() / "fonts" / "NotoSans-Regular.ttf", dpi * 12 // 72)
    for row in range(40):
        ImageDraw.Draw(page).text((dpi, dpi // 2 + row * dpi // 4), SAID[row % len(SAID)], (40, 40, 90), font)
    assert len(pack(as_look(np.array(page), look), look, dpi).data) <= most


@pytest.mark.parametrize("look", LOOKS)
def test_nothing_tells_when_or_where_it_was_made(page: Colour, tmp_path: Path, look: Look):
    file = tmp_path / "Trần Thị Mẫu.pdf"
    one = pack(as_look(page, look), look, 150)
    write_pdf([one], file)
    assert (b"Info" in file.read_bytes(), file.read_bytes()) == (False, to_pdf([one]))


def test_a_page_does_not_show_in_a_repr(packed: PackedPage):
    assert "data" not in repr(packed)


def test_what_cannot_be_written_leaves_nothing_half(packed: PackedPage, tmp_path: Path):
    (tmp_path / "taken.pdf").mkdir()
    with pytest.raises(PageFileError, match="taken\\.pdf"):
        write_pdf([packed], tmp_path / "taken.pdf")
    assert [one.name for one in tmp_path.iterdir()] == ["taken.pdf"]


def test_a_pdf_without_pages_is_a_mistake():
    with pytest.raises(ValueError, match="at least one"):
        to_pdf([])
