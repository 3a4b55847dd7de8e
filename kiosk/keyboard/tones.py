"""Names typed with ready letters (ă â ê ô ơ ư đ) and five tone keys: the tone goes onto the syllable being typed.

Each syllable carries at most one tone, and where it stands is a rule, not the villager's business: hỏi typed after
"cua" gives "của". The rule is applied anew after every key, so the tone moves when a letter follows ("hòa" + n gives
"hoàn"). The same tone again takes it away.
Source: the old style of tone placement, as press and books use it (UniKey's default).
"""

import unicodedata

ACUTE, GRAVE, HOOK, TILDE, DOT = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
TONES = {"acute": ACUTE, "grave": GRAVE, "hook": HOOK, "tilde": TILDE, "dot": DOT}
READY_LETTERS = "ăâêôơưđ"

_VOWELS = "aăâeêioôơuưy"
_MARKED = "ăâêôơư"  # these take the tone before any plain vowel; of "ươ" the ơ


def add_letter(text: str, letter: str) -> str:
    """Return `text` with `letter` behind it, the tone of its last syllable moved where it now belongs."""
    before, last = _last_syllable(text)
    if not letter.isalpha():
        return text + letter
    bare, tone = _without_tone(last)
    return before + _with_tone(bare + letter, tone)


def add_tone(text: str, tone: str) -> str:
    """Put a tone (a key of TONES) onto the last syllable; the same one again takes it off; without a vowel nothing
    happens.
    """
    before, last = _last_syllable(text)
    bare, old = _without_tone(last)
    return before + _with_tone(bare, "" if old == TONES[tone] else TONES[tone])


def take_letter(text: str) -> str:
    """Return `text` without its last visible letter; a tone on another letter stays in the syllable."""
    before, last = _last_syllable(text)
    if not last:
        return text[:-1]
    gone = unicodedata.normalize("NFD", last[-1])
    bare, tone = _without_tone(last)
    return before + _with_tone(bare[:-1], "" if tone and tone in gone else tone)


def key_faces(text: str) -> dict[str, str]:
    """Return for each tone what its key would make of the vowel it would go to: "ế" for acute after "nguyê"."""
    bare, _ = _without_tone(_last_syllable(text)[1])
    at = _place(bare)
    vowel = bare[at] if at is not None else "a"
    return {name: unicodedata.normalize("NFC", vowel + mark) for name, mark in TONES.items()}


def _last_syllable(text: str) -> tuple[str, str]:
    """Split off the letters at the end of `text`."""
    text = unicodedata.normalize("NFC", text)
    start = len(text)
    while start and text[start - 1].isalpha():
        start -= 1
    return text[:start], text[start:]


def _without_tone(syllable: str) -> tuple[str, str]:
    """Return the syllable without its tone, and the tone."""
    split = unicodedata.normalize("NFD", syllable)
    tone = next((sign for sign in split if sign in TONES.values()), "")
    bare = "".join(sign for sign in split if sign not in TONES.values())
    return unicodedata.normalize("NFC", bare), tone


def _with_tone(bare: str, tone: str) -> str:
    at = _place(bare)
    if not tone or at is None:
        return bare
    return unicodedata.normalize("NFC", bare[: at + 1] + tone + bare[at + 1 :])


def _place(bare: str) -> int | None:
    """Return the index of the letter that carries the tone of a syllable, or None where there is no vowel."""
    small = bare.lower()
    first, last = _nucleus(small)
    vowels = range(first, last)
    if not vowels:
        return None
    marked = [at for at in vowels if small[at] in _MARKED]
    if marked:
        return marked[-1]
    if len(vowels) == 3:
        return first + 1
    closed = last < len(small)
    return first + 1 if len(vowels) == 2 and closed else first


def _nucleus(small: str) -> tuple[int, int]:
    """Return where the vowels of a syllable begin and end, without the u of qu and the i of gi before a vowel."""
    first = 0
    while first < len(small) and small[first] not in _VOWELS:
        first += 1
    last = first
    while last < len(small) and small[last] in _VOWELS:
        last += 1
    glide = (small.startswith("qu") and first == 1) or (small.startswith("gi") and first == 1)
    return (first + 1, last) if glide and last - first > 1 else (first, last)
