"""The catalogue that ships with the software: procedures in plain words, and times and fees by channel."""

import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from kiosk.assets import assets
from kiosk.catalogue.fold import slug
from kiosk.catalogue.procedures import (
    Channel,
    Document,
    Fee,
    Law,
    Outcome,
    Procedure,
    TimeLimit,
    TimeUnit,
)

# Part of the fingerprint: raise it when the reading of the plain entries or the rows of the index change, so that
# machines in halls build their index anew.
INDEX_VERSION = "2"
INDEXED = ("procedures.json", "channels.json", "spoken/*.txt", "words/wanted.txt", "words/special.txt")
LOCAL_PREFIX = "local."  # no national code begins with a letter
LONGEST_LOCAL_CODE = 48

_UNITS: dict[str, TimeUnit] = {
    "trong ngày": "same_day",
    "ngày làm việc": "working_day",
    "ngày": "day",
    "giờ": "hour",
}
_COPIES = re.compile(r"bản chính (\d+), bản sao (\d+)")
_NUMBER = re.compile(r"\d[\d.]*[a-z]?/[\w.-]+(?:/[\w-]+)?")


def folder() -> Path:
    return assets() / "catalogue"


def fingerprint() -> str:
    """Return what changes whenever a bundled file or the way it is indexed changes."""
    digest = hashlib.sha256(INDEX_VERSION.encode())
    for file in sorted(file for pattern in INDEXED for file in folder().glob(pattern)):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def bundled_procedures() -> list[Procedure]:
    """Return the plain-words entries, with the channel rows of those that have some."""
    channels = json.loads((folder() / "channels.json").read_text("utf-8"))
    entries = json.loads((folder() / "procedures.json").read_text("utf-8"))
    return [read_plain(one, channels.get(one["code"], {}).get("rows", [])) for one in entries]


@cache
def official_forms() -> dict[str, tuple[str, ...]]:
    """Return code -> the forms that its national record names, where they have a name at all."""
    raw: dict[str, list[str]] = json.loads((folder() / "forms.json").read_text("utf-8"))
    return {code: tuple(names) for code, names in raw.items()}


def local_code(name: str) -> str:
    """Return the code of an entry that has no national one: the same name gives the same code."""
    return LOCAL_PREFIX + slug(name, LONGEST_LOCAL_CODE)


def read_plain(raw: dict[str, Any], channels: list[list[Any]]) -> Procedure:
    """Return the procedure of an entry of procedures.json and its rows of channels.json."""
    time, fee = raw["time_limit"], raw["fee"]
    return Procedure(
        code=raw["code"] or local_code(raw["name"]),
        name=raw["name"],
        short_name=raw["short_name"].rstrip("."),
        field=raw["field"],
        agency=raw["agency"],
        level=raw["level"],
        levels=("Cấp xã",),
        audience=tuple(raw["audience"]),
        time_limit=TimeLimit(time["value"], _UNITS.get(time["unit"]), time["note"] or ""),
        fee=Fee(fee["amount_vnd"], fee["note"] or ""),
        channels=tuple(_channel(row) for row in channels),
        documents=tuple(_document(one) for one in raw["documents"]),
        steps=tuple(raw["steps"]),
        results=(Outcome(raw["result"]),) if raw["result"] else (),
        laws=tuple(_law(one) for one in raw["legal_basis"]),
        aliases=tuple(raw["aliases"]),
        life_event=raw["life_event"],
        as_of=raw["as_of"],
        caveat=raw["caveat"],
        confidence=raw["confidence"],
        sources=tuple(raw["sources"]),
        origin=("plain",),
    )


def _channel(row: list[Any]) -> Channel:
    kind, value, unit, time_text, vnd, fee_text = row
    return Channel(kind, TimeLimit(value, unit, time_text), Fee(vnd, fee_text))


def _document(raw: dict[str, Any]) -> Document:
    match = _COPIES.fullmatch(raw["copies"])
    originals, copies = (int(match[1]), int(match[2])) if match else (None, None)
    return Document(raw["name"], originals, copies, raw["copies"], raw["form"], raw["present_only"])


def _law(printed: str) -> Law:
    match = _NUMBER.search(printed)
    return Law(match[0] if match else "", printed, printed)
