"""The machine's own key (Ed25519): it proves who sends, and it never leaves the machine."""

import base64
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from kiosk.errors import StoreError
from sync.secret_files import write_secret


class DeviceKey:
    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private

    @property
    def public(self) -> str:
        """The public half, 32 bytes in base64."""
        return base64.b64encode(self._private.public_key().public_bytes_raw()).decode()

    def sign(self, message: bytes) -> str:
        """Return the signature in base64."""
        return base64.b64encode(self._private.sign(message)).decode()


def device_key(file: Path) -> DeviceKey:
    """Return the key in `file` (32 bytes); makes it, readable only for its owner, when the file is missing.

    Raises:
        StoreError: the file holds something else, or cannot be read or written.
    """
    try:
        if not file.exists():
            made = Ed25519PrivateKey.generate()
            write_secret(file, made.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption()))
        return DeviceKey(Ed25519PrivateKey.from_private_bytes(file.read_bytes()))
    except (OSError, ValueError) as error:
        raise StoreError(problem=f"{file.name}: {error}") from error


def signature_fits(public: str, message: bytes, signature: str) -> bool:
    """Return whether `signature` over `message` was made with the key whose public half is `public` (both base64)."""
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public, validate=True))
        key.verify(base64.b64decode(signature, validate=True), message)
    except (ValueError, InvalidSignature):
        return False
    return True
