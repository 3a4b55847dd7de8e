"""Typing Vietnamese: a value that takes keys and gives the text of one field, always composed (NFC).

An engine never changes; every key returns the next one. The word being typed is open until a blank, a sign or `end`;
what stands before it is plain text.
"""

import unicodedata
from dataclasses import dataclass, field, replace

from kiosk.keyboard.letters import TONES, with_tone
from kiosk.keyboard.marks import press
from kiosk.keyboard.rules import Typing
from kiosk.keyboard.syllable import tone_place
from kiosk.keyboard.word import Word


@dataclass(frozen=True, slots=True, repr=False)
class Engine:
    """`before` is the text that has ended; an engine may hold a name, so it has no telling repr."""

    rules: Typing = field(default_factory=Typing)
    before: str = ""
    word: Word = field(default_factory=Word)

    @property
    def text(self) -> str:
        return self.before + self.word.shown(self.rules.new_style)

    def key(self, char: str) -> "Engine":
        """Return the engine after one letter, ready letter, digit or sign."""
        char = unicodedata.normalize("NFC", char)
        if self.rules.literal or not char.isalnum():
            ended = self.end()
            return replace(ended, before=unicodedata.normalize("NFC", ended.before + char))
        return replace(self, word=press(self.word, char, self.rules))

    def tone(self, name: str) -> "Engine":
        """Return the engine after a tone key (of TONES): the same one again takes the tone away; where none can
        stand nothing happens.
        """
        opened, tone = self._opened(), TONES[name]
        word = opened.word
        if tone_place(word.spelling, self.rules.new_style) is None or not (word.may_take(tone) or word.tone == tone):
            return self
        return replace(opened, word=word.set_tone("" if word.tone == tone else tone))

    def clear(self) -> "Engine":
        """Return the engine after "xóa dấu": without the tone of the word, or without its last mark if it has none."""
        opened = self._opened()
        word = opened.word
        if word.tone:
            return replace(opened, word=word.set_tone(""))
        marked = [at for at, letter in enumerate(word.letters) if letter.mark]
        return replace(opened, word=word.bare(marked[-1])) if marked else self

    def pick(self, name: str) -> "Engine":
        """Return the engine with the word that is being typed replaced by a whole one, ended."""
        return replace(self, before=self.before + name, word=Word())

    def backspace(self) -> "Engine":
        """Return the engine without its last visible letter."""
        if self.word.letters:
            return replace(self, word=self.word.drop(self.rules.new_style))
        shorter = replace(self, before=_without_last(self.before))
        return shorter._opened() if self.rules.reopen else shorter

    def end(self) -> "Engine":
        """Return the engine with its word ended: a blank came, or the field is left."""
        word = self.word
        text = word.typed if self.rules.auto_restore and word.goes_back else word.shown(self.rules.new_style)
        return replace(self, before=self.before + text, word=Word())

    def faces(self) -> dict[str, str]:
        """Return for each tone what its key would make of the vowel it would go to: "ế" for acute after "nguyê".

        "" where the tone cannot stand, as hỏi on "cat"; with no vowel yet an a stands for any.
        """
        word = self._opened().word
        at = tone_place(word.spelling, self.rules.new_style)
        vowel = "a" if at is None else word.letters[at].small
        return {name: with_tone(vowel, tone) if word.may_take(tone) else "" for name, tone in TONES.items()}

    def _opened(self) -> "Engine":
        """Return the engine with the last word of the plain text open again; its letters count as they stand there."""
        if self.word.letters or self.rules.literal:
            return self
        start = len(self.before)
        while start and self.before[start - 1].isalnum():
            start -= 1
        word = Word()
        for char in self.before[start:]:
            word = word.add(char)
        return replace(self, before=self.before[:start], word=word)


def begin(text: str, rules: Typing) -> Engine:
    """Return the engine of a field that already holds `text`, the last word open if the rules say so."""
    engine = Engine(rules, unicodedata.normalize("NFC", text))
    return engine._opened() if rules.reopen else engine  # pyright: ignore[reportPrivateUsage]


def _without_last(text: str) -> str:
    """Return `text` without its last visible letter: one sign, with the marks that could not be composed into it."""
    end = len(text) - 1
    while end > 0 and unicodedata.combining(text[end]):
        end -= 1
    return text[: max(0, end)]
