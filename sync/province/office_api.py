"""/office/v1: what the province's officials do, through whatever program they use. Behind the office token."""

import hmac
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, Field
from sqlalchemy import Connection

from sync.messages import DossierStatus, Name, ProblemCode, Sha256Hex, Uuid
from sync.province import devices, drafts, exchange_queue, notice_api, office, office_papers
from sync.province.answers import PROBLEM_RESPONSE, TheProvince
from sync.province.drafts import DraftLine
from sync.province.office import DossierMade, NewDossier, NewStatus, Reception, SubmissionLine
from sync.province.problems import ProvinceError
from sync.province.province import Province

_bearer = HTTPBearer(auto_error=False, scheme_name="office-token", description="From the file office.token.")


def _official(province: TheProvince, bearer: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]) -> None:
    shown = bearer.credentials if bearer else ""
    if not hmac.compare_digest(shown.encode(), province.keys.office_token.encode()):
        raise ProvinceError(ProblemCode.OFFICE_TOKEN)


router = APIRouter(
    prefix="/office/v1", tags=["office"], responses=PROBLEM_RESPONSE, dependencies=[Depends(_official)]
)  # fmt: skip


# A villager's file: shown as nothing but what it says it is, run nowhere, and left in no cache.
_PAPER_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Content-Disposition": 'inline; filename="paper.pdf"',
    "Cache-Control": "no-store",
}


class Answers(BaseModel):
    answers: Any = Field(description='The sealed JSON in clear, or {"base64": ...} when it is no JSON.')


class Published(BaseModel):
    changed: bool = Field(description="False: it was published like this already.")
    signed: bool = Field(description="False: it waits for somebody to sign it where the key is kept.")


class CodeRequest(BaseModel):
    hall: Name
    agency: Name


class EnrolCode(BaseModel):
    code: str = Field(description="For one machine, good for 24 hours; it is shown only this once.")


class DeadLetter(BaseModel):
    """What the national exchange does not take: the step `number` of a dossier, with its error code and words."""

    official_code: str
    number: int
    error_code: str | None
    message: str | None


class ExchangeState(BaseModel):
    waiting: int
    oldest_ms: int | None = Field(description="When the longest waiting one is due to be sent; null when none waits.")
    dead: int
    letters: list[DeadLetter]


@router.get("/submissions")
def list_submissions(
    province: TheProvince,
    hall: Name | None = None,
    code: Name | None = None,
    waiting: bool = False,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> list[SubmissionLine]:
    """List what villagers prepared at the kiosks, newest first."""
    with province.database.read() as db:
        return office.list_submissions(db, hall, code, waiting, limit)


@router.post("/submissions/{device_id}/{event_id}/open")
def open_submission(province: TheProvince, device_id: Uuid, event_id: Uuid) -> Answers:
    """Open the sealed answers with the province's private key. Noted in the audit."""
    with province.database.write() as db:
        opened = office.open_submission(db, province.keys.opener, device_id, event_id, province.now_ms)
    return Answers(answers=opened)


@router.get(
    "/submissions/{device_id}/{event_id}/papers/{blob_id}",
    response_class=Response,
    responses={200: {"description": "The PDF.", "content": {"application/pdf": {}}}},
)
def open_paper(province: TheProvince, device_id: Uuid, event_id: Uuid, blob_id: Sha256Hex) -> Response:
    """Open a photographed paper of a submission with the province's private key. Noted in the audit."""
    pdf = office_papers.open_paper(province, device_id, event_id, blob_id)
    return Response(pdf, media_type="application/pdf", headers=_PAPER_HEADERS)


@router.post("/submissions/{device_id}/{event_id}/receive")
def receive(province: TheProvince, device_id: Uuid, event_id: Uuid, term: Reception | None = None) -> DossierMade:
    """Accept a submission: it gets an official code and a due date; the hall hears of it. Again: the same dossier."""
    with province.database.write() as db:
        made = office.receive(db, device_id, event_id, term or Reception(), province.now)
        _keep_contact(province, db, made, term)
    return made


@router.post("/dossiers", status_code=201)
def open_dossier(province: TheProvince, new: NewDossier) -> DossierMade:
    """Accept papers handed in at a desk: the dossier gets an official code. The same `request_id`: the same dossier."""
    with province.database.write() as db:
        made = office.open_dossier(db, new, province.now)
        _keep_contact(province, db, made, new)
    return made


@router.put("/dossiers/{code}/status")
def set_status(province: TheProvince, code: Annotated[str, Path(max_length=64)], new: NewStatus) -> DossierStatus:
    """Move a dossier to another status (1-10); its hall hears of it."""
    with province.database.write() as db:
        return office.set_status(db, code, new, province.now)


@router.put("/catalogue/{code}")
def publish_procedure(province: TheProvince, code: Name, entry: dict[str, Any]) -> Published:
    """Publish an entry of the catalogue to all halls as a signed target."""
    return _publish(province, code, entry)


@router.delete("/catalogue/{code}")
def withdraw_procedure(province: TheProvince, code: Name) -> Published:
    """Take a published entry away from all halls; they show again what they knew without it."""
    return _publish(province, code, None)


@router.get("/catalogue/drafts")
def list_drafts(province: TheProvince) -> list[DraftLine]:
    """List procedures that the national exchange has otherwise than the halls were told, with the differences."""
    with province.database.read() as db:
        return drafts.drafts(db)


@router.post("/catalogue/drafts/{code}/publish")
def publish_draft(province: TheProvince, code: Name) -> Published:
    """Publish what the national exchange has to all halls."""
    with province.database.write() as db:
        changed, signed = drafts.publish(db, province.updates, code, province.now)
    return Published(changed=changed, signed=signed)


@router.get("/exchange")
def exchange(province: TheProvince) -> ExchangeState:
    """Say what waits for the national exchange, and what it refused for good and why."""
    with province.database.read() as db:
        now, letters = exchange_queue.backlog(db), exchange_queue.dead_letters(db)
    return ExchangeState(
        waiting=now.waiting, oldest_ms=now.oldest_ms, dead=now.dead,
        letters=[DeadLetter.model_validate(one, from_attributes=True) for one in letters],
    )  # fmt: skip


@router.post("/exchange/again")
def exchange_again(province: TheProvince) -> ExchangeState:
    """Let what was refused for good be sent again."""
    with province.database.write() as db:
        exchange_queue.revive(db, province.now_ms)
    return exchange(province)


@router.post("/enrol-codes", status_code=201)
def make_enrol_code(province: TheProvince, asked: CodeRequest) -> EnrolCode:
    """Make a one-time code with which a machine of `hall` enrols."""
    with province.database.write() as db:
        return EnrolCode(code=devices.make_code(db, asked.hall, asked.agency, province.now_ms))


@router.post("/devices/{device_id}/revoke", status_code=204)
def revoke(province: TheProvince, device_id: Uuid) -> None:
    """Take a machine's right to send away. What it holds stays on it, sealed."""
    with province.database.write() as db:
        devices.revoke(db, device_id, province.now_ms)


def _publish(province: Province, code: str, entry: dict[str, Any] | None) -> Published:
    with province.database.write() as db:
        changed, signed = office.publish_procedure(db, province.updates, code, entry, province.now)
    return Published(changed=changed, signed=signed)


def _keep_contact(province: Province, db: Connection, made: DossierMade, said: Reception | None) -> None:
    if said is not None and said.contact is not None:
        province.consents.give(db, made.official_code, said.contact, "desk", province.now_ms)


router.include_router(notice_api.router)
