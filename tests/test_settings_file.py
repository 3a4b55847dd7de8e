"""The manager's changes in hall.toml: whole or not at all, with the technician's comments kept."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from kiosk.clock import SetClock
from kiosk.config import Settings, default_settings_file, read_settings, settings_changed, settings_version
from kiosk.errors import CounterBusyError, SettingsChangedError, StoreError, WrongChangeError
from kiosk.queue.desk import Desk
from kiosk.settings_file import PREVIOUS, Change, CounterChange, HallChange, ServiceChange, SettingsFile
from kiosk.store.database import Store


@pytest.fixture
def file(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A hall's own file, as a technician copied it."""
    own = tmp_path / "hall.toml"
    own.write_bytes(default_settings_file().read_bytes())
    return own


def as_it_is(settings: Settings) -> Change:
    """A page that was saved without a change."""
    hall = settings.hall
    return Change(
        HallChange(hall.phone, hall.hours, hall.holidays, hall.board_texts),
        tuple(
            ServiceChange(one.letter, one.name, one.hours, one.daily_quota, one.ticket_note)
            for one in settings.services
        ),
        tuple(CounterChange(one.number, one.name, one.services, one.direction) for one in settings.counters),
    )


def with_service(change: Change, at: int, **values: object) -> Change:
    services = list(change.services)
    services[at] = replace(services[at], **values)  # pyright: ignore[reportArgumentType]
    return replace(change, services=tuple(services))


def save(file: SettingsFile, store: Store, change: Change) -> Settings:
    return file.change(store, "quan", file.read()[1], change)


def test_a_page_saved_unchanged_leaves_every_byte(file: SettingsFile, own: Path, store: Store, settings: Settings):
    before = own.read_bytes()
    save(file, store, as_it_is(settings))
    assert own.read_bytes() == before


def test_a_change_keeps_the_comments_of_its_line(file: SettingsFile, own: Path, store: Store, settings: Settings):
    change = as_it_is(settings)
    save(file, store, replace(change, hall=replace(change.hall, phone="0290 3 123 456")))
    line = next(line for line in own.read_text("utf-8").splitlines() if line.startswith("phone"))
    assert ("0290 3 123 456" in line, "# shown on screens" in line) == (True, True)


def test_only_the_changed_lines_differ(file: SettingsFile, own: Path, store: Store, settings: Settings):
    before = own.read_text("utf-8").splitlines()
    save(file, store, with_service(as_it_is(settings), 1, daily_quota=60))
    after = own.read_text("utf-8").splitlines()
    assert [line for line in after if line not in before] == ["daily_quota = 60"]


def test_what_was_changed_is_what_is_read(file: SettingsFile, own: Path, store: Store, settings: Settings):
    change = with_service(as_it_is(settings), 0, name="Chứng thực ẾẪỮ", hours=("T7 07:00-11:00",), ticket_note="Nhớ đủ")
    save(file, store, change)
    service = read_settings(own).services[0]
    assert (service.name, service.hours, service.ticket_note) == ("Chứng thực ẾẪỮ", ("T7 07:00-11:00",), "Nhớ đủ")


def test_a_renamed_service_is_called_so_on_the_touch_screen(file: SettingsFile, store: Store, settings: Settings):
    assert save(file, store, with_service(as_it_is(settings), 0, name="Sao y")).services[0].text == "Sao y"


def test_a_service_named_as_it_was_has_its_translations_again(file: SettingsFile, store: Store, settings: Settings):
    save(file, store, with_service(as_it_is(settings), 0, name="Sao y"))
    back = save(file, store, with_service(as_it_is(settings), 0, name="Chứng thực, sao y"))
    assert back.services[0].text == "service.certify"


def test_a_hall_without_a_file_gets_one(file: SettingsFile, tmp_path: Path, store: Store, settings: Settings):
    save(file, store, with_service(as_it_is(settings), 0, daily_quota=5))
    assert read_settings(tmp_path / "hall.toml").services[0].daily_quota == 5


def test_a_counter_is_added_and_another_removed(file: SettingsFile, own: Path, store: Store, settings: Settings):
    change = as_it_is(settings)
    counters = (*change.counters[1:], CounterChange(7, "Quầy 7", ("A",), "cạnh cửa sổ"))
    save(file, store, replace(change, counters=counters))
    assert [(one.number, one.direction) for one in read_settings(own).counters] == [
        (2, ""), (3, ""), (4, ""), (7, "cạnh cửa sổ"),
    ]  # fmt: skip


def test_a_counter_that_serves_somebody_stays(file: SettingsFile, store: Store, desk: Desk, settings: Settings):
    desk.take(str(uuid4()), "A")
    desk.next(str(uuid4()), 1)
    change = as_it_is(settings)
    with pytest.raises(CounterBusyError):
        save(file, store, replace(change, counters=change.counters[1:]))


@pytest.fixture
def desk(store: Store, settings: Settings) -> Desk:
    return Desk(store, settings)


def test_an_open_counter_serves_at_once_what_its_manager_chose(
    file: SettingsFile, store: Store, desk: Desk, settings: Settings
):
    desk.set_counter(1, "open")
    change = as_it_is(settings)
    counters = (replace(change.counters[0], services=("B", "C")), *change.counters[1:])
    new = Desk(store, save(file, store, replace(change, counters=counters)))
    assert (new.overview.counters()[0].state, new.overview.counters()[0].services) == ("open", ("B", "C"))


def test_a_counter_left_open_yesterday_is_not_opened_by_a_change(
    file: SettingsFile, store: Store, desk: Desk, settings: Settings, clock: SetClock
):
    desk.set_counter(1, "open")
    clock.forward(timedelta(days=1))
    change = as_it_is(settings)
    counters = (replace(change.counters[0], services=("B", "C")), *change.counters[1:])
    new = Desk(store, save(file, store, replace(change, counters=counters)))
    assert new.overview.counters()[0].state == "closed"


def test_an_open_counter_that_is_removed_is_closed(file: SettingsFile, store: Store, desk: Desk, settings: Settings):
    desk.set_counter(1, "open")
    change = as_it_is(settings)
    new = Desk(store, save(file, store, replace(change, counters=change.counters[1:])))
    assert {one.letter for one in new.overview.services() if one.counters} == set()


def test_a_wrong_line_is_named_and_nothing_is_written(
    file: SettingsFile, own: Path, store: Store, settings: Settings
):  # fmt: skip
    before = own.read_bytes()
    with pytest.raises(WrongChangeError, match="Giờ làm việc của dịch vụ A: không hiểu 'T9 07:00-11:00'"):
        save(file, store, with_service(as_it_is(settings), 0, hours=("T9 07:00-11:00",)))
    assert own.read_bytes() == before


def test_nothing_half_written_is_left_beside(file: SettingsFile, own: Path, store: Store, settings: Settings):
    with pytest.raises(WrongChangeError):
        save(file, store, with_service(as_it_is(settings), 0, daily_quota=-1))
    assert list(own.parent.glob("*.new")) == []


def test_what_stood_there_before_is_kept(file: SettingsFile, own: Path, store: Store, settings: Settings):
    before = own.read_bytes()
    save(file, store, with_service(as_it_is(settings), 0, daily_quota=60))
    assert (own.parent / PREVIOUS).read_bytes() == before


def test_the_second_of_two_managers_is_told(file: SettingsFile, own: Path, store: Store, settings: Settings):
    _, version = file.read()
    file.change(store, "quan", version, with_service(as_it_is(settings), 0, daily_quota=60))
    with pytest.raises(SettingsChangedError):
        file.change(store, "lan", version, with_service(as_it_is(settings), 0, daily_quota=70))
    assert read_settings(own).services[0].daily_quota == 60


def test_the_journal_names_the_manager_and_the_lines(file: SettingsFile, store: Store, settings: Settings):
    save(file, store, with_service(as_it_is(settings), 1, daily_quota=60))
    body = store.rows("SELECT body FROM journal WHERE kind = 'settings.changed'")[0][0]
    assert json.loads(body) == {"by": "quan", "changed": ["service B.daily_quota"]}


def test_a_disk_that_cannot_be_written_changes_nothing(
    file: SettingsFile, own: Path, store: Store, settings: Settings
):  # fmt: skip
    before = own.read_bytes()
    (own.parent / "hall.toml.new").mkdir()
    with pytest.raises(StoreError):
        save(file, store, with_service(as_it_is(settings), 0, daily_quota=60))
    assert (own.read_bytes(), store.rows("SELECT * FROM journal WHERE kind = 'settings.changed'")) == (before, [])


def test_a_change_is_not_kept_when_the_journal_cannot_keep_it(
    file: SettingsFile, own: Path, store: Store, settings: Settings
):  # fmt: skip
    before = own.read_bytes()
    store.db.execute("CREATE TABLE stops (x REFERENCES nowhere (x) DEFERRABLE INITIALLY DEFERRED)")
    store.db.execute("CREATE TABLE nowhere (x PRIMARY KEY)")
    store.db.execute(
        "CREATE TRIGGER stop AFTER INSERT ON journal BEGIN INSERT INTO stops VALUES (1); END"
    )  # the commit fails, after everything in the act has worked
    with pytest.raises(StoreError):
        save(file, store, with_service(as_it_is(settings), 0, daily_quota=60))
    assert own.read_bytes() == before


def test_another_process_sees_that_the_settings_changed(
    file: SettingsFile, own: Path, store: Store, settings: Settings
):  # fmt: skip
    since = settings_version(own.parent)
    seen = [settings_changed(own.parent, since)]
    save(file, store, with_service(as_it_is(settings), 0, daily_quota=60))
    assert [*seen, settings_changed(own.parent, since)] == [False, True]
