"""A procedure's facts in a villager's words, the same on screen and on paper. What is not certain is not said."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kiosk.catalogue.amounts import says_fee, says_time
from kiosk.catalogue.procedures import Channel, ChannelKind, Document, Fee, Procedure, TimeLimit
from kiosk.config import Settings

Say = Callable[..., str]  # say("text.id", name=value) -> the sentence

CHANNELS: tuple[ChannelKind, ...] = ("counter", "online", "post")  # the order in which a villager thinks of them
LONGEST_HEAD = 120  # letters of a paper's name that are shown large
_MONTH = re.compile(r"(\d{4})-(\d{2})")
# What is paid several times: a page, a copy, a person.
_EACH = re.compile(r"[\d.,]+ (?:Việt Nam )?đồng ?\(?/ ?(trang|bản sao|bản|người)\b", re.IGNORECASE)
# Where the name of a paper ends and its explanation begins.
_EXPLANATION = re.compile(r" ?\((?=[^)]{12,})|\. (?=[A-ZĐÀ-Ỹ])|; |: | – |, (?=trừ|nếu|trường hợp)| (?=nếu |chỉ khi )")

_CASE = re.compile(r"(?:nếu|trường hợp|đối với|khi|riêng) ", re.IGNORECASE)
_CONDITION = re.compile(
    r"\((?:chỉ |nếu |khi |trường hợp |dùng khi )[^)]*\)|(?:chỉ |nếu |khi |trường hợp |dùng khi )[^.;(]*"
)


def say_time(time: TimeLimit, say: Say) -> str:
    """Return how long it takes, "" where no source says it with a unit."""
    if time.unit == "same_day":
        return say("procedure.time.same_day")
    if time.unit is None or time.value is None:
        return ""
    return say(f"procedure.time.{time.unit}", count=_number(time.value))


def say_fee(fee: Fee, say: Say) -> str:
    """Return what it costs, "" where no source is clear."""
    if fee.vnd is None:
        return ""
    if not fee.vnd:
        return say("procedure.fee.free")
    amount = say("procedure.fee.vnd", amount=f"{fee.vnd:,}".replace(",", "."))
    each = _EACH.match(fee.text)
    return f"{amount}/{each[1]}" if each else amount


def say_quantity(document: Document, say: Say) -> str:
    """Return how many of a paper to bring; what the source prints where that is not clear."""
    if document.present_only:
        return say("procedure.paper.show")
    parts: list[str] = []
    if document.originals:
        parts.append(say("procedure.paper.originals", count=document.originals))
    if document.copies:
        parts.append(say("procedure.paper.copies", count=document.copies))
    if parts:
        return ", ".join(parts)
    return document.text if document.originals is None else ""


def say_channel(channel: Channel, say: Say) -> str:
    """Return time and fee of one way to hand in, as printed where they are words; a number without its unit is left
    out, because nobody can use it.
    """
    time, fee = say_time(channel.time, say), say_fee(channel.fee, say)
    if not time and channel.time.value is None and says_time(channel.time.text):
        time = channel.time.text
    if not fee and says_fee(channel.fee.text):
        fee = channel.fee.text
    return " · ".join(one for one in (time, fee) if one) or say("procedure.ask")


def fees_by_channel(procedure: Procedure, say: Say) -> tuple[tuple[ChannelKind, str], ...]:
    """Return what each way to hand in costs, in the order of CHANNELS. A way whose fee hangs on the case, or is not
    clear, sends to a person; a procedure that names no ways has its one fee at the counter.
    """
    fees: dict[ChannelKind, set[str]] = {}
    for one in procedure.channels or (Channel("counter", fee=procedure.fee),):
        fees.setdefault(one.kind, set()).add(say_fee(one.fee, say))
    return tuple(
        (kind, (*fees[kind],)[0] if len(fees[kind]) == 1 and "" not in fees[kind] else say("procedure.ask"))
        for kind in CHANNELS
        if kind in fees
    )


def say_month(as_of: str, say: Say) -> str:
    """Return the month of the data ("2026-07" -> "7/2026"), or that it is not known."""
    match = _MONTH.fullmatch(as_of)
    if not match:
        return say("procedure.as_of.unknown")
    return say("procedure.as_of", month=f"{int(match[2])}/{match[1]}")


def head_and_detail(text: str) -> tuple[str, str]:
    """Split a paper's name into what it is called and the explanation behind it; no word gets lost."""
    match = _EXPLANATION.search(text)
    if match and 4 <= match.start() <= LONGEST_HEAD:
        return text[: match.start()].rstrip(), text[match.start() :].strip(" .;:–,")
    if len(text) <= LONGEST_HEAD:
        return text, ""
    cut = max(text.rfind(", ", 20, LONGEST_HEAD), 0) or text.rfind(" ", 0, LONGEST_HEAD)
    if cut <= 0:
        cut = LONGEST_HEAD
    return text[:cut].rstrip(", "), text[cut:].strip(", ")


def condition_in(detail: str) -> str:
    """Return the clause that says when a paper is needed at all, "" where it always is."""
    match = _CONDITION.match(detail)
    return match[0].strip(" ;.,") if match else ""


def needed_at_times(document: Document) -> bool:
    """Whether a paper is needed only in some cases, as far as its name says."""
    _, detail = head_and_detail(document.name)
    return bool(condition_in(detail)) or bool(_CASE.match(document.name))


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a procedure is handed in at this hall: the queue's letter and the numbers of its counters."""

    service: str
    counters: tuple[int, ...]


def desk_of(procedure: Procedure, settings: Settings, counters: Sequence[int] = ()) -> Desk:
    """Return the queue whose fields hold the procedure's, and its counters; `counters` where the hall named some."""
    service = settings.service_for_field(procedure.field).letter
    usual = (one.number for one in settings.counters if service in one.services)
    return Desk(service, tuple(one for one in counters if settings.counter(one)) or tuple(usual))


def _number(value: float) -> str:
    return f"{value:g}".replace(".", ",")
