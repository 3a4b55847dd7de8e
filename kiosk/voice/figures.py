"""Figures in a sentence become words: money, dates, hours, telephone numbers, measures, plain numbers.

Each rule finds one way of writing and leaves no digit behind, so a later rule never reads it again. Their order
matters: "21/11/2026" is a date before it is a fraction. `WRITTEN` comes before codes are read, `PLAIN` after.
"""

import re
from collections.abc import Callable

from kiosk.voice.numbers import LARGEST, digit_words, number_words

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]

_NUMBER = r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:,\d+)?)"
_START, _END = r"(?<![\w.,])", r"(?![\w])"
UNITS = {
    "%": "phần trăm", "km": "ki lô mét", "m²": "mét vuông", "m2": "mét vuông", "m³": "mét khối", "m3": "mét khối",
    "km²": "ki lô mét vuông", "km2": "ki lô mét vuông", "cm": "xăng ti mét", "mm": "mi li mét", "m": "mét",
    "kg": "ki lô gam", "g": "gam", "ha": "héc ta", "°C": "độ xê", "k": "ngàn",
}  # fmt: skip
_MONTHS = {4: "tư"}  # the fourth month and the fourth day of the week keep the old word, also in the South
_LONGEST_NUMBER = 6  # more digits without a separator are a code


def number(written: str) -> str:
    """Return "1.500,5" in words; a leading zero or a long row of digits is read one by one."""
    whole, comma, part = written.partition(",")
    if comma and len(part) == 3 and "." not in whole and not whole.startswith("0"):
        whole, part = whole + part, ""  # 15,000 as on foreign receipts
    words = _whole(whole)
    return f"{words} phẩy {digit_words(part)}" if part else words


def _whole(written: str) -> str:
    digits = written.replace(".", "")
    if digits == written and (len(digits) > _LONGEST_NUMBER or (len(digits) > 1 and digits[0] == "0")):
        return in_groups(digits)
    return number_words(int(digits)) if len(digits) < 19 and int(digits) <= LARGEST else in_groups(digits)


def in_groups(digits: str) -> str:
    """Return digits one by one with a breath after every three, as a telephone number is told."""
    first = len(digits) % 3 or 3
    first += 3 if first == 1 and len(digits) > 3 else 0
    starts = [0, *range(first, len(digits), 3)]
    return ", ".join(digit_words(digits[a:b]) for a, b in zip(starts, [*starts[1:], len(digits)], strict=True))


def month(number: int) -> str:
    return _MONTHS.get(number) or number_words(number)


def _money(found: re.Match[str]) -> str:
    thousands = " ngàn" if found["k"] else ""
    return f"{_amount(found['n'])}{thousands} đồng"


def _amount(written: str) -> str:
    """Money has no code: 1500000 is a million and a half."""
    written = written.replace(" ", ".")
    whole = written.replace(".", "")
    plain = whole.isdigit() and len(whole) < 18 and not whole.startswith("0")
    return number_words(int(whole)) if plain else number(written)


def _date(found: re.Match[str]) -> str:
    day, in_month, year = int(found["d"]), int(found["m"]), int(found["y"] or 0)
    if not (1 <= day <= 31 and 1 <= in_month <= 12):
        return " trên ".join(number(one) for one in (found["d"], found["m"], found["y"]) if one)
    said = found["before"] or "ngày "
    return f"{said}{day_words(day)} tháng {month(in_month)}" + (f" năm {number_words(year)}" if year else "")


def day_words(day: int) -> str:
    return f"mùng {number_words(day)}" if day <= 10 else number_words(day)


def _month_year(found: re.Match[str]) -> str:
    if not 1 <= int(found["m"]) <= 12:
        return f"{number(found['m'])} trên {number(found['y'])}"
    return f"tháng {month(int(found['m']))} năm {number_words(int(found['y']))}"


def _hour(found: re.Match[str]) -> str:
    hour, minute = int(found["h"]), int(found["m"] or 0)
    if hour > 24 or minute > 59:
        return f"{number_words(hour)} giờ {number(found['m'] or '0')}"
    return f"{number_words(hour)} giờ" + (f" {number_words(minute)} phút" if minute else "")


def _telephone(found: re.Match[str]) -> str:
    return ", ".join(digit_words(one) for one in re.split(r"[ .-]", found[0]))


def _abroad(found: re.Match[str]) -> str:
    return f"cộng {digit_words(found['c'])}, {in_groups(re.sub(r'[^0-9]', '', found['n']))}"


def _share(found: re.Match[str]) -> str:
    # A house is "mười hai xuyệt ba", a fraction "một trên hai".
    return f"{found['before'] or ''}{number(found['a'])} {'xuyệt' if found['before'] else 'trên'} {number(found['b'])}"


def _rule(pattern: str, say: Callable[[re.Match[str]], str]) -> Rule:
    return re.compile(pattern, re.IGNORECASE), say


_UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))

WRITTEN: tuple[Rule, ...] = (
    # Between two hours, and below between two numbers, a dash is "to".
    _rule(r"(?<=[\dh])\s*[-–—]\s*(?=\d{1,2}(?::\d{2}|h|\s*giờ))", lambda one: " đến "),
    _rule(rf"{_START}(?P<n>\d{{1,3}}(?: \d{{3}})+|{_NUMBER})\s*(?P<k>k)?\s*(?:đồng|đ|₫|vnđ|vnd){_END}", _money),
    _rule(
        rf"(?P<before>\b(?:ngày|mùng)\s+)?{_START}(?P<d>\d{{1,2}})([/.-])(?P<m>\d{{1,2}})\3(?P<y>\d{{4}}){_END}", _date
    ),
    _rule(rf"(?P<before>\b(?:ngày|mùng)\s+)(?P<d>\d{{1,2}})/(?P<m>\d{{1,2}})(?P<y>){_END}(?!/)", _date),
    _rule(rf"(?:\btháng\s+)?{_START}(?P<m>\d{{1,2}})/(?P<y>[12]\d{{3}}){_END}", _month_year),
    _rule(rf"{_START}(?P<h>\d{{1,2}})(?:\s*giờ\s*|h)(?P<m>\d{{2}})(?:\s*phút)?{_END}", _hour),
    _rule(rf"{_START}(?P<h>\d{{1,2}}):(?P<m>\d{{2}})(?::\d{{2}})?{_END}", _hour),
    _rule(rf"{_START}(?P<h>\d{{1,2}})h(?P<m>){_END}", _hour),
    _rule(r"\+(?P<c>84)[ .]?(?P<n>\d[\d .]{6,12}\d)(?!\d)", _abroad),
    _rule(rf"{_START}(?:0\d{{1,4}}(?:[ .-]\d{{2,4}}){{2,4}}|1[89]00(?:[ .-]?\d{{2,4}}){{1,3}}){_END}", _telephone),
    _rule(
        rf"\b(gọi(?: số)?|tổng đài|đường dây nóng|điện thoại(?: số)?)\s+(\d{{3,6}}){_END}",
        lambda one: f"{one[1]} {in_groups(one[2])}",
    ),
    _rule(rf"{_START}(?P<a>\d)\.(?P<b>\d{{6}}){_END}", lambda one: f"{number(one['a'])} chấm {in_groups(one['b'])}"),
    _rule(r"\bngày\s+(\d{1,2})(?=\s+tháng\b)", lambda one: f"ngày {day_words(int(one[1]))}"),
    _rule(r"\b(tháng|thứ)\s+(\d{1,2})(?![\w/.])", lambda one: f"{one[1]} {month(int(one[2]))}"),
    _rule(r"(?<=\d)\s*[x×]\s*(?=\d)", lambda one: " nhân "),
    _rule(
        rf"(?P<from>(?<![\w.,-]){_NUMBER}\s*[-–—]\s*)?{_START}(?P<n>{_NUMBER})\s*(?P<u>{_UNIT}){_END}",
        lambda one: f"{_from(one['from'])}{number(one['n'])} {UNITS.get(one['u']) or UNITS[one['u'].lower()]}",
    ),
)
PLAIN: tuple[Rule, ...] = (
    _rule(
        rf"(?P<before>\b(?:số|nhà|hẻm|ngõ|ngách|đường)\s+)?{_START}(?P<a>\d{{1,5}})/(?P<b>\d{{1,5}}){_END}(?!/\d)",
        _share,
    ),
    _rule(rf"{_START}(?P<a>{_NUMBER})\s*[-–—]\s*(?={_NUMBER})", lambda one: _from(one["a"])),
    _rule(rf"{_START}\d+(?:\.\d+)+{_END}", lambda one: _points(one[0])),
    _rule(_NUMBER, lambda one: f" {number(one[0])} "),
)


def apply(rules: tuple[Rule, ...], text: str) -> str:
    for pattern, say in rules:
        text = pattern.sub(say, text)
    return text


def _from(written: str | None) -> str:
    """Return the first of two ends: "3-" becomes "ba đến "."""
    return f"{number(written.rstrip(' -–—'))} đến " if written else ""


def _points(written: str) -> str:
    if re.fullmatch(_NUMBER, written) and not written.startswith("0"):
        return number(written)
    return " chấm ".join(number(one) for one in written.split("."))
