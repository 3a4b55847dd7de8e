"""Messages to villagers: those that somebody should look after, those that wait, those that went."""

from collections.abc import Mapping
from functools import partial
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Request
from fastapi.responses import RedirectResponse, Response

from sync.province.names import called, halls_of
from sync.province.notices import book
from sync.province.notices.book import State
from sync.province.pages.frame import path_of, show
from sync.province.pages.guard import OfficialActs, OfficialSees, TheHouse

routes = APIRouter()

Tab = Literal["care", "waiting", "sent"]
TABS: Mapping[Tab, tuple[State, ...]] = {
    "care": ("unsure", "dead"), "waiting": ("waiting", "sending"), "sent": ("sent", "settled"),
}  # fmt: skip
MOST = 200  # lines of a page; what needs somebody is settled long before
NoticeId = Annotated[str, Path(pattern=r"^[0-9a-f-]{36}$")]


@routes.get("/notices", name="notices")
def notices(request: Request, house: TheHouse, who: OfficialSees, tab: Tab = "care") -> Response:
    with house.province.database.read() as db:
        found, counted = book.lines(db, TABS[tab], None, MOST), book.counts(db)
        names = halls_of(db, house.names)
    totals = {one: sum(counted.get(state, 0) for state in states) for one, states in TABS.items()}
    return show(
        request, "notices", who, "notices", lines=found, tab=tab, totals=totals, most=MOST,
        called=partial(called, names),
    )  # fmt: skip


@routes.post("/notices/{notice_id}/settle", name="settle_notice")
def settle(request: Request, house: TheHouse, who: OfficialActs, notice_id: NoticeId) -> Response:
    with house.province.database.write() as db:
        book.settle(db, notice_id, house.province.now_ms, who.id)
    return RedirectResponse(path_of(request, "notices"), 303)


@routes.post("/notices/{notice_id}/again", name="send_notice_again")
def send_again(request: Request, house: TheHouse, who: OfficialActs, notice_id: NoticeId) -> Response:
    with house.province.database.write() as db:
        book.send_again(db, notice_id, house.province.now_ms, who.id)
    return RedirectResponse(path_of(request, "notices"), 303)
