"""Who may send: codes, tokens, and taking the right away."""

from datetime import timedelta

import pytest
import requests

from sync.province.province import begin_anew
from tests.sync.parts import HALL, Running, Wire, on_sqlite


def test_a_forged_token_is_refused(wire: Wire):
    wire.token = wire.token[:-1] + ("0" if wire.token[-1] != "0" else "1")
    assert wire.send([]).json()["code"] == "token_wrong"


def test_a_nonce_is_no_token(wire: Wire):
    wire.token = requests.get(f"{wire.address}/hello", timeout=10).json()["nonce"]
    assert wire.send([]).json()["code"] == "token_wrong"


def test_no_token_is_refused(wire: Wire):
    answer = wire.send([], Authorization="Basic YTpi")
    assert (answer.status_code, answer.json()["code"]) == (401, "token_wrong")


def test_a_token_ends_after_twelve_hours(wire: Wire, province: Running):
    province.clock.forward(timedelta(hours=12, seconds=1))
    assert wire.send([]).json()["code"] == "token_expired"


def test_a_token_of_a_revoked_machine_ends_at_once(wire: Wire, province: Running):
    province.office("POST", f"/devices/{wire.device_id}/revoke")
    assert wire.send([wire.event(1)]).json()["code"] == "device_revoked"


def test_a_refused_sender_of_much_hears_why(wire: Wire, province: Running):
    province.office("POST", f"/devices/{wire.device_id}/revoke")
    assert wire.send_raw(b" " * 2_000_000).json()["code"] == "device_revoked"


def test_an_old_nonce_is_refused(wire: Wire, province: Running):
    nonce = requests.get(f"{wire.address}/hello", timeout=10).json()["nonce"]
    province.clock.forward(timedelta(minutes=6))
    assert wire.ask_token(nonce=nonce).json()["code"] == "nonce_wrong"


def test_a_nonce_of_another_province_is_refused(wire: Wire):
    assert wire.ask_token(nonce="0011.9999999999999.ab").json()["code"] == "nonce_wrong"


def test_anothers_signature_gets_no_token(wire: Wire):
    signed = wire.ask_token(signature=wire.key.sign(b"something else"))
    assert signed.json()["code"] == "signature_wrong"


def test_an_unknown_machine_gets_no_token(wire: Wire):
    assert wire.ask_token(device_id="01a1fffd-2d66-7690-95d9-58050c528767").json()["code"] == "device_unknown"


def test_a_code_ends_after_a_day(province: Running, wire: Wire):
    code = province.code()
    province.clock.forward(timedelta(hours=25))
    assert enrol(wire, code).json()["code"] == "code_wrong"


def test_a_guessed_code_is_refused(wire: Wire):
    assert enrol(wire, "0000-0000-0000-0000").json()["code"] == "code_wrong"


@on_sqlite
@pytest.mark.parametrize("key", ["", "no key", "AAAA", "Ă" * 10])
def test_a_key_that_is_none_is_refused(wire: Wire, province: Running, key: str):
    answer = enrol(wire, province.code(), public_key=key)
    assert answer.json()["code"] == "code_wrong"


def test_the_code_is_not_kept_in_clear(province: Running):
    code = province.code()
    with province.province.database.read() as db:
        assert code.replace("-", "") not in str(db.exec_driver_sql("SELECT * FROM enrol_code").all())


def test_every_answer_carries_the_marks_of_the_province(wire: Wire):
    answers = [requests.get(f"{wire.address}/{path}", timeout=10) for path in ("hello", "changes/dossiers", "nowhere")]
    assert all({"protocol", "server_time", "incarnation"} <= answer.json().keys() for answer in answers)


def test_the_incarnation_changes_after_a_restore(wire: Wire, province: Running):
    before = wire.send([]).json()["incarnation"]
    with province.province.database.write() as db:
        begin_anew(db, province.province.now_ms)
    assert wire.send([]).json()["incarnation"] != before


def test_an_unknown_stream_is_refused(wire: Wire):
    answer = requests.get(
        f"{wire.address}/changes/gossip", headers={"Authorization": f"Bearer {wire.token}"}, timeout=10
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_request")


def enrol(wire: Wire, code: str, **other: str) -> requests.Response:
    body = {"code": code, "public_key": wire.key.public, "hall": HALL, **other}
    return requests.post(f"{wire.address}/enrol", json=body, timeout=10)
