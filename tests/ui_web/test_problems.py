"""Whatever is wrong leaves as problem+json; bodies are small and JSON; headers keep foreign scripts out."""

import re
from typing import Any

import pytest

from kiosk.store.database import Store
from tests.ui_web.people import Client, new, problem


def test_an_unknown_address_is_a_problem_in_words(anyone: Client):
    assert problem(anyone.get("/nothing-here")) == (404, "not_found")


def test_a_wrong_method_is_a_problem_in_words(anyone: Client):
    answer = anyone.http.request("PATCH", "/api/board")
    assert (problem(answer), answer.headers["allow"]) == ((405, "method"), "GET")


def test_a_body_that_is_not_json_is_refused(kiosk: Client):
    answer = kiosk.http.post("/api/tickets", content="service=A", headers={"Content-Type": "text/plain"})
    assert problem(answer) == (415, "json_only")


def test_broken_json_is_invalid(kiosk: Client):
    answer = kiosk.http.post("/api/tickets", content=b'{"service": ', headers={"Content-Type": "application/json"})
    assert problem(answer) == (422, "invalid")


def test_a_large_body_is_refused(kiosk: Client):
    answer = kiosk.post("/tickets", request_id=new(), service="A" * 70_000)
    assert problem(answer) == (413, "too_large")


def test_a_large_body_that_hides_its_size_is_refused(kiosk: Client):
    pieces = (b" " * 10_000 for _ in range(20))
    answer = kiosk.http.post("/api/tickets", content=pieces, headers={"Content-Type": "application/json"})
    assert problem(answer) == (413, "too_large")


def test_a_broken_store_is_a_503_in_words(an: Client, store: Store):
    with store.act() as act:
        act.db.execute("ALTER TABLE journal RENAME TO gone")
    answer = an.post("/counters/1/next", request_id=new())
    assert (problem(answer), "no such table" in answer.json()["detail"]) == ((503, "store"), True)


@pytest.mark.parametrize("path", ["/api/board", "/counter", "/board", "/static/board/board.js", "/nothing"])
def test_every_answer_forbids_foreign_and_inline_scripts(anyone: Client, path: str):
    policy = anyone.http.get(path).headers["content-security-policy"]
    assert ("script-src 'self';" in policy, "unsafe" in policy, "frame-ancestors 'none'" in policy) == (
        True, False, True,
    )  # fmt: skip


@pytest.mark.parametrize("page", ["/counter", "/board"])
def test_a_page_holds_no_inline_script_or_style(anyone: Client, page: str):
    text = anyone.http.get(page).text
    assert [mark in text for mark in ("<style", " style=", " onclick=", "<script>")] == [False] * 4


def test_the_start_page_is_the_console(anyone: Client):
    assert anyone.http.get("/", follow_redirects=True).url.path == "/counter"


@pytest.mark.parametrize("page", ["/static/../app.py", "/fonts/../languages/vi/web.json", "/static/%2e%2e/app.py"])
def test_files_outside_the_folders_are_not_served(anyone: Client, page: str):
    assert anyone.http.get(page).status_code == 404


def test_the_api_describes_every_route_and_answer(anyone: Client):
    paths = anyone.get("/openapi.json").json()["paths"]
    silent = [
        f"{method} {path}" for path, acts in paths.items() for method, one in acts.items() if not one.get("description")
    ]
    assert silent == []


Acts = dict[str, dict[str, Any]]


@pytest.fixture
def acts(anyone: Client) -> Acts:
    """Every act of the contract, by "post /api/tickets"."""
    paths: dict[str, Acts] = anyone.get("/openapi.json").json()["paths"]
    return {f"{method} {path}": act for path, methods in paths.items() for method, act in methods.items()}


def test_everything_that_goes_wrong_is_problem_json_in_the_contract(acts: Acts):
    found = {
        media_type
        for act in acts.values()
        for status, answer in act["responses"].items()
        for media_type in answer.get("content", {"none": {}})
        if status[0] in "45"
    }
    assert found == {"application/problem+json"}


def test_a_problem_may_carry_a_ticket_and_wrong_places(anyone: Client):
    problem_out = anyone.get("/openapi.json").json()["components"]["schemas"]["ProblemOut"]
    assert {"ticket", "errors"} <= problem_out["properties"].keys() - set(problem_out["required"])


def test_the_contract_refers_to_nothing_that_is_not_in_it(anyone: Client):
    contract = anyone.get("/openapi.json")
    named = set(re.findall(r'"#/components/schemas/([^"]+)"', contract.text))
    assert named - contract.json()["components"]["schemas"].keys() == set()


def test_writing_with_the_cookie_names_the_pages_token(acts: Acts):
    named = {
        name: any(one["name"] == "X-CSRF-Token" for one in act.get("parameters", []))
        for name, act in acts.items()
        if any("APIKeyCookie" in one for one in act.get("security", []))
    }
    assert named == {name: not name.startswith("get ") for name in named}


@pytest.mark.parametrize(
    ("act", "media_type"), [("get /api/events", "text/event-stream"), ("get /sounds/{clip}", "audio/wav")]
)
def test_what_is_no_json_says_what_it_is(acts: Acts, act: str, media_type: str):
    content = acts[act]["responses"]["200"]["content"]
    assert (media_type in content, "application/json" in content) == (True, False)


@pytest.mark.parametrize(
    ("act", "schemes"),
    [
        ("delete /api/session", {"APIKeyCookie"}),
        ("post /api/handover", {"HTTPBearer"}),
        ("post /api/tickets", {"APIKeyCookie", "HTTPBearer"}),
    ],
)
def test_the_contract_names_what_opens_a_route(acts: Acts, act: str, schemes: set[str]):
    assert {name for one in acts[act]["security"] for name in one} == schemes


def test_the_class_of_a_ticket_is_called_class_in_the_contract(anyone: Client):
    schemas = anyone.get("/openapi.json").json()["components"]["schemas"]
    assert "class" in schemas["TicketOut"]["properties"]
