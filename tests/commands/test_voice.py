"""`kiosk speak` and `kiosk voice`."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.commands import cli
from kiosk.voice import sound
from kiosk.voice.clips import CHIME, CLIPS


def run(*words: str) -> str:
    result = CliRunner().invoke(cli, words)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_speak_shows_the_words():
    assert run("speak", "Quầy 2") == "Quầy hai\n"


def test_speak_answers_in_json():
    assert json.loads(run("speak", "--json", "15")) == {"text": "15", "words": "mười lăm"}


def test_the_list_of_clips_is_what_a_person_records():
    assert json.loads(run("voice", "list", "--json")) == CLIPS


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng makes the clips; a hall does not need it")
def test_building_makes_every_clip(tmp_path: Path):
    run("voice", "build", "--into", str(tmp_path))
    assert {one.stem for one in tmp_path.iterdir() if sound.rms(sound.read_wav(one.read_bytes()))} == {*CLIPS, CHIME}


def test_building_without_espeak_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("PATH", "")
    result = CliRunner().invoke(cli, ["voice", "build", "--into", str(tmp_path)])
    assert (result.exit_code, "espeak-ng" in result.output) == (1, True)
