"""What the national exchange would say of a procedure, made from our reading of the raw national records.

The raw records are the database's own words, in two other shapes; this writes them in the shape of `LayThuTuc`, so that
the reader of that shape has all the real dirt to read.
"""

from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from kiosk.catalogue import importing
from kiosk.catalogue.procedures import Channel, Document, Fee, Procedure, TimeLimit
from kiosk.catalogue.report import Report

KENH = {"counter": 1, "online": 2, "post": 3}
UNITS = {"working_day": "Ngày làm việc", "day": "Ngày", "hour": "Giờ", "month": "Tháng", None: "OTHER"}


def national(shared: Path) -> tuple[list[Procedure], Report]:
    """Return the procedures of all raw records that can be read, and the account of the others."""
    files = [shared / "national" / f"{name}.jsonl.gz" for name in ("procedures", "procedures_doc")]
    if not all(one.exists() for one in files):
        pytest.skip("the raw national records (../shared/national) are not beside this checkout")
    report = Report()
    # Reading alone: what an import changes in a catalogue takes much longer to work out.
    records = [one for file in files for one in importing._records(file, report)]  # pyright: ignore[reportPrivateUsage]
    report.records = sum(one.records for one in report.files)
    return importing._procedures(records, "2026-06", date(2026, 11, 23), report), report  # pyright: ignore[reportPrivateUsage]


def as_lay_thu_tuc(one: Procedure) -> dict[str, Any]:
    notes = [{"TENGIAYTO": note, "SOBANCHINH": 0, "SOBANSAO": 0} for note in one.notes]
    return {
        "MATTHC": one.code,
        "TENTTHC": one.name,
        "TRANGTHAI": 1,
        "LINHVUCTHUCHIEN": [{"MALINHVUC": "G15-HT04", "TENLINHVUC": one.field}] if one.field else [],
        "CAPTHUCHIEN": [{"MACAP": "", "TENCAP": level} for level in one.levels],
        "DOITUONGTHUCHIEN": [{"MADOITUONG": "", "TENDOITUONG": who} for who in one.audience],
        "TRINHTUTHUCHIEN": [{"TRUONGHOP": "", "TRINHTU": [{"TENTRINHTU": step} for step in one.steps]}],
        "CACHTHUCTHUCHIEN": [_way(row) for row in one.channels],
        "THANHPHANHOSO": [
            *(
                {"TRUONGHOP": group, "GIAYTO": [_paper(paper) for paper in papers]}
                for group, papers in groupby(one.documents, key=lambda paper: paper.group)
            ),
            {"TRUONGHOP": "", "GIAYTO": notes},
        ],
        "KETQUATHUCHIEN": [{"MAKETQUA": result.code, "TENKETQUA": result.name} for result in one.results],
        "CANCUPHAPLY": [{"SOVANBAN": law.number, "TENVANBAN": law.title} for law in one.laws],
        "COQUANTHUCHIEN": [{"MADONVI": "", "TENDONVI": one.agency}] if one.agency else None,
        "YEUCAU": one.conditions,
        "SOQUYETDINH": one.decision,
    }


def _paper(one: Document) -> dict[str, Any]:
    return {
        "MAGIAYTO": "", "TENGIAYTO": one.name, "TENMAUDON": one.form or "", "URL": "",
        **({} if one.originals is None else {"SOBANCHINH": one.originals}),
        **({} if one.copies is None else {"SOBANSAO": str(one.copies)}),
    }  # fmt: skip


def _way(row: Channel) -> dict[str, Any]:
    return {"KENH": KENH[row.kind], "THOIGIAN": [{**_term(row.time), "MOTA": row.note, "PHILEPHI": _fees(row.fee)}]}


def _term(time: TimeLimit) -> dict[str, Any]:
    if time.value is None:  # words where a number should be
        return {"THOIGIANGIAIQUYET": time.text, "DONVITINH": ""}
    return {"THOIGIANGIAIQUYET": time.value, "DONVITINH": UNITS[time.unit]}


def _fees(fee: Fee) -> list[dict[str, Any]]:
    if fee.vnd is not None:
        return [{"MAPHILEPHI": "", "SOTIEN": float(fee.vnd), "DONVI": "Đồng", "MOTA": ""}]
    return [{"MAPHILEPHI": "", "SOTIEN": None, "DONVI": "", "MOTA": fee.text}] if fee.text else []
