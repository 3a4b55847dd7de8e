"""Vietnamese number words as the Mekong delta says them: "lẻ", "ngàn", and "bốn" after tens.

A digit's word depends on its place: 1 is "một", but "mốt" in 21; 5 is "năm", but "lăm" in 15 and 25.
"""

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
LARGEST = 10**18 - 1  # beyond it a number is read digit by digit

_GROUPS = ("", "ngàn", "triệu")
_BILLION = 10**9


def number_words(number: int) -> str:
    """Return `number` in words: "một trăm lẻ năm" for 105.

    Raises:
        ValueError: negative, or above `LARGEST`.
    """
    if not 0 <= number <= LARGEST:
        raise ValueError(f"0 to {LARGEST}, got {number}.")
    if number < _BILLION:
        return _below_billion(number, whole=False)
    billions, rest = divmod(number, _BILLION)
    words = f"{_below_billion(billions, whole=False)} tỷ"
    return f"{words} {_below_billion(rest, whole=True)}" if rest else words


def digit_words(digits: str) -> str:
    """Return ASCII `digits` one by one: "không một bảy" for "017"."""
    return " ".join(DIGITS[int(one)] for one in digits)


def _below_billion(number: int, *, whole: bool) -> str:
    """`whole`: something stands before, so that a missing hundred is said: "một ngàn không trăm lẻ năm"."""
    if number == 0:
        return DIGITS[0]
    words: list[str] = []
    for power in (2, 1, 0):
        group = number // 1000**power % 1000
        if group:
            words += [_below_thousand(group, whole=whole or bool(words)), _GROUPS[power]]
    return " ".join(word for word in words if word)


def _below_thousand(number: int, *, whole: bool) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds and not whole:
        return _below_hundred(rest)
    words = f"{DIGITS[hundreds]} trăm"
    if rest == 0:
        return words
    return f"{words} lẻ {DIGITS[rest]}" if rest < 10 else f"{words} {_below_hundred(rest)}"


def _below_hundred(number: int) -> str:
    tens, unit = divmod(number, 10)
    if tens == 0:
        return DIGITS[unit]
    words = "mười" if tens == 1 else f"{DIGITS[tens]} mươi"
    if unit == 0:
        return words
    return f"{words} {unit_after_ten(unit, tens)}"


def unit_after_ten(unit: int, tens: int) -> str:
    """Return the word of a unit 1-9 behind a ten: "mốt" in 21 but "một" in 11."""
    if unit == 5:
        return "lăm"
    return "mốt" if unit == 1 and tens > 1 else DIGITS[unit]
