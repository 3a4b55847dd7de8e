"""The ceremony of two people, and enrolment, as they are typed: `kiosk province keys`, `publish`, `enrol`."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.catalogue.library import Library
from kiosk.clock import SystemClock
from kiosk.commands import cli
from kiosk.commands.province import key_warnings, open_province
from kiosk.store.database import Store
from kiosk.store.updates import update_state
from sync.province.updates.repository import metadata_of
from tests.sync.parts import HALL, Running
from tests.sync.updates.parts import BIRTH, Liar

Kiosk = Callable[..., str]


@pytest.fixture
def home(tmp_path: Path, bundled_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "kiosk"
    home.mkdir()
    (home / "hall.db").write_bytes(bundled_file.read_bytes())
    monkeypatch.setenv("KIOSK_HOME", str(home))
    return home


@pytest.fixture
def kiosk(home: Path) -> Kiosk:
    """Types `kiosk ...` and returns what it said; `fails` expects exit code 1."""

    def run(*words: str, fails: bool = False, typed: str | None = None) -> str:
        done = CliRunner().invoke(cli, words, input=typed)
        assert done.exit_code == int(fails), done.output
        return done.output

    return run


# --- the ceremony ---


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "offline"


def made(kiosk: Kiosk, folder: Path, *names: str) -> list[Path]:
    for name in names:
        kiosk("province", "keys", "make", str(folder), name, "--open")
    return [folder / f"{name}.key" for name in names]


def test_a_province_that_begins_with_a_ceremony_has_no_root_key_on_its_server(
    kiosk: Kiosk, folder: Path, tmp_path: Path, home: Path
):
    keys = made(kiosk, folder, "an", "binh", "dung", "targets", "snapshot", "timestamp")
    root, pub = folder / "1.root.json", [str(one.with_suffix(".pub")) for one in keys]
    roots = [word for one in pub[:3] for word in ("--root", one)]
    online = ["--targets", pub[3], "--snapshot", pub[4], "--timestamp", pub[5]]
    kiosk("province", "keys", "root", str(root), *roots, *online)
    told = [kiosk("province", "keys", "sign", str(root), str(key)) for key in keys[:2]]
    assert "có 2, cần 2" in told[-1]
    server = tmp_path / "server"
    (server / "updates").mkdir(parents=True)
    for file in (root, keys[4], keys[5]):
        (server / "updates" / file.name).write_bytes(file.read_bytes())
    entry = tmp_path / "birth.json"
    entry.write_text(json.dumps({"code": BIRTH, "name": "Bản một"}), "utf-8")
    here = ("province", "--home", str(server))
    waiting = folder / "targets.json"
    kiosk(*here, "publish", "--put", f"catalogue/{BIRTH}.json", str(entry), "--unsigned", str(waiting))
    kiosk("province", "keys", "sign", str(waiting), str(keys[3]))
    assert f"mới  catalogue/{BIRTH}.json" in kiosk(*here, "publish", "--signed", str(waiting))
    assert sorted(one.name for one in (server / "updates").glob("*.key")) == ["snapshot.key", "timestamp.key"]


def test_a_pilot_becomes_real_by_a_rotation_that_enrolled_machines_follow(
    kiosk: Kiosk, folder: Path, province: Running, home: Path
):
    kiosk("enrol", province.code(), "--province", province.address)
    pilot, server = province.home / "updates", ("province", "--home", str(province.home), "--database", province.url)
    with province.province.database.read() as db:
        (folder / "1.root.json").parent.mkdir()
        (folder / "1.root.json").write_bytes(metadata_of(db, "1.root.json"))
    keys = made(kiosk, folder, "an", "binh", "dung")
    first, second = str(folder / "1.root.json"), str(folder / "2.root.json")
    roots = [word for one in keys for word in ("--root", str(one.with_suffix(".pub")))]
    kiosk("province", "keys", "root", second, "--after", first, *roots)
    for key in (pilot / "root-1.key", pilot / "root-3.key", keys[0]):
        kiosk("province", "keys", "sign", second, str(key), "--after", first)
    assert "Chưa đủ chữ ký" in kiosk(*server, "publish", "--root", second, fails=True)
    kiosk("province", "keys", "sign", second, str(keys[2]), "--after", first)
    kiosk(*server, "publish", "--root", second)
    province.office("PUT", f"/catalogue/{BIRTH}", {"name": "Bản một"})
    kiosk("sync", "--once", "--province", province.address)
    store = Store(home / "hall.db", SystemClock())
    assert (update_state(store.db).problem, Library(store).procedure(BIRTH).name) == (None, "Bản một")
    assert (home / "updates/metadata/root_history/2.root.json").exists()
    store.close()


def test_a_pilot_says_that_the_root_keys_must_go_until_they_are_gone(tmp_path: Path):
    pilot = open_province(tmp_path / "pilot", None)
    assert "Còn 3 khóa gốc" in key_warnings(pilot)[0]
    for key in (tmp_path / "pilot" / "updates").glob("root-*.key"):
        key.unlink()
    assert key_warnings(pilot) == []
    pilot.database.close()


def test_a_key_with_a_password_signs_only_with_it(kiosk: Kiosk, folder: Path, province: Running, tmp_path: Path):
    kiosk("province", "keys", "make", str(folder), "targets", typed="mật khẩu\nmật khẩu\n")
    before = (folder / "targets.key").read_text()
    waiting = folder / "targets.json"
    waiting.write_bytes(province.province.updates.unsigned_targets(province.clock.now()))
    kiosk("province", "keys", "sign", str(waiting), str(folder / "targets.key"), typed="sai\n", fails=True)
    kiosk("province", "keys", "sign", str(waiting), str(folder / "targets.key"), typed="mật khẩu\n")
    assert "ENCRYPTED" in before
    assert len(json.loads(waiting.read_bytes())["signatures"]) == 1


def test_a_code_with_all_that_a_qr_code_holds_enrols_without_a_setting(
    kiosk: Kiosk, province: Running, home: Path, tmp_path: Path
):
    server = ("province", "--home", str(province.home), "--database", province.url)
    text = kiosk(*server, "enrol-code", "--hall", HALL, "--address", province.address).strip()
    assert text.startswith(f"motcua:1:{province.address}:")
    assert "khớp với mã QR" in kiosk("enrol", text)


def test_a_qr_code_of_another_province_enrols_nothing(kiosk: Kiosk, province: Running, home: Path):
    code = province.code()
    assert "Khóa gốc" in kiosk("enrol", f"motcua:1:{province.address}:{code}:{'0' * 64}", fails=True)
    kiosk("enrol", code, "--province", province.address)  # the code was not used up


def test_status_tells_how_fresh_the_catalogue_is(kiosk: Kiosk, province: Running, home: Path):
    assert "Chưa nhận bản nào có chữ ký" in kiosk("catalogue", "status")
    kiosk("enrol", province.code(), "--province", province.address)
    province.office("PUT", f"/catalogue/{BIRTH}", {"name": "Bản một"})
    kiosk("sync", "--once", "--province", province.address)
    assert "Có 1 thủ tục do tỉnh ký" in kiosk("catalogue", "status")


def test_what_goes_up_goes_up_while_updates_are_refused(kiosk: Kiosk, province: Running, home: Path, liar: Liar):
    kiosk("enrol", province.code(), "--province", liar.address)
    liar.lie("timestamp.json", b"{}")
    store = Store(home / "hall.db", SystemClock())
    with store.act() as act:
        act.send("ticket.issued", {"ticket": "A001"})
    kiosk("sync", "--once", "--province", liar.address)
    assert (province.count(), update_state(store.db).problem) == (1, "error.update_refused")
    store.close()
