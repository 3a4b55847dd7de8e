"""Our dossier as the national exchange wants it: `DongBoHoSoMC` and the events of `CapNhatTienDoHoSoMC`.

What we do not have is left out, never invented; statuses go as they are. Codes: KenhThucHien 1 at the desk;
LoaiDoiTuong 1 person, 2 business, 3 state agency, 4 other; LoaiDinhDanh 1 twelve digits, 2 nine; HinhThuc 0 at the
desk, 1 by post.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from kiosk.clock import moment
from kiosk.dossiers.statuses import status
from kiosk.languages import texts
from sync.exchange.settings import ExchangeSettings
from sync.messages import PaperName

AT_THE_DESK, PERSON, NO, YES = "1", "1", "0", "1"
BY_DESK, BY_POST = "0", "1"
ID_KINDS = {12: "1", 9: "2"}
LIMITS = {"TrichYeuHoSo": 1000, "NguoiXuLy": 50, "TenTepDinhKem": 4000, "TenGiayTo": 2000}
SUPPLEMENT, REFUSED, RETURNED = 5, 3, 10


@dataclass(frozen=True, slots=True)
class Step:
    """A status the dossier had from `at_ms` on, with the due date as it was then."""

    number: int
    status: int
    at_ms: int
    due_ms: int | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who asked, as far as opened answers say it; `delivery` is "counter", "post" or ""."""

    name: str = field(default="", repr=False)
    number: str = field(default="", repr=False)
    delivery: str = ""


@dataclass(frozen=True, slots=True)
class ProcedureWords:
    """A procedure as the exchange names it."""

    code: str
    name: str = ""
    field_code: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """What the province knows. `applicant_kind` is LoaiDoiTuong, None where nobody said; `steps` has at least one."""

    code: str
    agency: str
    procedure: ProcedureWords
    submitted_ms: int
    received_ms: int
    finished_ms: int | None
    applicant_kind: int | None
    applicant: Applicant
    papers: Sequence[PaperName]
    results: Sequence[PaperName]
    steps: Sequence[Step]


def dossier_record(one: Dossier, settings: ExchangeSettings) -> dict[str, Any]:
    """Return an entry of `data` of DongBoHoSoMC."""
    last = one.steps[-1]
    number = "".join(letter for letter in one.applicant.number if letter.isdecimal())
    kind = ID_KINDS.get(len(number))
    return _said(
        MaHoSo=one.code,
        MaTTHC=one.procedure.code,
        TenTTHC=one.procedure.name,
        MaLinhVuc=one.procedure.field_code,
        TenLinhVuc=one.procedure.field,
        KenhThucHien=AT_THE_DESK,
        ChuHoSo=one.applicant.name,
        SoGiayToChuHoSo=number if kind else "",
        LoaiDoiTuong=str(one.applicant_kind or ""),
        TrichYeuHoSo=one.procedure.name,
        NgayNopHoSo=_date(one.submitted_ms),
        NgayTiepNhan=_date(one.received_ms),
        NgayHenTra=_date(last.due_ms),
        TrangThaiHoSo=str(last.status),
        NgayTra=_date(_since(one.steps, RETURNED)),
        HinhThuc={"post": BY_POST, "counter": BY_DESK}.get(one.applicant.delivery, settings.hinh_thuc),
        NgayKetThucXuLy=_date(one.finished_ms),
        NgayTuChoi=_date(_since(one.steps, REFUSED)),
        DonViXuLy=unit_name(one, settings),
        GhiChu=last.note or "",
        NoiNopHoSo=settings.noi_nop_ho_so,
        HoSoCoThanhPhanSoHoa=YES if any(paper.state for paper in one.papers) else NO,
        TaiKhoanDuocXacThucVoiVNeID=NO,  # nobody logs in at a kiosk
        DuocThanhToanTrucTuyen=settings.duoc_thanh_toan_truc_tuyen,
        DinhDanhCHS=[{"LoaiDinhDanh": kind, "SoDinhDanh": number}] if kind else [],
        TaiLieuNop=[_paper(paper) for paper in one.papers],
        DanhSachHoSoBoSung=_supplements(one.steps),
        DanhSachGiayToKetQua=[_said(TenGiayTo=paper.name, MaGiayToKetQua=paper.code) for paper in one.results],
    )


def progress_record(one: Dossier, step: Step, settings: ExchangeSettings) -> dict[str, Any]:
    """Return an entry of `data` of CapNhatTienDoHoSoMC. Who did it is not known here and left out."""
    return _said(
        MaHoSo=one.code,
        ThoiDiemXuLy=_date(step.at_ms),
        PhongBanXuLy=unit_name(one, settings),
        NoiDungXuLy=step.note or texts().say(status(str(step.status)).name_id),
        TrangThai=str(step.status),
        NgayBatDau=_date(step.at_ms),
        NgayKetThucTheoQuyDinh=_date(step.due_ms),
    )


def unit_name(one: Dossier, settings: ExchangeSettings) -> str:
    return settings.don_vi.get(one.agency, one.agency)


def _paper(one: PaperName) -> dict[str, Any]:
    return _said(
        TenTepDinhKem=one.name,
        IsDeleted="False",
        MaThanhPhanHoSo=one.code,
        DuocSoHoa=YES if one.state else NO,
        DuocTaiSuDung=YES if one.state in (2, 3) else NO,
    )


def _supplements(steps: Sequence[Step]) -> list[dict[str, Any]]:
    """Return each time papers were asked for, with the due date before and after."""
    return [
        _said(
            HoSoBoSungId=str(step.number),
            NoiDungBoSung=step.note or "",
            NgayBoSung=_date(step.at_ms),
            NgayTiepNhanBoSung=_date(after.at_ms if after else None),
            NgayHenTraTruoc=_date(step.due_ms),
            NgayHenTraMoi=_date(after.due_ms if after else None),
        )
        for step, after in zip(steps, [*steps[1:], None], strict=True)
        if step.status == SUPPLEMENT
    ]


def _since(steps: Sequence[Step], wanted: int) -> int | None:
    """Return when the dossier came to a status that it still has."""
    return steps[-1].at_ms if steps[-1].status == wanted else None


def _date(stored_ms: int | None) -> str:
    """Return yyyyMMddHHmmss of Asia/Ho_Chi_Minh, "" for none."""
    return "" if stored_ms is None else f"{moment(stored_ms):%Y%m%d%H%M%S}"


def _said(**values: Any) -> dict[str, Any]:
    """Return the values that say something, composed and not longer than the far side takes."""
    return {name: _cut(name, value) for name, value in values.items() if value not in ("", [], None)}


def _cut(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text, limit = unicodedata.normalize("NFC", value), LIMITS.get(name)
    return text if limit is None or len(text) <= limit else text[: limit - 1] + "…"
