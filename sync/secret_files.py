"""Files that only their owner may read: keys and tokens."""

import os
from pathlib import Path

from kiosk.durable import sync_folder


def write_secret(file: Path, content: bytes) -> None:
    """Write a new file that only its owner can read (0600); whole or not at all, also after a power cut.

    Where another process was faster, its file stays.
    """
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(handle, content)
        os.fsync(handle)
    finally:
        os.close(handle)
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    sync_folder(file.parent)
