"""Several clean pages into one PDF. A page is packed once, as JPEG or as fax lines, and wrapped as it is.

A PDF of pictures is a dozen plain objects (ISO 32000-1, sections 7.3, 7.5 and 8.9); the pages stay packed in memory,
some 300 kB each, and nothing about the machine, the time or the file's name is written into it.
"""

import io
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, TiffImagePlugin

from kiosk.errors import PageFileError
from kiosk.scanning.page_clean import DPI, Look
from kiosk.scanning.picture import Colour, Grey

MOST_BYTES = 320_000  # of a page at 200 dpi; at other sizes as many for each dot
STRIP_OFFSETS, STRIP_BYTE_COUNTS = 273, 279  # TIFF tags
QUALITIES = (75, 60, 50, 40, 30)  # of JPEG: the best that fits; 60 reads as well as 75


@dataclass(frozen=True, slots=True)
class PackedPage:
    """A page as it lies in the PDF; what it shows is personal and does not show in a repr."""

    data: bytes = field(repr=False)
    look: Look
    columns: int
    rows: int
    dpi: int

    @property
    def dictionary(self) -> str:
        """The PDF keys that tell a reader how to unpack `data`."""
        if self.look == "bilevel":
            parts = f"/K -1 /BlackIs1 true /Columns {self.columns} /Rows {self.rows}"
            kind = f"/BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /CCITTFaxDecode /DecodeParms << {parts} >>"
        else:
            space = "DeviceRGB" if self.look == "colour" else "DeviceGray"
            kind = f"/BitsPerComponent 8 /ColorSpace /{space} /Filter /DCTDecode"
        return f"/Type /XObject /Subtype /Image /Width {self.columns} /Height {self.rows} {kind}"


def pack(page: Colour | Grey, look: Look, dpi: int = DPI) -> PackedPage:
    """Return the page packed into at most 320 kB at 200 dpi (180 kB at 150).

    A page full of fine print may stay larger, at the lowest quality: that it can be read comes first.
    """
    rows, columns = page.shape[:2]
    image = Image.fromarray(page)
    data = _fax(image) if look == "bilevel" else _jpeg(image, round(MOST_BYTES * (dpi / DPI) ** 2), dpi)
    return PackedPage(data, look, columns, rows, dpi)


def write_pdf(pages: Sequence[PackedPage], file: Path) -> int:
    """Write the pages to `file` and return its size in bytes; the file is whole or not there.

    Raises:
        ValueError: no pages.
        PageFileError: the place cannot be written.
    """
    data = to_pdf(pages)
    half: str | None = None
    try:
        handle, half = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
        with os.fdopen(handle, "wb") as opened:
            opened.write(data)
            opened.flush()
            os.fsync(opened.fileno())
        Path(half).replace(file)
    except OSError as error:
        if half is not None:
            Path(half).unlink(missing_ok=True)
        raise PageFileError(file=file.name, problem=error.strerror or type(error).__name__) from error
    return len(data)


def to_pdf(pages: Sequence[PackedPage]) -> bytes:
    """Return a PDF 1.4 with one page for each; the sizes on paper follow from their dpi."""
    if not pages:
        raise ValueError("A PDF needs at least one page.")
    kids = " ".join(f"{3 + 3 * at} 0 R" for at in range(len(pages)))
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode()]
    for at, page in enumerate(pages):
        objects += _page_objects(page, 3 + 3 * at)
    return _joined(objects)


def _page_objects(page: PackedPage, number: int) -> list[bytes]:
    """Return the page, what is painted on it and the picture, as the objects `number` and the next two."""
    wide, high = (f"{72 * dots / page.dpi:.3f}" for dots in (page.columns, page.rows))
    head = (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {wide} {high}] /Contents {number + 1} 0 R"
        f" /Resources << /XObject << /Page {number + 2} 0 R >> >> >>"
    )
    painted = f"q {wide} 0 0 {high} 0 0 cm /Page Do Q".encode()
    return [head.encode(), _stream("", painted), _stream(page.dictionary, page.data)]


def _stream(keys: str, data: bytes) -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (keys.encode(), len(data), data)


def _joined(objects: Sequence[bytes]) -> bytes:
    """Put the objects behind each other, with the table of where each begins."""
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places: list[int] = []
    for number, one in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, one))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table))
    return out.getvalue()


def _jpeg(image: Image.Image, most: int, dpi: int) -> bytes:
    data = b""
    for quality in QUALITIES:
        out = io.BytesIO()
        image.save(out, "JPEG", quality=quality, optimize=True, dpi=(dpi, dpi))
        data = out.getvalue()
        if len(data) <= most:
            break
    return data


def _fax(image: Image.Image) -> bytes:
    """Return the lines of CCITT group 4: libtiff packs them, the TIFF around them is taken off."""
    out = io.BytesIO()
    image.convert("1").save(out, "TIFF", compression="group4", strip_size=image.width * image.height)
    out.seek(0)
    with TiffImagePlugin.TiffImageFile(out) as packed:
        begin, length = (int(packed.tag_v2[tag][0]) for tag in (STRIP_OFFSETS, STRIP_BYTE_COUNTS))
    return out.getvalue()[begin : begin + length]
