"""What officials do beside the daily way: another day for a late dossier, messages in doubt, what the national
exchange says, and a signing key that is kept elsewhere."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import update

from kiosk.catalogue.bundled import bundled_procedures
from kiosk.store.canonical import canonical
from sync.province.notices import book
from sync.province.tables import pulled_procedure, villager_notice
from sync.province.updates.keys import TARGETS, SigningKeys
from tests.sync.parts import AGENCY, HALL
from tests.sync.province.pages.town import BIRTH, MARRIAGE, Town

Opens = Callable[..., Page]
BUNDLED = {one.code: one for one in bundled_procedures()}


@pytest.fixture(scope="module", autouse=True)
def _hall(town: Town) -> None:  # pyright: ignore[reportUnusedFunction]
    town.machine(HALL, AGENCY)


def test_a_late_dossier_gets_an_apology_and_another_day(window: Opens, town: Town):
    code = town.dossier(HALL, AGENCY, 1)
    town.forward(days=9)
    page = window("lan")
    page.goto(f"{town.pages}/dossiers/{code}")
    until = town.running.clock.now() + timedelta(days=4)
    page.get_by_label("Hẹn lại ngày").fill(f"{until:%Y-%m-%d}")
    page.get_by_label("Trễ hẹn vì").fill("chờ xác minh")
    page.get_by_role("button", name="Xin lỗi, hẹn lại").click()
    expect(page.locator(".facts").first).to_contain_text(f"17:00 {until:%d/%m/%Y}")
    expect(page.locator(".history li").first).to_contain_text("Hồ sơ trễ hẹn vì chờ xác minh. Xin lỗi bà con.")
    expect(page.locator(".history li").first).to_contain_text("Trần Thị Lan")


def test_a_day_that_is_over_is_no_promise(town: Town):
    code, session = town.dossier(HALL, AGENCY, 1), town.signed_in("lan")
    page = session.get(f"{town.pages}/dossiers/{code}").text.partition('name="page" value="')[2].partition('"')[0]
    said = session.post(f"{town.pages}/dossiers/{code}/due", {"page": page, "day": "2026-11-01", "reason": "bận"})
    assert (said.status_code, ("dossier.put_off", code) in town.audit("lan")) == (422, False)


def test_a_message_in_doubt_is_looked_after_and_a_dead_one_sent_again(window: Opens, town: Town):
    unsure, dead = (town.dossier(HALL, AGENCY) for _ in range(2))
    with town.running.province.database.write() as db:
        for code, state in ((unsure, "unsure"), (dead, "dead")):
            changes = {"state": state, "why": "no_answer"}
            db.execute(update(villager_notice).where(villager_notice.c.official_code == code).values(**changes))
    page = window("lan")
    page.get_by_role("link", name="Tin nhắn").click()
    expect(page.locator("[data-notice]")).to_have_count(2)
    row = page.locator("[data-notice]", has_text=unsure)
    expect(row.get_by_role("button", name="Gửi lại")).to_have_count(0)
    row.get_by_role("button", name="Đã lo xong").click()
    page.locator("[data-notice]", has_text=dead).get_by_role("button", name="Gửi lại").click()
    expect(page.get_by_text("Không có tin nào cần xem")).to_be_visible()
    with town.running.province.database.read() as db:
        states = {one.official_code: one.state for one in book.lines(db, (), None, 100)}
    assert (states[unsure], states[dead], ("notice.settled", unsure) in town.audit("lan")) == (
        "settled",
        "waiting",
        True,
    )


def test_what_the_national_exchange_says_is_taken_in_by_one_and_signed_by_another(window: Opens, town: Town):
    told = replace(BUNDLED[MARRIAGE], conditions="Nam từ đủ 20 tuổi, nữ từ đủ 18 tuổi.", origin=())
    with town.running.province.database.write() as db:
        values = {"hash": "0" * 64, "body": canonical(told.as_json()), "state": "draft"}
        db.execute(pulled_procedure.insert().values(code=MARRIAGE, pulled_ms=town.running.province.now_ms, **values))
    page = window("hung")
    page.goto(f"{town.pages}/catalogue")
    page.get_by_label(told.name).check()
    page.get_by_role("button", name="Đưa vào chờ ký").click()
    expect(page.get_by_role("heading", name="Dữ liệu quốc gia có khác")).to_have_count(0)
    page.get_by_role("link", name=told.name).click()
    expect(page.locator("[data-field=conditions] ins")).to_contain_text("đủ 20 tuổi")
    expect(page.get_by_role("button", name="Ký và công bố")).to_have_count(0)
    other = window("mai")
    other.goto(page.url)
    other.get_by_role("button", name="Ký và công bố").click()
    expect(other.locator("dl.entry")).to_contain_text("đủ 20 tuổi")
    page.goto(f"{town.pages}/catalogue")
    expect(page.get_by_role("heading", name="Dữ liệu quốc gia có khác")).to_have_count(0)


@pytest.fixture
def _key_elsewhere(town: Town) -> Iterator[None]:  # pyright: ignore[reportUnusedFunction]
    updates = town.running.province.updates
    whole = updates.keys
    updates.keys = SigningKeys(whole.folder, {role: keys for role, keys in whole.signers.items() if role != TARGETS})
    yield
    updates.keys = whole


@pytest.mark.usefixtures("_key_elsewhere")
def test_without_the_signing_key_the_page_says_that_it_waits(window: Opens, town: Town):
    session = town.signed_in("hung")
    page = session.get(f"{town.pages}/catalogue/edit").text.partition('name="page" value="')[2].partition('"')[0]
    entry = {"code": BIRTH, "name": "Khai sinh có khóa ở xa"}
    session.post(f"{town.pages}/catalogue/edit", {"page": page, "text": json.dumps(entry)}).raise_for_status()
    other = window("mai")
    other.goto(f"{town.pages}/catalogue/draft/{BIRTH}")
    expect(other.get_by_text("Khóa ký cất ở nơi khác")).to_be_visible()
    other.get_by_role("button", name="Duyệt, chờ khóa ký").click()
    waits = other.locator(".attention", has_text="Đã duyệt, chờ khóa ký")
    expect(waits).to_contain_text(BIRTH)
    other.goto(f"{town.pages}/catalogue/entry/{BIRTH}")
    expect(other.locator("h1")).not_to_contain_text("khóa ở xa")
