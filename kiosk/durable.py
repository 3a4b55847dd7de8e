"""Names that outlive a power cut: writing a file to the disk does not yet write its name in the folder."""

import os
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Write the names in `folder` to the disk; nothing on a system where a folder cannot be opened."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
