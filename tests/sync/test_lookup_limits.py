"""How many dossiers a machine may look up in an hour."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import requests

from sync.province.lookups import LookupLimits
from tests.sync.parts import AGENCY, HALL, Running, Wire

MADE_UP = "H12.99-261123-{:04d}"


def handed_in(province: Running, number: int, hall: str, agency: str) -> str:
    request = f"01a1fffd-2d66-7690-95d9-{number:012d}"
    papers = {"request_id": request, "hall": hall, "agency": agency, "procedure": "2.000815", "days": 5}
    return province.office("POST", "/dossiers", papers).json()["official_code"]


def ask(wire: Wire, code: str) -> requests.Response:
    headers = {"Authorization": f"Bearer {wire.token}"}
    return requests.post(f"{wire.address}/lookup", json={"code": code}, headers=headers, timeout=10)


def test_guessing_ends_and_tells_nothing_while_the_own_hall_is_still_answered(
    province: Running, wire: Wire, tmp_path: Path
):
    own, foreign = handed_in(province, 1, HALL, AGENCY), handed_in(province, 2, "song-doc", "H12.35")
    province.province.lookup_limits = LookupLimits(elsewhere=3, every=100)
    statuses = [ask(wire, code).status_code for code in (foreign, *(MADE_UP.format(n) for n in range(2)))]
    refused, unknown = ask(wire, foreign), ask(wire, MADE_UP.format(9))
    assert (statuses, refused.status_code, unknown.status_code) == ([200, 404, 404], 429, 429)
    assert (refused.json()["code"], refused.headers["Retry-After"]) == ("too_many_lookups", "3600")
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert "Xin hỏi lại sau" in refused.json()["detail"]
    other = Wire(province, tmp_path / "other.key")
    assert (ask(wire, own).status_code, ask(other, foreign).status_code) == (200, 200)
    province.clock.forward(timedelta(minutes=59))
    assert ask(wire, foreign).headers["Retry-After"] == "60"
    province.clock.forward(timedelta(minutes=1))
    assert ask(wire, foreign).status_code == 200


def test_the_wider_limit_ends_a_loop_also_over_the_own_hall(province: Running, wire: Wire):
    own = handed_in(province, 1, HALL, AGENCY)
    province.province.lookup_limits = LookupLimits(elsewhere=60, every=4)
    assert [ask(wire, own).status_code for _ in range(6)] == [200] * 4 + [429] * 2


def test_the_count_outlives_the_process(province: Running, wire: Wire):
    foreign = handed_in(province, 1, "song-doc", "H12.35")
    for again in (False, True):
        if again:
            province.leave()
            province.start()
        province.province.lookup_limits = LookupLimits(elsewhere=2, every=100)
        answers = [ask(wire, foreign).status_code for _ in range(2)]
        assert answers == ([429, 429] if again else [200, 200])


def test_questions_in_the_same_moment_count_each(province: Running, wire: Wire):
    foreign = handed_in(province, 1, "song-doc", "H12.35")
    province.province.lookup_limits = LookupLimits(elsewhere=3, every=100)
    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(ask, wire, foreign) for _ in range(12)]
        answers = [one.result().status_code for one in asked]
    assert sorted(answers) == [200] * 3 + [429] * 9
