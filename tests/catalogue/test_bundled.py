import pytest

from kiosk.catalogue.bundled import bundled_procedures, local_code
from kiosk.catalogue.procedures import Procedure
from kiosk.catalogue.wordlists import everyday


@pytest.fixture
def bundled() -> dict[str, Procedure]:
    return {one.code: one for one in bundled_procedures()}


def test_all_entries_have_a_code_of_their_own(bundled: dict[str, Procedure]):
    assert len(bundled) == 266


def test_entries_without_a_national_code_get_one_that_cannot_be_mistaken(bundled: dict[str, Procedure]):
    assert sorted(one.code for one in bundled.values() if not one.has_national_code) == [
        "local.cap-giay-phep-ban-le-ruou",
        "local.dang-ki-san-xuat-ruou-thu-cong-ban-cho-doanh",
        "local.tang-giay-khen-cua-chu-tich-uy-ban-nhan-dan-cap",
        "local.tro-giup-xa-hoi-khan-cap-ve-ho-tro-lam-nha-o-sua",
        "local.tro-giup-xa-hoi-khan-cap-ve-luong-thuc-ho-tro",
    ]


def test_a_local_code_depends_on_nothing_but_the_name():
    assert local_code("Cấp Giấy phép bán lẻ rượu") == local_code("cấp giấy phép bán lẻ rượu.")


def test_same_day_is_a_unit_of_its_own(bundled: dict[str, Procedure]):
    assert bundled["1.001193"].time_limit.unit == "same_day"


def test_papers_to_show_are_told_from_papers_to_hand_in(bundled: dict[str, Procedure]):
    assert [one.present_only for one in bundled["1.000894"].documents] == [False, True, True]


def test_channel_rows_come_with_the_entry_they_belong_to(bundled: dict[str, Procedure]):
    assert {one.kind for one in bundled["2.000815"].channels} == {"counter"}


def test_everyday_procedures_are_all_bundled(bundled: dict[str, Procedure]):
    assert set(everyday()) <= bundled.keys()


def test_every_bundled_procedure_survives_the_way_through_json(bundled: dict[str, Procedure]):
    assert [one.code for one in bundled.values() if Procedure.from_json(one.as_json()) != one] == []
