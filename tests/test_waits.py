"""How long one waits, told no finer than anybody can know."""

import pytest

from kiosk.languages import texts
from kiosk.waits import Range, rounded, wait_in_short, wait_in_words

SAY = texts("vi").say


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        ((0, 0), (0, 0)), ((3, 8), (3, 8)), ((10, 10), (10, 10)), ((3, 11), (0, 15)), ((13, 22), (10, 25)),
        ((47, 58), (45, 60)), ((47, 61), (45, 90)), ((61, 89), (60, 90)), ((95, 170), (90, 180)),
    ],
)  # fmt: skip
def test_a_wait_is_told_in_steps_that_enclose_it(minutes: Range, told: Range):
    assert rounded(minutes) == told


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (None, "Bà con ngồi đợi, cán bộ sẽ gọi số"),
        ((0, 0), "Sắp đến lượt bà con"),
        ((0, 7), "Chờ nhiều nhất khoảng 7 phút"),
        ((10, 10), "Chờ khoảng 10 phút"),
        ((13, 22), "Chờ khoảng 10 đến 25 phút"),
        ((47, 58), "Chờ khoảng 45 phút đến 1 giờ"),
        ((47, 73), "Chờ khoảng 45 phút đến 1 giờ rưỡi"),
        ((2, 73), "Chờ nhiều nhất khoảng 1 giờ rưỡi"),
        ((95, 170), "Chờ khoảng 1 giờ rưỡi đến 3 giờ"),
        ((120, 120), "Chờ khoảng 2 giờ"),
    ],
)
def test_a_wait_is_a_sentence(minutes: Range | None, said: str):
    assert wait_in_words(minutes, SAY).replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (None, ""),
        ((0, 0), "gặp ngay"),
        ((0, 13), "dưới 15 phút"),
        ((5, 5), "khoảng 5 phút"),
        ((13, 22), "10–25 phút"),
        ((47, 58), "45–60 phút"),
        ((47, 73), "dưới 1 giờ rưỡi"),
        ((63, 170), "hơn 1 giờ"),
        ((95, 170), "hơn 1 giờ rưỡi"),
    ],
)
def test_where_room_is_short_so_is_the_wait(minutes: Range | None, said: str):
    assert wait_in_short(minutes, SAY).replace("\u00a0", " ") == said


def test_one_hour_is_one_in_english():
    assert wait_in_words((61, 100), texts("en").say) == "About 1 hour to 2 hours"
