"""From pictures to texts: what must be read, what must not be guessed, what must not hurt."""

import sys
from collections.abc import Callable
from datetime import date, timedelta

import cv2
import numpy as np
import pytest
import qrcode
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as shapes

from kiosk.scanning.decode import Code, read_codes
from kiosk.scanning.patches import find_patches
from kiosk.scanning.picture import Grey
from kiosk.scanning.zbar import read_bytes

Draw = Callable[..., Grey]
Turn = Callable[[Grey, float], Grey]

TODAY = date(2026, 11, 23)
DOSSIER = "H12.34.05-261120-0007"
CARD = "096190000000||Trần Thị Mẫu|15011990|Nữ|Ấp 1, xã Mẫu, tỉnh Cà Mau|01072022"

# The first of six symbols of one text ("structured append"): pyzbar's own reader dies of it.
ONE_OF_SIX = """
#######.##...#...##...#######
#.....#......#......#.#.....#
#.###.#.#..####.####..#.###.#
#.###.#.##.#....#.#...#.###.#
#.###.#.####...###....#.###.#
#.....#..#..#.#.##....#.....#
#######.#.#.#.#.#.#.#.#######
.........#.#..#.....#........
####..#.#....#.#######..###.#
###.##.#.#.....####.##..###.#
.....###......###.##...#...##
##.###..#..###....###.####...
.##..###.#.##....###.#...#.#.
##.....#####..#.###.#..#..#..
.###.######..#.#..#...#.##..#
##.###..#...#...#..#.#.#..###
#.##.##.###...#.##........#..
.#.###..##.###..#.....##.#...
#.#..##..#.##..##.####..#.##.
...#...###..###..#.#.#.#..#..
.####.##..#...#.#...#######.#
........###....##.###...####.
#######..#.###...#.##.#.##...
#.....#......#..#.###...#####
#.###.#..###..#....#######...
#.###.#.##.##....#..###.#....
#.###.#.######....##..###.#.#
#.....#.####....#...#.#.#.#.#
#######.###.#..##.#....#.##.."""


def texts(picture: Grey) -> list[str | None]:
    return [one.text for one in read_codes(picture)]


def test_a_qr_code_is_read(qr: Draw):
    assert read_codes(qr(DOSSIER)) == [Code(DOSSIER, "QRCode")]


def test_a_code_128_is_read(bars: Draw):
    assert read_codes(bars(DOSSIER)) == [Code(DOSSIER, "Code128")]


@pytest.mark.parametrize("text", [CARD, "Bùi Hữu Sơn", "Bùi Hoàng Hằng", "Ấp Vĩnh Nguơn", "Nguye\u0302\u0303n"])
def test_vietnamese_letters_come_out_as_they_went_in(qr: Draw, text: str):
    assert texts(qr(text.encode())) == [text]


@pytest.mark.parametrize("text", ["Bùi Hữu Sơn", "Bùi Hoàng Hằng", CARD])
def test_zbar_alone_gives_the_same_letters(qr: Draw, text: str):
    assert read_bytes(qr(text.encode())) == [(text.encode(), "QRCode")]


def test_bytes_that_are_no_utf8_are_reported_unreadable_and_never_guessed(qr: Draw):
    assert read_codes(qr("Trần".encode("cp1258", "replace") + b"\xff\xfe\x80")) == [Code(None, "QRCode")]


@pytest.mark.parametrize("degrees", range(0, 180, 15))
def test_bars_are_read_at_every_angle(bars: Draw, turned: Turn, degrees: int):
    assert texts(turned(bars(DOSSIER), degrees)) == [DOSSIER]


@pytest.mark.parametrize("degrees", [30, 45, 100])
def test_a_patch_of_bars_is_cut_out_so_that_they_stand(bars: Draw, turned: Turn, degrees: int):
    picture = turned(bars(DOSSIER), degrees)
    across, down = np.gradient(find_patches(picture)[0].cut(picture, 1).astype(float))[::-1]
    assert np.abs(across).sum() > 5 * np.abs(down).sum()


@pytest.mark.parametrize("degrees", [0, 17, 45, 90, 180])
def test_a_qr_code_is_read_at_every_angle(qr: Draw, turned: Turn, degrees: int):
    assert texts(turned(qr(CARD.encode()), degrees)) == [CARD]


def test_small_modules_are_read_enlarged(qr: Draw):
    small = cv2.resize(qr(CARD.encode(), 8), None, fx=1.7 / 8, fy=1.7 / 8, interpolation=cv2.INTER_AREA)
    assert texts(small.astype(np.uint8)) == [CARD]


def test_a_dark_noisy_picture_is_read(qr: Draw):
    noise = np.random.default_rng(7).normal(0, 4, qr(DOSSIER).shape)
    assert texts(np.clip(qr(DOSSIER) * 0.2 + 10 + noise, 0, 255).astype(np.uint8)) == [DOSSIER]


def test_two_codes_on_one_paper_are_both_read(qr: Draw, bars: Draw):
    sheet, corner = bars("H12.34-261120-0008"), qr(DOSSIER)
    sheet[: len(corner), : len(corner)] = corner
    assert set(texts(sheet)) == {DOSSIER, "H12.34-261120-0008"}


def test_a_code_that_two_places_show_is_told_once(qr: Draw):
    assert texts(np.hstack([qr(DOSSIER), qr(DOSSIER)])) == [DOSSIER]


def test_one_symbol_of_a_longer_text_does_not_end_the_scanning():
    dark = np.array([[one == "#" for one in row] for row in ONE_OF_SIX.split()])
    picture = np.kron(np.pad(np.where(dark, 0, 255), 4, constant_values=255), np.ones((5, 5))).astype(np.uint8)
    assert len(read_codes(picture)) == 1


def test_other_kinds_of_codes_are_not_read():
    ean = "1010001101010011100110010010111000110101010000101010000101110010101110010101110010101"
    row = np.kron([0 if one == "1" else 255 for one in ean], np.ones(3)).astype(np.uint8)
    assert read_codes(np.pad(np.tile(row, (80, 1)), 60, constant_values=255)) == []


@pytest.mark.parametrize(
    "picture",
    [
        np.zeros((0, 0), np.uint8),
        np.zeros((1, 1), np.uint8),
        np.zeros((1, 5000), np.uint8),
        np.zeros((480, 640), np.uint8),
        np.full((480, 640), 255, np.uint8),
        np.zeros((480, 640, 3), np.uint8),
        np.zeros((480, 640), np.float32),
    ],
    ids=["empty", "a dot", "a line", "black", "white", "colour", "floats"],
)
def test_a_picture_without_codes_is_an_empty_list(picture: Grey, caplog: pytest.LogCaptureFixture):
    assert read_codes(picture) == []
    assert not caplog.records


def test_a_code_in_a_huge_picture_is_read(qr: Draw, caplog: pytest.LogCaptureFixture):
    page = np.full((5000, 4000), 255, np.uint8)
    code = qr(CARD.encode(), 6)
    page[3000 : 3000 + len(code), 500 : 500 + len(code)] = code
    assert texts(page) == [CARD]
    assert not caplog.records


def test_a_huge_picture_of_noise_is_given_up_without_a_word(caplog: pytest.LogCaptureFixture):
    dice = np.random.default_rng(5)
    assert read_codes(dice.integers(0, 255, (3000, 3000)).astype(np.uint8)) == []
    assert not caplog.records


def test_the_longest_code_is_read_whole():
    text = "MOT CUA " * 500
    code = qrcode.QRCode(border=4, error_correction=qrcode.ERROR_CORRECT_L)
    code.add_data(text)
    picture = np.kron(np.where(np.array(code.get_matrix(), dtype=bool), 0, 255), np.ones((3, 3)))
    assert texts(picture.astype(np.uint8)) == [text]


@pytest.mark.parametrize("text", ["a\x00b", "\x1b[31mH12\x07", "\x0e\x0f so si", "dòng 1\r\ndòng 2\t\x7f"])
def test_control_characters_come_out_as_they_are(qr: Draw, text: str, caplog: pytest.LogCaptureFixture):
    assert texts(qr(text.encode())) == [text]
    assert not caplog.records


def test_an_empty_code_says_nothing(qr: Draw):
    assert read_codes(qr("")) == []


@pytest.mark.parametrize("text", ["1234567890123456", "HOA DON 2026/11"])
def test_bars_of_others_are_read_when_two_readers_agree(bars: Draw, text: str):
    assert texts(bars(text)) == [text]


def test_bars_of_others_are_not_believed_to_one_reader(bars: Draw, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "kiosk.scanning.zbar", None)  # as where libzbar0 is not installed
    assert read_codes(bars("1234567890123456"), TODAY) == []
    assert read_codes(bars(DOSSIER), TODAY) == [Code(DOSSIER, "Code128")]
    assert read_codes(bars(DOSSIER), TODAY - timedelta(days=30)) == []


def test_other_kinds_are_read_where_they_are_asked_for():
    code = zxingcpp.create_barcode("KXA-01", zxingcpp.BarcodeFormat.Code39).to_image(scale=3)
    picture = np.pad(np.array(code), 60, constant_values=255)
    assert read_codes(picture) == []
    assert read_codes(picture, formats=frozenset(("Code39",))) == [Code("KXA-01", "Code39")]


@pytest.mark.parametrize("degrees", [20, 40, 70])
def test_soft_bars_are_read_turned(bars: Draw, turned: Turn, degrees: int):
    soft = cv2.GaussianBlur(turned(bars(DOSSIER), degrees), (0, 0), 0.8).astype(np.uint8)
    assert texts(soft) == [DOSSIER]


def test_a_picture_that_is_a_slice_of_another_is_read(qr: Draw):
    wide = np.repeat(qr(DOSSIER), 2, axis=1)
    assert texts(wide[:, ::2]) == [DOSSIER]


def test_what_a_code_says_does_not_show_when_it_is_logged(qr: Draw):
    assert "0961" not in repr(read_codes(qr(CARD.encode())))


@given(
    shapes.arrays(
        np.uint8, shapes.array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=80), elements=st.integers(0, 255)
    )
)
def test_no_picture_breaks_the_reader(picture: Grey):
    assert isinstance(read_codes(picture), list)
