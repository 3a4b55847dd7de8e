"""PINs and passwords as they are kept: Argon2id hashes, made and compared in one thread."""

import secrets
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# The smallest memory that OWASP's Password Storage Cheat Sheet lists for Argon2id: a server keeps what it once took.
HASHER = PasswordHasher(time_cost=5, memory_cost=7 * 1024, parallelism=1)


class Hashing:
    def __init__(self, hasher: PasswordHasher = HASHER) -> None:
        self._hasher = hasher
        # Every thread that hashes keeps the 7 MB it once took; a lock would leave that to each thread of a server.
        self._thread = ThreadPoolExecutor(1, "hashing")
        self._nobodys = ""

    def hash(self, word: str) -> str:
        """Return what is kept of a PIN or password."""
        return self._thread.submit(self._hasher.hash, word).result()

    def fits(self, kept: str, word: str) -> bool:
        try:
            return self._thread.submit(self._hasher.verify, kept, word).result()
        except (VerificationError, InvalidHashError):
            return False

    def fits_nobody(self, word: str) -> None:
        """Take as long as `fits` does, for somebody who does not exist."""
        self._nobodys = self._nobodys or self.hash(secrets.token_urlsafe(32))
        self.fits(self._nobodys, word)
