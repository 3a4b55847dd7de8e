import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk.catalogue.importing import import_files
from kiosk.catalogue.library import Library
from kiosk.clock import SetClock
from kiosk.errors import ImportFileError
from kiosk.store import catalogue as tables
from kiosk.store import journal
from kiosk.store.database import Store

Make = Callable[..., dict[str, Any]]
Write = Callable[..., Path]


def reasons(store: Store, *files: Path) -> dict[str, str]:
    """Import `files`; return code -> reason of what was refused."""
    return {one.code: one.reason for one in import_files(store, files).refused}


def test_both_formats_are_read_plain_and_compressed(store: Store, write: Write, portal: Make, word: Make):
    files = [write(portal("1.999001"), name="a.jsonl"), write(word("1.999501"), name="b.jsonl.gz")]
    assert import_files(store, files).accepted == 2


def test_one_file_may_hold_both_formats(store: Store, write: Write, portal: Make, word: Make):
    assert import_files(store, [write(portal(), word())]).files[0].format == "portal+word_export"


def test_the_plain_entry_lies_over_the_official_record_of_its_code(store: Store, write: Write, portal: Make):
    import_files(store, [write(portal("1.001193", so_quyet_dinh="163/QĐ-BTP"))])
    procedure = Library(store).procedure("1.001193")
    assert (procedure.short_name, procedure.decision) == ("Đăng ký khai sinh", "163/QĐ-BTP")


def test_the_official_record_under_a_plain_entry_is_kept_whole(store: Store, write: Write, portal: Make):
    import_files(store, [write(portal("1.001193"))])
    assert {row.origin for row in tables.sources_of(store.db, "1.001193")} == {"plain", "official"}


def test_the_month_of_the_data_is_kept_with_each_record(store: Store, write: Write, portal: Make):
    import_files(store, [write(portal("1.999001"))], as_of="2026-06")
    assert Library(store).procedure("1.999001").as_of == "2026-06"


def test_a_page_under_two_codes_is_refused_under_both(store: Store, write: Write, portal: Make):
    same = "https://portal.example/thu-tuc/x"
    file = write(portal("1.999001", detail_url=same), portal("1.999002", detail_url=same))
    assert reasons(store, file) == {"1.999001": "shared_page", "1.999002": "shared_page"}


def test_a_page_that_already_serves_another_code_is_refused(store: Store, write: Write, portal: Make):
    import_files(store, [write(portal("1.999001", detail_url="https://portal.example/x"))])
    second = write(portal("1.999002", detail_url="https://portal.example/x"), name="second.jsonl")
    assert reasons(store, second) == {"1.999002": "shared_page"}


def test_a_demo_decision_is_refused(store: Store, write: Write, portal: Make):
    file = write(portal("1.999001", so_quyet_dinh="Demo/QĐ-BCA"), portal("1.999002"))
    assert reasons(store, file) == {"1.999001": "test_record"}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"ma_thu_tuc": "12345"}, "no_code"),
        ({"ma_thu_tuc": None}, "no_code"),
        ({"ten_thu_tuc": "  "}, "no_name"),
        ({"linh_vuc": 5}, "wrong_types"),
    ],
)
def test_a_record_that_cannot_be_used_is_refused_with_its_reason(
    store: Store, write: Write, portal: Make, change: dict[str, Any], reason: str
):
    file = write(portal("1.999001") | change, portal("1.999002"))
    assert list(reasons(store, file).values()) == [reason]


def test_a_second_record_with_the_same_code_is_refused(store: Store, write: Write, portal: Make):
    file = write(portal("1.999001"), portal("1.999001", linh_vuc="Khác"))
    assert reasons(store, file) == {"1.999001": "code_twice"}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{broken", "not_json"),
        ("[1, 2]", "not_a_record"),
        ('{"name": "foreign"}', "unknown_shape"),
        ('"text"', "not_a_record"),
        ("[" * 100_000, "not_json"),
    ],
)
def test_a_broken_line_is_one_refusal_and_the_others_are_taken(
    store: Store, write: Write, portal: Make, line: str, reason: str
):
    report = import_files(store, [write(line, portal())])
    assert ([one.reason for one in report.refused], report.accepted) == ([reason], 1)


def test_a_line_that_is_not_utf8_is_one_refusal(store: Store, write: Write, portal: Make):
    file = write(portal())
    file.write_bytes(b'{"ten": "\xff"}\n' + file.read_bytes())
    assert [one.reason for one in import_files(store, [file]).refused] == ["not_utf8"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "không có thủ tục"),
        (b'{"name": "foreign"}\n', "không có thủ tục"),
        (gzip.compress(b"x" * 1000, mtime=0)[:20], "tệp nén bị hỏng"),
        (b"\x1f\x8bnot gzip at all", "tệp nén bị hỏng"),
    ],
)
def test_a_file_that_is_no_catalogue_gives_a_clear_sentence(store: Store, tmp_path: Path, content: bytes, words: str):
    file = tmp_path / "wrong.jsonl.gz"
    file.write_bytes(content)
    with pytest.raises(ImportFileError, match=words):
        import_files(store, [file])


def test_a_missing_file_gives_a_clear_sentence(store: Store, tmp_path: Path):
    with pytest.raises(ImportFileError, match=r"nowhere\.jsonl: không có tệp này"):
        import_files(store, [tmp_path / "nowhere.jsonl"])


def test_one_bad_file_among_good_ones_changes_nothing(store: Store, write: Write, portal: Make, tmp_path: Path):
    with pytest.raises(ImportFileError):
        import_files(store, [write(portal("1.999001")), tmp_path / "nowhere.jsonl"])
    assert tables.sources_of(store.db, "1.999001") == []


def test_importing_again_finds_everything_unchanged(store: Store, write: Write, portal: Make):
    file = write(portal("1.999001"), portal("1.999002"))
    import_files(store, [file])
    report = import_files(store, [file])
    assert (report.new, report.replaced, report.unchanged) == (0, 0, 2)


def test_a_changed_record_replaces_the_old_one(store: Store, write: Write, portal: Make):
    import_files(store, [write(portal("1.999001"))])
    import_files(store, [write(portal("1.999001", linh_vuc="Chứng thực"))])
    assert Library(store).procedure("1.999001").field == "Chứng thực"


def test_an_import_stands_in_the_journal_with_its_counts(store: Store, write: Write, portal: Make):
    import_files(store, [write(portal("1.999001"), "{broken")])
    last = list(journal.entries(store.db))[-1]
    assert (last.kind, last.body["accepted"], last.body["refused"]) == ("catalogue.imported", 1, 1)


def test_a_catalogue_changed_meanwhile_is_not_lost(
    store: Store, write: Write, portal: Make, clock: SetClock, monkeypatch: pytest.MonkeyPatch
):
    second, late = Store(store.file, clock), write(portal("1.999002"), name="late.jsonl")
    real = tables.generation
    calls: list[int] = []

    def somebody_imports_in_between(db: Any) -> int:
        generation = real(db)
        if not calls:
            calls.append(1)
            import_files(second, [late])
        return generation

    Library(store)
    monkeypatch.setattr(tables, "generation", somebody_imports_in_between)
    import_files(store, [write(portal("1.999001"))])
    second.close()
    library = Library(store)
    assert [library.search(code) != [] for code in ("1.999001", "1.999002")] == [True, True]
