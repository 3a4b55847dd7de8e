"""What takes messages to telephones, as a narrow shape.

Gateways differ; what may be believed of their answers does not.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from sync.province.notices.words import Kind


class Taken(StrEnum):
    """What became of one message at the gateway."""

    YES = "yes"  # it has it, now or from before
    LATER = "later"  # clearly not taken this time: it may be sent again
    NEVER = "never"  # clearly refused for good, such as a number that is none
    AWAY = "away"  # it was not reached, so no message was
    UNKNOWN = "unknown"  # no answer, or one that says nothing: it may have been taken


class Known(StrEnum):
    """What a gateway says of a reference of ours."""

    YES = "yes"
    NO = "no"
    AWAY = "away"  # it gave no answer that counts
    CANNOT = "cannot"  # it cannot be asked


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message. `reference` is ours and the same at every try; `text` is what the villager reads; `values` are the
    facts in it by themselves, for gateways that fill in a sentence of their own."""

    reference: str
    phone: str = field(repr=False)
    text: str = field(repr=False)
    kind: Kind
    values: dict[str, str] = field(default_factory=dict[str, str], repr=False)


@dataclass(frozen=True, slots=True)
class Said:
    """`why` is a word for technicians, never a number or a text; `retry_after` in seconds."""

    taken: Taken
    gateway_id: str | None = None
    why: str = ""
    retry_after: float | None = None


@dataclass(frozen=True, slots=True)
class Told:
    known: Known
    gateway_id: str | None = None


class Gateway(Protocol):
    @property
    def safe_again_ms(self) -> int:
        """For how long after the first try the gateway promises to take one reference only once; 0: it does not."""
        ...

    @property
    def can_be_asked(self) -> bool: ...

    def send(self, message: Outgoing) -> Said:
        """Hand one message over; raises nothing that the outside can cause."""
        ...

    def ask(self, reference: str) -> Told:
        """Ask what became of a message that was sent under `reference`."""
        ...
