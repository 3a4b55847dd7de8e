"""Words of everyday speech, from assets/catalogue/words.json: data that a non-programmer can change and test.

`variants` are sounds of the south and abbreviations beside what is written (khai sanh, khai sinh; BHYT, bảo hiểm y
tế); the index and the query both use what is written. `openers` are words that a name or a request may begin with
without meaning anything ("đăng ký kết hôn" is asked for as "kết hôn"). `fillers` are words that nearly every sentence
has; alone they find something, beside others they say little. `special` are beginnings of names that only somebody
with that very need asks for ("gia hạn …").
"""

import json
from dataclasses import dataclass
from functools import cache

from kiosk.catalogue.bundled import folder
from kiosk.catalogue.fold import fold


@dataclass(frozen=True, slots=True)
class Words:
    variants: dict[str, str]
    openers: tuple[str, ...]
    fillers: frozenset[str]
    special: tuple[str, ...]

    def spell(self, text: str) -> str:
        """Return the folded text in the spelling of the index."""
        return " ".join(self.variants.get(word, word) for word in fold(text).split())

    def core(self, spelled: str) -> str:
        """Return a spelled name without its openers; a name of nothing else stays whole."""
        rest = spelled
        while opener := next((one for one in self.openers if rest.startswith(one)), None):
            rest = rest[len(opener) :]
        return rest


@cache
def words() -> Words:
    """Return the bundled words."""
    raw = json.loads((folder() / "words.json").read_text("utf-8"))
    variants = {fold(heard): fold(written) for heard, written in raw["variants"].items()}
    fillers = frozenset(fold(one) for one in raw["fillers"])
    openers, special = (tuple(f"{fold(one)} " for one in raw[key]) for key in ("openers", "special"))
    return Words(variants, openers, fillers, special)
