"""What stands on the page of a procedure: pure functions from the procedure to rows of words and pictures."""

import textwrap
from dataclasses import dataclass
from typing import Literal

from kiosk.catalogue.describe import Desk, head_and_detail, say_channel, say_fee, say_month, say_quantity, say_time
from kiosk.catalogue.procedures import Document, Procedure
from ui.touch.words import Say

Tab = Literal["papers", "steps", "cost", "law"]
TABS: tuple[Tab, ...] = ("papers", "steps", "cost", "law")
LONG_HEAD = 110  # letters; longer ones are set in the smaller type
LARGE = 1.27  # the larger type's size in that of the smaller one
LEAST_LINES = 2.3  # a row is never lower than its picture
BETWEEN = 0.35  # lines of white between two rows
MOST_LAWS = 12
CHANNELS = ("counter", "online", "post")  # the order in which a villager thinks of them


@dataclass(frozen=True, slots=True)
class PageRow:
    """A row of a tab: a picture or a number, what counts in `head`, the rest in `detail`, and a quantity."""

    head: str
    detail: str = ""
    picture: str = ""
    number: int = 0
    quantity: str = ""


@dataclass(frozen=True, slots=True)
class ProcedureFace:
    """What stands on the page whatever the tab.

    `caveat` is empty where nothing is in doubt; `short_note` is age and doubt in one line, for little room.
    """

    name: str
    time: str
    fee: str
    where: str
    as_of: str
    caveat: str
    short_note: str


def describe_procedure(procedure: Procedure, desk: Desk, say: Say) -> ProcedureFace:
    """Derive the page's lasting part."""
    numbers = ", ".join(str(one) for one in desk.counters)
    month, posted = say_month(procedure.as_of, say), say("procedure.posted")
    return ProcedureFace(
        name=procedure.short_name,
        time=say_time(procedure.time_limit, say) or say("procedure.ask"),
        fee=say_fee(procedure.fee, say) or say("procedure.ask"),
        where=say("procedure.where.counters", numbers=numbers) if numbers else say("procedure.ask"),
        as_of=f"{month} {posted}",
        caveat=procedure.caveat or "",
        short_note=f"{month} {say('procedure.caveat.see') if procedure.caveat else posted}",
    )


def describe_tab(procedure: Procedure, tab: Tab, say: Say) -> tuple[PageRow, ...]:
    """Return the rows of one tab."""
    return {"papers": _papers, "steps": _steps, "cost": _cost, "law": _law}[tab](procedure, say)


def _papers(procedure: Procedure, say: Say) -> tuple[PageRow, ...]:
    rows = [
        PageRow(*head_and_detail(one.name), picture=_picture(one), quantity=say_quantity(one, say))
        for one in procedure.documents
    ]
    return tuple(rows) or (PageRow(say("procedure.no_papers"), picture="papers/ask"),)


def _picture(document: Document) -> str:
    if document.present_only:
        return "papers/show"
    if document.form:
        return "papers/form"
    return "papers/copy" if document.copies and not document.originals else "papers/original"


def _steps(procedure: Procedure, say: Say) -> tuple[PageRow, ...]:
    rows = [PageRow(one, number=number) for number, one in enumerate(procedure.steps, 1)]
    if procedure.result:
        rows.append(PageRow(say("procedure.result"), procedure.result, picture="papers/result"))
    return tuple(rows)


def _cost(procedure: Procedure, say: Say) -> tuple[PageRow, ...]:
    rows = [
        PageRow(say(f"procedure.channel.{one.kind}"), say_channel(one, say), picture=f"channels/{one.kind}")
        for one in sorted(procedure.channels, key=lambda one: CHANNELS.index(one.kind))
    ]
    notes = (
        ("procedure.note.time", procedure.time_limit.text, "channels/time"),
        ("procedure.note.fee", procedure.fee.text, "channels/fee"),
        ("procedure.conditions", procedure.conditions, "papers/ask"),
    )
    rows += [PageRow(say(text_id), text, picture=picture) for text_id, text, picture in notes if text]
    return tuple(dict.fromkeys(rows)) or (PageRow(say("procedure.ask"), picture="papers/ask"),)


def _law(procedure: Procedure, say: Say) -> tuple[PageRow, ...]:
    level = say(f"procedure.level.{procedure.level}") if procedure.level else ""
    laws = [one.title if one.number in one.title else f"{one.title} {one.number}" for one in procedure.laws]
    facts = (
        ("procedure.caveat", procedure.caveat or "", "papers/ask"),
        ("procedure.law.agency", procedure.agency, "channels/counter"),
        ("procedure.law.level", level, "channels/online"),
        ("procedure.law.code", procedure.code if procedure.has_national_code else "", "papers/original"),
        ("procedure.law.list", "; ".join(laws[:MOST_LAWS]), "papers/law"),
    )
    return tuple(PageRow(say(text_id), text, picture=picture) for text_id, text, picture in facts if text)


def is_small(row: PageRow) -> bool:
    """Whether a row is set in the smaller type; steps are read like a text and keep one size."""
    return row.number == 0 and len(row.head) > LONG_HEAD


def lines_of(row: PageRow, letters: int) -> float:
    """Return how many lines of the smaller type a row takes; such a line holds `letters` letters."""
    size = 1.0 if is_small(row) else LARGE
    head = _wrapped(row.head, int(letters / size)) * size
    rest = _wrapped(" · ".join(one for one in (row.quantity, row.detail) if one), letters)
    return max(LEAST_LINES, head + rest) + BETWEEN


def _wrapped(text: str, letters: int) -> int:
    return sum(len(textwrap.wrap(line, letters)) for line in text.split("\n"))
