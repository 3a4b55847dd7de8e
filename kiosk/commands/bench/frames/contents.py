"""What the drawn papers say: invented people and dossiers, and the modules of their codes."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import qrcode
import zxingcpp
from barcode import Code128

Kind = Literal["card QR", "dossier QR", "dossier Code 128", "no code"]
Modules = npt.NDArray[np.bool_]  # rows x columns, True is dark, quiet zone not included

KINDS: tuple[Kind, ...] = ("card QR", "dossier QR", "dossier Code 128")
LEAST_CARD = 123  # bytes: what makes a symbol of 49 modules at least
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Đặng", "Bùi", "Thạch", "Kim", "Danh", "Lý")
MIDDLES = ("Thị", "Văn", "Hữu", "Ngọc", "Thị Mỹ", "Hoàng", "Thị Ánh", "Quốc")
GIVEN = ("Mẫu", "Hằng", "Sơn", "Tuyết", "Lượm", "Út", "Phượng", "Sô Phia", "Đẹp", "Bé Ba")
PLACES = (
    "Ấp {n}, xã Khánh Bình, huyện Trần Văn Thời, tỉnh Cà Mau", "Tổ {n}, khóm Vĩnh Ngươn, phường Châu Đốc, An Giang",
    "Khu phố {n}, thị trấn Dương Đông, Phú Quốc, tỉnh Kiên Giang", "Số {n}, đường Nguyễn Trãi, phường 2, Sóc Trăng",
    "Thôn {n}, xã Quảng Phú, huyện Cư M'gar, tỉnh Đắk Lắk", "Ấp Mỹ Thuận, tổ {n}, xã Mỹ Thuận, huyện Bình Tân",
)  # fmt: skip
OTHER_BARS = (
    zxingcpp.BarcodeFormat.EAN13, zxingcpp.BarcodeFormat.Code39, zxingcpp.BarcodeFormat.ITF,
    zxingcpp.BarcodeFormat.DataMatrix, zxingcpp.BarcodeFormat.Codabar,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Content:
    """`text` is None where nothing may be read; `height` is how high to draw one row of bars, in modules."""

    kind: Kind
    text: str | None
    modules: Modules
    height: int = 1


def draw_content(kind: Kind, dice: np.random.Generator) -> Content:
    """Return an invented code of that kind; "no code" is bars of other kinds or nothing at all."""
    match kind:
        case "card QR":
            text = card_text(dice)
            while len(text.encode()) < LEAST_CARD:
                text = card_text(dice)
            return Content(kind, text, qr_modules(text))
        case "dossier QR":
            code = dossier_text(dice)
            text = code if dice.random() < 0.6 else f"https://dichvucong.example.vn/tra-cuu?mahoso={code}"
            return Content(kind, text, qr_modules(text))
        case "dossier Code 128":
            text = dossier_text(dice)
            return Content(kind, text, bar_modules(text), int(dice.integers(34, 60)))
        case "no code":
            return _nothing(dice)


def card_text(dice: np.random.Generator) -> str:
    born, issued = _day(dice, 1940, 2008), _day(dice, 2021, 2025)
    name = f"{dice.choice(FAMILIES)} {dice.choice(MIDDLES)} {dice.choice(GIVEN)}"
    old = f"{dice.integers(10**8, 10**9)}" if dice.random() < 0.5 else ""
    place = str(dice.choice(PLACES)).format(n=dice.integers(1, 20))
    number = f"0{dice.integers(10**10, 9 * 10**10)}"
    return f"{number}|{old}|{name}|{born}|{dice.choice(('Nam', 'Nữ'))}|{place}|{issued}"


def dossier_text(dice: np.random.Generator) -> str:
    day = f"25{dice.integers(1, 13):02d}{dice.integers(1, 29):02d}"
    agency = f"H{dice.integers(10, 64)}.{dice.integers(1, 99):02d}.{dice.integers(1, 99):02d}"
    return f"{agency}-{day}-{dice.integers(10_000):04d}"


def qr_modules(content: str | bytes) -> Modules:
    code = qrcode.QRCode(border=0, error_correction=qrcode.ERROR_CORRECT_M)
    code.add_data(content.encode() if isinstance(content, str) else content)
    code.make()
    return np.array(code.get_matrix(), dtype=bool)


def bar_modules(text: str) -> Modules:
    """Return the one row of a Code 128."""
    return np.array([[one == "1" for one in Code128(text).build()[0]]])


def _day(dice: np.random.Generator, first: int, last: int) -> str:
    return f"{dice.integers(1, 29):02d}{dice.integers(1, 13):02d}{dice.integers(first, last + 1)}"


def _nothing(dice: np.random.Generator) -> Content:
    which = int(dice.integers(0, len(OTHER_BARS) + 3))
    if which < len(OTHER_BARS):
        digits = "".join(str(one) for one in dice.integers(0, 10, 12))
        text = f"A{digits}B" if OTHER_BARS[which] == zxingcpp.BarcodeFormat.Codabar else digits
        code = zxingcpp.create_barcode(text, OTHER_BARS[which])
        dark = np.array(code.to_image(scale=1, add_hrt=False, add_quiet_zones=False)) < 128
        flat = len({row.tobytes() for row in dark}) == 1
        return Content("no code", None, dark[:1] if flat else dark, int(dice.integers(34, 60)) if flat else 1)
    if which == len(OTHER_BARS):  # bars of no kind at all
        return Content("no code", None, dice.random((1, 200)) < 0.5, 45)
    if which == len(OTHER_BARS) + 1:  # squares of no kind at all
        return Content("no code", None, dice.random((49, 49)) < 0.5)
    return Content("no code", None, np.zeros((20, 60), dtype=bool))
