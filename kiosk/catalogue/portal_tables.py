"""Taking the portal's squashed tables apart: cells that touch without a separator become rows again.

Each reader returns pieces whose texts, joined, are the cell it was given, so that nothing can get lost on the way
(the tests join them). What the pieces mean is decided in `kiosk.catalogue.portal`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.catalogue.clean import NO_INFORMATION

CHANNELS_HEADER = "Hình thức nộpThời gianPhí, lệ phíMô tả"
PAPERS_HEADER = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"
LAWS_HEADER = "Tên văn bản pháp lýMã văn bản"


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """`fee_note` stands in brackets behind the fee, `note` is the rest.

    `glued` marks a time without a unit that touches the digits of the fee: where one ends is a guess.
    """

    kind: str
    time: str
    fee: str
    fee_note: str
    note: str
    glued: bool = False

    @property
    def text(self) -> str:
        return self.kind + self.time + self.fee + self.fee_note + self.note


_KIND = "(?P<kind>Trực tuyến|Trực tiếp|Dịch vụ bưu chính)"
_CURRENCY = "(?:VNĐ|Việt Nam Đồng|USD)"
_FEE = rf"(?P<fee>Miễn phí|{NO_INFORMATION}|[\d.,]+ ?{_CURRENCY})"
_ROW = re.compile(
    rf"{_KIND}(?:"
    rf"(?P<time>\d+(?:[.,]\d+)? (?:Ngày làm việc|Ngày|Giờ|Tháng)|\d+(?=[MK])|{NO_INFORMATION}|"
    rf"(?:Không|Hệ thống)[^\d\n]{{0,110}}?){_FEE}"
    rf"|(?P<digits>\d[\d.,]*)(?P<currency> {_CURRENCY}))"
)
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*")


def channel_rows(cell: str) -> tuple[list[ChannelRow], str]:
    """Return the rows behind the header and what stood before the first of them ("" when all is well)."""
    body = cell.removeprefix(CHANNELS_HEADER)
    starts = list(_ROW.finditer(body))
    ends = [*(one.start() for one in starts[1:]), len(body)]
    rows = [_channel_row(one, body[one.end() : end]) for one, end in zip(starts, ends, strict=False)]
    return rows, body[: starts[0].start()] if starts else body


def _channel_row(match: re.Match[str], behind: str) -> ChannelRow:
    end = _closing(behind)
    notes = behind[:end], behind[end:]
    if match["digits"] is None:
        return ChannelRow(match["kind"], match["time"], match["fee"], *notes)
    digits = match["digits"]
    cuts = [at for at in range(1, len(digits)) if _GROUPED.fullmatch(digits[at:]) and digits[:at].isdigit()]
    if len(cuts) != 1:
        return ChannelRow(match["kind"], "", digits + match["currency"], *notes, glued=True)
    return ChannelRow(match["kind"], digits[: cuts[0]], digits[cuts[0] :] + match["currency"], *notes)


def _closing(text: str) -> int:
    """Return where the bracket ends that `text` opens with; 0 when it opens with none, or never closes it."""
    depth = 0
    for at, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return at + 1 if at else 0
    return 0


@dataclass(frozen=True, slots=True)
class PaperRow:
    """`files` are the names of form files that touch the paper's name; `quantity` as printed ("1 bản chính").

    `originals` is None where the number's first digit is a guess.
    """

    name: str
    files: tuple[str, ...]
    quantity: str
    originals: int | None
    copies: int

    @property
    def text(self) -> str:
        return self.name + "".join(self.files) + self.quantity


@dataclass(frozen=True, slots=True)
class PaperTable:
    heading: str
    rows: tuple[PaperRow, ...]


_QUANTITY = re.compile(r"(?P<digits>\d+) bản chính(?:,(?P<copies>\d+) bản sao)?")


def paper_tables(cell: str) -> tuple[list[PaperTable], str]:
    """Return the tables with their headings, and the text behind the last one.

    A cell without any table gives no tables and all of its text.
    """
    heading, *bodies = cell.split(PAPERS_HEADER)
    tables: list[PaperTable] = []
    for body in bodies:
        rows, rest = _paper_rows(body)
        tables.append(PaperTable(heading, tuple(rows)))
        heading = rest
    return tables, heading


def _paper_rows(body: str) -> tuple[list[PaperRow], str]:
    rows: list[PaperRow] = []
    at = 0
    for match in _QUANTITY.finditer(body):
        if _is_prose(body, match):
            continue
        start = match.end("digits") - 1
        name, files = split_files(body[at:start])
        originals = None if _may_be_longer(body, match) else int(body[start])
        rows.append(PaperRow(name, files, body[start : match.end()], originals, int(match["copies"] or 0)))
        at = match.end()
    return rows, body[at:]


def _is_prose(body: str, match: re.Match[str]) -> bool:
    """Whether the words stand inside a sentence ("nộp 02 bản chính tờ khai") and are no quantity cell.

    The portal prints its cells without leading zeros and without a blank before them.
    """
    run, before, after = match["digits"], body[match.start() - 1 : match.start()], body[match.end() : match.end() + 1]
    if len(run) <= 2 and before in {" ", "\n", "("}:
        return run[0] == "0" or (len(run) == 1 and after != "" and after in " .,;)\n")
    return after != "" and after in ".;)"


def _may_be_longer(body: str, match: re.Match[str]) -> bool:
    """Whether a two-digit quantity is as likely as one digit that touches another number."""
    return len(match["digits"]) == 2 and match["digits"][0] != "0" and not body[match.start() - 1].isspace()


_EXTENSION = re.compile(r"\.(?:docx?|pdf|xlsx?|rar|zip|odt|rtf|jpe?g|png|tif)$", re.IGNORECASE)
_LONGEST_FILE_NAME = 120
_FORM_WORD = re.compile(
    r"(?<=[^\s(\[“\"/\-_])"
    r"(?:M[ẫaẪA]u|MẪU|MAU|mẫu|mau|Ph[ụu] ?l[ụu]c|PH[ỤU] ?L[ỤU]C|phụ lục|PHL?C|Phl|PL|Biểu|Bieu|Bi[eể]u|Đơn|Don|"
    r"Tờ khai|To khai|TK|Văn bản|văn bản|Vanban|VB|Giấy|Bản|Ban|Báo cáo|Danh sách)"
)
_GLUED = re.compile(r"(?<=[;:)”\"!])(?=\w)|(?<=[^\W\d]\.)(?=\w)|(?<=[a-zà-ỹ])(?=[A-ZĐÀ-Ỹ0-9])")


def split_files(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a paper's name and the form files printed right behind it; files that cannot be told apart stay."""
    files: list[str] = []
    while _EXTENSION.search(text):
        cut = _file_start(text)
        if cut is None:
            break
        files.insert(0, text[cut:])
        text = text[:cut]
    return text, tuple(files)


def _file_start(text: str) -> int | None:
    stem = _EXTENSION.split(text)[0]
    floor = max(1, len(stem) - _LONGEST_FILE_NAME)
    previous = max((m.end() for m in re.finditer(r"\.(?:docx?|pdf|xlsx?)(?=\S)", stem, re.IGNORECASE)), default=0)
    if previous:
        return previous
    words = [m.start() for m in _FORM_WORD.finditer(stem, floor)]
    glued = [m.start() for m in _GLUED.finditer(stem, floor)]
    return words[-1] if words else glued[-1] if glued else None


@dataclass(frozen=True, slots=True)
class LawRow:
    """`title` and `label` ("số", "Nghị định số") as printed before the bare `number`; a row may lack the number."""

    title: str
    label: str
    number: str

    @property
    def text(self) -> str:
        return self.title + self.label + self.number


# Longest first: an issuer must not be cut inside a longer one.
_ISSUERS = (
    "UBTƯMTTQVN|BNNPTNT|BLĐTBXH|BVHTTDL|TANDTC|VKSNDTC|BNNMT|BGTVT|BTNMT|BGDĐT|BTTTT|BKHCN|BKHĐT|TTCP|NHNN|UBND|HĐND|"
    r"UBDT|VPCP|VPQH|BHXH|UBTVQH\d{1,2}|QH\d{1,2}|BYT|BCT|BNV|BTC|BTP|BCA|BQP|BXD|BNG|BTS|TTg|CP"
)
_NUMBER = re.compile(
    r"\d[\d.]*[a-z]?/(?:\d{4}/?)?"
    r"(?:QH\d{1,2}|UBTVQH\d{1,2}|(?:NĐ|TTLT|TT|QĐ|NQLT|NQ|CT|VBHN|[A-ZĐ]{2,}(?![a-zà-ỹ]))"
    rf"(?:[-–/] ?(?:(?:{_ISSUERS})(?![a-zà-ỹ])|(?:{_ISSUERS})|[A-ZĐƯ]+(?![a-zà-ỹ])))*)"
)
_KINDS_OF_LAW = "Bộ luật|Luật|Nghị định|Thông tư liên tịch|Thông tư|Quyết định|Nghị quyết|Pháp lệnh"
_LABEL = re.compile(rf"(?:(?:{_KINDS_OF_LAW}|NĐ|TT)(?: [Ss]ố)?|[Ss]ố) ?:? ?$")
_TYPE = re.compile(rf" (?:{_KINDS_OF_LAW}|Quy định)\b")
_YEAR_THEN_NUMBER = re.compile(r"(?:19|20)\d\d(?=\d{1,4}/)")


def law_rows(cell: str) -> tuple[list[LawRow], str]:
    """Return the rows behind the header, and a last text that has no number."""
    body = cell.removeprefix(LAWS_HEADER)
    numbers = [_without_year(body, one) for one in _NUMBER.finditer(body)]
    rows: list[LawRow] = []
    at = 0
    for index, (start, end) in enumerate(numbers):
        if start < at or not _ends_row(body, numbers, index):
            continue
        label = _LABEL.search(body, at, start)
        title_end = label.start() if label and (label.start() == at or not body[label.start() - 1].isspace()) else start
        if title_end == at and start > at:
            title_end = start  # "Luật" alone is the title, not a label of the number
        rows.append(LawRow(body[at:title_end], body[title_end:start], body[start:end]))
        at = end
    return rows, body[at:]


def find_number(text: str) -> str:
    """Return the first legal number in `text`, without blanks; "" where there is none."""
    match = _NUMBER.search(text)
    return match[0].replace(" ", "") if match else ""


def _without_year(body: str, match: re.Match[str]) -> tuple[int, int]:
    year = _YEAR_THEN_NUMBER.match(body, match.start())
    return (year.end() if year else match.start()), match.end()


def _ends_row(body: str, numbers: list[tuple[int, int]], index: int) -> bool:
    """A number inside a title is followed by a blank, or by the same number again in its own cell."""
    start, end = numbers[index]
    after = body[end : end + 1]
    if after and (after.isspace() or after in ',;.:)”’"-('):
        own_cell = start > 0 and not body[start - 1].isspace() and _TYPE.match(body, end)
        return after == "\n" or not body[end:].strip() or bool(own_cell)
    follows = numbers[index + 1] if index + 1 < len(numbers) else None
    return not (follows and follows[0] == end and body[slice(*follows)] == body[start:end])


@dataclass(frozen=True, slots=True)
class ResultRow:
    """`code` as printed behind "Mã:"; `mark` is that label."""

    name: str
    mark: str
    code: str

    @property
    def text(self) -> str:
        return self.name + self.mark + self.code


@dataclass(frozen=True, slots=True)
class ResultCell:
    """`keywords` and `description` are what stands behind "Từ khóa" and "Mô tả"; `buttons` is the page's furniture."""

    rows: tuple[ResultRow, ...]
    rest: str
    keywords: str
    description: str
    buttons: str


_BUTTONS = re.compile(r"(?:Chọn cơ quan thực hiệnTỉnh/ Thành phốBộ ngành.*?)?(?:Nộp hồ sơ)?$", re.DOTALL)
_KEYWORDS = re.compile(r"Từ khóa(?P<keywords>.*?)Mô tả(?P<description>.*)$", re.DOTALL)
_RESULT_CODE = re.compile(
    r"(?P<mark>Mã: ?)(?P<code>"
    r"KQ[.-][A-Za-z]\d\d(?:[.-]KQ)?[.-]?\d{4,7}|[A-Z]{2,4}[-.][A-Z]{0,3}[-.]?KQ\d{4}|TP-[A-Z]+\d*(?:[.-]KQ)?\.\d{3,8}|"
    r"(?:KQ)?\d[\d.]*(?:[A-Z]+\d*)?-?(?:KQ)?-?\.?\d+|[A-Z]\d\d-(?:KQ|TP)[\d.]+|"
    r"[A-Z0-9][A-Z0-9._-]*(?![a-zà-ỹ])|[a-z0-9_]+|)"
)


def result_cell(cell: str) -> ResultCell:
    """Return the results, and apart from them what the portal's page prints below."""
    buttons = _BUTTONS.search(cell)
    end = buttons.start() if buttons else len(cell)
    words = _KEYWORDS.search(cell, 0, end)
    body = cell[: words.start()] if words else cell[:end]
    rows = list(_result_rows(body))
    used = sum(len(one.text) for one in rows)
    return ResultCell(
        tuple(rows),
        body[used:],
        words["keywords"] if words else "",
        words["description"] if words else "",
        cell[end:],
    )


def _result_rows(body: str) -> Iterator[ResultRow]:
    at = 0
    for match in _RESULT_CODE.finditer(body):
        yield ResultRow(body[at : match.start()], match["mark"], match["code"])
        at = match.end()
