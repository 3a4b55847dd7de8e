from kiosk.store import catalogue as tables
from kiosk.store.database import Store


def entry(code: str, spoken: str, *, offered: bool = True, prior: float = 0.0) -> tables.IndexRow:
    return tables.IndexRow(code, spoken.title(), offered, prior, "khác", "", spoken, spoken, "", "")


def indexed(store: Store, *rows: tables.IndexRow) -> Store:
    with store.act() as act:
        tables.rebuild_index(act, rows)
    return store


def codes(store: Store, expression: str, *, offered_only: bool = True) -> list[str]:
    return [hit.code for hit in tables.find(store.db, expression, offered_only, 10)]


def test_a_source_comes_back_as_it_was_put(store: Store):
    row = tables.SourceRow("1.000001", "official", '{"name":"Đơn"}', "https://portal.example/1")
    with store.act() as act:
        tables.put_sources(act, [row])
    assert tables.sources_of(store.db, "1.000001") == [row]


def test_dropping_one_origin_leaves_the_others(store: Store):
    with store.act() as act:
        tables.put_sources(act, [tables.SourceRow("1.000001", one, "{}") for one in ("plain", "official")])
        tables.drop_sources(act, "plain")
    assert [row.origin for row in tables.all_sources(store.db)] == ["official"]


def test_a_new_index_forgets_the_old_one(store: Store):
    indexed(indexed(store, entry("1.000001", "khai sinh")), entry("1.000002", "ket hon"))
    assert codes(store, '"khai"') == []


def test_what_is_not_offered_is_found_only_when_asked_for(store: Store):
    indexed(store, entry("1.000001", "khai sinh", offered=False))
    assert (codes(store, '"khai"'), codes(store, '"khai"', offered_only=False)) == ([], ["1.000001"])


def test_everyday_use_chooses_between_equal_candidates(store: Store):
    indexed(store, entry("1.000001", "khai sinh"), entry("1.000002", "khai sinh", prior=1.0))
    assert codes(store, '"khai"')[0] == "1.000002"


def test_the_beginning_of_a_word_matches(store: Store):
    assert codes(indexed(store, entry("1.000001", "khai sinh")), '"si" *') == ["1.000001"]


def test_term_frequencies_count_procedures(store: Store):
    indexed(store, entry("1.000001", "khai sinh"), entry("1.000002", "khai tu"))
    assert tables.frequencies(store.db)["khai"] == 2


def test_the_generation_changes_with_every_new_index(store: Store):
    before = tables.generation(store.db)
    indexed(store, entry("1.000001", "khai sinh"))
    assert tables.generation(store.db) > before
