"""Importing national records: every line of every file is taken, or refused with a reason.

Refused are: lines that are no record; records without a code or a name; test records; a code that comes twice; and
all records that share one page of the portal, because nobody can tell whose page it is.

An import is worked out first (`plan_import`): what it would change can be read before anything is. What it replaced is
kept, so that the last imports can be taken back (`take_back`).
"""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any, cast

from kiosk.catalogue import files
from kiosk.catalogue.difference import Change, changes
from kiosk.catalogue.loading import build_index, day_of, index_rows, load_bundled, read, source_rows
from kiosk.catalogue.portal import is_portal, read_portal
from kiosk.catalogue.procedures import Procedure
from kiosk.catalogue.report import FileRead, Report
from kiosk.catalogue.word_export import is_word_export, read_word_export
from kiosk.clock import hall_day
from kiosk.errors import NothingToTakeBackError
from kiosk.store import catalogue as tables
from kiosk.store.canonical import canonical
from kiosk.store.database import Store

SHARED_PAGE = "shared_page"

_CODE = re.compile(r"\d\.\d{6}")


@dataclass(frozen=True, slots=True)
class _Record:
    """A line with a known shape, and where it was found."""

    code: str
    raw: dict[str, Any]
    portal: bool
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class _Plan:
    """What an import changes, worked out while the catalogue had this generation."""

    generation: int
    accepted: list[tables.SourceRow]
    index: list[tables.IndexRow]
    next_change: str
    shared: set[str]
    changes: list[Change]
    new: int
    unchanged: int
    overlaid: int


@dataclass(slots=True)
class Import:
    """An import that was worked out and not applied yet; `changes` is what a villager would see differently."""

    report: Report
    rows: list[tables.SourceRow]
    records: list[_Record] = field(repr=False)
    plan: _Plan = field(repr=False)

    @property
    def changes(self) -> list[Change]:
        return self.plan.changes


def plan_import(store: Store, paths: Sequence[Path], as_of: str = "", valid_from: str = "") -> Import:
    """Read all files and work out what importing them would change; nothing is changed.

    Args:
        paths: portal or Word-export records, or an export of another kiosk; JSON lines, gzip or plain.
        as_of: month the data was taken, "2026-06"; the files themselves do not say it.
        valid_from: first day of these records, "2027-03-01"; until then the present ones hold. "" = at once.
    Raises:
        ImportFileError: a file cannot be read at all, or holds no procedure.
    """
    load_bundled(store)
    report = Report(as_of=as_of)
    records = [record for path in paths for record in _records(path, report)]
    report.records = sum(one.records for one in report.files)
    procedures = _procedures(records, as_of, hall_day(store.clock.now()), report)
    rows = source_rows("official", (replace(one, valid_from=valid_from) for one in procedures))
    plan = _plan(store.db, rows, day_of(store.clock.now()))
    _account(plan, records, report)
    return Import(report, rows, records, plan)


def apply_import(store: Store, planned: Import) -> Report:
    """Do what was worked out, in one transaction; returns (and stores) the report."""
    report = planned.report
    with store.act() as act:
        plan = planned.plan
        if tables.generation(act.db) != plan.generation:  # somebody else changed the catalogue meanwhile
            plan = _plan(act.db, planned.rows, day_of(act.now))
            report.refused = [one for one in report.refused if one.reason != SHARED_PAGE]
            _account(plan, planned.records, report)
        marks = [one.sha256 for one in report.files]
        load = tables.add_load(act, tables.IMPORT, canonical(marks), canonical(report.as_json()))
        tables.put_sources(act, plan.accepted, load)
        tables.rebuild_index(act, plan.index, plan.next_change)
        act.record(
            "catalogue.imported", tables.IMPORT, files=marks, records=report.records, accepted=report.accepted,
            refused=len(report.refused),
        )  # fmt: skip
    return report


def import_files(store: Store, paths: Sequence[Path], as_of: str = "", valid_from: str = "") -> Report:
    """Import all files at once; arguments and errors as in `plan_import`."""
    return apply_import(store, plan_import(store, paths, as_of, valid_from))


def take_back(store: Store) -> int:
    """Put the catalogue back to what it was before the last import; returns how many records changed.

    Raises:
        NothingToTakeBackError: there was no import, or what it replaced is no longer kept.
    """
    with store.act() as act:
        load = tables.last_load(act.db, tables.IMPORT)
        if load is None or not tables.can_take_back(act.db, load.id):
            raise NothingToTakeBackError()
        restored = tables.take_back(act, load.id)
        build_index(act)
        act.record("catalogue.taken_back", tables.IMPORT, files=load.fingerprint, records=restored)
    return restored


def _records(path: Path, report: Report) -> Iterable[_Record]:
    lines, sha256 = files.read_lines(path)
    kinds = {"portal": 0, "word_export": 0}
    for line in lines:
        raw = line.record
        if raw is None:
            report.refuse("", line.problem, path.name, line.number)
            continue
        portal = is_portal(raw)
        if not portal and not is_word_export(raw):
            report.refuse("", "unknown_shape", path.name, line.number)
            continue
        kinds["portal" if portal else "word_export"] += 1
        code, reason = _check(raw, portal)
        if reason:
            report.refuse(code, reason, path.name, line.number)
        else:
            yield _Record(code, raw, portal, path.name, line.number)
    if not any(kinds.values()):
        raise files.problem(path, "no_procedure")
    known = "+".join(kind for kind, number in kinds.items() if number)
    report.files.append(FileRead(path.name, sha256, known, len(lines)))


def _check(raw: dict[str, Any], portal: bool) -> tuple[str, str]:
    """Return the record's code (as far as it can be read) and why it is refused, or ""."""
    head = raw if portal else raw["metadata"]
    code = raw["ma_thu_tuc"] if portal else raw["thu_tuc_id"]
    name = head.get("ten_thu_tuc" if portal else "tên_thủ_tục")
    decision = head.get("so_quyet_dinh" if portal else "số_quyết_định", "")
    if not isinstance(code, str) or not _CODE.fullmatch(code.strip()):
        return str(code)[:12] if isinstance(code, str) else "", "no_code"
    code = code.strip()
    if not portal and head.get("mã_thủ_tục", code).strip() != code:
        return code, "two_codes"
    if not isinstance(name, str) or not name.strip():
        return code, "no_name"
    if not (_is_texts(raw) if portal else _is_word_texts(raw)):
        return code, "wrong_types"
    if decision.casefold().lstrip().startswith("demo"):
        return code, "test_record"
    return code, ""


def _is_texts(values: dict[str, Any]) -> bool:
    return all(isinstance(one, str) for one in values.values())


def _is_word_texts(raw: dict[str, Any]) -> bool:
    if not all(isinstance(rows, list) for rows in raw["tables"].values()):
        return False
    cells: list[Any] = [row for rows in raw["tables"].values() for row in rows]
    return all(isinstance(one, dict) and _is_texts(cast("dict[str, Any]", one)) for one in cells) and all(
        _is_texts(raw[part]) for part in ("metadata", "content")
    )


def _procedures(records: list[_Record], as_of: str, today: date, report: Report) -> list[Procedure]:
    """Read every record; of two with one code the first counts."""
    seen: dict[str, _Record] = {}
    procedures: list[Procedure] = []
    for record in records:
        first = seen.setdefault(record.code, record)
        if first is not record:
            report.refuse(
                record.code, "repeated" if first.raw == record.raw else "code_twice", record.file, record.line
            )
            continue
        read_one = read_portal(record.raw, report) if record.portal else read_word_export(record.raw, today, report)
        procedures.append(replace(read_one, as_of=as_of))
    return procedures


def _plan(db: sqlite3.Connection, rows: list[tables.SourceRow], today: str) -> _Plan:
    """Work out what the import would change. Slow, so it is done before the write lock is taken."""
    generation = tables.generation(db)
    known = list(tables.all_sources(db))
    before = {(one.code, one.valid_from): one for one in known if one.origin == "official"}
    codes_of: dict[str, set[str]] = defaultdict(set)
    for one in (*before.values(), *rows):
        if one.page:
            codes_of[one.page].add(one.code)
    shared = {one.code for one in rows if one.page and len(codes_of[one.page]) > 1}
    accepted = [one for one in rows if one.code not in shared]
    replaced = {(one.code, one.valid_from) for one in accepted}
    kept = [one for one in known if one.origin != "official" or (one.code, one.valid_from) not in replaced]
    after = sorted([*kept, *accepted], key=lambda one: one.code)
    index, next_change = index_rows(after, today)
    other = [one for one in accepted if before.get((one.code, one.valid_from)) != one]
    codes = {one.code for one in other}
    day = max([today, *(one.valid_from for one in other)])
    return _Plan(
        generation,
        accepted,
        index,
        next_change,
        shared,
        changes(_versions(known, codes), _versions(after, codes), day),
        new=sum((one.code, one.valid_from) not in before for one in accepted),
        unchanged=len(accepted) - len(other),
        overlaid=len({code for code, _ in replaced} & {one.code for one in known if one.origin == "plain"}),
    )


def _versions(rows: Iterable[tables.SourceRow], codes: set[str]) -> dict[str, list[Procedure]]:
    """Return the versions of these codes; `rows` stand in the order of their codes."""
    return {
        code: [read(one) for one in of_code]
        for code, of_code in groupby(rows, key=lambda one: one.code)
        if code in codes
    }


def _account(plan: _Plan, records: list[_Record], report: Report) -> None:
    """Write into the report what the plan does."""
    for one in records:
        if one.code in plan.shared:
            report.refuse(one.code, SHARED_PAGE, one.file, one.line)
    report.new, report.unchanged, report.overlaid = plan.new, plan.unchanged, plan.overlaid
    report.replaced = len(plan.accepted) - plan.new - plan.unchanged
