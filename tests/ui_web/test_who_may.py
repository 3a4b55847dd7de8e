"""Who may do what: every route of the API, as a stranger, a kiosk and a technician find it."""

from typing import Any

import pytest

from tests.ui_web.people import Client, Server, new, problem

REQUEST: dict[str, Any] = {"request_id": "request-1"}
ACT: dict[str, Any] = {**REQUEST, "version": 1}

DESK_ACTS: dict[str, dict[str, Any]] = {
    "answers": {**ACT, "page": "mother_name", "value": "x"},
    "finish": ACT,
    "papers": {**ACT, "papers": {}},
    "supplement": {**ACT, "items": []},
    "refuse": {**ACT, "reason": "x"},
    "accept": {**ACT, "official_code": "x"},
}
FOR_CLERKS: list[tuple[str, str, dict[str, Any] | None]] = [
    ("PUT", "/counters/1", {"state": "open"}),
    ("POST", "/counters/1/next", REQUEST),
    ("POST", "/counters/1/call", {**REQUEST, "number": "A001"}),
    *[("POST", f"/tickets/nobody/{verb}", ACT) for verb in ("recall", "start", "finish", "no_show", "cancel")],
    ("GET", "/help", None),
    *[("POST", f"/help/nobody/{answer}", {}) for answer in ("seen", "coming", "done")],
    ("GET", "/submissions", None),
    ("GET", "/submissions/KXA-261123-001-04", None),
    ("GET", "/submissions/KXA-261123-001-04/catalogue", None),
    ("GET", "/submissions/KXA-261123-001-04/papers/papers.birth_paper", None),
    *[("POST", f"/submissions/KXA-261123-001-04/{act}", body) for act, body in DESK_ACTS.items()],
]
PEOPLE = {"name": "Lan", "role": "clerk"}
FOR_MANAGERS: list[tuple[str, str, dict[str, Any] | None]] = [
    *[("GET", f"/statistics{end}?from=2026-11-23&to=2026-11-24", None) for end in ("", ".csv", ".xlsx")],
    ("GET", "/statistics/today", None),
    ("GET", "/statistics/forms?from=2026-11-23&to=2026-11-24", None),
    ("GET", "/settings", None),
    ("PUT", "/settings", None),
    ("GET", "/catalogue", None),
    ("GET", "/catalogue/procedures", None),
    ("GET", "/catalogue/procedures/1.001193", None),
    ("PUT", "/catalogue/procedures/1.001193/facts", {"scope": "procedure", "facts": {}}),
    ("GET", "/link", None),
    ("POST", "/link/letters/019ab000-0000-7000-8000-000000000000/again", None),
    ("GET", "/people", None),
    ("GET", "/people/journal", None),
    ("POST", "/people", {**PEOPLE, "id": "lan", "pin": "246810"}),
    ("PUT", "/people/nobody", PEOPLE),
    ("PUT", "/people/nobody/pin", {"pin": "246810"}),
    ("POST", "/people/nobody/off", None),
    ("POST", "/people/nobody/on", None),
]
FOR_KIOSKS_TOO: list[tuple[str, str, dict[str, Any] | None]] = [
    ("POST", "/tickets", {**REQUEST, "service": "A"}),
    ("GET", "/tickets", None),
    ("GET", "/tickets/nobody", None),
    ("POST", "/tickets/nobody/reprint", REQUEST),
    ("GET", "/counters", None),
    ("GET", "/help/nobody", None),
    ("GET", "/ratings/number/A001", None),
]
FOR_SECOND_KIOSKS: list[tuple[str, str, dict[str, Any] | None]] = [
    ("POST", "/handover", {"kiosk": "B"}),
    ("POST", "/help", {**REQUEST, "where": "B home"}),
]
PEOPLE_ONLY: list[tuple[str, str, dict[str, Any] | None]] = [("GET", "/session", None), ("DELETE", "/session", None)]
OPEN = {
    "/sounds/{clip}",
    "/api/session",
    "/api/board",
    "/api/events",
    "/api/health",
    "/api/ratings",
    "/api/ratings/{ticket}",
}


def call(client: Client, method: str, path: str, body: dict[str, Any] | None) -> Any:
    return client.http.request(method, f"/api{path}", json=body)


@pytest.mark.parametrize(
    ("method", "path", "body"), FOR_CLERKS + FOR_MANAGERS + FOR_KIOSKS_TOO + FOR_SECOND_KIOSKS + PEOPLE_ONLY
)
def test_a_stranger_is_asked_to_log_in(anyone: Client, method: str, path: str, body: dict[str, Any] | None):
    assert problem(call(anyone, method, path, body)) == (401, "access")


@pytest.mark.parametrize(("method", "path", "body"), FOR_CLERKS + FOR_MANAGERS)
def test_a_kiosk_is_not_a_clerk(kiosk: Client, method: str, path: str, body: dict[str, Any] | None):
    assert problem(call(kiosk, method, path, body)) == (403, "not_allowed")


@pytest.mark.parametrize(("method", "path", "body"), FOR_SECOND_KIOSKS)
def test_a_token_without_a_letter_speaks_for_no_second_kiosk(
    kiosk: Client, method: str, path: str, body: dict[str, Any] | None
):
    assert problem(call(kiosk, method, path, body)) == (403, "not_allowed")


@pytest.mark.parametrize(("method", "path", "body"), FOR_MANAGERS + FOR_SECOND_KIOSKS)
def test_a_clerk_is_neither_manager_nor_kiosk(an: Client, method: str, path: str, body: dict[str, Any] | None):
    assert problem(call(an, method, path, body)) == (403, "not_allowed")


@pytest.mark.parametrize(("method", "path", "body"), FOR_CLERKS + FOR_MANAGERS + FOR_KIOSKS_TOO)
def test_a_technician_calls_nobody(technician: Client, method: str, path: str, body: dict[str, Any] | None):
    assert problem(call(technician, method, path, body)) == (403, "not_allowed")


@pytest.mark.parametrize("path", ["/board", "/health", "/openapi.json"])
def test_boards_and_technicians_read_without_log_in(anyone: Client, path: str):
    assert anyone.get(path).status_code == 200


def test_every_route_is_in_these_lists(anyone: Client):
    """A new route must say here who may use it."""
    known = {path.partition("?")[0] for _, path, _ in FOR_CLERKS + FOR_MANAGERS + FOR_KIOSKS_TOO + FOR_SECOND_KIOSKS}
    names = [
        ("nobody", "{ticket}"),
        ("KXA-261123-001-04", "{code}"),
        ("019ab000-0000-7000-8000-000000000000", "{letter}"),
        ("1.001193", "{code}"),
        ("/counters/1", "/counters/{counter}"),
        ("A001", "{number}"),
        ("papers.birth_paper", "{paper}"),
    ]
    templates = set[str]()
    for path in known:
        for value, name in names:
            path = path.replace(value, name)
        path = path.replace("/help/{ticket}", "/help/{call}").replace("/people/{ticket}", "/people/{clerk}")
        for verb in ("recall", "start", "finish", "no_show", "cancel"):
            path = path.replace(f"{{ticket}}/{verb}", "{ticket}/{verb}")
        for answer in ("seen", "coming", "done"):
            path = path.replace(f"{{call}}/{answer}", "{call}/{answer}")
        templates.add(f"/api{path}")
    assert set(anyone.get("/openapi.json").json()["paths"]) == templates | OPEN


def test_a_manager_may_do_what_a_clerk_does(server: Server):
    server.hall.access.put_clerk("quan", "246810", None, "manager")
    manager = server.log_in("quan")
    assert manager.post("/counters/1/next", request_id=new()).status_code == 204
    manager.http.close()
