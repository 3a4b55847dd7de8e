"""Are a form's words fit for people who read little? Counted in syllables, which Vietnamese writes as words.

A question is read in one breath (20 syllables), a screen holds 45, an answer 8, a green button 4, and an error says
what to do ("Xin ..."). A sentence's voice carries the name of its text id; what is not recorded is spoken from its text
(kiosk.voice.words), so a text must hold nothing a voice would guess at.
"""

from collections.abc import Iterator

from kiosk.forms.definition import FormDefinition, Kind, PaperItem, Question
from kiosk.languages import texts
from kiosk.voice.words import spoken

QUESTION_SYLLABLES = 20
SCREEN_SYLLABLES = 45
BUTTON_SYLLABLES = 8
ACTION_SYLLABLES = 4
RULE_SYLLABLES = 25
FIX_WORD = "xin"  # every sentence that says what is wrong goes on to say what to do

FACES = ("căn cước", "tùy thân", "chứng minh nhân dân", "chứng minh thư", "hộ chiếu", "lái xe", "thẻ")
# What is asked often enough to have a kind of its own; said in the question or in the box of the sheet.
KINDS_OF_THEIR_OWN = {
    "dân tộc": "choice, choices_from ethnic_groups",
    "chủ hộ": "choice, choices_from household_relations",
    "quan hệ": "choice, choices_from relations",
    "giới tính": "choice",
    "họ và tên": "full_name",
    "họ, chữ đệm, tên": "full_name",
    "căn cước": "citizen_id",
    "định danh": "citizen_id",
    "điện thoại": "phone",
    "số tiền": "money",
    "bao nhiêu tiền": "money",
    "ngày sinh": "date_or_year",
    "năm sinh": "date_or_year",
    "địa chỉ": "place",
    "cư trú": "place",
    "thường trú": "place",
}


def syllables(sentence: str) -> int:
    """Count what is spoken as one beat: the blank-separated parts that hold a letter or digit."""
    return sum(any(sign.isalnum() for sign in word) for word in sentence.split())


def faces(item: PaperItem) -> bool:
    """Say whether a paper carries somebody's portrait: such a card is never photographed."""
    said = texts().say(item.text).lower()
    return "card" in item.picture or any(word in said for word in FACES)


def wording(page: Question) -> Iterator[str]:
    """Yield what is too long on the screen of a question, tells no way out, or cannot be spoken."""
    say = texts().say
    count = max(syllables(say(text)) for text in (page.text, *(one.text for one in page.text_when)))
    if count > QUESTION_SYLLABLES:
        yield f"câu hỏi {count} tiếng, nhiều nhất {QUESTION_SYLLABLES}"
    screen = count + (syllables(say(page.hint)) if page.hint else 0)
    if screen > SCREEN_SYLLABLES:
        yield f"màn hình {screen} tiếng, nhiều nhất {SCREEN_SYLLABLES}"
    yield from _buttons(page)
    for rule in page.rules:
        sentence = say(rule.text)
        if FIX_WORD not in sentence.lower().split():
            yield f"quy tắc {rule.text} chưa nói phải làm gì"
        if syllables(sentence) > RULE_SYLLABLES:
            yield f"quy tắc {rule.text} dài quá {RULE_SYLLABLES} tiếng"
    said = (page.text, page.hint, *(one.text for one in (*page.text_when, *page.rules)))
    yield from (f"lời {text} không đọc lên được" for text in said if text and not _can_be_spoken(say(text)))


def _buttons(page: Question) -> Iterator[str]:
    say = texts().say
    buttons = [(one.value, one.label(texts())) for one in page.choices]
    buttons += [(one, say(one)) for one in (*page.picks, *page.signers)]
    for name, words in buttons:
        count = syllables(words)
        if count > BUTTON_SYLLABLES:
            yield f"nút {name} {count} tiếng, nhiều nhất {BUTTON_SYLLABLES}"
    if page.action and (count := syllables(say(page.action))) > ACTION_SYLLABLES:
        yield f"nút xanh {count} tiếng, nhiều nhất {ACTION_SYLLABLES}"


def loop_wording(form: FormDefinition) -> Iterator[str]:
    """Yield what is too long in the questions that open a round."""
    for loop in form.loops:
        for text in (one for one in (loop.first, loop.more) if one):
            count = syllables(texts().say(text))
            if count > QUESTION_SYLLABLES:
                yield f"vòng {loop.id}: câu hỏi {count} tiếng, nhiều nhất {QUESTION_SYLLABLES}"


def misplaced_words(page: Question) -> Iterator[str]:
    """Yield where people would have to type what they could pick."""
    if page.kind is not Kind.WORDS:
        return
    asked = f"{texts().say(page.text)} {page.paper.box if page.paper else ''}".lower()
    for word, kind in KINDS_OF_THEIR_OWN.items():
        if word in asked:
            yield f"hỏi {word} thì không phải gõ chữ: dùng {kind}"
            return


def _can_be_spoken(sentence: str) -> bool:
    """Say whether nothing is left to guess: no place to fill in, no figure, and something to say at all."""
    said = spoken(sentence)
    return "{" not in sentence and syllables(said) > 0 and not any(sign.isdigit() for sign in said)
