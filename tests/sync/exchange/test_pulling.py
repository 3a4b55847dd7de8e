"""The catalogue from the national exchange: drafts first, to the halls only by an official's act."""

import json
from typing import Any

import pytest

from kiosk.catalogue.procedures import Procedure
from kiosk.errors import ExchangeDownError
from sync.province import drafts
from sync.province.drafts import Pulled
from sync.province.updates import repository
from sync.province.updates.versions import versions_of
from tests.sync.exchange.conftest import PROCEDURE, Line
from tests.sync.exchange.far_side import HTML, FarSide

CODES = ["1.000894", "1.001193", PROCEDURE]


@pytest.fixture(autouse=True)
def three(far: FarSide) -> None:
    for code in CODES[:2]:
        far.procedures[code] = {"MATTHC": code, "TENTTHC": f"Thủ tục {code}", "YEUCAU": "Không"}


def pull(line: Line, *codes: str) -> Pulled:
    return drafts.pull(line.province.province, line.client(), codes)


def heard(line: Line) -> list[dict[str, Any]]:
    with line.province.province.database.read() as db:
        told = [repository.published(db, f"catalogue/{code}.json") for code in CODES]
        return [versions_of(one)[-1] for one in told if one is not None]


def kinds(line: Line) -> dict[str, str]:
    with line.province.province.database.read() as db:
        return {one.code: one.kind for one in drafts.drafts(db)}


def publish(line: Line, *codes: str) -> None:
    with line.province.province.database.write() as db:
        for code in codes:
            drafts.publish(db, line.province.province.updates, code, line.province.province.now)


def test_a_pull_tells_halls_nothing_until_an_official_publishes(line: Line):
    assert (pull(line).new, heard(line), kinds(line)) == (CODES, [], dict.fromkeys(CODES, "new"))
    publish(line, CODES[0])
    (entry,) = heard(line)
    assert Procedure.from_json(entry).name == "Thủ tục 1.000894"
    assert kinds(line) == dict.fromkeys(CODES[1:], "new")


def test_only_what_changed_waits_after_the_next_pull(line: Line, far: FarSide):
    pull(line)
    publish(line, *CODES)
    far.procedures[CODES[0]]["YEUCAU"] = "Đủ tuổi"
    again = pull(line)
    with line.province.province.database.read() as db:
        (waiting,) = drafts.drafts(db)
    assert (again.new, again.changed, again.asked) == ([], [CODES[0]], 3)
    assert (waiting.kind, [(one.name, one.before, one.after) for one in waiting.fields]) == (
        "changed", [("conditions", "Không", "Đủ tuổi")],
    )  # fmt: skip


def test_another_month_alone_is_no_change(line: Line):
    pull(line)
    for _ in range(500):
        line.wait()
    assert (pull(line).changed, pull(line).new) == ([], [])


def test_a_procedure_that_left_the_list_ends_only_when_an_official_says_so(line: Line, far: FarSide):
    pull(line)
    publish(line, *CODES)
    del far.procedures[CODES[0]]
    assert (pull(line).gone, kinds(line), len(heard(line))) == ([CODES[0]], {CODES[0]: "gone"}, 3)
    publish(line, CODES[0])
    last = Procedure.from_json(heard(line)[0])
    assert (last.code, last.ended, last.valid_from) == (CODES[0], True, "2026-11-23")


def test_a_pull_that_broke_off_goes_on_with_what_was_not_asked(line: Line, far: FarSide):
    far.bodies = [None, None, None, (200, HTML)]  # log-in, list, the first procedure
    with pytest.raises(ExchangeDownError):
        pull(line)
    assert list(kinds(line)) == CODES[:1]
    far.bodies = [None, None, None, None, (200, HTML)]
    with pytest.raises(ExchangeDownError):
        pull(line)
    assert list(kinds(line)) == CODES


def test_what_cannot_be_shown_is_named_with_its_reason(line: Line, far: FarSide):
    far.procedures[CODES[0]]["TRANGTHAI"] = 2
    far.procedures["không mã"] = {"MATTHC": "không mã", "TENTTHC": "x"}
    pulled = pull(line, CODES[0], "không mã", "9.999999")
    assert pulled.refused == {CODES[0]: "not_public", "không mã": "no_code", "9.999999": "exchange"}


def test_the_field_code_of_a_pulled_procedure_goes_with_its_dossiers(line: Line, far: FarSide):
    pull(line)
    del far.procedures[PROCEDURE]
    code = line.dossier()
    line.round()
    assert (far.dossiers[code]["MaLinhVuc"], far.calls["LayThuTuc"]) == ("G15-CT01", 3)


def test_officials_see_and_publish_drafts_over_the_wire(line: Line):
    pull(line)
    listed = line.province.office("GET", "/catalogue/drafts").json()
    assert [one["code"] for one in listed] == CODES
    assert line.province.office("POST", f"/catalogue/drafts/{CODES[0]}/publish").json() == {
        "changed": True,
        "signed": True,
    }
    assert line.province.office("POST", "/catalogue/drafts/9.999999/publish").status_code == 404
    assert json.dumps(heard(line)[0]).count("1.000894") >= 1
