"""What a hall knows better: widest first, narrowest last, and who said so."""

from datetime import timedelta

import pytest

from kiosk.catalogue.guidance import Guidance
from kiosk.catalogue.library import Library
from kiosk.catalogue.local import local_facts, own_facts, set_facts
from kiosk.clock import SetClock
from kiosk.config import Settings
from kiosk.errors import WrongFactError
from kiosk.store import journal
from kiosk.store.database import Store

BIRTH = "1.001193"


@pytest.fixture
def guidance(store: Store, settings: Settings, library: Library) -> Guidance:
    return Guidance(store, settings, library)


def put(store: Store, settings: Settings, scope: str, name: str, value: str) -> None:
    set_facts(store, settings, scope, {name: value}, "quan")


def test_the_narrowest_fact_counts(store: Store, settings: Settings, guidance: Guidance):
    for scope, phone in (("*", "111"), ("field:Hộ tịch", "222"), (BIRTH, "333")):
        put(store, settings, scope, "phone", phone)
    assert [guidance.page(code).phone for code in (BIRTH, "1.000894", "2.000815")] == ["333", "222", "111"]


def test_without_a_fact_the_hall_itself_is_called(guidance: Guidance, settings: Settings):
    assert guidance.page(BIRTH).phone == settings.hall.phone


def test_a_local_fee_is_the_fee(store: Store, settings: Settings, guidance: Guidance):
    put(store, settings, BIRTH, "fee_counter", "8.000 đồng")
    assert guidance.page(BIRTH).procedure.fee.vnd == 8000


@pytest.mark.parametrize("written", ["8000", "8.000", "8,000 VNĐ", "8 000 đồng", " 8.000đ "])
def test_a_fee_is_read_as_people_write_it(store: Store, settings: Settings, written: str):
    put(store, settings, BIRTH, "fee_counter", written)
    assert own_facts(store, BIRTH) == {"fee_counter": "8000"}


def test_letters_that_no_paper_can_show_are_left_out(store: Store, settings: Settings):
    put(store, settings, BIRTH, "official", "Bà\x00 Lê\x1b Thị\nẪn")
    assert own_facts(store, BIRTH) == {"official": "Bà Lê Thị Ẫn"}


def test_a_fee_for_many_opens_no_way_that_a_procedure_does_not_have(
    store: Store, settings: Settings, library: Library, guidance: Guidance
):
    code = next(
        one.code for one in library.everything(offered=True) if {way.kind for way in one.channels} == {"counter"}
    )
    put(store, settings, "*", "fee_post", "30000")
    assert [one.kind for one in guidance.page(code).procedure.channels] == ["counter"]
    put(store, settings, code, "fee_post", "30000")
    assert [one.kind for one in guidance.page(code).procedure.channels] == ["counter", "post"]


def test_a_fee_online_changes_that_way_only(store: Store, settings: Settings, guidance: Guidance):
    put(store, settings, "2.001035", "fee_online", "0")
    fees = {one.kind: one.fee.vnd for one in guidance.page("2.001035").procedure.channels}
    assert (fees["online"], fees["counter"]) == (0, 50_000)


def test_a_named_counter_is_where_to_go(store: Store, settings: Settings, guidance: Guidance):
    put(store, settings, BIRTH, "counters", "4, 1")
    assert guidance.page(BIRTH).desk.counters == (1, 4)


def test_an_empty_value_brings_the_old_fact_back(store: Store, settings: Settings, guidance: Guidance):
    put(store, settings, BIRTH, "fee_counter", "8000")
    put(store, settings, BIRTH, "fee_counter", "")
    assert guidance.page(BIRTH).procedure.fee.vnd == 0


def test_who_changed_what_stands_in_the_journal(store: Store, settings: Settings, library: Library):
    put(store, settings, BIRTH, "phone", "0290 3 123 456")
    entry = journal.latest(store.db, ("catalogue.local",), 1)[0]
    assert (entry.subject, entry.body) == (
        BIRTH, {"name": "phone", "before": "", "after": "0290 3 123 456", "by": "quan"},
    )  # fmt: skip


def test_the_same_value_again_is_no_change(store: Store, settings: Settings, library: Library):
    for _ in range(2):
        put(store, settings, BIRTH, "phone", "0290 3 123 456")
    assert len(journal.latest(store.db, ("catalogue.local",), 9)) == 1


def test_of_several_facts_none_is_set_when_one_is_wrong(store: Store, settings: Settings, library: Library):
    with pytest.raises(WrongFactError):
        set_facts(store, settings, BIRTH, {"phone": "0290 3 123 456", "counters": "77"}, "quan")
    assert own_facts(store, BIRTH) == {}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("phone", "gọi anh Ba"),
        ("phone", "--- ..."),
        ("phone", "٠١٢٣٤٥"),
        ("phone", "1" * 31),
        ("counters", "9"),
        ("counters", "một"),
        ("fee_counter", "tám ngàn"),
        ("fee_counter", "-5"),
        ("fee_counter", "9" * 12),
        ("fee_counter", "²"),
        ("fee_counter", "8.000,00 đồng"),
        ("fee_counter", "15.5"),
        ("fee_counter", "1.000.00"),
        ("official", "x" * 81),
        ("note", "x" * 201),
        ("unknown", "x"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_changes(
    store: Store, settings: Settings, library: Library, name: str, value: str
):
    with pytest.raises(WrongFactError):
        put(store, settings, BIRTH, name, value)
    assert local_facts(store, library.procedure(BIRTH)).phone == ""


def test_a_change_of_law_is_told_before_and_after_its_day(guidance: Guidance, clock: SetClock):
    before = guidance.page(BIRTH).notices
    clock.forward(timedelta(days=120))
    assert (before, guidance.page(BIRTH).notices) == (
        ("notice.civil_status.before",), ("notice.civil_status.after",),
    )  # fmt: skip


def test_a_page_that_was_shown_is_kept_on_record_without_anybodys_name(store: Store, guidance: Guidance):
    guidance.shown(BIRTH)
    entry = journal.latest(store.db, ("guidance.shown",), 1)[0]
    assert (entry.subject, entry.body) == (BIRTH, {})
