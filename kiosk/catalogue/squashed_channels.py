"""The portal's squashed table of channels: "Trực tuyến3 Ngày làm việcMiễn phí…Trực tiếp…" becomes rows again.

As in all squashed_*.py the pieces' texts, joined, are the cell they came from, so that nothing can get lost on the
way (the tests join them). What the pieces mean is decided in `kiosk.catalogue.portal`.
"""

import re
from dataclasses import dataclass

from kiosk.catalogue.clean import NO_INFORMATION

CHANNELS_HEADER = "Hình thức nộpThời gianPhí, lệ phíMô tả"


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
