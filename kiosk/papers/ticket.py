"""The paper of a ticket: what a villager needs while waiting, the number before everything else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kiosk.languages import Texts, texts
from kiosk.papers.paper import Block, Pair, Paper, Qr, Rule, Space, Text
from kiosk.papers.phone import phone_line
from kiosk.waits import wait_in_short

NUMBER_MM = 18.0  # on 58 mm paper four letters still come out 12 mm high


@dataclass(frozen=True, slots=True)
class Place:
    """A counter that may call the number, and where it is: "Quầy 2", "bên trái, cạnh cửa sổ" (or empty)."""

    name: str
    direction: str = ""


def ticket_paper(
    *,
    hall: str,
    number: str,
    service: str,
    ahead: int | None,
    wait_minutes: tuple[int, int] | None,
    counters: Sequence[Place],
    issued_at: datetime,
    link: str,
    priority: bool = False,
    group: str = "",
    note: str = "",
    phone: str = "",
    language: str = "vi",
) -> Paper:
    """Return the paper of one ticket.

    Args:
        hall: name of the centre, printed on top.
        ahead: how many are called before; None when that is not known.
        wait_minutes: (least, most), None while nobody can say.
        link: what the QR code says (kiosk.papers.ticket_code).
        group: why this ticket stands in a line of its own, in words.
        note: what the hall wants to say on tickets of this service.
    """
    say = texts(language)
    blocks: list[Block] = [
        Text(hall, size=2.4, bold=True, align="centre"),
        Rule(),
        Text(say.say("papers.ticket.number"), size=2.6, align="centre"),
        Text(number, size=NUMBER_MM, bold=True, align="centre"),
        Space(1),
        *_group(say, priority, group),
        Text(service, size=3.4, bold=True, align="centre"),
        Space(1),
        Rule(dashed=True),
        *_waiting(say, ahead, wait_minutes, counters),
        Rule(dashed=True),
    ]
    if note:
        blocks += [Text(note, size=2.8, bold=True, align="centre"), Space(1)]
    blocks += [
        Text(say.say("papers.ticket.keep"), size=2.6, align="centre"),
        Text(say.say("papers.ticket.missed"), size=2.4, align="centre"),
        Space(1),
        Qr(link),
        Space(1),
        Text(say.say(_scan(link)), size=2.4, align="centre"),
        Text(say.say("papers.ticket.issued", time=f"{issued_at:%H:%M}", date=f"{issued_at:%d/%m/%Y}"), align="centre"),
    ]
    if phone:
        blocks.append(phone_line(phone, language))
    return Paper(say.say("papers.ticket.title", number=number), tuple(blocks))


def _scan(link: str) -> str:
    """Return the text id that says who can read the link: only an address means something to a phone."""
    return "papers.ticket.scan.phone" if link.startswith("http") else "papers.ticket.scan"


def _group(say: Texts, priority: bool, group: str) -> list[Block]:
    blocks: list[Block] = []
    if priority:
        blocks.append(Text(say.say("papers.ticket.priority"), size=3.2, bold=True, align="centre", inverse=True))
    if group:
        blocks.append(Text(group, size=2.6, align="centre"))
    return [*blocks, Space(2)] if blocks else []


def _waiting(
    say: Texts, ahead: int | None, wait_minutes: tuple[int, int] | None, counters: Sequence[Place]
) -> list[Block]:
    blocks: list[Block] = []
    if ahead is not None:
        people = say.say("papers.ticket.people", count=ahead) if ahead else say.say("papers.ticket.nobody")
        blocks.append(Pair(say.say("papers.ticket.ahead"), people, 3.2, True))
    if wait_minutes is not None:
        wait = say.say("papers.ticket.soon") if wait_minutes[1] == 0 else wait_in_short(wait_minutes, say.say)
        blocks.append(Pair(say.say("papers.ticket.wait"), wait, 3.2, True))
    if counters:
        blocks.append(Pair(say.say("papers.ticket.counters"), ", ".join(one.name for one in counters), 3.2, True))
    for one in counters:
        if one.direction:
            where = say.say("papers.ticket.direction", counter=one.name, direction=one.direction)
            blocks.append(Text(where, size=2.6))
    return blocks
