"""What the core needs from outside, as narrow shapes. The rooms ui, sync and printers bring the real ones."""

from typing import Protocol


class Sealer(Protocol):
    """Closes bytes to the province's and the commune's public keys; this machine cannot open them again."""

    def seal(self, plain: bytes) -> bytes:
        """Return the sealed bytes.

        Raises:
            SealError: no valid public key is configured.
        """
        ...


class Opener(Protocol):
    """Opens what was sealed to the desk's key; only a desk has it."""

    def open(self, sealed: bytes) -> bytes:
        """Return the plain bytes.

        Raises:
            SealError: sealed to another key, or damaged.
        """
        ...
