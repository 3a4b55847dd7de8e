"""The papers of a dossier by their names: what was handed in, and what it ended in. Never their content."""

import json
from dataclasses import astuple, dataclass

from kiosk.store.canonical import canonical

ON_PAPER_ONLY = 0


@dataclass(frozen=True, slots=True)
class NamedPaper:
    """`code` is the national one or ""; `state` 0 not digitised, 1 digitised, 2 reused from another component, 3 reused
    from another result.
    """

    name: str
    code: str = ""
    state: int = ON_PAPER_ONLY


@dataclass(frozen=True, slots=True)
class NamedPapers:
    handed_in: tuple[NamedPaper, ...] = ()
    results: tuple[NamedPaper, ...] = ()

    def as_text(self) -> str:
        """Return what is kept of them; "" for none."""
        if not (self.handed_in or self.results):
            return ""
        return canonical([[list(astuple(one)) for one in papers] for papers in (self.handed_in, self.results)])

    @classmethod
    def from_text(cls, text: str) -> "NamedPapers":
        if not text:
            return cls()
        handed_in, results = (tuple(NamedPaper(*one) for one in papers) for papers in json.loads(text))
        return cls(handed_in, results)


NO_PAPERS = NamedPapers()
