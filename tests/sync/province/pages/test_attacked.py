"""Somebody who guesses, forges, or writes what a browser would run. Without a browser where none is needed."""

import json
from collections.abc import Callable, Iterator
from html.parser import HTMLParser

import pytest
import requests
from playwright.sync_api import Page, expect
from sqlalchemy import delete, insert

from sync.province.page_tables import catalogue_draft, official_tries
from sync.province.updates.keys import SigningKeys
from tests.sync.parts import AGENCY, HALL
from tests.sync.province.pages.town import BIRTH, COPY, NASTY, PASSWORD, Town

Opens = Callable[..., Page]


@pytest.fixture(scope="module", autouse=True)
def _seed(town: Town) -> None:  # pyright: ignore[reportUnusedFunction]
    town.machine(HALL, AGENCY)
    content = {"answers": {NASTY: {"value": NASTY, "state": "given", "source": "villager"}}}
    town.sealed_submission(HALL, "KXA-261123-001-53", content)
    town.sealed_submission(HALL, "KXA-261123-002-11", [NASTY])


@pytest.fixture(autouse=True)
def _calm(town: Town) -> Iterator[None]:  # pyright: ignore[reportUnusedFunction]
    """Wrong passwords of one test are no pause in the next."""
    yield
    with town.running.province.database.write() as db:
        db.execute(delete(official_tries))


def _log_in(town: Town, who: str, password: str) -> requests.Response:
    data = {"official": who, "password": password}
    return requests.post(f"{town.pages}/login", data=data, timeout=10, allow_redirects=False)


# --- logging in ---


@pytest.mark.parametrize("who", ["lan", "nobody"])
def test_after_five_wrong_passwords_not_even_the_right_one_helps_until_the_pause_is_over(town: Town, who: str):
    assert [_log_in(town, who, f"wrong {at}").status_code for at in range(6)] == [401] * 5 + [429]
    assert _log_in(town, who, PASSWORD).status_code == 429
    town.forward(seconds=61)
    assert _log_in(town, who, PASSWORD).status_code == (303 if who == "lan" else 401)


def test_one_address_that_tries_every_name_must_wait_too(town: Town):
    answers = [_log_in(town, f"name{at}", "summer2026").status_code for at in range(21)]
    assert answers == [401] * 20 + [429]


def test_the_cookie_is_for_pages_alone_and_no_script_sees_it(town: Town):
    cookie = _log_in(town, "lan", PASSWORD).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "Path=/pages" in cookie
    assert "samesite=strict" in cookie.lower()


def test_who_is_switched_off_is_out_at_once(town: Town):
    session = town.signed_in("mai")
    town.officials.switch("technician", "mai", on=False)
    assert "/login" in session.get(f"{town.pages}/catalogue", timeout=10).url
    assert _log_in(town, "mai", PASSWORD).status_code == 401
    town.officials.switch("technician", "mai", on=True)


def test_a_session_ends_by_itself(town: Town):
    session = town.signed_in("lan")
    town.forward(hours=10, minutes=1)
    assert "/login" in session.get(f"{town.pages}/submissions", timeout=10).url


@pytest.mark.parametrize(
    "there", ["//evil.example", "https://evil.example", "/pages/\\evil", "/pages//evil.example", "x"]
)
def test_logging_in_leads_to_no_foreign_page(town: Town, there: str):
    data = {"official": "lan", "password": PASSWORD, "next": there}
    answer = requests.post(f"{town.pages}/login", data=data, timeout=10, allow_redirects=False)
    assert answer.headers["location"] == "/pages/submissions"


def test_another_password_ends_every_session(town: Town):
    one, other = town.signed_in("lan"), town.signed_in("lan")
    changed = "mot mat khau khac"
    data = {"page": _page_token(one, town), "old": PASSWORD, "new": changed, "again": changed}
    assert one.post(f"{town.pages}/account", data={**data, "old": "x"}, timeout=10).status_code == 422
    one.post(f"{town.pages}/account", data=data, timeout=10)
    assert [_log_in(town, "lan", word).status_code for word in (PASSWORD, changed)] == [401, 303]
    assert "/login" in other.get(f"{town.pages}/submissions", timeout=10).url
    town.officials.set_password("technician", "lan", PASSWORD)


# --- acts ---


def test_an_act_without_the_token_of_the_page_does_nothing(town: Town):
    session, code = town.signed_in("lan"), town.dossier(HALL, AGENCY)
    there = f"{town.pages}/dossiers/{code}/status"
    other = _page_token(town.signed_in("lan"), town)
    for token in ({}, {"page": ""}, {"page": "0" * 64}, {"page": other}):
        assert session.post(there, data={"status": "9", **token}, timeout=10).status_code == 403
    assert town.status_of(code) == 2


def test_an_act_from_a_foreign_page_does_nothing_whatever_it_knows(town: Town):
    session, code = town.signed_in("lan"), town.dossier(HALL, AGENCY)
    data = {"status": "9", "page": _page_token(session, town)}
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {"Origin": "null"}):
        there = f"{town.pages}/dossiers/{code}/status"
        assert session.post(there, data=data, headers=headers, timeout=10).status_code == 403
    assert town.status_of(code) == 2


ALLOWED = {
    "/submissions": {"lan"},
    "/dossiers": {"lan"},
    "/halls": {"lan", "hung", "tuan"},
    "/halls/enrol": {"tuan"},
    "/catalogue": {"lan", "hung", "tuan"},
    "/catalogue/edit": {"hung"},
    "/dead-letters": {"tuan"},
}


def test_each_role_sees_its_own_pages_and_nobody_sees_any_without_logging_in(town: Town):
    seen: dict[str, set[str]] = {path: set() for path in ALLOWED}
    for who in ("lan", "hung", "tuan"):
        session = town.signed_in(who)
        for path in ALLOWED:
            if session.get(f"{town.pages}{path}", timeout=10).status_code == 200:
                seen[path].add(who)
    assert seen == ALLOWED
    for path in ALLOWED:
        assert "/login?next=" in requests.get(f"{town.pages}{path}", timeout=10).url


def test_no_role_acts_for_another(town: Town):
    code = town.dossier(HALL, AGENCY)
    device = town.machines[HALL].device_id
    acts = {
        f"/dossiers/{code}/status": "lan",
        f"/halls/devices/{device}/revoke": "tuan",
        "/halls/enrol": "tuan",
        "/catalogue/edit": "hung",
        f"/catalogue/draft/{COPY}/sign": "hung",
    }
    for who in ("lan", "hung", "tuan"):
        session = town.signed_in(who)
        data = {"page": _page_token(session, town), "status": "9"}
        for path, own in acts.items():
            if own != who:
                assert session.post(f"{town.pages}{path}", data=data, timeout=10).status_code == 403, (path, who)


def test_nobody_signs_what_they_wrote_nor_what_changed_since_they_looked(town: Town):
    hung, mai = town.signed_in("hung"), town.signed_in("mai")
    _write(hung, town, "Chứng thực bản sao")
    assert _sign(hung, town, _seen(hung, town)).status_code == 403
    seen = _seen(mai, town)
    _write(hung, town, "Chứng thực bản sao, bản mới")
    assert _sign(mai, town, seen).status_code == 403
    assert _sign(mai, town, _seen(mai, town)).status_code == 200
    town.officials.switch("technician", "mai", on=False)
    _write(hung, town, "Chứng thực")
    assert _sign(hung, town, _seen(hung, town)).status_code == 200  # nobody else could
    town.officials.switch("technician", "mai", on=True)


def _write(session: requests.Session, town: Town, name: str) -> None:
    data = {"page": _page_token(session, town), "text": json.dumps({"code": COPY, "name": name})}
    assert session.post(f"{town.pages}/catalogue/edit", data=data, timeout=10).status_code == 200


def _seen(session: requests.Session, town: Town) -> dict[str, str]:
    """Return what the page of the draft would sign; a forger knows it without the button."""
    entry = session.get(f"{town.pages}/catalogue/draft/{COPY}", timeout=10).text
    return {name: _value(entry, name) for name in ("seen", "replaces") if f'name="{name}"' in entry}


def _sign(session: requests.Session, town: Town, seen: dict[str, str]) -> requests.Response:
    data = {"page": _page_token(session, town), **seen}
    return session.post(f"{town.pages}/catalogue/draft/{COPY}/sign", data=data, timeout=10)


# --- what others wrote ---


def test_nothing_that_anybody_wrote_runs_in_an_officials_browser(window: Opens, town: Town):
    wire = town.machines[HALL]
    wire.token = wire.ask_token().json()["token"]
    wire.send(
        [
            wire.event(800, v="x", body=NASTY, **{NASTY: NASTY}),
            {**wire.event(801), "event_id": f"a/../{NASTY[:30]}", "v": 0},
        ]
    )
    code = town.dossier(HALL, AGENCY)
    town.running.office("PUT", f"/dossiers/{code}/status", {"status": 9, "note": NASTY, "results": [{"name": NASTY}]})
    town.publish(BIRTH, {"name": NASTY, "documents": [{"name": NASTY}], "field": NASTY, NASTY: NASTY})
    town.publish(COPY, {"name": [NASTY], "documents": NASTY})
    province = town.running.province
    with province.database.write() as db:
        entry = json.dumps({"code": "x", "name": NASTY, "steps": [NASTY], "caveat": NASTY})
        db.execute(insert(catalogue_draft).values(code="x", entry=entry, made_by=NASTY[:32], made_ms=0))
    town.officials.add("technician", "nasty", NASTY, "technician", PASSWORD)
    pages = {
        "lan": ["/submissions", f"/dossiers/{code}", "/dossiers?show_only=finished", f"/dossiers?code={NASTY}",
                "/catalogue", f"/catalogue/entry/{BIRTH}", "/halls"],
        "hung": ["/catalogue/draft/x", f"/catalogue/edit?code={BIRTH}", f"/catalogue/entry/{COPY}",
                 f"/catalogue?q={NASTY}"],
        "nasty": ["/dead-letters", f"/halls?q={NASTY}", "/account"],
        "": ["/figures", f"/figures?hall={NASTY}&period={NASTY}", f"/login?next={NASTY}"],
    }  # fmt: skip
    for who, paths in pages.items():
        session = town.signed_in(who) if who else requests.Session()
        for path in paths:
            answer = session.get(f"{town.pages}{path}", timeout=10)
            assert answer.ok, path
            assert _elements(answer.text) == [], path
    page = window("nasty")
    page.goto(f"{town.pages}/dead-letters")
    for at in range(2):
        page.locator("tbody a").nth(at).click()
        expect(page.locator("pre")).to_contain_text("onerror=alert(1)" if at else "event_id")
        page.go_back()


@pytest.mark.parametrize("at", [0, 1])
def test_answers_of_any_shape_are_shown_as_text(town: Town, at: int):
    session = town.signed_in("lan")
    there = session.get(f"{town.pages}/submissions", timeout=10).text.split('class="code" href="')[at + 1].split('"')[0]
    data = {"page": _page_token(session, town)}
    opened = session.post(f"{town.running.address}{there}/open", data=data, timeout=10)
    assert "onerror=alert(1)" in opened.text
    assert _elements(opened.text) == []


def _elements(html: str) -> list[str]:
    """Return the elements and attributes of a page that only what others wrote could have made."""
    found: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.extend([tag] if tag == "script" or ("src", "x") in attrs else [])
            found.extend(name for name, _ in attrs if name.startswith("on") or name == "style")

    Reader().feed(html)
    return found


def test_every_page_forbids_scripts_frames_and_foreign_forms(town: Town):
    for path in ("/figures", "/login", "/nope", "/halls", "/static/province.css"):
        headers = requests.get(f"{town.pages}{path}", timeout=10).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src" not in policy
        assert "form-action 'self'" in policy
        assert "frame-ancestors 'none'" in policy


def test_more_than_an_export_is_not_read(town: Town):
    session = town.signed_in("hung")
    data = {"page": _page_token(session, town), "text": "x" * (5 * 1024 * 1024)}
    assert session.post(f"{town.pages}/catalogue/edit", data=data, timeout=20).status_code == 413


def _page_token(session: requests.Session, town: Town) -> str:
    return _value(session.get(f"{town.pages}/account", timeout=10).text, "page")


def _value(html: str, name: str) -> str:
    return html.split(f'name="{name}" value="')[1].split('"')[0]


def test_what_was_signed_while_the_key_is_elsewhere_says_that_no_hall_has_it_yet(town: Town):
    updates, code = town.running.province.updates, "9.999999"
    mai, hung = town.signed_in("mai"), town.signed_in("hung")
    written = {"page": _page_token(mai, town), "text": json.dumps({"code": code, "name": "Thủ tục mới"})}
    mai.post(f"{town.pages}/catalogue/edit", data=written, timeout=10)
    shown = hung.get(f"{town.pages}/catalogue/draft/{code}", timeout=10).text
    seen = {name: _value(shown, name) for name in ("page", "seen", "replaces")}
    here, updates.keys = updates.keys, SigningKeys(updates.keys.folder)
    try:
        after = hung.post(f"{town.pages}/catalogue/draft/{code}/sign", data=seen, timeout=10)
    finally:
        updates.keys = here
    assert (after.status_code, "chờ khóa ký" in after.text) == (200, True)
