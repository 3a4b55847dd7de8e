"""Settings, forms, recordings and the calendar that the province signs; and what of them makes no sense."""

import json
from pathlib import Path
from typing import Any

import pytest

from kiosk.assets import assets
from kiosk.clock import HALL_ZONE
from kiosk.config import load_settings, settings_version
from kiosk.forms.library import load_forms, with_signed
from kiosk.languages import texts
from kiosk.settings_file import SettingsFile
from kiosk.updates.files import signed_file
from kiosk.updates.status import describe_updates, update_status
from kiosk.voice.files import clip_file, signed_recordings
from tests.sync.parts import HALL, Running
from tests.sync.updates.parts import Machine


def put(province: Running, path: str, body: bytes) -> None:
    now = province.clock.now()
    province.province.updates.put(path, [body], now)
    province.province.updates.publish(now)


def remove(province: Running, path: str) -> None:
    from sync.province.updates.repository import remove_draft

    with province.province.database.write() as db:
        remove_draft(db, path, province.clock.now())
    province.province.updates.publish(province.clock.now())


CONFIG = f"config/{HALL}.toml"
PHONE = b'[hall]\nphone = "1900 1234"\n'


def test_a_signed_setting_holds_where_the_hall_says_nothing(machine: Machine, province: Running):
    put(province, CONFIG, PHONE)
    machine.look()
    assert load_settings(machine.home).hall.phone == "1900 1234"


def write_own(machine: Machine, phone: str) -> None:
    own = (assets() / "halls" / f"{HALL}.toml").read_text("utf-8")
    (machine.home / "hall.toml").write_text(own.replace('phone = ""', f"phone = {phone}", 1), "utf-8")


def test_the_halls_own_line_wins(machine: Machine, province: Running):
    write_own(machine, '"1900 5678"')
    put(province, CONFIG, PHONE)
    machine.look()
    assert load_settings(machine.home).hall.phone == "1900 5678"


def test_a_slip_in_the_halls_own_file_is_not_held_against_the_province(machine: Machine, province: Running):
    write_own(machine, "1900")
    put(province, CONFIG, PHONE)
    machine.look()
    assert update_status(machine.store).refused == {}


def test_new_signed_settings_are_noticed_by_running_processes(machine: Machine, province: Running):
    before = settings_version(machine.home)
    put(province, CONFIG, PHONE)
    machine.look()
    assert settings_version(machine.home) != before


@pytest.mark.parametrize("bad", [b"[hall]\nphone = 5\n", b"[hal]\n", b"not toml", b'[hall]\nid = "son-my"\n', b"\xff"])
def test_bad_settings_are_refused_whole_and_the_last_good_stay(machine: Machine, province: Running, bad: bytes):
    put(province, CONFIG, PHONE)
    machine.look()
    put(province, CONFIG, bad)
    assert machine.look() is None
    assert load_settings(machine.home).hall.phone == "1900 1234"
    assert list(update_status(machine.store).refused) == [CONFIG]


def test_settings_of_another_hall_do_not_come(machine: Machine, province: Running):
    put(province, "config/son-my.toml", PHONE)
    machine.look()
    assert machine.shelf.present() == {}


def test_settings_that_the_province_takes_back_are_gone(machine: Machine, province: Running):
    before = load_settings(machine.home)
    put(province, CONFIG, PHONE)
    machine.look()
    remove(province, CONFIG)
    machine.look()
    assert load_settings(machine.home) == before


def test_a_manager_who_saves_keeps_what_the_page_showed(machine: Machine, province: Running):
    put(province, CONFIG, PHONE)
    machine.look()
    file = SettingsFile(machine.home)
    shown, version = file.read()
    saved = file.change(machine.store, "dung", version, change_of(shown))
    assert saved.hall.phone == shown.hall.phone == "1900 1234"


def change_of(shown: Any) -> Any:
    from kiosk.settings_file import Change, CounterChange, HallChange, ServiceChange

    hall = shown.hall
    return Change(
        HallChange(hall.phone, hall.hours, hall.holidays, ("Chào bà con",)),
        tuple(ServiceChange(o.letter, o.name, o.hours, o.daily_quota, o.ticket_note) for o in shown.services),
        tuple(CounterChange(o.number, o.name, o.services, o.direction) for o in shown.counters),
    )


# --- forms ---


@pytest.fixture
def newer() -> dict[str, Any]:
    """The next version of a form of ours."""
    raw = json.loads((assets() / "forms" / "1.000894.json").read_text("utf-8"))
    return {**raw, "version": raw["version"] + 1}


def newest(machine: Machine, procedure: str) -> int:
    form = with_signed(load_forms(), machine.home).for_procedure(procedure)
    assert form is not None
    return form.version


def test_a_newer_signed_form_is_the_one_to_begin_with(machine: Machine, province: Running, newer: dict[str, Any]):
    put(province, "forms/marriage.json", json.dumps(newer).encode())
    machine.look()
    assert newest(machine, newer["procedure"]) == newer["version"]


def test_a_draft_keeps_the_version_it_began_with(machine: Machine, province: Running, newer: dict[str, Any]):
    put(province, "forms/marriage.json", json.dumps(newer).encode())
    machine.look()
    later = {**newer, "version": newer["version"] + 1}
    put(province, "forms/marriage.json", json.dumps(later).encode())
    machine.look()
    remove(province, "forms/marriage.json")
    machine.look()
    forms = with_signed(load_forms(), machine.home)
    assert [forms.get(newer["id"], one["version"]).version for one in (newer, later)] == [
        newer["version"], later["version"],
    ]  # fmt: skip
    assert newest(machine, newer["procedure"]) == newer["version"] - 1


def test_a_form_with_other_questions_under_a_released_version_is_refused(
    machine: Machine, province: Running, newer: dict[str, Any]
):
    changed = {**newer, "version": newer["version"] - 1, "pages": newer["pages"][:-1]}
    put(province, "forms/marriage.json", json.dumps(changed).encode())
    machine.look()
    assert list(update_status(machine.store).refused) == ["forms/marriage.json"]
    assert with_signed(load_forms(), machine.home).kept == ()


def test_a_form_that_is_none_is_refused(machine: Machine, province: Running):
    put(province, "forms/marriage.json", b'{"id": 5}')
    machine.look()
    assert list(update_status(machine.store).refused) == ["forms/marriage.json"]


# --- the rest ---


def test_a_signed_recording_is_heard_where_the_hall_has_none(machine: Machine, province: Running):
    clip = (assets() / "sounds" / "voice" / "chu-b.wav").read_bytes()
    put(province, "sounds/chu-a.wav", clip)
    machine.look()
    file = clip_file("chu-a", None, signed_recordings(machine.home))
    assert file is not None
    assert file.read_bytes() == clip


def test_a_recording_that_cannot_be_played_is_refused(machine: Machine, province: Running):
    put(province, "sounds/chu-a.wav", b"RIFFxxxx")
    machine.look()
    assert list(update_status(machine.store).refused) == ["sounds/chu-a.wav"]


def test_the_calendar_lies_where_its_reader_looks(machine: Machine, province: Running):
    put(province, "calendar/days-off.json", b"{}")
    machine.look()
    file = signed_file(machine.home, "calendar/days-off.json")
    assert file is not None
    assert file.read_bytes() == b"{}"


def test_the_technician_is_told_how_fresh_it_is_and_which_installer_waits(
    machine: Machine, province: Running, tmp_path: Path
):
    put(province, "app/mot-cua-2.0.deb", b"installer")
    machine.look()
    lines = describe_updates(update_status(machine.store), machine.clock.now().astimezone(HALL_ZONE), texts("vi").say)
    assert "08:00 23/11/2026, cách đây 0 ngày" in lines[0]
    assert str(machine.home / "updates" / "current" / "app" / "mot-cua-2.0.deb") in lines[1]


def test_a_full_disk_leaves_what_is_in_use(machine: Machine, province: Running):
    put(province, CONFIG, PHONE)
    machine.look()
    put(province, CONFIG, PHONE.replace(b"1900", b"1800"))
    (machine.home / "updates" / "current.new").mkdir()  # the link cannot be made, as on a disk without room
    assert machine.look() == "error.store"
    assert load_settings(machine.home).hall.phone == "1900 1234"
    (machine.home / "updates" / "current.new").rmdir()
    machine.look()
    assert load_settings(machine.home).hall.phone == "1800 1234"
