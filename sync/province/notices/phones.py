"""Phone numbers at rest: sealed with a key that lies in the province's folder and never in its database.

AES-256-GCM, each number bound to the row it stands in. The mark is a keyed hash: all numbers there are can be tried
in a minute, so a plain hash would hide nothing.
"""

import hashlib
import hmac
import os
import re
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kiosk.errors import SealError
from sync.secret_files import write_secret

PHONE = r"^0[0-9]{9}$"
_NONCE_BYTES = 12


class PhoneKey:
    """Raises ValueError: `key` is not 32 bytes."""

    def __init__(self, key: bytes) -> None:
        if len(key) != 32:
            raise ValueError("a phone key has 32 bytes")
        self._cipher = AESGCM(key)
        self._mark_key = hashlib.sha256(b"phone mark\n" + key).digest()

    def seal(self, phone: str, row: str) -> bytes:
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, phone.encode(), row.encode())

    def open(self, sealed: bytes, row: str) -> str:
        """Return the number.

        Raises:
            SealError: sealed with another key, or for another row.
        """
        try:
            return self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], row.encode()).decode()
        except InvalidTag as error:
            raise SealError from error

    def mark(self, phone: str) -> str:
        """Return what tells two numbers apart without telling them."""
        return hmac.new(self._mark_key, phone.encode(), hashlib.sha256).hexdigest()


def phone_key(file: Path) -> PhoneKey:
    """Return the key in `file`; makes it when the file is missing.

    Raises:
        SealError: the file holds something else.
        OSError: it cannot be read or written.
    """
    if not file.exists():
        write_secret(file, os.urandom(32))
    try:
        return PhoneKey(file.read_bytes())
    except ValueError as error:
        raise SealError from error


def as_written_here(said: str) -> str | None:
    """Return a number as "0912345678" from what somebody typed or a form holds; None when it is none."""
    digits = re.sub(r"[ .\-()]", "", said)
    digits = re.sub(r"^(\+84|0084)", "0", digits)
    return digits if re.fullmatch(PHONE, digits) else None


def masked(phone: str) -> str:
    """Return a number of which only the end can be read: enough to tell a family's phones apart."""
    return f"•••• {phone[-3:]}"
