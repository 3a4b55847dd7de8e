"""/sync/v1/blobs: photographed papers, begun with PUT, continued with PATCH, asked about with HEAD.

The names of the headers are those of draft-ietf-httpbis-resumable-upload; RFC 9530 gives the digest of a piece. Unlike
there, an upload's address is the hash of its content, so that no lost reply leaves one that nobody knows.
"""

from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Request, Response
from fastapi.security import HTTPAuthorizationCredentials
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from sync.messages import (
    BLOB_PIECE,
    COMPLETE_HEADER,
    DIGEST_HEADER,
    LARGEST_BLOB,
    LENGTH_HEADER,
    OFFSET_HEADER,
    PIECE_TYPE,
    PREFIX,
    BlobBegun,
    BlobState,
    ProblemCode,
    Sha256Hex,
)
from sync.province import devices, papers
from sync.province.answers import PROBLEM_RESPONSE, TheProvince, reply
from sync.province.devices import Device
from sync.province.inflate import DRAINED
from sync.province.papers import Come
from sync.province.problems import ProvinceError
from sync.province.province import Province
from sync.province.sync_api import Bearer

router = APIRouter(prefix=f"{PREFIX}/blobs", tags=["sync"], responses=PROBLEM_RESPONSE)

Blob = Annotated[Sha256Hex, Path(description="SHA-256 of the sealed bytes, hex.")]
Offset = Annotated[int, Header(alias=OFFSET_HEADER, ge=0, le=LARGEST_BLOB)]


def _whole_number(description: str) -> dict[str, Any]:
    return {"description": description, "schema": {"type": "integer", "minimum": 0}}


_STATE_HEADERS = {
    OFFSET_HEADER: _whole_number("How many bytes have come: the paper goes on there."),
    LENGTH_HEADER: _whole_number("How many bytes it will have."),
    COMPLETE_HEADER: {
        "description": '"?1" when it is whole and its hash is right, "?0" before.',
        "schema": {"type": "string", "enum": ["?0", "?1"]},
    },
}
_STATE: dict[int | str, dict[str, Any]] = {200: {"description": "How much of it has come.", "headers": _STATE_HEADERS}}


@router.put("/{blob_id}", response_model=BlobState, responses=_STATE)
def begin(province: TheProvince, bearer: Bearer, blob_id: Blob, begun: BlobBegun) -> Response:
    """Begin a paper, or ask how far it is: a repeat is harmless and tells where to go on."""
    device = _device(province, bearer)
    return _said(province, device, papers.begin(province, device, blob_id, begun.bytes))


@router.head("/{blob_id}", responses=_STATE)
def ask(province: TheProvince, bearer: Bearer, blob_id: Blob) -> Response:
    """Tell in the headers how far a paper is; only of papers that this machine began itself."""
    device = _device(province, bearer)
    return _said(province, device, papers.how_far(province, device, blob_id))


@router.patch(
    "/{blob_id}",
    response_model=BlobState,
    responses=_STATE,
    openapi_extra={
        "requestBody": {
            "required": True,
            "description": f"The bytes from {OFFSET_HEADER} on, at most {BLOB_PIECE}.",
            "content": {PIECE_TYPE: {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
async def go_on(
    province: TheProvince, bearer: Bearer, blob_id: Blob, offset: Offset,
    digest: Annotated[str, Header(alias=DIGEST_HEADER, max_length=1024, description="sha-256=:base64: of the piece.")],
    request: Request,
) -> Response:  # fmt: skip
    """Add a piece at an offset. What was answered is on the province's disk; a line that breaks in the middle loses
    only what had not come yet. 409 `offset_wrong`: go on at the offset in the header.

    The piece that makes the paper whole has the hash of the whole checked. 422 `blob_wrong`: it is not the paper that
    its name says, and all of it was thrown away; begin again.
    """
    piece, cut = await _read_piece(request)
    if not cut and not papers.is_digest_of(digest, piece):
        raise ProvinceError(ProblemCode.DIGEST_WRONG)
    return await run_in_threadpool(_append, province, bearer, blob_id, offset, piece)


async def _read_piece(request: Request) -> tuple[bytes, bool]:
    """Return what came of a piece, and whether the line broke before its end: what came is written all the same.

    Raises:
        ProvinceError: more than a piece may be.
    """
    piece, received = bytearray(), 0
    try:
        async for some in request.stream():
            received += len(some)
            if received > DRAINED:
                break
            piece += some[: BLOB_PIECE + 1 - len(piece)]
    except ClientDisconnect:
        return bytes(piece[:BLOB_PIECE]), True
    if received > BLOB_PIECE:
        raise ProvinceError(ProblemCode.TOO_LARGE)
    return bytes(piece), False


def _append(
    province: Province, bearer: HTTPAuthorizationCredentials | None, blob_id: str, offset: int, piece: bytes
) -> Response:
    device = _device(province, bearer)
    return _said(province, device, papers.append(province, device, blob_id, offset, piece))


def _device(province: Province, bearer: HTTPAuthorizationCredentials | None) -> Device:
    with province.database.read() as db:
        return devices.device_of(
            db, province.keys.secret, bearer.credentials if bearer else None, province.now_ms
        )  # fmt: skip


def _said(province: Province, device: Device, come: Come) -> Response:
    envelope = province.envelope(device.incarnation)
    headers = {OFFSET_HEADER: str(come.offset), LENGTH_HEADER: str(come.size), COMPLETE_HEADER: f"?{int(come.whole)}"}
    state = BlobState(**envelope, offset=come.offset, size=come.size, whole=come.whole)
    return reply(state, headers=headers)
