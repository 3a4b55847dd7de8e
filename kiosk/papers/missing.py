"""The slip of what a dossier still lacks: boxes to tick at home. No code and no name stand on it, so none waits for the
printer in clear.
"""

from collections.abc import Sequence
from datetime import datetime

from kiosk.dossiers.results import say_age
from kiosk.languages import texts
from kiosk.papers.paper import Block, Paper, Rule, Space, Text, Tick
from kiosk.papers.phone import phone_line


def missing_paper(
    *,
    hall: str,
    procedure: str,
    missing: Sequence[str],
    as_of: datetime,
    counters: Sequence[int] = (),
    official: str = "",
    phone: str = "",
    language: str = "vi",
) -> Paper:
    """Return the slip of the papers in `missing`.

    Args:
        procedure: what the dossier is about; "" where that is not known.
        as_of: up to when this is known.
        counters: where to bring them.
    """
    say = texts(language).say
    blocks: list[Block] = [
        Text(hall, size=2.4, bold=True, align="centre"),
        Space(1),
        Text(say("papers.missing.name"), size=4.6, bold=True, align="centre", inverse=True),
        Space(2),
    ]
    if procedure:
        blocks += [Text(procedure, size=3.2, bold=True, align="centre"), Space(1)]
    blocks += [Rule(), *(Tick(one, size=3.0) for one in missing), Rule()]
    where = say("papers.guide.counters", numbers=", ".join(str(one) for one in counters)) if counters else ""
    blocks.append(Text(say("papers.missing.bring_to", where=where) if where else say("papers.missing.bring"), size=2.8))
    blocks.append(Text(say_age(as_of, say), size=2.4))
    if official:
        blocks.append(Text(say("papers.guide.official", name=official), size=2.6, align="centre"))
    if phone:
        blocks.append(phone_line(phone, language))
    return Paper(say("papers.missing.name"), tuple(blocks))
