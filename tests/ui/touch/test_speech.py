"""Screens read aloud: a small script stands in espeak-ng's place and keeps what it was given to say."""

import shutil
import wave
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from kiosk.config import Settings
from kiosk.queue.desk import Desk
from tests.ui.kiosk_window import KioskWindow
from ui.read_aloud import ReadAloud
from ui.touch.parts import Parts

Heard = Callable[[], str]

DEAF = 'for one in "$@"; do [ "$one" = 0 ] && exit 0; done\n'  # the try that nobody hears


def program(folder: Path, script: str) -> Path:
    file = folder / "espeak-ng"
    file.write_text(f"#!/bin/sh\n{script}")
    file.chmod(0o755)
    return file


@pytest.fixture
def script(tmp_path: Path) -> str:
    """Keeps what it is to say, and speaks until it is ended."""
    return f'{DEAF}cat > "{tmp_path}/half" && mv "{tmp_path}/half" "{tmp_path}/said"\nexec tail -f /dev/null\n'


@pytest.fixture
def parts(parts: Parts, script: str, tmp_path: Path) -> Parts:
    return replace(parts, aloud=ReadAloud(program=str(program(tmp_path, script))))


@pytest.fixture
def heard(tmp_path: Path, qtbot: QtBot) -> Heard:
    """Wait until something is read, and return it."""

    def read() -> str:
        said = tmp_path / "said"
        qtbot.waitUntil(said.exists)
        words = said.read_text("utf-8")
        said.unlink()
        return words

    return read


def wait_for_silence(window: KioskWindow, qtbot: QtBot) -> None:
    """Also where it is still being ended in its thread."""
    voice = window.touch.speech._voice  # pyright: ignore[reportPrivateUsage]
    assert voice is not None
    qtbot.waitUntil(lambda: not voice.speaking)


def test_the_screen_is_read_with_its_question_and_its_choices(kiosk_window: KioskWindow, heard: Heard):
    kiosk_window.open("listen")
    assert heard() == (
        "Bà con cần việc gì? một: Lấy số. hai: Xem thủ tục. ba: Tra kết quả. bốn: Làm hồ sơ. Tôi đã có số."
    )


def test_another_language_is_read_in_its_own_words(kiosk_window: KioskWindow, heard: Heard):
    kiosk_window.open("language-en", "listen")
    assert "1: Take a number." in heard()


def test_while_it_reads_the_button_offers_to_stop(kiosk_window: KioskWindow, heard: Heard):
    kiosk_window.open("listen")
    heard()
    assert kiosk_window.text("listen-word") == "Ngừng"


def test_a_second_tap_stops_it(kiosk_window: KioskWindow, heard: Heard, qtbot: QtBot):
    kiosk_window.open("listen")
    heard()
    kiosk_window.tap("listen")
    wait_for_silence(kiosk_window, qtbot)
    assert kiosk_window.text("listen-word") == "Nghe lại"


def test_a_third_tap_reads_again(kiosk_window: KioskWindow, heard: Heard):
    kiosk_window.open("listen")
    first = heard()
    kiosk_window.tap("listen")
    kiosk_window.tap("listen")
    assert heard() == first


def test_a_tap_elsewhere_stops_it(kiosk_window: KioskWindow, heard: Heard, qtbot: QtBot):
    kiosk_window.open("listen")
    heard()
    kiosk_window.hand.tap_at(QPoint(5, 5))
    wait_for_silence(kiosk_window, qtbot)
    assert not kiosk_window.touch.speech.speaking


def test_who_listens_is_not_asked_whether_anybody_is_there(kiosk_window: KioskWindow, heard: Heard):
    kiosk_window.open("listen")
    heard()
    for _ in range(4):
        kiosk_window.pass_time(20)
    assert not kiosk_window.touch.navigator.warning


def test_a_voice_that_never_ends_is_ended(kiosk_window: KioskWindow, heard: Heard, qtbot: QtBot):
    kiosk_window.open("listen")
    heard()
    for _ in range(5):
        kiosk_window.pass_time(20)
    wait_for_silence(kiosk_window, qtbot)
    assert kiosk_window.text("listen-word") == "Nghe lại"


def test_an_idle_kiosk_falls_silent(kiosk_window: KioskWindow, heard: Heard, qtbot: QtBot):
    kiosk_window.open("listen")
    heard()
    kiosk_window.pass_time(70)
    wait_for_silence(kiosk_window, qtbot)
    assert kiosk_window.screen == "attract"


def test_a_screen_that_comes_by_itself_silences_the_one_before(kiosk_window: KioskWindow, heard: Heard, qtbot: QtBot):
    kiosk_window.open("listen")
    heard()
    kiosk_window.touch.navigator.go("lookup")
    wait_for_silence(kiosk_window, qtbot)
    assert kiosk_window.text("listen-word") == "Nghe lại"


def test_a_new_number_is_said_by_itself(kiosk_window: KioskWindow, desk: Desk, heard: Heard):
    desk.set_counter(1, "open")
    for one in range(3):
        desk.take(f"before-{one}", "A")
    kiosk_window.open("door-services", "service-A")
    assert heard().startswith(
        "Số của ông bà là a không không bốn, còn ba người làm cùng việc ở trước. Nghe gọi số rồi đến quầy một"
    )


def test_a_number_nobody_is_before_is_said_to_be_next(kiosk_window: KioskWindow, desk: Desk, heard: Heard):
    desk.set_counter(1, "open")
    kiosk_window.open("door-services", "service-A")
    assert "a không không một, sắp đến lượt." in heard()


def test_in_english_a_number_is_said_sign_by_sign(kiosk_window: KioskWindow, heard: Heard):
    kiosk_window.open("language-en", "door-services", "service-A")
    assert heard().startswith("Your number is A 0 0 1")


class TestSilentHall:
    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return replace(settings, voice=replace(settings.voice, screens=False))

    def test_numbers_are_said_only_to_who_asks(self, kiosk_window: KioskWindow, heard: Heard):
        kiosk_window.open("door-services", "service-A")
        kiosk_window.wait_for("ticket")
        kiosk_window.tap("listen")
        assert "Phiếu đang in" in heard()


class SpeaksVietnamese(ReadAloud):
    """A voice with one language."""

    def speaks(self, language: str) -> bool:
        return language == "vi"


class TestOneLanguage:
    @pytest.fixture
    def parts(self, parts: Parts, tmp_path: Path) -> Parts:
        return replace(parts, aloud=SpeaksVietnamese(program=str(tmp_path / "espeak-ng")))

    def test_a_language_without_a_voice_has_no_button(self, kiosk_window: KioskWindow):
        kiosk_window.open()
        kiosk_window.text("listen")
        kiosk_window.tap("language-en")
        assert kiosk_window.hand.find("listen") is None


class TestNoSound:
    @pytest.fixture
    def script(self) -> str:
        return "cat > /dev/null\necho 'error: No such file or directory' >&2\n"

    def test_without_a_sound_device_there_is_no_button(self, kiosk_window: KioskWindow, parts: Parts):
        kiosk_window.open()
        kiosk_window.touch.speech.close()  # the try has come to its end
        kiosk_window.wait_for("home")
        assert kiosk_window.hand.find("listen") is None

    def test_a_loudspeaker_plugged_in_is_found_before_the_next_visit(
        self, kiosk_window: KioskWindow, tmp_path: Path, qtbot: QtBot
    ):
        kiosk_window.open()
        program(tmp_path, DEAF)
        kiosk_window.touch.navigator.startOver()
        kiosk_window.open("listen")
        assert kiosk_window.screen == "home"


class TestRealVoice:
    """espeak-ng itself; its voice goes into a file."""

    @pytest.fixture
    def script(self, tmp_path: Path) -> str:
        real = shutil.which("espeak-ng")
        if real is None:
            pytest.skip("espeak-ng is not installed")
        return f'"{real}" "$@" -w "{tmp_path}/half.wav" && mv "{tmp_path}/half.wav" "{tmp_path}/voice.wav"\n'

    def test_a_new_number_is_spoken_for_some_seconds(self, kiosk_window: KioskWindow, tmp_path: Path, qtbot: QtBot):
        kiosk_window.open()
        kiosk_window.text("listen")
        (tmp_path / "voice.wav").unlink()  # of the try
        kiosk_window.tap("door-services")
        kiosk_window.tap("service-A")
        qtbot.waitUntil((tmp_path / "voice.wav").exists)
        with wave.open(str(tmp_path / "voice.wav")) as voice:
            assert voice.getnframes() > 2 * voice.getframerate()


class TestShortVoice:
    @pytest.fixture
    def script(self) -> str:
        return "cat > /dev/null\n"

    def test_at_its_end_the_button_offers_to_listen_again(self, kiosk_window: KioskWindow, qtbot: QtBot):
        kiosk_window.open("listen")
        qtbot.waitUntil(lambda: kiosk_window.text("listen-word") == "Nghe lại")
        assert not kiosk_window.touch.speech.speaking


class TestNoVoice:
    @pytest.fixture
    def parts(self, parts: Parts) -> Parts:
        return replace(parts, aloud=None)

    def test_without_a_voice_there_is_no_button(self, kiosk_window: KioskWindow):
        kiosk_window.open("door-lookup")
        assert kiosk_window.hand.find("listen") is None

    def test_without_a_voice_a_number_is_shown_all_the_same(self, kiosk_window: KioskWindow):
        kiosk_window.open("door-services", "service-A")
        assert kiosk_window.text("ticket-number") == "A001"


def test_the_idle_warning_is_said_aloud(kiosk_window: KioskWindow, heard: Heard):
    kiosk_window.open("door-submission")
    kiosk_window.text("listen-word")  # there is a voice
    kiosk_window.pass_time(31)
    assert heard().startswith("Bà con còn")


def test_a_spoken_warning_does_not_count_as_somebody_who_listens(kiosk_window: KioskWindow, heard: Heard):
    kiosk_window.open("door-submission")
    kiosk_window.text("listen-word")  # there is a voice
    kiosk_window.pass_time(31)
    heard()
    kiosk_window.pass_time(31)
    assert kiosk_window.screen == "attract"
