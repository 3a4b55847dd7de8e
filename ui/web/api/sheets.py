"""The forms 01, 02 and 03 as pages to print: made in the clerk's browser and nowhere kept (no print job, no file)."""

from contextlib import suppress
from datetime import datetime
from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import Response

from kiosk.catalogue.procedures import Procedure
from kiosk.clock import moment
from kiosk.dossiers.secret import code_key, lookup_secret
from kiosk.errors import CatalogueError, StoreError
from kiosk.forms.desk_sheets import DeskSheets, ProvincesWord
from kiosk.store import dossiers
from ui.web.guard import ForClerks
from ui.web.hall import Hall, InHall
from ui.web.pages import templates
from ui.web.symbols import bars_picture, qr_picture

routes = APIRouter(include_in_schema=False)


@routes.get("/counter/sheets/{code}/{form}")
def sheet(code: str, form: Literal["01", "02", "03"], request: Request, hall: InHall, who: ForClerks) -> Response:
    """Show a form of a submission, ready to print. Journalled as an opening is."""
    name = who.clerk.name if who.clerk else ""
    made = sheets_of(hall).sheet(code, form, who.name or "", name)
    values = {"sheet": made, "say": hall.words.say, "qr": qr_picture, "bars": bars_picture}
    return templates.TemplateResponse(request, "sheet.html", values)


def sheets_of(hall: Hall) -> DeskSheets:
    home = hall.settings_file.home

    def procedure_of(code: str) -> Procedure | None:
        with suppress(CatalogueError, StoreError):
            return hall.library().procedure(code)
        return None

    def word_of(official: str) -> ProvincesWord | None:
        row = dossiers.get(hall.store.db, code_key(lookup_secret(home), official))
        return ProvincesWord(_moment(row.received_ms), _moment(row.due_ms)) if row else None

    return DeskSheets(hall.submissions, hall.settings, home, procedure_of, word_of)


def _moment(stored: int | None) -> datetime | None:
    return None if stored is None else moment(stored)
