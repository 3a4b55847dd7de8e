"""/office/v1: what officials see and do about messages to villagers. The address and the token are office_api's."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from sync.messages import DossierStatus, Name, Uuid
from sync.province import office
from sync.province.answers import TheProvince
from sync.province.notices import book, consent
from sync.province.notices.book import NoticeLine, State
from sync.province.notices.consent import ConsentLine, Contact
from sync.province.office import NewTerm

router = APIRouter()
Code = Annotated[str, Path(max_length=64)]


@router.get("/dossiers/{code}/consent")
def list_consents(province: TheProvince, code: Code) -> list[ConsentLine]:
    """Show what the applicant said about messages, newest first. What was answered at a kiosk appears here when there
    is first something to tell."""
    with province.database.read() as db:
        office.require(db, code)
        return province.consents.lines(db, code)


@router.put("/dossiers/{code}/consent", status_code=204)
def give_consent(province: TheProvince, code: Code, contact: Contact) -> None:
    """Keep where the applicant agreed at a desk to be told; it takes the place of an earlier one."""
    with province.database.write() as db:
        office.require(db, code)
        province.consents.give(db, code, contact, "desk", province.now_ms)


@router.delete("/dossiers/{code}/consent", status_code=204)
def withdraw_consent(province: TheProvince, code: Code) -> None:
    """Take the consent back: the number is erased, what waits is not sent. Again: nothing happens."""
    with province.database.write() as db:
        office.require(db, code)
        consent.withdraw(db, code, province.now_ms)


@router.put("/dossiers/{code}/due")
def put_off(province: TheProvince, code: Code, new: NewTerm) -> DossierStatus:
    """Promise a late dossier for another day (form 04); its hall hears of it, and the applicant who agreed to."""
    with province.database.write() as db:
        return office.put_off(db, code, new, province.now)


@router.get("/notices")
def list_notices(
    province: TheProvince,
    state: State | None = None,
    hall: Name | None = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> list[NoticeLine]:
    """List messages to villagers, newest first. `unsure` and `dead` are those somebody should look after."""
    with province.database.read() as db:
        return book.lines(db, (state,) if state else (), hall, limit)


@router.post("/notices/{notice_id}/settle", status_code=204)
def settle(province: TheProvince, notice_id: Uuid) -> None:
    """Note that an unsure or dead message was looked after, such as by a call. Again: nothing happens."""
    with province.database.write() as db:
        book.settle(db, notice_id, province.now_ms)


@router.post("/notices/{notice_id}/again", status_code=204)
def send_again(province: TheProvince, notice_id: Uuid) -> None:
    """Let a dead message be tried once more, after what was wrong has been put right."""
    with province.database.write() as db:
        book.send_again(db, notice_id, province.now_ms)
