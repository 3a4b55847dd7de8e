"""Printing a paper once more, marked so that two papers with one number are not taken for two people."""

from dataclasses import replace
from datetime import datetime

from kiosk.errors import PrintError
from kiosk.languages import texts
from kiosk.papers.paper import Paper, Rule, Text
from kiosk.store import print_jobs
from kiosk.store.database import Act


def as_copy(paper: Paper, at: datetime, language: str = "vi") -> Paper:
    """Return `paper` with the mark of a copy above it. A copy of a copy carries the mark once."""
    say = texts(language).say
    mark = Text(say("papers.copy"), size=4.0, bold=True, align="centre", inverse=True)
    when = Text(say("papers.copy.when", time=f"{at:%H:%M}", date=f"{at:%d/%m/%Y}"), align="centre")
    original = paper.blocks[3:] if paper.blocks[:1] == (mark,) else paper.blocks
    return replace(paper, blocks=(mark, when, Rule(), *original))


def reprint(act: Act, job: str) -> str:
    """Ask for a copy of a paper that was asked for before; returns the id of the new print job.

    Raises:
        PrintError: there is no such job, or its paper cannot be understood any more.
    """
    old = print_jobs.get(act.db, job)
    if old is None:
        raise PrintError(problem="print.unknown_paper")
    try:
        paper = Paper.from_json(old.paper)
    except (KeyError, TypeError) as error:
        raise PrintError(problem="print.unknown_paper") from error
    new = act.print(old.kind, old.subject, as_copy(paper, act.now).as_json())
    act.record("paper.again", old.subject, paper=old.kind, first=job, again=new)
    return new
