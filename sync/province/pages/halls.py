"""Halls and their machines: how they are, letting one in, taking the right to send away."""

import re
from collections import Counter
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from kiosk.catalogue.fold import fold, slug
from kiosk.catalogue.units import Units
from sync.messages import ProblemCode
from sync.province import devices
from sync.province.machines import LEVELS, machines
from sync.province.names import HallName, called, halls_of, name_hall
from sync.province.pages import parts
from sync.province.pages.frame import path_of, say_of, show
from sync.province.pages.guard import AnybodySees, TechnicianActs, TechnicianSees, TheHouse, Who
from sync.province.pages.qr import enrol_payload, qr_picture
from sync.province.problems import ProvinceError

routes = APIRouter()

_NAME = re.compile(r"[A-Za-z0-9._-]{1,64}", re.ASCII)
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.:\[\]-]{1,180}(/[A-Za-z0-9._~/-]{0,60})?", re.ASCII)
Word = Annotated[str, Form(max_length=200)]


@routes.get("/halls", name="halls")
def halls(request: Request, house: TheHouse, who: AnybodySees, q: str = "", level: str = "") -> Response:
    with house.province.database.read() as db:
        found = machines(db, house.province.now_ms)
        names = halls_of(db, house.names)
    counts = Counter(one.level for one in found)
    wanted = fold(q)
    shown = [
        one
        for one in found
        if (not wanted or wanted in fold(f"{called(names, one.hall)} {one.hall} {one.device_id}"))
        and (level not in LEVELS or one.level == level)
    ]
    return show(
        request, "halls", who, "halls", machines=shown, counts=counts, total=len(found), q=q, level=level,
        levels=LEVELS, called=partial(called, names),
    )  # fmt: skip


@routes.get("/halls/enrol", name="enrol")
def enrol(request: Request, house: TheHouse, who: TechnicianSees, province: str = "") -> Response:
    return _form(request, house, who, province, problem="", given={})


@routes.post("/halls/enrol")
def make_code(
    request: Request, house: TheHouse, who: TechnicianActs, address: Word = "", hall: Word = "", province: Word = "",
    commune: Word = "", new_hall: Word = "", agency: Word = "",
) -> Response:  # fmt: skip
    """Make a one-time code and show it, this once."""
    given = {"address": address, "hall": hall, "commune": commune, "new_hall": new_hall, "agency": agency}
    say, address = say_of(request), address.strip().rstrip("/")
    with house.province.database.write() as db:
        known = halls_of(db, house.names)
        chosen = known.get(hall) if hall else _new_hall(commune, new_hall.strip(), agency.strip())
        problem = _problem(known, chosen, address)
        if problem or chosen is None:
            return _form(request, house, who, province, say(f"province.enrol.{problem or 'no_hall'}"), given)
        if chosen.hall not in known:
            name_hall(house.province.database, db, chosen)
        now_ms = house.province.now_ms
        code = devices.make_code(db, chosen.hall, chosen.agency, now_ms, who.id)
    payload = enrol_payload(address, code, parts.root_sha256(house.province))
    return show(
        request, "enrol_code", who, "halls", hall=chosen, code=code, address=address, qr=qr_picture(payload),
        payload=payload, until_ms=now_ms + devices.CODE_MS,
    )  # fmt: skip


@routes.get("/halls/devices/{device_id}/revoke", name="revoke")
def revoke_page(request: Request, house: TheHouse, who: TechnicianSees, device_id: str) -> Response:
    with house.province.database.read() as db:
        machine = next((one for one in machines(db, house.province.now_ms) if one.device_id == device_id), None)
        names = halls_of(db, house.names)
    if machine is None:
        raise ProvinceError(ProblemCode.UNKNOWN_DEVICE)
    return show(request, "revoke", who, "halls", machine=machine, hall=called(names, machine.hall))


@routes.post("/halls/devices/{device_id}/revoke")
def revoke(request: Request, house: TheHouse, who: TechnicianActs, device_id: str) -> Response:
    with house.province.database.write() as db:
        devices.revoke(db, device_id, house.province.now_ms, who.id)
    return RedirectResponse(path_of(request, "halls"), 303)


def _form(request: Request, house: TheHouse, who: Who, province: str, problem: str, given: dict[str, str]) -> Response:
    with house.province.database.read() as db:
        known = sorted(halls_of(db, house.names).values(), key=lambda one: fold(one.name))
    units = Units()
    chosen = province or next((one.code for one in units.provinces if one.short == house.names.home), "")
    address = given.get("address") or str(request.base_url).removesuffix("/").removesuffix(request.scope["root_path"])
    return show(
        request, "enrol", who, "halls", status=422 if problem else 200, known=known, provinces=units.provinces,
        province=chosen, communes=units.communes(chosen), problem=problem, given=given, address=address,
    )  # fmt: skip


def _new_hall(commune: str, hall: str, agency: str) -> HallName | None:
    """Return the hall of a commune picked by its national code."""
    unit = Units().commune(commune)
    return HallName(hall or slug(unit.short, 64), unit.name, agency) if unit else None


def _problem(known: dict[str, HallName], chosen: HallName | None, address: str) -> str:
    """Return what is wrong, as the last part of a text id; "" where nothing is."""
    if chosen is None:
        return "no_hall"
    if not _NAME.fullmatch(chosen.hall) or not _NAME.fullmatch(chosen.agency):
        return "wrong_name"
    if chosen.hall in known and known[chosen.hall] != chosen:
        return "taken"
    return "" if _ADDRESS.fullmatch(address) else "wrong_address"
