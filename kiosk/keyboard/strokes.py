"""Key strokes written as a line of text, for the command line, the tables of the tests and the measurements."""

import unicodedata

from kiosk.keyboard.engine import Engine
from kiosk.keyboard.letters import TONE_NAMES, VOWELS
from kiosk.keyboard.rules import KEYS, Typing

BACKSPACE = "\\b"  # two characters: what a person writes
_TONE_LETTERS = {"s": "acute", "f": "grave", "r": "hook", "x": "tilde", "j": "dot", "z": ""}


def type_line(line: str, rules: Typing) -> str:
    """Return the text that the strokes of a line give; the end of the line ends the word.

    With KEYS a ready letter is written as itself and a tone key as its combining sign, or as the letter that Telex
    has for it (s f r x j, and z for "xóa dấu") behind a vowel of the same word: no Vietnamese syllable has one there.
    """
    engine, rest = Engine(rules), unicodedata.normalize("NFC", line)
    while rest:
        if rest.startswith(BACKSPACE):
            engine, rest = engine.backspace(), rest[len(BACKSPACE) :]
        else:
            engine, rest = _stroke(engine, rest[0]), rest[1:]
    return engine.end().text


def _stroke(engine: Engine, char: str) -> Engine:
    if engine.rules.method != KEYS:
        return engine.key(char)
    bare, tone = _apart(char)
    if bare.lower() in _TONE_LETTERS and VOWELS & set(engine.word.spelling):
        return _tone_key(engine, _TONE_LETTERS[bare.lower()])
    engine = engine.key(bare) if bare else engine
    return _tone_key(engine, TONE_NAMES[tone]) if tone else engine


def _tone_key(engine: Engine, name: str) -> Engine:
    return engine.tone(name) if name else engine.clear()


def _apart(char: str) -> tuple[str, str]:
    """Return the letter without its tone, and the tone: "ế" is the key ê and the tone key sắc."""
    signs = unicodedata.normalize("NFD", char)
    tone = next((sign for sign in signs if sign in TONE_NAMES), "")
    return unicodedata.normalize("NFC", "".join(sign for sign in signs if sign not in TONE_NAMES)), tone
