"""Conditions of a form, as data: what must hold for a page to show, a rule to speak, a prefill to apply.

["who", "=", "other"]                                equal, "!=", or "in" with a list
["copies", ">", 5]                                   a count: < <= > >=
["phone", "given"]                                   answered with a value
["mother_birth", "years_before", "child_birth", "<", 12]   also "days_before"; "today" names the day itself
["number", "speaks_of_sex", "male"]                  a citizen number whose digits say so (kiosk.forms.citizen_number)
["number", "disagrees_with_birth", "birth"]          a citizen number whose digits name another birth year
["shop_name", "says", ["công ty", "tập đoàn"]]       a text in which one of these words stands, capitals or not
["papers.birth_paper", "=", "no"]                    one part of an answer that has parts
{"all": [..]}, {"any": [..]}, {"not": ..}            put together

A comparison with something not answered does not hold, only `!=` does; with a date of which only the year is known
it holds when it must. So a rule never speaks about what is not known.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from kiosk.forms.answers import Answer, State, Value
from kiosk.forms.citizen_number import says_other_birth_year, says_sex
from kiosk.forms.dates import PartialDate, days_between, full_years

TODAY = "today"

_ORDER: dict[str, Callable[[int, int], bool]] = {
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
}
_SPANS: dict[str, Callable[[PartialDate, PartialDate], tuple[int, int]]] = {
    "years_before": full_years,
    "days_before": days_between,
}


class BadConditionError(ValueError):
    """The data is not a condition; the message says where it fails, for the person who wrote the form."""


@dataclass(frozen=True, slots=True)
class Test:
    """One comparison: [page, verb, *rest]."""

    page: str
    verb: str
    rest: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """all, any or not (with one part)."""

    kind: str
    parts: "tuple[Condition, ...]"


Condition = Test | Group
Answers = Mapping[str, Answer]


def read_condition(raw: Any) -> Condition:
    """Return the condition written as JSON.

    Raises:
        BadConditionError: unknown shape, verb or number of parts.
    """
    if isinstance(raw, dict):
        return _read_group(cast("dict[str, Any]", raw))
    if isinstance(raw, list):
        return _read_test(cast("list[Any]", raw))
    raise BadConditionError(f"{raw!r} is no condition")


def holds(condition: Condition | None, answers: Answers, today: date) -> bool:
    """Say whether `condition` holds for the answers known so far; None always holds."""
    match condition:
        case None:
            return True
        case Group("all", parts):
            return all(holds(part, answers, today) for part in parts)
        case Group("any", parts):
            return any(holds(part, answers, today) for part in parts)
        case Group(_, parts):
            return not holds(parts[0], answers, today)
        case Test():
            return _test(condition, answers, today)


def pages_of(condition: Condition | None) -> Iterator[str]:
    """Yield every page a condition looks at."""
    match condition:
        case None:
            return
        case Group(_, parts):
            for part in parts:
                yield from pages_of(part)
        case Test(page, verb, rest):
            yield page.partition(".")[0]
            if verb in (*_SPANS, "disagrees_with_birth") and rest[0] != TODAY:
                yield rest[0]


def renamed(condition: Condition | None, names: Mapping[str, str]) -> Condition | None:
    """Return the condition looking at `names[page]` wherever it looked at `page`; other pages stay."""
    match condition:
        case None:
            return None
        case Group(kind, parts):
            return Group(kind, tuple(part for part in (renamed(one, names) for one in parts) if part is not None))
        case Test(page, verb, rest):
            name, dot, part = page.partition(".")
            if verb in (*_SPANS, "disagrees_with_birth"):
                rest = (names.get(rest[0], rest[0]), *rest[1:])
            return Test(names.get(name, name) + dot + part, verb, rest)


def _read_group(raw: dict[str, Any]) -> Group:
    if len(raw) != 1 or (kind := next(iter(raw))) not in {"all", "any", "not"}:
        raise BadConditionError(f"{raw!r} is none of all, any, not")
    parts = [raw[kind]] if kind == "not" else raw[kind]
    if not isinstance(parts, list) or not parts:
        raise BadConditionError(f"{kind} needs a list of conditions")
    return Group(kind, tuple(read_condition(part) for part in cast("list[Any]", parts)))


def _read_test(raw: list[Any]) -> Test:
    if len(raw) < 2 or not isinstance(raw[0], str) or not isinstance(raw[1], str):
        raise BadConditionError(f"{raw!r} does not begin with a page and a verb")
    page, verb, *rest = raw
    if not _fits(verb, rest):
        raise BadConditionError(f"{raw!r} does not fit the verb {verb!r}")
    return Test(page, verb, tuple(rest))


def _fits(verb: str, rest: list[Any]) -> bool:
    match verb, rest:
        case (("=" | "!="), [str() | int()]):
            return True
        case "in", [[*values]]:
            return bool(values)
        case "says", [[*words]]:
            return bool(words) and all(isinstance(word, str) and word for word in words)
        case "given", []:
            return True
        case (("<" | "<=" | ">" | ">="), [int()]):
            return True
        case (("years_before" | "days_before"), [str(), str() as sign, int()]):
            return sign in _ORDER
        case "speaks_of_sex", ["male" | "female"]:
            return True
        case "disagrees_with_birth", [str()]:
            return True
        case _:
            return False


def _test(test: Test, answers: Answers, today: date) -> bool:
    value = _value(test.page, answers)
    match test.verb, value, test.rest:
        case (("=" | "!=" | "in"), _, _):
            return _equal(test, value)
        case _, None, _:
            return False
        case "given", _, _:
            return True
        case (("years_before" | "days_before"), str(), (other, sign, limit)):
            return _span(test.verb, PartialDate.read(value), _date_value(other, answers, today), sign, limit)
        case "says", str(), (words,):
            return any(word.casefold() in value.casefold() for word in words)
        case "speaks_of_sex", str(), (sex,):
            return says_sex(value, sex)
        case "disagrees_with_birth", str(), (other,):
            birth = _value(other, answers)
            return isinstance(birth, str) and says_other_birth_year(value, birth)
        case verb, int(), (limit,):
            return _ORDER[verb](value, limit)
        case _:
            return False


def _equal(test: Test, value: Value | None) -> bool:
    if test.verb == "in":
        return value in test.rest[0]
    return (value == test.rest[0]) == (test.verb == "=")


def _span(verb: str, first: PartialDate, second: PartialDate | None, sign: str, limit: int) -> bool:
    if second is None:
        return False
    least, most = _SPANS[verb](first, second)
    return _ORDER[sign](most if sign.startswith("<") else least, limit)


def _date_value(page: str, answers: Answers, today: date) -> PartialDate | None:
    if page == TODAY:
        return PartialDate.of(today)
    value = _value(page, answers)
    return PartialDate.read(value) if isinstance(value, str) else None


def _value(page: str, answers: Answers) -> Value | None:
    name, _, part = page.partition(".")
    answer = answers.get(name)
    if answer is None or answer.state is not State.GIVEN:
        return None
    return answer.value.get(part) if part and isinstance(answer.value, dict) else answer.value
