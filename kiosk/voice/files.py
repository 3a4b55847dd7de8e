"""Where a clip's file lies: a hall's own recordings first, ours for what nobody recorded."""

from pathlib import Path

from kiosk.assets import assets
from kiosk.voice.clips import CHIME, CLIPS

KINDS = (".wav", ".mp3", ".ogg", ".flac")


def recordings(folder: str, home: Path) -> Path | None:
    """Return the folder of `[voice] folder`, which may lie within `home`; None when none is set."""
    return home / Path(folder).expanduser() if folder else None


def clip_file(clip: str, own: Path | None) -> Path | None:
    """Return the file of `clip`, or None when there is no such clip."""
    if clip not in CLIPS and clip != CHIME:
        return None
    named = (own / f"{clip}{kind}" for kind in KINDS if own)
    ours = assets() / "sounds" / "voice" / f"{clip}.wav"
    return next((file for file in (*named, ours) if file.is_file()), None)
