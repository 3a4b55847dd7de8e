"""`kiosk submissions expire`: a technician looks, then erases."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.clock import SetClock, SystemClock
from kiosk.commands import cli
from kiosk.config import default_settings_file, read_settings
from kiosk.forms.library import load_forms
from kiosk.forms.submissions import Submissions
from sync.seal import AgeSealer, make_identity
from tests.fresh import fresh_store


@pytest.fixture
def old_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A draft of ten days ago in $KIOSK_HOME."""
    monkeypatch.setenv("KIOSK_HOME", str(tmp_path))
    clock = SetClock(SystemClock().now() - timedelta(days=10))
    store = fresh_store(tmp_path / "hall.db", clock)
    sealer = AgeSealer([make_identity(tmp_path / "desk" / "desk.key")])
    draft = Submissions(store, sealer, read_settings(default_settings_file()), load_forms()).start("1.001193", "a")
    store.close()
    return draft.code


def test_a_look_tells_what_would_go(old_draft: str):
    told = CliRunner().invoke(cli, ["submissions", "expire", "--dry-run"])
    assert told.output == "Sẽ xóa 1 giấy làm dở, 0 bản đã nộp. Chưa xóa gì.\n"


def test_expiring_tells_what_went_and_has_nothing_left_to_do(old_draft: str):
    told = [CliRunner().invoke(cli, ["submissions", "expire", "--json"]).output for _ in range(2)]
    assert [json.loads(one)["drafts"] for one in told] == [[old_draft], []]
