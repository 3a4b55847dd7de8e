import gzip
import json
from pathlib import Path

import pytest

from kiosk.catalogue.clean import clean
from kiosk.catalogue.squashed_channels import CHANNELS_HEADER, channel_rows
from kiosk.catalogue.squashed_laws import LAWS_HEADER, find_number, law_rows
from kiosk.catalogue.squashed_papers import PAPERS_HEADER, paper_tables
from kiosk.catalogue.squashed_results import result_cell


@pytest.fixture(scope="module")
def cells(shared: Path) -> list[dict[str, str]]:
    """All 2,642 portal records with clean texts."""
    with gzip.open(shared / "national" / "procedures.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [{key: clean(value) for key, value in json.loads(line).items()} for line in lines]


def test_channel_rows_joined_are_the_cell_they_came_from(cells: list[dict[str, str]]):
    parts = [(one["cach_thuc_thuc_hien"], *channel_rows(one["cach_thuc_thuc_hien"])) for one in cells]
    assert [cell for cell, rows, lost in parts if CHANNELS_HEADER + lost + "".join(r.text for r in rows) != cell] == []


def test_paper_rows_joined_are_the_cell_they_came_from(cells: list[dict[str, str]]):
    wrong: list[str] = []
    for one in cells:
        tables, rest = paper_tables(one["thanh_phan_ho_so"])
        parts = [table.heading + PAPERS_HEADER + "".join(row.text for row in table.rows) for table in tables]
        if "".join(parts) + rest != one["thanh_phan_ho_so"]:
            wrong.append(one["ma_thu_tuc"])
    assert wrong == []


def test_law_rows_joined_are_the_cell_they_came_from(cells: list[dict[str, str]]):
    wrong: list[str] = []
    for one in cells:
        rows, rest = law_rows(one["can_cu_phap_ly"])
        if "".join(row.text for row in rows) + rest != one["can_cu_phap_ly"].removeprefix(LAWS_HEADER):
            wrong.append(one["ma_thu_tuc"])
    assert wrong == []


def test_results_joined_are_what_stood_before_the_portals_own_words(cells: list[dict[str, str]]):
    wrong: list[str] = []
    for one in cells:
        found = result_cell(one["ket_qua_xu_ly"])
        words = f"Từ khóa{found.keywords}Mô tả{found.description}" if found.keywords or found.description else ""
        if "".join(row.text for row in found.rows) + found.rest + words + found.buttons != one["ket_qua_xu_ly"]:
            wrong.append(one["ma_thu_tuc"])
    assert wrong == []


def test_every_record_gives_at_least_one_channel(cells: list[dict[str, str]]):
    assert [one["ma_thu_tuc"] for one in cells if not channel_rows(one["cach_thuc_thuc_hien"])[0]] == []


def test_a_note_that_names_a_channel_is_no_row():
    rows, _ = channel_rows(CHANNELS_HEADER + "Trực tiếp5 NgàyMiễn phí+ Trực tuyến: nộp qua Cổng")
    assert [row.note for row in rows] == ["+ Trực tuyến: nộp qua Cổng"]


def test_a_bare_time_is_told_from_the_fee_it_touches_when_only_one_reading_makes_sense():
    rows, _ = channel_rows(CHANNELS_HEADER + "Trực tiếp1200,000 VNĐ")
    assert (rows[0].time, rows[0].fee) == ("1", "200,000 VNĐ")


def test_digits_that_can_be_read_two_ways_are_marked():
    rows, _ = channel_rows(CHANNELS_HEADER + "Trực tiếp125 VNĐ")
    assert rows[0].glued


def test_a_time_in_words_is_a_time_cell():
    rows, _ = channel_rows(CHANNELS_HEADER + "Trực tuyếnKhông phải trả kết quảMiễn phíQua Cổng")
    assert rows[0].time == "Không phải trả kết quả"


@pytest.mark.parametrize(
    ("cell", "name", "quantity"),
    [
        ("Tờ khai theo Mẫu số 011 bản chính", "Tờ khai theo Mẫu số 01", (1, 0)),
        ("Theo Thông tư năm 20251 bản chính,2 bản sao", "Theo Thông tư năm 2025", (1, 2)),
        ("Vận đơn: 01 bản chính;1 bản chính", "Vận đơn: 01 bản chính;", (1, 0)),
        ("Nộp 02 bản chính tờ khai0 bản chính,1 bản sao", "Nộp 02 bản chính tờ khai", (0, 1)),
        ("Tổng vốn. 1 bản chính- Quyết định1 bản chính", "Tổng vốn. ", (1, 0)),
    ],
)
def test_a_quantity_is_told_from_the_digits_and_prose_around_it(cell: str, name: str, quantity: tuple[int, int]):
    row = paper_tables(f"--{PAPERS_HEADER}{cell}")[0][0].rows[0]
    assert (row.name, row.originals, row.copies) == (name, *quantity)


def test_two_digits_of_which_one_may_belong_to_the_name_give_no_quantity():
    row = paper_tables(f"--{PAPERS_HEADER}Bản vẽ/12 bản chính")[0][0].rows[0]
    assert row.originals is None


def test_a_heading_between_two_tables_belongs_to_the_second():
    cell = f"Giấy tờ phải nộp:{PAPERS_HEADER}Tờ khai1 bản chínhGiấy tờ phải xuất trình:{PAPERS_HEADER}Thẻ1 bản chính"
    assert [table.heading for table in paper_tables(cell)[0]] == ["Giấy tờ phải nộp:", "Giấy tờ phải xuất trình:"]


@pytest.mark.parametrize(
    ("cell", "files"),
    [
        ("Đơn đề nghị theo mẫu;Mẫu số 12.docx", ("Mẫu số 12.docx",)),
        ("Đơn xin nhận con nuôi;1.nxinnhnconnui.doc", ("1.nxinnhnconnui.doc",)),
        ("Danh sáchMau45.docxMau48.docx", ("Mau45.docx", "Mau48.docx")),
        ("Bản sao hộ chiếu", ()),
    ],
)
def test_form_files_are_taken_off_the_name_they_touch(cell: str, files: tuple[str, ...]):
    assert paper_tables(f"--{PAPERS_HEADER}{cell}1 bản chính")[0][0].rows[0].files == files


def test_laws_whose_titles_hold_numbers_are_told_apart():
    cell = LAWS_HEADER + (
        "Luật 51/2019/QH1451/2019/QH14Thông tư số 06/2025/TT-BTC ngày 1/2/202506/2025/TT-BTC"
        "QUY ĐỊNH CHI TIẾT11/2020/NĐ-CPSửa đổi Nghị địnhNghị định số 33/2026/NĐ-CP"
    )
    assert [row.number for row in law_rows(cell)[0]] == [
        "51/2019/QH14", "06/2025/TT-BTC", "11/2020/NĐ-CP", "33/2026/NĐ-CP",
    ]  # fmt: skip


def test_a_number_is_found_behind_words_and_blanks():
    assert find_number("Thông tư liên tịch số 20/2012/TTLT- BQP-BTC") == "20/2012/TTLT-BQP-BTC"


def test_buttons_of_the_page_are_kept_apart_from_results():
    found = result_cell("Giấy Amã: xMã: KQ.G15.000031Quyết địnhMã: 000.00.00.H01-KQ0001Từ khóaxMô tảyNộp hồ sơ")
    assert [(row.name, row.code) for row in found.rows] == [
        ("Giấy Amã: x", "KQ.G15.000031"),
        ("Quyết định", "000.00.00.H01-KQ0001"),
    ]
