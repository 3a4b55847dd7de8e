"""USB sticks: which are there, which files on them may be papers, and reading one without trusting anything on it.

Nothing but a regular file that lies on the stick itself is ever opened: every folder on the way is opened without
following links, and the file must be of the stick's own device.
"""

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePath

from kiosk.clock import HALL_ZONE
from kiosk.errors import GoneFileError
from kiosk.papers.brought import SUFFIXES, check_size

DEEPEST = 4  # folders on the stick
MOST_ENTRIES = 5000  # looked at; a stick may hold a whole disk's copy
MOST_FILES = 120  # listed: twenty pages of six
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | _NO_LINK
_FILE = os.O_RDONLY | _NO_LINK | getattr(os, "O_NONBLOCK", 0)  # a pipe must not make us wait


@dataclass(frozen=True, slots=True)
class StickFile:
    """A file that may be a paper. What it is called is personal and does not show in a repr."""

    mount: Path = field(repr=False)
    place: tuple[str, ...] = field(repr=False)  # folders and name below `mount`
    size: int
    changed: datetime

    @property
    def name(self) -> str:
        """The name as a screen may show it."""
        return "".join(one if one.isprintable() else "?" for one in self.place[-1])


class Sticks:
    """
    Args:
        roots: where the system mounts sticks, itself or one folder deeper (/media/<user>/<stick>).
        is_mount: says whether a folder is the top of a stick.
    """

    def __init__(self, roots: Sequence[Path], most_mb: int, is_mount: Callable[[Path], bool] = os.path.ismount) -> None:
        self._roots, self._most_mb, self._is_mount = tuple(roots), most_mb, is_mount

    def there(self) -> list[Path]:
        """Return the tops of the sticks that are plugged in."""
        found: list[Path] = []
        for root in self._roots:
            for one in _folders(root):
                found += [one] if self._is_mount(one) else [two for two in _folders(one) if self._is_mount(two)]
        return sorted(found)

    def files(self) -> list[StickFile]:
        """Return what may be papers, newest first."""
        found = [one for mount in self.there() for one in _files_of(mount)]
        return sorted(found, key=lambda one: (-one.changed.timestamp(), one.place))[:MOST_FILES]

    def read(self, file: StickFile) -> bytes:
        """Return a file's bytes.

        Raises:
            LargeFileError: it is larger than the hall takes; nothing of it was read.
            GoneFileError: the stick was pulled out, or the file is no regular one of this stick (any more).
        """
        try:
            handle = _opened(file.mount, file.place)
            with os.fdopen(handle, "rb") as opened:
                check_size(os.fstat(handle).st_size, self._most_mb)
                data = opened.read(self._most_mb * 1_000_000 + 1)
        except OSError as error:
            raise GoneFileError from error
        check_size(len(data), self._most_mb)
        return data


def _folders(folder: Path) -> list[Path]:
    with suppress(OSError), os.scandir(folder) as entries:
        return sorted(Path(one.path) for one in entries if one.is_dir(follow_symlinks=False))
    return []


def _files_of(mount: Path) -> list[StickFile]:
    left = [MOST_ENTRIES]
    with suppress(OSError):
        return list(_walk(mount, (), mount.lstat().st_dev, left))
    return []


def _walk(mount: Path, place: tuple[str, ...], device: int, left: list[int]) -> Iterator[StickFile]:
    """Yield the files below `place`; `left` counts the entries that may still be looked at."""
    deeper: list[str] = []
    with suppress(OSError), os.scandir(mount.joinpath(*place)) as entries:
        for one in entries:
            left[0] -= 1
            if left[0] < 0:
                return
            if one.name.startswith("."):
                continue
            with suppress(OSError):
                about = one.stat(follow_symlinks=False)
                if stat.S_ISDIR(about.st_mode) and about.st_dev == device:
                    deeper.append(one.name)
                elif stat.S_ISREG(about.st_mode) and PurePath(one.name).suffix.lower() in SUFFIXES:
                    changed = datetime.fromtimestamp(about.st_mtime, HALL_ZONE)
                    yield StickFile(mount, (*place, one.name), about.st_size, changed)
    if len(place) < DEEPEST:
        for name in sorted(deeper):
            yield from _walk(mount, (*place, name), device, left)


def _opened(mount: Path, place: tuple[str, ...]) -> int:
    """Return a handle to a regular file on the stick itself.

    Raises:
        OSError: there is none.
    """
    if not place or any(one in {"", ".", ".."} or "/" in one for one in place):
        raise OSError("no place on a stick")
    folder = os.open(mount, _FOLDER)
    device = os.fstat(folder).st_dev
    try:
        for name in place[:-1]:
            inner = os.open(name, _FOLDER, dir_fd=folder)
            os.close(folder)
            folder = inner
        handle = os.open(place[-1], _FILE, dir_fd=folder)
    finally:
        os.close(folder)
    about = os.fstat(handle)
    if not stat.S_ISREG(about.st_mode) or about.st_dev != device:
        os.close(handle)
        raise OSError("no regular file of this stick")
    return handle
