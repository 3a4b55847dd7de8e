"""Whoever holds the line and lies: nothing he says is used, the last good stays, and it is noted."""

import gzip
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from tuf.api.metadata import Metadata, Root  # pyright: ignore[reportPrivateImportUsage]

from kiosk.clock import SetClock
from kiosk.commands.link import trust_root
from kiosk.errors import WrongRootError
from kiosk.store.canonical import canonical
from sync.first_root import Invitation
from sync.province.updates import making
from sync.province.updates.keys import make_key, read_key
from sync.province.updates.repository import metadata_of
from sync.transport import Transport
from tests.sync.parts import Running
from tests.sync.updates.parts import BIRTH, BUNDLED_NAME, Liar, Machine, Said

REFUSED, EXPIRED, DOWN = "error.update_refused", "error.update_expired", "error.link_down"


def publish(province: Running, name: str, code: str = BIRTH) -> None:
    answer = province.office("PUT", f"/catalogue/{code}", {"name": name})
    assert answer.json()["signed"]


@pytest.fixture
def good(province: Running, lied_to: Machine, liar: Liar) -> Machine:
    """A machine that has "Bản một" from the province, and what it saw is kept by the liar."""
    publish(province, "Bản một")
    lied_to.look()
    assert lied_to.name() == "Bản một"
    return lied_to


# --- signatures ---


def test_a_list_signed_by_a_stranger_is_refused(good: Machine, liar: Liar, province: Running, tmp_path: Path):
    stranger = make_key(tmp_path / "stranger.key")
    publish(province, "Bản hai")
    now = province.clock.now()
    liar.lie("targets.json", making.signed(making.make_targets(9_999_999_999, {}, now), [stranger]))
    assert (good.look(), good.name()) == (REFUSED, "Bản một")


def next_root(province: Running) -> Metadata[Root]:
    with province.province.database.read() as db:
        root = Metadata[Root].from_bytes(metadata_of(db, "1.root.json"))
    root.signed.version += 1
    root.signatures.clear()
    return root


def test_a_root_signed_by_one_of_two_is_refused(good: Machine, liar: Liar, province: Running):
    forged = next_root(province)
    liar.lie("2.root.json", making.signed(forged, [read_key(province.home / "updates" / "root-1.key")]))
    assert (good.look(), good.name()) == (REFUSED, "Bản một")


def test_a_root_signed_only_by_its_own_new_keys_is_refused(
    good: Machine, liar: Liar, tmp_path: Path, province: Running
):
    strangers = [make_key(tmp_path / f"stranger{number}.key") for number in range(2)]
    keys = {role: [one.public_key for one in strangers] for role in ("root", "targets", "snapshot", "timestamp")}
    forged = making.make_root(2, keys, {"root": 2}, province.clock.now())
    liar.lie("2.root.json", making.signed(forged, strangers))
    assert (good.look(), good.name()) == (REFUSED, "Bản một")


def test_a_changed_letter_in_signed_metadata_is_refused(good: Machine, liar: Liar, province: Running):
    publish(province, "Bản hai")
    timestamp = province.province.updates.fresh_timestamp(province.clock.now())
    liar.lie("timestamp.json", timestamp.replace(b'"version":1', b'"version":2'))
    assert (good.look(), good.name()) == (REFUSED, "Bản một")


# --- old things said again ---


def test_an_older_state_is_refused(good: Machine, liar: Liar, province: Running):
    before = dict(liar.seen)
    publish(province, "Bản hai")
    good.look()
    liar.replay(before)
    assert (good.look(), good.name()) == (REFUSED, "Bản hai")


def test_a_state_that_is_held_back_grows_too_old(good: Machine, liar: Liar, province: Running, clock: SetClock):
    liar.replay(dict(liar.seen))
    publish(province, "Bản hai")
    clock.forward(timedelta(days=31))
    assert (good.look(), good.name()) == (EXPIRED, "Bản một")


def test_an_old_list_under_a_new_snapshot_is_refused(good: Machine, liar: Liar, province: Running):
    old = next(said.body for path, said in liar.seen.items() if path.endswith(".targets.json"))
    publish(province, "Bản hai")
    liar.lie(".targets.json", old)
    assert (good.look(), good.name()) == (REFUSED, "Bản một")


# --- targets ---


def test_a_target_with_other_bytes_is_refused(good: Machine, liar: Liar, province: Running):
    publish(province, "Bản hai")
    liar.lie("/targets/", canonical({"code": BIRTH, "name": "Bản xyz"}).encode())
    assert (good.look(), good.name()) == (REFUSED, "Bản một")


def test_a_target_that_is_too_short_is_not_used(good: Machine, liar: Liar, province: Running):
    publish(province, "Bản hai")
    liar.lie("/targets/", b'{"code":')
    assert good.look() is not None
    assert good.name() == "Bản một"


def test_after_the_lie_the_truth_is_used(good: Machine, liar: Liar, province: Running):
    publish(province, "Bản hai")
    liar.lie("/targets/", b"x" * 44)
    good.look()
    liar.lies.clear()
    good.look()
    assert (good.look(), good.name()) == (None, "Bản hai")


def endless() -> Iterator[bytes]:
    while True:
        yield b"\0" * 65536


def bomb() -> bytes:
    return gzip.compress(b"\0" * 50_000_000, 1)


@pytest.mark.parametrize("where", ["timestamp.json", ".snapshot.json", ".targets.json", "/targets/", "2.root.json"])
def test_data_without_end_is_cut_off(good: Machine, liar: Liar, province: Running, where: str):
    publish(province, "Bản hai")
    liar.lie(where, endless)
    assert (good.look(), good.name()) == (DOWN, "Bản một")


@pytest.mark.parametrize("where", ["timestamp.json", "/targets/"])
def test_what_unpacks_without_end_is_cut_off(good: Machine, liar: Liar, province: Running, where: str):
    publish(province, "Bản hai")
    liar.lie(where, bomb(), Content_Encoding="gzip")
    assert (good.look(), good.name()) == (DOWN, "Bản một")


@pytest.mark.parametrize("where", ["root.json", "timestamp.json", "/targets/"])
@pytest.mark.parametrize("status", [200, 302, 404, 511])
def test_a_log_in_page_is_a_line_that_is_down(good: Machine, liar: Liar, province: Running, where: str, status: int):
    publish(province, "Bản hai")
    liar.lies[where] = lambda path: Said(b"<html>Login</html>", status, {"Content-Type": "text/html"})
    assert (good.look(), good.name()) == (DOWN, "Bản một")


def test_a_machine_that_has_never_looked_shows_what_it_came_with(lied_to: Machine, liar: Liar, province: Running):
    publish(province, "Bản một")
    liar.lie("", endless)
    lied_to.look()
    assert lied_to.name() == BUNDLED_NAME


# --- the first root ---


def test_another_root_than_was_handed_over_is_not_trusted(province: Running, tmp_path: Path):
    with pytest.raises(WrongRootError):
        trust_root(tmp_path / "new", Transport(province.address), Invitation("", root="0" * 64))
    assert not (tmp_path / "new" / "updates" / "first.root.json").exists()
