from kiosk.catalogue.overlay import effective, label
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


def test_plain_words_lie_over_the_official_name():
    assert effective({"official": OFFICIAL, "plain": PLAIN}).short_name == "Xin giấy"


def test_official_facts_fill_what_the_plain_entry_lacks():
    assert effective({"official": OFFICIAL, "plain": PLAIN}).conditions == "Đủ 18 tuổi"


def test_a_missing_time_limit_is_the_counters_when_it_has_only_one():
    assert effective({"official": OFFICIAL, "plain": PLAIN}).time_limit == TimeLimit(5, "day", "5 Ngày")


def test_two_time_limits_at_the_counter_are_no_single_answer():
    second = Channel("counter", TimeLimit(9, "day", "9 Ngày"))
    official = Procedure("1.000001", "Tên", channels=(*OFFICIAL.channels, second), origin=("official",))
    assert effective({"official": official, "plain": PLAIN}).time_limit == TimeLimit()


def test_a_fee_that_the_province_sets_is_not_made_free_by_the_portal():
    plain = Procedure("1.000001", "Tên", fee=Fee(None, "Tỉnh quy định"), origin=("plain",))
    assert effective({"official": OFFICIAL, "plain": plain}).fee == Fee(None, "Tỉnh quy định")


def test_official_explanations_do_not_mix_with_plain_papers():
    plain = Procedure("1.000001", "Tên", documents=(Document("Tờ khai"),), origin=("plain",))
    assert effective({"official": OFFICIAL, "plain": plain}).notes == ()


def test_imported_channels_replace_the_bundled_ones():
    plain = Procedure("1.000001", "Tên", channels=(Channel("post"),), origin=("plain",))
    assert effective({"official": OFFICIAL, "plain": plain}).channels == OFFICIAL.channels


def test_the_province_has_the_last_word():
    province = Procedure("1.000001", "Cấp giấy", fee=Fee(8_000, "Nghị quyết tỉnh"), origin=("province",))
    assert effective({"official": OFFICIAL, "plain": PLAIN, "province": province}).fee.vnd == 8_000


def test_the_origin_names_every_source():
    assert effective({"official": OFFICIAL, "plain": PLAIN}).origin == ("plain", "official")


def test_an_official_name_alone_becomes_a_short_label():
    assert label("Thủ tục đăng ký khai sinh") == "Đăng ký khai sinh"


def test_a_label_is_cut_at_a_words_end():
    assert label("Cấp " + "giấy chứng nhận " * 20).endswith("chứng nhận giấy…")
