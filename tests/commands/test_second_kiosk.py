"""The commands around a second kiosk, as a technician gives them on both machines."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.access import Access, Device
from kiosk.clock import SystemClock
from kiosk.commands import cli
from kiosk.commands.run import parts_of
from kiosk.config import default_settings_file, load_settings
from kiosk.store.database import Store
from tests.faults.two_kiosks import RANGE


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KIOSK_HOME", str(tmp_path))
    return tmp_path


def write(home: Path, more: str = RANGE, **lines: str) -> None:
    whole = default_settings_file().read_text("utf-8") + more
    for name, value in {"hours": "[]", "holidays": "false", **lines}.items():
        start = whole.index(f"\n{name} = ") + 1
        whole = whole[:start] + f"{name} = {value}" + whole[whole.index("\n", start) :]
    (home / "hall.toml").write_text(whole, "utf-8")


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, words)
    return result.exit_code, result.output


@pytest.fixture
def far(home: Path) -> Path:
    """A second kiosk whose hall server does not answer."""
    write(home, letter='"B"', hall='"http://127.0.0.1:9"', token='"secret"')
    return home


def test_a_token_with_a_letter_is_that_kiosks(home: Path):
    write(home)
    _, token = run("setup", "kiosk-token", "--letter", "B")
    store = Store(home / "hall.db", SystemClock())
    assert Access(store).device(token.strip()) == Device("kiosk B", "B")
    store.close()


def test_no_token_is_made_for_a_kiosk_without_numbers(home: Path):
    write(home)
    code, said = run("setup", "kiosk-token", "--letter", "C")
    assert (code, "[[kiosks]]" in said) == (1, True)


def test_devices_are_listed(home: Path):
    write(home)
    run("setup", "kiosk-token", "--letter", "B")
    assert run("setup", "devices") == (0, "kiosk B [B]\n")


def test_a_lost_device_is_removed_by_its_name(home: Path):
    write(home)
    run("setup", "kiosk-token", "--letter", "B")
    assert run("setup", "devices", "--remove", "kiosk B", "--json") == (0, "[]\n")


def test_removing_a_device_nobody_knows_says_so(home: Path):
    write(home)
    code, said = run("setup", "devices", "--remove", "kiosk Z")
    assert (code, "kiosk Z" in said) == (1, True)


def test_a_number_at_a_second_kiosk_whose_hall_is_away_is_its_own(far: Path):
    code, said = run("ticket", "A", "--json")
    assert (code, json.loads(said)["number"], json.loads(said)["ahead"]) == (0, "A800", None)


def test_nobody_is_told_how_many_stand_before_when_that_is_not_known(far: Path):
    assert "chưa biết" in run("ticket", "A")[1]


def test_what_waits_to_be_told_is_shown(far: Path):
    run("ticket", "A")
    assert json.loads(run("handover", "--json")[1])["waiting"] == {"alone": 1}


def test_a_hall_server_that_does_not_answer_is_named(far: Path):
    assert "mất liên lạc" in json.loads(run("handover", "--once", "--json")[1])["problem"]


def test_in_words_too(far: Path):
    code, said = run("handover")
    assert (code, said.splitlines()[0]) == (0, "Máy chủ trung tâm: http://127.0.0.1:9")


def test_a_second_kiosk_runs_no_hall_server_of_its_own(far: Path):
    assert parts_of(load_settings(far)) == ["touch"]


def test_the_halls_own_machine_runs_its_server(home: Path):
    write(home)
    assert parts_of(load_settings(home)) == ["touch", "hall"]


def test_the_halls_own_machine_hands_nothing_over(home: Path):
    write(home)
    code, said = run("handover")
    assert (code, "không gửi số" in said) == (1, True)
