"""How a field takes what is typed."""

from dataclasses import dataclass, replace

TELEX, VNI, KEYS = "telex", "vni", "keys"
METHODS = (TELEX, VNI, KEYS)
OLD, NEW = "old", "new"
STYLES = (OLD, NEW)


@dataclass(frozen=True, slots=True)
class Typing:
    """
    Attributes:
        method: what letters and digits do. TELEX: "aa" is â, "s" is sắc; VNI: "a6", "1"; KEYS: they are themselves.
            Ready letters and tone keys work with each.
        style: where the tone of open oa, oe, uy stands: OLD hòa, NEW hoà.
        lone_w: a Telex "w" with nothing to mark is ư.
        free_marking: a mark goes to wherever in the syllable it makes Vietnamese ("tuana" is tuân). Without it a vowel
            marks only the letter before it, whatever the spelling: names of places and of peoples (Krông Ana).
        auto_restore: a word that ended and is not Vietnamese turns back into the keys typed ("wifi").
        literal: nothing is marked: codes, e-mail, plates.
        reopen: after deleting back into an earlier word, or behind a text that was there, keys act on that word.
    """

    method: str = TELEX
    style: str = OLD
    lone_w: bool = False
    free_marking: bool = True
    auto_restore: bool = True
    literal: bool = False
    reopen: bool = True

    @property
    def new_style(self) -> bool:
        return self.style == NEW

    def for_places(self) -> "Typing":
        """Return the rules of a field for an address: Krông Ana and Đắk Lắk are not spelled as Vietnamese is."""
        return replace(self, free_marking=False, auto_restore=False)
