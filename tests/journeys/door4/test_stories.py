"""Every story of this folder, from the first touch to the slip; then the desk opens it and reads what was meant."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.forms.review import review
from kiosk.forms.submissions import Submissions
from kiosk.languages import texts
from sync.seal import AgeOpener
from tests.journeys.door4.story import Story, UnreadableStoryError, read_story
from tests.journeys.door4.villager import Villager
from tests.ui.kiosk_window import KioskWindow

STORIES = [read_story(file) for file in sorted(Path(__file__).parent.glob("*.txt"))]


@pytest.fixture
def window(kiosk_window: KioskWindow) -> Iterator[KioskWindow]:
    """The kiosk of all villagers, between two of them: the first screen, and nobody's answers."""
    assert kiosk_window.screen == "attract"
    yield kiosk_window
    kiosk_window.touch.navigator.startOver()
    kiosk_window.settle()


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_the_desk_reads_what_the_villager_meant(
    story: Story, window: KioskWindow, submissions: Submissions, opener: AgeOpener
) -> None:
    villager = Villager(window, story)
    villager.begin()
    for step in story.steps:
        villager.act(step)
    read = read_at_desk(submissions, opener, villager.code)
    assert read == story.clerk, "the desk reads:\n" + "\n".join(read)
    assert story.most_typed is None or villager.typed <= story.most_typed
    assert story.most_taps is None or villager.taps <= story.most_taps


def read_at_desk(submissions: Submissions, opener: AgeOpener, code: str) -> list[str]:
    """Return the groups and rows of a submission as the desk reads them with its key."""
    journey = submissions.open_at_desk(code, opener).journey
    lines: list[str] = []
    for group in review(journey, texts(), masked=False):
        lines += [f"[{group.title}]", *(f"{row.label}: {row.text}" for row in group.rows if not row.open)]
    return lines


def test_a_line_nobody_understands_is_named(tmp_path: Path) -> None:
    (tmp_path / "wrong.txt").write_text("giấy: Đăng ký khai tử\nnhảy: lên\n", "utf-8")
    with pytest.raises(UnreadableStoryError, match=r"wrong\.txt:2"):
        read_story(tmp_path / "wrong.txt")
