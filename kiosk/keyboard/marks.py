"""What one key does to the word: in Telex a letter, in VNI a digit may be a mark or a tone instead of itself.

The same mark key again takes the mark away and is a letter (kiosk.keyboard.word.Word.is_literal: and so is all that
follows). A key that cannot make Vietnamese out of the word is a letter.
Source: the customs of Telex and VNI as villagers know them from UniKey; ../shared/reference/ux.md, 4.3 to 4.6.
"""

from collections.abc import Iterable
from dataclasses import replace

from kiosk.keyboard.letters import ACUTE, BAR, BREVE, DOT, GRAVE, HOOK, HORN, ROOF, TILDE, VOWELS, Key, Letter
from kiosk.keyboard.rules import KEYS, TELEX, VNI, Typing
from kiosk.keyboard.syllable import may_become, split
from kiosk.keyboard.word import Word

_TONES = {
    TELEX: {"s": ACUTE, "f": GRAVE, "r": HOOK, "x": TILDE, "j": DOT, "z": ""},
    VNI: {"1": ACUTE, "2": GRAVE, "3": HOOK, "4": TILDE, "5": DOT, "0": ""},
    KEYS: {},
}
_ROOFS = {TELEX: {"a": "a", "e": "e", "o": "o"}, VNI: {"6": "aeo"}, KEYS: {}}  # key: the letters it marks
_HOOKS = {TELEX: {"w": "aou"}, VNI: {"7": "ou", "8": "a"}, KEYS: {}}
_BARS = {TELEX: "d", VNI: "9", KEYS: ""}
_HOOKED = {"a": BREVE, "o": HORN, "u": HORN}
_OPEN_UO = frozenset({"", "h", "kh", "th"})  # uơ, huơ, khuơ, thuở: no ươ as long as nothing follows

_Made = Word | None


def press(word: Word, char: str, rules: Typing) -> Word:
    """Return the word after a letter or digit."""
    made = None if word.is_literal or (not word.letters and char.isdigit()) else _marked(word, char, rules)
    return made if made is not None else complete(word.add(char), rules)


def complete(word: Word, rules: Typing) -> Word:
    """Return the word with "ưo" and "uơ" made whole as soon as something follows: "hươn". A ready ơ stays alone."""
    pair = _pair(word)
    if pair is None or pair + 2 >= len(word.letters) or word.is_literal:
        return word
    u, o = word.letters[pair], word.letters[pair + 1]
    if u.mark == HORN and not o.mark:
        changed = (u, replace(o, mark=HORN, by=u.by))
    elif o.mark == HORN and o.by and not u.mark:
        changed = (replace(u, mark=HORN, by=o.by), o)
    else:
        return word
    made = replace(word, letters=(*word.letters[:pair], *changed, *word.letters[pair + 2 :]))
    return made if _fits(made, rules) else word


def _marked(word: Word, char: str, rules: Typing) -> _Made:
    """Return the word that `char` makes as a mark key, or None where it is a letter."""
    key, method = char.lower(), rules.method
    if key in _TONES[method]:
        return _tone(word, char, _TONES[method][key], rules)
    if key in _ROOFS[method]:
        return _roof(word, char, _ROOFS[method][key], rules)
    if key in _HOOKS[method]:
        return _hook(word, char, _HOOKS[method][key], rules)
    return _bar(word, char) if key == _BARS[method] and word.letters else None


def _tone(word: Word, char: str, tone: str, rules: Typing) -> _Made:
    if not tone:
        return word.set_tone("", char) if word.tone else None
    if not _fits(word, rules) or not word.may_take(tone):
        return None
    if word.tone == tone:
        return word.set_tone("").add(char, undone=True)
    return word.set_tone(tone, char)


def _roof(word: Word, char: str, bases: str, rules: Typing) -> _Made:
    """â ê ô, wherever in the nucleus one is possible; ươ gives way to uô."""

    def marks(at: int) -> dict[int, str]:
        horned = at > 0 and word.letters[at].base == "o" and word.letters[at - 1].mark == HORN
        return {at: ROOF, at - 1: ""} if horned and word.letters[at - 1].by else {at: ROOF}

    far = rules.free_marking or char.isdigit()
    places = [at for at in _nucleus(word) if word.letters[at].base in bases and (far or at == len(word.letters) - 1)]
    wanted = [at for at in places if _can_change(word.letters[at], ROOF)]
    made = _first(word, char, ((marks(at), at) for at in wanted), rules)
    if made is None and not rules.free_marking:
        made = _beside(word, char, dict.fromkeys(bases, ROOF))
    return made or _undone(word, char, places, {ROOF})


def _hook(word: Word, char: str, bases: str, rules: Typing) -> _Made:
    """ă ơ ư; u and o beside each other are marked as one."""
    pair, nucleus = _pair(word), list(_nucleus(word))
    if pair is not None and "u" in bases:
        tries = _pair_marks(word, pair)
    else:
        wanted = (at for at in nucleus if word.letters[at].base in bases)
        tries = [
            ({at: mark}, at) for at in wanted if _can_change(word.letters[at], mark := _HOOKED[word.letters[at].base])
        ]
    made = _first(word, char, tries, rules)
    if made is None and not rules.free_marking:
        made = _beside(word, char, {base: _HOOKED[base] for base in bases})
    made = made or _undone_w(word) or _undone(word, char, nucleus, {HORN, BREVE})
    return made or (_lone_w(word, char, rules) if rules.lone_w and char in "wW" else None)


def _pair_marks(word: Word, pair: int) -> list[tuple[dict[int, str], int]]:
    u, o = word.letters[pair], word.letters[pair + 1]
    if not _can_change(o, HORN):
        return []
    if u.mark == HORN or (pair + 2 == len(word.letters) and split(word.spelling).initial in _OPEN_UO):
        return [({pair + 1: HORN}, pair + 1)]
    return [({pair: HORN, pair + 1: HORN}, pair + 1)]


def _bar(word: Word, char: str) -> _Made:
    """đ: of the d just typed, also after consonants (QĐ), or of the d that began the syllable."""
    letters, last = word.letters, len(word.letters) - 1
    if letters[last].small == "d" and (last == 0 or letters[last - 1].small not in VOWELS):
        return word.change({last: BAR}, char, last)
    if letters[0].small == "d" and may_become((made := word.change({0: BAR}, char, 0)).spelling):
        return made
    first = [0] if may_become(word.spelling) else []
    return _undone(word, char, [last, *first], {BAR})


def _lone_w(word: Word, char: str, rules: Typing) -> _Made:
    letter = Letter("u", HORN, upper=char.isupper(), by="w", keys=(Key(word.count, char),))
    made = replace(word, letters=(*word.letters, letter), count=word.count + 1)
    return made if _fits(made, rules) else None


def _undone_w(word: Word) -> _Made:
    """A second w after one that was ư by itself leaves one w."""
    last = word.letters[-1:]
    if last and last[0].mark == HORN and len(last[0].keys) == 1 and last[0].keys[0].char in "wW" and last[0].by == "w":
        return replace(word, letters=word.letters[:-1]).add(last[0].keys[0].char, undone=True)
    return None


def _undone(word: Word, char: str, places: Iterable[int], kinds: set[str]) -> _Made:
    """Return the word without what this very key has marked, and the key as a letter; None if it marked nothing."""
    gone = [at for at in places if word.letters[at].mark in kinds and word.letters[at].by == char.lower()]
    return word.undo(gone, char) if gone else None


def _first(word: Word, char: str, tries: Iterable[tuple[dict[int, str], int]], rules: Typing) -> _Made:
    """Return the first of the changes that may become Vietnamese."""
    return next((made for marks, at in tries if _fits(made := word.change(marks, char, at), rules)), None)


def _beside(word: Word, char: str, marks: dict[str, str]) -> _Made:
    """Return the word with the letter before the key marked, whatever the spelling."""
    last = len(word.letters) - 1
    mark = marks.get(word.letters[last].base) if last >= 0 else None
    if mark is None or not _can_change(word.letters[last], mark):
        return None
    return word.change({last: mark}, char, last)


def _fits(word: Word, rules: Typing) -> bool:
    return may_become(word.spelling, loose=not rules.free_marking)


def _can_change(letter: Letter, mark: str) -> bool:
    """Whether a key may mark the letter so: not what came with its mark ready."""
    return letter.mark != mark and bool(not letter.mark or letter.by)


def _nucleus(word: Word) -> Iterable[int]:
    parts = split(word.spelling)
    return range(parts.stop - 1, parts.start - 1, -1)


def _pair(word: Word) -> int | None:
    """Return where u and o, marked or not, stand beside each other in the nucleus."""
    bases = [word.letters[at].base for at in range(len(word.letters))]
    parts = split(word.spelling)
    return next((at for at in range(parts.start, parts.stop - 1) if bases[at : at + 2] == ["u", "o"]), None)
