"""USB sticks: what is listed, and that nothing but a regular file on the stick itself is ever opened."""

import os
from datetime import datetime
from pathlib import Path

import pytest

from kiosk.clock import HALL_ZONE
from kiosk.errors import GoneFileError, LargeFileError
from ui.touch.sticks import StickFile, Sticks

DAY = datetime(2026, 11, 23, tzinfo=HALL_ZONE)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "media" / "may" / "KINGSTON"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def sticks(tmp_path: Path, stick: Path) -> Sticks:
    return Sticks([tmp_path / "media", tmp_path / "run"], 1, is_mount=lambda one: one == stick)


def put(file: Path, day: int, data: bytes = b"x") -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    os.utime(file, (day * 86400, day * 86400))


def test_no_stick_is_no_list(tmp_path: Path) -> None:
    assert Sticks([tmp_path], 1).there() == []


def test_a_folder_that_is_no_mount_is_no_stick(tmp_path: Path, sticks: Sticks) -> None:
    put(tmp_path / "media" / "home" / "a.pdf", 1)
    assert sticks.files() == []


def test_papers_are_listed_newest_first_with_name_day_and_size(stick: Path, sticks: Sticks) -> None:
    put(stick / "cũ.PDF", 20_000)
    put(stick / "giấy tờ" / "mới.jpg", 20_001, b"abc")
    put(stick / "phim.mp4", 20_002)
    put(stick / "._mới.jpg", 20_002)
    assert [(one.name, f"{one.changed:%d/%m/%Y}", one.size) for one in sticks.files()] == [
        ("mới.jpg", "05/10/2024", 3),
        ("cũ.PDF", "04/10/2024", 1),
    ]


def test_a_file_is_read(stick: Path, sticks: Sticks) -> None:
    put(stick / "a" / "b" / "giay.pdf", 1, b"%PDF")
    (file,) = sticks.files()
    assert sticks.read(file) == b"%PDF"


def test_links_are_neither_listed_nor_followed(tmp_path: Path, stick: Path, sticks: Sticks) -> None:
    put(tmp_path / "secret" / "key.pdf", 1)
    (stick / "link.pdf").symlink_to(tmp_path / "secret" / "key.pdf")
    (stick / "folder").symlink_to(tmp_path / "secret")
    assert sticks.files() == []
    listed = StickFile(stick, ("link.pdf",), 1, DAY)
    inside = StickFile(stick, ("folder", "key.pdf"), 1, DAY)
    above = StickFile(stick, ("..", "..", "..", "secret", "key.pdf"), 1, DAY)
    for one in (listed, inside, above):
        with pytest.raises(GoneFileError):
            sticks.read(one)


def test_a_file_exchanged_for_a_link_after_it_was_listed_is_not_opened(
    tmp_path: Path, stick: Path, sticks: Sticks
) -> None:
    put(tmp_path / "key.pdf", 1)
    put(stick / "giay.pdf", 1)
    (file,) = sticks.files()
    (stick / "giay.pdf").unlink()
    (stick / "giay.pdf").symlink_to(tmp_path / "key.pdf")
    with pytest.raises(GoneFileError):
        sticks.read(file)


def test_a_pipe_is_no_paper(stick: Path, sticks: Sticks) -> None:
    os.mkfifo(stick / "pipe.pdf")
    assert sticks.files() == []
    with pytest.raises(GoneFileError):
        sticks.read(StickFile(stick, ("pipe.pdf",), 1, DAY))


def test_a_stick_that_was_pulled_out_is_told(stick: Path, sticks: Sticks) -> None:
    put(stick / "giay.pdf", 1)
    (file,) = sticks.files()
    (stick / "giay.pdf").unlink()
    with pytest.raises(GoneFileError):
        sticks.read(file)


def test_a_large_file_is_told_before_it_is_read(stick: Path, sticks: Sticks) -> None:
    with (stick / "phim.pdf").open("wb") as made:
        made.truncate(40_000_000)
    (file,) = sticks.files()
    with pytest.raises(LargeFileError) as told:
        sticks.read(file)
    assert told.value.values == {"megabytes": 40, "most": 1}


def test_a_name_that_would_spoil_the_screen_shows_without_its_signs(stick: Path, sticks: Sticks) -> None:
    put(stick / "a\u202egnp.pdf", 1)
    assert sticks.files()[0].name == "a?gnp.pdf"


def test_no_name_shows_in_a_repr(stick: Path, sticks: Sticks) -> None:
    put(stick / "Trần Thị Mẫu.pdf", 1)
    assert "Mẫu" not in repr(sticks.files())
