"""Old and new addresses, as people write them."""

import pytest

from kiosk.catalogue.fold import fold
from kiosk.catalogue.units import Units
from kiosk.people.address import Addresses, Reading

UNITS = Units()
ADDRESSES = Addresses(UNITS)
KHANH_BINH = "32110"


def codes(reading: Reading) -> set[str]:
    return {one.unit.code for one in reading.candidates}


@pytest.mark.parametrize(
    "line",
    [
        "Ấp 4, xã Khánh Bình, huyện Trần Văn Thời, Cà Mau",
        "Ấp 4 xã Khánh Bình huyện Trần Văn Thời tỉnh Cà Mau",
        "ap 4 xa khanh binh huyen tran van thoi tinh ca mau",
        "KHÁNH BÌNH - TRẦN VĂN THỜI - CÀ MAU",
        "x. Khánh Bình, h. Trần Văn Thời",
        "Khánh Bình Đông, Trần Văn Thời, Cà Mau",
        "xã Khánh Bình, tỉnh Cà Mau",
        "Khánh Bình, Cà Mau",
        "xa khanh bih huyen tran van thoi ca mau",
    ],
)
def test_one_commune_is_found_however_its_address_is_written(line: str):
    assert codes(ADDRESSES.read(line)) == {KHANH_BINH}


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("12 Nguyễn Huệ, P. Bến Nghé, Q.1, TPHCM", {"Phường Sài Gòn"}),
        ("P. Bến Nghé, quận 1, Sài Gòn", {"Phường Sài Gòn"}),
        ("TT Sông Đốc, Trần Văn Thời", {"Xã Sông Đốc"}),
        ("Xã Phong Thạnh, TX Giá Rai, tỉnh Bạc Liêu", {"Phường Giá Rai"}),
        ("Phường 2, Bạc Liêu", {"Phường Bạc Liêu"}),
        ("Ấp Bà Rịa xã Phước Tân, Xuyên Mộc, Bà Rịa - Vũng Tàu", {"Xã Hồ Tràm"}),
        ("xã Khánh Bình tỉnh An Giang", {"Xã Khánh Bình"}),
        ("Hải Ninh, Quảng Ninh, Quảng Bình", {"Xã Ninh Châu"}),
        ("Hải Ninh, Quảng Ninh", {"Xã Hải Ninh"}),
        ("Hưng Đạo, Cao Bằng, Cao Bằng", {"Phường Thục Phán"}),
        ("ap 3 ninh xa tinh bac ninh", {"Phường Ninh Xá"}),
    ],
)
def test_short_forms_and_old_provinces_are_understood(line: str, names: set[str]):
    assert {one.unit.name for one in ADDRESSES.read(line).candidates} == names


def test_a_split_commune_gives_every_part():
    reading = ADDRESSES.read("Phường 7, thành phố Cà Mau, Cà Mau")
    assert (reading.certainty, len(reading.candidates)) == ("split", 2)


def test_a_name_that_a_town_and_its_province_share_does_not_say_which_is_meant():
    reading = ADDRESSES.read("Hưng Đạo, Cao Bằng")
    names = {one.unit.name for one in reading.candidates}
    assert (reading.certainty, names) == ("several", {"Xã Hưng Đạo", "Phường Thục Phán", "Xã Tam Kim"})


def test_a_name_that_many_communes_had_gives_them_all():
    reading = ADDRESSES.read("xã Tân Phú")
    assert (reading.certainty, len(reading.candidates) > 5) == ("several", True)


def test_without_a_district_the_commune_of_today_comes_before_a_former_one_of_the_same_name():
    first, *others = ADDRESSES.read("Phường Văn Miếu - Quốc Tử Giám, Hà Nội").candidates
    assert (first.unit.name, len(others)) == ("Phường Văn Miếu - Quốc Tử Giám", 1)


@pytest.mark.parametrize("line", ["", "ccc", "P5 Q10 hcm", "xã Ký Phú, huyện Đại Từ, Thái Nguyên", "0919 123 456"])
def test_what_no_table_knows_is_not_guessed(line: str):
    assert ADDRESSES.read(line).certainty == "none"


def test_the_line_stays_as_it_was_typed():
    line = " Ấp 4 ,xã  khánh bình,Trần Văn Thời "
    reading = ADDRESSES.read(line)
    assert (reading.typed, reading.rest) == (line, "Ấp 4")


@pytest.mark.parametrize("line", ["a" * 10_000, "xã " * 3_000, "😀 \x00 ' OR 1=1 --", "\ud800, Cà Mau", ", , ,"])
def test_any_text_is_a_line(line: str):
    assert ADDRESSES.read(line).typed == line


def test_every_former_commune_leads_to_what_became_of_it():
    lost = [
        old
        for old in UNITS.former
        if codes(ADDRESSES.read(f"Ấp 3, {old.name}, {old.district}, {old.province}")) != {one.code for one in old.now}
    ]
    assert lost == []


def test_every_former_commune_is_found_without_accents_and_commas():
    lost = [
        old
        for old in UNITS.former[::7]
        if not {one.code for one in old.now} <= codes(ADDRESSES.read(fold(f"{old.name} {old.district} {old.province}")))
    ]
    assert lost == []


def test_every_commune_of_today_is_found_with_its_province():
    lost = [one for one in UNITS.today if one.code not in codes(ADDRESSES.read(f"{one.name}, {one.province.name}"))]
    assert lost == []
