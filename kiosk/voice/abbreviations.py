"""Short forms on papers and screens of a hall, and codes: said in full, or letter by letter."""

import re
import unicodedata

from kiosk.voice.figures import number
from kiosk.voice.letters import LETTERS, spelled
from kiosk.voice.numbers import digit_words

SHORT = {
    "UBND": "ủy ban nhân dân", "HĐND": "hội đồng nhân dân", "UBMTTQ": "ủy ban mặt trận tổ quốc",
    "CCCD": "căn cước công dân", "CMND": "chứng minh nhân dân", "CC": "căn cước", "CMTND": "chứng minh thư nhân dân",
    "BHYT": "bảo hiểm y tế", "BHXH": "bảo hiểm xã hội", "BHTN": "bảo hiểm thất nghiệp",
    "TTHC": "thủ tục hành chính", "TTPVHCC": "trung tâm phục vụ hành chính công", "HCC": "hành chính công",
    "PVHCC": "phục vụ hành chính công", "DVC": "dịch vụ công", "DVCTT": "dịch vụ công trực tuyến",
    "DVCQG": "dịch vụ công quốc gia", "CSDL": "cơ sở dữ liệu", "GCN": "giấy chứng nhận",
    "GCNQSDĐ": "giấy chứng nhận quyền sử dụng đất", "QSDĐ": "quyền sử dụng đất", "HKTT": "hộ khẩu thường trú",
    "GKS": "giấy khai sinh", "SĐT": "số điện thoại", "ĐT": "điện thoại", "NĐ": "nghị định", "QĐ": "quyết định",
    "TT": "thông tư", "NQ": "nghị quyết", "CT": "chỉ thị", "CP": "chính phủ", "TTG": "thủ tướng", "TP": "thành phố",
    "HCM": "hồ chí minh", "TPHCM": "thành phố hồ chí minh", "MTTQ": "mặt trận tổ quốc", "HTX": "hợp tác xã",
    "THCS": "trung học cơ sở", "THPT": "trung học phổ thông", "VNEID": "vi en i đi", "QR": "quy e rờ",
    "BTP": "bộ tư pháp", "BCA": "bộ công an", "BNV": "bộ nội vụ", "VPCP": "văn phòng chính phủ", "CN": "chủ nhật",
    "BCH": "ban chỉ huy", "NVQS": "nghĩa vụ quân sự", "NCC": "người có công", "CBCC": "cán bộ công chức",
}  # fmt: skip

_ACT = re.compile(
    r"(?:\b(?P<kind>nghị định|thông tư|quyết định|nghị quyết|chỉ thị|luật|nđ|tt|qđ|nq|ct)\s+(?P<so>số\s+)?)?"
    r"(?<![\w/])(?P<n>\d{1,5})/(?P<y>[12]\d{3})/(?P<by>[A-ZĐ]{2,5}(?:-[A-ZĐ]{2,8})*|QH\d{1,2})(?!\w)",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"(?<![\w])(?=[A-Za-zĐđ0-9.-]*\d)(?=[A-Za-zĐđ0-9.-]*[A-Za-zĐđ])[A-Za-zĐđ0-9]+(?:[.-][A-Za-zĐđ0-9]+)*"
)
_DAYS = re.compile(r"(?<!\w)T([2-7])(?!\w)(?:\s*[-–]\s*(?:T([2-7])|(CN))(?!\w))?")
_ROMAN = re.compile(
    r"\b(khóa|hạng|khu vực|quý|cấp|lần|phần|chương|mục|loại|thứ|bậc)\s+([IVX]{1,4})(?!\w)", re.IGNORECASE
)
_WORD = re.compile(r"(?<!\w)[^\W\d_]{2,}(?!\w)")
_MIXED = re.compile(r"(?<!\w)(?:VNeID|TTg|TP\.(?=\s*\w))")
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?[aăâeêioôơuưy]{1,3}(?:ch|nh|ng|[cmnpt])?"
)
_TONES = str.maketrans("", "", "\u0300\u0301\u0303\u0309\u0323")
_VALUES = {"I": 1, "V": 5, "X": 10}


def say_acts(text: str) -> str:
    """ "1/2025/NĐ-CP" becomes "nghị định một năm hai ngàn không trăm hai mươi lăm của chính phủ"."""
    return _ACT.sub(_act, text)


def say_days(text: str) -> str:
    """ "T2-T6" becomes "thứ hai đến thứ sáu"."""
    return _DAYS.sub(_days, text)


def say_codes(text: str) -> str:
    """Letters with digits are a code: "B017" becomes "bê không một bảy", a dash a breath."""
    return _CODE.sub(lambda one: _code(one[0]), text)


def say_short_forms(text: str) -> str:
    """Expand known abbreviations, spell unknown ones, and leave words that merely stand in capitals as words."""
    text = _ROMAN.sub(lambda one: f"{one[1]} {number(str(_roman(one[2].upper())))}", text)
    text = _MIXED.sub(lambda one: SHORT[one[0].rstrip(".").upper()], text)
    return _WORD.sub(lambda one: _capitals(one[0]) if one[0].isupper() else one[0], text)


def _act(found: re.Match[str]) -> str:
    first, _, rest = found["by"].upper().partition("-")
    kind = SHORT.get((found["kind"] or "").upper(), found["kind"])
    kind = kind or ("luật" if first.startswith("QH") else SHORT.get(first) or spelled(first))
    if first.startswith("QH") and first[2:].isdigit():
        by = f"quốc hội khóa {number(first[2:])}"
    else:
        by = " ".join(SHORT.get(one) or spelled(one) for one in rest.split("-") if one)
    return f"{kind} {found['so'] or ''}{number(found['n'])} năm {number(found['y'])}" + (f" của {by}" if by else "")


def _days(found: re.Match[str]) -> str:
    first = _day(found[1])
    last = "chủ nhật" if found[3] else found[2] and _day(found[2])
    # A comma, because hours often follow.
    return f"{first} đến {last}," if last else f"{first},"


def _day(digit: str) -> str:
    return f"thứ {'tư' if digit == '4' else number(digit)}"


def _code(code: str) -> str:
    words: list[str] = []
    for part in re.findall(r"[0-9]+|[^\W\d_]+|[.-]", code):
        if part[0] in ".-":
            words.append("chấm" if part == "." else ",")
        else:
            words.append(digit_words(part) if part.isdigit() else spelled(part))
    return f" {' '.join(words)} ".replace(" ,", ",")


def _capitals(word: str) -> str:
    if word in SHORT:
        return SHORT[word]
    small = word.lower()
    toneless = unicodedata.normalize("NFC", unicodedata.normalize("NFD", small).translate(_TONES))
    known = all(one in LETTERS for one in word)
    return small if _SYLLABLE.fullmatch(toneless) or not known or len(word) > 6 else spelled(word)


def _roman(digits: str) -> int:
    values = [_VALUES[one] for one in digits]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
