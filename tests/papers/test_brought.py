"""Files from a stick: known by their content; what cannot be used has a sentence of its own."""

import zlib
from pathlib import Path

import numpy as np
import pytest

from kiosk.errors import (
    ActivePdfError,
    BrokenPdfError,
    BroughtFileError,
    LargeFileError,
    LockedPdfError,
    OtherFileError,
    ProgramFileError,
)
from kiosk.papers.brought import Brought, look_at
from kiosk.scanning.page_pdf import pack, to_pdf

MOST_MB = 20


def pdf(*bodies: bytes, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """Return a PDF whose objects are `bodies`, numbered from 1, with a table that is where its end says."""
    out = b"%PDF-1.5\n"
    places: list[int] = []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + table + b"trailer\n<< %s >>\nstartxref\n%d\n%%%%EOF\n" % (trailer, len(out))


def packed(*objects: bytes, first: bytes = b"") -> bytes:
    """Return an object stream that holds `objects`, numbered from 10; `first` takes the place of a number."""
    head, body = first, b""
    for number, one in enumerate(objects, 10):
        head += b"%d %d " % (number, len(body))
        body += one + b" "
    data = zlib.compress(head + body)
    keys = b"<< /Type /ObjStm /N %d /First %d /Filter /FlateDecode /Length %d >>"
    return keys % (len(objects), len(head), len(data)) + b"\nstream\n" + data + b"\nendstream"


HIDDEN = b"\nstream\nx\nendstream"
CATALOG, PAGES, PAGE = b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 >>", b"<< /Type /Page >>"
PLAIN = pdf(CATALOG, PAGES, PAGE)


def test_our_own_pdf_is_taken_with_its_pages() -> None:
    page = pack(np.full((60, 40, 3), 250, np.uint8), "colour")
    assert look_at(to_pdf([page, page, page]), MOST_MB) == Brought("pdf", 3)


def test_pages_that_lie_packed_are_counted() -> None:
    assert look_at(pdf(CATALOG, packed(PAGES, PAGE, PAGE)), MOST_MB) == Brought("pdf", 2)


def test_a_page_that_a_later_save_replaced_counts_once() -> None:
    again = pdf(CATALOG, PAGES, PAGE, PAGE).replace(b"4 0 obj", b"3 0 obj")
    assert look_at(again, MOST_MB).pages == 1


@pytest.mark.parametrize(("head", "kind"), [(b"\xff\xd8\xff\xe0", "jpeg"), (b"\x89PNG\r\n\x1a\n", "png")])
def test_a_picture_is_known_by_its_first_bytes(head: bytes, kind: str) -> None:
    assert look_at(head + bytes(40), MOST_MB).kind == kind


@pytest.mark.parametrize(
    ("data", "error"),
    [
        pytest.param(PLAIN + bytes(40_000_000), LargeFileError, id="40 MB"),
        pytest.param(b"MZ\x90\x00" + PLAIN, ProgramFileError, id="a program called .pdf"),
        pytest.param(b"#!/bin/sh\n" + PLAIN, ProgramFileError, id="a script"),
        pytest.param(b"PK\x03\x04 word/document.xml", OtherFileError, id="Word"),
        pytest.param(b"", OtherFileError, id="nothing"),
        pytest.param(PLAIN[:-30], BrokenPdfError, id="not copied whole"),
        pytest.param(PLAIN.replace(b"xref\n0", b"xxxx\n0", 1), BrokenPdfError, id="no table"),
        pytest.param(pdf(CATALOG, PAGES), BrokenPdfError, id="no page"),
        pytest.param(pdf(CATALOG, PAGE, b"<< >>\nstream\nabc"), BrokenPdfError, id="a stream without end"),
        pytest.param(pdf(CATALOG, packed(PAGE).replace(b"x\x9c", b"xx")), BrokenPdfError, id="does not unpack"),
        pytest.param(pdf(CATALOG, PAGE, trailer=b"/Encrypt 4 0 R"), LockedPdfError, id="encrypted"),
        pytest.param(
            pdf(CATALOG, PAGE, b"<< /Type /XRef /Encrypt 9 0 R >>\nstream\nx\nendstream"),
            LockedPdfError,
            id="locked 1.5",
        ),
        pytest.param(pdf(CATALOG, PAGE, b"<< /S /JavaScript /JS (app) >>"), ActivePdfError, id="a script in it"),
        pytest.param(pdf(CATALOG, PAGE, b"<< /S /#4aavaScript >>"), ActivePdfError, id="a script in disguise"),
        pytest.param(pdf(CATALOG, packed(PAGE, b"<< /S /Launch >>")), ActivePdfError, id="a packed program"),
        pytest.param(
            pdf(CATALOG, PAGE, packed(b"<< /S /Launch >>").replace(b"ObjStm", b"Obj#53tm")),
            ActivePdfError,
            id="a packed program in disguise",
        ),
        pytest.param(pdf(CATALOG, PAGE, trailer=b"/S /Launch"), ActivePdfError, id="a program outside of objects"),
        pytest.param(pdf(CATALOG, PAGE, packed(PAGE, first=b"1" * 5000)), BrokenPdfError, id="an endless number"),
        pytest.param(pdf(CATALOG, PAGE, b"<< /Type /EmbeddedFile >>" + HIDDEN), ActivePdfError, id="a file in it"),
    ],
)
def test_what_cannot_be_used_is_told(data: bytes, error: type[BroughtFileError]) -> None:
    with pytest.raises(BroughtFileError) as told:
        look_at(data, MOST_MB)
    assert told.type is error


def test_every_reason_has_its_own_sentence_that_says_what_to_do() -> None:
    told = [str(one(megabytes=40, most=20, megapixels=60)) for one in BroughtFileError.__subclasses__()]
    assert len(set(told)) == len(told) == 10
    assert all("chụp bằng máy ảnh" in one for one in told)


def test_a_pdf_that_unpacks_without_end_is_left_alone() -> None:
    data = zlib.compress(bytes(40_000_000))
    bomb = b"<< /Type /ObjStm /N 1 /First 4 /Length %d >>\nstream\n" % len(data) + data + b"\nendstream"
    with pytest.raises(BrokenPdfError):
        look_at(pdf(CATALOG, PAGE, bomb), MOST_MB)


def test_a_damaged_pdf_of_many_objects_without_an_end_is_passed_once() -> None:
    # Looking for the end anew from each of them takes hours, and the kiosk does nothing else meanwhile.
    assert look_at(pdf(CATALOG, PAGE, b"1 0 obj " * 200_000), MOST_MB).pages == 1


def test_bytes_of_pictures_that_look_like_commands_are_no_commands() -> None:
    picture = b"<< /Subtype /Image /Length 20 >>\nstream\n/JavaScript /Launch\nendstream"
    assert look_at(pdf(CATALOG, PAGE, picture), MOST_MB).pages == 1


def test_no_name_of_a_file_is_in_an_error(tmp_path: Path) -> None:
    with pytest.raises(OtherFileError) as told:
        look_at(b"text", MOST_MB)
    assert told.value.values == {}
