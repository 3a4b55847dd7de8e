"""A story: what the screen asks and what a villager does about it, written in the villager's words (see README.md)."""

from dataclasses import dataclass, field
from pathlib import Path

ACTS = {
    "hỏi", "hỏi gần như", "bấm", "gõ", "đưa thẻ", "có", "chưa", "máy nói", "không biết", "quay lại", "tiếp", "xóa",
    "sửa", "máy ghi", "lưu", "lấy số",
}  # fmt: skip
WITHOUT_WORDS = {"không biết", "quay lại", "tiếp", "xóa", "lưu", "lấy số"}
CLERK = "cán bộ thấy"


@dataclass(frozen=True, slots=True)
class Step:
    """One line: `act` of ACTS, the words behind its colon, and where it stands for whoever reads a failure."""

    line: int
    act: str
    words: str


@dataclass(slots=True)
class Story:
    """`clerk` is what the desk must read when it opens the submission: "[group]" and "label: answer" lines."""

    name: str
    title: str = ""
    form: str = ""
    cards: dict[str, str] = field(default_factory=dict[str, str])
    most_typed: int | None = None
    most_taps: int | None = None
    steps: list[Step] = field(default_factory=list[Step])
    clerk: list[str] = field(default_factory=list[str])


class UnreadableStoryError(ValueError):
    """A line nobody understands; names it for whoever wrote the story."""


def read_story(file: Path) -> Story:
    """Return the story written in `file`.

    Raises:
        UnreadableStoryError: names the line.
    """
    story = Story(file.stem)
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        words = line.strip()
        if not words:
            continue
        if words.startswith("#"):
            story.title = story.title or words.removeprefix("#").strip()
        elif story.clerk:
            story.clerk.append(words)
        else:
            _read_line(story, words, f"{file.name}:{number}", number)
    story.clerk = [line for line in story.clerk if line != CLERK]
    return story


def _read_line(story: Story, words: str, where: str, number: int) -> None:
    name, colon, rest = (part.strip() for part in words.partition(":"))
    if name == CLERK:
        story.clerk.append(CLERK)
    elif name == "giấy":
        story.form = rest
    elif name.startswith("thẻ "):
        story.cards[name.removeprefix("thẻ ")] = rest
    elif name in {"nhiều nhất gõ", "nhiều nhất bấm"}:
        limit = int(rest)
        story.most_typed, story.most_taps = (
            (limit, story.most_taps) if name.endswith("gõ") else (story.most_typed, limit)
        )
    elif name in ACTS and bool(colon) != (name in WITHOUT_WORDS):
        story.steps.append(Step(number, name, rest))
    else:
        raise UnreadableStoryError(f"{where}: không hiểu {words!r}. Xin xem README.md")
