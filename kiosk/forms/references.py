"""What would stop a journey half way, or never let it end: found when a form is read, each with its place.

What is merely unkind is the linter's business (kiosk.forms.lint).
"""

from collections.abc import Iterator, Sequence

from kiosk.forms.conditions import Condition, pages_of
from kiosk.forms.definition import ExitPage, Kind, Loop, Question
from kiosk.forms.loops import MARK, MOST_ROUNDS, written_id
from kiosk.forms.part import WrongPlaceError

PARTS = "."  # between a page and a part of its answer

Placed = Sequence[tuple[Question, str]]  # a page and where it stands


def check_references(
    placed: Placed, loops: Sequence[Loop], groups: Sequence[tuple[str, str]], exits: Sequence[ExitPage]
) -> None:
    """Refuse a form that no villager could finish.

    Raises:
        WrongPlaceError: the first thing found.
    """
    if not placed:
        raise WrongPlaceError("pages: chưa có câu nào")
    _check_pages(placed, {one for one, _ in groups}, {one.id for one in exits})
    names = [page.id for page, _ in placed]
    for at, loop in enumerate(loops):
        where = f"loops[{at}] ({loop.id})"
        _check_loop(loop, where, names, {one for one, _ in groups})
        if loop.id in {one.id for one in loops[:at]}:
            raise WrongPlaceError(f"{where}: trùng tên")
        for other in loops[:at]:
            if shared := set(loop.pages) & set(other.pages):
                raise WrongPlaceError(f"{where}.pages: câu {min(shared)} đã ở trong vòng {other.id}")
    _check_reach(placed, loops)
    _check_loop_reach(loops, names)


def _check_pages(placed: Placed, groups: set[str], exits: set[str]) -> None:
    seen: set[str] = set()
    for page, place in placed:
        where = f"{place} ({page.id})"
        if page.id in seen:
            raise WrongPlaceError(f"{where}: trùng tên")
        seen.add(page.id)
        if MARK in page.id or PARTS in page.id:
            raise WrongPlaceError(f"{where}: tên câu không được có dấu {MARK} hoặc dấu chấm")
        if page.review and page.review.group not in groups:
            raise WrongPlaceError(f"{where}.review.group: không có nhóm {page.review.group!r}")
        for way in page.exits:
            if way.to not in exits:
                raise WrongPlaceError(f"{where}.exits: không có trang {way.to!r}")
        if page.kind is Kind.CHOICE and not page.choices:
            raise WrongPlaceError(f"{where}: chưa có gì để chọn")


def _check_loop(loop: Loop, where: str, names: Sequence[str], groups: set[str]) -> None:
    if not 1 <= loop.most <= MOST_ROUNDS:
        raise WrongPlaceError(f"{where}: most là {loop.most}, phải từ 1 đến {MOST_ROUNDS} để vòng lặp có điểm dừng")
    if loop.least not in (0, 1):
        raise WrongPlaceError(f"{where}: least là {loop.least}, chỉ được là 0 hoặc 1")
    if bool(loop.first) != (loop.least == 0):
        raise WrongPlaceError(f"{where}: first hỏi có ai không, phải có khi least là 0, và chỉ khi đó")
    if loop.group not in groups:
        raise WrongPlaceError(f"{where}.group: không có nhóm {loop.group!r}")
    if not loop.pages:
        raise WrongPlaceError(f"{where}.pages: chưa có câu nào")
    for page in loop.pages:
        if page not in names:
            raise WrongPlaceError(f"{where}.pages: không có câu {page!r}")
    first = names.index(loop.pages[0])
    if tuple(names[first : first + len(loop.pages)]) != loop.pages:
        raise WrongPlaceError(f"{where}.pages: các câu phải đứng liền nhau, đúng thứ tự như trong pages")


def _check_reach(placed: Placed, loops: Sequence[Loop]) -> None:
    loop_of = {page: loop for loop in loops for page in loop.pages}
    for page, place in placed:
        where = f"{place} ({page.id})"
        own = loop_of.get(page.id)
        for name in _looked_at(page):
            if MARK in name:
                loop = written_id(name)
                raise WrongPlaceError(f"{where}: vòng lặp không dừng: câu này đuổi theo vòng {loop} ({name})")
            if name in loop_of and loop_of[name] is not own:
                raise WrongPlaceError(f"{where}: câu {name} chỉ dùng được bên trong vòng {loop_of[name].id}")
        if own is not None:
            _check_round(page, own, where)


def _check_loop_reach(loops: Sequence[Loop], names: Sequence[str]) -> None:
    """A whole loop may only wait for what stands before it and outside loops."""
    inside = {page for loop in loops for page in loop.pages}
    for at, loop in enumerate(loops):
        for name in pages_of(loop.show_if):
            before = name in names and names.index(name) < names.index(loop.pages[0])
            if name in inside or not before:
                raise WrongPlaceError(f"loops[{at}] ({loop.id}).show_if: vòng này chờ câu {name} không đứng trước nó")


def _check_round(page: Question, loop: Loop, where: str) -> None:
    """Inside a round a page may only wait for what stands before it in the same round."""
    open_now = set(loop.pages[loop.pages.index(page.id) :])
    for condition in _shown_by(page):
        for name in pages_of(condition):
            if name in open_now:
                raise WrongPlaceError(
                    f"{where}: vòng lặp không dừng: câu này chờ {name}, mà {name} không đứng trước nó"
                )


def _shown_by(page: Question) -> Iterator[Condition | None]:
    yield page.show_if
    yield from (one.show_if for one in (*page.choices, *page.items))
    yield from (one.condition for one in (*page.text_when, *page.prefill, *page.same_as))


def _looked_at(page: Question) -> Iterator[str]:
    conditions = (*_shown_by(page), *(one.condition for one in (*page.rules, *page.exits)))
    for condition in conditions:
        yield from pages_of(condition)
    yield from (one.page for one in (*page.prefill, *page.same_as))
    yield from page.offer
