"""Dead letters: what could not be taken in, and what is not understood yet."""

import json
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Form, Path, Query, Request
from fastapi.responses import RedirectResponse, Response

from sync.province.dead_letters import PER_PAGE, letter, letters, mark_dealt, unread
from sync.province.names import called, halls_of
from sync.province.pages.frame import path_of, show
from sync.province.pages.guard import TechnicianActs, TechnicianSees, TheHouse

routes = APIRouter()

Device = Annotated[str, Path(pattern=r"^[0-9a-f-]{36}$")]
Hash = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")]


@routes.get("/dead-letters", name="dead_letters")
def dead_letters(
    request: Request, house: TheHouse, who: TechnicianSees, dealt: bool = False, hall: str = "",
    page: Annotated[int, Query(ge=0, le=100_000)] = 0,
) -> Response:  # fmt: skip
    with house.province.database.read() as db:
        found, total = letters(db, dealt=dealt, hall=hall, page=page)
        kinds, names = unread(db), halls_of(db, house.names)
    return show(
        request, "dead_letters", who, "dead_letters", letters=found, total=total, kinds=kinds, dealt=dealt, hall=hall,
        page=page, more=(page + 1) * PER_PAGE < total, called=partial(called, names),
    )  # fmt: skip


@routes.get("/dead-letters/{device_id}/{sha256}", name="dead_letter")
def dead_letter(request: Request, house: TheHouse, who: TechnicianSees, device_id: Device, sha256: Hash) -> Response:
    with house.province.database.read() as db:
        one, names = letter(db, device_id, sha256), halls_of(db, house.names)
    return show(
        request, "dead_letter", who, "dead_letters", one=one, raw=_pretty(one.item), hall=called(names, one.hall),
        people=house.officials.names(),
    )  # fmt: skip


@routes.post("/dead-letters/{device_id}/{sha256}", name="deal")
def deal(
    request: Request, house: TheHouse, who: TechnicianActs, device_id: Device, sha256: Hash,
    note: Annotated[str, Form(max_length=300)] = "",
) -> Response:  # fmt: skip
    """Mark it as dealt with; it stays where it is."""
    database = house.province.database
    with database.write() as db:
        one = letter(db, device_id, sha256)
        mark_dealt(database, db, one, who.id, note.strip(), house.province.now_ms)
    return RedirectResponse(path_of(request, "dead_letters"), 303)


def _pretty(item: str) -> str:
    """Return a letter with its lines broken; its strange characters stay escaped, as they were kept."""
    try:
        return json.dumps(json.loads(item), indent=2)
    except ValueError:
        return item
