"""What people say, from assets/catalogue/words and assets/catalogue/spoken: lists that a non-programmer can change.

Their README (in Vietnamese) says what each line means; `kiosk catalogue check` finds mistakes in them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kiosk.catalogue.bundled import folder
from kiosk.catalogue.fold import fold
from kiosk.catalogue.search.entries import WordLists
from kiosk.catalogue.search.expressions import Meaning

EVERYDAY = 10  # the first of the wanted ones stand on the search screen before anybody types

_HEAD = re.compile(r"\[([^\]]+)\]\s*(.*)")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading "[key] title" and the lines below it."""

    key: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that people ask for and a commune does not do; `where` is the last part of a text id "elsewhere.…"."""

    id: str
    name: str
    where: str
    said: tuple[str, ...]


def sections(file: Path) -> Iterator[Section]:
    """Yield the sections of a list; lines before the first heading belong to none and are left out."""
    key = title = ""
    lines: list[str] = []
    for line in _lines(file):
        if match := _HEAD.fullmatch(line):
            if key:
                yield Section(key, title, tuple(lines))
            key, title, lines = match[1].strip(), match[2].strip(), []
        else:
            lines.append(line)
    if key:
        yield Section(key, title, tuple(lines))


@cache
def spoken() -> dict[str, tuple[str, ...]]:
    """Return code -> what people say for that procedure."""
    found: dict[str, tuple[str, ...]] = {}
    for file in sorted((folder() / "spoken").glob("*.txt")):
        for one in sections(file):
            found[one.key] = (*found.get(one.key, ()), *one.lines)
    return found


@cache
def elsewhere() -> tuple[Topic, ...]:
    """Return what a commune does not do."""
    return tuple(_topic(one) for one in sections(words_folder() / "elsewhere.txt"))


def _topic(section: Section) -> Topic:
    name, _, where = section.title.rpartition("@")
    return Topic(section.key, name.strip(), where.strip(), section.lines)


@cache
def wanted() -> tuple[str, ...]:
    """Return the codes of procedures that many people want, most wanted first; the first ten are everyday."""
    return tuple(one.key for one in sections(words_folder() / "wanted.txt"))


def everyday() -> tuple[str, ...]:
    """Return the codes of the everyday procedures, most wanted first."""
    return wanted()[:EVERYDAY]


@cache
def special() -> tuple[str, ...]:
    """Return folded beginnings of names that only somebody with that very need asks for, each with a blank behind."""
    return tuple(f"{fold(line)} " for line in _lines(words_folder() / "special.txt"))


@cache
def word_lists() -> WordLists:
    """Return the synonyms and abbreviations."""
    short = (line.partition("=") for line in _lines(words_folder() / "short-forms.txt"))
    return WordLists(
        same_word=[_split(line, "=") for line in _lines(words_folder() / "same-word.txt")],
        same_meaning=[_meaning(line) for line in _lines(words_folder() / "same-meaning.txt")],
        short_forms={one.strip(): words.strip() for one, _, words in short},
    )


def words_folder() -> Path:
    return folder() / "words"


def _meaning(line: str) -> Meaning:
    same, _, narrower = line.partition("<")
    return Meaning(_split(same, "="), _split(narrower, ","))


def _split(text: str, sign: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(sign) if part.strip())


def _lines(file: Path) -> Iterator[str]:
    """Yield the lines that say something."""
    for line in file.read_text("utf-8").splitlines():
        if (text := line.strip()) and not text.startswith("#"):
            yield text
