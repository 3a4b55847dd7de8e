"""What a manager decides for the hall: hours, services, counters, texts. The running server follows at once."""

from dataclasses import replace
from typing import cast

from fastapi import APIRouter, FastAPI, Request

from kiosk.config import Settings
from kiosk.settings_file import Change, CounterChange, HallChange, ServiceChange
from ui.web.guard import ForManagers
from ui.web.hall import InHall
from ui.web.manager_shapes import (
    CounterSettingsShape,
    HallSettingsShape,
    ServiceSettingsShape,
    SettingsShape,
)

routes = APIRouter(prefix="/api/settings", tags=["settings"])


@routes.get("")
def settings(hall: InHall, who: ForManagers) -> SettingsShape:
    """Return what hall.toml says now, and its version."""
    return _shape(*hall.settings_file.read())


@routes.put("")
def change(wanted: SettingsShape, request: Request, hall: InHall, who: ForManagers) -> SettingsShape:
    """Write the whole page into hall.toml, or nothing of it. A counter that is left out is removed, a new one added;
    a service that is left out stays as it is. What every name means stands in the default hall's file."""
    new = hall.settings_file.change(hall.store, who.name or "", wanted.version, _change(wanted))
    app = cast(FastAPI, request.app)
    app.state.hall = replace(hall, settings=new, desk=hall.desk_for(new))
    return _shape(new, hall.settings_file.read()[1])


def _change(wanted: SettingsShape) -> Change:
    hall = wanted.hall
    return Change(
        HallChange(hall.phone.strip(), tuple(hall.hours), hall.holidays, tuple(hall.board_texts)),
        tuple(
            ServiceChange(one.letter, one.name.strip(), tuple(one.hours), one.daily_quota, one.ticket_note.strip())
            for one in wanted.services
        ),
        tuple(
            CounterChange(one.number, one.name.strip(), tuple(one.services), one.direction.strip())
            for one in wanted.counters
        ),
    )


def _shape(found: Settings, version: str) -> SettingsShape:
    hall = found.hall
    return SettingsShape(
        version=version,
        hall=HallSettingsShape(
            phone=hall.phone, hours=list(hall.hours), holidays=hall.holidays, board_texts=list(hall.board_texts)
        ),
        services=[
            ServiceSettingsShape(
                letter=one.letter, name=one.name, hours=list(one.hours), daily_quota=one.daily_quota,
                ticket_note=one.ticket_note,
            )
            for one in found.services
        ],
        counters=[
            CounterSettingsShape(
                number=one.number, name=one.name, services=list(one.services), direction=one.direction
            )
            for one in found.counters
        ],
    )  # fmt: skip
