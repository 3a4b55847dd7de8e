"""`kiosk catalogue` as a technician runs it: import, undo, status, export, check."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kiosk.catalogue.importing import import_files
from kiosk.catalogue.loading import load_bundled
from kiosk.clock import SystemClock
from kiosk.commands import cli
from kiosk.languages import texts
from kiosk.store.database import Store

Run = Callable[..., Result]
Write = Callable[..., Path]
BIRTH, CODE, ELSEWHERE = "1.001193", "1.999001", "1.999002"
vi = texts("vi").say


def write_records(file: Path, *codes: str, **fields: str) -> Path:
    """Write a portal record for each code, with these other fields."""
    made = ({"ma_thu_tuc": code, "ten_thu_tuc": f"Thử {code}", "cap_thuc_hien": "Cấp xã"} for code in codes)
    with file.open("a", encoding="utf-8") as lines:
        lines.writelines(json.dumps(one | fields, ensure_ascii=False) + "\n" for one in made)
    return file


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the bundled catalogue, loaded once; every test works on a copy."""
    file = tmp_path_factory.mktemp("loaded") / "hall.db"
    store = Store(file, SystemClock())
    load_bundled(store)
    store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    return file


@pytest.fixture(scope="module")
def imported(loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with three records: one under a bundled procedure, a new one, and one that no commune does."""
    folder = tmp_path_factory.mktemp("imported")
    file = write_records(folder / "records.jsonl", BIRTH, yeu_cau_dieu_kien="Đủ 18 tuổi")
    write_records(write_records(file, CODE), ELSEWHERE, cap_thuc_hien="Cấp tỉnh")
    store = Store(Path(shutil.copy(loaded, folder)), SystemClock())
    import_files(store, [file])
    store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    return folder / "hall.db"


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], Run]:
    """Return what runs `kiosk catalogue …` on a copy of a store."""

    def _start(file: Path) -> Run:
        monkeypatch.setenv("KIOSK_HOME", str(tmp_path / "home"))
        (tmp_path / "home").mkdir()
        shutil.copy(file, tmp_path / "home")
        return lambda *words: CliRunner().invoke(cli, ["catalogue", *map(str, words)])

    return _start


@pytest.fixture
def run(start: Callable[[Path], Run], loaded: Path) -> Run:
    """Run `kiosk catalogue …` where nothing was imported yet."""
    return start(loaded)


@pytest.fixture
def run_later(start: Callable[[Path], Run], imported: Path) -> Run:
    """Run `kiosk catalogue …` after an import."""
    return start(imported)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def _write(*codes: str, **fields: str) -> Path:
        (tmp_path / "records.jsonl").unlink(missing_ok=True)
        return write_records(tmp_path / "records.jsonl", *codes, **fields)

    return _write


def status(run: Run) -> dict[str, Any]:
    return json.loads(run("status", "--json").stdout)


# --- import ---


def test_an_import_says_first_what_villagers_will_see_differently(run: Run, write: Write):
    lines = run("import", write(CODE)).stdout.splitlines()
    assert lines[:2] == [
        vi("catalogue.difference.counts", new=1, changed=0, gone=0),
        f"  {vi('catalogue.difference.new')} {CODE} Thử {CODE}",
    ]


def test_a_changed_procedure_is_told_with_what_changes_on_its_page(run_later: Run, write: Write):
    lines = run_later("import", write(CODE, linh_vuc="Hộ tịch")).stdout.splitlines()
    changed, field = vi("catalogue.difference.changed"), vi("catalogue.shows.field")
    assert lines[1] == f"  {changed} {CODE} Thử {CODE}: {field}"


def test_of_many_differences_the_first_are_listed_and_the_others_counted(run: Run, write: Write):
    output = run("import", write(*(f"1.9990{number}" for number in range(10, 35)))).stdout
    assert vi("catalogue.difference.more", count=5) in output.splitlines()


def test_a_record_whose_page_shows_the_same_is_not_listed(run_later: Run, write: Write):
    assert CODE not in run_later("import", "--as-of", "2026-06", write(CODE)).stdout


def test_a_dry_run_changes_nothing(run: Run, write: Write):
    before = status(run)
    run("import", "--dry-run", write(CODE))
    assert status(run) == before


def test_a_dry_run_ends_by_saying_that_nothing_was_done(run: Run, write: Write):
    assert run("import", "--dry-run", write(CODE)).stdout.splitlines()[-1] == vi("catalogue.import.not_done")


@pytest.mark.parametrize(("options", "applied"), [(["--dry-run"], False), (["--yes"], True)])
def test_json_says_whether_it_was_done(run: Run, write: Write, options: list[str], applied: bool):
    assert json.loads(run("import", "--json", *options, write(CODE)).stdout)["applied"] == applied


def test_json_has_every_difference(run: Run, write: Write):
    changes = json.loads(run("import", "--json", "--dry-run", write(CODE)).stdout)["changes"]
    assert changes == [{"code": CODE, "name": f"Thử {CODE}", "kind": "new", "fields": []}]


def test_a_refused_record_is_told_with_its_reason(run: Run, write: Write):
    output = run("import", write(CODE, "12345")).stdout
    assert f"  {vi('catalogue.refused.no_code')}: 1: 12345" in output.splitlines()


@pytest.mark.parametrize("day", ["2999-02-30", "mai", "01/03/2999"])
def test_a_first_day_that_is_no_day_is_refused(run: Run, write: Write, day: str):
    assert run("import", "--from", day, write(CODE)).exit_code == 2


def test_records_of_a_day_to_come_are_not_in_the_catalogue_yet(run: Run, write: Write):
    before = status(run)["procedures"]
    run("import", "--from", "2999-03-01", write(CODE))
    assert status(run)["procedures"] == before


# --- undo ---


def test_an_import_can_be_taken_back(run_later: Run, start: Callable[[Path], Run], loaded: Path, tmp_path: Path):
    run_later("undo")
    restored = run_later("export", "--all").stdout
    shutil.rmtree(tmp_path / "home")
    assert restored == start(loaded)("export", "--all").stdout


@pytest.mark.parametrize(
    ("options", "told"), [([], vi("catalogue.undone", count=3)), (["--json"], '{"restored":3}')], ids=["words", "json"]
)
def test_taking_back_says_how_many_records_it_restored(run_later: Run, options: list[str], told: str):
    assert run_later("undo", *options).stdout.strip() == told


def test_without_an_import_nothing_is_taken_back(run: Run):
    result = run("undo")
    assert (result.exit_code, result.stderr.strip()) == (1, vi("error.nothing_to_take_back"))


# --- status ---


def test_status_counts_sources_by_their_origin(run_later: Run):
    told = status(run_later)
    assert told["sources"] == {"official": 3, "plain": told["procedures"] - 2}


def test_status_counts_what_is_not_offered_too(run_later: Run):
    told = status(run_later)
    assert told["procedures"] == told["offered"] + 1


def test_status_has_the_months_of_the_data(run: Run, write: Write):
    run("import", "--as-of", "2020-02", write(CODE))
    assert status(run)["ages"]["2020-02"] == 1


def test_status_counts_data_without_a_month(run_later: Run):
    assert vi("catalogue.status.no_month", count=1) in run_later("status").stdout.splitlines()


def test_status_names_the_next_day_on_which_versions_begin(run: Run, write: Write):
    run("import", "--from", "2999-03-01", write(CODE))
    assert vi("catalogue.status.next_change", day="01/03/2999") in run("status").stdout.splitlines()


def test_status_tells_the_last_imports_files(run_later: Run):
    assert [one["name"] for one in status(run_later)["import"]["report"]["files"]] == ["records.jsonl"]


def test_status_forgets_an_import_that_was_taken_back(run_later: Run):
    run_later("undo")
    assert status(run_later)["import"] is None


# --- export ---


def exported(result: Result) -> dict[str, dict[str, Any]]:
    return {one["code"]: one for one in map(json.loads, result.stdout.splitlines())}


def test_an_export_has_every_offered_procedure_once(run_later: Run):
    result = run_later("export")
    assert len(exported(result)) == len(result.stdout.splitlines()) == status(run_later)["offered"]


def test_an_export_has_procedures_as_they_are_shown(run_later: Run):
    shown = exported(run_later("export"))[BIRTH]
    assert (shown["short_name"], shown["conditions"]) == ("Đăng ký khai sinh", "Đủ 18 tuổi")


@pytest.mark.parametrize(("options", "there"), [([], False), (["--all"], True)])
def test_only_a_whole_export_has_what_a_commune_does_not_do(run_later: Run, options: list[str], there: bool):
    assert (ELSEWHERE in exported(run_later("export", *options))) == there


def test_an_export_goes_into_a_file(run: Run, tmp_path: Path):
    run("export", tmp_path / "out.jsonl")
    assert (tmp_path / "out.jsonl").read_text("utf-8") == run("export").stdout


# --- check ---


def test_check_ends_well_while_there_are_only_warnings(run: Run):
    result = run("check")
    assert (result.exit_code, f"0 {vi('check.error').lower()}" in result.stdout.splitlines()[-1]) == (0, True)


def test_strict_makes_warnings_errors(run: Run):
    assert run("check", "--strict").exit_code == 1


def test_check_finds_a_mistake_in_what_was_imported(run_later: Run):
    result = run_later("check")
    assert (result.exit_code, f"{vi('check.error')} {CODE}: {vi('check.missing')} steps" in result.stdout) == (1, True)


def test_check_gives_each_finding_as_json_too(run: Run):
    found = [json.loads(line) for line in run("check", "--json").stdout.splitlines()]
    assert {tuple(one) for one in found} == {("about", "detail", "rule", "severity")}
