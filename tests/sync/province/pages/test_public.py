"""What everybody may see: the figures, counted by the law's days, and nothing about anybody."""

import csv
import io
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

from kiosk.clock import HALL_ZONE, SetClock
from sync.province.hiding import PARTS, hide_small
from sync.province.names import HallName, name_hall
from tests.sync.parts import AGENCY, HALL, Cluster, Host, Running
from tests.sync.province.pages.town import MARRIAGE, Town

Opens = Callable[..., Page]

HALLS = ((HALL, AGENCY, "Xã Khánh Bình"), ("u-minh", "H12.40", "Xã U Minh"), ("nam-can", "H12.41", "=Xã Năm Căn"))


def _seed(town: Town) -> None:
    """Monday 23 November 2026. Khánh Bình: 8 received, 6 finished of which 1 late, 2 open of which 1 past due; Năm Căn:
    5 finished on time; U Minh: 3 finished, too few to be told."""
    database = town.running.province.database
    with database.write() as db:
        for hall, agency, name in HALLS:
            name_hall(database, db, HallName(hall, name, agency))
    for hall, agency, _ in HALLS:
        town.machine(hall, agency)
        for value in (3, 3, 2, 2, 1):
            town.rate(hall, value)
    told_twice = town.rate(HALL, 1)
    town.rate(HALL, 3, told_twice)
    codes = {hall: [town.dossier(hall, agency, 1) for _ in range(count)]
             for (hall, agency, _), count in zip(HALLS, (7, 3, 5), strict=True)}  # fmt: skip
    town.dossier(HALL, AGENCY, 30, MARRIAGE)
    town.forward(days=2, hours=8)  # Tuesday is a day off: they were due today at 08:00, and it is 16:00
    for code in codes[HALL][:5] + codes["u-minh"] + codes["nam-can"]:
        town.finish(code)
    town.forward(days=1)
    town.finish(codes[HALL][5], 10)
    town.rate(HALL, 2)


@pytest.fixture(scope="module", autouse=True)
def _seeded(town: Town) -> None:  # pyright: ignore[reportUnusedFunction]
    _seed(town)


def figures(town: Town, **query: str) -> dict[tuple[str, str], dict[str, str]]:
    """Return the CSV as (table, name) -> column -> cell."""
    answer = requests.get(f"{town.pages}/figures.csv", params=query, timeout=10)
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    return {(row[0], row[1]): dict(zip(rows[0], row, strict=True)) for row in rows[1:]}


def test_a_result_given_on_its_day_is_on_time_whatever_the_hour(town: Town):
    row = figures(town)["Theo xã, phường", "Xã Khánh Bình"]
    assert [row[one] for one in ("Tiếp nhận", "Đúng hẹn", "Trễ hẹn")] == ["8", "5", "1"]


def test_the_last_word_of_each_ticket_counts_once(town: Town):
    row = figures(town)["Theo xã, phường", "Xã Khánh Bình"]
    # Five tickets, one more that was rated twice, and one on another day.
    assert (row["Lượt đánh giá"], row["Hài lòng"]) == ("7", "6")


def test_a_small_hall_is_hidden_and_cannot_be_had_by_subtracting(town: Town):
    found = figures(town)
    hidden = [name for (table, name), row in found.items() if table == "Theo xã, phường" and row["Có kết quả"] == ""]
    assert found["Tổng", "Toàn tỉnh"]["Có kết quả"] == "14"
    assert hidden == ["'=Xã Năm Căn", "Xã U Minh"]
    assert figures(town, hall="u-minh")["Tổng", "Xã U Minh"]["Có kết quả"] == ""


def test_a_month_is_shown_by_day_and_a_year_by_month(town: Town):
    days = [name for table, name in figures(town) if table == "Theo thời gian"]
    months = [name for table, name in figures(town, period="2026") if table == "Theo thời gian"]
    assert (days, months) == (["23/11", "25/11", "26/11"], ["11/2026"])


def test_an_unknown_period_is_this_month(town: Town):
    for period in ("1999-01", "2026-11-23", "x"):
        assert figures(town, period=period) == figures(town)


def test_nobody_needs_a_password_and_nothing_personal_is_told(town: Town):
    for path in ("/figures", "/figures.csv", f"/figures?hall={HALL}", "/figures?period=2026&lang=en"):
        answer = requests.get(f"{town.pages}{path}", timeout=10)
        assert answer.ok
        assert not any(agency in answer.text for _, agency, _ in HALLS)  # no code of a dossier begins otherwise
        assert "261123" not in answer.text
        assert town.machines[HALL].device_id not in answer.text


@pytest.mark.parametrize("width", [1024, 1366])
def test_every_number_stands_with_its_meaning_and_fits_the_screen(window: Opens, town: Town, width: int):
    page = window(java_script_enabled=False)
    page.set_viewport_size({"width": width, "height": 768})
    page.goto(town.running.address)
    expect(page.locator(".tile")).to_have_count(5)
    for at in range(5):
        expect(page.locator(".tile").nth(at).locator(".means")).to_contain_text(".")
    expect(page.locator(".tile-value").first).to_have_text("93 %")
    expect(page.get_by_text("Số liệu đếm lúc 16:00 26/11/2026")).to_be_visible()
    page.get_by_role("link", name="Xã Khánh Bình").click()
    expect(page.locator("h1")).to_have_text("Xã Khánh Bình")
    box = page.locator("main").bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= width


def test_figures_are_counted_again_after_a_minute(town: Town):
    before = figures(town)["Tổng", "Toàn tỉnh"]["Tiếp nhận"]
    town.dossier(HALL, AGENCY)
    assert figures(town)["Tổng", "Toàn tỉnh"]["Tiếp nhận"] == before
    town.forward(seconds=61)
    assert figures(town)["Tổng", "Toàn tỉnh"]["Tiếp nhận"] == str(int(before) + 1)


# --- the other database ---


@pytest.fixture(scope="module")
def real_town(postgresql: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    folder: Path = tmp_path_factory.mktemp("real")
    clock = SetClock(datetime(2026, 11, 23, 8, 0, tzinfo=HALL_ZONE))
    running = Running(postgresql.new_database(), folder / "province", clock, Host())
    running.start()
    made = Town(running, folder)
    made.add_people()
    _seed(made)
    yield made
    running.stop()


def test_postgresql_shows_the_same_on_every_page(real_town: Town):
    assert figures(real_town, period="2026")["Theo xã, phường", "Xã Khánh Bình"]["Đúng hẹn"] == "5"
    event = real_town.submission(HALL, "KXA-261126-001-53", papers=2, whole=1)
    wire = real_town.machines[HALL]
    wire.send([wire.event(900, v="x"), wire.event(901, kind="drone.landed")])
    paths = {
        "lan": ["/submissions", "/submissions?done=true", f"/submissions/{wire.device_id}/{event}", "/dossiers",
                "/dossiers?show_only=late", "/dossiers?show_only=finished", f"/dossiers/{AGENCY}-261123-0001"],
        "hung": ["/catalogue", "/catalogue/edit"],
        "tuan": ["/halls", "/dead-letters", "/dead-letters?dealt=true", "/halls/enrol"],
    }  # fmt: skip
    for who, pages in paths.items():
        session = real_town.signed_in(who)
        for path in pages:
            assert session.get(f"{real_town.pages}{path}", timeout=10).status_code == 200, path


# --- hiding ---

ROWS = st.lists(st.fixed_dictionaries({name: st.integers(0, 30) for names in PARTS.values() for name in names}))


@given(ROWS, st.integers(2, 10))
def test_what_is_hidden_is_never_one_small_group(rows: list[dict[str, int]], least: int):
    shown = hide_small(rows, least)
    for whole, names in PARTS.items():
        hidden = [row[whole] for row, one in zip(rows, shown, strict=True) if one[whole] is None]
        told = [one[whole] or 0 for one in shown]
        assert all(size == 0 or size >= least for size in told)
        assert not hidden or sum(hidden) >= least or len(hidden) == sum(row[whole] > 0 for row in rows)
        assert all(one[name] is None for one in shown if one[whole] is None for name in names)
