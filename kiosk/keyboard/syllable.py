"""Which spellings are Vietnamese syllables, which may still become one, and where the tone of one stands.

Spellings are lower case and without tone: "nguyên". A syllable is an initial, a rime of vowels (its nucleus) and a
final; "qu" is an initial, and so is "gi" before a vowel. Also known here, since places and people of this country are
called so: k before every vowel and as a final (Bắc Kạn, Đắk Lắk), the initials of Krông and Kpă, and the rimes of
"moóc", "xoong", "hoằm", "nghoằp" and Nguơn.
"""

from dataclasses import dataclass

from kiosk.keyboard.letters import ACUTE, DOT, VOWELS

STOPS = frozenset({"c", "ch", "k", "p", "t"})  # a syllable that ends so has the tone sắc or nặng, or none is written
_VIETNAMESE = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_OF_THE_HIGHLANDS = "kp kr ks kl đr đl hm hr hl rm mr ml"
INITIALS = frozenset([*_VIETNAMESE.split(), *_OF_THE_HIGHLANDS.split(), ""])

_FINALS = {  # nucleus: its finals, besides none
    "a e": "c ch m n ng nh p t", "ă": "c k m n ng p t", "â o ô u": "c m n ng p t", "ê i": "c ch m n nh p t",
    "ơ": "m n p t", "ư": "c m n ng t", "y": "t", "iê ươ": "c m n ng p t", "yê": "m n ng t", "oa": "c ch m n ng nh p t",
    "oă": "c m n ng p t", "oe": "m n ng t", "uyê": "n t", "uâ": "n ng t", "uê": "c ch n nh", "uô": "c m n ng t",
    "uy": "c ch n nh p t", "uơ": "n",
    "ai ao au ay âu ây eo êu ia iu oi ôi ơi ua ui ưa ưi ưu iêu yêu oai oao oay oeo uây uêu uôi ươi ươu uya uyu": "",
}  # fmt: skip
_ONLY_CLOSED = {"oo": "c ng"}
_ON_THE_WAY = {  # no syllable yet: a mark is still to come
    "a": "k", "ie": "c m n ng p t", "ye": "m n ng t", "uo": "c m n ng p t", "ue": "c ch n nh", "uye": "n t",
    "ua": "n ng t", "ưo": "c m n ng p t", "uu ieu yeu ueu uoi uou uay eu ưoi ưou uơi uơu": "",
}  # fmt: skip


def _rimes(table: dict[str, str], bare: bool) -> frozenset[tuple[str, str]]:
    return frozenset(
        (nucleus, final)
        for nuclei, finals in table.items()
        for nucleus in nuclei.split()
        for final in [*([""] if bare else []), *finals.split()]
    )


RIMES = _rimes(_FINALS, bare=True) | _rimes(_ONLY_CLOSED, bare=False)
_BEFORE_RIMES = RIMES | _rimes(_ON_THE_WAY, bare=True)


@dataclass(frozen=True, slots=True)
class Parts:
    """A spelling in three; `start` and `stop` are where the nucleus lies. Only its last group of vowels counts."""

    initial: str
    nucleus: str
    final: str
    start: int
    stop: int


def split(spelling: str) -> Parts:
    """Take a spelling apart; without a vowel everything is the initial."""
    return _split_at(spelling, len(spelling))


def _split_at(spelling: str, stop: int) -> Parts:
    """Take a spelling apart at its last vowel before `stop`."""
    while stop and spelling[stop - 1] not in VOWELS:
        stop -= 1
    if not stop:
        return Parts(spelling, "", "", len(spelling), len(spelling))
    start = stop
    while start and spelling[start - 1] in VOWELS:
        start -= 1
    if start == 1 and ((spelling.startswith("gi") and stop > 2) or spelling.startswith("qu")):
        start = 2
    return Parts(spelling[:start], spelling[start:stop], spelling[stop:], start, stop)


def is_syllable(spelling: str, tone: str) -> bool:
    """Say whether a word that has ended is Vietnamese."""
    parts = split(spelling)
    return tone_fits(parts.final, tone) and _known(parts, RIMES)


def may_become(spelling: str, loose: bool = False) -> bool:
    """Say whether a word that is being typed is a syllable, or lacks only marks to be one.

    Args:
        loose: as names of the highlands may be spelled: any consonants may begin it (Drăng), k and h may end it (Tẻh).
    """
    parts = split(spelling)
    if _known(parts, _BEFORE_RIMES):
        return True
    final = {"k": "c", "h": ""}.get(parts.final, parts.final)
    return loose and not VOWELS & set(parts.initial) and (parts.nucleus, final) in _BEFORE_RIMES


def tone_fits(final: str, tone: str) -> bool:
    return not tone or final not in STOPS or tone in (ACUTE, DOT)


def tone_place(spelling: str, new_style: bool) -> int | None:
    """Return the index of the letter that carries the tone, or None without a vowel. In a word of several syllables
    it is the first one's: a tone does not move away when the word turns out to be a foreign one.

    The styles differ in open oa, oe and uy alone: hòa, khỏe, thủy in the old one, hoà, khoẻ, thuỷ in the new.
    """
    first = next((at for at, letter in enumerate(spelling) if letter in VOWELS), 0)
    end = next((at for at in range(first, len(spelling)) if spelling[at] not in VOWELS), len(spelling))
    parts = _split_at(spelling, end)
    nucleus, start = parts.nucleus, parts.start
    if not nucleus:
        return parts.start - 1 if spelling.startswith("qu") and len(spelling) == 2 else None
    for marked in ("âêô", "ơ", "ưă"):
        at = max(nucleus.rfind(letter) for letter in marked)
        if at >= 0:
            return start + at
    if len(nucleus) == 2 and not parts.final:
        return start + (1 if new_style and nucleus in ("oa", "oe", "uy") else 0)
    return start + min(1, len(nucleus) - 1)


def _known(parts: Parts, rimes: frozenset[tuple[str, str]]) -> bool:
    if parts.initial not in INITIALS or not parts.nucleus:
        return False
    if (parts.nucleus, parts.final) in rimes:
        return True
    # The letter that belongs to the initial is heard in the nucleus all the same: giêng is g-iê-ng, quỳnh is q-uy-nh.
    glide = parts.initial[1:] if parts.initial in ("gi", "qu") else ""
    return glide != "" and (glide + parts.nucleus, parts.final) in rimes
