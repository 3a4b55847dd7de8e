"""A sentence in words: what a voice gets to say."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.voice.words import spoken

YEAR = "hai ngàn không trăm hai mươi sáu"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Mời số B017 đến quầy 2", "Mời số bê không một bảy đến quầy hai"),
        ("Mã số 15", "Mã số mười lăm"),
        ("A4", "a bốn"),
        ("A001-A005", "a không không một, a không không năm"),
        ("KXA-261121-007-53", "ca ích xì a, hai sáu một một hai một, không không bảy, năm ba"),
        (
            "H12.34-261121-0001",
            "hát một hai chấm ba bốn, hai sáu một một hai một, không không không một",
        ),
        ("1.001193", "một chấm không không một, một chín ba"),
        ("ngày 21/11/2026", f"ngày hai mươi mốt tháng mười một năm {YEAR}"),
        ("21/11/2026", f"ngày hai mươi mốt tháng mười một năm {YEAR}"),
        ("21-11-2026", f"ngày hai mươi mốt tháng mười một năm {YEAR}"),
        ("01/01/2026", f"ngày mùng một tháng một năm {YEAR}"),
        ("ngày 5/4", "ngày mùng năm tháng tư"),
        ("ngày 4 tháng 4", "ngày mùng bốn tháng tư"),
        ("tháng 4/2026", f"tháng tư năm {YEAR}"),
        ("Thứ 4", "Thứ tư"),
        ("45/45/2026", f"bốn mươi lăm trên bốn mươi lăm trên {YEAR}"),
        ("07:30", "bảy giờ ba mươi phút"),
        ("13:00", "mười ba giờ"),
        ("7h", "bảy giờ"),
        ("7h30", "bảy giờ ba mươi phút"),
        ("7 giờ 05 phút", "bảy giờ năm phút"),
        ("07:00-11:30", "bảy giờ đến mười một giờ ba mươi phút"),
        ("7h30 – 11h30", "bảy giờ ba mươi phút đến mười một giờ ba mươi phút"),
        ("T2-T6 07:00-11:30", "thứ hai đến thứ sáu, bảy giờ đến mười một giờ ba mươi phút"),
        ("T7, CN", "thứ bảy, chủ nhật"),
        ("15.000đ", "mười lăm ngàn đồng"),
        ("1.500.000 đồng", "một triệu năm trăm ngàn đồng"),
        ("1 500 000 đồng", "một triệu năm trăm ngàn đồng"),
        ("1500000 VND", "một triệu năm trăm ngàn đồng"),
        ("15,000 ₫", "mười lăm ngàn đồng"),
        ("8.000 đồng/bản", "tám ngàn đồng một bản"),
        ("50k", "năm mươi ngàn"),
        ("50%", "năm mươi phần trăm"),
        ("2,5 ha", "hai phẩy năm héc ta"),
        ("120 m²", "một trăm hai mươi mét vuông"),
        ("3-5kg", "ba đến năm ki lô gam"),
        ("3-5 ngày", "ba đến năm ngày"),
        ("ảnh 4x6 cm", "ảnh bốn nhân sáu xăng ti mét"),
        ("1/2", "một trên hai"),
        ("số 12/3 đường Trần Phú", "số mười hai xuyệt ba đường Trần Phú"),
        ("0912345678", "không chín một hai, ba bốn năm, sáu bảy tám"),
        ("0912 345 678", "không chín một hai, ba bốn năm, sáu bảy tám"),
        ("+84 912 345 678", "cộng tám bốn, chín một hai, ba bốn năm, sáu bảy tám"),
        ("1900 1234", "một chín không không, một hai ba bốn"),
        ("gọi 1022", "gọi một không hai hai"),
        ("CCCD 079123456789", "căn cước công dân không bảy chín, một hai ba, bốn năm sáu, bảy tám chín"),
        ("UBND xã", "ủy ban nhân dân xã"),
        ("TP. Cà Mau", "thành phố Cà Mau"),
        ("VNeID", "vi en i đi"),
        ("XYZT", "ích xì i dài dét tê"),
        ("MỜI BÀ CON LẤY SỐ", "mời bà con lấy số"),
        ("hạng III", "hạng ba"),
        ("khóa XIV", "khóa mười bốn"),
        (
            "Nghị định 118/2025/NĐ-CP",
            "Nghị định một trăm mười tám năm hai ngàn không trăm hai mươi lăm của chính phủ",
        ),
        (
            "QĐ 12/2024/QĐ-UBND",
            "quyết định mười hai năm hai ngàn không trăm hai mươi bốn của ủy ban nhân dân",
        ),
        ("60/2014/QH13", "luật sáu mươi năm hai ngàn không trăm mười bốn của quốc hội khóa mười ba"),
        ("dichvucong.gov.vn", "dichvucong chấm gov chấm vn"),
        ("(2 bản)", "hai bản"),
        ("đất & nhà", "đất và nhà"),
        ("٣ bản", "ba bản"),
        ("Mời vào.", "Mời vào."),
        ("", ""),
    ],
)
def test_it_is_said_as_a_person_reads_it(written: str, said: str):
    assert spoken(written) == said


def test_letters_in_parts_are_read_as_whole_ones():
    assert spoken(unicodedata.normalize("NFD", "Đủ 5 tờ")) == "Đủ năm tờ"


WRITTEN = st.text(alphabet="0123456789.,/-:hđk %()ABXYĐUaăbm+xgT CN\n", max_size=40) | st.text(max_size=40)


@given(WRITTEN)
def test_no_figure_is_left_for_a_voice_to_guess(written: str):
    assert not any(one.isdecimal() for one in spoken(written))


@given(WRITTEN)
def test_only_words_and_pauses_are_left(written: str):
    assert all(one.isalnum() or one in " .,;:?!" for one in spoken(written))


@pytest.mark.parametrize("written", ["Quầy 2, 07:30", "UBND xã, CCCD 079123456789", "21/11/2026", "B017 MỜI QR"])
def test_words_are_left_as_they_are(written: str):
    assert spoken(spoken(written)) == spoken(written)
