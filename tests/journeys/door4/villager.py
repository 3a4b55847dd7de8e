"""A villager who reads the screen and answers with a finger and a card, as a story says; nothing but the window."""

import unicodedata
from collections.abc import Callable, Iterator
from typing import cast

from kiosk.keyboard.tones import TONES
from PySide6.QtQuick import QQuickItem

from tests.journeys.door4.story import Step, Story
from tests.ui.kiosk_window import KioskWindow
from ui.touch.hand import tree

TONE_KEYS = {mark: f"tone-{name}" for name, mark in TONES.items()}
MOST_PAGES = 12  # of the check screen and of what may stand before the first question


class Villager:
    """
    Args:
        story: whose cards this villager holds.

    Attributes:
        typed: how many answers were typed; `taps`: every other touch since the first one on the form's tile.
        code: of the submission, as the screen shows it.
    """

    def __init__(self, window: KioskWindow, story: Story) -> None:
        self._window, self._story = window, story
        self.typed, self.taps, self.code = 0, 0, ""
        self._acts: dict[str, Callable[[str], None]] = {
            "hỏi": self._asked, "hỏi gần như": self._asked_about, "bấm": self._tap_words, "gõ": self._type,
            "đưa thẻ": self._hold_card, "có": self._have, "chưa": self._have_not, "máy nói": self._told,
            "không biết": self._leave_to_staff, "quay lại": lambda _: self._tap("back"),
            "tiếp": lambda _: self._tap("next"), "xóa": self._delete, "sửa": self._edit, "máy ghi": self._written,
            "lưu": self._save, "lấy số": self._take_number,
        }  # fmt: skip

    def begin(self) -> None:
        """Go to door 4 and open the form of the story, up to its first question."""
        self._window.tap("attract")
        self._window.tap("door-submission")
        self._window.settle()
        for _ in range(MOST_PAGES):
            if next(self._named(self._story.form), ""):
                break
            self._tap("page-after")
        self._tap_words(self._story.form)
        for _ in range(MOST_PAGES):
            if self._window.screen == "submission_form":
                break
            self._tap("next")

    def act(self, step: Step) -> None:
        """Do one line of the story; an AssertionError names it."""
        try:
            self._acts[step.act](step.words)
        except AssertionError as error:
            raise AssertionError(f"{self._story.name}:{step.line} {step.act}: {step.words}\n{error}") from error
        self._window.settle()
        note = self._window.hand.read("note") or ""
        self.code = note.split()[-1] if note else self.code

    # --- what the screen says ---

    def _asked(self, words: str) -> None:
        self._window.settle()
        shown = self._window.text("question")
        assert shown == words, f"the screen asks: {shown}\nand shows: {self._shown()}"

    def _asked_about(self, words: str) -> None:
        self._window.settle()
        shown = self._window.text("question")
        assert words in shown, f"the screen asks: {shown}"

    def _told(self, words: str) -> None:
        shown = " ".join([*self._window.texts_under("problem"), self._window.hand.read("notice") or ""])
        assert words in shown, f"the screen says: {shown}"

    def _written(self, words: str) -> None:
        assert words in self._shown(), f"the screen shows: {self._shown()}"

    # --- what the villager does ---

    def _tap(self, name: str) -> None:
        assert self._window.hand.find(name) is not None, f"no {name} here: {self._shown()}"
        self.taps += 1
        self._window.tap(name)
        self._window.settle()

    def _leave_to_staff(self, _: str) -> None:
        names = ("staff", "option-staff", "paper-staff")
        self._tap(next((one for one in names if self._window.hand.find(one) is not None), "staff"))

    def _tap_words(self, words: str) -> None:
        name = next(self._named(words), "")
        assert name, f"no button says so here: {self._shown()}"
        self._tap(name)

    def _type(self, words: str) -> None:
        """Type on whatever pad the screen has; a date may be written 30/10/2026."""
        self.typed += 1
        if self._window.hand.find("digit-1") is not None:
            self._keys(f"digit-{sign}" for sign in words if sign.isdigit())
            return
        for letter in words:
            self._letter(letter)

    def _letter(self, letter: str) -> None:
        if letter.isdigit() and self._window.hand.find(f"key-{letter}") is None:
            self._keys(["key-digits"])
        bare, tone = _without_tone(letter)
        name = "key-space" if bare == " " else f"key-{bare}"
        if not letter.isdigit() and self._window.hand.find(name) is None:
            self._keys(["key-digits"])
        self._keys([name, *tone])

    def _keys(self, names: Iterator[str] | list[str]) -> None:
        for name in names:
            assert self._window.hand.find(name) is not None, f"no {name} here: {self._shown()}"
            self._window.tap(name)

    def _delete(self, _: str) -> None:
        """Take everything away that was typed on this page, key by key."""
        pad = "digit" if self._window.hand.find("digit-backspace") is not None else "key"
        for _key in range(self._count_typed()):
            self._keys([f"{pad}-backspace"])

    def _count_typed(self) -> int:
        boxes = ("typed", "box-day", "box-month", "box-year")
        return sum(len(text) for box in boxes for text in self._window.texts_under(box))

    def _hold_card(self, whose: str) -> None:
        self._window.read_scan(self._story.cards[whose])
        self._window.settle()

    def _have(self, paper: str) -> None:
        self._mark(paper, "have-")

    def _have_not(self, paper: str) -> None:
        self._mark(paper, "not-")

    def _mark(self, paper: str, mark: str) -> None:
        """Tap "Có" or "Chưa" in the row that names the paper."""
        row = next((one for one in self._items() if one.property("text") == paper), None)
        assert row is not None, f"no such paper here: {self._shown()}"
        marks = [one for one in _around(row) if one.objectName().startswith(mark)]
        assert marks, f"no mark beside it: {self._shown()}"
        self._tap(marks[0].objectName())

    def _edit(self, label: str) -> None:
        """Tap "Sửa" in the row of the check screen with this label, on whichever page of it that row stands."""
        for _ in range(MOST_PAGES):
            row = next((one for one in self._items() if one.property("text") == label), None)
            if row is not None:
                buttons = [one for one in _around(row) if one.objectName().startswith("edit-")]
                self._tap(buttons[0].objectName())
                return
            self._tap("next")
        raise AssertionError(f"no such row: {self._shown()}")

    def _save(self, _: str) -> None:
        """Read the check screen to its end and save."""
        assert self._window.screen == "submission_review", f"not all is answered: {self._window.text('question')}"
        for _page in range(MOST_PAGES):
            self._tap("next")
            if self._window.screen != "submission_review":
                break
        self._window.wait_for("submission_receipt")
        assert self._window.text("receipt-code") == self.code

    def _take_number(self, _: str) -> None:
        """On an exit page: take the number that leads to a clerk."""
        self._tap("next")
        self._window.wait_for("ticket")
        assert self._window.text("ticket-number")

    # --- looking ---

    def _items(self) -> Iterator[QQuickItem]:
        yield from tree(self._window.touch.window.contentItem())

    def _named(self, words: str) -> Iterator[str]:
        """Yield the name of every item that can be tapped and says exactly `words`."""
        for item in self._items():
            if item.property("text") == words and (name := _own_name(item)):
                yield name

    def _shown(self) -> list[str]:
        return list(dict.fromkeys(str(text) for one in self._items() if (text := one.property("text"))))


def _own_name(item: QQuickItem) -> str:
    """Return the name of the item, or of the button or key that bears it; "" where a finger would do nothing."""
    above = cast("QQuickItem | None", item)
    while above and above.metaObject().indexOfSignal("tapped()") < 0:
        above = cast("QQuickItem | None", above.parentItem())
    return above.objectName() if above else ""


def _around(item: QQuickItem) -> Iterator[QQuickItem]:
    """Yield what stands in the same row as `item`: nearest first, up to the row that has buttons."""
    above = item.parentItem()
    for _ in range(3):
        yield from tree(above)
        above = above.parentItem()


def _without_tone(letter: str) -> tuple[str, list[str]]:
    """Return the small letter without its tone, and the keys that put the tone back: "Ễ" is "ê" and tilde."""
    parts = unicodedata.normalize("NFD", letter.lower())
    tones = [TONE_KEYS[mark] for mark in parts if mark in TONE_KEYS]
    bare = "".join(mark for mark in parts if mark not in TONE_KEYS)
    return unicodedata.normalize("NFC", bare), tones
