"""The hall's clerks, as their manager keeps them; and the journal of who changed what."""

from fastapi import APIRouter

from kiosk.audit import audit
from kiosk.staff import Staff
from ui.web.guard import ForManagers
from ui.web.hall import Hall, InHall
from ui.web.manager_shapes import ChangedPerson, ClerkId, EntryOut, NewPerson, NewPin, PersonOut

routes = APIRouter(prefix="/api/people", tags=["people"])


@routes.get("")
def people(hall: InHall, who: ForManagers) -> list[PersonOut]:
    """Return all, those who are switched off last."""
    return _people(hall)


@routes.get("/journal")
def entries(hall: InHall, who: ForManagers) -> list[EntryOut]:
    """Return the last acts on people and settings, newest first."""
    names = {one.id: one.name for one in hall.access.clerks(everybody=True)}
    return [EntryOut.model_validate(one) for one in audit(hall.store, names, hall.words)]


@routes.post("", status_code=201)
def add(wanted: NewPerson, hall: InHall, who: ForManagers) -> list[PersonOut]:
    """Add somebody, who can log in at once."""
    _staff(hall).add(who.name or "", wanted.id, wanted.name.strip(), wanted.role, wanted.counter, wanted.pin)
    return _people(hall)


@routes.put("/{clerk}")
def change(clerk: ClerkId, wanted: ChangedPerson, hall: InHall, who: ForManagers) -> list[PersonOut]:
    """Change name, role and usual counter."""
    _staff(hall).change(who.name or "", clerk, wanted.name.strip(), wanted.role, wanted.counter)
    return _people(hall)


@routes.put("/{clerk}/pin")
def set_pin(clerk: ClerkId, wanted: NewPin, hall: InHall, who: ForManagers) -> list[PersonOut]:
    """Give a new PIN; whoever is logged in with the old one is logged out."""
    _staff(hall).set_pin(who.name or "", clerk, wanted.pin)
    return _people(hall)


@routes.post("/{clerk}/off")
def switch_off(clerk: ClerkId, hall: InHall, who: ForManagers) -> list[PersonOut]:
    """Let somebody in no more, at once."""
    _staff(hall).switch(who.name or "", clerk, on=False)
    return _people(hall)


@routes.post("/{clerk}/on")
def switch_on(clerk: ClerkId, hall: InHall, who: ForManagers) -> list[PersonOut]:
    """Let somebody in again, with the PIN from before."""
    _staff(hall).switch(who.name or "", clerk, on=True)
    return _people(hall)


def _staff(hall: Hall) -> Staff:
    return Staff(hall.store, hall.access)


def _people(hall: Hall) -> list[PersonOut]:
    return [PersonOut.model_validate(one) for one in _staff(hall).everybody()]
