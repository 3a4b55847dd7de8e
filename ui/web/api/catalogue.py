"""What this hall knows better about procedures, as its manager keeps it: phones, counters, fees of the province."""

from fastapi import APIRouter

from kiosk.catalogue.describe import say_fee, say_time
from kiosk.catalogue.guidance import Guidance
from kiosk.catalogue.local import own_facts, scopes_of, set_facts
from kiosk.catalogue.procedures import Procedure
from kiosk.clock import moment
from kiosk.store import catalogue as tables
from ui.web.guard import ForManagers
from ui.web.hall import Hall, InHall
from ui.web.manager_shapes import (
    AgeOut,
    CatalogueOut,
    ChangedFacts,
    ProcedureLineOut,
    ProcedureOut,
    Scope,
)

routes = APIRouter(prefix="/api/catalogue", tags=["catalogue"])

SCOPES: tuple[Scope, ...] = ("everything", "field", "procedure")  # in the order of scopes_of


@routes.get("")
def status(hall: InHall, who: ForManagers) -> CatalogueOut:
    """Say how many procedures villagers find, and how old their data is."""
    library, db = hall.library(), hall.store.db
    last = tables.last_load(db, tables.IMPORT)
    return CatalogueOut(
        procedures=tables.count(db)[1],
        ages=[AgeOut(month=month, procedures=count) for month, count in library.ages().items()],
        next_change=tables.next_change(db),
        imported_at=moment(last.at_ms) if last else None,
        doubtful=sum(bool(one.caveat) for one in library.everything(offered=True)),
    )


@routes.get("/procedures")
def procedures(hall: InHall, who: ForManagers) -> list[ProcedureLineOut]:
    """Return every procedure that villagers find, by name."""
    offered = hall.library().everything(offered=True)
    local = {one.scope for one in tables.facts(hall.store.db)}
    lines = [
        ProcedureLineOut(code=one.code, name=one.short_name, field=one.field, local=one.code in local)
        for one in offered
    ]
    return sorted(lines, key=lambda one: (one.field, one.name))


@routes.get("/procedures/{code}")
def procedure(code: str, hall: InHall, who: ForManagers) -> ProcedureOut:
    """Return what a procedure's page says in this hall, and what of it the hall has set."""
    return _shown(hall, code)


@routes.put("/procedures/{code}/facts")
def change(code: str, wanted: ChangedFacts, hall: InHall, who: ForManagers) -> ProcedureOut:
    """Set what the hall knows better: of this procedure, of its whole field, or of everything. All of it or nothing."""
    scope = _scope(hall.library().procedure(code), wanted.scope)
    set_facts(hall.store, hall.settings, scope, wanted.facts.model_dump(exclude_none=True), who.name or "")
    return _shown(hall, code)


def _scope(procedure: Procedure, scope: Scope) -> str:
    return scopes_of(procedure)[SCOPES.index(scope)]


def _shown(hall: Hall, code: str) -> ProcedureOut:
    page = Guidance(hall.store, hall.settings, hall.library()).page(code)
    found, say = page.procedure, hall.words.say
    return ProcedureOut(
        code=found.code,
        name=found.short_name,
        field=found.field,
        agency=found.agency,
        as_of=found.as_of,
        caveat=found.caveat or "",
        time=say_time(found.time_limit, say) or say("procedure.ask"),
        fee=say_fee(found.fee, say) or say("procedure.ask"),
        counters=list(page.desk.counters),
        official=page.official,
        phone=page.phone,
        notices=[say(one) for one in page.notices],
        changes_on=page.changes_on,
        own={scope: own_facts(hall.store, _scope(found, scope)) for scope in SCOPES},
    )
