"""The secret that turns dossier codes into keys: whoever copies the hall's file alone cannot search it for codes."""

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from kiosk.errors import StoreError

SECRET_BYTES = 32


def lookup_secret(home: Path) -> bytes:
    """Return the secret in `home`/keys/lookup, made on first use and readable by its owner only.

    Losing it loses no data of anybody: the local copy is then filled again by the province.

    Raises:
        StoreError: the folder cannot be written, or the file is damaged.
    """
    file = home / "keys" / "lookup"
    try:
        if not file.exists():
            _make(file)
        secret = file.read_bytes()
    except OSError as error:
        raise StoreError(problem=str(error)) from error
    if len(secret) != SECRET_BYTES:
        raise StoreError(problem="keys/lookup")
    return secret


def code_key(secret: bytes, code: str) -> bytes:
    """Return the key under which a dossier or provisional code is kept: HMAC-SHA256."""
    return hmac.new(secret, code.encode(), hashlib.sha256).digest()


def holder_proof(code: str, digits: str) -> str:
    """Return what the province sends in place of the last four digits of the applicant's ID number.

    Four digits are soon guessed, so the official code is the key: who does not have the code learns nothing from it.
    """
    return hmac.new(code.encode(), f"holder {digits}".encode(), hashlib.sha256).hexdigest()


def _make(file: Path) -> None:
    """Write it aside and link it in place: of two processes one wins, and nobody ever reads half a secret."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = file.with_name(f"lookup.{secrets.token_hex(4)}")
    number = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(number, "wb") as opened:
            opened.write(secrets.token_bytes(SECRET_BYTES))
            opened.flush()
            os.fsync(opened.fileno())
        os.link(aside, file)
    except FileExistsError:
        pass
    finally:
        aside.unlink()
