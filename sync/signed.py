"""What both ends know about signed targets (The Update Framework, https://theupdateframework.github.io/specification/latest/).

A target's path says what it is for:

catalogue/<code>.json      one procedure                      forms/<name>.json    a form for the touch screen
config/<hall>.toml         settings under the hall's own      sounds/<name>        a recording of the voice
calendar/days-off.json     the calendar of days off           app/<name>           an installer with its version
"""

import re
from datetime import UTC, datetime, timedelta

UPDATES = "/updates"
METADATA, TARGETS = f"{UPDATES}/metadata", f"{UPDATES}/targets"
PIECE_BYTES = 256 * 1024  # of one request for a part of a target
LARGEST_TARGET = 1024 * 1024 * 1024
SIGNED_AT = "x-signed-ms"  # in timestamp.json: when it was signed, Unix ms; nobody can have it earlier

CATALOGUE = "catalogue/"  # the folder of procedures

_NAME = r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}"
_PATH = re.compile(
    rf"catalogue/{_NAME}\.json|config/{_NAME}\.toml|forms/{_NAME}\.json|sounds/{_NAME}|app/{_NAME}|calendar/days-off\.json"
)
BELIEVED_AHEAD = timedelta(days=400)


def is_target_path(path: str) -> bool:
    return _PATH.fullmatch(path) is not None


def entry_path(code: str) -> str:
    """Return the path of the target that is about a procedure."""
    return f"{CATALOGUE}{code}.json"


def code_in(path: str) -> str:
    """Return the procedure that the target at such a path is about."""
    return path.removeprefix(CATALOGUE).removesuffix(".json")


def hashed_path(path: str, sha256: str) -> str:
    """Return where a target is asked for: "forms/birth.json" -> "forms/<sha256>.birth.json"."""
    folder, _, name = path.rpartition("/")
    return f"{folder}/{sha256}.{name}"


def trusted_time(signed: datetime | None, province: datetime | None, wall: datetime) -> datetime:
    """Return the time by which signatures are judged, in UTC.

    A dead battery sets a clock to 1970, a slip to 2099; neither may let old signatures live for ever nor end all. What
    is signed cannot lie ahead of the truth, so it is the floor; of the province's clock and our own the later one
    counts, as long as it is not absurdly far ahead of that floor.

    Args:
        signed: when the newest timestamp we trust was signed; None before the first.
        province: its clock at its last answer, None when it has not answered.
        wall: our own clock.
    """
    if signed is None:
        return (province or wall).astimezone(UTC)
    told = [one for one in (province, wall) if one is not None and one <= signed + BELIEVED_AHEAD]
    return max([signed, *told]).astimezone(UTC)
