"""Words of everyday speech, from assets/catalogue/words.json: data that a non-programmer can change and test.

`variants` are sounds of the south beside the written ones (khai sanh, khai sinh); the index and the query both use
the written one. `openers` are words a name may begin with without meaning anything ("đăng ký kết hôn" is asked for
as "kết hôn"). `fillers` are words that nearly every sentence has; alone they find something, beside others they
say little.
"""

import json
from dataclasses import dataclass
from functools import cache

from kiosk.catalogue.bundled import folder
from kiosk.catalogue.fold import fold


@dataclass(frozen=True, slots=True)
class Words:
    variants: dict[str, str]
    openers: frozenset[str]
    fillers: frozenset[str]

    def spell(self, text: str) -> str:
        """Return the folded text in the spelling of the index."""
        return " ".join(self.variants.get(word, word) for word in fold(text).split())

    def core(self, spelled: str) -> str:
        """Return a spelled name without its openers; a name of nothing else stays whole."""
        parts = spelled.split()
        start = next((at for at, word in enumerate(parts) if word not in self.openers), 0)
        return " ".join(parts[start:])


@cache
def words() -> Words:
    """Return the bundled words."""
    raw = json.loads((folder() / "words.json").read_text("utf-8"))
    variants = {fold(heard): fold(written) for heard, written in raw["variants"].items()}
    openers, fillers = (frozenset(fold(one) for one in raw[key]) for key in ("openers", "fillers"))
    return Words(variants, openers, fillers)
