"""The provisional slip: proof that a submission lies in this machine, and plainly not a Giấy tiếp nhận.

Only the province gives a Giấy tiếp nhận, its dossier code and its due date; so none of their words, and no due date,
may ever stand on this paper.
"""

from collections.abc import Sequence
from datetime import datetime

from kiosk.languages import texts
from kiosk.papers.paper import Bars, Block, Paper, Qr, Rule, Space, Text, Tick
from kiosk.papers.phone import phone_line


def slip_paper(
    *,
    hall: str,
    code: str,
    procedure: str,
    saved_at: datetime,
    papers: Sequence[str] = (),
    steps: Sequence[str] = (),
    ticket: str | None = None,
    phone: str = "",
    language: str = "vi",
) -> Paper:
    """Return the slip of one saved submission.

    Args:
        hall: name of the centre, printed on top.
        code: the provisional code (kiosk.dossiers.provisional).
        saved_at: when the submission was committed to this machine.
        papers: what the villager still has to bring.
        steps: what to do next, in order; the usual steps unless given.
        ticket: the number of a ticket taken with it.
    """
    say = texts(language)
    blocks: list[Block] = [
        Text(hall, size=2.4, bold=True, align="centre"),
        Space(1),
        Text(say.say("papers.slip.name"), size=5.0, bold=True, align="centre", inverse=True),
        Text(say.say("papers.slip.not_a_receipt"), size=3.0, bold=True, align="centre", inverse=True),
        Space(2),
        Text(procedure, size=3.2, bold=True, align="centre"),
        Space(1),
        Text(say.say("papers.slip.code"), size=2.4, align="centre"),
        Text(code, size=5.0, bold=True, align="centre"),
        Qr(code, dots=6),
        Bars(code),
        Space(1),
        Text(say.say("papers.slip.saved", time=f"{saved_at:%H:%M}", date=f"{saved_at:%d/%m/%Y}"), 2.8, True, "centre"),
        Text(say.say("papers.slip.not_received"), size=2.6, align="centre"),
    ]
    if papers:
        blocks += [Rule(), Text(say.say("papers.slip.bring"), size=3.0, bold=True), Space(1)]
        blocks += [Tick(one, size=2.6) for one in papers]
    blocks += [Rule(), Text(say.say("papers.slip.next"), size=3.0, bold=True)]
    blocks += [Tick(one, size=2.6, mark=f"{at}.") for at, one in enumerate(steps or _usual_steps(language, ticket), 1)]
    if phone:
        blocks += [Space(1), phone_line(phone, language)]
    return Paper(say.say("papers.slip.title", code=code), tuple(blocks))


def _usual_steps(language: str, ticket: str | None) -> list[str]:
    say = texts(language).say
    wait = say("papers.slip.step.ticket", number=ticket) if ticket else say("papers.slip.step.take_ticket")
    return [wait, say("papers.slip.step.counter"), say("papers.slip.step.receipt"), say("papers.slip.step.look_up")]
