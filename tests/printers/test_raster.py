"""The drawing itself: letters whole, codes readable, number dominant."""

import numpy as np
import pytest
import zxingcpp
from PIL import Image

from kiosk.errors import PrintError
from kiosk.papers.paper import Bars, Block, Pair, Paper, Qr, Rule, Ruler, Space, Text, Tick
from printers.letters import DOTS_PER_MM
from printers.raster import draw

WIDTHS = (576, 384)


def drawn(*blocks: Block, dots: int = 576) -> Image.Image:
    return draw(Paper("test", blocks), dots)


def ink_box(picture: Image.Image) -> tuple[int, int, int, int]:
    """Return (left, top, right, bottom) around the black dots."""
    box = Image.eval(picture.convert("L"), lambda grey: 255 - grey).getbbox()
    assert box is not None
    return box


def codes(picture: Image.Image) -> dict[str, str]:
    read = zxingcpp.read_barcodes(np.array(picture.convert("L")))
    return {str(one.format): one.text for one in read}


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("size", [2.2, 3.2, 5.0, 18.0])
@pytest.mark.parametrize("letter", ["Ế", "Ẫ", "Ỡ", "Ẳ", "Ậ", "Ỵ", "g"])
def test_a_letter_is_never_cut_off_at_top_or_bottom(letter: str, size: float, bold: bool):
    picture = drawn(Text(letter, size=size, bold=bold, align="centre"))
    _, top, _, bottom = ink_box(picture)
    assert top > 0
    assert bottom < picture.height


def test_the_marks_of_the_second_line_do_not_touch_the_first():
    two, one = drawn(Text("ggg\nẾẪỠ", size=3.0)), drawn(Text("ggg", size=3.0))
    white = [row for row in range(two.height) if not ink_rows(two)[row]]
    assert any(ink_box(one)[3] <= row < two.height // 2 + 10 for row in white)


def ink_rows(picture: Image.Image) -> list[bool]:
    return [bool(row) for row in (np.array(picture) == 0).any(axis=1)]


def test_size_is_the_height_of_a_capital_in_mm():
    _, top, _, bottom = ink_box(drawn(Text("HHH", size=10.0, bold=True)))
    assert (bottom - top) / DOTS_PER_MM == pytest.approx(10.0, abs=0.15)


@pytest.mark.parametrize("dots", WIDTHS)
def test_a_ticket_number_is_at_least_12_mm_high_on_paper(ticket: Paper, dots: int):
    number = next(one for one in ticket.blocks if isinstance(one, Text) and one.text == "B017")
    _, top, _, bottom = ink_box(drawn(number, dots=dots))
    assert (bottom - top) / DOTS_PER_MM >= 12.0


@pytest.mark.parametrize("dots", WIDTHS)
def test_a_code_too_wide_for_the_paper_is_set_smaller_and_not_broken(dots: int):
    wide = drawn(Text("KXA-261123-001-98" * 2, size=5.0, bold=True), dots=dots)
    left, _, right, _ = ink_box(wide)
    assert 0 <= left < right <= dots
    assert wide.height < 8 * DOTS_PER_MM


def test_decomposed_letters_are_drawn_like_composed_ones():
    assert drawn(Text("Nguye\u0302\u0303n")).tobytes() == drawn(Text("Nguyễn")).tobytes()


def test_a_phone_number_with_no_break_spaces_stays_on_one_line():
    spaced = drawn(Text("Cần giúp, xin gọi 0290\u00a03\u00a0123\u00a0456", size=2.6), dots=384)
    alone = drawn(Text("0290\u00a03\u00a0123\u00a0456", size=2.6), dots=384)
    assert spaced.height == 2 * alone.height


def test_inverse_text_is_white_on_black():
    picture = drawn(Text("PHIẾU TẠM", size=5.0, bold=True, inverse=True))
    assert np.array(picture).mean() < 0.5


def test_a_pair_that_fits_keeps_label_and_value_on_one_line():
    assert drawn(Pair("Trước bà con", "6 người", 3.2, True)).height < 2 * drawn(Text("6 người", 3.2)).height


def test_a_pair_that_does_not_fit_puts_the_value_below():
    long = "Quầy 1, Quầy 2, Quầy 3, Quầy 4, Quầy 5, Quầy 6"
    assert drawn(Pair("Mời đến", long, 3.2, True)).height > 2 * drawn(Text("Mời đến", 3.2)).height


def test_a_tick_has_its_box_at_the_left_edge():
    box = np.array(drawn(Tick("Giấy chứng sinh")))[:, :30]
    assert (box == 0).sum() > 100


def test_a_mark_stands_in_place_of_the_box():
    assert drawn(Tick("Chờ gọi số", mark="1.")).tobytes() != drawn(Tick("Chờ gọi số")).tobytes()


@pytest.mark.parametrize("dots", WIDTHS)
def test_the_qr_code_of_a_ticket_reads_back(ticket: Paper, dots: int):
    assert codes(draw(ticket, dots))["QR Code"] == next(one.text for one in ticket.blocks if isinstance(one, Qr))


def test_qr_code_and_bars_of_a_slip_read_back_the_same_code(slip: Paper):
    assert codes(draw(slip, 576)) == {"QR Code": "KXA-261123-001-98", "Code 128": "KXA-261123-001-98"}


def test_bars_are_left_out_on_narrow_paper(slip: Paper):
    assert codes(draw(slip, 384)) == {"QR Code": "KXA-261123-001-98"}


def test_bars_are_painted_in_whole_dots():
    row = np.array(drawn(Bars("H12.34-261123-0001")))[40]
    changes = np.flatnonzero(np.diff(row.astype(int)))
    assert set(np.diff(changes) % 2) == {0}


def test_a_long_qr_code_gets_smaller_modules_rather_than_losing_its_edge():
    text = "096190000000||Trần Thị Mẫu|15011990|Nữ|Ấp 1, xã Mẫu, tỉnh Cà Mau|01072022" * 2
    assert codes(drawn(Qr(text, dots=9), dots=384))["QR Code"] == text


@pytest.mark.parametrize("block", [Qr("x" * 1500), Qr("x" * 5000), Bars("Đ")])
def test_a_code_that_no_paper_can_carry_is_a_print_error(block: Block):
    with pytest.raises(PrintError):
        drawn(block, dots=384)


def test_the_ruler_has_a_stroke_each_mm():
    row = np.array(drawn(Ruler()))[4] == 0
    assert list(np.flatnonzero(row)[:4]) == [0, 8, 16, 24]


def test_a_rule_crosses_the_whole_paper():
    assert ink_box(drawn(Rule()))[::2] == (0, 576)


def test_a_space_is_as_high_as_it_says():
    assert drawn(Space(5.0)).height == 40


def test_an_empty_paper_is_still_a_picture():
    assert drawn().size == (576, 1)
