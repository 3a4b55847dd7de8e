"""What officials do, and what a wrong request of theirs is told."""

import base64
import json
import threading

import pytest

from kiosk.dossiers.secret import holder_proof
from tests.sync.parts import AGENCY, HALL, Running, Wire, on_sqlite

PAPERS = {"hall": HALL, "agency": AGENCY, "procedure": "2.000815"}
IDS = [f"01a1fffd-2d66-7690-95d9-{number:012d}" for number in range(100)]


def test_codes_of_one_day_have_no_gap_and_no_twin(province: Running):
    codes: list[str] = []

    def open_five(first: int) -> None:
        for name in IDS[first : first + 5]:
            made = province.office("POST", "/dossiers", {"request_id": name, **PAPERS}).json()
            codes.append(made["official_code"])

    desks = [threading.Thread(target=open_five, args=(first,)) for first in range(0, 30, 5)]
    for one in desks:
        one.start()
    for one in desks:
        one.join()
    assert sorted(codes) == [f"{AGENCY}-261123-{number:04d}" for number in range(1, 31)]


def test_every_agency_counts_for_itself(province: Running):
    province.office("POST", "/dossiers", {"request_id": IDS[0], **PAPERS})
    other = province.office("POST", "/dossiers", {"request_id": IDS[1], **PAPERS, "agency": "H12.35"}).json()
    assert other["official_code"] == "H12.35-261123-0001"


def test_a_finished_dossier_knows_when(province: Running):
    code = province.office("POST", "/dossiers", {"request_id": IDS[0], **PAPERS}).json()["official_code"]
    said = province.office("PUT", f"/dossiers/{code}/status", {"status": 9}).json()
    assert said["finished_ms"] == province.province.now_ms


def test_a_dossier_without_a_term_has_no_due_date(province: Running):
    assert province.office("POST", "/dossiers", {"request_id": IDS[0], **PAPERS}).json()["due_ms"] is None


def test_a_term_beyond_the_published_calendar_says_so(province: Running):
    made = province.office("POST", "/dossiers", {"request_id": IDS[0], **PAPERS, "days": 60}).json()
    assert made["calendar_complete"] is False


@on_sqlite
@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("PUT", "/dossiers/H12.34-261123-0001/status", {"status": 4}, 404, "unknown_dossier"),
        ("PUT", "/dossiers/H12.34-261123-0001/status", {"status": 11}, 422, "bad_request"),
        ("PUT", "/dossiers/H12.34-261123-0001/status", {}, 422, "bad_request"),
        ("POST", f"/submissions/{IDS[0]}/{IDS[1]}/receive", None, 404, "unknown_submission"),
        ("POST", f"/submissions/{IDS[0]}/{IDS[1]}/open", None, 404, "unknown_submission"),
        ("POST", "/submissions/x/y/open", None, 422, "bad_request"),
        ("POST", f"/devices/{IDS[0]}/revoke", None, 404, "unknown_device"),
        ("PUT", "/catalogue/1.001193", None, 422, "bad_request"),
        ("POST", "/dossiers", {"request_id": "x", **PAPERS}, 422, "bad_request"),
    ],
)
def test_a_wrong_request_is_told_what_is_wrong(
    province: Running, method: str, path: str, body: dict[str, object] | None, status: int, code: str
):
    answer = province.office(method, path, body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_an_enrolment_code_can_be_asked_for_over_the_wire(province: Running, wire: Wire):
    answer = province.office("POST", "/enrol-codes", {"hall": HALL, "agency": AGENCY})
    assert (answer.status_code, len(answer.json()["code"])) == (201, 19)


def test_answers_sealed_to_another_are_not_opened(province: Running, wire: Wire):
    sealed = base64.b64encode(b"age-encryption.org/v1\nxyz").decode()
    body = {"code": "KXA-261123-001-04", "procedure": "1.001193", "form": "birth", "form_version": 1}
    text = json.dumps({**body, "day": "2026-11-23", "hall": HALL, "sealed": sealed})
    event = wire.event(1, kind="submission.saved", body=text)
    wire.send([event])
    answer = province.office("POST", f"/submissions/{wire.device_id}/{event['event_id']}/open")
    assert (answer.status_code, answer.json()["code"]) == (409, "cannot_open")


def test_of_the_holders_digits_only_a_keyed_hash_is_said(province: Running):
    made = province.office("POST", "/dossiers", {"request_id": IDS[0], **PAPERS, "holder_digits": "4321"}).json()
    assert made["holder_proof"] == holder_proof(made["official_code"], "4321")


def test_the_proof_stays_when_the_status_changes(province: Running):
    made = province.office("POST", "/dossiers", {"request_id": IDS[0], **PAPERS, "holder_digits": "4321"}).json()
    said = province.office("PUT", f"/dossiers/{made['official_code']}/status", {"status": 9}).json()
    assert said["holder_proof"] == made["holder_proof"]


def test_without_the_digits_there_is_no_proof(province: Running):
    assert province.office("POST", "/dossiers", {"request_id": IDS[0], **PAPERS}).json()["holder_proof"] is None


@on_sqlite
@pytest.mark.parametrize("digits", ["432", "43210", "43a1", "٤٣٢١", ""])
def test_digits_that_are_none_are_refused(province: Running, digits: str):
    answer = province.office("POST", "/dossiers", {"request_id": IDS[0], **PAPERS, "holder_digits": digits})
    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/dossiers", {"request_id": IDS[0], **PAPERS, "papers": [{"name": "a\x00b"}]}),
        ("PUT", "/catalogue/1.001193", {"name": "a\ud800b"}),
        ("GET", "/dossiers/%00/consent", None),
    ],
)
def test_text_that_no_database_can_keep_does_no_harm(
    province: Running, method: str, path: str, body: dict[str, object] | None
):
    assert province.office(method, path, body).status_code < 500
