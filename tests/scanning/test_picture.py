"""Opening picture files that visitors and cameras give us."""

import os
import struct
import zlib
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from kiosk.errors import UnreadableImageError
from kiosk.scanning.picture import load_picture


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    file = tmp_path / "page.png"
    Image.effect_noise((300, 200), 80).save(file)
    return file


def png(width: int, height: int) -> bytes:
    """Return a tiny PNG file that claims to be a large picture."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    body = b"".join(struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in chunks)
    return b"\x89PNG\r\n\x1a\n" + body


def test_a_picture_comes_as_grey_rows_and_columns(picture: Path):
    assert load_picture(picture).shape == (200, 300)


@pytest.mark.parametrize("kind", ["jpeg", "bmp", "gif", "webp", "tiff"])
def test_the_usual_kinds_are_read(picture: Path, tmp_path: Path, kind: str):
    with Image.open(picture) as opened:
        opened.save(tmp_path / f"page.{kind}")
    assert load_picture(tmp_path / f"page.{kind}").shape == (200, 300)


def test_what_is_transparent_is_white(tmp_path: Path):
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(tmp_path / "clear.png")
    assert np.all(load_picture(tmp_path / "clear.png") == 255)


def test_a_name_may_lie_about_the_kind(picture: Path):
    assert load_picture(picture.rename(picture.with_suffix(".jpg"))).shape == (200, 300)


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.7", b"%!PS-Adobe-3.0 EPSF", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_picture_is_told_so(tmp_path: Path, content: bytes):
    (tmp_path / "page.png").write_bytes(content)
    with pytest.raises(UnreadableImageError):
        load_picture(tmp_path / "page.png")


def test_a_picture_cut_off_half_way_is_unreadable(picture: Path):
    picture.write_bytes(picture.read_bytes()[:20_000])
    with pytest.raises(UnreadableImageError):
        load_picture(picture)


@pytest.mark.parametrize("side", [8_000, 12_000, 60_000])
def test_a_small_file_that_unpacks_to_a_huge_picture_is_refused(tmp_path: Path, side: int):
    (tmp_path / "bomb.png").write_bytes(png(side, side))
    with pytest.raises(UnreadableImageError):
        load_picture(tmp_path / "bomb.png")


@pytest.mark.parametrize("name", ["missing.png", "."])
def test_a_file_that_is_not_there_is_unreadable(tmp_path: Path, name: str):
    with pytest.raises(UnreadableImageError):
        load_picture(tmp_path / name)


def test_the_sentence_names_the_file(tmp_path: Path):
    with pytest.raises(UnreadableImageError, match="missing\\.png"):
        load_picture(tmp_path / "missing.png")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 60_000), junk=st.binary(min_size=1, max_size=40))
def test_a_damaged_file_gives_a_picture_or_our_own_error(picture: Path, at: int, junk: bytes):
    whole = picture.read_bytes()
    damaged = picture.with_name("damaged.png")
    damaged.write_bytes(whole[:at] + junk + whole[at + len(junk) :])
    with suppress(UnreadableImageError):
        assert load_picture(damaged).ndim == 2


def test_a_pipe_is_no_picture_and_nobody_waits_for_it(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnreadableImageError):
        load_picture(tmp_path / "pipe")
