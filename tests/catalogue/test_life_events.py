import json

from kiosk.catalogue.bundled import bundled_procedures
from kiosk.catalogue.library import Library
from kiosk.catalogue.life_events import tiles
from kiosk.languages import texts


def test_every_bundled_procedure_is_behind_a_tile(library: Library):
    behind = {found.code for event in library.life_events() for found in library.of_life_event(event.id)}
    assert {one.code for one in bundled_procedures()} - behind == set()


def test_every_code_named_by_a_tile_exists():
    codes = {one.code for one in bundled_procedures()}
    assert [code for tile in tiles() for code in (*tile.first, *tile.also) if code not in codes] == []


def test_every_group_belongs_to_one_tile():
    groups = [group for tile in tiles() for group in tile.groups]
    assert sorted(groups) == sorted({one.life_event for one in bundled_procedures()})


def test_every_tile_has_its_words_in_vietnamese_and_english():
    missing = [(tile.text, of) for tile in tiles() for of in ("vi", "en") if tile.text not in texts(of).sentences]
    assert json.dumps(missing) == "[]"


def test_the_birth_tile_begins_with_registering_a_birth(library: Library):
    assert library.of_life_event("birth")[0].code == "1.001193"


def test_no_procedure_comes_twice_behind_one_tile(library: Library):
    codes = [found.code for found in library.of_life_event("land")]
    assert len(codes) == len(set(codes))


def test_a_tile_counts_what_is_behind_it(library: Library):
    assert [one.count for one in library.life_events()] == [
        len(library.of_life_event(one.id)) for one in library.life_events()
    ]


def test_an_unknown_tile_is_empty(library: Library):
    assert library.of_life_event("nothing") == []
