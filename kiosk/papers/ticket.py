"""The paper of a ticket: what a villager needs while waiting, the number before everything else."""

from collections.abc import Sequence
from datetime import datetime

from kiosk.clock import hall_day
from kiosk.languages import Texts, texts
from kiosk.papers.paper import Block, Pair, Paper, Qr, Rule, Space, Text
from kiosk.papers.phone import phone_line
from kiosk.papers.ticket_code import TicketCode

NUMBER_MM = 18.0  # on 58 mm paper four letters still come out 12 mm high


def ticket_paper(
    *,
    hall: str,
    number: str,
    service: str,
    ahead: int | None,
    wait_minutes: tuple[int, int] | None,
    counters: Sequence[str],
    issued_at: datetime,
    priority: bool = False,
    phone: str = "",
    language: str = "vi",
) -> Paper:
    """Return the paper of one ticket.

    Args:
        hall: name of the centre, printed on top.
        ahead: how many are called before; None when that is not known.
        wait_minutes: (least, most), None while nobody can say.
        counters: names of the counters that may call the number, e.g. "Quầy 1".
    """
    say = texts(language)
    blocks: list[Block] = [
        Text(hall, size=2.4, bold=True, align="centre"),
        Rule(),
        Text(say.say("papers.ticket.number"), size=2.6, align="centre"),
        Text(number, size=NUMBER_MM, bold=True, align="centre"),
        Space(1),
    ]
    if priority:
        blocks += [Text(say.say("papers.ticket.priority"), size=3.2, bold=True, align="centre", inverse=True), Space(2)]
    blocks += [Text(service, size=3.4, bold=True, align="centre"), Space(1), Rule(dashed=True)]
    blocks += _waiting(say, ahead, wait_minutes, counters)
    blocks += [
        Rule(dashed=True),
        Text(say.say("papers.ticket.keep"), size=2.6, align="centre"),
        Text(say.say("papers.ticket.missed"), size=2.4, align="centre"),
        Qr(TicketCode(hall_day(issued_at), number).text),
        Text(say.say("papers.ticket.issued", time=f"{issued_at:%H:%M}", date=f"{issued_at:%d/%m/%Y}"), align="centre"),
    ]
    if phone:
        blocks.append(phone_line(phone, language))
    return Paper(say.say("papers.ticket.title", number=number), tuple(blocks))


def _waiting(
    say: Texts, ahead: int | None, wait_minutes: tuple[int, int] | None, counters: Sequence[str]
) -> list[Block]:
    blocks: list[Block] = []
    if ahead is not None:
        blocks.append(Pair(say.say("papers.ticket.ahead"), say.say("papers.ticket.people", count=ahead), 3.2, True))
    if wait_minutes is not None:
        blocks.append(Pair(say.say("papers.ticket.wait"), _minutes(say, *wait_minutes), 3.2, True))
    if counters:
        blocks.append(Pair(say.say("papers.ticket.counters"), ", ".join(counters), 3.2, True))
    return blocks


def _minutes(say: Texts, least: int, most: int) -> str:
    if most < 1:
        return say.say("papers.ticket.soon")
    if least == most:
        return say.say("papers.ticket.about", minutes=most)
    return say.say("papers.ticket.between", least=least, most=most)
