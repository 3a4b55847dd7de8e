"""A hall's settings: the bundled hall is whole, and a wrong line names itself."""

from pathlib import Path

import pytest

from kiosk.config import Settings, default_settings_file, load_settings, read_settings, settings_to_run_with
from kiosk.errors import ConfigError

WHOLE = default_settings_file().read_text("utf-8")


def test_the_default_hall_is_khanh_binh_with_five_services_and_four_counters(settings: Settings):
    assert (settings.hall.name, len(settings.services), len(settings.counters)) == ("Xã Khánh Bình", 5, 4)


def test_a_hall_without_its_own_file_uses_the_default(tmp_path: Path, settings: Settings):
    assert load_settings(tmp_path) == settings


def test_every_field_of_the_catalogue_belongs_to_one_service(settings: Settings):
    assert [settings.service_for_field(name).letter for name in ("Chứng thực", "Hộ tịch", "Đất đai", "Nuôi ong")] == [
        "A", "B", "C", "E",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "wrong", "problem"),
    [
        ('name = "Xã Khánh Bình"', "name = 5", "hall.name không đúng kiểu"),
        ('name = "Xã Khánh Bình"', "", r"\[hall\] thiếu dòng name"),
        ("no_show_limit = 3", 'no_show_limit = "ba"', "queue.no_show_limit"),
        ("no_show_limit = 3", "no_show_limmit = 3", "không có dòng no_show_limmit"),
        ('letter = "B"', 'letter = "A"', "trùng chữ cái"),
        ('letter = "B"', 'letter = "bê"', "một chữ A-Z"),
        ('services = ["B"]', 'services = ["X"]', "quầy 2 nhận dịch vụ X không có"),
        ('kind = "file"', 'kind = "fax"', "printer.kind"),
        ('region = "0,0,100,100"', 'region = "90,0,10,100"', "camera.region"),
        ('region = "0,0,100,100"', 'region = "0,0,100"', "camera.region"),
        ('region = "0,0,100,100"', 'region = "0,0,nan,100"', "camera.region"),
        ("exposure = 0.0", "exposure = 9.0", "camera.exposure"),
        ('method = "telex"', 'method = "viqr"', "keyboard.method"),
        ('style = "old"', 'style = "bookish"', "keyboard.style"),
        ('prefix = ""', 'prefix = "A"', "scanner.prefix"),
        ('prefix = ""', 'prefix = "Enter"', "scanner.prefix"),
        ('suffix = "Enter"', 'suffix = ""', "scanner.suffix"),
        ('serial = ""', 'serial = "máy quét"', "scanner.serial"),
        ('keyboard = ""', 'keyboard = "/etc/passwd"', "scanner.keyboard"),
        ("weight = 2", "weight = 0", "weight phải từ 1"),
        ("weight = 2", "weight = 101", "weight phải từ 1"),
        ("mean_service_minutes = 12", "mean_service_minutes = inf", "queue.mean_service_minutes phải từ"),
        ("mean_service_minutes = 12", "mean_service_minutes = nan", "queue.mean_service_minutes phải từ"),
        ("guard_minutes = 45", "guard_minutes = 9999999999999999999", "queue.guard_minutes phải từ"),
        ("idle_seconds = 60", "idle_seconds = -1", "screen.idle_seconds phải từ"),
        ("no_show_limit = 3", "no_show_limit = 0", "queue.no_show_limit phải từ"),
        ('id = "ordinary"', 'id = "priority"', "hai hàng trùng id"),
        ('id = "elderly"', 'id = "merit"', "hai diện trùng id"),
        ('line = "priority"', 'line = "vip"', "không có hàng 'vip'"),
        ('when = "declared"', 'when = "always"', "when là declared"),
        ('when = "otherwise"', 'when = "clerk"', "đúng một diện có when là otherwise"),
        ("hours = []", 'hours = ["Thứ Hai sáng"]', "Giờ làm việc chung: không hiểu 'Thứ Hai sáng'"),
        ("hours = []", 'hours = ["T2-T6 17:00-13:30"]', "Giờ làm việc chung: không hiểu 'T2-T6 17:00-13:30'"),
        ("undo_minutes = 5", "undo_minutes = -1", "queue.undo_minutes phải từ"),
        ("volume = 80", "volume = 101", "voice.volume phải từ"),
        ('languages = ["vi", "km", "en"]', 'languages = ["xx"]', "kiosk.languages"),
        ("dots = 576", "dots = 575", "printer.dots"),
        ('kind = "file"', 'kind = "tcp"', "printer.target"),
        ("[hall]", "[hall", "hall.toml"),
        ("[screen]", "[man_hinh]", r"\[man_hinh\]"),
    ],
)
def test_a_wrong_line_is_named_in_words(tmp_path: Path, line: str, wrong: str, problem: str):
    assert line in WHOLE
    (tmp_path / "hall.toml").write_text(WHOLE.replace(line, wrong, 1), "utf-8")
    with pytest.raises(ConfigError, match=problem):
        load_settings(tmp_path)


def test_a_settings_file_in_a_foreign_encoding_is_refused_in_words(tmp_path: Path):
    file = tmp_path / "hall.toml"
    file.write_bytes(WHOLE.encode("utf-16"))
    with pytest.raises(ConfigError, match="Cài đặt của máy chưa đúng"):
        read_settings(file)


def test_a_typing_mistake_does_not_close_the_hall(tmp_path: Path):
    (tmp_path / "hall.toml").write_text(WHOLE.replace("no_show_limit = 3", "no_show_limit = 5"), "utf-8")
    good, nothing_wrong = settings_to_run_with(tmp_path)
    (tmp_path / "hall.toml").write_text(WHOLE.replace("no_show_limit = 3", "no_show_limit = năm"), "utf-8")
    kept, wrong = settings_to_run_with(tmp_path)
    assert (kept, nothing_wrong) == (good, None)
    assert kept.queue.no_show_limit == 5
    assert "hall.toml" in str(wrong)


def test_a_first_settings_file_that_is_wrong_is_refused(tmp_path: Path):
    (tmp_path / "hall.toml").write_text("[hall", "utf-8")
    with pytest.raises(ConfigError, match="không đọc được tệp"):
        settings_to_run_with(tmp_path)


def test_settings_that_are_no_tables_are_refused_in_words(tmp_path: Path):
    first = WHOLE.index("[[services]]")
    (tmp_path / "hall.toml").write_text("services = [1]\n" + WHOLE[:first], "utf-8")
    with pytest.raises(ConfigError, match=r"ít nhất một \[\[services\]\]"):
        load_settings(tmp_path)


def test_a_folder_that_cannot_be_written_does_not_stop_the_hall(tmp_path: Path, settings: Settings):
    (tmp_path / "hall.toml").write_text(WHOLE, "utf-8")
    (tmp_path / "hall.last-good.new").mkdir()
    assert settings_to_run_with(tmp_path) == (settings, None)


KIOSK_B = '[[kiosks]]\nletter = "B"\nfirst = 800\nlast = 899\n'


@pytest.mark.parametrize(
    ("kiosks", "problem"),
    [
        (KIOSK_B + KIOSK_B, "hai máy trùng chữ cái"),
        (KIOSK_B + KIOSK_B.replace('"B"', '"C"').replace("800", "850"), "chồng lên nhau"),
        (KIOSK_B.replace("899", "1000"), "first, last từ 2 đến 999"),
        (KIOSK_B.replace("800", "1"), "first, last từ 2 đến 999"),
    ],
)
def test_ranges_of_kiosks_that_could_double_a_number_are_refused(tmp_path: Path, kiosks: str, problem: str):
    (tmp_path / "hall.toml").write_text(WHOLE + "\n" + kiosks, "utf-8")
    with pytest.raises(ConfigError, match=problem):
        load_settings(tmp_path)


SECOND = {
    'hall = ""': 'hall = "http://192.168.1.10:8080"',
    'token = ""': 'token = "secret"',
    'letter = "A"               #': 'letter = "B"  #',
}


def second_kiosk(**other: str) -> str:
    """The file of a second kiosk, where `other` replaces one of its lines, by the line's name."""
    whole = WHOLE + "\n" + KIOSK_B
    for line, own in SECOND.items():
        whole = whole.replace(line, other.get(line.split()[0], own))
    return whole


def test_a_second_kiosk_knows_its_hall_server(tmp_path: Path):
    (tmp_path / "hall.toml").write_text(second_kiosk(), "utf-8")
    assert load_settings(tmp_path).kiosk.hall == "http://192.168.1.10:8080"


@pytest.mark.parametrize(
    ("whole", "problem"),
    [
        (second_kiosk(hall='hall = "192.168.1.10"'), "kiosk.hall viết như"),
        (second_kiosk(hall='hall = "http://may-chu/so?a=b"'), "kiosk.hall viết như"),
        (second_kiosk(token='token = ""'), "kiosk.token"),
        (second_kiosk(letter='letter = "C" #'), r"\[\[kiosks\]\] letter = 'C'"),
        (WHOLE + "\n" + KIOSK_B.replace('"B"', '"A"'), "máy A là máy của chính máy chủ"),
    ],
)
def test_a_second_kiosk_that_could_not_work_is_refused(tmp_path: Path, whole: str, problem: str):
    (tmp_path / "hall.toml").write_text(whole, "utf-8")
    with pytest.raises(ConfigError, match=problem):
        load_settings(tmp_path)
