"""A question to the province from the touch screen's process, over a real line."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.clock import SetClock
from kiosk.commands.asking import ask_province
from kiosk.commands.link import join_client
from kiosk.config import Settings, SyncSettings
from kiosk.dossiers.check import Claim, ResultCheck
from kiosk.dossiers.results import KnownResult, Result, UnseenResult
from kiosk.dossiers.reuse import Earlier, Reuse
from kiosk.dossiers.secret import lookup_secret
from kiosk.errors import LinkDownError, NotEnrolledError, WrongDigitsError
from sync.client import SyncClient
from sync.province.lookups import LookupLimits
from sync.schedule import Schedule
from tests.fresh import fresh_store
from tests.sync.parts import AGENCY, HALL, Running

REQUEST = "01a1fffd-2d66-7690-95d9-000000000001"


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'province.db'}"


@pytest.fixture
def check_at(tmp_path: Path, clock: SetClock, settings: Settings) -> Iterator[Callable[[str], ResultCheck]]:
    """Makes a hall's result check that asks the province at an address."""
    store = fresh_store(tmp_path / "home" / "hall.db", clock)

    def make(address: str) -> ResultCheck:
        here = replace(settings, sync=SyncSettings(address))
        return ResultCheck(store, lookup_secret(tmp_path / "home"), clock, ask_province(tmp_path / "home", store, here))

    yield make
    store.close()


@pytest.fixture
def client(province: Running, tmp_path: Path, clock: SetClock) -> Iterator[SyncClient]:
    """The hall's own line, enrolled, with one complete round behind it."""
    store = fresh_store(tmp_path / "home" / "hall.db", clock)
    client = join_client(tmp_path / "home", store, province.address, Schedule())
    client.enrol(province.code(), HALL)
    client.round()
    yield client
    client.close()
    store.close()


def handed_in(province: Running, **more: object) -> str:
    """Hand papers in at another hall of the province; returns the code."""
    papers: dict[str, object] = {
        "request_id": REQUEST,
        "hall": "song-doc",
        "agency": "H12.35",
        "procedure": "2.000815",
        "days": 5,
        **more,
    }
    return province.office("POST", "/dossiers", papers).json()["official_code"]


def known(result: Result) -> KnownResult:
    assert isinstance(result, KnownResult)
    return result


def test_a_dossier_of_another_hall_is_known_once_the_province_is_asked(
    check_at: Callable[[str], ResultCheck], client: SyncClient, province: Running
):  # fmt: skip
    code, check = handed_in(province), check_at(province.address)
    before = check.look_up(code)
    assert isinstance(before, UnseenResult)
    assert check.should_ask(before)
    assert known(check.ask(Claim(code))).status.code == "2"


def test_nothing_of_the_answer_is_kept(
    check_at: Callable[[str], ResultCheck], client: SyncClient, province: Running
):  # fmt: skip
    code, check = handed_in(province), check_at(province.address)
    check.ask(Claim(code))
    assert isinstance(check.look_up(code), UnseenResult)


def test_a_typed_code_is_proved_with_the_digits_the_official_entered(
    check_at: Callable[[str], ResultCheck], client: SyncClient, province: Running
):  # fmt: skip
    code, check = handed_in(province, holder_digits="4321"), check_at(province.address)
    assert known(check.ask(Claim(code, typed=True))).told == "asks"
    assert known(check.ask(Claim(code, typed=True, digits="4321"))).told == "all"
    with pytest.raises(WrongDigitsError):
        check.ask(Claim(code, typed=True, digits="1234"))


def test_a_code_nobody_gave_stays_unseen(
    check_at: Callable[[str], ResultCheck], client: SyncClient, province: Running
):  # fmt: skip
    assert isinstance(check_at(province.address).ask(Claim(f"{AGENCY}-261120-9999")), UnseenResult)


def test_a_machine_the_province_does_not_know_gets_no_answer(
    check_at: Callable[[str], ResultCheck], province: Running
):  # fmt: skip
    with pytest.raises(NotEnrolledError):
        check_at(province.address).ask(Claim(f"{AGENCY}-261120-9999"))


def test_a_line_that_is_cut_is_said(check_at: Callable[[str], ResultCheck], client: SyncClient, province: Running):
    province.stop()
    with pytest.raises(LinkDownError):
        check_at(province.address).ask(Claim(f"{AGENCY}-261120-9999"))


def test_a_machine_that_asked_too_often_tells_what_it_knows(
    check_at: Callable[[str], ResultCheck], client: SyncClient, province: Running
):
    own = handed_in(province, hall=HALL, agency=AGENCY)
    client.round()
    province.province.lookup_limits, check = LookupLimits(elsewhere=1, every=2), check_at(province.address)
    unknown = Claim(f"{AGENCY}-261120-9999")
    assert isinstance(check.ask(unknown), UnseenResult)
    with pytest.raises(LinkDownError):
        check.ask(unknown)
    assert known(check.ask(Claim(own))).status.code == "2"
    with pytest.raises(LinkDownError):
        check.ask(Claim(own))
    assert known(check.look_up(own)).status.code == "2"
    client.round()


def test_a_hall_without_a_province_asks_nobody(check_at: Callable[[str], ResultCheck]):
    check = check_at("")
    assert not check.should_ask(check.look_up(f"{AGENCY}-261120-9999"))


def test_the_papers_of_an_earlier_dossier_come_forward_from_another_hall(
    check_at: Callable[[str], ResultCheck], client: SyncClient, province: Running
):  # fmt: skip
    papers = [{"name": "Giấy chứng sinh", "code": "GT01", "state": 1}, {"name": "Tờ khai"}]
    code = handed_in(province, holder_digits="4321", papers=papers)
    result = {"name": "Giấy khai sinh", "code": "KQ01", "state": 1}
    province.office("PUT", f"/dossiers/{code}/status", {"status": 9, "results": [result]})
    reuse = Reuse(check_at(province.address))
    assert reuse.known(code, "4321") is None
    assert reuse.asked(code, "4321") == Earlier(code, ("Giấy chứng sinh",), "Giấy khai sinh")


def test_the_papers_come_down_with_the_hall_s_own_dossiers(
    client: SyncClient, province: Running, tmp_path: Path, clock: SetClock
):
    papers = [{"name": "Giấy chứng sinh", "code": "GT01", "state": 1}]
    code = handed_in(province, hall=HALL, agency=AGENCY, holder_digits="4321", papers=papers)
    client.round()
    store = fresh_store(tmp_path / "home" / "hall.db", clock)
    found = Reuse(ResultCheck(store, lookup_secret(tmp_path / "home"), clock)).known(code, "4321")
    store.close()
    assert found == Earlier(code, ("Giấy chứng sinh",), "")
