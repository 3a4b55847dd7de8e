"""Repeat a person: one page at a time, then "one more?", never a grid.

A loop is spelled out before anybody walks the form: every round it may have becomes pages of its own, each shown only
while the question before the round was answered "yes". So walking, going back and dropping hidden answers need no
rule for loops, and no loop can go on for ever.

    children#first? -> child_name, child_birth -> children#more1? -> child_name#2, child_birth#2 -> children#more2? ...
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kiosk.forms.conditions import Condition, Group, Test, renamed
from kiosk.forms.definition import Kind, Loop, Question, Review, Source, Way, Wording

MOST_ROUNDS = 20
MARK = "#"  # stands in no page id as it is written


def spell_out(pages: Sequence[Question], loops: Sequence[Loop]) -> tuple[Question, ...]:
    """Return the pages as they may be walked, with every round of every loop in its place."""
    by_first = {loop.pages[0]: loop for loop in loops}
    inside = {page for loop in loops for page in loop.pages}
    found: list[Question] = []
    by_id = {page.id: page for page in pages}
    for page in pages:
        if page.id in by_first:
            loop = by_first[page.id]
            found += _rounds(loop, [by_id[name] for name in loop.pages])
        elif page.id not in inside:
            found.append(page)
    return tuple(found)


def written_id(page: str) -> str:
    """Return the id of a page as the form's file has it: "child_name" of "child_name#2"."""
    return page.partition(MARK)[0]


def is_loop_question(page: Question) -> bool:
    """Say whether this is "is there one?" or "one more?" rather than a page of a round."""
    return page.round > 0 and MARK in page.id and not page.id.rpartition(MARK)[2].isdigit()


def is_written(page: Question) -> bool:
    """Say whether a page stands in the form's file: neither a later round nor the question before one."""
    return MARK not in page.id


def _rounds(loop: Loop, pages: Sequence[Question]) -> Iterator[Question]:
    opens = ""
    if loop.least == 0:
        opens = f"{loop.id}{MARK}first"
        yield _asks(loop, opens, loop.first, 1, loop.show_if)
    for number in range(1, loop.most + 1):
        wanted = Test(opens, "=", ("yes",)) if opens else loop.show_if
        yield from (_in_round(page, loop, number, wanted) for page in pages)
        if number < loop.most:
            opens = f"{loop.id}{MARK}more{number}"
            yield _asks(loop, opens, loop.more, number + 1, wanted)


def _asks(loop: Loop, name: str, text: str, opens: int, wanted: Condition | None) -> Question:
    review = Review(loop.group, loop.label, number=str(opens))
    return Question(name, Kind.YES_NO, text, show_if=wanted, review=review, round=opens)


def _in_round(page: Question, loop: Loop, number: int, wanted: Condition | None) -> Question:
    names = {} if number == 1 else {name: f"{name}{MARK}{number}" for name in loop.pages}
    shown = renamed(page.show_if, names)
    both = Group("all", (wanted, shown)) if wanted and shown else wanted or shown
    review = page.review and replace(page.review, number=str(number) if number > 1 else "")
    return replace(
        page,
        id=names.get(page.id, page.id),
        round=number,
        round_label=loop.label,
        show_if=both,
        review=review,
        text_when=tuple(Wording(_must(one.condition, names), one.text) for one in page.text_when),
        choices=tuple(replace(one, show_if=renamed(one.show_if, names)) for one in page.choices),
        items=tuple(replace(one, show_if=renamed(one.show_if, names)) for one in page.items),
        rules=tuple(replace(one, condition=_must(one.condition, names)) for one in page.rules),
        exits=tuple(Way(_must(one.condition, names), one.to) for one in page.exits),
        prefill=tuple(_source(one, names) for one in page.prefill),
        same_as=tuple(_source(one, names) for one in page.same_as),
        offer=tuple(names.get(name, name) for name in page.offer),
    )


def _must(condition: Condition, names: Mapping[str, str]) -> Condition:
    return renamed(condition, names) or condition


def _source(source: Source, names: Mapping[str, str]) -> Source:
    page = names.get(source.page, source.page)
    return Source(page, source.field, renamed(source.condition, names))
