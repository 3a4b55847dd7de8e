"""Live video: what is told, what is told only once, what is doubted, and what people are advised."""

from collections.abc import Callable, Iterator
from datetime import date

import cv2
import numpy as np
import pytest

from kiosk.commands.bench.frames import TUNED, draw_clip, draw_frame
from kiosk.scanning.code import Code, believed
from kiosk.scanning.live import UNREAD, Advice, Glimpse, Live, Region
from kiosk.scanning.picture import Grey

Draw = Callable[..., Grey]
Turn = Callable[[Grey, float], Grey]
DOSSIER = "H12.34.05-251120-0007"
LATER = "H12.34.05-261124-0007"
TODAY = date(2026, 11, 23)
DESK = np.full((480, 640), 120, np.uint8)


def live(again_ms: float = 3000.0, region: Region | None = None) -> Live:
    return Live(region, again_ms, today=lambda: TODAY)


def texts(glimpses: Iterator[Glimpse]) -> list[str | None]:
    return [code.text for glimpse in glimpses for code in glimpse.codes]


def test_a_code_is_told_in_the_first_frame_that_shows_it(qr: Draw):
    eye = live()
    assert eye.look(DESK, 0) == Glimpse()
    assert eye.look(qr(DOSSIER), 33) == Glimpse((Code(DOSSIER, "QRCode"),))


def test_a_code_that_stays_in_view_is_told_once(qr: Draw):
    eye = live()
    code = qr(DOSSIER)
    assert texts(eye.look(code, at) for at in range(0, 10_000, 500)) == [DOSSIER]


def test_a_code_that_went_and_came_back_is_told_again(qr: Draw):
    eye = live(again_ms=1000)
    assert texts(eye.look(qr(DOSSIER), at) for at in (0, 900, 1950)) == [DOSSIER, DOSSIER]


def test_what_was_forgotten_is_told_again(qr: Draw):
    eye = live()
    eye.look(qr(DOSSIER), 0)
    eye.forget()
    assert texts(iter([eye.look(qr(DOSSIER), 30)])) == [DOSSIER]


def test_a_code_that_lies_there_is_told_once_although_few_frames_are_looked_at(qr: Draw):
    eye = live()
    assert texts(eye.look(qr(DOSSIER), at) for at in range(0, 9000, 60)) == [DOSSIER]


def test_another_code_is_told_at_once(qr: Draw):
    eye = live()
    assert texts(eye.look(qr(text), at) for at, text in enumerate((DOSSIER, "H12.34.05-251120-0008"))) == [
        DOSSIER,
        "H12.34.05-251120-0008",
    ]


def test_bars_turned_by_half_a_right_angle_are_read_in_the_first_frame(bars: Draw, turned: Turn):
    assert texts(iter([live().look(turned(bars(DOSSIER), 45), 0)])) == [DOSSIER]


@pytest.mark.parametrize("text", ["H56.42.02-250203#0779", LATER, "h12.34.05-251120-0007", "H12.34.05-151120-0007"])
def test_bars_that_say_no_code_of_this_hall_are_doubted(text: str):
    assert not believed(Code(text, "Code128"), TODAY)


@pytest.mark.parametrize("text", [DOSSIER, "000.00.12.H12-210326-0001", "KXA-261123-001-98", "ST-261123-B017"])
def test_bars_that_say_one_of_our_codes_are_believed(text: str):
    assert believed(Code(text, "Code128"), TODAY)


def test_a_scrap_of_bars_is_not_believed_however_often_it_says_the_same(bars: Draw):
    eye = live()
    assert texts(eye.look(bars("07"), at * 33.0) for at in range(4)) == []


def test_a_doubtful_reading_needs_a_second_frame(bars: Draw):
    eye = live()
    code = bars(LATER)
    assert [bool(eye.look(code, at).codes) for at in (0, 33, 66)] == [False, True, False]


def test_a_second_reading_much_later_is_a_first_one(bars: Draw):
    eye = live()
    assert not eye.look(bars(LATER), 0).codes
    assert not eye.look(bars(LATER), 60_000).codes


def test_only_the_region_is_looked_at(qr: Draw):
    code = qr(DOSSIER)
    wide = np.hstack([code, np.full_like(code, 255)])
    assert texts(iter([live(region=Region(left=0.5)).look(wide, 0)])) == []
    assert texts(iter([live(region=Region(right=0.5)).look(wide, 0)])) == [DOSSIER]


def test_several_frames_read_through_glare_that_wanders():
    eye = live()
    clip = list(draw_clip("dossier QR", "glare", (TUNED, 2), 6))
    assert texts(eye.look(one.picture, at * 33.0) for at, one in enumerate(clip)) == [clip[0].text]


def advice(picture: Grey) -> set[Advice | None]:
    eye = live()
    return {eye.look(picture, at * 33.0).advice for at in range(UNREAD + 2)}


def small(picture: Grey, scale: float) -> Grey:
    shrunk = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    sheet = np.full((480, 640), 235, np.uint8)
    top, left = (480 - shrunk.shape[0]) // 2, (640 - shrunk.shape[1]) // 2
    sheet[top : top + shrunk.shape[0], left : left + shrunk.shape[1]] = np.minimum(shrunk, 235)
    return sheet


def test_advice_waits_for_some_frames(qr: Draw):
    eye = live()
    picture = cv2.GaussianBlur(small(qr("x" * 150), 0.8), (0, 0), 4).astype(np.uint8)
    assert [eye.look(picture, at).advice is None for at in range(UNREAD)] == [True] * (UNREAD - 1) + [False]


def test_what_is_out_of_focus_should_be_held_still(qr: Draw):
    assert "still" in advice(cv2.GaussianBlur(small(qr("x" * 150), 0.8), (0, 0), 4).astype(np.uint8))


def test_what_is_small_should_come_closer(qr: Draw):
    assert "closer" in advice(small(qr("x" * 150), 0.2))


def test_what_is_dark_needs_light(qr: Draw):
    noise = np.random.default_rng(1).normal(0, 3, (480, 640))
    picture = cv2.GaussianBlur(small(qr("x" * 150), 0.8), (0, 0), 3) * 0.1 + noise
    assert "light" in advice(np.clip(picture, 0, 255).astype(np.uint8))


def test_what_shines_should_be_turned():
    assert "glare" in advice(_glaring())


def _glaring() -> Grey:
    picture = draw_frame("card QR", "clean", (TUNED, 1)).picture.copy()
    high, wide = picture.shape
    cv2.circle(picture, (wide // 2, high // 2), 70, (255,), -1)
    return cv2.GaussianBlur(picture, (0, 0), 1).astype(np.uint8)


@pytest.mark.parametrize("picture", [DESK, np.zeros((480, 640), np.uint8), np.full((480, 640), 255, np.uint8)])
def test_an_empty_desk_gets_no_advice(picture: Grey):
    assert advice(picture) == {None}


@pytest.mark.parametrize("shape", [(0, 0), (1, 1), (1, 5000), (30, 30, 3)])
def test_what_is_no_frame_is_passed_over(shape: tuple[int, ...]):
    assert live().look(np.zeros(shape, np.uint8), 0) == Glimpse()


def test_cameras_may_change_their_size_between_frames():
    eye = live()
    dice = np.random.default_rng(3)
    sizes = [(240, 320), (480, 640), (60, 60), (240, 320)]
    for at in range(16):
        assert eye.look(dice.integers(0, 255, sizes[at % 4]).astype(np.uint8), at).codes == ()
