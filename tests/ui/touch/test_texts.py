"""No words in QML, and no text id that nobody has written."""

import re
from pathlib import Path

import pytest

import ui.touch
from kiosk.languages import texts

FOLDER = Path(ui.touch.__file__).parent
QML = sorted(FOLDER.rglob("*.qml"))
SAID_IN_QML = re.compile(r'\.say\("([a-z][a-z0-9_.]*)"')
SAID_IN_PYTHON = re.compile(r'say\(\s*"([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+)"')
LITERAL = re.compile(r'(?:text|hint|detail|question|title|nextText)\s*:\s*"([^"#]*[^\W\d_][^"#]*)"')


@pytest.mark.parametrize("file", QML, ids=lambda file: file.stem)
def test_a_screen_holds_no_literal_words(file: Path) -> None:
    assert LITERAL.findall(file.read_text("utf-8")) == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_text_that_is_said_is_written(language: str) -> None:
    said = {one for file in QML for one in SAID_IN_QML.findall(file.read_text("utf-8"))}
    said |= {one for file in FOLDER.rglob("*.py") for one in SAID_IN_PYTHON.findall(file.read_text("utf-8"))}
    assert sorted(said - texts(language).sentences.keys()) == []
