"""One spelling for a JSON value, so that a hash of it means something."""

import json
from typing import Any

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical(value: Any) -> str:
    """Return `value` as JSON with sorted keys, no blanks and letters as they are (NFC is the caller's duty)."""
    return _ENCODER.encode(value)
