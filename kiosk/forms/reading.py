"""JSON -> FormDefinition. A mistake names its place, so that whoever wrote the form finds it: "pages[3].rules[0]"."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

from kiosk.errors import FormDefinitionError
from kiosk.forms.conditions import BadConditionError, Condition, read_condition
from kiosk.forms.definition import (
    ASK_STAFF,
    SCHEMA_VERSION,
    YEAR_ONLY,
    Box,
    Choice,
    ExitPage,
    FormDefinition,
    Kind,
    PaperItem,
    Question,
    Review,
    Rule,
    Source,
    Way,
    Wording,
)

Lists = Mapping[str, tuple[Choice, ...]]

_T = TypeVar("_T")


class _WrongPlaceError(Exception):
    """Becomes a FormDefinitionError where the form's name is known."""


class _Part:
    """A JSON object and where it stands. Every key must be taken; `done` refuses the ones that were not."""

    def __init__(self, raw: Any, where: str) -> None:
        if not isinstance(raw, dict):
            raise _WrongPlaceError(f"{where or 'tệp'} phải là một nhóm {{...}}")
        self._raw: dict[str, Any] = dict(cast("dict[str, Any]", raw))
        self.where = where

    def place(self, key: str) -> str:
        return f"{self.where}.{key}" if self.where else key

    def text(self, key: str, default: str | None = None) -> str:
        return self._take(key, str, default)

    def number(self, key: str, default: int | None = None) -> int:
        return self._take(key, int, default)

    def flag(self, key: str, default: bool) -> bool:
        return self._take(key, bool, default)

    def list(self, key: str) -> list[Any]:
        return self._take(key, list, [])

    def parts(self, key: str, build: "Callable[[_Part], _T]") -> tuple[_T, ...]:
        """Return what `build` makes of every object in the list `key`."""
        return tuple(_whole(raw, f"{self.place(key)}[{at}]", build) for at, raw in enumerate(self.list(key)))

    def part(self, key: str, build: "Callable[[_Part], _T]") -> _T | None:
        raw = self._raw.pop(key, None)
        return None if raw is None else _whole(raw, self.place(key), build)

    def condition(self, key: str) -> Condition | None:
        raw = self._raw.pop(key, None)
        if raw is None:
            return None
        try:
            return read_condition(raw)
        except BadConditionError as error:
            raise _WrongPlaceError(f"{self.place(key)}: {error}") from error

    def must(self, key: str) -> Condition:
        found = self.condition(key)
        if found is None:
            raise _WrongPlaceError(f"thiếu {self.place(key)}")
        return found

    def done(self) -> None:
        if self._raw:
            raise _WrongPlaceError(f"không có mục {self.place(min(self._raw))}")

    def _take(self, key: str, kind: type[_T], default: _T | None) -> _T:
        value = self._raw.pop(key, default)
        if value is None:
            raise _WrongPlaceError(f"thiếu {self.place(key)}")
        if type(value) is not kind:
            raise _WrongPlaceError(f"{self.place(key)} không đúng kiểu")
        return value


def read_definition(raw: Any, name: str, lists: Lists) -> FormDefinition:
    """Return the form written as JSON.

    Args:
        name: what to call the form when something is wrong, usually its file.
        lists: the named pick lists `choices_from` may ask for.
    Raises:
        FormDefinitionError: names the place.
    """
    try:
        return _whole(raw, "", lambda part: _form(part, lists))
    except _WrongPlaceError as error:
        raise FormDefinitionError(form=name, problem=str(error)) from error


def read_choices(raw: Any, name: str) -> tuple[Choice, ...]:
    """Return a pick list: [{"value": ..., "name": ...}].

    Raises:
        FormDefinitionError: names the place.
    """
    try:
        return _Part({"list": raw}, "").parts("list", _choice)
    except _WrongPlaceError as error:
        raise FormDefinitionError(form=name, problem=str(error)) from error


def _whole(raw: Any, where: str, build: Callable[[_Part], _T]) -> _T:
    part = _Part(raw, where)
    built = build(part)
    part.done()
    return built


def _form(part: _Part, lists: Lists) -> FormDefinition:
    if part.number("schema_version") != SCHEMA_VERSION:
        raise _WrongPlaceError(f"schema_version phải là {SCHEMA_VERSION}")
    form = FormDefinition(
        id=part.text("id"),
        procedure=part.text("procedure"),
        field=part.text("field"),
        version=part.number("version"),
        title=part.text("title"),
        official=part.text("official"),
        picture=part.text("picture", ""),
        groups=part.parts("groups", lambda one: (one.text("id"), one.text("text"))),
        pages=part.parts("pages", lambda one: _question(one, lists)),
        exits=part.parts("exits", _exit),
    )
    _check_references(form)
    return form


def _question(part: _Part, lists: Lists) -> Question:
    return Question(
        id=part.text("id"),
        kind=_kind(part),
        text=part.text("text"),
        hint=part.text("hint", ""),
        picture=part.text("picture", ""),
        text_when=part.parts("text_when", lambda one: Wording(one.must("if"), one.text("text"))),
        show_if=part.condition("show_if"),
        required=part.flag("required", True),
        unknown=_unknown(part),
        choices=part.parts("choices", _choice) + _listed(part, lists),
        items=part.parts("items", _item),
        low=part.number("low", 0),
        high=part.number("high", 0),
        action=part.text("action", ""),
        line=part.text("line", ""),
        rules=part.parts("rules", _rule),
        exits=part.parts("exits", lambda one: Way(one.must("if"), one.text("to"))),
        review=part.part("review", lambda one: Review(one.text("group"), one.text("label"), one.text("mask", ""))),
        paper=part.part("paper", lambda one: Box(one.text("sheet"), one.text("box"))),
        prefill=part.parts("prefill", _card_source),
        same_as=part.parts("same_as", lambda one: Source(one.text("page"), condition=one.must("if"))),
        offer=tuple(str(one) for one in part.list("offer")),
    )


def _kind(part: _Part) -> Kind:
    name = part.text("type")
    if name not in {kind.value for kind in Kind if kind is not Kind.PAPER_CAPTURE}:
        raise _WrongPlaceError(f"{part.place('type')} không có loại {name!r}")
    return Kind(name)


def _unknown(part: _Part) -> frozenset[str]:
    ways = frozenset(str(one) for one in part.list("unknown"))
    for way in ways - {YEAR_ONLY, ASK_STAFF}:
        raise _WrongPlaceError(f"{part.place('unknown')} không có cách {way!r}")
    return ways


def _listed(part: _Part, lists: Lists) -> tuple[Choice, ...]:
    name = part.text("choices_from", "")
    if name and name not in lists:
        raise _WrongPlaceError(f"{part.place('choices_from')} không có danh sách {name!r}")
    return lists.get(name, ())


def _choice(part: _Part) -> Choice:
    return Choice(
        part.text("value"),
        part.text("text", ""),
        part.text("name", ""),
        part.text("picture", ""),
        part.condition("show_if"),
    )


def _item(part: _Part) -> PaperItem:
    return PaperItem(
        part.text("id"),
        part.text("text"),
        part.text("picture", ""),
        part.number("original", 0),
        part.number("copies", 0),
        part.condition("show_if"),
        part.flag("capture", False),
    )


def _rule(part: _Part) -> Rule:
    kind = part.text("then")
    if kind not in {"error", "warning"}:
        raise _WrongPlaceError(f"{part.place('then')} là error hoặc warning")
    return Rule(part.must("if"), kind, part.text("text"))


def _card_source(part: _Part) -> Source:
    page, _, field = part.text("from").partition(".")
    return Source(page, field, part.condition("if"))


def _exit(part: _Part) -> ExitPage:
    return ExitPage(part.text("id"), part.text("text"), part.text("hint"), part.text("picture", ""))


def _check_references(form: FormDefinition) -> None:
    """Refuse what would stop a journey half way; what is merely unkind is the linter's business."""
    if not form.pages:
        raise _WrongPlaceError("pages: chưa có câu nào")
    groups, exits = {one for one, _ in form.groups}, {one.id for one in form.exits}
    seen: set[str] = set()
    for at, page in enumerate(form.pages):
        where = f"pages[{at}] ({page.id})"
        if page.id in seen:
            raise _WrongPlaceError(f"{where}: trùng tên")
        seen.add(page.id)
        if page.review and page.review.group not in groups:
            raise _WrongPlaceError(f"{where}.review.group: không có nhóm {page.review.group!r}")
        for way in page.exits:
            if way.to not in exits:
                raise _WrongPlaceError(f"{where}.exits: không có trang {way.to!r}")
        if page.kind is Kind.CHOICE and not page.choices:
            raise _WrongPlaceError(f"{where}: chưa có gì để chọn")
