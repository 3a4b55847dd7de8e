"""Times and fees as the national sources print them: "10 Ngày làm việc", "Miễn phí(…)", "Phí : 1.500.000 Đồng".

What is not certain stays None, and the printed words stay beside it. A fee is free only where its note names nobody
who sets one; an amount under 1,000 đồng, in another currency or against its own note is not an amount to announce.
"""

import re

from kiosk.catalogue.clean import NO_INFORMATION
from kiosk.catalogue.fold import fold
from kiosk.catalogue.procedures import Fee, TimeLimit, TimeUnit

LEAST_FEE = 1_000  # đồng; smaller printed amounts are thousands that lost their zeros

_UNITS: dict[str, TimeUnit] = {
    "ngày làm việc": "working_day",
    "ngày": "day",
    "giờ": "hour",
    "tháng": "month",
}
_TIME = re.compile(r"(\d+(?:[.,]\d+)?) *(ngày làm việc|ngày|giờ|tháng)?", re.IGNORECASE)
_FREE = re.compile(r"mien (?:le )?phi|(?:(?:le )?phi )?(?:0|khong) dong")
# The only notes beside "Miễn phí" that leave it free for everybody; all others name who sets a fee, or how much.
_STILL_FREE = re.compile(
    r"|khong|khong (?:co|qui dinh)|chua qui dinh|khong thu.*|mien (?:le )?phi(?!.*(?:cho nguoi|doi voi)).*"
)
_AMOUNT = re.compile(r"(\d{1,3}(?:[.,]\d{3})+|\d+) *(?:VNĐ|Việt Nam Đồng|Đồng)", re.IGNORECASE)
_NOTE_AMOUNT = re.compile(r"(\d{1,3}(?:[.,]\d{3})+) *(?:đồng|đ\b|vnđ|vnd|/)", re.IGNORECASE)


def read_time(printed: str) -> TimeLimit:
    """Return the time limit a cell prints; without a unit the value is kept and the unit is None."""
    match = _TIME.fullmatch(printed.strip().rstrip("."))
    if not match:
        return TimeLimit(text=printed)
    unit = _UNITS[match[2].lower()] if match[2] else None
    return TimeLimit(float(match[1].replace(",", ".")), unit, printed)


def says_time(printed: str) -> bool:
    """Whether a cell says anything about a time at all."""
    return fold(printed) not in {"", fold(NO_INFORMATION), "khong", "khong qui dinh"}


def says_fee(printed: str) -> bool:
    """Whether a cell says anything about a fee at all."""
    return fold(printed) not in {"", fold(NO_INFORMATION), "phi dong", "le phi dong", "phi", "le phi"}


def read_fee(cell: str, note: str = "") -> Fee:
    """Return the fee of a cell and the note in brackets behind it ("15,000 VNĐ", "(đồng/lần)")."""
    text = f"{cell} {note}".strip()
    lines = cell.strip().splitlines()
    if len(lines) != 1:
        return Fee(None, text)
    amount, _, bracket = lines[0].partition("(")
    said_note = fold(note or bracket)
    if _FREE.fullmatch(fold(amount)):
        return Fee(0 if _STILL_FREE.fullmatch(said_note) else None, text)
    match = _AMOUNT.search(amount)
    return Fee(_agreed(_number(match[1]), note or bracket) if match else None, text)


def _agreed(amount: int, note: str) -> int | None:
    """Return the amount in đồng that cell and note agree on; a cell may print 700 for 700.000."""
    noted = {_number(one) for one in _NOTE_AMOUNT.findall(note)}
    if amount * 1000 in noted and amount < LEAST_FEE:
        return amount * 1000
    return amount if amount >= LEAST_FEE and (not noted or amount in noted) else None


def _number(digits: str) -> int:
    return int(re.sub(r"[.,]", "", digits))
