"""What the core needs from outside, as narrow shapes. The rooms ui, sync and printers bring the real ones."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, Protocol

from kiosk.papers.paper import Paper

if TYPE_CHECKING:  # the core's own modules import this one
    from kiosk.queue.overview import ServiceView
    from kiosk.queue.tickets import TicketView


class Sealer(Protocol):
    """Closes bytes to the province's and the commune's public keys; this machine cannot open them again."""

    def seal(self, plain: bytes, also: str = "") -> bytes:
        """Return the sealed bytes.

        Args:
            also: one more public key that may open them (`DraftKeys.make`); "" for none.

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


class DraftKeys(Protocol):
    """Key pairs of drafts. The secret half is text of A-Z and 0-9, short enough for a QR code on a slip."""

    def make(self) -> tuple[str, str]:
        """Return a new pair: (public, secret)."""
        ...

    def public(self, secret: str) -> str:
        """Return the public half.

        Raises:
            SealError: this is no secret: a torn or badly read slip.
        """
        ...

    def opener(self, secret: str) -> Opener:
        """Return what opens the pages that were sealed to the public half.

        Raises:
            SealError: as in `public`.
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


class NumberDesk(Protocol):
    """Gives out numbers: `kiosk.queue.desk.Desk` over the hall's own file, `RemoteDesk` at a second kiosk."""

    def take(
        self,
        request_id: str,
        service: str,
        *,
        priority: bool | str = False,
        procedure: str | None = None,
        submission: str | None = None,
        source: str = "kiosk",
    ) -> "TicketView":
        """Return the ticket of this request, the same one however often it comes.

        Raises:
            QueueError: no number is given; the sentence says why.
            StoreError
        """
        ...

    def change(self, verb: Literal["cancel"], request_id: str, ticket: str, version: int) -> "TicketView":
        """Give a number up.

        Raises:
            QueueError, StoreError
        """
        ...

    def reprint(self, request_id: str, ticket: str) -> "TicketView":
        """Print a ticket's paper once more.

        Raises:
            QueueError, PrintError, StoreError
        """
        ...


class QueueView(Protocol):
    """What a kiosk's screens show of the queue."""

    def services(self) -> "Sequence[ServiceView]":
        """Return what each service offers now."""
        ...

    def print_state(self, ticket: str) -> str:
        """Return the state of a ticket's paper: waiting, sending, printed, failed or none.

        Raises:
            UnknownTicketError
        """
        ...
