"""Sealing with age (https://age-encryption.org/v1): anybody may close to a public key, only its owner opens.

A hall seals to two: the province and the commune's own desk. The public halves ("age1...") lie as *.recipient files
in the hall's folder of keys; the desk's private half belongs on the clerks' machine, the province's in the province.
"""

from collections.abc import Iterable
from pathlib import Path

import pyrage

from kiosk.errors import OpeningKeyError, SealError
from sync.secret_files import write_secret

RECIPIENT_SUFFIX = ".recipient"
IDENTITY = "AGE-SECRET-KEY-1"


class AgeSealer:
    """Seals to all of `recipients` ("age1..."); any one of them can open.

    Raises:
        SealError: one of them is not a public key.
    """

    def __init__(self, recipients: Iterable[str]) -> None:
        try:
            self._recipients = [pyrage.x25519.Recipient.from_str(one.strip()) for one in recipients]
        except pyrage.RecipientError as error:
            raise SealError from error

    def seal(self, plain: bytes, also: str = "") -> bytes:
        """Return an age file; sealing again gives other bytes, so seal once and keep them.

        Args:
            also: one more public key that may open. It does not count as somebody to seal to: a draft that only its
                slip opens would be lost with the slip.
        Raises:
            SealError: nobody to seal to, or `also` is no public key.
        """
        try:
            if not self._recipients:
                raise SealError
            more = [pyrage.x25519.Recipient.from_str(also)] if also else []
            return pyrage.encrypt(plain, [*self._recipients, *more])
        except (pyrage.EncryptError, pyrage.RecipientError) as error:
            raise SealError from error


class AgeOpener:
    """Opens what was sealed to the identity in `file` (as `make_identity` writes it).

    Raises:
        OpeningKeyError: the file is missing or holds no identity.
    """

    def __init__(self, file: Path) -> None:
        self._name = file.name
        try:
            self._identity = pyrage.x25519.Identity.from_str(_secret_line(file))
        except (OSError, UnicodeDecodeError, pyrage.IdentityError) as error:
            raise OpeningKeyError(file=str(file)) from error

    @property
    def recipient(self) -> str:
        return str(self._identity.to_public())

    def open(self, sealed: bytes) -> bytes:
        """Return the plain bytes.

        Raises:
            OpeningKeyError: sealed to another key, or damaged.
        """
        try:
            return pyrage.decrypt(sealed, [self._identity])
        except pyrage.DecryptError as error:
            raise OpeningKeyError(file=self._name) from error


class AgeDraftKeys:
    """The key pair of each draft: made here, kept nowhere. The secret half leaves only as a QR code on paper.

    Its text is the Bech32 part of an age identity: 58 characters with a checksum of their own, so that a letter read
    wrongly is noticed.
    """

    def make(self) -> tuple[str, str]:
        identity = pyrage.x25519.Identity.generate()
        return str(identity.to_public()), str(identity).removeprefix(IDENTITY)

    def public(self, secret: str) -> str:
        return str(_identity(secret).to_public())

    def opener(self, secret: str) -> "SlipOpener":
        return SlipOpener(_identity(secret))


class SlipOpener:
    """Opens what was sealed to the identity on a slip."""

    def __init__(self, identity: pyrage.x25519.Identity) -> None:
        self._identity = identity

    def open(self, sealed: bytes) -> bytes:
        try:
            return pyrage.decrypt(sealed, [self._identity])
        except pyrage.DecryptError as error:
            raise SealError from error


def _identity(secret: str) -> pyrage.x25519.Identity:
    try:
        return pyrage.x25519.Identity.from_str(f"{IDENTITY}{secret}")
    except pyrage.IdentityError:
        raise SealError from None  # the error might quote the secret


def make_identity(file: Path) -> str:
    """Make a key pair unless `file` has one: the private half in `file` (0600), the public one beside it.

    Returns:
        The public half, "age1...".
    Raises:
        OpeningKeyError: `file` is there and holds no identity.
    """
    if not file.exists():
        write_secret(file, f"{pyrage.x25519.Identity.generate()}\n".encode())
    recipient = AgeOpener(file).recipient
    keep_recipient(file.parent, file.stem, recipient)
    return recipient


def keep_recipient(folder: Path, name: str, recipient: str) -> None:
    """Write a public key where `recipients_in` finds it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / f"{name}{RECIPIENT_SUFFIX}").write_text(f"{recipient}\n")


def recipients_in(folder: Path) -> tuple[str, ...]:
    """Return the public keys in `folder`, to seal to; empty where there are none."""
    return tuple(file.read_text().strip() for file in sorted(folder.glob(f"*{RECIPIENT_SUFFIX}")))


def _secret_line(file: Path) -> str:
    """Return the identity in an age key file; lines with # are remarks."""
    lines = (line.strip() for line in file.read_text("utf-8").splitlines())
    return next((line for line in lines if line and not line.startswith("#")), "")
