"""The slip to take home: which papers to bring, how long it takes, what it costs, where. At most 200 mm of paper.

Its code holds the same in words, for a telephone without any network. When a procedure has much to say, explanations go
first, then the last papers of the list; the slip says so.
"""

from collections.abc import Sequence
from datetime import datetime

from kiosk.catalogue.describe import condition_in, head_and_detail, say_fee, say_month, say_quantity, say_time
from kiosk.catalogue.procedures import Document, Procedure
from kiosk.languages import Texts, texts
from kiosk.papers.paper import Beside, Block, Pair, Paper, Qr, Rule, Space, Text, Tick
from kiosk.papers.phone import phone_line

LONGEST_MM = 200.0
SLACK_MM, SLACK_NARROW_MM = 1.0, 5.0  # by so much the reckoning may be short, on wide and on narrow paper
LONGEST_QR = 280  # bytes; a telephone still reads it from this paper
QR_DOTS = 3  # dots a module
BESIDE_MM = 60.0  # paper as wide as this has room for words beside the code
FACT_LABEL, FACT = 2.0, 2.9  # capital height of what stands beside the code
PAPER_SIZE, SMALL_SIZE = 2.6, 2.3  # capital height of the list in mm

LONG_NAME, LONGEST_NAME = 70, 150  # letters; longer names are set smaller, the longest are cut

# How much room a text takes, in heights of a capital letter, measured on the printed faces.
NARROW, WIDE, CAPITAL, USUAL = 0.45, 1.3, 0.95, 0.8
NARROW_LETTERS, WIDE_LETTERS = frozenset(" iljtfrI.,;:()/-|'\u00a0"), frozenset("mwMW…")
BOLD, LINE = 1.08, 1.95
INVERSE_MM, PAIR_MM, RULE_MM = 3.0, 5.5, 2.5
QR_MM, QR_MM_A_BYTE = 16.0, 0.055
NO_BREAK = "\u00a0"


def guide_paper(
    procedure: Procedure,
    *,
    hall: str,
    counters: Sequence[int],
    printed_at: datetime,
    width_mm: float = 72.0,
    phone: str = "",
    official: str = "",
    notices: Sequence[str] = (),
    language: str = "vi",
) -> Paper:
    """Return the slip of one procedure.

    Args:
        hall: name of the centre, printed on top.
        counters: numbers of the counters that take it.
        width_mm: printable width: 72 mm on 80 mm paper, 48 mm on 58 mm.
        phone: whom to call; `official` is that person's name.
        notices: text ids of what changes soon.
    """
    say = texts(language)
    code = Qr(_qr_text(say, procedure, phone), dots=QR_DOTS)
    top = [*_head(procedure, hall, say), *_facts(say, procedure, counters, code, width_mm)]
    end = _end(say, procedure, printed_at, phone, official, notices, language)
    slack = SLACK_MM if width_mm >= BESIDE_MM else SLACK_NARROW_MM
    room = LONGEST_MM - slack - sum(_height(one, width_mm) for one in (*top, *end))
    papers = _papers(say, procedure.documents, room, width_mm)
    return Paper(say.say("papers.guide.title", code=procedure.code), (*top, *papers, *end))


def _head(procedure: Procedure, hall: str, say: Texts) -> list[Block]:
    return [
        Text(hall, size=2.4, bold=True, align="centre"),
        Space(1),
        Text(say.say("papers.guide.name"), size=4.0, bold=True, align="centre", inverse=True),
        Space(2),
        Text(_name(procedure), size=3.4 if len(procedure.short_name) <= LONG_NAME else 2.8, bold=True, align="centre"),
        Space(1),
    ]


def _facts(say: Texts, procedure: Procedure, counters: Sequence[int], code: Qr, width: float) -> list[Block]:
    """Return how long, how much and where, beside the code; on narrow paper above it."""
    ask = say.say("procedure.ask")
    facts = [
        (say.say("papers.guide.time"), say_time(procedure.time_limit, say.say) or ask),
        (say.say("papers.guide.fee"), say_fee(procedure.fee, say.say) or ask),
    ]
    if counters:
        numbers = ", ".join(str(one) for one in counters)
        facts.append((say.say("papers.guide.where"), say.say("papers.guide.counters", numbers=numbers)))
    if width < BESIDE_MM:
        return [*(Pair(label, value, size=2.8, bold=True) for label, value in facts), code]
    lines = [(Text(label, size=FACT_LABEL), Text(value, size=FACT, bold=True)) for label, value in facts]
    return [Beside(tuple(one for pair in lines for one in pair), code)]


def _name(procedure: Procedure) -> str:
    name = procedure.short_name
    return name if len(name) <= LONGEST_NAME else name[:LONGEST_NAME].rsplit(" ", 1)[0] + "…"


def _end(
    say: Texts,
    procedure: Procedure,
    printed_at: datetime,
    phone: str,
    official: str,
    notices: Sequence[str],
    language: str,
) -> list[Block]:
    blocks: list[Block] = [Rule(), *(Text(say.say(one), size=2.4, bold=True) for one in notices)]
    if procedure.caveat:
        blocks.append(Text(say.say("papers.guide.caveat"), size=2.4, bold=True))
    age = f"{say_month(procedure.as_of, say.say)} {say.say('procedure.posted')}"
    blocks.append(Text(age, size=2.4))
    when = say.say("papers.guide.printed", time=f"{printed_at:%H:%M}", date=f"{printed_at:%d/%m/%Y}")
    if official:
        blocks.append(Text(say.say("papers.guide.official", name=official), size=2.6, align="centre"))
    if phone:
        blocks.append(phone_line(phone, language))
    blocks.append(Text(f"{when} · {procedure.code}" if procedure.has_national_code else when, align="centre"))
    return blocks


def _all_papers(say: Texts, documents: Sequence[Document], room: float, width: float) -> list[Block] | None:
    """Return the whole list in the fullest form that fits into `room` mm, None where none does."""
    blocks: list[Block] = [Rule(), Text(say.say("papers.guide.bring"), size=3.0, bold=True), Space(1)]
    if not documents:
        return [*blocks, Text(say.say("papers.guide.no_papers"), size=PAPER_SIZE)]
    for name, size in ((_whole_name, PAPER_SIZE), (_short_name, PAPER_SIZE), (_short_name, SMALL_SIZE)):
        ticks = [Tick(_line(name(one), one, say), size=size) for one in documents]
        if sum(_height(one, width) for one in (*blocks, *ticks)) <= room:
            return [*blocks, *ticks]
    return None


def _papers(say: Texts, documents: Sequence[Document], room: float, width: float) -> list[Block]:
    """Return the whole list where it fits, else as many papers as do and how many are missing."""
    whole = _all_papers(say, documents, room, width)
    if whole is not None:
        return whole
    blocks: list[Block] = [Rule(), Text(say.say("papers.guide.bring"), size=3.0, bold=True), Space(1)]
    lines = [_line(_short_name(one), one, say) for one in documents]
    return [*blocks, *_as_many_as_fit(say, lines, room - sum(_height(one, width) for one in blocks), width)]


def _whole_name(document: Document) -> str:
    return document.name


def _short_name(document: Document) -> str:
    """Return what the paper is called, and when it is needed at all."""
    head, detail = head_and_detail(document.name)
    return f"{head} {condition}" if (condition := condition_in(detail)) else head


def _as_many_as_fit(say: Texts, lines: Sequence[str], room: float, width: float) -> list[Block]:
    kept: list[Block] = []
    room -= 3 * PAPER_SIZE * LINE  # for the sentence that says how many are missing
    for line in lines:
        tick = Tick(line, size=PAPER_SIZE)
        room -= _height(tick, width)
        if room < 0:
            break
        kept.append(tick)
    return [*kept, Text(say.say("papers.guide.more", count=len(lines) - len(kept)), size=PAPER_SIZE, bold=True)]


def _line(name: str, document: Document, say: Texts) -> str:
    quantity = say_quantity(document, say.say).replace(" ", NO_BREAK)
    return f"{name} ({quantity})" if quantity else name


def _qr_text(say: Texts, procedure: Procedure, phone: str) -> str:
    """Return what a telephone shows without any network: name, code, papers, as much as a small code holds."""
    lines = [procedure.short_name, procedure.code]
    lines += [f"- {head_and_detail(one.name)[0]}" for one in procedure.documents]
    if phone:
        lines.insert(2, say.say("papers.phone", phone=phone))
    text = ""
    for line in lines:
        longer = f"{text}\n{line}".strip()
        if len(longer.encode()) > LONGEST_QR:
            break
        text = longer
    return text or procedure.code


def _height(block: Block, width: float) -> float:
    """Return about how many mm of paper a block takes; a little more rather than less."""
    match block:
        case Text(text, size) | Tick(text, size):
            beside = 2.2 * size if isinstance(block, Tick) else 1.0
            heavy = isinstance(block, Text) and block.bold
            inverse = INVERSE_MM if isinstance(block, Text) and block.inverse else 0.0
            return _lines(text, (width - beside) / size / (BOLD if heavy else 1.0)) * size * LINE + 0.2 + inverse
        case Space(mm):
            return mm
        case Beside(texts_beside, code):
            beside = sum(_height(one, width - _height(code, width)) for one in texts_beside)
            return max(beside, _height(code, width))
        case Qr(text):
            return QR_MM + QR_MM_A_BYTE * len(text.encode())
        case Pair():
            return PAIR_MM
        case _:
            return RULE_MM


def _lines(text: str, room: float) -> int:
    """Return how many lines `text` takes where a line has `room` capitals' heights."""
    lines = 0
    for paragraph in text.split("\n"):
        used, lines = 0.0, lines + 1
        for word in paragraph.split(" "):
            long = sum(map(_letter, word))
            if used and used + NARROW + long > room:
                lines, used = lines + 1, 0.0
            used += long + (NARROW if used else 0.0)
    return lines


def _letter(letter: str) -> float:
    if letter in NARROW_LETTERS:
        return NARROW
    if letter in WIDE_LETTERS:
        return WIDE
    return CAPITAL if letter.isupper() else USUAL
