"""Which part of a file is asked for (RFC 9110, section 14), the same for all files that machines download."""

import re

from sync.messages import ProblemCode
from sync.province.problems import ProvinceError

LARGEST_PART = 4 * 1024 * 1024
_RANGE = re.compile(r"bytes=(\d{1,15})-(\d{0,15})")


def asked_range(header: str | None, size: int) -> tuple[int, int] | None:
    """Return first and last byte, None for all of them: a form we do not know is passed over (RFC 9110, 14.2).

    Raises:
        ProvinceError: the part lies behind the end.
    """
    found = _RANGE.fullmatch(header or "")
    if found is None:
        return None
    first, last = int(found[1]), int(found[2] or size - 1)
    if first >= size:
        raise ProvinceError(ProblemCode.RANGE)
    return None if last < first else (first, min(last, size - 1, first + LARGEST_PART - 1))
