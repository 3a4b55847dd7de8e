"""How the server writes: answers with their envelope, refusals as problems, and what stands behind each request."""

from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, FastAPI, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import DataError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from starlette.exceptions import HTTPException as StarletteHTTPException

from sync.messages import INCARNATION_HEADER, PROTOCOL_HEADER, TIME_HEADER, Answer, ProblemCode
from sync.province.database import is_full
from sync.province.files import FilesError, FilesFullError
from sync.province.problems import ProvinceError, problem_body
from sync.province.province import Province

BUSY_SECONDS = 15
PROBLEM_RESPONSE: dict[int | str, dict[str, Any]] = {
    "default": {
        "description": "The province says no, and why (RFC 9457).",
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
}


def province_of(request: Request) -> Province:
    return request.app.state.province


TheProvince = Annotated[Province, Depends(province_of)]


def reply(answer: Answer, etag: str | None = None, headers: dict[str, str] | None = None) -> Response:
    """Return an answer of the sync protocol. The envelope stands in the headers too, for answers without a body."""
    headers = {**envelope_headers(answer.model_dump()), **({"ETag": etag} if etag else {}), **(headers or {})}
    return Response(answer.model_dump_json(), media_type="application/json", headers=headers)


def nothing_new(envelope: dict[str, Any], etag: str) -> Response:
    return Response(status_code=304, headers={**envelope_headers(envelope), "ETag": etag})


def file_reply(file: Path, part: tuple[int, int] | None, envelope: dict[str, Any], etag: str) -> Response:
    """Return a packed file, or the `part` of it from a first to a last byte."""
    headers = {**envelope_headers(envelope), "ETag": etag, "Accept-Ranges": "bytes", "Content-Encoding": "identity"}
    if part is None:
        return Response(file.read_bytes(), headers=headers, media_type="application/gzip")
    first, last = part
    with file.open("rb") as opened:
        opened.seek(first)
        body = opened.read(last - first + 1)
    headers["Content-Range"] = f"bytes {first}-{last}/{file.stat().st_size}"
    return Response(body, 206, headers, media_type="application/gzip")


def install_problems(app: FastAPI) -> None:
    """Turn every way in which a request can fail into a problem with a Vietnamese sentence."""
    app.add_exception_handler(ProvinceError, _refused)
    app.add_exception_handler(RequestValidationError, _not_valid)
    app.add_exception_handler(StarletteHTTPException, _http)
    app.add_exception_handler(DataError, _not_storable)
    app.add_exception_handler(UnicodeEncodeError, _not_storable)
    app.add_exception_handler(DBAPIError, _no_database)
    app.add_exception_handler(PoolTimeoutError, _no_database)
    app.add_exception_handler(FilesError, _no_files)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, ProvinceError)  # noqa: S101
    return _problem(request, error.code, error.status, error.detail, error.retry_after, error.headers)


def _not_valid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    where = ".".join(str(one) for one in error.errors()[0]["loc"]) if error.errors() else ""
    return _refused(request, ProvinceError(ProblemCode.BAD_REQUEST, where))


def _not_storable(request: Request, error: Exception) -> Response:
    """A zero byte or half a letter (a lone surrogate): JSON can say it, no database can keep it."""
    return _refused(request, ProvinceError(ProblemCode.BAD_REQUEST, "text"))


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException | StarletteHTTPException)  # noqa: S101
    detail = ProvinceError(ProblemCode.NOT_FOUND).detail
    return _problem(request, ProblemCode.NOT_FOUND, error.status_code, detail, None)


def _no_database(request: Request, error: Exception) -> Response:
    full = isinstance(error, OperationalError) and is_full(error)
    return _refused(request, ProvinceError(ProblemCode.FULL if full else ProblemCode.BUSY, retry_after=BUSY_SECONDS))


def _no_files(request: Request, error: Exception) -> Response:
    full = isinstance(error, FilesFullError)
    return _refused(request, ProvinceError(ProblemCode.FULL if full else ProblemCode.BUSY, retry_after=BUSY_SECONDS))


def _problem(
    request: Request, code: ProblemCode, status: int, detail: str, retry_after: int | None,
    more: dict[str, str] | None = None,
) -> Response:  # fmt: skip
    envelope = province_of(request).envelope()
    headers = {**envelope_headers(envelope), **(more or {})}
    if retry_after is not None:
        headers["Retry-After"] = str(retry_after)
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    body = {**problem_body(code, status, detail), **envelope}
    return JSONResponse(body, status, headers, media_type="application/problem+json")


def envelope_headers(envelope: dict[str, Any]) -> dict[str, str]:
    """Return the envelope as headers, without which a machine takes an answer for a log-in page."""
    return {
        PROTOCOL_HEADER: str(envelope["protocol"]),
        TIME_HEADER: str(envelope["server_time"]),
        INCARNATION_HEADER: envelope["incarnation"],
    }
