"""Turning pages, without any screen."""

from ui.touch.view_models.pages import pages_by_lines, pages_of, turned


def test_a_list_has_six_a_page():
    assert [len(page) for page in pages_of(list(range(14)))] == [6, 6, 2]


def test_nothing_is_one_empty_page():
    assert [len(page) for page in pages_of(list[int]())] == [0]


def test_rows_share_a_page_while_their_lines_fit():
    assert pages_by_lines(["a", "b", "c"], [2, 3, 4], 5) == [["a", "b"], ["c"]]


def test_a_row_longer_than_a_page_has_its_own():
    assert pages_by_lines(["a", "b", "c"], [1, 9, 1], 5) == [["a"], ["b"], ["c"]]


def test_turning_stops_at_both_ends():
    assert [turned(0, -1, 3), turned(2, 1, 3), turned(1, 1, 3)] == [0, 2, 2]
