"""What stands on a paper and never on disk: kept in memory from the act that asked for the paper until it is printed.

The print job on disk holds only the place for it (`Withheld`). The process that asked prints it; when that process has
died meanwhile, another prints the paper without it, and the paper says what to do then.
"""

import threading
from collections.abc import Mapping
from dataclasses import replace

from kiosk.papers.paper import Block, Paper, Withheld


class Secrets:
    """By print job. For several threads."""

    def __init__(self) -> None:
        self._lent: dict[str, Mapping[str, str]] = {}
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        return f"Secrets of {len(self._lent)} papers"

    def lend(self, job: str, texts: Mapping[str, str]) -> None:
        """Keep what is to stand in the places of this job's paper, by their names."""
        with self._lock:
            self._lent[job] = texts

    def holds(self, job: str) -> bool:
        with self._lock:
            return job in self._lent

    def take(self, job: str) -> Mapping[str, str]:
        """Return it and forget it; empty where nothing is known (any more)."""
        with self._lock:
            return self._lent.pop(job, {})


def filled(paper: Paper, secrets: Mapping[str, str]) -> Paper:
    """Return `paper` with its secrets in their places; only for a printer that keeps nothing."""
    return replace(paper, blocks=tuple(_filled(block, secrets) for block in paper.blocks))


def emptied(paper: Paper) -> Paper:
    """Return `paper` as it may be written to a disk."""
    return filled(paper, {})


def _filled(block: Block, secrets: Mapping[str, str]) -> Block:
    return replace(block, text=secrets.get(block.name, "")) if isinstance(block, Withheld) else block
