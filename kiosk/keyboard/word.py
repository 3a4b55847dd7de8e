"""The word that is being typed: its letters, its one tone, and the key strokes both were made of."""

from dataclasses import dataclass, replace

from kiosk.keyboard.letters import BAR, Key, Letter, letter_of, with_tone
from kiosk.keyboard.syllable import STOPS, is_syllable, split, tone_fits, tone_place


@dataclass(frozen=True, slots=True)
class Word:
    """`count` is the number of key strokes so far; `tone_keys` are those that set the tone, none when it came ready."""

    letters: tuple[Letter, ...] = ()
    tone: str = ""
    tone_keys: tuple[Key, ...] = ()
    count: int = 0

    @property
    def spelling(self) -> str:
        """The letters in lower case without the tone: "nguyên"."""
        return "".join(letter.small for letter in self.letters)

    def shown(self, new_style: bool) -> str:
        """Return the word as it stands on the screen, composed (NFC)."""
        signs = [letter.shown for letter in self.letters]
        at = tone_place(self.spelling, new_style) if self.tone else None
        if at is not None:
            signs[at] = with_tone(signs[at], self.tone)
        return "".join(signs)

    @property
    def is_literal(self) -> bool:
        """A mark was undone, or a digit stands in it: keys are letters until that letter is gone.

        "moo" is the one exception: undoing is the only way Telex has to "moóc" and "xoong".
        """
        if any(not letter.base.isalpha() for letter in self.letters):
            return True
        undone = {letter.base for letter in self.letters if letter.undone}
        parts = split(self.spelling)
        return bool(undone) and not (undone == {"o"} and parts.nucleus == "oo" and is_syllable(self.spelling, ""))

    def add(self, char: str, undone: bool = False) -> "Word":
        """Return the word with a letter behind it, as it is; one that brings its tone gives it to the word."""
        letter, tone = letter_of(char, self.count)
        word = replace(self, letters=(*self.letters, replace(letter, undone=undone)), count=self.count + 1)
        return replace(word, tone=tone, tone_keys=()) if tone else word

    def drop(self, new_style: bool) -> "Word":
        """Return the word without its last visible letter and its keys; the tone goes with it when it stood there."""
        word = replace(self, letters=self.letters[:-1])
        gone = tone_place(self.spelling, new_style) == len(self.letters) - 1
        return replace(word, tone="", tone_keys=()) if gone else word

    def change(self, marks: dict[int, str], char: str, at: int) -> "Word":
        """Return the word with other marks (index of a letter: its mark), made by the key `char`, which counts as a
        key of the letter `at`.
        """
        letters = list(self.letters)
        by = char.lower()
        for index, mark in marks.items():
            letters[index] = replace(letters[index], mark=mark, by=by if mark else "")
        letters[at] = replace(letters[at], keys=(*letters[at].keys, Key(self.count, char)))
        return replace(self, letters=tuple(letters), count=self.count + 1)

    def undo(self, places: list[int], char: str) -> "Word":
        """Return the word with the marks at `places` gone and the key, pressed once more, as a letter behind it."""
        letters = list(self.letters)
        for at in places:
            letters[at] = replace(letters[at], mark="", by="", keys=letters[at].keys[:1])
        return replace(self, letters=tuple(letters)).add(char, undone=True)

    def bare(self, at: int) -> "Word":
        """Return the word with the letter `at` as it is in the plain alphabet."""
        letter = self.letters[at]
        plain = replace(letter, mark="", by="", keys=(Key(letter.keys[0].at, _cased(letter.base, letter.upper)),))
        return replace(self, letters=(*self.letters[:at], plain, *self.letters[at + 1 :]))

    def set_tone(self, tone: str, char: str = "") -> "Word":
        """Return the word with another tone or none; `char` is the letter or digit that was typed for it."""
        keys = (*self.tone_keys, Key(self.count, char)) if char else ()
        return replace(self, tone=tone, tone_keys=keys, count=self.count + 1)

    def may_take(self, tone: str) -> bool:
        """Say whether the tone goes with the end of the word: after c, ch, p and t only sắc and nặng do."""
        parts = split(self.spelling)
        return parts.final not in STOPS or tone_fits(parts.final, tone)

    @property
    def typed(self) -> str:
        """The keys as they were typed, without those of letters that are gone."""
        keys = [key for letter in self.letters for key in letter.keys]
        return "".join(key.char for key in sorted([*keys, *self.tone_keys], key=lambda key: key.at))

    @property
    def goes_back(self) -> bool:
        """Whether a word that has ended must be the keys it was typed with: its marks have made nothing Vietnamese.

        A đ of two keys in a row was meant (QĐ, SĐT), and so was every mark that came ready.
        """
        marked = [letter for letter in self.letters if letter.mark and not _meant(letter)]
        ready = any(letter.mark and not letter.by for letter in self.letters) or (self.tone and not self.tone_keys)
        undone = any(letter.undone for letter in self.letters)
        if ready or undone or not (marked or self.tone):
            return False
        return not is_syllable(self.spelling, self.tone)


def _meant(letter: Letter) -> bool:
    return letter.mark == BAR and len(letter.keys) == 2 and letter.keys[1].at == letter.keys[0].at + 1


def _cased(base: str, upper: bool) -> str:
    return base.upper() if upper else base
