"""What villagers said after the service: one row a ticket, the last word counts."""

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, Field, ValidationError
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from kiosk.clock import hall_day, moment
from sync.messages import Event
from sync.province.devices import Device
from sync.province.page_tables import rating

KIND = "rating.given"


class RatingGiven(BaseModel):
    """The part of the event "rating.given", version 1, that is counted."""

    ticket: str = Field(min_length=1, max_length=64)
    value: int = Field(ge=1, le=3, strict=True)


def read_rating(event: Event) -> RatingGiven | None:
    """Return what a villager said; None where the event says nothing that can be counted. It is stored all the same."""
    if event.kind != KIND or event.v != 1:
        return None
    try:
        return RatingGiven.model_validate_json(event.body)
    except ValidationError:
        return None


def keep_ratings(db: Connection, device: Device, given: Sequence[tuple[Event, RatingGiven]]) -> None:
    """Count these, each in place of what was said of the same ticket before, in whatever order they come."""
    newest: dict[str, dict[str, Any]] = {}
    for event, said in sorted(given, key=lambda one: one[0].wall_ms):
        newest[said.ticket] = {
            "device_id": device.device_id, "ticket": said.ticket, "hall": device.hall, "value": said.value,
            "day": hall_day(moment(event.wall_ms)).isoformat(), "wall_ms": event.wall_ms,
        }  # fmt: skip
    if not newest:
        return
    put = (postgresql if db.dialect.name == "postgresql" else sqlite).insert(rating)
    changed = {name: put.excluded[name] for name in ("hall", "day", "value", "wall_ms")}
    db.execute(
        put.on_conflict_do_update(
            index_elements=["device_id", "ticket"], set_=changed, where=rating.c.wall_ms <= put.excluded.wall_ms
        ),
        # In one order: two requests with the same tickets then wait for each other and cannot deadlock.
        [newest[ticket] for ticket in sorted(newest)],
    )
