"""A card saves typing: it is shown first, taken over as a whole or question by question, and never outlives a visit."""

from collections.abc import Callable

import pytest

from kiosk.catalogue.units import Units
from kiosk.forms.answers import Answer, State
from kiosk.forms.journey import REVIEW, Journey
from kiosk.forms.picking import begin_place
from kiosk.forms.prefill import card_values, prefill, used_before
from kiosk.people.address import Addresses
from kiosk.people.card import Card, parse_card

BIRTH, MARITAL = "1.001193", "1.004873"
At = Callable[..., Journey]


@pytest.fixture(scope="module")
def addresses() -> Addresses:
    return Addresses(Units())


def living_at(address: str) -> Card:
    return parse_card(f"096190000000||Trần Thị Mẫu|15011990|Nữ|{address}|01072022")


def test_a_card_answers_nothing_before_it_is_confirmed(at_card: At, card: Card):
    assert prefill(at_card(BIRTH), card).answers == at_card(BIRTH).answers


def test_a_mothers_card_says_who_she_is_and_when_she_was_born(at_card: At, card: Card):
    journey = prefill(at_card(BIRTH, parent="mother"), card)
    assert {page: answer.value for page, answer in journey.card_answers().items()} == {
        "requester_name": "Trần Thị Mẫu",
        "requester_id": "096190000000",
        "requester_home": {"text": "Ấp 1, xã Mẫu, tỉnh Cà Mau"},
        "mother_birth": "1990-01-15",
    }


def test_a_grandparents_card_says_nothing_about_the_mother(at_card: At, card: Card):
    journey = prefill(at_card(BIRTH, parent="grandparent"), card)
    assert set(journey.card_answers()) == {"requester_name", "requester_id", "requester_home"}


def test_a_confirmed_card_skips_the_questions_it_answers(at_card: At, card: Card):
    assert prefill(at_card(BIRTH, parent="mother"), card).take_card(all_right=True).journey.at == "papers"


def test_a_confirmed_card_gives_the_answers_to_keep(at_card: At, card: Card):
    changed = prefill(at_card(BIRTH, parent="mother"), card).take_card(all_right=True).changed
    assert changed["mother_birth"] == Answer("1990-01-15", State.GIVEN, "requester_card")


def test_a_card_to_correct_asks_its_questions_filled_in(at_card: At, card: Card):
    journey = prefill(at_card(BIRTH, parent="mother"), card).take_card(all_right=False).journey
    assert (journey.at, journey.suggestion()) == ("requester_name", "Trần Thị Mẫu")


def test_back_behind_a_confirmed_card_returns_to_the_card(at_card: At, card: Card):
    assert prefill(at_card(BIRTH), card).take_card(all_right=True).journey.back().at == "requester_card"


def test_a_card_skipped_afterwards_takes_its_answers_back(at_card: At, card: Card):
    journey = prefill(at_card(BIRTH), card).take_card(all_right=True).journey.back()
    assert journey.skip().journey.at == "requester_name"


def test_a_father_who_turns_out_the_mother_takes_the_birth_date_along(at_card: At, card: Card):
    journey = prefill(at_card(BIRTH, parent="father"), card).take_card(all_right=True).journey
    while journey.at != REVIEW:
        journey = _leave(journey)
    journey = journey.edit("parent").answer("mother").journey
    assert "father_birth" not in journey.final_answers()


def test_a_corrected_answer_no_longer_comes_from_the_card(at_card: At, card: Card):
    journey = prefill(at_card(BIRTH), card).take_card(all_right=True).journey
    while journey.at != REVIEW:
        journey = _leave(journey)
    journey = journey.edit("requester_name").answer("Trần Thị Mẩu").journey
    assert journey.final_answers()["requester_name"] == Answer("Trần Thị Mẩu")


def test_a_card_where_none_is_asked_for_changes_nothing(at_card: At, card: Card):
    journey = at_card(BIRTH).skip().journey
    assert prefill(journey, card) == journey


def test_a_card_with_only_a_birth_year_is_taken_where_a_year_is_enough(at_card: At):
    old = parse_card("096055000000||Trần Văn Mẫu|1955|Nam|Ấp 1|01072022")
    journey = prefill(at_card(MARITAL, who="self"), old)
    assert journey.card_answers()["subject_birth"].value == "1955"


def test_a_card_fills_the_sex_only_of_the_person_it_belongs_to(at_card: At, card: Card):
    assert "subject_sex" not in prefill(at_card(MARITAL, who="other"), card).card_answers()


def test_an_unreadable_birth_on_a_card_is_left_out():
    old = parse_card("096055000000||Trần Văn Mẫu|00001955x|Nam|Ấp 1|01072022")
    assert "birth" not in card_values(old)


def test_a_new_journey_knows_no_card(at_card: At, card: Card):
    journey = prefill(at_card(BIRTH), card)
    assert Journey.begin(journey.form, journey.today).cards == {}


def test_an_old_address_becomes_todays_commune_and_keeps_its_old_words(at_card: At, addresses: Addresses):
    old = "Ấp Kinh Hãng, xã Khánh Bình Tây Bắc, huyện Trần Văn Thời, tỉnh Cà Mau"
    home = prefill(at_card(BIRTH), living_at(old), addresses).card_answers()["requester_home"].value
    assert home == {
        "line": "Ấp Kinh Hãng (Xã Khánh Bình Tây Bắc cũ)", "written": old,
        "commune": "Xã Đá Bạc", "commune_code": "32104", "province": "Tỉnh Cà Mau", "province_code": "96",
        "text": "Ấp Kinh Hãng (Xã Khánh Bình Tây Bắc cũ), Xã Đá Bạc, Tỉnh Cà Mau",
    }  # fmt: skip


def test_an_address_of_today_stays_as_it_is(at_card: At, addresses: Addresses):
    card = living_at("Ấp 2, Xã Khánh Bình, Tỉnh Cà Mau")
    home = prefill(at_card(BIRTH), card, addresses).card_answers()["requester_home"].value
    assert isinstance(home, dict)
    assert home["text"] == "Ấp 2, Xã Khánh Bình, Tỉnh Cà Mau"


def test_a_commune_that_was_split_is_asked_for_with_its_parts_in_front(at_card: At, addresses: Addresses):
    card = living_at("Ấp 5, xã Lợi An, huyện Trần Văn Thời, tỉnh Cà Mau")
    journey = prefill(at_card(BIRTH), card, addresses)
    assert "requester_home" not in journey.card_answers()
    journey = journey.take_card(all_right=True).journey
    known = journey.suggestion()
    assert (journey.at, isinstance(known, dict)) == ("requester_home", True)
    place = begin_place(Units(), True, known if isinstance(known, dict) else None)
    named = [unit.name for code in place.near if (unit := Units().commune(code))]
    assert named == ["Phường Lý Văn Lâm", "Xã Trần Văn Thời", "Xã Lương Thế Trân"]
    assert place.pick(place.near[1]).line.text == "Ấp 5 (Xã Lợi An cũ)"


def test_a_name_that_fits_all_over_the_country_offers_none_of_them(at_card: At, addresses: Addresses):
    known = card_values(living_at("Thôn 1, Tân Lập"), addresses)["address"]
    assert known == {"line": "Thôn 1", "written": "Thôn 1, Tân Lập", "near": ""}


def test_a_commune_picked_elsewhere_leaves_the_words_of_the_card_behind():
    place = begin_place(Units(), True, {"written": "Ấp 5, xã Lợi An", "near": "32110"})
    assert "written" not in place.elsewhere().pick("96").pick("32119").place


def test_one_card_for_two_people_is_noticed(at_card: At, card: Card):
    journey = prefill(at_card(BIRTH, parent="mother"), card).take_card(all_right=True).journey
    while journey.at != "father_card":
        journey = _leave(journey)
    assert used_before(prefill(journey, card)) == "form.birth.group.requester"


def test_the_same_card_read_again_for_the_same_person_is_not(at_card: At, card: Card):
    journey = prefill(at_card(BIRTH, parent="mother"), card).take_card(all_right=True).journey
    assert used_before(prefill(journey.back(), card)) == ""


def _leave(journey: Journey) -> Journey:
    """Leave the present page to the clerk, after the two failures that open that way."""
    return journey.answer(None).journey.answer(None).journey.leave_to_staff().journey
