"""Lists of numbers by key."""

import pytest

from kiosk.catalogue.search.postings import Postings

PLAIN = Postings({"sinh": [3, 7], "tử": [], "hôn": [7]})
WEIGHED = Postings({"sinh": [3, 7], "hôn": [7]}, [0.5, 1.0, 0.25])


@pytest.mark.parametrize(("key", "ids"), [("sinh", [3, 7]), ("hôn", [7]), ("tử", []), ("đất", [])])
def test_a_key_gives_the_numbers_that_have_it(key: str, ids: list[int]):
    assert PLAIN.of(key).tolist() == ids


def test_a_number_that_has_two_keys_comes_once_for_each():
    ids, worths = PLAIN.weighed([("hôn", 0.25), ("sinh", 0.5)])
    assert (ids.tolist(), worths.tolist()) == ([7, 3, 7], [0.25, 0.5, 0.5])


def test_the_worth_of_a_key_is_multiplied_by_the_numbers_own():
    _, worths = WEIGHED.weighed([("hôn", 1.0), ("sinh", 0.5)])
    assert worths.tolist() == [0.25, 0.25, 0.5]


@pytest.mark.parametrize("keys", [[], ["đất"], ["tử"], ["đất", "tử"]])
def test_keys_that_nobody_has_give_nothing(keys: list[str]):
    ids, worths = PLAIN.weighed([(key, 1.0) for key in keys])
    assert (ids.tolist(), worths.tolist()) == ([], [])


def test_an_unknown_key_does_not_hide_the_known_ones():
    assert PLAIN.weighed([("đất", 1.0), ("hôn", 1.0)])[0].tolist() == [7]


def test_without_any_key_nothing_is_found():
    nobody: Postings[str] = Postings({})
    assert (nobody.of("sinh").tolist(), nobody.weighed([("sinh", 1.0)])[0].tolist()) == ([], [])
