"""All pages as one application below /pages, with its own answers to what goes wrong: a page, not a problem+json."""

from collections.abc import Callable
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from starlette.exceptions import HTTPException

from kiosk.assets import assets
from kiosk.errors import AccessError, KioskError, NotAllowedError, StalePageError
from sync.messages import ProblemCode
from sync.province.pages import account, catalogue, dead_letters, dossiers, halls, notices, public, submissions
from sync.province.pages.frame import HERE, House, language_of, path_of, show
from sync.province.pages.guard import LoginNeededError
from sync.province.pages.limits import Limits
from sync.province.problems import ProvinceError
from sync.province.province import Province

PREFIX = "/pages"


def create_pages(province: Callable[[], Province]) -> FastAPI:
    """Return the application of the pages.

    Args:
        province: what it shows; asked at every request.
    """
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.state.house = House(province)
    app.add_middleware(Limits)
    for room in (account, halls, submissions, dossiers, notices, catalogue, dead_letters, public):
        app.include_router(room.routes)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    app.mount("/fonts", StaticFiles(directory=assets() / "fonts"), name="fonts")
    for kind, handler in (
        (LoginNeededError, _log_in_first), (KioskError, _ours), (ProvinceError, _provinces), (HTTPException, _http),
        (RequestValidationError, _not_valid), (DBAPIError, _busy), (PoolTimeoutError, _busy),
    ):  # fmt: skip
        app.add_exception_handler(kind, handler)
    return app


# Not "async": what they show may read the database, and so they run in a thread.


def _log_in_first(request: Request, error: Exception) -> Response:
    there = request.url.path if request.method == "GET" else ""
    query = f"?{request.url.query}" if there and request.url.query else ""
    return RedirectResponse(f"{path_of(request, 'log_in_page')}?{urlencode({'next': there + query})}", 303)


def _ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, KioskError)  # noqa: S101
    status = (
        403 if isinstance(error, NotAllowedError | StalePageError) else 401 if isinstance(error, AccessError) else 400
    )
    return _wrong(request, status, error.sentence(language_of(request)))


def _provinces(request: Request, error: Exception) -> Response:
    assert isinstance(error, ProvinceError)  # noqa: S101
    return _wrong(request, error.status, error.sentence(language_of(request)))


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101
    return _wrong(request, error.status_code, ProvinceError(ProblemCode.NOT_FOUND).sentence(language_of(request)))


def _not_valid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    where = str(error.errors()[0]["loc"][-1]) if error.errors() else ""
    return _provinces(request, ProvinceError(ProblemCode.BAD_REQUEST, where))


def _busy(request: Request, error: Exception) -> Response:
    return _provinces(request, ProvinceError(ProblemCode.BUSY))


def _wrong(request: Request, status: int, sentence: str) -> Response:
    return show(request, "wrong", getattr(request.state, "who", None), status=status, sentence=sentence)
