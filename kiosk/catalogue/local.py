"""What this hall knows better than the catalogue: whom to phone, which counter, the fee the province has set.

A fact belongs to one procedure, to a field, or to everything; the narrowest one counts. Facts lie over the procedure
when it is shown; the procedure itself stays as it came.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kiosk.catalogue.procedures import Channel, ChannelKind, Fee, Procedure
from kiosk.config import Settings
from kiosk.errors import WrongFactError
from kiosk.store import catalogue as tables
from kiosk.store.database import Store

EVERYTHING = "*"
FIELD = "field:"
LONGEST_TEXT, LONGEST_NAME = 200, 80
HIGHEST_FEE = 100_000_000

_MONEY = re.compile(r"([0-9]+|[0-9]{1,3}(?:[ .,][0-9]{3})+) ?(?:đồng|đ|vnd|vnđ)?")  # no cents: "15.5" is a slip
_PHONE = re.compile(r"\+?(?:[ .()-]*[0-9]){3,}[0-9 .()-]*")
LONGEST_PHONE = 30
_CHANNELS: tuple[ChannelKind, ...] = ("counter", "online", "post")


@dataclass(frozen=True, slots=True)
class LocalFacts:
    """The facts that hold for one procedure. `fees` by channel in đồng; `fee_note` says by which decision."""

    phone: str = ""
    official: str = ""
    counters: tuple[int, ...] = ()
    fees: dict[ChannelKind, int] = field(default_factory=dict[ChannelKind, int])
    fee_note: str = ""
    note: str = ""


def scopes_of(procedure: Procedure) -> tuple[str, str, str]:
    """Return where facts of a procedure may stand, widest first."""
    return EVERYTHING, f"{FIELD}{procedure.field}", procedure.code


def local_facts(store: Store, procedure: Procedure) -> LocalFacts:
    """Return what this hall knows better about a procedure. A fee set for many opens no channel that one of them
    does not have.
    """
    scopes = scopes_of(procedure)
    stored = sorted(tables.facts(store.db, scopes), key=lambda one: scopes.index(one.scope))
    values = {one.name: one.value for one in stored}
    own = {one.name for one in stored if one.scope == procedure.code}
    offered = {one.kind for one in procedure.channels} or {"counter"}
    return LocalFacts(
        phone=values.get("phone", ""),
        official=values.get("official", ""),
        counters=tuple(int(one) for one in values.get("counters", "").split()),
        fees={
            kind: int(values[name])
            for kind in _CHANNELS
            if (name := f"fee_{kind}") in values and (kind in offered or name in own)
        },
        fee_note=values.get("fee_note", ""),
        note=values.get("note", ""),
    )


def with_local_fees(procedure: Procedure, facts: LocalFacts) -> Procedure:
    """Return the procedure with the fees of this hall, in its channels and at the counter."""
    if not facts.fees:
        return procedure
    known = {one.kind for one in procedure.channels}
    channels = [
        replace(one, fee=Fee(facts.fees[one.kind], facts.fee_note)) if one.kind in facts.fees else one
        for one in procedure.channels
    ]
    channels += [
        Channel(kind, procedure.time_limit if kind == "counter" else Channel(kind).time, Fee(vnd, facts.fee_note))
        for kind, vnd in facts.fees.items()
        if kind not in known
    ]
    fee = Fee(facts.fees["counter"], facts.fee_note) if "counter" in facts.fees else procedure.fee
    return replace(procedure, channels=tuple(channels), fee=fee)


def own_facts(store: Store, scope: str) -> dict[str, str]:
    """Return the facts that stand at one scope, as they are kept: name -> value."""
    return {one.name: one.value for one in tables.facts(store.db, [scope])}


def set_facts(store: Store, settings: Settings, scope: str, values: Mapping[str, str], clerk: str) -> None:
    """Set facts of a scope, all of them or none; an empty value takes one away. Who did what stands in the journal.

    Args:
        scope: a procedure's code, "field:" with a field's name, or "*".
        values: by name: phone, official, counters (numbers with blanks between), fee_counter, fee_online, fee_post
            (đồng), fee_note, note.
    Raises:
        WrongFactError: a value makes no sense there; nothing was changed.
    """
    wanted = {name: _checked(name, value, settings) for name, value in values.items()}
    with store.act() as act:
        before = {one.name: one.value for one in tables.facts(act.db, [scope])}
        for name, text in wanted.items():
            if before.get(name, "") != text:
                tables.put_fact(act, scope, name, text, clerk)
                act.record("catalogue.local", scope, name=name, before=before.get(name, ""), after=text, by=clerk)


def _checked(name: str, value: str, settings: Settings) -> str:
    text = " ".join("".join(one if one.isprintable() else " " for one in value).split())
    if name not in _CHECKS or len(text) > LONGEST_TEXT:
        raise WrongFactError(value=text[:LONGEST_TEXT])
    return _CHECKS[name](text, settings) if text else ""


def _phone(text: str, settings: Settings) -> str:
    if len(text) > LONGEST_PHONE or not _PHONE.fullmatch(text):
        raise WrongFactError(value=text)
    return text


def _name(text: str, settings: Settings) -> str:
    if len(text) > LONGEST_NAME:
        raise WrongFactError(value=text)
    return text


def _words(text: str, settings: Settings) -> str:
    return text


def _counters(text: str, settings: Settings) -> str:
    numbers = re.split(r"[ ,;]+", text)
    known = {str(one.number) for one in settings.counters}
    if not set(numbers) <= known:
        raise WrongFactError(value=text)
    return " ".join(sorted(set(numbers), key=int))


def _money(text: str, settings: Settings) -> str:
    written = _MONEY.fullmatch(text.lower())
    amount = int(re.sub(r"\D", "", written[1])) if written else None
    if amount is None or amount > HIGHEST_FEE:
        raise WrongFactError(value=text)
    return str(amount)


_CHECKS: dict[str, Callable[[str, Settings], str]] = {
    "phone": _phone,
    "official": _name,
    "counters": _counters,
    "fee_counter": _money,
    "fee_online": _money,
    "fee_post": _money,
    "fee_note": _words,
    "note": _words,
}
FACTS: Sequence[str] = tuple(_CHECKS)
