"""Keys that sign: Ed25519, a private half as PKCS #8 in PEM (0600, with a password or without), a public one as JSON.

The folder updates/ of the province's home holds what this server may sign with. snapshot.key and timestamp.key must
be there, because they sign day by day; targets.key may, for a pilot; root-*.key must not stay there.
"""

# The libraries' public names come from private modules of theirs, which is what this rule is about.
# pyright: reportPrivateImportUsage=false

import json
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from securesystemslib.signer import CryptoSigner, Key, SSlibKey

from kiosk.errors import SigningKeyError
from sync.secret_files import write_secret

ROOT, TARGETS, SNAPSHOT, TIMESTAMP = "root", "targets", "snapshot", "timestamp"
ONLINE = (SNAPSHOT, TIMESTAMP)
KEY_SUFFIX, PUBLIC_SUFFIX = ".key", ".pub"


@dataclass(frozen=True, slots=True)
class SigningKeys:
    """What this server may sign with, by role; a role whose key is kept elsewhere has none."""

    folder: Path
    signers: dict[str, list[CryptoSigner]] = field(default_factory=dict[str, list[CryptoSigner]])

    def of(self, role: str) -> list[CryptoSigner]:
        return self.signers.get(role, [])


def open_signing_keys(folder: Path) -> SigningKeys:
    """Return the keys in `folder`; root keys are never loaded.

    Raises:
        SigningKeyError: a file is none of our keys, or has a password: a server cannot be asked for one.
    """
    found = {role: folder / f"{role}{KEY_SUFFIX}" for role in (TARGETS, *ONLINE)}
    return SigningKeys(folder, {role: [read_key(file)] for role, file in found.items() if file.exists()})


def root_keys_in(folder: Path) -> list[Path]:
    """Return the root keys that still lie beside the server's."""
    return sorted(folder.glob(f"{ROOT}-*{KEY_SUFFIX}"))


def make_key(file: Path, password: bytes | None = None) -> CryptoSigner:
    """Make a key: `file` gets the private half, its neighbour *.pub the public one.

    Raises:
        SigningKeyError: there is a key already.
        OSError
    """
    if file.exists():
        raise SigningKeyError(file=file.name, problem="đã có sẵn")
    made = Ed25519PrivateKey.generate()
    lock = BestAvailableEncryption(password) if password else NoEncryption()
    write_secret(file, made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock))
    signer = CryptoSigner(made)
    file.with_suffix(PUBLIC_SUFFIX).write_text(public_text(signer.public_key), "utf-8")
    return signer


def read_key(file: Path, password: bytes | None = None) -> CryptoSigner:
    """
    Raises:
        SigningKeyError: the file cannot be read, or the password is wrong or lacking.
    """
    try:
        private = load_pem_private_key(file.read_bytes(), password)
    except (OSError, ValueError, TypeError) as error:
        raise SigningKeyError(file=file.name, problem=str(error)) from error
    if not isinstance(private, Ed25519PrivateKey):
        raise SigningKeyError(file=file.name, problem="Ed25519")
    return CryptoSigner(private)


def public_text(key: Key) -> str:
    return json.dumps({"keyid": key.keyid, **key.to_dict()}, indent=1) + "\n"


def read_public(file: Path) -> Key:
    """
    Raises:
        SigningKeyError: the file is no public key.
    """
    try:
        raw = json.loads(file.read_text("utf-8"))
        return SSlibKey.from_dict(raw.pop("keyid"), raw)
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise SigningKeyError(file=file.name, problem=str(error)) from error
