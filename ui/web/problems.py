"""Everything that goes wrong leaves as application/problem+json (RFC 9457) with a Vietnamese sentence for a person."""

import sqlite3
from http import HTTPStatus
from typing import Any, cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from kiosk import errors
from kiosk.dossiers.provisional import parse
from kiosk.errors import KioskError
from kiosk.languages import texts
from ui.web.hall import Hall
from ui.web.shapes import SubmissionOut, TicketOut

MEDIA_TYPE = "application/problem+json"

# The nearest ancestor counts.
STATUS: dict[type[KioskError], int] = {
    KioskError: 500,
    errors.ConfigError: 422,
    errors.SettingsChangedError: 409,
    errors.StoreError: 503,
    errors.RequestReusedError: 409,
    errors.QueueError: 409,
    errors.UnknownServiceError: 422,
    errors.UnknownClassError: 422,
    errors.UnknownCounterError: 404,
    errors.UnknownTicketError: 404,
    errors.UnknownLetterError: 404,
    errors.UnknownHelpCallError: 404,
    errors.UnknownReasonError: 422,
    errors.WrongDaysError: 422,
    errors.CatalogueError: 422,
    errors.UnknownProcedureError: 404,
    errors.NothingToTakeBackError: 409,
    errors.ReadingError: 422,
    errors.FormError: 409,
    errors.UnknownDraftError: 404,
    errors.WrongAnswerError: 422,
    errors.DoubtfulActError: 422,
    errors.NothingSaidError: 422,
    errors.NoSheetError: 404,
    errors.SealError: 409,
    errors.PrintError: 409,
    errors.SyncError: 503,
    errors.AccessError: 401,
    errors.NotAllowedError: 403,
    errors.StalePageError: 403,
    errors.TooManyTriesError: 429,
    errors.WeakPinError: 422,
    errors.LastManagerError: 409,
    errors.ClerkKnownError: 409,
    errors.UnknownClerkError: 404,
}

# What the framework says with a number only.
FRAMEWORK = {
    404: "not_found",
    405: "method",
    413: "too_large",
    415: "json_only",
    421: "host",
    422: "invalid",
    503: "busy",
}


def problem(status: int, code: str, detail: str, headers: dict[str, str] | None = None, **more: Any) -> JSONResponse:
    """Return one problem. `code` names it for programs: "stale_version"."""
    body = {"type": f"/api/problems/{code}", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return JSONResponse({**body, "code": code, **more}, status, headers, MEDIA_TYPE)


def framework_problem(status: int, headers: dict[str, str] | None = None, **more: Any) -> JSONResponse:
    """Return what the framework found wrong, in our words."""
    code = FRAMEWORK.get(status)
    if code is None:
        return problem(status, "http", texts("vi").say("web.problem.http", status=status), headers, **more)
    return problem(status, code, texts("vi").say(f"web.problem.{code}"), headers, **more)


def install(app: FastAPI) -> None:
    """Let every error of `app` leave as a problem."""
    app.add_exception_handler(KioskError, _ours)
    app.add_exception_handler(sqlite3.Error, _unreadable)
    app.add_exception_handler(HTTPException, _theirs)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Exception, _unexpected)


# Not "async": they may read the store, and so run in a thread.


def _ours(request: Request, error: Exception) -> Response:
    known = cast(KioskError, error)
    status = next(STATUS[kind] for kind in type(known).__mro__ if kind in STATUS)
    headers: dict[str, str] = {}
    if status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    if isinstance(known, errors.TooManyTriesError):
        headers["Retry-After"] = str(known.values["seconds"])
    return problem(status, known.text_id.removeprefix("error."), str(known), headers, **_present(request, known))


def _present(request: Request, error: KioskError) -> dict[str, Any]:
    """Return the present state of what an act was refused on, for those who may act on it."""
    if isinstance(error, errors.DeskError):
        return _submission(request)
    ticket = request.path_params.get("ticket")
    acts = request.url.path.startswith("/api/tickets/")
    if not (ticket and acts and isinstance(error, errors.QueueError)):
        return {}
    hall = cast(Hall, request.app.state.hall)
    try:
        view = hall.desk.overview.ticket(ticket)
    except (errors.UnknownTicketError, errors.StoreError, sqlite3.Error):
        return {}
    return {"ticket": TicketOut.of(view).model_dump(mode="json", by_alias=True)}


def _submission(request: Request) -> dict[str, Any]:
    """Return where a submission stands, without its content. Only clerks come as far as an act."""
    hall = cast(Hall, request.app.state.hall)
    try:
        one = hall.submissions.listed(parse(request.path_params["code"]).text)
    except (KeyError, KioskError, sqlite3.Error):
        return {}
    return {"submission": SubmissionOut.of(one.status, one.title).model_dump(mode="json")}


def _unreadable(request: Request, error: Exception) -> Response:
    """A read outside an act met a broken or missing file."""
    return _ours(request, errors.StoreError(problem=str(error)))


def _theirs(request: Request, error: Exception) -> Response:
    known = cast(HTTPException, error)
    return framework_problem(known.status_code, dict(known.headers or {}))


def _invalid(request: Request, error: Exception) -> Response:
    """Name the places that are wrong, never what stood there: it may be somebody's name."""
    known = cast(RequestValidationError, error)
    places = [{"where": ".".join(str(part) for part in one["loc"]), "problem": one["type"]} for one in known.errors()]
    return framework_problem(422, errors=places)


def _unexpected(request: Request, error: Exception) -> Response:
    return problem(500, "unexpected", KioskError().sentence())
