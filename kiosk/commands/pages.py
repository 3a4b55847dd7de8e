"""`kiosk scan --page`: photographs of paper become one PDF of clean pages, with a word of advice for each."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from kiosk.errors import NoPageError, ReadingError
from kiosk.languages import texts
from kiosk.store.canonical import canonical

if TYPE_CHECKING:
    from kiosk.scanning.page_capture import Capture
    from kiosk.scanning.page_pdf import PackedPage

Look = Literal["colour", "grey", "bilevel"]


@dataclass(frozen=True, slots=True)
class _Read:
    """What came of one file: a packed page, or the reasons why not."""

    file: Path
    page: "PackedPage | None"
    capture: "Capture | None"
    error: ReadingError | None = None

    @property
    def said(self) -> list[str]:
        if self.error is not None or self.capture is None:
            return [str(self.error)]
        say = texts().say
        return [say(one.text_id) for one in self.capture.quality.advice] or [say("page.good")]

    def as_json(self) -> dict[str, Any]:
        line: dict[str, Any] = {"file": str(self.file), "page": self.page is not None}
        if self.capture is not None:
            quality = self.capture.quality
            line |= {
                "corners": None if self.capture.corners is None else self.capture.corners.round(1).tolist(),
                "advice": [{"flaw": one.flaw, "weight": one.weight, "said": said}
                           for one, said in zip(quality.advice, self.said, strict=False)],
                "dpi": round(quality.dpi),
                "sharpness": round(quality.sharpness, 1),
                "bytes": len(self.page.data) if self.page else 0,
            }  # fmt: skip
        return line if self.error is None else {**line, "error": str(self.error)}


def scan_pages(images: Sequence[Path], out: Path, look: Look, *, as_json: bool) -> None:
    """Write the pages in `images` to `out`, leave out what cannot be used and say why; ends with 1 when any was."""
    from kiosk.scanning.page_pdf import write_pdf

    pages = [page for image in images if (page := _told(image, look, as_json=as_json)) is not None]
    if not pages:
        raise NoPageError
    size = write_pdf(pages, out)
    say = texts().say
    if not as_json:
        click.echo(say("page.written", pages=len(pages), file=str(out), kilobytes=round(size / 1000)))
    if len(pages) < len(images):
        click.echo(say("page.left_out", pages=len(images) - len(pages)), err=True)
        sys.exit(1)


def _told(image: Path, look: Look, *, as_json: bool) -> "PackedPage | None":
    read = _read(image, look)
    if as_json:
        click.echo(canonical(read.as_json()))
    elif read.error is not None:
        click.echo(str(read.error))
    else:
        click.echo(texts().say("page.line", file=image.name, said=" ".join(read.said)))
    return read.page


def _read(image: Path, look: Look) -> _Read:
    from kiosk.scanning.page_capture import capture
    from kiosk.scanning.page_pdf import pack
    from kiosk.scanning.picture import load_colour

    try:
        taken = capture(load_colour(image), look=look)
    except ReadingError as error:
        return _Read(image, None, None, error)
    return _Read(image, None if taken.page is None else pack(taken.page, look), taken)
