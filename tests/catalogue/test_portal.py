from collections.abc import Callable
from typing import Any

from kiosk.catalogue.portal import read_portal
from kiosk.catalogue.procedures import Channel, Document, Fee, Law, Outcome, Procedure, TimeLimit
from kiosk.catalogue.report import Report

Make = Callable[..., dict[str, Any]]


def test_a_channel_keeps_the_printed_words_beside_its_numbers(portal: Make):
    assert read_portal(portal(), Report()).channels[1] == Channel(
        "counter", TimeLimit(3, "working_day", "3 Ngày làm việc"), Fee(15_000, "15,000 VNĐ (15.000 đồng/lần)")
    )


def test_papers_come_with_originals_copies_and_form_file(portal: Make):
    assert read_portal(portal(), Report()).documents == (
        Document("Tờ khai theo mẫu", 1, 0, "1 bản chính", form="Mẫu số 01.docx"),
        Document("Thẻ căn cước", 0, 1, "0 bản chính,1 bản sao"),
    )


def test_papers_under_a_heading_that_says_show_are_only_shown(portal: Make):
    cell = "* Giấy tờ phải xuất trình:Tên giấy tờMẫu đơn, tờ khaiSố lượngThẻ căn cước1 bản chính"
    assert read_portal(portal(thanh_phan_ho_so=cell), Report()).documents[0].present_only


def test_rows_of_no_paper_at_all_are_kept_as_explanations(portal: Make):
    cell = "--Tên giấy tờMẫu đơn, tờ khaiSố lượng* Lưu ý: khai đúng sự thật.0 bản chínhTờ khai1 bản chính"
    assert read_portal(portal(thanh_phan_ho_so=cell), Report()).notes == ("* Lưu ý: khai đúng sự thật.",)


def test_laws_have_number_and_title(portal: Make):
    assert read_portal(portal(), Report()).laws == (Law("60/2014/QH13", "Luật Hộ tịch", "60/2014/QH13"),)


def test_a_law_number_that_was_cut_off_is_no_number(portal: Make):
    cell = "Tên văn bản pháp lýMã văn bảnNghị định về một cửa118/2025/NĐ-C"
    assert read_portal(portal(can_cu_phap_ly=cell), Report()).laws[0].number == ""


def test_button_texts_of_the_portal_are_no_result(portal: Make):
    assert read_portal(portal(), Report()).results == (Outcome("Giấy xác nhận", "KQ.G15.000099"),)


def test_half_a_sentence_is_no_agency(portal: Make):
    record = portal(co_quan_thuc_hien="hoặc cơ quan được giao nhiệm vụ theo quy định")
    assert read_portal(record, Report()).agency == "Ủy ban nhân dân cấp xã"


def test_a_level_written_with_a_capital_is_the_same_level(portal: Make):
    assert read_portal(portal(cap_thuc_hien="Cấp Xã"), Report()).levels == ("Cấp xã",)


def test_steps_are_split_at_line_breaks_and_at_bước(portal: Make):
    record = portal(trinh_tu_thuc_hien="Bước 1: Nộp hồ sơ. Bước 2: Chờ.\nBước 3: Nhận.")
    assert read_portal(record, Report()).steps == ("Bước 1: Nộp hồ sơ.", "Bước 2: Chờ.", "Bước 3: Nhận.")


def test_an_unclear_value_is_counted_with_the_code(portal: Make):
    report = Report()
    cell = "Hình thức nộpThời gianPhí, lệ phíMô tảTrực tuyến1Miễn phí"
    read_portal(portal(cach_thuc_thuc_hien=cell), report)
    assert report.fields["time"]["unclear.no_unit"].codes == ["1.999001"]


def test_a_repeated_row_is_dropped_and_counted(portal: Make):
    report = Report()
    row = "Trực tiếp3 NgàyMiễn phí"
    read_portal(portal(cach_thuc_thuc_hien=f"Hình thức nộpThời gianPhí, lệ phíMô tả{row}{row}"), report)
    assert report.fields["channels"]["dropped.repeated"].count == 1


def test_a_cell_that_is_no_table_is_kept_as_printed(portal: Make):
    procedure = read_portal(portal(cach_thuc_thuc_hien="Nộp tại xã"), Report())
    assert ("cach_thuc_khac", "Nộp tại xã") in procedure.extra


def test_a_key_nobody_reads_is_counted(portal: Make):
    report = Report()
    read_portal(portal(mau_moi="x"), report)
    assert report.fields["record"]["dropped.unknown_key"].count == 1


def test_a_record_with_missing_cells_is_still_a_procedure():
    record = {"ma_thu_tuc": "1.999001", "ten_thu_tuc": "Thủ tục thử"}
    assert read_portal(record, Report()) == Procedure("1.999001", "Thủ tục thử", origin=("official",))


def test_a_procedure_survives_the_way_through_json(portal: Make):
    procedure = read_portal(portal(), Report())
    assert Procedure.from_json(procedure.as_json()) == procedure
