"""A province's exchange.toml: what is wrong in it is named, and its password stands elsewhere."""

from pathlib import Path

import pytest

from kiosk.errors import ConfigError
from sync.exchange.settings import FILE, PASSWORD_FILE, read_exchange_settings, write_template

GOOD = """address = "https://truc.example.vn"
login_path = "/auth"
exchange_path = "/exchange"
username = "tinh"
madonvi = "000.00.00.H12"
"""


def read(home: Path, text: str, word: str | None = "bí mật"):
    (home / FILE).write_text(text)
    if word is not None:
        (home / PASSWORD_FILE).write_text(word + "\n")
    return read_exchange_settings(home)


def test_what_is_not_confirmed_is_empty_and_the_password_stands_in_no_text(tmp_path: Path):
    settings = read(tmp_path, GOOD)
    uncertain = (settings.noi_nop_ho_so, settings.duoc_thanh_toan_truc_tuyen, settings.hinh_thuc, settings.don_vi)
    assert (settings.password, uncertain, "bí mật" in repr(settings)) == ("bí mật", ("", "", "", {}), False)


def test_the_template_is_good_once_its_lines_are_filled(tmp_path: Path):
    text = write_template(tmp_path).read_text("utf-8")
    for name in ("address", "login_path", "exchange_path", "username", "madonvi"):
        text = text.replace(f'{name} = ""', f'{name} = "https://x"', 1)
    assert read(tmp_path, text).address == "https://x"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (GOOD.replace('"/auth"', '""'), "login_path"),
        (GOOD.replace("https://", "ftp://"), "address"),
        (GOOD + 'mat_khau = "x"', "mat_khau"),
        (GOOD + 'password = "x"', "password"),
        (GOOD + "seconds = 0", "seconds"),
        (GOOD + 'seconds = "60"', "seconds"),
        (GOOD + "address", "TOMLDecodeError"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, text: str, problem: str):
    with pytest.raises(ConfigError, match=problem):
        read(tmp_path, text)


def test_a_missing_password_file_is_named(tmp_path: Path):
    with pytest.raises(ConfigError, match=PASSWORD_FILE):
        read(tmp_path, GOOD, None)
