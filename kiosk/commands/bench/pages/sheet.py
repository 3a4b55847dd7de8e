"""Drawn A4 pages as a commune sees them: the motto, a form with Vietnamese names, a blue signature, a red stamp.

All names are made up. Drawn at 300 dpi, finer than any camera here sees them.
"""

from dataclasses import dataclass, field
from functools import cache
from random import Random

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from kiosk.assets import assets
from kiosk.scanning.picture import Colour

DPI = 300
WIDTH, HEIGHT = 2480, 3508  # A4 at 300 dpi
MARGIN = 280
INK, BLUE, RED = (28, 28, 30), (32, 52, 150), (206, 32, 38)
TITLES = ("TỜ KHAI ĐĂNG KÝ KHAI SINH", "GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN", "ĐƠN ĐỀ NGHỊ CẤP LẠI SỔ")
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Đặng", "Võ", "Bùi", "Đỗ", "Ngô")
GIVEN = ("Thị Mẫu", "Văn Thử", "Hữu Phước", "Thị Bưởi", "Quốc Đạt", "Thị Ngọc Ánh", "Minh Khuê", "Thị Dẫn")
PLACES = ("Ấp 4, xã Khánh Bình", "Khóm 3, phường Tân Thành", "Thôn Đông, xã Bình Minh", "Ấp Rạch Ráng, xã Trần Hợi")
SAID = (
    "Tôi cam đoan những điều khai trên đây là đúng sự thật.",
    "Đề nghị quý cơ quan xem xét, giải quyết theo quy định.",
    "Kèm theo đơn này có bản sao giấy chứng nhận kết hôn.",
    "Hiện gia đình đang ở ổn định, không tranh chấp với ai.",
    "Người làm đơn đã nộp đủ giấy tờ cho bộ phận một cửa.",
    "Nếu khai sai, tôi xin chịu trách nhiệm trước pháp luật.",
    "Thửa đất số 214, tờ bản đồ số 7, diện tích 1.250 mét vuông.",
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A drawn page: its dots (rows x columns x red, green, blue) and the printed lines as they should be read."""

    dots: Colour = field(repr=False)
    lines: tuple[str, ...] = field(repr=False)


def draw_sheet(seed: int, *, stamp: bool = True) -> Sheet:
    """Return page number `seed`: the same number gives the same page."""
    dice = Random(seed)
    page = Image.new("RGB", (WIDTH, HEIGHT), (250, 250, 248))
    pen = ImageDraw.Draw(page)
    lines = [*_heading(pen, dice), *_form(pen, dice)]
    _table(pen, dice)
    _sign(pen, dice)
    if stamp:
        _stamp(page)
    return Sheet(np.array(page), tuple(lines))


@cache
def _font(size: int, face: str = "NotoSans-Regular") -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(assets() / "fonts" / f"{face}.ttf", size)


def _heading(pen: ImageDraw.ImageDraw, dice: Random) -> list[str]:
    said = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", dice.choice(TITLES)]
    for text, top, size in zip(said, (240, 320, 520), (48, 48, 62), strict=True):
        pen.text((WIDTH / 2, top), text, INK, _font(size, "NotoSans-Bold"), anchor="ma")
    pen.line((WIDTH / 2 - 270, 410, WIDTH / 2 + 270, 410), INK, 4)
    return said


def _form(pen: ImageDraw.ImageDraw, dice: Random) -> list[str]:
    people = [f"{dice.choice(FAMILIES)} {dice.choice(GIVEN)}" for _ in range(4)]
    said = [
        "Kính gửi: Ủy ban nhân dân xã Khánh Bình",
        f"Họ và tên người yêu cầu: {people[0]}",
        f"Nơi cư trú: {dice.choice(PLACES)}",
        f"Sinh ngày {dice.randint(1, 28)} tháng {dice.randint(1, 12)} năm {dice.randint(1950, 2005)}",
        f"Họ, chữ đệm, tên người mẹ: {people[1]}",
        f"Họ, chữ đệm, tên người cha: {people[2]}",
        f"Quê quán: {dice.choice(PLACES)}",
        *dice.sample(SAID, 6),
        f"Người làm chứng: {people[3]}",
    ]
    for at, text in enumerate(said):
        pen.text((MARGIN, 720 + 108 * at), text, INK, _font(50))
    return said


def _table(pen: ImageDraw.ImageDraw, dice: Random) -> None:
    """A frame with figures: lines and fine print that flattening must keep."""
    top = 720 + 108 * 14 + 40
    for row in range(5):
        pen.line((MARGIN, top + 76 * row, WIDTH - MARGIN, top + 76 * row), INK, 3)
    for column in range(4):
        across = MARGIN + (WIDTH - 2 * MARGIN) * column // 3
        pen.line((across, top, across, top + 76 * 4), INK, 3)
        for row in range(4 if column < 3 else 0):
            pen.text((across + 24, top + 76 * row + 12), f"{dice.randint(1, 9999):,}", INK, _font(36))


def _sign(pen: ImageDraw.ImageDraw, dice: Random) -> None:
    x, y = WIDTH - 900.0, 2980.0
    points = [(x, y)]
    for _ in range(60):
        x, y = x + dice.uniform(-10, 24), 2980 + (y - 2980) * 0.7 + dice.uniform(-70, 70)
        points.append((x, y))
    pen.line(points, BLUE, 7, joint="curve")
    pen.text((WIDTH - 760, 2780), "Người yêu cầu", INK, _font(46, "NotoSans-Bold"), anchor="ma")


def _stamp(page: Image.Image) -> None:
    """A round red stamp over the signature, as thin as a real one: what is under it shows through."""
    side = 430
    seal = Image.new("L", (side, side), 0)
    pen = ImageDraw.Draw(seal)
    for inset, width in ((4, 9), (22, 3), (112, 4)):
        pen.ellipse((inset, inset, side - inset, side - inset), outline=215, width=width)
    angles = [np.deg2rad(270 + 36 * n) for n in range(10)]
    star = [(side / 2 + r * np.cos(a), side / 2 + r * np.sin(a)) for a, r in zip(angles, (70, 28) * 5, strict=True)]
    pen.polygon(star, fill=215)
    words = "ỦY BAN NHÂN DÂN XÃ KHÁNH BÌNH • "
    for at, letter in enumerate(words):
        one = Image.new("L", (60, side), 0)
        ImageDraw.Draw(one).text((30, 36), letter, 215, _font(38, "NotoSans-Bold"), anchor="ma")
        turned = Image.new("L", (side, side), 0)
        turned.paste(one, (side // 2 - 30, 0))
        turned = turned.rotate(-360 * at / len(words), resample=Image.Resampling.BICUBIC)
        seal.paste(255, (0, 0), Image.fromarray(np.minimum(np.array(turned), 215)))
    page.paste(RED, (WIDTH - 1180, 2800), seal)
