"""What the catalogue's tests share: an open library, sample records of both national formats, files made of them."""

import gzip
import json
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from kiosk.assets import assets
from kiosk.catalogue.bundled import official_forms
from kiosk.catalogue.importing import import_files
from kiosk.catalogue.library import Library
from kiosk.catalogue.life_events import tiles
from kiosk.catalogue.notices import notices
from kiosk.catalogue.wordlists import elsewhere, special, spoken, wanted, word_lists
from kiosk.clock import HALL_ZONE, SetClock
from kiosk.store.database import Store

Json = dict[str, Any]
SHARED = Path(__file__).parent.parent.parent.parent / "shared"
EMPTY_LISTS = {
    "life_events.json": "[]",
    "forms.json": "{}",
    "notices.toml": "notice = []",
    **{
        f"words/{name}.txt": ""
        for name in ("elsewhere", "same-meaning", "same-word", "short-forms", "special", "wanted")
    },
}
KEPT_LISTS = (assets, official_forms, tiles, notices, elsewhere, special, spoken, wanted, word_lists)


@pytest.fixture
def library(store: Store) -> Library:
    return Library(store)


def portal_record(code: str = "1.999001", **changes: str) -> Json:
    """Return a squashed portal record as the crawl prints them; no real procedure."""
    record = {
        "ma_thu_tuc": code,
        "detail_url": f"https://portal.example/thu-tuc/{code}",
        "ten_thu_tuc": f"Thủ tục thử số {code}.",
        "so_quyet_dinh": "12/QĐ-BTP",
        "cap_thuc_hien": "Cấp tỉnh, Cấp xã",
        "loai_thu_tuc": "TTHC được luật giao quy định chi tiết",
        "linh_vuc": "Hộ tịch",
        "doi_tuong_thuc_hien": "Công dân Việt Nam, Tổ chức (không bao gồm doanh nghiệp, HTX)",
        "co_quan_co_tham_quyen": "Ủy ban nhân dân cấp xã.",
        "dia_chi_tiep_nhan": "",
        "co_quan_duoc_uy_quyen": "",
        "co_quan_phoi_hop": "",
        "thu_tuc_lien_quan": "Không có thông tin",
        "trinh_tu_thuc_hien": "- Nộp hồ sơ tại xã.\n- Nhận kết quả.",
        "cach_thuc_thuc_hien": "Hình thức nộpThời gianPhí, lệ phíMô tả"
        "Trực tuyến3 Ngày làm việcMiễn phíTrực tiếp3 Ngày làm việc15,000 VNĐ(15.000 đồng/lần)",
        "thanh_phan_ho_so": "--Tên giấy tờMẫu đơn, tờ khaiSố lượng"
        "Tờ khai theo mẫuMẫu số 01.docx1 bản chínhThẻ căn cước0 bản chính,1 bản sao",
        "can_cu_phap_ly": "Tên văn bản pháp lýMã văn bảnLuật Hộ tịch60/2014/QH13",
        "co_quan_thuc_hien": "Ủy ban nhân dân xã",
        "yeu_cau_dieu_kien": "Không có thông tin",
        "ket_qua_xu_ly": "Giấy xác nhậnMã: KQ.G15.000099Từ khóaKhông có thông tinMô tảKhông có thông tin"
        "Chọn cơ quan thực hiệnTỉnh/ Thành phốBộ ngành-- Chọn Tỉnh/ Thành phố --Nộp hồ sơ",
        "bo_nganh": "bo-tu-phap",
    }
    return record | changes


def word_record(code: str = "1.999501", **tables: Any) -> Json:
    """Return a record of the Word-export format; no real procedure."""
    return {
        "thu_tuc_id": code,
        "source_file": f"ChiTietTTHC_{code}.doc",
        "metadata": {
            "mã_thủ_tục": code,
            "tên_thủ_tục": f"Thủ tục quân sự {code}",
            "số_quyết_định": "Quyết định số 6375/QĐ-BQP",
            "cấp_thực_hiện": "Cấp Xã",
            "loại_thủ_tục": "TTHC được luật giao quy định chi tiết",
            "lĩnh_vực": "Nghĩa vụ quân sự",
        },
        "content": {
            "trình_tự_thực_hiện": "Bước 1: Đến xã đăng ký. Bước 2: Nhận giấy.",
            "đối_tượng_thực_hiện": "Công dân Việt Nam",
            "cơ_quan_thực_hiện": "Ban chỉ huy quân sự cấp Xã",
            "kết_quả_thực_hiện": "Giấy chứng nhận",
            "yêu_cầu_điều_kiện_thực_hiện": "Không",
        },
        "tables": {
            "hinh_thuc_nop": [
                {"hinh_thuc": "Trực tiếp", "thoi_han_giai_quyet": "02 Giờ", "phi_le_phi": "Phí : 0 Đồng", "mo_ta": ""}
            ],
            "thanh_phan_ho_so": [
                {"ten_giay_to": "Đơn đăng ký", "so_luong": "Mẫu 1.doc", "ghi_chu": "Bản chính: 1\nBản sao: 0"}
            ],
            "can_cu_phap_ly": [
                {"so_ky_hieu": "13/2016/NĐ-CP", "trich_yeu": "Nghị định 13/2016/NĐ-CP", "ngay_ban_hanh": "19-02-2016"}
            ],
        }
        | tables,
    }


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write records as JSON lines, gzipped when the name says so; texts are written as they are."""

    def _write(*records: Json | str, name: str = "records.jsonl") -> Path:
        lines = [one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in records]
        data = ("\n".join(lines) + "\n").encode()
        file = tmp_path / name
        file.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
        return file

    return _write


@pytest.fixture
def portal() -> Callable[..., Json]:
    """Make a portal record: `portal(code, **changed fields)`."""
    return portal_record


@pytest.fixture
def word() -> Callable[..., Json]:
    """Make a Word-export record: `word(code, **changed tables)`."""
    return word_record


@pytest.fixture(scope="session")
def imported_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store's file into which all national records were imported."""
    if not SHARED.is_dir():
        pytest.skip("reference data (../shared) is not beside this checkout")
    file = tmp_path_factory.mktemp("national") / "hall.db"
    store = Store(file, SetClock(datetime(2026, 11, 23, 8, 0, tzinfo=HALL_ZONE)))
    import_files(store, sorted((SHARED / "national").glob("*.gz")), "2026-06")
    store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    return file


@pytest.fixture
def lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Path]]:
    """Write a list of the catalogue, `lists("words/wanted.txt", "[1.999001] Thử")`; those not written are empty."""
    folder = tmp_path / "bundle" / "assets" / "catalogue"

    def forget() -> None:
        for kept in KEPT_LISTS:
            kept.cache_clear()

    def write_list(name: str, *lines: str) -> Path:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(lines), "utf-8")
        forget()
        return file

    for name, text in EMPTY_LISTS.items():
        write_list(name, text)
    (folder.parent / "languages").symlink_to(assets() / "languages")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / "bundle"), raising=False)  # as where the program is installed
    forget()
    yield write_list
    forget()
