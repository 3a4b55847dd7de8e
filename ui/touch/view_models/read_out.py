"""A screen's words put together for reading aloud: sentences with a pause between them, choices with their numbers."""

from collections.abc import Iterable


def sentences(*texts: str) -> str:
    """Return the texts one after the other, each a sentence of its own; empty ones are left out."""
    said = [line.strip() for text in texts for line in text.split("\n") if line.strip()]
    return " ".join(one if one[-1] in ".?!" else f"{one}." for one in said)


def choices(texts: Iterable[str]) -> str:
    """Return what may be chosen, each with the number that stands on it or that its place gives it."""
    return sentences(*(f"{number}: {text}" for number, text in enumerate(texts, 1) if text))
