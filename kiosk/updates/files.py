"""The signed files in use: KIOSK_HOME/updates/current, a link to a folder that is made beside and swapped in whole.

config/hall.toml           settings under this hall's own hall.toml
forms/, sounds/, app/      as the province named them; calendar/days-off.json
kept/                      forms that are no longer offered, for drafts that began with them
targets.json               path -> [SHA-256, why it was refused or ""]
"""

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.durable import sync_folder

CURRENT, LIST, KEPT = "current", "targets.json", "kept"


@dataclass(frozen=True, slots=True)
class Target:
    """A target as it is listed; `refused` is the sentence of why it is not used, "" where it is."""

    sha256: str
    refused: str = ""


def updates_folder(home: Path) -> Path:
    return home / "updates"


def signed_file(home: Path, path: str) -> Path | None:
    """Return a signed file in use, such as "calendar/days-off.json"; None where the province sent none."""
    file = updates_folder(home) / CURRENT / path
    return file if file.exists() else None


def signed_settings(home: Path) -> Path | None:
    """Return the province's settings of this hall, which lie under hall.toml."""
    return signed_file(home, "config/hall.toml")


class Tree:
    """The files of one machine, whose data lies in `home`."""

    def __init__(self, home: Path) -> None:
        self._folder = updates_folder(home)
        self._link = self._folder / CURRENT

    def listed(self) -> dict[str, Target]:
        """Return what is in use or was refused, by path."""
        try:
            raw: dict[str, list[str]] = json.loads((self._link / LIST).read_text("utf-8"))
            return {path: Target(*one) for path, one in raw.items()}
        except (OSError, ValueError, TypeError):
            return {}

    def file(self, name: str) -> Path:
        return self._link / name

    def swap(self, listed: Mapping[str, Target], files: Mapping[str, Path]) -> None:
        """Let these be all files, at once.

        Args:
            listed: what `listed` returns from now on.
            files: where each file's bytes lie now, by its name in the folder; they may lie in the present one.
        Raises:
            OSError: nothing has changed.
        """
        before = self._link.resolve() if self._link.exists() else None
        made = self._folder / f"files-{1 + _number(before)}"
        shutil.rmtree(made, ignore_errors=True)
        for name, source in files.items():
            (made / name).parent.mkdir(parents=True, exist_ok=True)
            os.link(source.resolve(), made / name)
        made.mkdir(parents=True, exist_ok=True)
        _write(made / LIST, json.dumps({path: [one.sha256, one.refused] for path, one in listed.items()}))
        for folder in {made, *(one.parent for one in map(made.__truediv__, files))}:
            sync_folder(folder)
        link = self._folder / "current.new"
        link.unlink(missing_ok=True)
        link.symlink_to(made.name)
        link.replace(self._link)
        sync_folder(self._folder)
        for old in self._folder.glob("files-*"):
            if old not in (made, before):  # a process may be reading the one before
                shutil.rmtree(old, ignore_errors=True)


def _number(folder: Path | None) -> int:
    number = folder.name.rpartition("-")[2] if folder else ""
    return int(number) if number.isdigit() else 0


def _write(file: Path, text: str) -> None:
    with file.open("w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
