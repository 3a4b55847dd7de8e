"""A paper before a live camera, and picture files that were brought."""

import io
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from kiosk.commands.bench.pages.desk import Shot, photograph
from kiosk.config import PapersSettings
from kiosk.errors import BrokenPictureError, LargePictureError, PoorPictureError
from kiosk.scanning.apart import Apart
from kiosk.scanning.page_file import page_of_file
from kiosk.scanning.page_frames import Stillness
from kiosk.scanning.page_quality import Limits
from kiosk.scanning.page_watch import PageGlimpse, PageRules, PageWatch, rules_of
from kiosk.scanning.picture import Colour

SIZE = (1280, 960)
RULES = PageRules(stillness=Stillness(frames=3, ms=100, gap_ms=1000), again_ms=1000)
LYING = Shot("dark", SIZE, turn=-88, part=0.9)


@pytest.fixture(scope="module")
def good(sheet: Colour) -> Colour:
    return photograph(sheet, LYING, 1)[0]


def watch(frames: list[Colour], rules: PageRules = RULES, every_ms: float = 100) -> list[PageGlimpse]:
    watching = PageWatch(rules)
    return [watching.look(frame, at * every_ms) for at, frame in enumerate(frames)]


def test_a_paper_that_lies_still_is_taken_once_by_itself(good: Colour) -> None:
    seen = watch([good] * 4)
    assert [one.taken is not None for one in seen] == [False, False, True, False]
    assert seen[2].taken
    assert seen[2].taken.page.data.startswith(b"\xff\xd8")


def test_its_corners_are_told_in_parts_of_the_frame(good: Colour) -> None:
    (seen,) = watch([good])
    assert seen.corners
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in seen.corners)


@pytest.mark.parametrize(
    ("shot", "flaw"),
    [
        (replace(LYING, shift=(3.0, 0.0)), "no_page"),
        (replace(LYING, shift=(0.25, 0.0)), "cut_off"),
        (replace(LYING, part=0.45), "too_small"),
    ],
)
def test_what_is_in_the_way_is_told_while_it_is(sheet: Colour, shot: Shot, flaw: str) -> None:
    (seen,) = watch([photograph(sheet, shot, 1)[0]])
    assert seen.flaw == flaw


def test_a_black_frame_is_dark_and_not_without_a_paper() -> None:
    (seen,) = watch([np.full((480, 640, 3), 6, np.uint8)])
    assert seen == PageGlimpse(flaw="dark")


def test_a_blurred_photograph_is_refused_and_tried_again_after_a_while(sheet: Colour) -> None:
    blurred = photograph(sheet, replace(LYING, blur=9.0), 1)[0]
    seen = watch([blurred] * 8, every_ms=400)
    assert [at for at, one in enumerate(seen) if one.refused] == [2, 7]
    assert {one.flaw for one in seen[2:5]} == {"blurred"}
    assert not any(one.taken for one in seen)


def test_what_a_hall_has_set_is_asked(good: Colour) -> None:
    settings = replace(PapersSettings(), look="grey", dpi=150, still_frames=2, still_ms=100.0, dpi_warn=300.0)
    taken = watch([good] * 2, rules_of(settings))[-1].taken
    assert taken is not None
    assert (taken.page.look, taken.page.dpi, taken.weak) == ("grey", 150, ("too_small",))


def test_the_child_process_takes_the_same_page(good: Colour) -> None:
    with Apart(rules=replace(RULES, stillness=Stillness(frames=2, ms=1))) as apart:
        assert apart.wait_ready()
        seen = [apart.look_page(good, at) for at in (0, 100)]
        assert seen == watch([good] * 2, replace(RULES, stillness=Stillness(frames=2, ms=1)))


def jpeg(dots: Colour, **options: int) -> bytes:
    out = io.BytesIO()
    Image.fromarray(dots).save(out, "JPEG", quality=85, **options)
    return out.getvalue()


def test_a_photograph_that_was_brought_is_cleaned_like_one_of_ours(good: Colour) -> None:
    page = page_of_file(jpeg(good), PageRules()).page
    assert (page.columns, page.rows) == (1654, 2339)


def test_a_scan_without_a_desk_around_is_taken_as_a_whole(sheet: Colour) -> None:
    page = page_of_file(jpeg(np.ascontiguousarray(sheet[::2, ::2])), PageRules())
    shown = np.array(Image.open(io.BytesIO(page.page.data)))
    assert float(shown[:60].mean()) > 240
    assert page.page.rows == 2339


def test_a_picture_of_another_shape_is_not_stretched(sheet: Colour) -> None:
    half = np.ascontiguousarray(sheet[: len(sheet) // 2])
    shown = np.array(Image.open(io.BytesIO(page_of_file(jpeg(half), PageRules()).page.data)).convert("L"))
    assert float(shown[1300:].mean()) > 250  # white was put below it


def bomb() -> bytes:
    """A small file that unpacks to 400 megapixels."""
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (lambda: b"\xff\xd8\xff\xe0 and nothing more", BrokenPictureError),
        (lambda: jpeg(np.full((400, 300, 3), 250, np.uint8))[:-200], BrokenPictureError),
        (bomb, LargePictureError),
        (lambda: jpeg(np.full((1200, 850, 3), 4, np.uint8)), PoorPictureError),
        (lambda: jpeg(np.full((1, 65_000, 3), 250, np.uint8)), PoorPictureError),  # as A4 it would be 9 GB
    ],
)
def test_a_picture_that_cannot_be_used_is_told(make: Callable[[], bytes], error: type[Exception]) -> None:
    data = make()
    with pytest.raises(error):
        page_of_file(data, PageRules(limits=Limits()))
