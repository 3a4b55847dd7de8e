"""The province's folder: its keys, and its database when that is SQLite.

province.key       opens villagers' answers (0600); on a server that must not, keep only province.recipient
office.token       what the officials' programs show to /office/v1 (0600)
server.secret      seals nonces and tokens (0600); all workers of one province share it
updates/           keys that sign what kiosks believe (sync.province.updates.keys); all workers share them too
phones.key         seals applicants' phone numbers in the database (0600); all workers of one province share it
"""

import secrets
from dataclasses import dataclass
from pathlib import Path

from kiosk.errors import SealError
from sync.province.notices.phones import PhoneKey, phone_key
from sync.province.updates.keys import SigningKeys, open_signing_keys
from sync.seal import RECIPIENT_SUFFIX, AgeOpener, make_identity, recipients_in
from sync.secret_files import write_secret

UPDATES_FOLDER = "updates"
KEY_FILE, OFFICE_FILE, SECRET_FILE, DATABASE_FILE = "province.key", "office.token", "server.secret", "province.db"
PHONES_FILE = "phones.key"


@dataclass(frozen=True, slots=True)
class Keys:
    """`opener` is None where the private key is kept elsewhere. `home` is the folder they lie in."""

    home: Path
    recipient: str
    opener: AgeOpener | None
    office_token: str
    secret: bytes
    signing: SigningKeys
    phones: PhoneKey


def open_keys(home: Path) -> Keys:
    """Return the keys in `home`; makes what is missing.

    Raises:
        SealError: province.key is damaged.
        SigningKeyError: a key that signs is.
        OSError: the folder cannot be read or written.
    """
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in (OFFICE_FILE, SECRET_FILE):
        if not (home / name).exists():
            write_secret(home / name, f"{secrets.token_urlsafe(32)}\n".encode())
    recipient, opener = _seal(home)
    token, secret = (home / OFFICE_FILE).read_text().strip(), (home / SECRET_FILE).read_bytes().strip()
    signing, phones = open_signing_keys(home / UPDATES_FOLDER), phone_key(home / PHONES_FILE)
    return Keys(home, recipient, opener, token, secret, signing, phones)


def default_database(home: Path) -> str:
    """Return the address of the province's own SQLite file."""
    return f"sqlite:///{(home / DATABASE_FILE).absolute()}"


def _seal(home: Path) -> tuple[str, AgeOpener | None]:
    key = home / KEY_FILE
    public = key.with_suffix(RECIPIENT_SUFFIX)
    if public.exists() and not key.exists():
        return public.read_text().strip(), None
    recipient = make_identity(key)
    if recipient not in recipients_in(home):
        raise SealError
    return recipient, AgeOpener(key)
