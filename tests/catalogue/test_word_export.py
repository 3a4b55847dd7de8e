from collections.abc import Callable
from datetime import date
from typing import Any

from kiosk.catalogue.procedures import Channel, Document, Fee, TimeLimit
from kiosk.catalogue.report import Report
from kiosk.catalogue.word_export import read_word_export

Make = Callable[..., dict[str, Any]]
TODAY = date(2026, 11, 23)


def test_a_channel_row_gives_time_and_fee(word: Make):
    assert read_word_export(word(), TODAY, Report()).channels == (
        Channel("counter", TimeLimit(2, "hour", "02 Giờ"), Fee(0, "Phí : 0 Đồng")),
    )


def test_the_quantity_cell_holds_the_form_and_the_note_the_quantity(word: Make):
    assert read_word_export(word(), TODAY, Report()).documents == (
        Document("Đơn đăng ký", 1, 0, "Bản chính: 1, Bản sao: 0", form="Mẫu 1.doc"),
    )


def test_a_bare_law_number_is_completed_from_the_title(word: Make):
    laws = [{"so_ky_hieu": "104", "trich_yeu": "Thông tư số 104/2024/TT-BQP quy định", "ngay_ban_hanh": ""}]
    assert read_word_export(word(can_cu_phap_ly=laws), TODAY, Report()).laws[0].number == "104/2024/TT-BQP"


def test_a_law_issued_in_the_future_is_counted(word: Make):
    report = Report()
    laws = [{"so_ky_hieu": "1/2027/NĐ-CP", "trich_yeu": "Nghị định", "ngay_ban_hanh": "30-07-2027"}]
    read_word_export(word(can_cu_phap_ly=laws), TODAY, report)
    assert report.fields["laws"]["unclear.future_date"].codes == ["1.999501"]


def test_an_unknown_channel_is_counted_and_left_out(word: Make):
    report = Report()
    read_word_export(word(hinh_thuc_nop=[{"hinh_thuc": "Bồ câu"}]), TODAY, report)
    assert report.fields["channels"]["unclear.unknown_channel"].count == 1


def test_the_decision_is_its_number_without_words(word: Make):
    assert read_word_export(word(), TODAY, Report()).decision == "6375/QĐ-BQP"
