import unicodedata
from collections.abc import Iterator
from datetime import datetime

import pytest

from kiosk.catalogue.library import Library
from kiosk.catalogue.loading import build_index, source_rows
from kiosk.catalogue.procedures import Procedure
from kiosk.clock import HALL_ZONE, SetClock
from kiosk.errors import UnknownProcedureError
from kiosk.store import catalogue as tables
from kiosk.store.database import Store


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The bundled catalogue, opened once for all that only ask."""
    store = Store(tmp_path_factory.mktemp("library") / "hall.db", SetClock(datetime(2026, 11, 23, tzinfo=HALL_ZONE)))
    yield Library(store)
    store.close()


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("khai sinh", "1.001193"),
        ("giay doc than", "1.004873"),
        ("sao y", "2.000815"),
        ("lam khai sanh cho be", "1.001193"),
        (unicodedata.normalize("NFD", "KHAI SINH"), "1.001193"),
        ("đăng ký kết hôn", "1.000894"),
        ("ket hon", "1.000894"),
        ("khai tử", "1.000656"),
        ("1.001193", "1.001193"),
    ],
)
def test_everyday_words_find_their_procedure_first(library: Library, query: str, code: str):
    assert library.search(query)[0].code == code


def test_the_last_syllable_may_be_unfinished(library: Library):
    assert library.search("khai si")[0].code == "1.001193"


@pytest.mark.parametrize(
    "query",
    [
        "",
        "   ",
        "x" * 10_000,
        "khai sinh " * 1_000,
        "😀😀",
        "\x00\x07\ud800",
        '"khai" NEAR(sinh) * : ^ -',
        "AND OR NOT",
        "'; DROP TABLE procedure_entry; --",
        "{spoken}: *",
        "ខ្មែរ",
    ],
)
def test_any_text_is_a_query(library: Library, query: str):
    assert len(library.search(query)) <= 6


def test_a_query_never_gives_more_than_the_limit(library: Library):
    assert len(library.search("đăng ký", limit=3)) == 3


def test_an_unknown_code_is_named_in_the_error(library: Library):
    with pytest.raises(UnknownProcedureError, match=r"9\.999999"):
        library.procedure("9.999999")


def test_the_ten_everyday_procedures_come_in_order(library: Library):
    assert [one.code for one in library.everyday()][:2] == ["2.000815", "1.001193"]


def test_words_that_came_from_elsewhere_meanwhile_are_known_words(store: Store):
    library = Library(store)
    library.search("khai sinh")
    province = Procedure("1.999901", "Đăng ký zuzu", levels=("Cấp xã",), origin=("province",))
    with store.act() as act:
        tables.put_sources(act, source_rows("province", [province]))
        build_index(act)
    assert library.search("zuzu")[0].code == "1.999901"
