"""Sealed to several; opened by each of them and by nobody else."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.errors import OpeningKeyError, SealError
from sync.seal import AgeOpener, AgeSealer, keep_recipient, make_identity, recipients_in


@pytest.fixture
def keys(tmp_path: Path) -> dict[str, AgeOpener]:
    for name in ("province", "desk", "thief"):
        make_identity(tmp_path / f"{name}.key")
    return {name: AgeOpener(tmp_path / f"{name}.key") for name in ("province", "desk", "thief")}


@pytest.fixture
def sealed(keys: dict[str, AgeOpener]) -> bytes:
    return AgeSealer([keys["province"].recipient, keys["desk"].recipient]).seal("Nguyễn Thị Ánh".encode())


@pytest.mark.parametrize("who", ["province", "desk"])
def test_each_recipient_opens(keys: dict[str, AgeOpener], sealed: bytes, who: str):
    assert keys[who].open(sealed).decode() == "Nguyễn Thị Ánh"


def test_another_key_does_not_open(keys: dict[str, AgeOpener], sealed: bytes):
    with pytest.raises(OpeningKeyError, match=r"\(thief.key\) không đúng"):
        keys["thief"].open(sealed)


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_a_changed_byte_does_not_open(keys: dict[str, AgeOpener], sealed: bytes, data: st.DataObject):
    place = data.draw(st.integers(0, len(sealed) - 1))
    damaged = sealed[:place] + bytes([sealed[place] ^ data.draw(st.integers(1, 255))]) + sealed[place + 1 :]
    with pytest.raises(SealError):
        keys["desk"].open(damaged)


def test_sealing_to_nobody_is_refused():
    with pytest.raises(SealError):
        AgeSealer([]).seal(b"x")


def test_sealing_to_what_is_no_key_is_refused():
    with pytest.raises(SealError):
        AgeSealer(["age1nothing"])


def test_a_private_key_is_for_its_owner_only(tmp_path: Path):
    make_identity(tmp_path / "desk.key")
    assert (tmp_path / "desk.key").stat().st_mode & 0o777 == 0o600


def test_a_key_that_is_there_is_kept(tmp_path: Path):
    first = make_identity(tmp_path / "desk.key")
    assert make_identity(tmp_path / "desk.key") == first


@pytest.mark.parametrize("content", [b"", b"AGE-SECRET-KEY-1X", b"\xff\xfe", b"# only a remark\n"])
def test_a_damaged_key_file_is_refused(tmp_path: Path, content: bytes):
    (tmp_path / "desk.key").write_bytes(content)
    with pytest.raises(OpeningKeyError):
        AgeOpener(tmp_path / "desk.key")


def test_a_key_file_with_remarks_is_read(tmp_path: Path):
    recipient = make_identity(tmp_path / "desk.key")
    (tmp_path / "desk.key").write_text(f"# public key: {recipient}\n{(tmp_path / 'desk.key').read_text()}")
    assert AgeOpener(tmp_path / "desk.key").recipient == recipient


def test_public_keys_in_the_folder_are_those_sealed_to(tmp_path: Path, keys: dict[str, AgeOpener]):
    keep_recipient(tmp_path / "hall", "province", keys["province"].recipient)
    keep_recipient(tmp_path / "hall", "desk", keys["desk"].recipient)
    assert recipients_in(tmp_path / "hall") == (keys["desk"].recipient, keys["province"].recipient)


def test_no_folder_is_nobody_to_seal_to(tmp_path: Path):
    assert recipients_in(tmp_path / "nowhere") == ()
