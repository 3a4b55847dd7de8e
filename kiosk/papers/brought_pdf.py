"""Is a PDF whole, open and harmless, and how many pages has it? Looked at from outside: nothing in it is drawn or run.

A PDF is numbered objects, with a table of them at its end (ISO 32000-1, 7.5); since PDF 1.5 objects may also lie packed
in object streams (7.5.7). What lies in other streams are pictures, fonts and drawing, which cannot act.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.errors import ActivePdfError, BrokenPdfError, LockedPdfError

MOST_UNPACKED = 32_000_000  # bytes of object streams: a thousand pages take a tenth of it
_TAIL = 2048
_STREAM = re.compile(rb">>\s*stream\r?\n")
_OBJECT = re.compile(rb"(\d{1,9})\s+\d{1,5}\s+obj\b")
_END = b"endobj"
_START = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF")
_TABLE = re.compile(rb"\s*(xref|\d{1,9}\s+\d{1,5}\s+obj)\b")
_LOCKED = re.compile(rb"/Encrypt\s*(<<|\d+\s+\d+\s+R)")
_ACTS = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia)(?![A-Za-z0-9])")
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z0-9])")
_PACKED = re.compile(rb"/Type\s*/ObjStm(?![A-Za-z0-9])")
_NUMBER = {name: re.compile(rb"/%s\s+(\d{1,9})" % name) for name in (b"N", b"First")}
_LONGEST_NUMBER = 10  # digits
_HIDDEN = re.compile(rb"#([0-9A-Fa-f]{2})")  # /J#53 is /JS


@dataclass(frozen=True, slots=True)
class _Stream:
    head: bytes
    data: bytes


def count_pages(data: bytes) -> int:
    """Return the number of pages.

    Raises:
        BrokenPdfError: cut off, damaged, or it unpacks without end.
        LockedPdfError: encrypted; what is in it cannot be looked at.
        ActivePdfError: it carries a program or another file.
    """
    _ask_end(data)
    outside, streams = _taken_apart(data)
    if _LOCKED.search(_plain(outside)):
        raise LockedPdfError
    if _ACTS.search(_plain(outside)):  # also where no object ends: readers mend such files
        raise ActivePdfError
    objects = dict(_objects(outside))
    room = MOST_UNPACKED
    for one in streams:
        if _PACKED.search(_plain(one.head)):
            unpacked = _inflated(one.data, room)
            room -= len(unpacked)
            objects.update(_packed_objects(one.head, unpacked))
    if any(_ACTS.search(_plain(body)) for body in objects.values()):
        raise ActivePdfError
    pages = sum(_PAGE.search(_plain(body)) is not None for body in objects.values())
    if pages == 0:
        raise BrokenPdfError
    return pages


def _ask_end(data: bytes) -> None:
    """A file that was not copied whole lacks its end, or the table is not where the end says."""
    begins = data.find(b"%PDF-")
    found = list(_START.finditer(data, max(0, len(data) - _TAIL)))
    if not found:
        raise BrokenPdfError
    at = int(found[-1][1])
    if not any(_TABLE.match(data, place) for place in (at, at + begins) if place < len(data)):
        raise BrokenPdfError


def _taken_apart(data: bytes) -> tuple[bytes, list[_Stream]]:
    """Return everything outside of streams, and the streams."""
    outside: list[bytes] = []
    streams: list[_Stream] = []
    at = 0
    while (begin := _STREAM.search(data, at)) is not None:
        head = data[max(at, data.rfind(b"obj", at, begin.start())) : begin.start() + 2]
        end = data.find(b"endstream", begin.end())
        if end < 0:
            raise BrokenPdfError
        streams.append(_Stream(head, data[begin.end() : end]))
        outside.append(data[at : begin.start() + 2])
        at = end + len(b"endstream")
    return b"\n".join([*outside, data[at:]]), streams


def _objects(outside: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield number and body of every object that ends. Each byte is passed once, or a damaged file takes hours."""
    at = 0
    while (begin := _OBJECT.search(outside, at)) and (end := outside.find(_END, begin.end())) >= 0:
        yield int(begin[1]), outside[begin.end() : end]
        at = end + len(_END)


def _inflated(packed: bytes, room: int) -> bytes:
    unpacking = zlib.decompressobj()
    try:
        data = unpacking.decompress(packed, room + 1)
    except zlib.error as error:
        raise BrokenPdfError from error
    if len(data) > room:
        raise BrokenPdfError
    return data


def _packed_objects(head: bytes, data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the objects of an object stream: pairs of number and place stand first, the objects behind them."""
    counts = [found for name in (b"N", b"First") if (found := _NUMBER[name].search(head))]
    if len(counts) != 2:
        raise BrokenPdfError
    many, first = (int(one[1]) for one in counts)
    numbers = [int(one) for one in data[:first].split() if one.isdigit() and len(one) <= _LONGEST_NUMBER]
    if len(numbers) < 2 * many:
        raise BrokenPdfError
    places = [first + one for one in numbers[1 : 2 * many : 2]] + [len(data)]
    for at, number in enumerate(numbers[0 : 2 * many : 2]):
        yield number, data[places[at] : places[at + 1]]


def _plain(body: bytes) -> bytes:
    return _HIDDEN.sub(lambda found: bytes([int(found[1], 16)]), body)
