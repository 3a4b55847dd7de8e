"""Files that a villager brings on a USB stick: what they are by their content, never by their name."""

from dataclasses import dataclass
from typing import Literal

from kiosk.errors import LargeFileError, OtherFileError, ProgramFileError
from kiosk.papers.brought_pdf import count_pages

BroughtKind = Literal["pdf", "jpeg", "png"]
MB = 1_000_000
SUFFIXES = frozenset({".pdf", ".jpg", ".jpeg", ".png"})  # of names worth a place in the list; they decide nothing

_PICTURES: tuple[tuple[bytes, BroughtKind], ...] = ((b"\xff\xd8\xff", "jpeg"), (b"\x89PNG\r\n\x1a\n", "png"))
_PDF_WITHIN = 1024  # bytes of something else that readers let stand before a PDF (ISO 32000-1, annex H)
# Windows, Linux and macOS programs, Java classes, scripts, Windows shortcuts.
_PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"#!",
    b"L\x00\x00\x00\x01\x14\x02",
)


@dataclass(frozen=True, slots=True)
class Brought:
    """A file that may be used; `pages` of a PDF, 1 for a picture."""

    kind: BroughtKind
    pages: int


def check_size(size: int, most_mb: int) -> None:
    """Ask before a file is read.

    Raises:
        LargeFileError
    """
    if size > most_mb * MB:
        raise LargeFileError(megabytes=-(-size // MB), most=most_mb)


def look_at(data: bytes, most_mb: int) -> Brought:
    """Say what a file is.

    Raises:
        BroughtFileError: it cannot be used; each subclass has its own sentence. A picture is only known by its first
            bytes here: kiosk.scanning.page_file opens it.
    """
    check_size(len(data), most_mb)
    # A program first: one that has "%PDF" in its head is still a program.
    if data.startswith(_PROGRAMS):
        raise ProgramFileError
    for sign, kind in _PICTURES:
        if data.startswith(sign):
            return Brought(kind, 1)
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return Brought("pdf", count_pages(data))
    raise OtherFileError
