from kiosk.catalogue.ranking import score, weigh

NONE: frozenset[str] = frozenset()


def test_a_rare_word_weighs_more_than_a_common_one():
    query = weigh("cap doc", {"cap": 900, "doc": 3}, 1000, NONE)
    assert query.weights[1] > query.weights[0]


def test_a_filler_weighs_little():
    query = weigh("lam sinh", {"lam": 10, "sinh": 10}, 1000, frozenset({"lam"}))
    assert query.weights[0] < query.weights[1] / 4


def test_the_whole_name_beats_a_part_of_a_name():
    query = weigh("khai sinh", {}, 100, NONE)
    assert score(query, ["khai sinh"], 0.0) > score(query, ["khai sinh luu dong"], 0.0)


def test_words_in_order_beat_the_same_words_scattered():
    query = weigh("ket hon", {}, 100, NONE)
    assert score(query, ["giay ket hon"], 0.0) > score(query, ["hon ket giay"], 0.0)


def test_a_request_fits_the_name_behind_its_opening_words():
    asked = weigh("xin giay doc than", {}, 100, NONE, core="doc than")
    assert score(asked, ["doc than"], 0.0) > score(asked, ["xin giay"], 0.0)


def test_everyday_use_decides_between_equal_names():
    query = weigh("khai sinh", {}, 100, NONE)
    assert score(query, ["khai sinh"], 1.0) > score(query, ["khai sinh"], 0.0)
