"""The "file" printer: a folder that collects the bytes a printer would get, and the drawing for people to look at.

Files are NNNN-<kind>.bin and NNNN-<kind>.png, numbered in the order of printing; numbers go on after a restart.
"""

from itertools import count
from pathlib import Path

from kiosk.errors import PrintError
from kiosk.papers.paper import Paper
from kiosk.papers.secrets import emptied
from printers.escpos import as_bytes
from printers.raster import draw


class FolderPrinter:
    """Args: folder: made when it is missing. dots: width of the paper. keep_pictures: also write the PNG."""

    def __init__(self, folder: Path, dots: int, *, keep_pictures: bool) -> None:
        self.name = f"file {folder}"
        self._folder = folder
        self._dots = dots
        self._keep_pictures = keep_pictures

    def print(self, paper: Paper, kind: str) -> None:
        """Write the files of one paper.

        Raises:
            PrintError: "print.folder": the disk is full, or the folder is not ours.
        """
        picture = draw(emptied(paper), self._dots)  # a folder is a disk
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            file = self._next_file(kind)
            file.write_bytes(as_bytes(picture))
            if self._keep_pictures:
                picture.save(file.with_suffix(".png"))
        except OSError as error:
            raise PrintError(problem="print.folder") from error

    def _next_file(self, kind: str) -> Path:
        """Return a new empty file behind all others; a second process in the same folder gets another one."""
        taken = [int(one.name[:4]) for one in self._folder.glob("[0-9][0-9][0-9][0-9]-*")]
        for number in count(max(taken, default=0) + 1):
            file = self._folder / f"{number:04d}-{kind}.bin"
            try:
                file.touch(exist_ok=False)
            except FileExistsError:
                continue
            return file
        raise AssertionError("count() never ends")
