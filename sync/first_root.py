"""The root of all trust, as it is handed over at enrolment.

The QR code of an enrolment holds the province's address, the one-time code and the SHA-256 of its first root. Who types
only the code trusts the root that the province shows at that moment, and compares its hash by eye.

    motcua:1:<address>:<code>:<sha256 of 1.root.json>
"""

# The libraries' public names come from private modules of theirs, which is what this rule is about.
# pyright: reportPrivateImportUsage=false

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, Root

from kiosk.errors import StoreError, WrongRootError
from sync.signed import METADATA
from sync.transport import Transport
from sync.updates import FIRST_ROOT

LARGEST_ROOT = 512_000

_INVITATION = re.compile(r"motcua:1:(?P<address>https?://.+):(?P<code>[^:]+):(?P<root>[0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a machine needs to enrol; `address` and `root` are "" where only the code was typed."""

    code: str
    address: str = ""
    root: str = ""

    def text(self) -> str:
        """Return what the QR code holds."""
        return f"motcua:1:{self.address}:{self.code}:{self.root}"


def read_invitation(text: str) -> Invitation:
    """Return what was scanned or typed; what is no such QR code is a code by itself."""
    found = _INVITATION.fullmatch(text.strip())
    return Invitation(found["code"], found["address"], found["root"]) if found else Invitation(text.strip())


def fetch_first_root(transport: Transport, expected: str = "") -> bytes:
    """Return the province's first root; nothing is trusted yet.

    Args:
        expected: its SHA-256 in hex, "" where none was handed over.
    Raises:
        LinkDownError: no province there.
        WrongRootError: it is another root than was handed over, or none.
    """
    body = transport.file(f"{METADATA}/1.root.json", LARGEST_ROOT).content
    if expected and hashlib.sha256(body).hexdigest() != expected:
        raise WrongRootError
    try:
        said: Metadata[Root] = Metadata[Root].from_bytes(body)
        said.signed.verify_delegate("root", said.signed_bytes, said.signatures)
    except (RepositoryError, ValueError) as error:
        raise WrongRootError from error
    return body


def keep_first_root(folder: Path, body: bytes) -> bool:
    """Trust `body` from now on; returns False where it was trusted before. What another root had vouched for is
    forgotten, less what is in use.

    Raises:
        StoreError
    """
    file = folder / FIRST_ROOT
    try:
        if file.exists() and file.read_bytes() == body:
            return False
        folder.mkdir(parents=True, exist_ok=True)
        new = file.with_suffix(".new")
        with new.open("wb") as out:
            out.write(body)
            out.flush()
            os.fsync(out.fileno())
        for old in sorted((folder / "metadata").rglob("*"), reverse=True):
            old.rmdir() if old.is_dir() and not old.is_symlink() else old.unlink()
        new.replace(file)
    except OSError as error:
        raise StoreError(problem=type(error).__name__) from error
    return True


def trusted_root(folder: Path) -> str | None:
    """Return the SHA-256 of the first root, None before enrolment."""
    file = folder / FIRST_ROOT
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.exists() else None
