"""What a counter does about a submission, as a real province hears of it."""

import base64
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kiosk.clock import SetClock
from kiosk.commands.link import join_client
from kiosk.config import Settings
from kiosk.dossiers.check import ResultCheck
from kiosk.dossiers.results import KnownResult
from kiosk.dossiers.secret import lookup_secret
from kiosk.forms.desk import Given, SubmissionDesk
from kiosk.forms.desk_book import Wish
from kiosk.forms.desk_outcome import Acceptance, DeskOutcome, Refusal, Wanted
from kiosk.forms.library import load_forms
from kiosk.forms.submissions import Status, Submissions
from kiosk.store.canonical import canonical
from kiosk.store.database import Store
from sync.client import SyncClient
from sync.schedule import Schedule
from sync.seal import AgeOpener, AgeSealer, make_identity
from tests.fresh import fresh_store
from tests.sync.parts import AGENCY, HALL, Running, Wire, on_sqlite

OFFICIAL = f"{AGENCY}-261123-0042"
NAME = "Danh Thị Thảo Nguyên"


@dataclass
class Counter:
    """A hall with one saved submission, its counter, and the line to the province."""

    home: Path
    store: Store
    client: SyncClient
    province: Running
    submissions: Submissions
    desk: SubmissionDesk
    code: str

    def wish(self, request: str) -> Wish:
        return Wish(request, self.code, self.submissions.row(self.code).version, "an", "An")

    @property
    def outcome(self) -> DeskOutcome:
        return DeskOutcome(self.desk, AGENCY)

    def line(self) -> dict[str, Any]:
        """Send what waits; return the submission as the province's officials see it."""
        self.client.round()
        return self.province.office("GET", "/submissions").json()[0]

    def status(self) -> Status:
        return self.submissions.status(self.code)


@pytest.fixture
def counter(province: Running, tmp_path: Path, clock: SetClock, settings: Settings) -> Iterator[Counter]:
    home = tmp_path / "home"
    store = fresh_store(home / "hall.db", clock)
    client = join_client(home, store, province.address, Schedule())
    client.enrol(province.code(), HALL)
    sealer = AgeSealer([province.province.keys.recipient, make_identity(tmp_path / "desk.key")])
    submissions = Submissions(store, sealer, settings, load_forms())
    code = submissions.start("1.001193", "request").code
    submissions.finish(code, {})
    desk = SubmissionDesk(store, submissions, AgeOpener(tmp_path / "desk.key"))
    yield Counter(home, store, client, province, submissions, desk, code)
    client.close()
    store.close()


def test_an_accepted_submission_is_a_dossier_under_the_code_the_clerk_entered(counter: Counter):
    counter.outcome.accept(counter.wish("1"), Acceptance(OFFICIAL))
    line = counter.line()
    assert (line["official_code"], line["at_desk"]) == (OFFICIAL, "accepted")


def test_the_provinces_own_word_takes_the_place_of_the_clerks(counter: Counter):
    counter.outcome.accept(counter.wish("1"), Acceptance(OFFICIAL))
    assert counter.status().state == "accepted"
    counter.line()
    counter.client.round()
    assert (counter.status().state, counter.status().official_code) == ("received", OFFICIAL)


def test_the_slip_then_tells_what_the_province_says_of_the_dossier(counter: Counter):
    counter.outcome.accept(counter.wish("1"), Acceptance(OFFICIAL))
    counter.line()
    counter.province.office("PUT", f"/dossiers/{OFFICIAL}/status", {"status": 9})
    counter.client.round()
    result = ResultCheck(counter.store, lookup_secret(counter.home), counter.store.clock).look_up(counter.code)
    assert isinstance(result, KnownResult)
    assert (result.code, result.status.code) == (OFFICIAL, "9")


def test_a_code_that_the_province_gave_to_another_dossier_is_not_taken_from_it(counter: Counter):
    made = counter.province.office("POST", "/dossiers", _papers_at_the_desk("1.004873")).json()["official_code"]
    counter.outcome.accept(counter.wish("1"), Acceptance(made))
    assert counter.line()["official_code"] is None


def test_a_dossier_the_province_opened_for_the_same_procedure_is_joined(counter: Counter):
    made = counter.province.office("POST", "/dossiers", _papers_at_the_desk("1.001193")).json()["official_code"]
    counter.outcome.accept(counter.wish("1"), Acceptance(made))
    assert counter.line()["official_code"] == made


def _papers_at_the_desk(procedure: str) -> dict[str, Any]:
    request = "0190f0a0-0000-7000-8000-000000000001"
    return {"request_id": request, "hall": HALL, "agency": AGENCY, "procedure": procedure}


def test_a_code_of_another_agency_makes_no_dossier(counter: Counter):
    counter.outcome.accept(counter.wish("1"), Acceptance("H15.50-261123-0042", sure=True))
    assert counter.line()["official_code"] is None


@pytest.mark.parametrize("word", ["supplement", "refused"])
def test_officials_see_what_the_counter_did(counter: Counter, word: str):
    acts: dict[str, Callable[[], object]] = {
        "supplement": lambda: counter.outcome.ask_for_more(counter.wish("1"), [Wanted(text="Giấy chứng sinh")]),
        "refused": lambda: counter.outcome.refuse(counter.wish("1"), Refusal("Đã đăng ký", basis="Điều 15"), []),
    }
    acts[word]()
    assert counter.line()["at_desk"] == word


def test_officials_open_the_answers_as_the_counter_left_them(counter: Counter):
    counter.desk.answer(counter.wish("1"), "for_whom", Given("answer", "self"))
    line = counter.line()
    opened = counter.province.office("POST", f"/submissions/{line['device_id']}/{line['event_id']}/open").json()
    assert opened["answers"]["answers"]["for_whom"]["value"] == "self"


def test_an_older_act_that_arrives_late_changes_nothing(wire: Wire, province: Running):
    sealed = base64.b64encode(AgeSealer([province.province.keys.recipient]).seal(b"{}")).decode()
    saved = wire.event(
        1, kind="submission.saved",
        body=_body(code="KXA-261123-001-04", form="birth", form_version=1, day="2026-11-23", hall=HALL, sealed=sealed),
    )  # fmt: skip
    said = {"code": "KXA-261123-001-04", "saved": saved["event_id"], "sealed": sealed}
    late = wire.event(2, kind="submission.supplement", body=_body(version=3, **said))
    early = wire.event(3, kind="submission.refused", body=_body(version=5, **said))
    assert wire.verdicts([early, late, saved]) == ["stored"] * 3
    assert province.office("GET", "/submissions").json()[0]["at_desk"] == "refused"


@on_sqlite
@pytest.mark.parametrize("missing", ["saved", "sealed", "version", "official_code"])
def test_an_acceptance_that_says_too_little_is_refused(wire: Wire, province: Running, missing: str):
    sealed = base64.b64encode(AgeSealer([province.province.keys.recipient]).seal(b"{}")).decode()
    said = {"code": "KXA-261123-001-04", "saved": "0190f0a0-0000-7000-8000-000000000001", "sealed": sealed}
    whole = {**said, "version": 2, "official_code": OFFICIAL}
    body = _body(**{name: value for name, value in whole.items() if name != missing})
    assert wire.verdicts([wire.event(1, kind="submission.accepted", body=body)]) == ["invalid"]


def _body(**said: Any) -> str:
    return canonical({"procedure": "1.001193", **said})
