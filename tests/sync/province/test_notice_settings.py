"""notices.toml: the samples are good ones, and a mistake is named."""

from pathlib import Path

import pytest

from kiosk.errors import ConfigError
from sync.province.notices.settings import NOTICES_FILE, read_notice_settings

SAMPLES = sorted((Path(__file__).parents[3] / "docs" / "samples").glob("notices-*.toml"))


def written(folder: Path, text: str) -> Path:
    (folder / NOTICES_FILE).write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda file: file.stem)
def test_a_sample_can_be_used_as_it_stands(sample: Path, tmp_path: Path):
    settings = read_notice_settings(written(tmp_path, sample.read_text("utf-8")))
    assert settings.kiosk_channel in settings.gateways


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (("accepted = ", "acepted = "), "gateways.sms.http.accepted"),
        (("most_attempts = 10", "most_attempts = 0"), "most_attempts"),
        (("keep_days", "kep_days"), "kep_days"),
        (("UBND xã Khánh Bình", "Ủy ban nhân dân xã Khánh Bình, tỉnh Cà Mau"), "halls.khanh-binh"),
        (("[halls]", "[halls"), NOTICES_FILE),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, change: tuple[str, str], named: str):
    good = next(one for one in SAMPLES if one.stem == "notices-esms").read_text("utf-8")
    with pytest.raises(ConfigError) as refused:
        read_notice_settings(written(tmp_path, good.replace(*change)))
    assert named in str(refused.value)


def test_a_missing_file_is_named(tmp_path: Path):
    with pytest.raises(ConfigError) as refused:
        read_notice_settings(tmp_path)
    assert NOTICES_FILE in str(refused.value)
