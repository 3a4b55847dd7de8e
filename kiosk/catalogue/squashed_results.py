"""The portal's squashed results, and the words and buttons of its page that came along."""

import re
from collections.abc import Iterator
from dataclasses import dataclass


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
