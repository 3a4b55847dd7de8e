"""One paper being photographed, without any camera or screen: which pages there are, what is looked at, what is next.

A Sitting never changes; every move returns the next one. Its pages stay in memory until the visit ends, so that one
more can be added; what is on disk is sealed and cannot be read back here.

    looking -> shown -> (on disk) -> kept          files -> file -> (on disk) -> kept
       ^-- again, more --'                           ^-- another file
"""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from kiosk.forms.journey import FAILURES_BEFORE_HELP

if TYPE_CHECKING:  # the picture libraries are large, and a hall without a camera never needs them
    from kiosk.scanning.page_watch import TakenPage

Stage = Literal["looking", "shown", "files", "file", "kept"]


@dataclass(frozen=True, slots=True)
class BroughtPdf:
    """A PDF from a USB stick, as it will be kept."""

    data: bytes = field(repr=False)
    pages: int
    name: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Sitting:
    """
    Attributes:
        pages: taken, found good and on disk, of this visit.
        shown: the page that waits for "Được"; `file` the PDF that does.
        on_disk: pages of the answer that is kept, which may be of an earlier visit.
        failures: photographs refused and patience used up since the last good page.
    """

    most: int
    stage: Stage = "looking"
    pages: tuple["TakenPage", ...] = field(default=(), repr=False)
    shown: "TakenPage | None" = field(default=None, repr=False)
    file: BroughtPdf | None = None
    on_disk: int = 0
    failures: int = 0

    @classmethod
    def begin(cls, most: int, on_disk: int = 0) -> "Sitting":
        return cls(most, "kept" if on_disk else "looking", on_disk=on_disk)

    @property
    def tired(self) -> bool:
        """Whether the clerk is offered before everything else."""
        return self.failures >= FAILURES_BEFORE_HELP

    @property
    def to_keep(self) -> tuple["TakenPage", ...]:
        """The pages that "Được" puts on disk."""
        return (*self.pages, self.shown) if self.shown is not None else self.pages

    @property
    def may_have_more(self) -> bool:
        """Whether another page can follow: there is room, and the pages before it are still in memory."""
        if self.stage == "kept" and len(self.pages) != self.on_disk:
            return False
        return self.file is None and 0 < len(self.to_keep) < self.most

    def opened(self) -> "Sitting":
        """Return the sitting as its page comes up again: a retake that was given up leaves what is kept."""
        return replace(self, stage="kept", shown=None, file=None) if self.on_disk else self

    def taken(self, page: "TakenPage") -> "Sitting":
        return replace(self, stage="shown", shown=page, failures=0)

    def failed(self) -> "Sitting":
        return replace(self, failures=self.failures + 1)

    def again(self) -> "Sitting":
        """Look for the shown page once more; from what is kept, begin the paper anew."""
        pages = () if self.stage == "kept" else self.pages
        return replace(self, stage="looking", shown=None, file=None, pages=pages)

    def more(self) -> "Sitting":
        """Look for another page, once the shown one is on disk."""
        return replace(self.kept(), stage="looking")

    def kept(self) -> "Sitting":
        """What "Được" was said to is on disk."""
        if self.file is not None:
            return replace(self, stage="kept", pages=(), shown=None, file=None, on_disk=self.file.pages)
        pages = self.to_keep
        return replace(self, stage="kept", pages=pages, shown=None, on_disk=len(pages) or self.on_disk)

    def look_for_files(self) -> "Sitting":
        return replace(self, stage="files", shown=None, file=None)

    def brought(self, file: BroughtPdf) -> "Sitting":
        return replace(self, stage="file", file=file)

    def back(self) -> "Sitting | None":
        """Return one step back inside the paper, or None when its page is to be left."""
        match self.stage:
            case "shown":
                return self.again()
            case "files":
                return replace(self, stage="looking")
            case "file":
                return self.look_for_files()
            case _:
                return None
