"""What the core needs from outside, as narrow shapes. The rooms ui, sync and printers bring the real ones."""

from typing import Protocol

from kiosk.papers.paper import Paper


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
            OpeningKeyError: sealed to another key, or damaged.
        """
        ...


class Printer(Protocol):
    """Brings a paper out. One call at a time; who owns the printer is the spool's business."""

    @property
    def name(self) -> str:
        """What a technician calls it: "tcp 10.0.0.7:9100"."""
        ...

    def print(self, paper: Paper, kind: str) -> None:
        """Print one paper and return when the printer has taken all of it.

        Raises:
            PrintError: it did not come out, or nobody knows whether it did.
        """
        ...
