"""What TraCuuHoSo says, in the shapes a far side may give it."""

from typing import Any

import pytest

from sync.exchange.lookup import read_lookup

CODE = "H12.34-261123-0001"
EVENT = {"ThoiDiemXuLy": "20261123100000", "TrangThai": "5"}
DOSSIER = {"MaHoSo": CODE, "TrangThaiHoSo": "5", "NgayTiepNhan": "20261123080000", "NgayHenTra": "không rõ"}


@pytest.mark.parametrize(
    "result",
    [
        [{**DOSSIER, "QuaTrinhXuLy": [EVENT]}],
        {**DOSSIER, "x": {"y": [{**EVENT, "MaHoSo": CODE}]}},
        [DOSSIER, {**EVENT, "MaHoSo": CODE}],
        {"HoSo": [DOSSIER], "TienDo": [EVENT]},
    ],
)
def test_events_are_found_wherever_they_stand(result: Any):
    found = read_lookup(result, CODE)
    assert found is not None
    assert (found.status, found.received_ms, found.due_ms, found.events) == (
        "5", 1795395600000, None, frozenset({("20261123100000", "5")}),
    )  # fmt: skip


def test_events_of_another_dossier_do_not_count():
    found = read_lookup([DOSSIER, {**EVENT, "MaHoSo": "H12.34-261123-0002"}], CODE)
    assert found is not None
    assert found.events == frozenset()


NOTHING: list[Any] = [None, [], {}, "", [None], "x", [[]], [{"MaHoSo": "H12.34-261123-0002", "TrangThaiHoSo": "2"}]]


@pytest.mark.parametrize("result", NOTHING)
def test_what_is_no_such_dossier_is_none(result: Any):
    assert read_lookup(result, CODE) is None
