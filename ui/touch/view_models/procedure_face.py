"""What stands on the page of a procedure: pure functions from the procedure to rows of words and pictures."""

import textwrap
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kiosk.catalogue.describe import (
    CHANNELS,
    head_and_detail,
    needed_at_times,
    say_channel,
    say_fee,
    say_month,
    say_quantity,
    say_time,
)
from kiosk.catalogue.guidance import Page
from kiosk.catalogue.procedures import Document
from ui.touch.view_models.paper_pictures import mark_of, picture_of
from ui.touch.words import Say

Tab = Literal["papers", "steps", "cost", "law"]
TABS: tuple[Tab, ...] = ("papers", "steps", "cost", "law")
LONG_HEAD = 110  # letters; longer ones are set in the smaller type
LARGE = 1.27  # the larger type's size in that of the smaller one
LEAST_LINES = 2.6  # a row is never lower than its picture
TITLE_LINES = 1.6
BUTTON_LETTERS, BUTTON_LINES = 11, 2.7  # what the button takes that asks for more
BETWEEN = 0.35  # lines of white between two rows
MOST_LAWS = 12


@dataclass(frozen=True, slots=True)
class PageRow:
    """A row of a tab: a picture or a number, what counts in `head`, the rest in `detail`, and a quantity.

    `mark` is a small picture on the picture; `title` rows head those behind them and have neither.
    """

    head: str
    detail: str = ""
    picture: str = ""
    number: int = 0
    quantity: str = ""
    mark: str = ""
    title: bool = False


@dataclass(frozen=True, slots=True)
class ProcedureFace:
    """What stands on the page whatever the tab.

    `caveat` is empty where nothing is in doubt, `notice` where no rule changes soon, `contact` where the hall has named
    nobody; `short_note` is age and doubt in one line, for little room.
    """

    name: str
    time: str
    fee: str
    where: str
    as_of: str
    caveat: str
    notice: str
    contact: str
    short_note: str


def describe_procedure(page: Page, say: Say) -> ProcedureFace:
    """Derive the page's lasting part."""
    procedure = page.procedure
    numbers = ", ".join(str(one) for one in page.desk.counters)
    month, posted = say_month(procedure.as_of, say), say("procedure.posted")
    notice = _notice(page, say)
    return ProcedureFace(
        name=procedure.short_name,
        time=say_time(procedure.time_limit, say) or say("procedure.ask"),
        fee=say_fee(procedure.fee, say) or say("procedure.ask"),
        where=say("procedure.where.counters", numbers=numbers) if numbers else say("procedure.ask"),
        as_of=f"{month} {posted}",
        caveat=procedure.caveat or "",
        notice=notice,
        contact=_contact(page, say),
        short_note=f"{month} {say('procedure.caveat.see') if procedure.caveat or notice else posted}",
    )


def _notice(page: Page, say: Say) -> str:
    """Return what changes soon, and what this hall adds."""
    said = [say(one) for one in page.notices]
    if page.changes_on and not said:
        said.append(say("procedure.changes_on", day=f"{date.fromisoformat(page.changes_on):%d/%m/%Y}"))
    return " ".join([*said, page.local.note]).strip()


def _contact(page: Page, say: Say) -> str:
    if page.official and page.phone:
        return say("procedure.contact.both", name=page.official, phone=page.phone)
    if page.official:
        return say("procedure.contact.name", name=page.official)
    return say("procedure.contact.phone", phone=page.phone) if page.phone else ""


def describe_tab(page: Page, tab: Tab, say: Say) -> tuple[PageRow, ...]:
    """Return the rows of one tab."""
    return {"papers": _papers, "steps": _steps, "cost": _cost, "law": _law}[tab](page, say)


def _papers(page: Page, say: Say) -> tuple[PageRow, ...]:
    """Return the papers that everybody needs, then those of some cases."""
    documents = page.procedure.documents
    always = [_paper(one, say) for one in documents if not needed_at_times(one)]
    sometimes = [_paper(one, say) for one in documents if needed_at_times(one)]
    if always and sometimes:
        return (*always, PageRow(say("procedure.papers.sometimes"), title=True), *sometimes)
    return (*always, *sometimes) or (PageRow(say("procedure.no_papers"), picture="papers/ask"),)


def _paper(document: Document, say: Say) -> PageRow:
    head, detail = head_and_detail(document.name)
    picture, mark = picture_of(document, head), mark_of(document)
    return PageRow(head, detail, picture, quantity=say_quantity(document, say), mark=mark)


def _steps(page: Page, say: Say) -> tuple[PageRow, ...]:
    procedure = page.procedure
    rows = [PageRow(one, number=number) for number, one in enumerate(procedure.steps, 1)]
    if procedure.result:
        rows.append(PageRow(say("procedure.result"), procedure.result, picture="papers/result"))
    return tuple(rows)


def _cost(page: Page, say: Say) -> tuple[PageRow, ...]:
    procedure = page.procedure
    rows = [
        PageRow(say(f"procedure.channel.{one.kind}"), say_channel(one, say), picture=f"channels/{one.kind}")
        for one in sorted(procedure.channels, key=lambda one: CHANNELS.index(one.kind))
    ]
    level = say(f"procedure.level.{procedure.level}") if procedure.level else ""
    notes = (
        ("procedure.law.level", level, "channels/online"),
        ("procedure.note.time", procedure.time_limit.text, "channels/time"),
        ("procedure.note.fee", procedure.fee.text, "channels/fee"),
        ("procedure.conditions", procedure.conditions, "papers/ask"),
    )
    rows += [PageRow(say(text_id), text, picture=picture) for text_id, text, picture in notes if text]
    return tuple(dict.fromkeys(rows)) or (PageRow(say("procedure.ask"), picture="papers/ask"),)


def _law(page: Page, say: Say) -> tuple[PageRow, ...]:
    procedure = page.procedure
    laws = [one.title if one.number in one.title else f"{one.title} {one.number}" for one in procedure.laws]
    facts = (
        ("procedure.caveat", procedure.caveat or "", "papers/ask"),
        ("procedure.notice", _notice(page, say), "papers/law"),
        ("procedure.contact", _contact(page, say), "papers/ask"),
        ("procedure.law.agency", procedure.agency, "channels/counter"),
        ("procedure.law.age", f"{say_month(procedure.as_of, say)} {say('procedure.posted')}", "channels/time"),
        ("procedure.law.code", procedure.code if procedure.has_national_code else "", "papers/original"),
        ("procedure.law.list", "; ".join(laws[:MOST_LAWS]), "papers/law"),
    )
    return tuple(PageRow(say(text_id), text, picture=picture) for text_id, text, picture in facts if text)


def is_small(row: PageRow) -> bool:
    """Whether a row is set in the smaller type; steps are read like a text and keep one size."""
    return row.number == 0 and len(row.head) > LONG_HEAD


def lines_of(row: PageRow, letters: int, short: bool = False) -> float:
    """Return how many lines of the smaller type a row takes; such a line holds `letters` letters.

    Args:
        short: without the explanation, with a button that asks for it.
    """
    if row.title:
        return TITLE_LINES
    size = 1.0 if is_small(row) else LARGE
    beside = letters - BUTTON_LETTERS if short else letters
    head = _wrapped(row.head, int(beside / size)) * size
    below = row.quantity if short else " · ".join(one for one in (row.quantity, row.detail) if one)
    return max(BUTTON_LINES if short else LEAST_LINES, head + _wrapped(below, beside)) + BETWEEN


def _wrapped(text: str, letters: int) -> int:
    return sum(len(textwrap.wrap(line, letters)) for line in text.split("\n"))
