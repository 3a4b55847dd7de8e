"""What halls show of procedures: writing an entry, looking at what would change, signing it."""

import json
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import RedirectResponse, Response
from sqlalchemy import Connection

from kiosk.catalogue.fold import fold
from kiosk.catalogue.procedures import Procedure
from kiosk.clock import hall_day
from kiosk.errors import NotAllowedError, StalePageError
from sync.messages import ProblemCode
from sync.province import drafts as shelf
from sync.province.entry_words import differences, in_words
from sync.province.names import procedure_names, published_entries
from sync.province.officials import active_publishers
from sync.province.pages import parts
from sync.province.pages.frame import path_of, say_of, show
from sync.province.pages.guard import AnybodySees, PublisherActs, PublisherSees, TheHouse, Who
from sync.province.problems import ProvinceError
from sync.province.writing import (
    Draft,
    WrongEntry,
    advice,
    as_entry,
    drafts,
    drop_draft,
    fingerprint,
    keep_drafts,
    may_sign,
    read_entry,
)

routes = APIRouter()

MOST_PULLED = 200  # of what was pulled, on one page; the next ones come when these are taken in

Code = Annotated[str, Form(max_length=64)]


@routes.get("/catalogue", name="catalogue")
def catalogue(
    request: Request, house: TheHouse, who: AnybodySees, q: str = "", taken: int = -1, same: int = 0
) -> Response:
    """List what is published, what waits for a signature or the key, and what the national exchange has otherwise."""
    with house.province.database.read() as db:
        published, waiting = published_entries(db), drafts(db)
        for_key = parts.waiting_for_key(house.province, db)
        pulled = [one for one in shelf.drafts(db, MOST_PULLED) if one.code not in waiting and one.code not in for_key]
        names = procedure_names(db, house.names, set(for_key))
    wanted = fold(q)
    shown = [
        one
        for one in sorted(published.values(), key=lambda one: fold(str(one.get("name", ""))))
        if wanted in fold(f"{one.get('name', '')} {one.get('code', '')} {one.get('field', '')}")
    ]
    bundled = [one for one in house.names.procedures.values() if q and wanted in fold(f"{one.name} {one.code}")]
    return show(
        request, "catalogue", who, "catalogue", entries=shown, total=len(published), drafts=waiting, q=q, taken=taken,
        same=same, for_key=for_key, pulled=pulled, names=names, people=house.officials.names(),
        bundled=[one for one in bundled if one.code not in published][:20],
    )  # fmt: skip


@routes.get("/catalogue/entry/{code}", name="entry")
def entry(request: Request, house: TheHouse, who: AnybodySees, code: str) -> Response:
    with house.province.database.read() as db:
        published, draft = published_entries(db, [code]).get(code), drafts(db).get(code)
        waits = parts.waits_for_key(db, code)
    # What halls show; what only waits for its signature is shown where they have nothing.
    shown = _procedure(published) if published else house.names.procedures.get(code)
    shown = shown or (_procedure(waits) if waits else None)
    if shown is None:
        raise ProvinceError(ProblemCode.NOT_FOUND)
    lines = in_words(shown, say_of(request))
    return show(
        request, "entry", who, "catalogue", one=shown, lines=lines, published=published is not None, draft=draft,
        waits=waits is not None,
    )  # fmt: skip


@routes.get("/catalogue/edit", name="edit_entry")
def edit(request: Request, house: TheHouse, who: PublisherSees, code: str = "") -> Response:
    """Offer the draft, else what is published, else what ships with this software, as a text to change."""
    with house.province.database.read() as db:
        draft, published = drafts(db).get(code), published_entries(db, [code]).get(code)
    bundled = house.names.procedures.get(code)
    start = draft.entry if draft else published or (as_entry(bundled) if bundled else {"code": code, "name": ""})
    return _editor(request, who, code, json.dumps(start, ensure_ascii=False, indent=2), None)


@routes.post("/catalogue/edit")
def write(request: Request, house: TheHouse, who: PublisherActs, text: Annotated[str, Form()] = "") -> Response:
    """Keep what was written as a draft."""
    made = read_entry(text)
    if isinstance(made, WrongEntry):
        return _editor(request, who, "", text, made)
    with house.province.database.write() as db:
        keep_drafts(db, [made], who.id, house.province.now_ms)
    return RedirectResponse(path_of(request, "draft", code=made.code), 303)


@routes.post("/catalogue/upload", name="upload")
def upload(
    request: Request, house: TheHouse, who: PublisherActs, file: Annotated[UploadFile | None, File()] = None
) -> Response:
    """Keep every entry of an export (one JSON object a line) that says something new as a draft; all lines or none."""
    raw = file.file.read() if file else b""
    lines = [line for line in raw.decode("utf-8-sig", "replace").splitlines() if line.strip()]
    made: list[Procedure] = []
    for number, line in enumerate(lines, 1):
        read = read_entry(line)
        if isinstance(read, WrongEntry):
            return _editor(request, who, "", line, WrongEntry(read.reason, read.where, number), uploaded=True)
        made.append(read)
    if not made:
        return _editor(request, who, "", "", WrongEntry("empty_file"), uploaded=True)
    with house.province.database.write() as db:
        published = published_entries(db, [one.code for one in made])
        new = [one for one in made if _as_published(one) != published.get(one.code)]
        count = keep_drafts(db, new, who.id, house.province.now_ms)
    return RedirectResponse(f"{path_of(request, 'catalogue')}?taken={count}&same={len(made) - count}", 303)


@routes.post("/catalogue/pulled", name="take_pulled")
def take_pulled(
    request: Request, house: TheHouse, who: PublisherActs, codes: Annotated[list[Code] | None, Form()] = None
) -> Response:
    """Let what the national exchange says of procedures wait for a signature; who takes it in does not sign it."""
    with house.province.database.write() as db:
        made = [Procedure.from_json(shelf.entry_of(db, code, house.province.now)) for code in codes or []]
        count = keep_drafts(db, made, who.id, house.province.now_ms)
    return RedirectResponse(f"{path_of(request, 'catalogue')}?taken={count}", 303)


@routes.get("/catalogue/draft/{code}", name="draft")
def draft(request: Request, house: TheHouse, who: AnybodySees, code: str) -> Response:
    """Show what would change in the halls."""
    with house.province.database.read() as db:
        return _draft_page(request, house, db, who, code)


@routes.post("/catalogue/draft/{code}/sign", name="sign")
def sign(
    request: Request, house: TheHouse, who: PublisherActs, code: str, seen: Annotated[str, Form(max_length=64)] = "",
    replaces: Annotated[str, Form(max_length=64)] = "",
) -> Response:  # fmt: skip
    """Publish a draft: exactly the one that was seen, in place of exactly what it was compared with.

    Raises:
        NotAllowedError: they wrote it themselves, and somebody else could sign.
        StalePageError: it changed meanwhile.
    """
    with house.province.database.write() as db:
        waiting = _must_wait(db, code)
        if not may_sign(waiting, who.id, active_publishers(db)):
            raise NotAllowedError()
        if (seen, replaces) != (fingerprint(waiting.entry), fingerprint(_published(db, code))):
            raise StalePageError()
        is_signed = parts.publish(house.province, db, code, waiting.entry, who.id)
        drop_draft(db, code, who.id, house.province.now_ms)
    there = path_of(request, "entry", code=code) if is_signed else path_of(request, "catalogue")
    return RedirectResponse(there, 303)


@routes.post("/catalogue/draft/{code}/drop", name="drop")
def drop(request: Request, house: TheHouse, who: PublisherActs, code: str) -> Response:
    with house.province.database.write() as db:
        drop_draft(db, code, who.id, house.province.now_ms)
    return RedirectResponse(path_of(request, "catalogue"), 303)


def _draft_page(request: Request, house: TheHouse, db: Connection, who: Who, code: str) -> Response:
    waiting, published = _must_wait(db, code), _published(db, code)
    shipped = house.names.procedures.get(code)  # what halls show until the province publishes its own
    before, after = (_procedure(published) if published else shipped), _procedure(waiting.entry)
    publishers = active_publishers(db)
    return show(
        request, "draft", who, "catalogue", draft=waiting, one=after, published=published is not None,
        shipped=shipped is not None, fields=differences(before, after, say_of(request)),
        seen=fingerprint(waiting.entry), replaces=fingerprint(published),
        may_sign=may_sign(waiting, who.id, publishers), alone=publishers <= 1,
        has_key=house.province.updates.can_sign(db),
        writer=house.officials.names().get(waiting.made_by, waiting.made_by),
        advice=advice(after, hall_day(house.province.now).isoformat()),
    )  # fmt: skip


def _editor(
    request: Request, who: Who, code: str, text: str, wrong: WrongEntry | None, *, uploaded: bool = False
) -> Response:
    status = 422 if wrong else 200
    return show(
        request, "editor", who, "catalogue", status=status, code=code, text=text, wrong=wrong, uploaded=uploaded
    )


def _must_wait(db: Connection, code: str) -> Draft:
    waiting = drafts(db).get(code)
    if waiting is None:
        raise ProvinceError(ProblemCode.NOT_FOUND)
    return waiting


def _published(db: Connection, code: str) -> dict[str, Any] | None:
    return published_entries(db, [code]).get(code)


def _as_published(procedure: Procedure) -> dict[str, Any]:
    return as_entry(procedure)


def _procedure(entry: dict[str, Any]) -> Procedure:
    """Return a published entry as a procedure; one that programs published otherwise shows what can be read of it."""
    read = read_entry(json.dumps(entry))
    return read if isinstance(read, Procedure) else Procedure(str(entry.get("code", "")), str(entry.get("name", "")))
