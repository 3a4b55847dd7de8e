"""Is a form fit for people? What reading.py lets through may still be unkind, unfinished or never end.

A finding names the place and what is wrong, in Vietnamese, for whoever writes forms. What is said and how long it is
stands in kiosk.forms.lint_words; here: parts, conditions, sources, and what a version may no longer change.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kiosk.forms.checks import DELIVERIES
from kiosk.forms.conditions import Condition, Group, Test, pages_of
from kiosk.forms.definition import Choice, FormDefinition, Kind, PaperItem, Question, Source
from kiosk.forms.journey import EXIT, REVIEW
from kiosk.forms.lint_words import faces, loop_wording, misplaced_words, wording
from kiosk.forms.loops import is_written
from kiosk.forms.released import Released
from kiosk.languages import texts

MOST_PAPERS, MOST_AT_ONCE = 6, 4  # on one page, and of them without a condition: more get too low for a finger
MOST_PICKS = 7  # with the way to the keys and the one to the clerk: what a flat screen holds

CARD_FIELDS = {
    "full_name": Kind.FULL_NAME,
    "birth": Kind.DATE_OR_YEAR,
    "sex": Kind.CHOICE,
    "number": Kind.CITIZEN_ID,
    "address": Kind.PLACE,
}
FIXED_VALUES: dict[Kind, set[str]] = {
    Kind.YES_NO: {"yes", "no"}, Kind.CONSENT: {"yes", "no"}, Kind.DELIVERY: set(DELIVERIES),
}  # fmt: skip
MASKED = {Kind.CITIZEN_ID, Kind.PHONE}


@dataclass(frozen=True, slots=True)
class Finding:
    """`place` is a page id, or "" for the form as a whole."""

    place: str
    problem: str

    def __str__(self) -> str:
        return f"{self.place}: {self.problem}" if self.place else self.problem


def lint(
    form: FormDefinition, languages: Iterable[str] = ("vi", "en"), released: Released | None = None
) -> tuple[Finding, ...]:
    """Return everything to put right before `form` meets a villager; empty when it is fit.

    Args:
        released: what was released and must stay as it was.
    """
    found = [Finding("", problem) for problem in _whole(form, languages)]
    found += [Finding("", problem) for problem in loop_wording(form)]
    if released is not None and released.forbids(form):
        found.append(Finding("", f"phiên bản {form.version} đã phát hành, hãy tăng version"))
    before: dict[str, Question] = {}
    for page, follows in zip(form.pages, [*form.pages[1:], None], strict=True):
        if is_written(page):
            found += [Finding(page.id, problem) for problem in _page(page, form, before, follows)]
        before[page.id] = page
    return tuple(found)


def _whole(form: FormDefinition, languages: Iterable[str]) -> Iterator[str]:
    for language in languages:
        known = texts(language).sentences
        for text_id in sorted({one for one in form.text_ids() if one not in known}):
            yield f"thiếu lời {text_id} trong ngôn ngữ {language}"
    used = {page.review.group for page in form.pages if page.review}
    yield from (f"nhóm {group} không có câu nào" for group, _ in form.groups if group not in used)
    led_to = {way.to for page in form.pages for way in page.exits}
    yield from (f"không câu nào dẫn tới trang {one.id}" for one in form.exits if one.id not in led_to)


def _page(
    page: Question, form: FormDefinition, before: Mapping[str, Question], follows: Question | None
) -> Iterator[str]:
    if page.id == REVIEW or page.id.startswith(EXIT):
        yield "tên này máy đã dùng"
    yield from wording(page)
    yield from misplaced_words(page)
    yield from _parts(page)
    yield from _by_kind(page, follows)
    yield from _conditions(page, form, before)
    yield from _sources(page, form, before)


def _parts(page: Question) -> Iterator[str]:
    named: list[Choice | PaperItem] = [*page.choices, *page.items]
    names = [one.value if isinstance(one, Choice) else one.id for one in named]
    yield from (f"{name} có hai lần" for name in sorted({name for name in names if names.count(name) > 1}))
    yield from (f"nút {one.value} không có chữ" for one in page.choices if not (one.text or one.name))
    yield from (f"giấy {one.id} có hình mặt người, không chụp được" for one in page.items if one.capture and faces(one))
    if len(page.items) > MOST_PAPERS:
        yield f"có {len(page.items)} giấy, một trang nhiều nhất {MOST_PAPERS}"
    always = sum(one.show_if is None for one in page.items)
    if always > MOST_AT_ONCE:
        yield f"{always} giấy luôn hiện cùng lúc, nhiều nhất {MOST_AT_ONCE}"
    if len(page.picks) > MOST_PICKS:
        yield f"có {len(page.picks)} câu để chọn, nhiều nhất {MOST_PICKS}"


def _by_kind(page: Question, follows: Question | None) -> Iterator[str]:
    match page.kind:
        case Kind.PAPER_CHECKLIST if not page.items:
            yield "chưa có giấy nào"
        case Kind.COUNT | Kind.MONEY if not 0 <= page.low < page.high:
            yield "low phải nhỏ hơn high"
        case Kind.CONSENT if not page.hint:
            yield "xin đồng ý mà chưa nói giữ gì, để làm gì"
        case Kind.SIGNATURE if not page.signers or page.review is None:
            yield "chưa nói ai ký, hoặc không có ở trang xem lại"
        case Kind.EARLIER if page.required:
            yield "hồ sơ cũ không bắt buộc: required phải là false"
        case Kind.DELIVERY if not _asks_address(page, follows):
            yield "câu sau phải hỏi địa chỉ gửi bưu điện"
        case kind if kind in MASKED and page.review and not page.review.mask:
            yield "số riêng của người dân chưa che ở trang xem lại"
        case _:
            return


def _asks_address(page: Question, follows: Question | None) -> bool:
    return follows is not None and follows.kind is Kind.PLACE and page.id in pages_of(follows.show_if)


def _conditions(page: Question, form: FormDefinition, before: Mapping[str, Question]) -> Iterator[str]:
    for condition in _shows(page):
        yield from _reach(condition, page, form, before)
    with_itself = {**before, page.id: page}
    for condition in (*(rule.condition for rule in page.rules), *(way.condition for way in page.exits)):
        yield from _reach(condition, page, form, with_itself)
    for test in (one for condition in _all(page) for one in _tests(condition)):
        yield from _values(test, form)


def _shows(page: Question) -> list[Condition | None]:
    parts = [one.show_if for one in (*page.choices, *page.items)]
    return [page.show_if, *parts, *(one.condition for one in (*page.prefill, *page.same_as, *page.text_when))]


def _all(page: Question) -> list[Condition | None]:
    return [*_shows(page), *(one.condition for one in page.rules), *(one.condition for one in page.exits)]


def _reach(
    condition: Condition | None, page: Question, form: FormDefinition, known: Mapping[str, Question]
) -> Iterator[str]:
    for name in pages_of(condition):
        if not form.has(name):
            yield f"điều kiện nhắc tới câu {name} không có"
        elif name not in known:
            yield f"vòng lặp không dừng: {page.id} chờ {name}, mà {name} không đứng trước {page.id}"


def _tests(condition: Condition | None) -> Iterator[Test]:
    match condition:
        case Test():
            yield condition
        case Group(_, parts):
            for part in parts:
                yield from _tests(part)
        case None:
            return


def _values(test: Test, form: FormDefinition) -> Iterator[str]:
    """Find comparisons with a choice that nobody can pick."""
    name, _, part = test.page.partition(".")
    if test.verb not in {"=", "!=", "in"} or not form.has(name):
        return
    asked = form.page(name)
    if part:
        if part not in {item.id for item in asked.items}:
            yield f"điều kiện nhắc tới {test.page} không có"
        return
    if asked.kind is Kind.WORDS:
        yield f"điều kiện so dòng chữ của {name}, mỗi người ghi mỗi khác"
    known = {choice.value for choice in asked.choices} if asked.kind is Kind.CHOICE else FIXED_VALUES.get(asked.kind)
    if known is not None:
        values = test.rest[0] if test.verb == "in" else [test.rest[0]]
        yield from (f"điều kiện chờ {name} là {value}, không ai chọn được" for value in values if value not in known)


def _sources(page: Question, form: FormDefinition, before: Mapping[str, Question]) -> Iterator[str]:
    for source in page.prefill:
        yield from _card_source(source, page, before)
    for name in (*(source.page for source in page.same_as), *page.offer):
        if name not in before:
            yield f"lấy từ câu {name} không đứng trước"
        elif before[name].kind is not page.kind:
            yield f"lấy từ câu {name} khác loại"
    for name in page.offer:
        if form.has(name) and form.page(name).review is None:
            yield f"câu {name} chưa có tên gọi để mời chọn lại"


def _card_source(source: Source, page: Question, before: Mapping[str, Question]) -> Iterator[str]:
    card = before.get(source.page)
    if card is None or card.kind is not Kind.ID_CARD:
        yield f"{source.page} không phải câu đọc thẻ đứng trước"
    if CARD_FIELDS.get(source.field) is not page.kind:
        yield f"thẻ không có {source.field} cho loại câu này"
