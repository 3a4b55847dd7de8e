"""The portal's squashed tables of papers: names, form files and quantities that touch become rows again."""

import re
from dataclasses import dataclass

PAPERS_HEADER = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"


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
