"""Where a clip's file lies: a hall's own recordings first, then those the province signed, ours for all others."""

from pathlib import Path

from kiosk.assets import assets
from kiosk.updates.files import CURRENT, updates_folder
from kiosk.voice.clips import CHIME, CLIPS

KINDS = (".wav", ".mp3", ".ogg", ".flac")


def recordings(folder: str, home: Path) -> Path | None:
    """Return the folder of `[voice] folder`, which may lie within `home`; None when none is set."""
    return home / Path(folder).expanduser() if folder else None


def signed_recordings(home: Path) -> Path:
    """Return the folder of the recordings that the province signed; it need not be there."""
    return updates_folder(home) / CURRENT / "sounds"


def clip_file(clip: str, *folders: Path | None) -> Path | None:
    """Return the file of `clip` in the first of the folders that has one, else ours; None for no such clip."""
    if clip not in CLIPS and clip != CHIME:
        return None
    named = (folder / f"{clip}{kind}" for folder in folders if folder for kind in KINDS)
    ours = assets() / "sounds" / "voice" / f"{clip}.wav"
    return next((file for file in (*named, ours) if file.is_file()), None)
