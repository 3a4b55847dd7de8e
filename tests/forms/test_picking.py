"""A place without typing its name: letter, name, done."""

import pytest

from kiosk.catalogue.units import Units
from kiosk.forms.picking import PAGE, PlacePicking, begin_place

KHANH_BINH = "32110"


@pytest.fixture(scope="module")
def units() -> Units:
    return Units()


def at_communes(units: Units) -> PlacePicking:
    return begin_place(units, True, None).elsewhere().pick("96")


def test_elsewhere_begins_with_the_letters_of_the_provinces(units: Units):
    picking = begin_place(units, True, None).elsewhere()
    assert picking.names is not None
    assert picking.names.letters[:4] == ("A", "B", "C", "Đ")


def test_a_letter_shows_the_communes_that_begin_with_it(units: Units):
    names = at_communes(units).names
    assert names is not None
    assert [one.name for one in names.at("K").shown] == [
        "Xã Khánh An",
        "Xã Khánh Bình",
        "Xã Khánh Hưng",
        "Xã Khánh Lâm",
    ]


def test_d_and_d_with_a_stroke_are_two_letters(units: Units):
    names = at_communes(units).names
    assert names is not None
    assert {one.name[3] for one in names.at("Đ").shown} == {"Đ"}


def test_a_page_holds_no_more_than_six_names(units: Units):
    names = at_communes(units).names
    assert names is not None
    assert max(len(names.at(letter).shown) for letter in names.letters) == PAGE


def test_every_commune_can_be_reached(units: Units):
    names = at_communes(units).names
    assert names is not None
    shown = {
        one.value
        for letter in names.letters
        for page in range(names.at(letter).pages)
        for one in names.at(letter).turn(page).shown
    }
    assert shown == {one.code for one in units.communes("96")}


def test_pages_end_at_the_last(units: Units):
    names = at_communes(units).names
    assert names is not None
    assert names.at("T").turn(99).page == names.at("T").pages - 1


def test_a_picked_commune_asks_for_its_line(units: Units):
    assert at_communes(units).pick(KHANH_BINH).stage == "line"


def test_where_no_line_is_needed_a_picked_commune_is_all(units: Units):
    assert begin_place(units, False, None).pick_commune(KHANH_BINH).complete


def test_a_place_is_written_with_its_codes(units: Units):
    picking = at_communes(units).pick(KHANH_BINH).key("1")
    assert picking.place == {
        "commune": "Xã Khánh Bình",
        "commune_code": KHANH_BINH,
        "province": "Tỉnh Cà Mau",
        "province_code": "96",
        "line": "1",
    }


def test_back_goes_step_by_step_and_then_leaves(units: Units):
    stages: list[str] = []
    picking: PlacePicking | None = at_communes(units)
    while picking is not None:
        stages.append(picking.stage)
        picking = picking.back()
    assert stages == ["commune", "province", "start"]


def test_an_earlier_answer_opens_on_its_line(units: Units):
    known = {"text": "Ấp 1, Xã Khánh Bình", "line": "Ấp 1", "commune_code": KHANH_BINH}
    assert begin_place(units, True, known).line.text == "Ấp 1"


def test_an_address_from_a_card_may_stand_as_it_is(units: Units):
    assert begin_place(units, True, {"text": "Ấp 1, xã Mẫu"}).place == {"text": "Ấp 1, xã Mẫu"}


def test_picking_a_commune_replaces_the_address_from_the_card(units: Units):
    picking = begin_place(units, True, {"text": "Ấp 1, xã Mẫu"}).pick_commune(KHANH_BINH)
    assert picking.place["commune"] == "Xã Khánh Bình"


def test_an_unknown_code_picks_nothing(units: Units):
    picking = begin_place(units, True, None)
    assert picking.pick_commune("99999") == picking
