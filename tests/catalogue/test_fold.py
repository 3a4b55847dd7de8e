import unicodedata

import pytest

from kiosk.catalogue.fold import fold, slug


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("KHAI SINH", "khai sinh"),
        ("Đăng ký", "dang ki"),
        ("kí", "ki"),
        ("quý", "qui"),
        ("y tế", "i te"),
        ("giấy", "giay"),
        ("nguyễn", "nguyen"),
        ("  sao\t y—bản  chính! ", "sao i ban chinh"),
        ("1.001193", "1 001193"),
        ("\x00😀", ""),
    ],
)
def test_what_people_type_differently_folds_alike(typed: str, folded: str):
    assert fold(typed) == folded


def test_decomposed_letters_fold_like_composed_ones():
    assert fold(unicodedata.normalize("NFD", "Giấy chứng nhận Ế Ẫ")) == fold("Giấy chứng nhận Ế Ẫ")


def test_a_slug_ends_at_a_words_end():
    assert slug("Cấp Giấy phép bán lẻ rượu", 18) == "cap-giay-phep-ban"
