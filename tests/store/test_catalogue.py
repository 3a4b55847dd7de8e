from kiosk.store import catalogue as tables
from kiosk.store.database import Store


def entry(code: str, *, life_event: str = "khác", offered: bool = True) -> tables.IndexRow:
    return tables.IndexRow(code, f"Việc {code}", offered, 0.5, life_event, "high", '[["khai sinh",1.0]]')


def indexed(store: Store, *rows: tables.IndexRow, next_change: str = "") -> Store:
    with store.act() as act:
        tables.rebuild_index(act, rows, next_change)
    return store


def test_a_source_comes_back_as_it_was_put(store: Store):
    row = tables.SourceRow("1.000001", "official", '{"name":"Đơn"}', "https://portal.example/1", "2027-03-01")
    with store.act() as act:
        tables.put_sources(act, [row])
    assert tables.sources_of(store.db, "1.000001") == [row]


def test_versions_of_one_source_stand_beside_each_other(store: Store):
    with store.act() as act:
        tables.put_sources(act, [tables.SourceRow("1.000001", "plain", "{}", None, day) for day in ("", "2027-03-01")])
    assert [row.valid_from for row in tables.sources_of(store.db, "1.000001")] == ["", "2027-03-01"]


def test_dropping_one_origin_leaves_the_others(store: Store):
    with store.act() as act:
        tables.put_sources(act, [tables.SourceRow("1.000001", one, "{}") for one in ("plain", "official")])
        tables.drop_sources(act, "plain")
    assert [row.origin for row in tables.all_sources(store.db)] == ["official"]


def test_what_a_load_replaced_comes_back_when_it_is_taken_back(store: Store):
    old, new = (tables.SourceRow("1.000001", "official", text) for text in ('{"name":"a"}', '{"name":"b"}'))
    added = tables.SourceRow("1.000002", "official", "{}")
    with store.act() as act:
        tables.put_sources(act, [old])
        tables.put_sources(act, [new, added], load := tables.add_load(act, tables.IMPORT, "", "{}"))
    with store.act() as act:
        tables.take_back(act, load)
    assert list(tables.all_sources(store.db)) == [old]


def test_a_load_that_was_taken_back_is_the_last_one_no_more(store: Store):
    with store.act() as act:
        load = tables.add_load(act, tables.IMPORT, "", "{}")
        tables.take_back(act, load)
    assert tables.last_load(store.db, tables.IMPORT) is None


def test_only_the_last_loads_can_be_taken_back(store: Store):
    with store.act() as act:
        loads = [tables.add_load(act, tables.IMPORT, "", "{}") for _ in range(tables.LOADS_KEPT)]
        for load in loads:
            tables.put_sources(act, [tables.SourceRow("1.000001", "official", "{}")], load)
        tables.add_load(act, tables.IMPORT, "", "{}")
    assert [tables.can_take_back(store.db, load) for load in loads] == [False, True, True]


def test_a_new_index_forgets_the_old_one(store: Store):
    indexed(indexed(store, entry("1.000001")), entry("1.000002"))
    assert [one.code for one in tables.entries(store.db)] == ["1.000002"]


def test_an_entry_comes_back_as_it_was_put(store: Store):
    assert tables.entries(indexed(store, entry("1.000001")).db) == [entry("1.000001")]


def test_a_group_holds_what_is_offered_only(store: Store):
    indexed(store, entry("1.000001", life_event="sinh con"), entry("1.000002", life_event="sinh con", offered=False))
    assert [row[0] for row in tables.in_groups(store.db, ["sinh con"])] == ["1.000001"]


def test_the_generation_changes_with_every_new_index(store: Store):
    before = tables.generation(store.db)
    indexed(store, entry("1.000001"))
    assert tables.generation(store.db) > before


def test_the_index_knows_when_it_will_be_out_of_date(store: Store):
    assert tables.next_change(indexed(store, next_change="2027-03-01").db) == "2027-03-01"


def test_looks_are_counted_from_a_day_on(store: Store):
    with store.act() as act:
        for day in ("2026-08-01", "2026-11-01", "2026-11-02"):
            tables.add_use(act, day, "1.000001")
    assert tables.uses_since(store.db, "2026-11-01") == {"1.000001": 2}


def test_an_empty_value_takes_a_local_fact_away(store: Store):
    with store.act() as act:
        tables.put_fact(act, "1.000001", "phone", "0290 3 123 456", "quan")
        tables.put_fact(act, "*", "phone", "0290 3 000 000", "quan")
        tables.put_fact(act, "1.000001", "phone", "", "quan")
    assert [(one.scope, one.value) for one in tables.facts(store.db)] == [("*", "0290 3 000 000")]
