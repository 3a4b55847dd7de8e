"""JSON -> FormDefinition. A mistake names its place, so that whoever wrote the form finds it: "pages[3].rules[0]"."""

from collections.abc import Mapping, Sequence
from typing import Any

from kiosk.errors import FormDefinitionError
from kiosk.forms.blocks import Blocks, placed_pages
from kiosk.forms.definition import (
    AGE,
    ASK_STAFF,
    SCHEMA_VERSION,
    YEAR_ONLY,
    Box,
    Choice,
    ExitPage,
    FormDefinition,
    Kind,
    Loop,
    PaperItem,
    Question,
    Review,
    Rule,
    Source,
    Way,
    Wording,
)
from kiosk.forms.loops import MOST_ROUNDS, spell_out
from kiosk.forms.part import Part, WrongPlaceError, whole
from kiosk.forms.references import check_references
from kiosk.store.canonical import canonical

Lists = Mapping[str, tuple[Choice, ...]]
Placed = tuple[Any, str]  # a page's JSON and where it stands

NO_BLOCKS: Blocks = {}


def read_definition(raw: Any, name: str, lists: Lists, blocks: Blocks = NO_BLOCKS) -> FormDefinition:
    """Return the form written as JSON.

    Args:
        name: what to call the form when something is wrong, usually its file.
        lists: the named pick lists `choices_from` may ask for.
        blocks: the named pages `include` may ask for, as JSON.
    Raises:
        FormDefinitionError: names the place.
    """
    try:
        return whole(raw, "", lambda part: _form(part, lists, blocks))
    except WrongPlaceError as error:
        raise FormDefinitionError(form=name, problem=str(error)) from error


def read_choices(raw: Any, name: str) -> tuple[Choice, ...]:
    """Return a pick list: [{"value": ..., "name": ...}].

    Raises:
        FormDefinitionError: names the place.
    """
    try:
        return Part({"list": raw}, "").parts("list", _choice)
    except WrongPlaceError as error:
        raise FormDefinitionError(form=name, problem=str(error)) from error


def _form(part: Part, lists: Lists, blocks: Blocks) -> FormDefinition:
    raw = part.as_json()
    if part.number("schema_version") != SCHEMA_VERSION:
        raise WrongPlaceError(f"schema_version phải là {SCHEMA_VERSION}")
    placed = list(placed_pages(part.list("pages"), blocks))
    pages = [whole(page, where, lambda one: _question(one, lists)) for page, where in placed]
    loops = part.parts("loops", _loop)
    groups = part.parts("groups", lambda one: (one.text("id"), one.text("text")))
    exits = part.parts("exits", _exit)
    check_references([(page, where) for page, (_, where) in zip(pages, placed, strict=True)], loops, groups, exits)
    return FormDefinition(
        id=part.text("id"),
        procedure=part.text("procedure"),
        field=part.text("field"),
        version=part.number("version"),
        title=part.text("title"),
        official=part.text("official"),
        picture=part.text("picture", ""),
        groups=groups,
        pages=spell_out(pages, loops),
        exits=exits,
        loops=loops,
        source=_expanded(raw, [page for page, _ in placed], lists),
    )


def _expanded(raw: Mapping[str, Any], pages: Sequence[Mapping[str, Any]], lists: Lists) -> str:
    """Return the form as one JSON text that needs no other file."""
    return canonical({**raw, "pages": [_with_choices(page, lists) for page in pages]})


def _with_choices(page: Mapping[str, Any], lists: Lists) -> dict[str, Any]:
    if "choices_from" not in page:
        return dict(page)
    listed = [
        {key: text for key in ("value", "text", "name", "picture") if (text := getattr(one, key))}
        for one in lists[page["choices_from"]]
    ]
    kept = {key: value for key, value in page.items() if key != "choices_from"}
    return {**kept, "choices": [*page.get("choices", []), *listed]}


def _loop(part: Part) -> Loop:
    if not part.has("most"):
        raise WrongPlaceError(f"{part.where}: vòng lặp không có điểm dừng. Xin ghi most, nhiều nhất {MOST_ROUNDS}")
    return Loop(
        id=part.text("id"),
        pages=tuple(str(one) for one in part.list("pages")),
        least=part.number("least", 1),
        most=part.number("most"),
        first=part.text("first", ""),
        more=part.text("more"),
        group=part.text("group"),
        label=part.text("label", "forms.loop.person"),
        show_if=part.condition("show_if"),
    )


def _question(part: Part, lists: Lists) -> Question:
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
        picks=tuple(str(one) for one in part.list("picks")),
        signers=tuple(str(one) for one in part.list("signers")),
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


def _kind(part: Part) -> Kind:
    name = part.text("type")
    if name not in {kind.value for kind in Kind if kind is not Kind.PAPER_CAPTURE}:
        raise WrongPlaceError(f"{part.place('type')} không có loại {name!r}")
    return Kind(name)


def _unknown(part: Part) -> frozenset[str]:
    ways = frozenset(str(one) for one in part.list("unknown"))
    for way in ways - {YEAR_ONLY, AGE, ASK_STAFF}:
        raise WrongPlaceError(f"{part.place('unknown')} không có cách {way!r}")
    return ways


def _listed(part: Part, lists: Lists) -> tuple[Choice, ...]:
    name = part.text("choices_from", "")
    if name and name not in lists:
        raise WrongPlaceError(f"{part.place('choices_from')} không có danh sách {name!r}")
    return lists.get(name, ())


def _choice(part: Part) -> Choice:
    return Choice(
        part.text("value"),
        part.text("text", ""),
        part.text("name", ""),
        part.text("picture", ""),
        part.condition("show_if"),
    )


def _item(part: Part) -> PaperItem:
    return PaperItem(
        part.text("id"),
        part.text("text"),
        part.text("picture", ""),
        part.number("original", 0),
        part.number("copies", 0),
        part.condition("show_if"),
        part.flag("capture", False),
    )


def _rule(part: Part) -> Rule:
    kind = part.text("then")
    if kind not in {"error", "warning"}:
        raise WrongPlaceError(f"{part.place('then')} là error hoặc warning")
    return Rule(part.must("if"), kind, part.text("text"))


def _card_source(part: Part) -> Source:
    page, _, field = part.text("from").partition(".")
    return Source(page, field, part.condition("if"))


def _exit(part: Part) -> ExitPage:
    return ExitPage(part.text("id"), part.text("text"), part.text("hint"), part.text("picture", ""))
