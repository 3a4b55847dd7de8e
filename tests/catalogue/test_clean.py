import unicodedata

from kiosk.catalogue.clean import clean, listed, said


def test_decomposed_text_becomes_composed():
    assert clean(unicodedata.normalize("NFD", "Giấy")) == "Giấy"


def test_invisible_letters_and_double_blanks_go_and_line_breaks_stay():
    assert clean("Giấy\u200b  khai\u00a0sinh \r\n\n  bản\ufeff chính ") == "Giấy khai sinh\nbản chính"


def test_the_portals_words_for_nothing_are_nothing():
    assert said("Không có thông tin") == ""


def test_a_comma_inside_brackets_does_not_end_an_item():
    assert listed("Công dân, Tổ chức (không gồm doanh nghiệp, HTX)") == (
        "Công dân",
        "Tổ chức (không gồm doanh nghiệp, HTX)",
    )
