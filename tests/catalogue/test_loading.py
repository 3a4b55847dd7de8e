import json
from pathlib import Path

import pytest

from kiosk.catalogue import bundled
from kiosk.catalogue.library import Library
from kiosk.catalogue.loading import load_bundled
from kiosk.clock import SetClock
from kiosk.store.database import Store
from kiosk.store.journal import entries


def test_the_first_opening_loads_the_bundled_catalogue(store: Store):
    assert load_bundled(store)


def test_a_second_opening_loads_nothing(store: Store):
    load_bundled(store)
    assert not load_bundled(store)


def test_loading_stands_once_in_the_journal(store: Store):
    Library(store)
    Library(store)
    assert [one.kind for one in entries(store.db)] == ["catalogue.loaded"]


def test_another_process_finds_the_catalogue_loaded(store: Store, clock: SetClock):
    load_bundled(store)
    second = Store(store.file, clock)
    loaded = load_bundled(second)
    second.close()
    assert not loaded


def test_a_changed_bundled_file_replaces_the_plain_entries(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    Library(store)
    for file in bundled.folder().glob("*.json"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    entries_ = json.loads((tmp_path / "procedures.json").read_text("utf-8"))
    (tmp_path / "procedures.json").write_text(json.dumps(entries_[:5]), "utf-8")
    monkeypatch.setattr(bundled, "folder", lambda: tmp_path)
    assert len(Library(store).search("thủ tục", limit=100)) <= 5
