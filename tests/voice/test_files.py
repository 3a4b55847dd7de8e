"""Where a clip's file lies."""

from pathlib import Path

import pytest

from kiosk.assets import assets
from kiosk.voice.files import clip_file, recordings

OURS = assets() / "sounds" / "voice"


def test_without_recordings_it_is_ours():
    assert clip_file("moi-so", None) == OURS / "moi-so.wav"


@pytest.mark.parametrize("kind", ["wav", "mp3", "ogg", "flac"])
def test_a_recording_comes_first(tmp_path: Path, kind: str):
    own = tmp_path / f"moi-so.{kind}"
    own.touch()
    assert clip_file("moi-so", tmp_path) == own


def test_what_is_not_recorded_is_ours(tmp_path: Path):
    assert clip_file("so-7", tmp_path) == OURS / "so-7.wav"


def test_a_folder_that_is_gone_leaves_ours(tmp_path: Path):
    assert clip_file("so-7", tmp_path / "gone") == OURS / "so-7.wav"


@pytest.mark.parametrize("clip", ["", "../hall", "so-100", "chu-đ"])
def test_an_unknown_clip_has_no_file(tmp_path: Path, clip: str):
    assert clip_file(clip, tmp_path) is None


def test_a_folder_may_lie_within_the_home(tmp_path: Path):
    assert recordings("giong", tmp_path) == tmp_path / "giong"


def test_a_folder_may_lie_anywhere(tmp_path: Path):
    assert recordings("/srv/giong", tmp_path) == Path("/srv/giong")


def test_no_folder_is_none(tmp_path: Path):
    assert recordings("", tmp_path) is None
