"""Vietnamese in the fields of the real window: on the glass, and on a keyboard that is plugged in."""

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtQuick import QQuickItem

from kiosk.config import KeyboardSettings, ScannerSettings, Settings
from tests.ui.kiosk_window import KioskWindow
from tests.ui.ruler import SMALL, UPRIGHT, box
from ui.touch.hand import tree
from ui.touch.measure import pixels_per_mm

TO_CARD = ("door-submission", "form-1.001193", "next", "option-self", "option-mother", "option-none")
TO_NAME = (*TO_CARD, "skip")
TO_DIGITS = (*TO_NAME, "key-a", "key-space", "key-b", "next")
TO_LINE = (*TO_DIGITS, "staff", "option-32110")
A_PERSON, A_SCANNER = 120, 5  # ms from key to key


@pytest.fixture
def steps() -> tuple[str, ...]:
    return TO_NAME


@pytest.fixture
def screen(kiosk_window: KioskWindow, steps: tuple[str, ...]) -> KioskWindow:
    kiosk_window.tap("attract")
    for name in steps:
        kiosk_window.tap(name)
        kiosk_window.settle()
    return kiosk_window


class Keyboard:
    """Sends key events with time stamps of its own, so that no busy machine changes their rhythm."""

    def __init__(self, window: KioskWindow) -> None:
        self._window, self._at = window.touch.window, 10_000

    def rest(self) -> None:
        self._at += 1_000

    def type(self, text: str, gap_ms: int = A_PERSON) -> None:
        """Press one key after the other; "\\n" is Enter, "\\b" backspace."""
        special = {"\n": Qt.Key.Key_Return, "\b": Qt.Key.Key_Backspace}
        for letter in text:
            self._at += gap_ms
            event = QKeyEvent(
                QEvent.Type.KeyPress, special.get(letter, Qt.Key.Key_unknown), Qt.KeyboardModifier.NoModifier,
                "\r" if letter == "\n" else letter,
            )  # fmt: skip
            event.setTimestamp(self._at)
            QCoreApplication.sendEvent(self._window, event)


@pytest.fixture
def keyboard(screen: KioskWindow) -> Keyboard:
    return Keyboard(screen)


def typed(screen: KioskWindow) -> str:
    return "".join(screen.texts_under("typed"))


def shows(screen: KioskWindow, text: str) -> bool:
    screen.wait_until(lambda: typed(screen) == text)
    return True


class TestOnAKeyboard:
    def test_a_name_is_typed_in_telex(self, screen: KioskWindow, keyboard: Keyboard) -> None:
        keyboard.type("nguyeenx thij hoaf")
        assert shows(screen, "Nguyễn Thị Hòa")

    def test_the_last_key_does_not_wait_for_another(self, screen: KioskWindow, keyboard: Keyboard) -> None:
        keyboard.type("a")
        assert shows(screen, "A")

    def test_backspace_takes_one_visible_letter(self, screen: KioskWindow, keyboard: Keyboard) -> None:
        keyboard.type("leex\b")
        assert shows(screen, "L")

    def test_keys_of_the_glass_and_of_the_keyboard_go_into_one_word(
        self, screen: KioskWindow, keyboard: Keyboard
    ) -> None:
        keyboard.type("tran")
        assert shows(screen, "Tran")
        keyboard.type("a")
        assert shows(screen, "Trân")
        screen.tap("tone-grave")
        assert typed(screen) == "Trần"

    def test_a_key_held_down_is_one_letter(self, screen: KioskWindow) -> None:
        held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a", True, 1)
        Keyboard(screen).type("b")
        for _ in range(5):
            QCoreApplication.sendEvent(screen.touch.window, held)
        Keyboard(screen).type("n")
        assert shows(screen, "Bn")

    @pytest.mark.parametrize("steps", [TO_DIGITS])
    def test_a_number_takes_digits_alone(self, screen: KioskWindow, keyboard: Keyboard) -> None:
        keyboard.type("0a96s1")
        assert shows(screen, "096 1")

    @pytest.mark.parametrize("steps", [TO_LINE])
    def test_an_address_keeps_names_that_are_not_spelled_as_vietnamese_is(
        self, screen: KioskWindow, keyboard: Keyboard
    ) -> None:
        keyboard.type("buoon Kroong Ana, DDawsk Lawsk 12/3A")
        assert shows(screen, "Buôn Krông Ana, Đắk Lắk 12/3A")

    @pytest.mark.parametrize("steps", [()])
    def test_where_there_is_no_field_keys_do_nothing(self, screen: KioskWindow, keyboard: Keyboard) -> None:
        keyboard.type("abc ")
        assert screen.screen == "home"


class TestAScanIsNoTyping:
    def test_a_scan_leaves_nothing_in_the_field(self, screen: KioskWindow, keyboard: Keyboard) -> None:
        keyboard.type("lan")
        assert shows(screen, "Lan")
        keyboard.rest()
        keyboard.type("ST-261120-A007\n", A_SCANNER)
        assert "không phải của hôm nay" in screen.text("notice")
        assert typed(screen) == "Lan"

    def test_what_came_through_while_the_machine_stood_still_is_taken_back(
        self, screen: KioskWindow, keyboard: Keyboard
    ) -> None:
        keyboard.type("lan")
        assert shows(screen, "Lan")
        keyboard.rest()
        keyboard.type("ST", A_SCANNER)
        assert shows(screen, "LánT")
        keyboard.type("-261120-A007\n", A_SCANNER)
        assert "không phải của hôm nay" in screen.text("notice")
        assert typed(screen) == "Lan"

    @pytest.mark.parametrize("settings", [ScannerSettings(prefix="F9", suffix="Tab")], indirect=True)
    def test_with_a_frame_of_keys_even_a_fast_typist_is_a_person(self, screen: KioskWindow, keyboard: Keyboard) -> None:
        keyboard.type("leex", A_SCANNER)
        assert typed(screen) == "Lễ"


@pytest.fixture
def settings(settings: Settings, request: pytest.FixtureRequest) -> Settings:
    match getattr(request, "param", None):
        case ScannerSettings() as scanner:
            return replace(settings, scanner=scanner)
        case KeyboardSettings() as keyboard:
            return replace(settings, keyboard=keyboard)
        case _:
            return settings


@pytest.mark.parametrize(
    ("settings", "keys", "text"),
    [
        (KeyboardSettings("vni"), "d9o6 a1i", "Đô Ái"),
        (KeyboardSettings("keys"), "ddooas", "Ddooas"),
        (KeyboardSettings("telex", "new"), "hoaf thuyr", "Hoà Thuỷ"),
    ],
    indirect=["settings"],
)
def test_the_hall_chooses_method_and_style(screen: KioskWindow, keyboard: Keyboard, keys: str, text: str) -> None:
    keyboard.type(keys)
    assert shows(screen, text)


class TestOnTheGlass:
    def test_a_tone_that_cannot_stand_rests(self, screen: KioskWindow) -> None:
        for letter in "cat":
            screen.tap(f"key-{letter}")
        resting = [one for one in ("acute", "grave", "hook", "tilde", "dot") if not enabled(screen, f"tone-{one}")]
        assert resting == ["grave", "hook", "tilde"]

    def test_marks_are_cleared_one_after_the_other(self, screen: KioskWindow) -> None:
        for name in ("key-l", "key-ê", "tone-acute", "tone-none", "tone-none"):
            screen.tap(name)
        assert typed(screen) == "Le"

    def test_a_common_name_is_picked(self, screen: KioskWindow) -> None:
        for name in ("key-n", "key-g", "pick-Nguyễn", "pick-Thị"):
            screen.tap(name)
        assert typed(screen) == "Nguyễn Thị "

    def test_a_given_name_is_typed(self, screen: KioskWindow) -> None:
        for name in ("pick-Nguyễn", "pick-Thị"):
            screen.tap(name)
        assert [one.objectName() for one in keys(screen) if one.objectName().startswith("pick-")] == []

    @pytest.mark.parametrize("steps", [TO_LINE])
    def test_one_capital_then_small_letters(self, screen: KioskWindow) -> None:
        for name in ("key-a", "key-space", "key-shift", "key-b", "key-a"):
            screen.tap(name if screen.hand.find(name) else name.replace("key", "tone"))
        assert typed(screen) == "A Ba"


@pytest.mark.parametrize("steps", [TO_NAME, TO_LINE], ids=["name", "line"])
@pytest.mark.parametrize("size", [UPRIGHT, SMALL], ids=["upright", "small"])
class TestSizes:
    """Millimetres of the glass: 21.5 inches upright, 15.6 inches lying."""

    def test_keys_are_wide_high_and_apart_enough_below_question_and_field(
        self, screen: KioskWindow, size: tuple[int, int]
    ) -> None:
        mm = pixels_per_mm(*size)
        boxes = [box(one) for one in keys(screen)]
        assert min(one.width() for one in boxes) / mm >= 18
        assert min(one.height() for one in boxes) / mm >= 19.8  # a pixel is lost to whole numbers
        rows: dict[float, list[float]] = {}
        for one in boxes:
            rows.setdefault(one.top(), []).append(one.center().x())
        pitches = [right - left for row in rows.values() for left, right in pairwise(sorted(row))]
        assert min(pitches) / mm >= 20
        tops = sorted(rows)
        assert min(below - above for above, below in pairwise(tops)) / mm >= 20
        question, field = screen.hand.find("question"), screen.hand.find("typed")
        assert question is not None
        assert field is not None
        first = min(box(one).top() for one in keys(screen) if not one.objectName().startswith("pick-"))
        assert box(question).bottom() <= box(field).top() < box(field).bottom() < first


def keys(screen: KioskWindow) -> list[QQuickItem]:
    screen.hand.shot()
    names = ("key-", "tone-", "pick-")
    return [one for one in tree(screen.touch.window.contentItem()) if one.objectName().startswith(names)]


def enabled(screen: KioskWindow, name: str) -> bool:
    item = screen.hand.find(name)
    return item is not None and item.isEnabled()
