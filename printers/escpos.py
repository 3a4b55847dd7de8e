"""ESC/POS: a drawing as the bytes that every ticket printer understands, sent in pieces, with an eye on the answers.

Pictures go out as GS v 0 in bands of 128 rows: cheap printers lose what does not fit their buffer. python-escpos
brings the lines; the bytes are made here, because its own ways need a profile of each printer model.
"""

from collections.abc import Generator
from contextlib import contextmanager

from escpos.exceptions import Error as EscposError
from PIL import Image

from kiosk.errors import PrintError
from kiosk.papers.paper import Paper
from printers.lines import WRITE_SECONDS, Line
from printers.raster import draw

BAND = 128  # rows in one picture command
PIECE = 1024  # bytes in one write: at 9600 baud they take 1.1 s, inside the time-out
FIRST_ANSWER_SECONDS = 0.5  # a printer that can answer does so in milliseconds; many cannot
LAST_ANSWER_SECONDS = 10.0  # on a network the question may wait behind the picture until the paper is out

START = b"\x1b@"  # ESC @: forget what the last job left behind
CUT = b"\x1bd\x04\x1dV\x42\x00"  # ESC d 4: out from under the head; GS V 66 0: cut
ASK_ONLINE = b"\x10\x04\x01"  # DLE EOT 1: are you online
ASK_OFFLINE = b"\x10\x04\x02"  # DLE EOT 2: why are you offline
ASK_PAPER = b"\x10\x04\x04"  # DLE EOT 4: is there paper
COVER_OPEN, STOPPED_AT_PAPER_END, BROKEN = 0x04, 0x20, 0x40
PAPER_END = 0x60
OFFLINE = 0x08

_TURNED = bytes(range(255, -1, -1))  # the printer's 1 is black, the picture's 1 is white


def as_bytes(picture: Image.Image) -> bytes:
    """Return the whole job for a picture of mode "1" whose width is a multiple of 8."""
    wide = picture.width // 8
    dots = picture.tobytes().translate(_TURNED)
    bands: list[bytes] = []
    for top in range(0, picture.height, BAND):
        rows = min(BAND, picture.height - top)
        size = wide.to_bytes(2, "little") + rows.to_bytes(2, "little")
        bands.append(b"\x1dv0\x00" + size + dots[top * wide : (top + rows) * wide])
    return START + b"".join(bands) + CUT


class EscposPrinter:
    """A ticket printer at the end of a line. The line is opened for each paper, so a printer may come and go.

    Args:
        name: what a technician calls it.
        dots: width of its paper.
    """

    def __init__(self, name: str, line: Line, dots: int) -> None:
        self.name = name
        self._line = line
        self._dots = dots
        self._answers = line.hears  # until it was asked and said nothing
        self._was_online = False  # some printers call themselves offline always: believe only one that was online

    def print(self, paper: Paper, kind: str) -> None:
        """Print one paper.

        Raises:
            PrintError: "print.unreachable", "print.paper_out", "print.cover_open" or "print.offline" before anything
                was sent; "print.interrupted", or one of the last three, when part of the paper may have come out.
        """
        job = as_bytes(draw(paper, self._dots))
        with _told("print.unreachable"):
            self._line.open()
        try:
            if self._answers:
                with _told("print.unreachable"):
                    self._answers = self._listen(FIRST_ANSWER_SECONDS)
            with _told("print.interrupted"):
                self._send(job)
        finally:
            self._line.close()

    def _send(self, job: bytes) -> None:
        for at in range(0, len(job), PIECE):
            self._line._raw(job[at : at + PIECE])  # pyright: ignore[reportPrivateUsage]
        if self._answers and not self._listen(LAST_ANSWER_SECONDS):
            raise PrintError(problem="print.interrupted")
        if self._line.hears and not self._answers:
            self._answers = self._listen(FIRST_ANSWER_SECONDS)

    def _listen(self, seconds: float) -> bool:
        """Ask the printer how it is; False when it says nothing.

        Raises:
            PrintError: it says that it cannot print.
        """
        offline = self._ask(ASK_OFFLINE, seconds)
        if offline is None:
            return False
        paper = self._ask(ASK_PAPER, FIRST_ANSWER_SECONDS) or 0
        if paper & PAPER_END or offline & STOPPED_AT_PAPER_END:
            raise PrintError(problem="print.paper_out")
        if offline & COVER_OPEN:
            raise PrintError(problem="print.cover_open")
        online = not (self._ask(ASK_ONLINE, FIRST_ANSWER_SECONDS) or 0) & OFFLINE
        if offline & BROKEN or (self._was_online and not online):
            raise PrintError(problem="print.offline")
        self._was_online = online
        return True

    def _ask(self, question: bytes, seconds: float) -> int | None:
        """Return the answer byte, None when none comes in time."""
        self._line.patience(seconds)
        try:
            self._line._raw(question)  # pyright: ignore[reportPrivateUsage]
            answer = self._line._read()  # pyright: ignore[reportPrivateUsage]
        except TimeoutError:
            return None
        finally:
            self._line.patience(WRITE_SECONDS)
        return answer[-1] if answer else None


@contextmanager
def _told(problem: str) -> Generator[None]:
    """Translate what the line raises. (SerialException is an OSError.)"""
    try:
        yield
    except (OSError, EscposError) as error:
        raise PrintError(problem=problem) from error
