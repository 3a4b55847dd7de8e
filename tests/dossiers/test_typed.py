"""Who typed a code is told the status; all the rest is for who has the paper in hand, or knows whose it is."""

from datetime import datetime, timedelta

import pytest

from kiosk.clock import HALL_ZONE, SetClock
from kiosk.dossiers.check import TRIES, Claim, ResultCheck
from kiosk.dossiers.provisional import provisional_code
from kiosk.dossiers.results import KnownResult, Result
from kiosk.dossiers.secret import holder_proof
from kiosk.dossiers.told import StatusChange, apply_status
from kiosk.errors import WrongDigitsError
from kiosk.store.database import Store

SECRET = b"s" * 32
CODE = "H12.34-261120-0007"
DUE = datetime(2026, 11, 27, 17, 0, tzinfo=HALL_ZONE)
SLIP = provisional_code("A", DUE.date(), 1).text


@pytest.fixture
def check(store: Store, clock: SetClock) -> ResultCheck:
    return ResultCheck(store, SECRET, clock)


@pytest.fixture
def proved(store: Store) -> None:
    """The province knows the applicant's number: it ends in 4321."""
    tell(store, holder_proof(CODE, "4321"))


def tell(store: Store, proof: str | None) -> None:
    change = StatusChange(
        CODE, "5", 1, procedure="1.001193", due=DUE, note="thiếu giấy chứng sinh", holder_proof=proof, provisional=SLIP
    )
    with store.act() as act:
        apply_status(act, SECRET, change)


def known(result: Result) -> KnownResult:
    assert isinstance(result, KnownResult)
    return result


def try_digits(check: ResultCheck, digits: str) -> KnownResult:
    return known(check.look_up(Claim(CODE, typed=True, digits=digits)))


@pytest.mark.usefixtures("proved")
def test_the_paper_in_hand_tells_all(check: ResultCheck):
    result = known(check.look_up(CODE))
    assert (result.told, result.note, result.due) == ("all", "thiếu giấy chứng sinh", DUE)


@pytest.mark.usefixtures("proved")
def test_a_typed_code_asks_whose_it_is(check: ResultCheck):
    assert known(check.look_up(Claim(CODE, typed=True))).told == "asks"


def test_a_typed_code_without_a_proof_tells_the_status_alone(store: Store, check: ResultCheck):
    tell(store, None)
    result = known(check.look_up(Claim(CODE, typed=True)))
    assert (result.told, result.status.code) == ("status", "5")


@pytest.mark.usefixtures("proved")
def test_short_of_all_nothing_but_status_and_age_is_there(check: ResultCheck):
    result = known(check.look_up(Claim(CODE, typed=True)))
    assert (result.procedure, result.received, result.due, result.note, result.missing) == (None, None, None, "", ())
    assert result.timeliness == "none"


@pytest.mark.usefixtures("proved")
def test_the_last_digits_tell_all(check: ResultCheck):
    assert try_digits(check, "4321").note == "thiếu giấy chứng sinh"


@pytest.mark.usefixtures("proved")
def test_wrong_digits_tell_nothing_and_may_be_tried_again(check: ResultCheck):
    with pytest.raises(WrongDigitsError):
        try_digits(check, "1234")
    assert try_digits(check, "4321").told == "all"


@pytest.mark.usefixtures("proved")
def test_nobody_can_try_all_digits(check: ResultCheck):
    for number in range(TRIES - 1):
        with pytest.raises(WrongDigitsError):
            try_digits(check, f"{number:04d}")
    assert try_digits(check, "9999").told == "status"
    assert try_digits(check, "4321").told == "status"
    assert known(check.look_up(Claim(CODE, typed=True))).told == "status"


@pytest.mark.usefixtures("proved")
def test_the_paper_in_hand_tells_all_whatever_others_tried(check: ResultCheck):
    for number in range(TRIES - 1):
        with pytest.raises(WrongDigitsError):
            try_digits(check, f"{number:04d}")
    try_digits(check, "9999")
    assert known(check.look_up(CODE)).told == "all"


@pytest.mark.usefixtures("proved")
def test_the_next_day_the_digits_may_be_tried_again(check: ResultCheck, clock: SetClock):
    for number in range(TRIES - 1):
        with pytest.raises(WrongDigitsError):
            try_digits(check, f"{number:04d}")
    try_digits(check, "9999")
    clock.forward(timedelta(days=1))
    assert try_digits(check, "4321").told == "all"


@pytest.mark.usefixtures("proved")
def test_a_typed_slip_of_another_machine_tells_the_status_alone(check: ResultCheck):
    # Its official code, the key of the proof, is not in this machine.
    assert known(check.look_up(Claim(SLIP, typed=True))).told == "status"


def test_a_claim_shows_nothing_of_itself():
    assert "4321" not in repr(Claim(CODE, typed=True, digits="4321"))
    assert CODE not in repr(Claim(CODE))


def test_a_proof_of_one_dossier_proves_no_other():
    assert holder_proof(CODE, "4321") != holder_proof("H12.34-261120-0008", "4321")
