"""The communes of today."""

from pathlib import Path

import pytest

from kiosk.catalogue.units import Units
from kiosk.errors import ImportFileError


def test_there_are_34_provinces():
    assert len(Units().provinces) == 34


def test_there_are_3321_communes():
    units = Units()
    assert sum(len(units.communes(one.code)) for one in units.provinces) == 3321


def test_a_commune_is_found_by_its_code():
    commune = Units().commune("32110")
    assert commune is not None
    assert (commune.name, commune.short, commune.province.short) == ("Xã Khánh Bình", "Khánh Bình", "Cà Mau")


def test_a_commune_is_found_by_its_name_in_its_province():
    commune = Units().named("Xã Khánh Bình", "Cà Mau")
    assert commune is not None
    assert commune.code == "32110"


def test_the_same_name_in_another_province_is_another_commune():
    assert Units().named("Xã Khánh Bình", "Hà Nội") is None


def test_a_damaged_file_is_named(tmp_path: Path):
    (tmp_path / "units.json").write_text("{}")
    with pytest.raises(ImportFileError, match=r"units\.json"):
        _ = Units(tmp_path / "units.json").provinces
