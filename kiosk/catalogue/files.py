"""Reading import files: plain or gzip, one JSON object a line, however broken.

A file that is no such file stops the import with a sentence; a broken line in a good file is one refused record.
"""

import gzip
import hashlib
import io
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from kiosk.errors import ImportFileError
from kiosk.languages import texts

GZIP_MARK = b"\x1f\x8b"
MOST_BYTES = 512 * 2**20  # unpacked; the whole national database is a tenth of that
LONGEST_LINE = 8 * 2**20


@dataclass(frozen=True, slots=True)
class Line:
    """`record` is None where the line is no JSON object; `problem` is then the reason of its refusal."""

    number: int
    record: dict[str, Any] | None
    problem: str = ""


def read_lines(file: Path) -> tuple[list[Line], str]:
    """Return the lines that are not blank, and the file's SHA-256 in hex.

    Raises:
        ImportFileError: missing, unreadable, broken gzip, too large.
    """
    data = _bytes(file)
    return list(_lines(_unpacked(data, file))), hashlib.sha256(data).hexdigest()


def _bytes(file: Path) -> bytes:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise problem(file, "too_large")
        return file.read_bytes()
    except OSError as error:
        raise problem(file, "missing" if isinstance(error, FileNotFoundError) else "unreadable") from error


def _unpacked(data: bytes, file: Path) -> bytes:
    if not data.startswith(GZIP_MARK):
        return data
    try:
        with gzip.open(io.BytesIO(data)) as stream:
            unpacked = stream.read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise problem(file, "broken_gzip") from error
    if len(unpacked) > MOST_BYTES:
        raise problem(file, "too_large")
    return unpacked


def _lines(data: bytes) -> Iterator[Line]:
    for number, raw in enumerate(data.split(b"\n"), 1):
        if not raw.strip():
            continue
        if len(raw) > LONGEST_LINE:
            yield Line(number, None, "line_too_long")
            continue
        try:
            record = json.loads(raw.decode("utf-8-sig" if number == 1 else "utf-8"))
        except UnicodeDecodeError:
            yield Line(number, None, "not_utf8")
        except (ValueError, RecursionError):
            yield Line(number, None, "not_json")
        else:
            known = cast("dict[str, Any] | None", record if isinstance(record, dict) else None)
            yield Line(number, known, "" if known is not None else "not_a_record")


def problem(file: Path, reason: str) -> ImportFileError:
    """Return the error that says why `file` cannot be imported."""
    return ImportFileError(file=file.name, problem=texts("vi").say(f"catalogue.file.{reason}"))
