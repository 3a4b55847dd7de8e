"""One spelling for searching: how people type the same word differently must not matter.

Folded text is lower case, without accents, đ is d, only letters, digits and single blanks. A "y" that is the whole
vowel of its syllable becomes "i" (ký and kí, lý and lí, quý and quí, y tế and i tế); in "ay", "uy" or "nguyên" it is
a sound of its own and stays.
"""

import re
import unicodedata

_MARKS = re.compile("[\u0300-\u036f]+")
_NOT_LETTERS = re.compile(r"[\W_]+")
_LONE_Y = re.compile(r"(?<![aeiouy])y|(?<=qu)y")
_STROKE = str.maketrans("đĐ", "dd")


def fold(text: str) -> str:
    """Return `text` as search sees it; a text without a letter or digit gives ""."""
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", text)).translate(_STROKE).lower()
    return _NOT_LETTERS.sub(" ", _LONE_Y.sub("i", plain)).strip()


def slug(text: str, longest: int) -> str:
    """Return the folded text with hyphens, cut at a word's end to at most `longest` letters."""
    words = fold(text).split()
    while len("-".join(words)) > longest and len(words) > 1:
        words.pop()
    return "-".join(words)[:longest]
