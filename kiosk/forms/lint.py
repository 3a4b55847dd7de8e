"""Is a form fit for people? What reading.py lets through may still be unkind, unfinished or never end.

A finding names the place and what is wrong, in Vietnamese, for whoever writes forms. Limits: a question is read in
one breath (20 syllables), a screen holds 45, a button 8, and an error says what to do ("Xin ...").
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kiosk.forms.conditions import Condition, Group, Test, pages_of
from kiosk.forms.definition import Choice, FormDefinition, Kind, PaperItem, Question, Source
from kiosk.forms.journey import EXIT, REVIEW
from kiosk.languages import texts

QUESTION_SYLLABLES = 20
SCREEN_SYLLABLES = 45
BUTTON_SYLLABLES = 8
RULE_SYLLABLES = 25
FIX_WORD = "xin"  # every sentence that says what is wrong goes on to say what to do

CARD_FIELDS = {
    "full_name": Kind.FULL_NAME,
    "birth": Kind.DATE_OR_YEAR,
    "sex": Kind.CHOICE,
    "number": Kind.CITIZEN_ID,
    "address": Kind.PLACE,
}
FACES = ("căn cước", "cccd", "chứng minh nhân dân", "cmnd", "hộ chiếu", "thẻ", "bằng lái", "giấy phép lái xe")
MASKED = {Kind.CITIZEN_ID, Kind.PHONE}


@dataclass(frozen=True, slots=True)
class Finding:
    """`place` is a page id, or "" for the form as a whole."""

    place: str
    problem: str

    def __str__(self) -> str:
        return f"{self.place}: {self.problem}" if self.place else self.problem


def lint(form: FormDefinition, languages: Iterable[str] = ("vi", "en")) -> tuple[Finding, ...]:
    """Return everything to put right before `form` meets a villager; empty when it is fit."""
    found = [Finding("", problem) for problem in _whole(form, languages)]
    before: dict[str, Question] = {}
    for page in form.pages:
        found += [Finding(page.id, problem) for problem in _page(page, form, before)]
        before[page.id] = page
    return tuple(found)


def syllables(sentence: str) -> int:
    """Count what is spoken as one beat: the blank-separated parts that hold a letter or digit."""
    return sum(any(sign.isalnum() for sign in word) for word in sentence.split())


def _whole(form: FormDefinition, languages: Iterable[str]) -> Iterator[str]:
    for language in languages:
        known = texts(language).sentences
        for text_id in sorted({one for one in form.text_ids() if one not in known}):
            yield f"thiếu lời {text_id} trong ngôn ngữ {language}"
    used = {page.review.group for page in form.pages if page.review}
    yield from (f"nhóm {group} không có câu nào" for group, _ in form.groups if group not in used)
    led_to = {way.to for page in form.pages for way in page.exits}
    yield from (f"không câu nào dẫn tới trang {one.id}" for one in form.exits if one.id not in led_to)


def _page(page: Question, form: FormDefinition, before: Mapping[str, Question]) -> Iterator[str]:
    if page.id == REVIEW or page.id.startswith(EXIT):
        yield "tên này máy đã dùng"
    yield from _wording(page)
    yield from _parts(page)
    yield from _conditions(page, form, before)
    yield from _sources(page, form, before)


def _wording(page: Question) -> Iterator[str]:
    say = texts("vi").say
    count = max(syllables(say(text)) for text in (page.text, *(one.text for one in page.text_when)))
    if count > QUESTION_SYLLABLES:
        yield f"câu hỏi {count} tiếng, nhiều nhất {QUESTION_SYLLABLES}"
    screen = count + (syllables(say(page.hint)) if page.hint else 0)
    if screen > SCREEN_SYLLABLES:
        yield f"màn hình {screen} tiếng, nhiều nhất {SCREEN_SYLLABLES}"
    for choice in page.choices:
        count = syllables(choice.label(texts("vi")))
        if count > BUTTON_SYLLABLES:
            yield f"nút {choice.value} {count} tiếng, nhiều nhất {BUTTON_SYLLABLES}"
    for rule in page.rules:
        sentence = say(rule.text)
        if FIX_WORD not in sentence.lower().split():
            yield f"quy tắc {rule.text} chưa nói phải làm gì"
        if syllables(sentence) > RULE_SYLLABLES:
            yield f"quy tắc {rule.text} dài quá {RULE_SYLLABLES} tiếng"


def _parts(page: Question) -> Iterator[str]:
    named: list[Choice | PaperItem] = [*page.choices, *page.items]
    names = [one.value if isinstance(one, Choice) else one.id for one in named]
    yield from (f"{name} có hai lần" for name in sorted({name for name in names if names.count(name) > 1}))
    yield from (f"nút {one.value} không có chữ" for one in page.choices if not (one.text or one.name))
    if page.kind is Kind.PAPER_CHECKLIST and not page.items:
        yield "chưa có giấy nào"
    for item in page.items:
        if item.capture and any(word in texts("vi").say(item.text).lower() for word in FACES):
            yield f"giấy {item.id} có ảnh mặt người: không chụp, cán bộ xem tại quầy"
    if page.kind is Kind.COUNT and not 0 <= page.low < page.high:
        yield "low phải nhỏ hơn high"
    if page.kind is Kind.CONSENT and not page.hint:
        yield "xin đồng ý mà chưa nói giữ gì, để làm gì"
    if page.kind in MASKED and page.review and not page.review.mask:
        yield "số riêng của người dân chưa che ở trang xem lại"


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
    if asked.kind is Kind.CHOICE:
        values = test.rest[0] if test.verb == "in" else [test.rest[0]]
        known = {choice.value for choice in asked.choices}
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
