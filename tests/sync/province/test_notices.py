"""Messages to villagers: with their consent, once, and never lost in silence; over a real gateway's socket."""

import json
import random
from base64 import b64encode
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from kiosk.clock import HALL_ZONE, milliseconds
from kiosk.errors import SenderRunningError
from sync.province.notices.consent import ConsentBook
from sync.province.notices.file_gateway import FileGateway
from sync.province.notices.gateway import Gateway
from sync.province.notices.http_gateway import HttpGateway
from sync.province.notices.sender import Sender
from sync.province.notices.settings import NoticeSettings
from sync.province.only_one import Work, only_one_does
from sync.province.tables import consent, villager_notice
from sync.seal import AgeSealer
from tests.sync.parts import AGENCY, HALL, Running, Wire, on_sqlite
from tests.sync.province.sms_gateway import REFUSES, TAKES, SmsGateway

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=HALL_ZONE)
PHONE = "0912345678"
AGREED = {"phone": PHONE}
IDS = [f"01a1fffd-2d66-7690-95d9-{number:012d}" for number in range(100)]
PAPERS = {"hall": HALL, "agency": AGENCY, "procedure": "2.000815", "days": 5}


@pytest.fixture
def gateway() -> Iterator[SmsGateway]:
    with SmsGateway() as here:
        yield here


class Desk:
    """An official's desk, and the sender beside it."""

    def __init__(self, running: Running, gateway: SmsGateway) -> None:
        self.running, self.gateway, self.made = running, gateway, 0

    def accept(self, contact: dict[str, str] | None = None, **other: Any) -> str:
        """Accept papers at a desk; returns the official code."""
        self.made += 1
        body = {"request_id": IDS[self.made], **PAPERS, "contact": contact, **other}
        return self.running.office("POST", "/dossiers", body).json()["official_code"]

    def move(self, code: str, status: int) -> None:
        self.running.office("PUT", f"/dossiers/{code}/status", {"status": status})

    def sender(self, *, asks: bool = True, settings: dict[str, Any] | None = None, **gateway: Any) -> Sender:
        http = HttpGateway(self.gateway.settings(asks=asks, **gateway), self.running.home)
        return self.sender_to(http, settings)

    def sender_to(self, gateway: Gateway, settings: dict[str, Any] | None = None) -> Sender:
        keys = self.running.province.keys
        read = NoticeSettings.model_validate({"gateways": {}, **(settings or {})})
        consents = ConsentBook(keys.phones, keys.opener)
        dice = random.Random(7).random
        return Sender(self.running.province.database, consents, {"sms": gateway}, read, self.running.clock, dice)

    def run(self, sender: Sender, hours: float = 3, minutes: float = 10) -> None:
        """Let time pass with the sender at work."""
        for _ in range(int(hours * 60 / minutes)):
            sender.round()
            self.running.clock.forward(timedelta(minutes=minutes))

    @property
    def states(self) -> list[str]:
        """The states of all messages, oldest first."""
        return [one["state"] for one in reversed(self.running.office("GET", "/notices").json())]

    def texts(self) -> list[str]:
        return [one["text"] for one in self.gateway.requests]


@pytest.fixture
def desk(province: Running, gateway: SmsGateway) -> Desk:
    return Desk(province, gateway)


# --- what is told ---


@on_sqlite
@pytest.mark.parametrize(
    ("status", "says"),
    [(9, "đã có kết quả"), (5, "cần bổ sung giấy tờ"), (3, "không được nhận")],
)
def test_a_change_that_matters_reaches_the_telephone_once(desk: Desk, status: int, says: str):
    code = desk.accept(AGREED)
    sender = desk.sender()
    sender.round()
    desk.move(code, status)
    desk.move(code, status)
    sender.round()
    sender.round()
    assert [says in one for one in desk.texts()] == [False, True]


def test_an_acceptance_says_the_due_date_and_where(desk: Desk):
    desk.accept(AGREED)
    desk.sender().round()
    sentence = "Hồ sơ nộp 23/11, số cuối 0001, đã được nhận tại Xã Khánh Bình. Hẹn trả kết quả 01/12/2026."
    assert desk.texts() == [sentence]


def test_the_gateway_is_spoken_to_as_it_was_configured(desk: Desk):
    desk.accept(AGREED)
    desk.sender(
        body={"to": "{phone}", "ref": "{reference}", "text": "x", "p": [{"d": "{due}", "z": "{unknown}"}]}
    ).round()
    sent = desk.gateway.requests[0]
    assert (sent["to"], sent["p"]) == ("84912345678", [{"d": "01/12/2026", "z": "{unknown}"}])


def test_a_late_dossier_is_apologised_for_with_the_reason_and_the_new_day(desk: Desk):
    code = desk.accept(AGREED)
    body = {"due_ms": milliseconds(MONDAY + timedelta(days=20)), "reason": "chờ xác minh"}
    desk.running.office("PUT", f"/dossiers/{code}/due", body)
    said = desk.running.office("PUT", f"/dossiers/{code}/due", body).json()
    desk.sender(settings={"accents": False}).round()
    apology = "Ho so nop 23/11, so cuoi 0001, tre hen vi cho xac minh. Xin loi ba con. Hen lai 13/12/2026, tai "
    assert (said["due_ms"], desk.texts()) == (body["due_ms"], [f"{apology}Xa Khanh Binh."])


def test_only_the_newest_of_what_waits_is_told(desk: Desk):
    code = desk.accept(AGREED)
    desk.move(code, 5)
    desk.move(code, 9)
    desk.sender().round()
    assert (len(desk.texts()), desk.states) == (1, ["superseded", "superseded", "sent"])


def test_who_said_nothing_is_told_nothing(desk: Desk):
    desk.move(desk.accept(), 9)
    desk.sender().round()
    assert (desk.texts(), desk.states) == ([], ["superseded"])


# --- consent ---


def submission(wire: Wire, running: Running, sms: str, phone: str | None) -> str:
    """Send what a kiosk sends; returns the path of the submission."""
    answers = {"sms": {"value": sms, "state": "given", "source": "villager"}}
    if phone:
        answers["phone"] = {"value": phone, "state": "given", "source": "villager"}
    plain = {
        "code": "KXA-261123-001-04",
        "form": "birth",
        "form_version": 1,
        "answers": answers,
        "words": {"sms": "w@1"},
    }
    sealed = b64encode(AgeSealer([running.province.keys.recipient]).seal(json.dumps(plain).encode())).decode()
    body = {"code": "KXA-261123-001-04", "procedure": "1.001193", "form": "birth", "form_version": 1}
    event = wire.event(
        1, kind="submission.saved", body=json.dumps({**body, "day": "2026-11-23", "hall": HALL, "sealed": sealed})
    )
    assert wire.verdicts([event]) == ["stored"]
    return f"/submissions/{wire.device_id}/{event['event_id']}"


def test_a_yes_at_the_kiosk_counts_with_the_words_it_was_given_on(desk: Desk, wire: Wire):
    path = submission(wire, desk.running, "yes", PHONE)
    code = desk.running.office("POST", f"{path}/receive").json()["official_code"]
    desk.sender().round()
    record = desk.running.office("GET", f"/dossiers/{code}/consent").json()
    said = {name: record[0][name] for name in ("given", "channel", "words", "way", "phone")}
    assert len(desk.texts()) == 1
    assert said == {"given": True, "channel": "sms", "words": "w@1", "way": "kiosk", "phone": "•••• 678"}


@on_sqlite
@pytest.mark.parametrize(("sms", "phone"), [("no", PHONE), ("yes", None), ("yes", "12")])
def test_without_a_yes_and_a_number_nothing_is_sent_and_that_is_kept(
    desk: Desk, wire: Wire, sms: str, phone: str | None
):
    path = submission(wire, desk.running, sms, phone)
    code = desk.running.office("POST", f"{path}/receive").json()["official_code"]
    desk.sender().round()
    record = desk.running.office("GET", f"/dossiers/{code}/consent").json()
    assert (desk.texts(), [one["given"] for one in record]) == ([], [False])


def test_a_yes_nobody_has_read_yet_can_be_taken_back(desk: Desk, wire: Wire):
    path = submission(wire, desk.running, "yes", PHONE)
    code = desk.running.office("POST", f"{path}/receive").json()["official_code"]
    desk.running.office("DELETE", f"/dossiers/{code}/consent")
    desk.move(code, 9)
    desk.sender().round()
    assert desk.texts() == []


def test_what_was_taken_back_is_not_used_and_its_number_is_gone(desk: Desk):
    code = desk.accept(AGREED)
    for _ in range(2):
        assert desk.running.office("DELETE", f"/dossiers/{code}/consent").status_code == 204
    desk.sender().round()
    record = desk.running.office("GET", f"/dossiers/{code}/consent").json()
    assert (desk.texts(), desk.states, [one["phone"] for one in record]) == ([], ["withdrawn"], [None])
    assert record[0]["withdrawn_ms"] is not None


def test_a_consent_taken_back_while_a_message_waits_for_another_try_is_honoured(desk: Desk):
    code = desk.accept(AGREED)
    desk.gateway.plan.append("busy")
    sender = desk.sender()
    sender.round()
    desk.running.office("DELETE", f"/dossiers/{code}/consent")
    desk.run(sender)
    assert (len(desk.gateway.requests), desk.states) == (1, ["withdrawn"])


def test_a_new_number_takes_the_place_of_the_old_one(desk: Desk):
    code = desk.accept(AGREED)
    for _ in range(2):
        desk.running.office("PUT", f"/dossiers/{code}/consent", {"phone": "0987654321"})
    desk.sender().round()
    record = desk.running.office("GET", f"/dossiers/{code}/consent").json()
    assert ([one["to"] for one in desk.gateway.requests], len(record)) == (["84987654321"], 2)


def test_the_number_is_erased_some_days_after_the_dossier_is_over(desk: Desk):
    code = desk.accept(AGREED)
    desk.move(code, 10)
    sender = desk.sender()
    desk.running.clock.forward(timedelta(days=30))
    sender.round()
    before = desk.running.office("GET", f"/dossiers/{code}/consent").json()
    desk.running.clock.forward(timedelta(minutes=1))
    sender.round()
    after = desk.running.office("GET", f"/dossiers/{code}/consent").json()
    assert (before[0]["phone"], after[0]["phone"]) == ("•••• 678", None)


def test_no_number_lies_open_in_the_database_or_in_the_log(desk: Desk, caplog: pytest.LogCaptureFixture):
    caplog.set_level("DEBUG")
    desk.gateway.plan.extend(["bad_number", "ok"])
    desk.accept(AGREED)
    desk.accept(AGREED)
    desk.sender().round()
    assert desk.states == ["dead", "sent"]
    with desk.running.province.database.read() as db:
        rows = [str(tuple(row)) for table in (consent, villager_notice) for row in db.execute(select(table))]
        rows += [str(tuple(row)) for row in db.execute(text("SELECT * FROM audit"))]
    assert [one for one in (*rows, caplog.text) if PHONE[1:] in one] == []


# --- once ---


@on_sqlite
@pytest.mark.parametrize("fault", TAKES)
@pytest.mark.parametrize("asks", [True, False])
def test_whatever_happens_to_the_answer_no_telephone_rings_twice(desk: Desk, fault: str, asks: bool):
    desk.accept(AGREED)
    desk.gateway.plan.append(fault)
    desk.run(desk.sender(asks=asks))
    known = asks or fault == "ok"
    assert (len(desk.gateway.delivered), desk.states) == (1, ["sent" if known else "unsure"])


@on_sqlite
@pytest.mark.parametrize(
    ("fault", "without_asking"),
    [
        ("lost_request", "unsure"),
        ("error_before", "unsure"),
        ("later", "sent"),
        ("busy", "sent"),
        ("bad_number", "dead"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("asks", [True, False])
def test_what_did_not_arrive_is_sent_again_or_shown_to_an_official(
    desk: Desk, fault: str, without_asking: str, asks: bool
):
    desk.accept(AGREED)
    desk.gateway.plan.append(fault)
    desk.run(desk.sender(asks=asks))
    state = "dead" if fault == "bad_number" else "sent" if asks else without_asking
    assert (desk.states, len(desk.gateway.delivered)) == ([state], 1 if state == "sent" else 0)


def test_a_gateway_that_promises_to_take_a_reference_once_gets_it_again_within_that_time(desk: Desk):
    desk.gateway.dedupes = True
    desk.accept(AGREED)
    desk.gateway.plan.append("lost_reply")
    desk.run(desk.sender(asks=False, safe_again_minutes=60))
    references = {one["ref"] for one in desk.gateway.requests}
    assert (len(desk.gateway.requests), len(references), desk.states) == (2, 1, ["sent"])


def test_after_that_time_it_does_not(desk: Desk):
    desk.accept(AGREED)
    desk.gateway.plan.append("lost_reply")
    sender = desk.sender(asks=False, safe_again_minutes=60)
    sender.round()
    desk.running.clock.forward(timedelta(minutes=61))
    desk.run(sender)
    assert (len(desk.gateway.requests), desk.states) == (1, ["unsure"])


@pytest.mark.parametrize("asks", [True, False])
def test_a_hundred_mishaps_in_any_order_double_nothing_and_lose_nothing(desk: Desk, asks: bool):
    dice = random.Random(20261123 + asks)
    faults = [one for one in (*TAKES, *REFUSES) if one != "late"]
    desk.gateway.plan.extend(dice.choice(faults) for _ in range(100))
    sender = desk.sender(asks=asks, settings={"per_number_and_day": 99})
    for number in range(30):
        desk.accept({"phone": f"09000000{number:02d}"})
        sender.round()
        desk.running.clock.forward(timedelta(seconds=dice.choice([1, 60, 400])))
    desk.run(sender, hours=8, minutes=20)
    rows = desk.running.office("GET", "/notices").json()
    rang = {one["notice_id"]: desk.gateway.delivered.count(one["notice_id"]) for one in rows}
    wrong = [
        one for one in rows
        if rang[one["notice_id"]] not in {"sent": (1,), "unsure": (0, 1), "dead": (0,)}.get(one["state"], ())
    ]  # fmt: skip
    assert (len(rows), wrong) == (30, [])


def test_a_gateway_that_is_away_costs_no_attempt_and_nothing(desk: Desk):
    desk.accept(AGREED)
    desk.accept({"phone": "0987654321"})
    away = desk.sender(url="http://127.0.0.1:9/send", settings={"most_attempts": 1})
    desk.run(away, hours=1)
    assert desk.states == ["waiting", "waiting"]
    desk.run(desk.sender(), hours=0.2)
    assert (len(desk.gateway.delivered), desk.states) == (2, ["sent", "sent"])


def test_a_gateway_that_says_later_too_often_is_given_up_where_somebody_sees_it(desk: Desk):
    desk.accept(AGREED)
    desk.gateway.plan.extend(["later"] * 3)
    sender = desk.sender(settings={"most_attempts": 3})
    desk.run(sender)
    row = desk.running.office("GET", "/notices?state=dead").json()[0]
    assert (row["why"], row["attempts"]) == ("200 -32", 3)
    assert desk.running.office("POST", f"/notices/{row['notice_id']}/again").status_code == 204
    sender.round()
    assert desk.states == ["sent"]


def test_nobody_can_send_again_what_may_be_there(desk: Desk):
    desk.accept(AGREED)
    desk.gateway.plan.append("lost_reply")
    desk.run(desk.sender(asks=False))
    row = desk.running.office("GET", "/notices?state=unsure").json()[0]
    refused = desk.running.office("POST", f"/notices/{row['notice_id']}/again")
    assert (refused.status_code, refused.json()["code"]) == (409, "notice_state")
    settled = [desk.running.office("POST", f"/notices/{row['notice_id']}/settle").status_code for _ in range(2)]
    assert (settled, desk.states) == ([204, 204], ["settled"])


def test_a_folder_gets_one_file_a_message_however_often_it_is_tried(desk: Desk, tmp_path: Path):
    desk.accept(AGREED)
    folder = FileGateway(tmp_path / "out")
    desk.sender_to(folder).round()
    with desk.running.province.database.write() as db:  # as if the process had died before it noted the end
        db.execute(villager_notice.update().values(state="sending"))
    desk.running.clock.forward(timedelta(hours=1))
    desk.sender_to(folder).round()
    files = list((tmp_path / "out").iterdir())
    said = json.loads(files[0].read_text())
    assert (len(files), said["phone"], said["reference"]) == (1, PHONE, files[0].stem)
    assert (desk.states, files[0].stat().st_mode & 0o777) == (["sent"], 0o600)


def test_one_province_has_one_sender(desk: Desk):
    right = Work.NOTICES, desk.running.province.database, desk.running.home, SenderRunningError
    with only_one_does(*right), pytest.raises(SenderRunningError), only_one_does(*right):
        pass
    with only_one_does(*right):
        pass


def test_other_work_of_the_province_goes_on_beside_the_sender(desk: Desk):
    database, home = desk.running.province.database, desk.running.home
    with ExitStack() as all_at_once:
        for work in Work:
            all_at_once.enter_context(only_one_does(work, database, home))


# --- when ---


def at(desk: Desk, hour: int, minute: int = 0) -> None:
    now = desk.running.clock.now()
    desk.running.clock.forward(now.replace(hour=hour, minute=minute) - now)


def test_nobody_is_woken(desk: Desk):
    at(desk, 20, 30)
    desk.accept(AGREED)
    sender = desk.sender()
    desk.run(sender, hours=10, minutes=30)
    quiet = len(desk.texts())
    desk.run(sender, hours=1)
    assert (quiet, len(desk.texts())) == (0, 1)


def test_a_number_gets_no_more_messages_a_day_than_was_set(desk: Desk):
    for _ in range(4):
        desk.accept(AGREED)
    sender = desk.sender(settings={"per_number_and_day": 2})
    desk.run(sender, hours=11, minutes=60)
    today = len(desk.texts())
    desk.run(sender, hours=24, minutes=60)
    assert (today, len(desk.texts())) == (2, 4)


def test_old_news_are_no_news(desk: Desk):
    desk.accept(AGREED)
    desk.running.clock.forward(timedelta(hours=73))
    desk.sender().round()
    assert (desk.texts(), desk.states) == ([], ["dead"])


# --- what officials are told of a wrong request ---


@on_sqlite
@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("GET", "/dossiers/x/consent", None, 404, "unknown_dossier"),
        ("PUT", "/dossiers/x/consent", AGREED, 404, "unknown_dossier"),
        ("PUT", "/dossiers/x/consent", {"phone": "12"}, 422, "bad_request"),
        ("DELETE", "/dossiers/x/consent", None, 404, "unknown_dossier"),
        ("PUT", "/dossiers/x/due", {"due_ms": 1, "reason": "mưa"}, 404, "unknown_dossier"),
        ("POST", f"/notices/{IDS[0]}/again", None, 404, "unknown_notice"),
        ("POST", f"/notices/{IDS[0]}/settle", None, 404, "unknown_notice"),
    ],
)
def test_a_wrong_request_is_told_what_is_wrong(
    province: Running, method: str, path: str, body: dict[str, object] | None, status: int, code: str
):
    answer = province.office(method, path, body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_a_refused_number_is_not_repeated_in_the_refusal(desk: Desk):
    answer = desk.running.office("PUT", "/dossiers/x/consent", {"phone": "09123456789"})
    assert (answer.status_code, "09123456789" in answer.text) == (422, False)
