"""/sync/v1/updates: signed metadata and targets, for anybody who asks.

No token: a machine checks signatures before it has one, a revoked machine still tells villagers what holds, and a cache
on the way may answer. Nothing personal and no secret is ever a target.
"""

import re
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Response
from fastapi.responses import StreamingResponse

from sync.messages import PREFIX, ProblemCode
from sync.province.answers import PROBLEM_RESPONSE, TheProvince, envelope_headers
from sync.province.problems import ProvinceError
from sync.province.province import Province
from sync.province.ranges import asked_range
from sync.province.updates import repository
from sync.province.updates.keys import TIMESTAMP
from sync.signed import METADATA, PIECE_BYTES, TARGETS

router = APIRouter(prefix=PREFIX, tags=["updates"], responses=PROBLEM_RESPONSE)

_HASHED = re.compile(r"(.*/)?([0-9a-f]{64})\.([^/]+)")
_BYTES: dict[str, Any] = {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
_METADATA: dict[int | str, dict[str, Any]] = {
    200: {"description": "Signed metadata, as it was signed.", "content": {"application/json": {}}},
    304: {"description": "Still the same."},
}
_TARGET: dict[int | str, dict[str, Any]] = {
    200: {"description": "The whole target.", **_BYTES},
    206: {"description": "The part that was asked for.", **_BYTES},
    304: {"description": "Still the same."},
}


@router.get(f"{METADATA}/{{name}}", response_class=Response, responses=_METADATA)
def metadata(
    province: TheProvince,
    name: Annotated[str, Path(pattern=r"^([1-9]\d{0,11}\.(root|snapshot|targets)|timestamp)\.json$")],
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """Return metadata of The Update Framework: `timestamp.json`, or a numbered root, snapshot or list of targets.

    404: there is none (any more); for a root it means that the one before is the newest.
    """
    if name == f"{TIMESTAMP}.json":
        body = province.updates.fresh_timestamp(province.now)
    else:
        with province.database.read() as db:
            body = repository.metadata_of(db, name)
    etag = f'"{repository.sha256_of(body)}"'
    headers = {**envelope_headers(province.envelope()), "ETag": etag}
    if if_none_match == etag:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)


@router.get(f"{TARGETS}/{{path:path}}", response_class=Response, responses=_TARGET)
def target(
    province: TheProvince,
    path: Annotated[str, Path(max_length=200, description="Such as forms/<sha256>.birth.json.")],
    range: Annotated[str | None, Header(description="bytes=first-last; the target never changes.")] = None,  # noqa: A002
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """Return a target by its path, with its SHA-256 before its name; whole, or the part that `Range` names."""
    found = _HASHED.fullmatch(path)
    if found is None:
        raise ProvinceError(ProblemCode.NOT_FOUND)
    sha256 = found[2]
    with province.database.read() as db:
        size = repository.size_of(db, sha256)
    if size is None:
        raise ProvinceError(ProblemCode.NOT_FOUND)
    etag = f'"{sha256}"'
    headers = {**envelope_headers(province.envelope()), "ETag": etag, "Accept-Ranges": "bytes"}
    if if_none_match == etag:
        return Response(status_code=304, headers=headers)
    if asked := asked_range(range, size):
        with province.database.read() as db:
            body = repository.bytes_of(db, sha256, *asked)
        # A part must come as it is, and the server's packing leaves alone what names an encoding.
        headers |= {"Content-Range": f"bytes {asked[0]}-{asked[1]}/{size}", "Content-Encoding": "identity"}
        return Response(body, 206, headers, media_type="application/octet-stream")
    if size <= PIECE_BYTES:
        with province.database.read() as db:
            return Response(repository.bytes_of(db, sha256), headers=headers, media_type="application/octet-stream")
    headers["Content-Length"] = str(size)
    pieces = _pieces(province, sha256, size)
    return StreamingResponse(
        pieces, headers={**headers, "Content-Encoding": "identity"}, media_type="application/octet-stream"
    )


def _pieces(province: Province, sha256: str, size: int) -> Iterator[bytes]:
    for first in range(0, size, PIECE_BYTES):
        with province.database.read() as db:
            yield repository.bytes_of(db, sha256, first, min(size, first + PIECE_BYTES) - 1)
