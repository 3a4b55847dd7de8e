"""Reading aloud through another program: here a small script in espeak-ng's place that keeps what it was given."""

import os
import shutil
import threading
import wave
from pathlib import Path

import pytest

from ui.read_aloud import ReadAloud


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """Writes its arguments and what it is to say into "said"."""
    script = tmp_path / "espeak-ng"
    script.write_text(
        f'#!/bin/sh\n{{ echo "$@"; cat; }} > "{tmp_path}/half" && mv "{tmp_path}/half" "{tmp_path}/said"\n'
    )
    script.chmod(0o755)
    return script


def said(program: Path) -> list[str]:
    return (program.parent / "said").read_text("utf-8").splitlines()


def wait(aloud: ReadAloud) -> None:
    assert aloud.ended(10)


def test_figures_are_said_as_words(program: Path):
    aloud = ReadAloud(program=str(program))
    aloud.say("Quầy 2, 07:30")
    wait(aloud)
    assert said(program)[1] == "Quầy hai, bảy giờ ba mươi phút"


def test_vietnamese_is_read_with_the_southern_voice(program: Path):
    aloud = ReadAloud(program=str(program))
    aloud.say("Mời")
    wait(aloud)
    assert "vi-vn-x-south" in said(program)[0]


def test_another_language_is_read_as_it_stands(program: Path):
    aloud = ReadAloud(program=str(program))
    aloud.say("Counter 2", "en")
    wait(aloud)
    assert said(program)[1] == "Counter 2"


def test_a_language_without_a_voice_stays_silent(program: Path):
    aloud = ReadAloud(program=str(program))
    aloud.say("សួស្តី", "km")
    assert not aloud.speaking


def test_without_the_program_it_is_not_offered():
    assert not ReadAloud(program="no-such-program").available


def test_without_the_program_it_stays_silent():
    aloud = ReadAloud(program="no-such-program")
    aloud.say("Mời")
    assert not aloud.speaking


@pytest.fixture
def endless(tmp_path: Path) -> Path:
    """Speaks until it is ended; writes its process id into "running"."""
    script = tmp_path / "espeak-ng"
    script.write_text(
        f'#!/bin/sh\necho $$ > "{tmp_path}/half" && mv "{tmp_path}/half" "{tmp_path}/running"\nexec tail -f /dev/null\n'
    )
    script.chmod(0o755)
    return script


def process(endless: Path) -> int:
    file, pause = endless.parent / "running", threading.Event()
    while not file.exists():
        pause.wait(0.01)
    number = int(file.read_text())
    file.unlink()
    return number


def test_it_stops_at_once(endless: Path):
    aloud = ReadAloud(program=str(endless))
    aloud.say("Mời bà con")
    before = aloud.speaking
    aloud.stop()
    assert (before, aloud.speaking) == (True, False)


def test_what_is_said_anew_replaces_what_is_being_said(endless: Path):
    aloud = ReadAloud(program=str(endless))
    aloud.say("một")
    first = process(endless)
    aloud.say("hai")
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)
    aloud.stop()


@pytest.fixture
def espeak(tmp_path: Path) -> Path:
    """The real espeak-ng, its voice written to "voice.wav" instead of a loudspeaker."""
    real = shutil.which("espeak-ng")
    if real is None:
        pytest.skip("espeak-ng is not installed")
    script = tmp_path / "espeak-ng"
    script.write_text(f'#!/bin/sh\nexec "{real}" "$@" -w "{tmp_path}/voice.wav"\n')
    script.chmod(0o755)
    return script


@pytest.mark.parametrize(("words", "language"), [("Mời số A017", "vi"), ("Number A017", "en")])
def test_the_real_espeak_speaks_both_languages(espeak: Path, words: str, language: str):
    aloud = ReadAloud(program=str(espeak))
    aloud.say(words, language)
    wait(aloud)
    with wave.open(str(espeak.parent / "voice.wav")) as voice:
        assert voice.getnframes() > voice.getframerate()  # more than a second


def test_the_real_espeak_is_audible_where_it_can_write_its_voice(espeak: Path):
    assert ReadAloud(program=str(espeak)).audible()


def test_a_voice_without_a_sound_device_is_not_audible(tmp_path: Path):
    script = tmp_path / "espeak-ng"
    script.write_text("#!/bin/sh\ncat > /dev/null\necho 'error: No such file or directory' >&2\n")
    script.chmod(0o755)
    assert not ReadAloud(program=str(script)).audible()


def test_without_the_program_nothing_is_audible():
    assert not ReadAloud(program="no-such-program").audible()


def test_a_number_is_spelled_in_another_language(program: Path):
    aloud = ReadAloud(program=str(program))
    aloud.say("Your number is B017", "en")
    wait(aloud)
    assert said(program)[1] == "Your number is B 0 1 7"
