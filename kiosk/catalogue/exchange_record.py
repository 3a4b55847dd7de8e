"""Records of the national exchange (`LayThuTuc`) as procedures.

Source of the names: two published systems that read them, VietOpenCPS/opencps-v2 and
HuanVu201/DichVuCong_KhoaLuan_PASETO; the exchange's own guide is not public. `SOBANCHINH`, `SOBANSAO`,
`DOITUONGTHUCHIEN` and `CAPTHUCHIEN` are read where they come. What has no place in a procedure is kept in `extra` under
the exchange's own key; a list that is none of entries is counted as unclear.
"""

import re
from typing import Any, cast

from kiosk.catalogue import amounts
from kiosk.catalogue.clean import clean, listed, said
from kiosk.catalogue.fold import fold
from kiosk.catalogue.portal import (
    note_fee,
    note_papers,
    note_time,
    paper_name,
    plain_field,
    read_agency,
    read_law,
    read_levels,
    read_name,
    read_result_code,
    read_steps,
)
from kiosk.catalogue.procedures import Channel, ChannelKind, Document, Law, Outcome, Procedure
from kiosk.catalogue.report import ABSENT, UNDERSTOOD, Report, without_repeats
from kiosk.store.canonical import canonical

KINDS: dict[str, ChannelKind] = {"1": "counter", "2": "online", "3": "post"}
NO_UNIT = "OTHER"  # what the database says for a time whose unit was never given
PUBLIC = "1"

_CODE = re.compile(r"\d\.\d{6}")
_READ = {
    "MATTHC", "TENTTHC", "TRANGTHAI", "LINHVUCTHUCHIEN", "TRINHTUTHUCHIEN", "CACHTHUCTHUCHIEN", "THANHPHANHOSO",
    "KETQUATHUCHIEN", "CANCUPHAPLY", "COQUANTHUCHIEN", "YEUCAU", "DOITUONGTHUCHIEN", "CAPTHUCHIEN",
}  # fmt: skip

Row = dict[str, Any]


def why_not(raw: Row) -> str:
    """Return why a record is refused (the last part of a text id "catalogue.refused.…"), "" when it can be read."""
    if not _CODE.fullmatch(_text(raw, "MATTHC")):
        return "no_code"
    if not _text(raw, "TENTTHC"):
        return "no_name"
    return "not_public" if _text(raw, "TRANGTHAI") not in ("", PUBLIC) else ""


def read_exchange_record(raw: Row, as_of: str, report: Report) -> Procedure:
    """Return the procedure of a record that `why_not` has nothing against.

    Args:
        as_of: the month it was asked for, "2026-11".
    """
    code = _text(raw, "MATTHC")
    fields = _rows(raw, "LINHVUCTHUCHIEN", code, report, "field")
    documents, notes = _documents(raw, code, report)
    agencies = "; ".join(_names(raw, "COQUANTHUCHIEN", code, report, "agency"))
    levels = ", ".join(_names(raw, "CAPTHUCHIEN", code, report, "levels"))
    audience = _names(raw, "DOITUONGTHUCHIEN", code, report, "record")
    described = _text(raw, "MOTADOITUONGTHUCHIEN")
    extra = [("MALINHVUC", _text(one, "MALINHVUC")) for one in fields]
    extra += [(key, _kept(value)) for key, value in raw.items() if key not in _READ]
    return Procedure(
        code=code,
        name=read_name(_text(raw, "TENTTHC"), code, report),
        field=plain_field("field", _text(fields[0], "TENLINHVUC") if fields else "", code, report),
        agency=read_agency(agencies, "", code, report),
        levels=read_levels(levels, code, report),
        audience=tuple(audience) or listed(described),
        channels=_channels(raw, code, report),
        documents=documents,
        notes=notes,
        steps=read_steps("\n".join(_steps(raw, code, report)), code, report),
        conditions=plain_field("conditions", _text(raw, "YEUCAU"), code, report),
        results=_results(raw, code, report),
        laws=_laws(raw, code, report),
        origin=("official",),
        as_of=as_of,
        extra=tuple(one for one in extra if one[1]),
    )


def _steps(raw: Row, code: str, report: Report) -> list[str]:
    lines: list[str] = []
    for case in _rows(raw, "TRINHTUTHUCHIEN", code, report, "steps"):
        lines.append(_text(case, "TRUONGHOP"))
        lines += [_text(step, "TENTRINHTU") for step in _rows(case, "TRINHTU", code, report, "steps")]
    return [line for line in lines if line]


def _channels(raw: Row, code: str, report: Report) -> tuple[Channel, ...]:
    channels: list[Channel] = []
    for way in _rows(raw, "CACHTHUCTHUCHIEN", code, report, "channels"):
        kind = KINDS.get(_text(way, "KENH"))
        if kind is None:
            report.note("channels", "unclear.unknown_channel", code)
            continue
        terms = _rows(way, "THOIGIAN", code, report, "time") or [{}]
        channels += [_channel(kind, term, code, report) for term in terms]
    kept, repeats = without_repeats(channels)
    report.note("channels", UNDERSTOOD, code, times=len(kept))
    report.note("channels", "dropped.repeated", code, times=repeats)
    report.note("channels", ABSENT, code, times=not kept)
    return kept


def _channel(kind: ChannelKind, term: Row, code: str, report: Report) -> Channel:
    unit = _text(term, "DONVITINH")
    time = amounts.read_time(f"{_number(term, 'THOIGIANGIAIQUYET')} {'' if unit == NO_UNIT else unit}".strip())
    note_time(time, code, report)
    fees = [_fee(one) for one in _rows(term, "PHILEPHI", code, report, "fee")]
    if len(fees) == 1:
        cell, note = fees[0]
        fee = amounts.read_fee(cell, note) if cell else amounts.Fee(None, note)
        cell = cell or note
    else:  # several fees are no one amount to announce
        cell = "\n".join(f"{cell} {note}".strip() for cell, note in fees)
        fee = amounts.Fee(None, cell)
    note_fee(fee, cell, code, report)
    return Channel(kind, time, fee, _text(term, "MOTA"))


def _fee(raw: Row) -> tuple[str, str]:
    """Return the amount with its currency, "" without one, and what is said about it."""
    amount = _number(raw, "SOTIEN")
    return f"{amount} {_text(raw, 'DONVI') or 'VNĐ'}" if amount else "", _text(raw, "MOTA")


def _documents(raw: Row, code: str, report: Report) -> tuple[tuple[Document, ...], tuple[str, ...]]:
    documents: list[Document] = []
    notes: list[str] = []
    for case in _rows(raw, "THANHPHANHOSO", code, report, "papers"):
        group = _text(case, "TRUONGHOP")
        for paper in _rows(case, "GIAYTO", code, report, "papers"):
            counts = [_count(paper, key) for key in ("SOBANCHINH", "SOBANSAO")]
            name, form = _text(paper, "TENGIAYTO"), _text(paper, "TENMAUDON")
            if counts == [0, 0] and not form:
                notes.append(name)
            elif name:
                documents.append(_document(name, form, group, counts, code, report))
            else:
                report.note("papers", "dropped.nameless", code)
    return note_papers(documents, notes, code, report)


def _document(name: str, form: str, group: str, counts: list[int | None], code: str, report: Report) -> Document:
    originals, copies = counts
    report.note("quantity", ABSENT if originals is None else UNDERSTOOD, code)
    report.note("form_file", UNDERSTOOD, code, times=bool(form))
    folded = fold(group)
    return Document(
        name=paper_name(name),
        originals=originals,
        copies=copies,
        text="" if originals is None else f"{originals} bản chính,{copies or 0} bản sao",
        form=form or None,
        present_only="xuat trinh" in folded and "nop" not in folded,
        group=group,
    )


def _results(raw: Row, code: str, report: Report) -> tuple[Outcome, ...]:
    results: list[Outcome] = []
    for row in _rows(raw, "KETQUATHUCHIEN", code, report, "results"):
        printed = _text(row, "MAKETQUA")
        if name := _text(row, "TENKETQUA"):
            results.append(Outcome(paper_name(name), read_result_code(printed, code, report) if printed else ""))
    report.note("results", UNDERSTOOD, code, times=len(results))
    report.note("results", ABSENT, code, times=not results)
    return tuple(results)


def _laws(raw: Row, code: str, report: Report) -> tuple[Law, ...]:
    laws: list[Law] = []
    for row in _rows(raw, "CANCUPHAPLY", code, report, "laws"):
        number, title = _text(row, "SOVANBAN"), _text(row, "TENVANBAN")
        if number or title:
            laws.append(read_law(number, title, f"{title} {number}".strip(), code, report))
    kept, repeats = without_repeats(laws)
    report.note("laws", "dropped.repeated", code, times=repeats)
    report.note("laws", ABSENT, code, times=not kept)
    return kept


def _names(raw: Row, key: str, code: str, report: Report, field: str) -> list[str]:
    """Return the names in a list of entries: of each, the value whose key begins with TEN."""
    if isinstance(raw.get(key), str):
        return [one] if (one := _text(raw, key)) else []
    rows = _rows(raw, key, code, report, field)
    return [name for row in rows for at in row if at.startswith("TEN") and (name := _text(row, at))]


def _rows(raw: Row, key: str, code: str, report: Report, field: str) -> list[Row]:
    """Return a list of entries; one alone is a list of one, and what is no entry is counted."""
    value = raw.get(key)
    items: list[Any] = cast("list[Any]", value) if isinstance(value, list) else [] if value in (None, "") else [value]
    rows = [cast("Row", one) for one in items if isinstance(one, dict)]
    report.note(field, "unclear.shape", code, times=len(items) - len(rows))
    return rows


def _text(raw: Row, key: str) -> str:
    value = raw.get(key)
    return "" if value is None or isinstance(value, dict | list) else said(str(value))


def _number(raw: Row, key: str) -> str:
    """Return a number as it is printed: whole ones without a fraction, whatever JSON made of them."""
    text = _text(raw, key)
    return re.sub(r"\.0+$", "", text)


def _count(raw: Row, key: str) -> int | None:
    text = _number(raw, key)
    return int(text) if text.isdecimal() and len(text) < 6 else None


def _kept(value: Any) -> str:
    if isinstance(value, dict | list):
        return canonical(value) if value else ""
    return "" if value is None else clean(str(value))
