"""The hall in figures over HTTP, and the same figures opened again from CSV and XLSX."""

import csv
import io
from datetime import date, timedelta
from typing import Any

import pytest
from openpyxl import load_workbook

from kiosk.clock import SetClock
from kiosk.forms.dropoff import DropOff, VisitCount
from kiosk.forms.journey import Journey
from kiosk.forms.library import load_forms
from kiosk.queue.help import answer_help, call_help
from tests.ui_web.people import Client, Server, new, problem

DAY = {"from": "2026-11-23", "to": "2026-11-24"}


@pytest.fixture
def morning(kiosk: Client, an: Client, anyone: Client, clock: SetClock, server: Server) -> None:
    """A001 waits 10 minutes, comes in 1, is served 5, and is very satisfied; A002 still waits; one call for help."""
    kiosk.take()
    clock.forward(timedelta(minutes=2))
    kiosk.take()
    call = call_help(server.hall.store, new(), "A")
    clock.forward(timedelta(minutes=8))
    answer_help(server.hall.store, call.id, "coming", "an")
    ticket = an.next()
    clock.forward(timedelta(minutes=1))
    ticket = an.act("start", ticket).json()
    clock.forward(timedelta(minutes=5))
    an.act("finish", ticket)
    anyone.post("/ratings", request_id=new(), ticket=ticket["id"], value=3, reasons=["rating.reason.kind"])


def group(made: dict[str, Any], name: str) -> dict[str, Any]:
    return next({line["key"]: line["values"] for line in one["lines"]} for one in made["groups"] if one["id"] == name)


@pytest.mark.usefixtures("morning")
def test_the_figures_of_a_morning(manager: Client):
    total = group(manager.get("/statistics", **DAY).json(), "total")["total"]
    wanted = {
        "tickets": 2, "done": 1, "wait_median": 10, "wait_p90": 10, "way_median": 1, "service_mean": 5,
        "help_calls": 1, "answer_median": 8, "rated": 1, "rating_3": 1, "satisfied": 1,
    }  # fmt: skip
    assert {name: total[name] for name in wanted} == wanted


@pytest.mark.usefixtures("morning")
def test_the_end_of_a_period_is_not_in_it(manager: Client):
    before = manager.get("/statistics", **{"from": "2026-11-22", "to": "2026-11-23"}).json()
    assert group(before, "total")["total"]["tickets"] == 0


@pytest.mark.usefixtures("morning")
def test_from_a_day_to_the_same_day_is_that_day(manager: Client):
    made = manager.get("/statistics", **{"from": "2026-11-23", "to": "2026-11-23"}).json()
    assert (made["until"], group(made, "total")["total"]["tickets"]) == ("2026-11-24", 2)


@pytest.mark.usefixtures("morning")
def test_a_rating_of_what_was_not_finished_after_all_does_not_count(an: Client, manager: Client):
    done = an.get("/tickets", state="done").json()[0]
    assert an.act("undo", done).status_code == 200
    made = manager.get("/statistics", **DAY).json()
    assert (group(made, "total")["total"]["rated"], made["reasons"]) == (0, [])


@pytest.mark.usefixtures("morning")
def test_figures_by_service_counter_hour_and_day(manager: Client):
    made = manager.get("/statistics", **DAY).json()
    found = [
        (name, key)
        for name in ("services", "counters", "hours", "days")
        for key, values in group(made, name).items()
        if values["done"]
    ]
    assert found == [("services", "A"), ("counters", "1"), ("hours", "8"), ("days", "2026-11-23")]


def test_every_figure_has_its_definition(manager: Client):
    columns = manager.get("/statistics", **DAY).json()["columns"]
    assert [one["id"] for one in columns if not one["means"].endswith(".") or "statistics." in one["name"]] == []


@pytest.mark.parametrize("days", [("2026-11-24", "2026-11-23"), ("2024-01-01", "2026-01-01")])
def test_no_days_or_too_many_are_refused_in_words(manager: Client, days: tuple[str, str]):
    answer = manager.get("/statistics", **{"from": days[0], "to": days[1]})
    assert problem(answer) == (422, "wrong_days")


def test_what_is_no_date_is_invalid(manager: Client):
    assert problem(manager.get("/statistics", **{"from": "yesterday", "to": "2026-11-23"})) == (422, "invalid")


@pytest.mark.parametrize("path", ["/statistics", "/statistics.csv", "/statistics.xlsx", "/statistics/today"])
def test_figures_are_for_managers_only(an: Client, path: str):
    assert problem(an.get(path, **DAY)) == (403, "not_allowed")


# --- files ---


def renamed(manager: Client, name: str) -> None:
    """Call service A so, with letters that old code pages break."""
    settings = manager.get("/settings").json()
    settings["services"][0]["name"] = name
    assert manager.http.put("/api/settings", json=settings).status_code == 200


@pytest.mark.usefixtures("morning")
def test_csv_keeps_vietnamese_letters_and_says_so_to_excel(manager: Client):
    renamed(manager, "Ế Ẫ Ữ, “chứng thực”")
    content = manager.get("/statistics.csv", **DAY).content
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert (content[:3], rows[0][2], rows[2][1]) == (b"\xef\xbb\xbf", "Số đã lấy", "A · Ế Ẫ Ữ, “chứng thực”")


@pytest.mark.usefixtures("morning")
def test_every_row_of_the_csv_has_the_columns_of_the_first(manager: Client):
    content = manager.get("/statistics.csv", **DAY).content.decode("utf-8-sig")
    rows = [row for row in csv.reader(io.StringIO(content)) if row[0] != "Lý do"]
    assert {len(row) for row in rows} == {len(rows[0])}


def test_a_name_that_looks_like_a_formula_is_only_text(manager: Client):
    settings = manager.get("/settings").json()
    settings["counters"][0]["name"] = "=1+1"
    manager.http.put("/api/settings", json=settings)
    content = manager.get("/statistics.csv", **DAY).content.decode("utf-8-sig")
    assert "Theo quầy,'=1+1," in content


@pytest.mark.usefixtures("morning")
def test_xlsx_keeps_vietnamese_letters(manager: Client):
    renamed(manager, "Ế Ẫ Ữ")
    book = load_workbook(io.BytesIO(manager.get("/statistics.xlsx", **DAY).content))
    sheet = book["Theo việc"]
    assert (sheet["A5"].value, sheet["B4"].value, sheet["B5"].value) == ("A · Ế Ẫ Ữ", "Số đã lấy", 2)


@pytest.mark.usefixtures("morning")
def test_the_workbook_has_every_table_and_how_it_is_counted(manager: Client):
    book = load_workbook(io.BytesIO(manager.get("/statistics.xlsx", **DAY).content))
    assert book.sheetnames == ["Cả trung tâm", "Theo việc", "Theo quầy", "Theo giờ", "Theo ngày", "Lý do", "Cách tính"]


@pytest.mark.usefixtures("morning")
def test_minutes_stand_in_the_workbook_as_numbers(manager: Client):
    book = load_workbook(io.BytesIO(manager.get("/statistics.xlsx", **DAY).content))
    heads, values = (list(row) for row in book["Cả trung tâm"].iter_rows(4, 5, values_only=True))
    assert values[heads.index("Chờ, mức giữa (phút)")] == 10


@pytest.mark.parametrize(("kind", "media"), [("csv", "text/csv; charset=utf-8"), ("xlsx", "application/vnd.openxml")])
def test_a_file_is_downloaded_under_its_days(manager: Client, kind: str, media: str):
    answer = manager.get(f"/statistics.{kind}", **DAY)
    assert (answer.headers["content-type"].startswith(media), answer.headers["content-disposition"]) == (
        True, f'attachment; filename="so-lieu-khanh-binh-2026-11-23.{kind}"',
    )  # fmt: skip


def test_a_file_of_some_days_names_the_last_one_too(manager: Client):
    answer = manager.get("/statistics.csv", **{"from": "2026-11-21", "to": "2026-11-24"})
    wanted = 'attachment; filename="so-lieu-khanh-binh-2026-11-21-den-2026-11-23.csv"'
    assert answer.headers["content-disposition"] == wanted


# --- now ---


@pytest.mark.usefixtures("morning")
def test_how_the_hall_is_doing_now(manager: Client):
    now = manager.get("/statistics/today").json()
    counts = {name: now["counts"][name] for name in ("waiting", "serving", "done")}
    assert (counts, now["longest"], now["tickets"]) == ({"waiting": 1, "serving": 0, "done": 1}, 14, 2)


@pytest.mark.usefixtures("morning")
def test_who_waits_longest_is_said_for_each_service(manager: Client):
    services = manager.get("/statistics/today").json()["services"]
    assert [(one["letter"], one["waiting"], one["longest"], one["done"]) for one in services[:2]] == [
        ("A", 1, 14, 1), ("B", 0, None, 0),
    ]  # fmt: skip


def test_a_counter_shows_whom_it_has_and_since_when(manager: Client, kiosk: Client, an: Client):
    kiosk.take()
    called = an.next()
    one = manager.get("/statistics/today").json()["counters"][0]
    assert (one["number"], one["ticket_state"], one["since"]) == ("A001", "called", called["called_at"])


def test_open_calls_for_help_are_shown(manager: Client, server: Server):
    call_help(server.hall.store, new(), "A")
    assert [one["state"] for one in manager.get("/statistics/today").json()["help_calls"]] == ["called"]


def test_the_screens_of_forms_tell_where_people_give_up(manager: Client, server: Server):
    form = load_forms().for_procedure("1.001193")
    assert form is not None
    count = VisitCount(Journey.begin(form, date(2026, 11, 23)), 0.0)
    count.gave_up()
    DropOff(server.hall.store, server.hall.submissions.forms).add(count)
    (made,) = manager.get("/statistics/forms", **DAY).json()
    assert (made["form"], [(one["page"], one["visits"], one["quit"]) for one in made["screens"]]) == (
        "birth",
        [(form.pages[0].id, 1, 1)],
    )


def test_the_screens_of_forms_are_for_managers(an: Client):
    assert an.get("/statistics/forms", **DAY).status_code == 403
