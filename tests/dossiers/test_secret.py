"""The lookup secret: made once, kept close."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kiosk.dossiers.secret import code_key, lookup_secret
from kiosk.errors import StoreError


def test_the_secret_stays_the_same(tmp_path: Path):
    assert lookup_secret(tmp_path) == lookup_secret(tmp_path)


def test_two_halls_have_two_secrets(tmp_path: Path):
    assert lookup_secret(tmp_path / "a") != lookup_secret(tmp_path / "b")


def test_only_its_owner_can_read_it(tmp_path: Path):
    lookup_secret(tmp_path)
    assert stat.S_IMODE((tmp_path / "keys" / "lookup").stat().st_mode) == 0o600


def test_many_at_once_get_one_secret(tmp_path: Path):
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lookup_secret, [tmp_path] * 40))) == 1


def test_nothing_is_left_beside_it(tmp_path: Path):
    lookup_secret(tmp_path)
    assert [one.name for one in (tmp_path / "keys").iterdir()] == ["lookup"]


def test_a_damaged_secret_is_not_used(tmp_path: Path):
    lookup_secret(tmp_path)
    (tmp_path / "keys" / "lookup").write_bytes(b"short")
    with pytest.raises(StoreError):
        lookup_secret(tmp_path)


def test_a_key_depends_on_secret_and_code():
    assert len({code_key(secret, code) for secret in (b"1", b"2") for code in ("H12", "H13")}) == 4
