from dataclasses import replace

from kiosk.catalogue.overlay import effective, label, next_change
from kiosk.catalogue.procedures import Channel, Document, Fee, Procedure, TimeLimit

OFFICIAL = Procedure(
    "1.000001",
    "Thủ tục cấp giấy",
    levels=("Cấp xã",),
    channels=(Channel("counter", TimeLimit(5, "day", "5 Ngày"), Fee(0, "Miễn phí")),),
    documents=(Document("Đơn"),),
    conditions="Đủ 18 tuổi",
    notes=("Lưu ý",),
    origin=("official",),
)
PLAIN = Procedure("1.000001", "Cấp giấy", short_name="Xin giấy", caveat="Cần đối chiếu", origin=("plain",))


def shown(*versions: Procedure, today: str = "2026-11-28") -> Procedure:
    procedure = effective(versions, today)
    assert procedure is not None
    return procedure


def test_plain_words_lie_over_the_official_name():
    assert shown(OFFICIAL, PLAIN).short_name == "Xin giấy"


def test_a_newer_official_version_moves_no_procedure_to_another_queue():
    newer = replace(OFFICIAL, field="Hạ tầng kỹ thuật", valid_from="2026-11-01")
    assert shown(replace(PLAIN, field="Xây dựng, nhà ở"), newer).field == "Xây dựng, nhà ở"


def test_official_facts_fill_what_the_plain_entry_lacks():
    assert shown(OFFICIAL, PLAIN).conditions == "Đủ 18 tuổi"


def test_a_missing_time_limit_is_the_counters_when_it_has_only_one():
    assert shown(OFFICIAL, PLAIN).time_limit == TimeLimit(5, "day", "5 Ngày")


def test_two_time_limits_at_the_counter_are_no_single_answer():
    second = Channel("counter", TimeLimit(9, "day", "9 Ngày"))
    official = Procedure("1.000001", "Tên", channels=(*OFFICIAL.channels, second), origin=("official",))
    assert shown(official, PLAIN).time_limit == TimeLimit()


def test_a_fee_that_the_province_sets_is_not_made_free_by_the_portal():
    plain = Procedure("1.000001", "Tên", fee=Fee(None, "Tỉnh quy định"), origin=("plain",))
    assert shown(OFFICIAL, plain).fee == Fee(None, "Tỉnh quy định")


def test_official_explanations_do_not_mix_with_plain_papers():
    plain = Procedure("1.000001", "Tên", documents=(Document("Tờ khai"),), origin=("plain",))
    assert shown(OFFICIAL, plain).notes == ()


def test_imported_channels_replace_the_bundled_ones():
    plain = Procedure("1.000001", "Tên", channels=(Channel("post"),), origin=("plain",))
    assert shown(OFFICIAL, plain).channels == OFFICIAL.channels


def test_the_province_has_the_last_word():
    province = Procedure("1.000001", "Cấp giấy", fee=Fee(8_000, "Nghị quyết tỉnh"), origin=("province",))
    assert shown(OFFICIAL, PLAIN, province).fee.vnd == 8_000


def test_the_origin_names_every_source():
    assert shown(OFFICIAL, PLAIN).origin == ("plain", "official")


def test_an_official_name_alone_becomes_a_short_label():
    assert label("Thủ tục đăng ký khai sinh") == "Đăng ký khai sinh"


def test_a_label_is_cut_at_a_words_end():
    assert label("Cấp " + "giấy chứng nhận " * 20).endswith("chứng nhận giấy…")


NEW_LAW = replace(OFFICIAL, name="Thủ tục cấp giấy mới", valid_from="2027-03-01")


def test_a_version_holds_from_its_first_day():
    assert shown(OFFICIAL, PLAIN, NEW_LAW, today="2027-03-01").name == "Thủ tục cấp giấy mới"


def test_until_the_day_before_the_present_version_holds():
    assert shown(OFFICIAL, PLAIN, NEW_LAW, today="2027-02-28").name == "Cấp giấy"


def test_a_new_version_keeps_the_short_name_that_people_know():
    assert shown(OFFICIAL, PLAIN, NEW_LAW, today="2027-03-01").short_name == "Xin giấy"


def test_doubts_about_the_old_version_are_not_doubts_about_the_new_one():
    assert shown(OFFICIAL, PLAIN, NEW_LAW, today="2027-03-01").caveat is None


def test_before_its_first_day_a_new_procedure_is_not_there():
    assert effective([NEW_LAW], "2027-02-28") is None


def test_an_ended_procedure_says_so_from_that_day_on():
    end = Procedure("1.000001", "Cấp giấy", origin=("official",), valid_from="2027-03-01", ended=True)
    assert (shown(OFFICIAL, end).ended, shown(OFFICIAL, end, today="2027-03-01").ended) == (False, True)


def test_the_next_change_is_the_first_day_to_come():
    assert next_change([OFFICIAL, NEW_LAW, replace(NEW_LAW, valid_from="2028-01-01")], "2026-11-28") == "2027-03-01"
