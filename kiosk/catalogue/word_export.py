"""Records made from the database's Word exports ("ChiTietTTHC_….doc"): tables in order, Vietnamese keys.

Known dirt: `so_luong` ("quantity") holds the form file's name and the quantity stands in `ghi_chu`; `so_ky_hieu` may
be a bare number whose full form is in the title; dates in the future.
"""

import re
from datetime import date
from typing import Any

from kiosk.catalogue import amounts
from kiosk.catalogue.clean import clean, listed, said
from kiosk.catalogue.fold import fold
from kiosk.catalogue.portal import (
    KINDS,
    note_fee,
    note_papers,
    note_time,
    paper_name,
    plain_field,
    read_agency,
    read_law,
    read_levels,
    read_name,
    read_steps,
)
from kiosk.catalogue.procedures import Channel, Document, Law, Outcome, Procedure
from kiosk.catalogue.report import ABSENT, UNDERSTOOD, Report, without_repeats
from kiosk.catalogue.squashed_laws import find_number

_QUANTITY = re.compile(r"Bản chính: ?(\d+)\s+Bản sao: ?(\d+)")
_EXTRA = (
    "cơ_quan_có_thẩm_quyền",
    "cơ_quan_được_ủy_quyền",
    "cơ_quan_phối_hợp",
    "địa_chỉ_tiếp_nhận_hs",
    "từ_khóa",
    "mô_tả",
    "cách_thức_thực_hiện",
)


_KEYS = {
    "thu_tuc_id", "source_file", "metadata", "content", "tables",
    "metadata.mã_thủ_tục", "metadata.tên_thủ_tục", "metadata.số_quyết_định", "metadata.cấp_thực_hiện",
    "metadata.loại_thủ_tục", "metadata.lĩnh_vực", *(f"content.{key}" for key in _EXTRA),
    "content.trình_tự_thực_hiện", "content.đối_tượng_thực_hiện", "content.cơ_quan_thực_hiện",
    "content.kết_quả_thực_hiện", "content.yêu_cầu_điều_kiện_thực_hiện",
    "tables.hinh_thuc_nop", "tables.thanh_phan_ho_so", "tables.can_cu_phap_ly",
}  # fmt: skip


def _unknown_keys(raw: dict[str, Any]) -> int:
    """Return how many keys of a record nobody reads."""
    nested = {f"{part}.{key}" for part in ("metadata", "content", "tables") for key in raw[part]}
    return len((raw.keys() | nested) - _KEYS)


def is_word_export(raw: dict[str, Any]) -> bool:
    """Whether a line has this format's shape."""
    return {"thu_tuc_id", "metadata", "content", "tables"} <= raw.keys() and all(
        isinstance(raw[key], dict) for key in ("metadata", "content", "tables")
    )


def read_word_export(raw: dict[str, Any], today: date, report: Report) -> Procedure:
    """Return the procedure of a record whose code and name were found to be there; `today` tells future dates."""
    head, content, tables = raw["metadata"], raw["content"], raw["tables"]
    code = raw["thu_tuc_id"].strip()
    report.note("record", "dropped.unknown_key", code, times=_unknown_keys(raw))
    documents, notes = _documents(tables.get("thanh_phan_ho_so", []), code, report)
    result = said(content.get("kết_quả_thực_hiện", ""))
    report.note("results", UNDERSTOOD if result else ABSENT, code)
    extra = [("loại_thủ_tục", said(head.get("loại_thủ_tục", ""))), ("source_file", clean(raw.get("source_file", "")))]
    extra += [(key, said(content.get(key, ""))) for key in _EXTRA]
    does, decides = content.get("cơ_quan_thực_hiện", ""), content.get("cơ_quan_có_thẩm_quyền", "")
    return Procedure(
        code=code,
        name=read_name(head["tên_thủ_tục"], code, report),
        field=plain_field("field", said(head.get("lĩnh_vực", "")), code, report),
        agency=read_agency(does, decides, code, report),
        levels=read_levels(head.get("cấp_thực_hiện", ""), code, report),
        audience=listed(content.get("đối_tượng_thực_hiện", "")),
        channels=_channels(tables.get("hinh_thuc_nop", []), code, report),
        documents=documents,
        notes=notes,
        steps=read_steps(content.get("trình_tự_thực_hiện", ""), code, report),
        conditions=plain_field("conditions", said(content.get("yêu_cầu_điều_kiện_thực_hiện", "")), code, report),
        results=(Outcome(result),) if result else (),
        laws=_laws(tables.get("can_cu_phap_ly", []), code, today, report),
        decision=plain_field("decision", _decision(said(head.get("số_quyết_định", ""))), code, report),
        origin=("official",),
        extra=tuple(one for one in extra if one[1]),
    )


def _decision(printed: str) -> str:
    return re.sub(r"^Quyết định(?: số)? ", "", printed)


def _channels(rows: list[dict[str, str]], code: str, report: Report) -> tuple[Channel, ...]:
    channels: list[Channel] = []
    for row in rows:
        kind = KINDS.get(clean(row.get("hinh_thuc", "")))
        if kind is None:
            report.note("channels", "unclear.unknown_channel", code)
            continue
        time, printed = amounts.read_time(clean(row.get("thoi_han_giai_quyet", ""))), clean(row.get("phi_le_phi", ""))
        fee = amounts.read_fee(printed)
        note_time(time, code, report)
        note_fee(fee, printed, code, report)
        channels.append(Channel(kind, time, fee, said(row.get("mo_ta", ""))))
    kept, repeats = without_repeats(channels)
    report.note("channels", UNDERSTOOD, code, times=len(kept))
    report.note("channels", "dropped.repeated", code, times=repeats)
    return kept


def _documents(rows: list[dict[str, str]], code: str, report: Report) -> tuple[tuple[Document, ...], tuple[str, ...]]:
    documents: list[Document] = []
    notes: list[str] = []
    for row in rows:
        name, printed = clean(row.get("ten_giay_to", "")), clean(row.get("ghi_chu", ""))
        form = "; ".join(clean(row.get("so_luong", "")).split("\n")) or None
        match = _QUANTITY.search(printed)
        originals, copies = (int(match[1]), int(match[2])) if match else (None, None)
        if originals == 0 and copies == 0 and not form:
            notes.append(name)
            continue
        report.note("quantity", UNDERSTOOD if match else "unclear.words", code)
        report.note("form_file", UNDERSTOOD, code, times=form.count("; ") + 1 if form else 0)
        show = fold(name).startswith("xuat trinh")
        documents.append(Document(paper_name(name), originals, copies, printed.replace("\n", ", "), form, show))
    return note_papers(documents, notes, code, report)


def _laws(rows: list[dict[str, str]], code: str, today: date, report: Report) -> tuple[Law, ...]:
    laws: list[Law] = []
    for row in rows:
        sign, title = clean(row.get("so_ky_hieu", "")), clean(row.get("trich_yeu", ""))
        issued = clean(row.get("ngay_ban_hanh", ""))
        report.note("laws", "unclear.future_date", code, times=_in_future(issued, today))
        text = " · ".join(one for one in (sign, issued, clean(row.get("co_quan_ban_hanh", ""))) if one)
        laws.append(read_law(find_number(sign) or find_number(title), title, text, code, report))
    kept, repeats = without_repeats(laws)
    report.note("laws", "dropped.repeated", code, times=repeats)
    return kept


def _in_future(printed: str, today: date) -> bool:
    match = re.fullmatch(r"(\d\d)-(\d\d)-(\d{4})", printed)
    return bool(match) and (int(match[3]), int(match[2]), int(match[1])) > (today.year, today.month, today.day)
