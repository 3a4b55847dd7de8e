"""The national portal's squashed records (one JSON object a line, 21 texts) as procedures.

Source of the shape: pages of the national procedure database, crawled as text; every known kind of dirt is counted
in the report and kept as printed.
"""

import re
from typing import Any

from kiosk.catalogue import amounts
from kiosk.catalogue.clean import clean, listed, said
from kiosk.catalogue.fold import fold
from kiosk.catalogue.procedures import Channel, ChannelKind, Document, Law, Outcome, Procedure
from kiosk.catalogue.report import ABSENT, UNDERSTOOD, Report, without_repeats
from kiosk.catalogue.squashed_channels import ChannelRow, channel_rows
from kiosk.catalogue.squashed_laws import LAWS_HEADER, law_rows
from kiosk.catalogue.squashed_papers import PaperRow, paper_tables
from kiosk.catalogue.squashed_results import result_cell

KINDS: dict[str, ChannelKind] = {"Trực tuyến": "online", "Trực tiếp": "counter", "Dịch vụ bưu chính": "post"}
LEVELS = {one.casefold(): one for one in ("Cấp bộ", "Cấp tỉnh", "Cấp xã", "Cơ quan khác")}
LONGEST_AGENCY = 200  # more is a sentence that slipped into the field

# Printed fields that no page shows; kept under the portal's own key.
_EXTRA = (
    "loai_thu_tuc",
    "dia_chi_tiep_nhan",
    "co_quan_co_tham_quyen",
    "co_quan_thuc_hien",
    "co_quan_duoc_uy_quyen",
    "co_quan_phoi_hop",
    "thu_tuc_lien_quan",
    "bo_nganh",
)
_KEYS = {
    *_EXTRA, "ma_thu_tuc", "detail_url", "ten_thu_tuc", "so_quyet_dinh", "cap_thuc_hien", "linh_vuc",
    "doi_tuong_thuc_hien", "trinh_tu_thuc_hien", "cach_thuc_thuc_hien", "thanh_phan_ho_so", "can_cu_phap_ly",
    "yeu_cau_dieu_kien", "ket_qua_xu_ly",
}  # fmt: skip
_PAGE_WORDS = re.compile(r"\s*Từ khóa.*?Mô tả.*$", re.DOTALL)
_REPEATED = re.compile(r"\b(\w+ \w+) \1\b", re.IGNORECASE)
_CUT_NUMBER = re.compile(r"\d/NĐ-C$|^\d+/NĐ-CP$")
_STEP_STARTS = re.compile(r"\n|(?<=[.;:]) (?=Bước \d+ ?[:.])")
_BULLET = re.compile(r"^(?:[-+*•–] *)+")


def read_portal(raw: dict[str, str], report: Report) -> Procedure:
    """Return the procedure of a portal record whose code and name were found to be there."""
    code = raw["ma_thu_tuc"].strip()
    report.note("record", "dropped.unknown_key", code, times=unknown_keys(raw))
    name = read_name(raw["ten_thu_tuc"], code, report)
    documents, notes = _documents(clean(raw.get("thanh_phan_ho_so", "")), code, report)
    results, result_words = _results(clean(raw.get("ket_qua_xu_ly", "")), code, report)
    channels, channel_words = _channels(clean(raw.get("cach_thuc_thuc_hien", "")), code, report)
    extra = [(key, value) for key in _EXTRA if (value := said(raw.get(key, "")))]
    url = raw.get("detail_url", "").strip()
    return Procedure(
        code=code,
        name=name,
        field=plain_field("field", said(raw.get("linh_vuc", "")), code, report),
        agency=read_agency(raw.get("co_quan_thuc_hien", ""), raw.get("co_quan_co_tham_quyen", ""), code, report),
        levels=read_levels(raw.get("cap_thuc_hien", ""), code, report),
        audience=listed(raw.get("doi_tuong_thuc_hien", "")),
        channels=channels,
        documents=documents,
        notes=notes,
        steps=read_steps(raw.get("trinh_tu_thuc_hien", ""), code, report),
        conditions=_conditions(raw.get("yeu_cau_dieu_kien", ""), code, report),
        results=results,
        laws=_laws(clean(raw.get("can_cu_phap_ly", "")), code, report),
        decision=plain_field("decision", said(raw.get("so_quyet_dinh", "")), code, report),
        sources=(url,) if url else (),
        origin=("official",),
        extra=(*extra, *channel_words, *result_words),
    )


def read_name(printed: str, code: str, report: Report) -> str:
    name = clean(printed).replace("\n", " ").rstrip(".;, ")
    report.note("name", "unclear.repeated_words" if _REPEATED.search(name) else UNDERSTOOD, code)
    return name


def plain_field(name: str, value: str, code: str, report: Report) -> str:
    """Count a field that needs no parsing as understood or absent, and return it."""
    report.note(name, UNDERSTOOD if value else ABSENT, code)
    return value


def read_levels(printed: str, code: str, report: Report) -> tuple[str, ...]:
    items = listed(printed)
    for item in items:
        report.note("levels", UNDERSTOOD if item.casefold() in LEVELS else "unclear.unknown_level", code)
    report.note("levels", ABSENT, code, times=not items)
    return tuple(LEVELS.get(item.casefold(), item) for item in items)


def read_agency(does: str, decides: str, code: str, report: Report) -> str:
    """Return who does the work; fragments of sentences are not taken for an agency (they stay in `extra`)."""
    printed = [one for one in (said(does), said(decides)) if one]
    names = [one.rstrip(".;") for one in printed if len(one) <= LONGEST_AGENCY and not one[0].islower()]
    fragments = len(printed) - len(names)
    report.note("agency", "unclear.fragment", code, times=fragments)
    if names:
        report.note("agency", UNDERSTOOD, code)
    elif not fragments:
        report.note("agency", ABSENT, code)
    return names[0].replace("\n", " ") if names else ""


def read_steps(printed: str, code: str, report: Report) -> tuple[str, ...]:
    """Return the paragraphs of the prose; a "Bước n:" inside one begins another."""
    text = said(printed)
    steps = tuple(line.strip() for line in _STEP_STARTS.split(text) if line.strip())
    report.note("steps", UNDERSTOOD if steps else ABSENT, code)
    report.note("steps", "unclear.old_level", code, times="cấp huyện" in text.casefold())
    return steps


def _conditions(printed: str, code: str, report: Report) -> str:
    text = clean(printed)
    without = _PAGE_WORDS.sub("", text)
    report.note("conditions", "dropped.page_words", code, times=without != text)
    return plain_field("conditions", said(without), code, report)


def _channels(cell: str, code: str, report: Report) -> tuple[tuple[Channel, ...], tuple[tuple[str, str], ...]]:
    """Return the rows, and what stands outside of them for `extra`."""
    rows, before = channel_rows(cell)
    report.note("channels", "unclear.no_row", code, times=bool(said(before)))
    report.note("channels", ABSENT, code, times=not rows and not said(before))
    channels, repeats = without_repeats(_channel(row, code, report) for row in rows)
    report.note("channels", UNDERSTOOD, code, times=len(channels))
    report.note("channels", "dropped.repeated", code, times=repeats)
    return channels, ((("cach_thuc_khac", before.strip()),) if said(before) else ())


def _channel(row: ChannelRow, code: str, report: Report) -> Channel:
    time, fee = amounts.read_time(row.time), amounts.read_fee(row.fee, row.fee_note)
    if row.glued:
        report.note("time", "unclear.glued_to_fee", code)
        report.note("fee", "unclear.glued_to_time", code)
        fee = amounts.Fee(None, f"{row.fee} {row.fee_note}".strip())
    else:
        note_time(time, code, report)
        note_fee(fee, row.fee, code, report)
    return Channel(KINDS[row.kind], time, fee, row.note.strip())


def note_time(time: amounts.TimeLimit, code: str, report: Report) -> None:
    if time.unit:
        report.note("time", UNDERSTOOD, code)
    elif time.value is not None:
        report.note("time", "unclear.no_unit", code)
    else:
        report.note("time", "unclear.words" if amounts.says_time(time.text) else ABSENT, code)


def note_fee(fee: amounts.Fee, cell: str, code: str, report: Report) -> None:
    if fee.vnd is not None:
        report.note("fee", UNDERSTOOD, code)
    elif not amounts.says_fee(cell):
        report.note("fee", ABSENT, code)
    elif "miễn" in cell.casefold() or fold(cell).endswith(" 0 dong"):
        report.note("fee", "unclear.free_with_a_condition", code)
    else:
        report.note("fee", "unclear.amount", code)


def _documents(cell: str, code: str, report: Report) -> tuple[tuple[Document, ...], tuple[str, ...]]:
    tables, rest = paper_tables(cell)
    notes: list[str] = []
    documents: list[Document] = []
    for table in tables:
        group = heading(table.heading)
        for row in table.rows:
            if row.originals == 0 and row.copies == 0 and not row.files:
                notes.append(row.name.strip())
            else:
                documents.append(_document(row, group, code, report))
    if said_rest := heading(rest):
        notes.append(said_rest)
        report.note("papers", "unclear.outside_a_table" if tables else "unclear.no_table", code)
    return note_papers(documents, notes, code, report)


def note_papers(
    documents: list[Document], notes: list[str], code: str, report: Report
) -> tuple[tuple[Document, ...], tuple[str, ...]]:
    """Count papers and explanations and take out repeats."""
    kept, repeats = without_repeats(documents)
    explanations, more = without_repeats(note for note in notes if note)
    report.note("papers", "dropped.repeated", code, times=repeats + more)
    report.note("papers", UNDERSTOOD, code, times=len(kept))
    report.note("explanations", UNDERSTOOD, code, times=len(explanations))
    report.note("papers", ABSENT, code, times=not kept and not explanations)
    return kept, explanations


def _document(row: PaperRow, group: str, code: str, report: Report) -> Document:
    report.note("quantity", "unclear.digits" if row.originals is None else UNDERSTOOD, code)
    report.note("form_file", UNDERSTOOD, code, times=len(row.files))
    folded = fold(group)
    return Document(
        name=paper_name(row.name),
        originals=row.originals,
        copies=row.copies,
        text=row.quantity,
        form="; ".join(row.files) or None,
        present_only="xuat trinh" in folded and "nop" not in folded,
        group=group,
    )


def paper_name(printed: str) -> str:
    return _BULLET.sub("", printed.strip()).rstrip(";. ") or printed.strip()


def heading(printed: str) -> str:
    """Return a heading without its bullets; "--" stands for none."""
    return printed.strip("-*+: \n")


def _laws(cell: str, code: str, report: Report) -> tuple[Law, ...]:
    if not cell.startswith(LAWS_HEADER):
        report.note("laws", "unclear.no_table" if said(cell) else ABSENT, code)
        return (Law("", said(cell), said(cell)),) if said(cell) else ()
    rows, rest = law_rows(cell)
    laws = [read_law(row.number, row.title, row.label + row.number, code, report) for row in rows]
    if rest.strip():
        report.note("laws", "unclear.no_number", code)
        laws.append(Law("", rest.strip(), rest.strip()))
    kept, repeats = without_repeats(laws)
    report.note("laws", "dropped.repeated", code, times=repeats)
    return kept


def read_law(number: str, title: str, text: str, code: str, report: Report) -> Law:
    """Return a legal basis; a number that lost its end or its year is not taken for one."""
    cut = bool(_CUT_NUMBER.search(number))
    report.note("laws", "unclear.cut_number" if cut else UNDERSTOOD if number else "unclear.no_number", code)
    return Law("" if cut else number, title.strip(), text)


def _results(cell: str, code: str, report: Report) -> tuple[tuple[Outcome, ...], tuple[tuple[str, str], ...]]:
    found = result_cell(cell)
    report.note("results", "dropped.buttons", code, times=bool(found.buttons))
    results = tuple(Outcome(paper_name(row.name), read_result_code(row.code, code, report)) for row in found.rows)
    rest = found.rest.strip()
    if rest:
        report.note("results", "unclear.no_code", code)
    report.note("results", UNDERSTOOD, code, times=len(results))
    report.note("results", "unclear.repeated_words", code, times=any(_REPEATED.search(one.name) for one in results))
    report.note("results", ABSENT, code, times=not results and not rest)
    words = [("ket_qua_khac", rest), ("tu_khoa", said(found.keywords)), ("mo_ta", said(found.description))]
    return results, tuple(one for one in words if one[1])


def read_result_code(printed: str, code: str, report: Report) -> str:
    sensible = bool(re.search(r"KQ|TP-", printed)) and bool(re.search(r"\d{3}", printed))
    report.note("result_code", UNDERSTOOD if sensible else "unclear.senseless", code)
    return printed


def unknown_keys(raw: dict[str, Any]) -> int:
    """Return how many keys of a record nobody reads."""
    return len(raw.keys() - _KEYS)


def is_portal(raw: dict[str, Any]) -> bool:
    """Whether a line has the portal's shape: nothing but texts, the code and the name among them."""
    return {"ma_thu_tuc", "ten_thu_tuc"} <= raw.keys()
