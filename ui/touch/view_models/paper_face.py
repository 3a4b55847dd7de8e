"""What the screen shows where a paper is photographed, derived from the sitting. Pure: no Qt."""

from dataclasses import dataclass

from kiosk.forms.capturing import Sitting
from kiosk.forms.definition import Says
from ui.touch.sticks import StickFile

FILES_A_PAGE = 6
LONGEST_NAME = 34


@dataclass(frozen=True, slots=True)
class FileFace:
    """A file on the stick: its name, and its day and size."""

    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class CaptureFace:
    """Everything the screen shows; an empty text is not shown. `next` is the word on the green button.

    `said` is the one sentence that counts now, `warns` whether it asks for something to be put right.
    """

    stage: str
    title: str
    picture: str = ""
    said: str = ""
    warns: bool = False
    kept: str = ""
    next: str = ""
    again: str = ""
    more: str = ""
    usb: str = ""
    camera: str = ""
    staff: str = ""
    tired: bool = False
    files: tuple[FileFace, ...] = ()
    page: int = 0
    pages: int = 1


@dataclass(frozen=True, slots=True)
class Shown:
    """What a face is made from.

    Attributes:
        paper: the words for the paper; `picture` the drawing of it.
        live: text id of what the camera sees now; `wrong` the sentence about a file that cannot be used.
        files: None while no stick is plugged in.
    """

    sitting: Sitting
    paper: str
    picture: str
    live: str = ""
    wrong: str = ""
    files: tuple[StickFile, ...] | None = None
    page: int = 0
    takes_files: bool = True


def describe_capture(shown: Shown, words: Says) -> CaptureFace:
    """Derive the screen."""
    return _STAGES[shown.sitting.stage](shown, words)


def _looking(shown: Shown, words: Says) -> CaptureFace:
    sitting, say = shown.sitting, words.say
    live = shown.live or "capture.hint"
    kept = say("capture.pages", pages=len(sitting.pages)) if sitting.pages else ""
    return CaptureFace(
        "looking", say("capture.title", paper=shown.paper), shown.picture, say(live), live.startswith("capture.live."),
        kept, usb=say("capture.usb") if shown.takes_files and not sitting.pages else "",
        staff=say("capture.staff.tired" if sitting.tired else "capture.staff"), tired=sitting.tired,
        next=say("capture.enough") if sitting.pages else "",
    )  # fmt: skip


def _shown(shown: Shown, words: Says) -> CaptureFace:
    sitting, say = shown.sitting, words.say
    weak = sitting.shown.weak if sitting.shown is not None else ()
    full = not sitting.may_have_more
    said = f"capture.weak.{weak[0]}" if weak else "capture.full" if full else "capture.good"
    return CaptureFace(
        "shown", say("capture.title.shown", page=len(sitting.to_keep)), shown.picture,
        say(said, pages=sitting.most) if said == "capture.full" else say(said), bool(weak), next=say("capture.yes"),
        again=say("capture.again"), more="" if full else say("capture.more"),
    )  # fmt: skip


def _kept(shown: Shown, words: Says) -> CaptureFace:
    sitting, say = shown.sitting, words.say
    return CaptureFace(
        "kept", say("capture.title.kept", pages=sitting.on_disk), shown.picture, say("capture.kept.hint"),
        next=say("capture.keep"), again=say("capture.again"), more=say("capture.more") if sitting.may_have_more else "",
    )  # fmt: skip


def _files(shown: Shown, words: Says) -> CaptureFace:
    say, found = words.say, shown.files
    first = shown.page * FILES_A_PAGE
    rows = tuple(_file(one, words) for one in (found or ())[first : first + FILES_A_PAGE])
    said = shown.wrong or ("" if rows else say("capture.stick.wait" if found is None else "capture.stick.empty"))
    return CaptureFace(
        "files", say("capture.title.files" if rows else "capture.title.stick"), "submission/usb", said,
        bool(shown.wrong) or (found is not None and not rows), camera=say("capture.camera"),
        staff=say("capture.staff.tired" if shown.sitting.tired else "capture.staff"), tired=shown.sitting.tired,
        files=rows, page=shown.page, pages=file_pages(found),
    )  # fmt: skip


def _file_chosen(shown: Shown, words: Says) -> CaptureFace:
    say, file = words.say, shown.sitting.file
    pages = file.pages if file is not None else 0
    name = shortened(file.name) if file is not None else ""
    return CaptureFace(
        "file", say("capture.title.file"), "submission/usb", name, kept=say("capture.file.pdf", pages=pages),
        next=say("capture.yes"), again=say("capture.other_file"), camera=say("capture.camera"),
    )  # fmt: skip


def file_pages(found: tuple[StickFile, ...] | None) -> int:
    """Return how many pages of the list there are, at least one."""
    return max(1, -(-len(found or ()) // FILES_A_PAGE))


def shortened(name: str) -> str:
    """Return a file's name so that it fits its button; its beginning and its end are what people know it by."""
    return name if len(name) <= LONGEST_NAME else f"{name[:20]}…{name[-(LONGEST_NAME - 21) :]}"


def _file(file: StickFile, words: Says) -> FileFace:
    kilobytes = max(1, round(file.size / 1000))
    size = f"{kilobytes / 1000:.1f} MB".replace(".", ",") if kilobytes >= 1000 else f"{kilobytes} kB"
    return FileFace(shortened(file.name), words.say("capture.file.size", date=f"{file.changed:%d/%m/%Y}", size=size))


_STAGES = {"looking": _looking, "shown": _shown, "kept": _kept, "files": _files, "file": _file_chosen}
