"""The portal's squashed table of laws: titles and numbers that touch become rows again."""

import re
from dataclasses import dataclass

LAWS_HEADER = "Tên văn bản pháp lýMã văn bản"


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
