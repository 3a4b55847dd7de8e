"""One spelling for a JSON value, so that a hash of it means something."""

import json
from typing import Any


def canonical(value: Any) -> str:
    """Return `value` as JSON with sorted keys, no blanks and letters as they are (NFC is the caller's duty)."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
