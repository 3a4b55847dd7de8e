"""/sync/v1: what halls' machines ask."""

from dataclasses import asdict
from typing import Annotated, Literal

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Depends, Header, Query, Request, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy import Connection

from sync.messages import (
    CHANGES_PER_PAGE,
    OLDEST_PROTOCOL,
    PREFIX,
    PROTOCOL,
    PROTOCOL_HEADER,
    Changes,
    Enrolled,
    EnrolRequest,
    Found,
    Hello,
    LookupRequest,
    ProblemCode,
    Reconciled,
    Token,
    TokenRequest,
    Verdicts,
    VersionRange,
)
from sync.province import devices
from sync.province.answers import PROBLEM_RESPONSE, TheProvince, file_reply, nothing_new, reply
from sync.province.devices import Device
from sync.province.feed import head_of, page_of
from sync.province.inflate import read_body
from sync.province.lookups import count_lookup
from sync.province.office import find_dossier
from sync.province.problems import ProvinceError
from sync.province.province import Province
from sync.province.ranges import asked_range
from sync.province.reading import read_batch
from sync.province.reconcile import compare, read_request

STORING = 8  # requests of one worker that store at the same time
router = APIRouter(prefix=PREFIX, tags=["sync"], responses=PROBLEM_RESPONSE)


def _must_read_us(
    spoken: Annotated[int | None, Header(alias=PROTOCOL_HEADER, description="The version the machine speaks.")] = None,
) -> None:
    """What a machine of an old version cannot read is not told to it. Whatever it sends is taken."""
    if spoken is not None and not OLDEST_PROTOCOL <= spoken <= PROTOCOL:
        raise ProvinceError(ProblemCode.UPGRADE_REQUIRED)


READERS_ONLY = [Depends(_must_read_us)]

_bearer = HTTPBearer(auto_error=False, scheme_name="device-token", description="From POST /sync/v1/token.")
Bearer = Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]


@router.get("/hello", response_model=Hello)
def hello(province: TheProvince) -> Response:
    """Say who is there: the versions spoken, the limits, the key to seal to, and a nonce to ask for a token with."""
    with province.database.read() as db:
        incarnation = devices.present_incarnation(db)
    nonce = devices.make_nonce(province.keys.secret, province.now_ms)
    return reply(
        Hello(
            **province.envelope(incarnation),
            versions=VersionRange(oldest=OLDEST_PROTOCOL, newest=PROTOCOL),
            recipient=province.keys.recipient,
            nonce=nonce,
        )
    )


@router.post("/enrol", response_model=Enrolled)
def enrol(province: TheProvince, asked: EnrolRequest) -> Response:
    """Make a machine known by a one-time code. The same code and key again get the same answer."""
    with province.database.write() as db:
        device = devices.enrol(db, asked, province.now_ms)
    return reply(
        Enrolled(
            **province.envelope(device.incarnation),
            device_id=device.device_id,
            hall=device.hall,
            agency=device.agency,
            recipient=province.keys.recipient,
        )
    )


@router.post("/token", response_model=Token)
def token(province: TheProvince, asked: TokenRequest) -> Response:
    """Give a machine that signs our nonce a token for twelve hours."""
    with province.database.write() as db:
        made, expires_ms = devices.make_token(db, province.keys.secret, asked, province.now_ms)
        incarnation = devices.present_incarnation(db)
    return reply(Token(**province.envelope(incarnation), token=made, expires_ms=expires_ms))


@router.post(
    "/events",
    response_model=Verdicts,
    openapi_extra={
        "requestBody": {
            "required": True,
            "description": "Packed with gzip (Content-Encoding) or not; at most 2 MiB unpacked.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/EventBatch"}}},
        }
    },
)
async def events(province: TheProvince, request: Request, bearer: Bearer) -> Response:
    """Store events, each exactly once, and give a verdict on each.

    "stored", "duplicate" and "not_yet_understood" mean that the province has it; "conflict" (the id is known with other
    content) and "invalid" that it never will; "seq_conflict" that its number belongs to another event, so that the
    machine opens a new epoch and sends again. What was given a verdict is on the province's disk.
    """
    # The body is read before anything can be refused: a sender that is cut off while it sends hears no refusal.
    raw = await read_body(request)
    return await to_thread.run_sync(_take_in, province, bearer, raw, limiter=_at_once(request))


@router.post(
    "/reconcile",
    response_model=Reconciled,
    openapi_extra={
        "requestBody": {
            "required": True,
            "description": "Packed with gzip (Content-Encoding) or not.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ReconcileRequest"}}},
        }
    },
)
async def reconcile(province: TheProvince, request: Request, bearer: Bearer) -> Response:
    """Compare what a machine holds as acknowledged with what is here. Writes nothing; ask as often as you like.

    Asked page by page after a new incarnation: what is missing is sent again. Asked now and then with nothing, for what
    is `safe`: only that may be erased at the machine.
    """
    raw = await read_body(request)
    return await to_thread.run_sync(_compare, province, bearer, raw)


@router.get(
    "/changes/{stream}",
    response_model=Changes,
    responses={304: {"description": "Nothing new."}},
    dependencies=READERS_ONLY,
)
def changes(
    province: TheProvince,
    bearer: Bearer,
    stream: Literal["dossiers", "catalogue"],
    after: Annotated[int, Query(ge=0, le=2**53 - 1)] = 0,
    limit: Annotated[int, Query(ge=1, le=CHANGES_PER_PAGE)] = CHANGES_PER_PAGE,
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """Return a page of what changed behind `after`, of the machine's own commune, in the order of commit.

    410 `cursor_gone`: the province never gave that number, or changes behind it were replaced long ago and are gone;
    read the snapshot of the stream.
    """
    with province.database.read() as db:
        device = _device(province, db, bearer)
        # The head is read before the page: a change that comes between the two is then seen twice, and not never.
        head = head_of(db, stream, device.hall)
        etag = f'"{device.incarnation}.{device.hall}.{head}.{after}.{limit}"'
        envelope = province.envelope(device.incarnation)
        if if_none_match == etag:
            return nothing_new(envelope, etag)
        page = page_of(db, stream, device.hall, after, limit)
    return reply(Changes(**envelope, stream=stream, changes=page.changes, next=page.next, more=page.more), etag)


@router.get(
    "/snapshots/{stream}",
    response_class=Response,
    dependencies=READERS_ONLY,
    responses={
        200: {"description": "All of it.", "content": {"application/gzip": {}}},
        206: {"description": "The part asked for.", "content": {"application/gzip": {}}},
    },
)
def snapshot(
    province: TheProvince,
    bearer: Bearer,
    stream: Literal["dossiers", "catalogue"],
    if_match: Annotated[str | None, Header()] = None,
    range: Annotated[str | None, Header(description="As in RFC 9110, section 14.")] = None,  # noqa: A002
) -> Response:
    """Return the newest state of all that the machine's commune may see in a stream: gzip over lines of JSON.

    The first line is {"stream", "change_seq", "count"}: go on with the changes behind `change_seq`. The others are
    changes. ETag is the SHA-256 of the file. With If-Match, the file that was begun goes on, or 412 `snapshot_gone`.
    """
    with province.database.read() as db:
        device = _device(province, db, bearer)
        if if_match is not None:
            found = province.snapshots.named(stream, device.hall, if_match)
        else:
            found = province.snapshots.newest(db, stream, device.hall, device.incarnation)
    part = asked_range(range, found.path.stat().st_size)
    return file_reply(found.path, part, province.envelope(device.incarnation), found.etag)


@router.post("/lookup", response_model=Found)
def lookup(province: TheProvince, bearer: Bearer, asked: LookupRequest) -> Response:
    """Return one dossier by its code, for a villager who asks before the changes have come down.

    429 `too_many_lookups`, with Retry-After: a machine asks so many times an hour, and about dossiers of other halls,
    or such as are not there, fewer times. Tell then what came down last.
    """
    with province.database.write() as db:
        device = _device(province, db, bearer)
        found, hall = find_dossier(db, asked.code, device.hall) or (None, None)
        count_lookup(province.database, db, province.lookup_limits, device, hall, province.now_ms)
    if found is None:  # said behind the transaction: the question counts all the same
        raise ProvinceError(ProblemCode.UNKNOWN_DOSSIER)
    return reply(Found(**province.envelope(device.incarnation), dossier=found))


def _at_once(request: Request) -> CapacityLimiter:
    """Return who may store at the same time: more threads would only take turns, each in the middle of its work."""
    state = request.app.state
    if not hasattr(state, "storing"):
        state.storing = CapacityLimiter(STORING)
    return state.storing


def _take_in(province: Province, bearer: HTTPAuthorizationCredentials | None, raw: bytes) -> Response:
    named = devices.named_by(province.keys.secret, bearer.credentials if bearer else None, province.now_ms)
    try:
        batch = read_batch(raw)
    except ProvinceError:
        with province.database.read() as db:
            devices.active(db, named)  # who may not send (any more) hears that first
        raise
    device, verdicts = province.intake.take(named, batch, province.now_ms)
    envelope = province.envelope(device.incarnation)
    return reply(Verdicts.model_construct(**envelope, verdicts=verdicts, heard=batch.heard))


def _compare(province: Province, bearer: HTTPAuthorizationCredentials | None, raw: bytes) -> Response:
    with province.database.read() as db:
        device = _device(province, db, bearer)
        said = compare(db, device.device_id, device.hall, read_request(raw))
    return reply(Reconciled(**province.envelope(device.incarnation), **asdict(said)))


def _device(province: Province, db: Connection, bearer: HTTPAuthorizationCredentials | None) -> Device:
    shown = bearer.credentials if bearer else None
    return devices.device_of(db, province.keys.secret, shown, province.now_ms)
