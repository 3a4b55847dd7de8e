"""/office/v1: what the province's officials do, through whatever program they use. Behind the office token."""

import hmac
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, Field
from sqlalchemy import Connection

from sync.messages import DossierStatus, Name, ProblemCode, Uuid
from sync.province import devices, notice_api, office
from sync.province.answers import PROBLEM_RESPONSE, TheProvince
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


class Answers(BaseModel):
    answers: Any = Field(description='The sealed JSON in clear, or {"base64": ...} when it is no JSON.')


class Published(BaseModel):
    changed: bool = Field(description="False: it was published like this already.")


class CodeRequest(BaseModel):
    hall: Name
    agency: Name


class EnrolCode(BaseModel):
    code: str = Field(description="For one machine, good for 24 hours; it is shown only this once.")


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
    """Publish an entry of the catalogue to all halls."""
    with province.database.write() as db:
        return Published(changed=office.publish_procedure(db, code, entry, province.now))


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


def _keep_contact(province: Province, db: Connection, made: DossierMade, said: Reception | None) -> None:
    if said is not None and said.contact is not None:
        province.consents.give(db, made.official_code, said.contact, "desk", province.now_ms)


router.include_router(notice_api.router)
