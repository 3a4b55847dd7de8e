"""The result check, from what the province told to what a villager is told."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kiosk.clock import HALL_ZONE, SetClock
from kiosk.dossiers.check import ResultCheck
from kiosk.dossiers.provisional import provisional_code
from kiosk.dossiers.results import KnownResult, Result, SavedResult, UnseenResult
from kiosk.dossiers.told import StatusChange, apply_status, link_codes, mark_caught_up
from kiosk.errors import MistypedCodeError, NotADossierCodeError
from kiosk.store import journal, outbox
from kiosk.store.database import Store

SECRET = b"s" * 32
CODE = "H12.34-261120-0007"
SLIP = provisional_code("A", datetime(2026, 11, 20, tzinfo=HALL_ZONE).date(), 1).text
DUE = datetime(2026, 11, 27, 17, 0, tzinfo=HALL_ZONE)


@pytest.fixture
def check(store: Store, clock: SetClock) -> ResultCheck:
    return ResultCheck(store, SECRET, clock)


def tell(
    store: Store,
    status: str,
    *,
    code: str = CODE,
    change_seq: int = 1,
    feed_epoch: str = "",
    due: datetime | None = None,
    finished: datetime | None = None,
    note: str = "",
    provisional: str | None = None,
) -> bool:
    change = StatusChange(
        code, status, change_seq, feed_epoch, due=due, finished=finished, note=note, provisional=provisional
    )
    with store.act() as act:
        return apply_status(act, SECRET, change)


def submit(store: Store, state: str, official: str | None = None) -> None:
    """Put a submission into the table as the forms room would."""
    sealed = None if state == "draft" else b"sealed"
    with store.act() as act:
        act.db.execute(
            """INSERT INTO submission (code, day, counter_value, kiosk, procedure, form, form_version, state,
                                       last_page, sealed, official_code, started_ms, changed_ms)
               VALUES (?, '2026-11-20', 1, 'A', '1.001193', 'birth', 1, ?, 'review', ?, ?, 0, ?)""",
            (SLIP, state, sealed, official, 1_795_000_000_000),
        )


def known(result: Result) -> KnownResult:
    assert isinstance(result, KnownResult)
    return result


def test_a_status_the_province_told_is_said_in_one_sentence(store: Store, check: ResultCheck):
    tell(store, "9")
    assert check.look_up(CODE).sentence() == "Đã có kết quả, mời bà con đến nhận."


def test_the_code_may_be_typed_as_people_write(store: Store, check: ResultCheck):
    tell(store, "4")
    assert known(check.look_up("h12.34 – 261120 – 0007")).status.code == "4"


def test_the_answer_says_what_to_do_next(store: Store, check: ResultCheck):
    tell(store, "5", note="Còn thiếu giấy chứng sinh")
    assert check.look_up(CODE).lines()[:2] == ("Xin mang giấy tờ còn thiếu đến quầy.", "Còn thiếu giấy chứng sinh")


def test_the_answer_says_when_it_is_due_and_how_it_stands(store: Store, check: ResultCheck):
    tell(store, "4", due=DUE)
    assert {"Hẹn trả lúc 17:00 ngày 27/11/2026", "Còn trong hạn."} <= set(check.look_up(CODE).lines())


def test_the_answer_says_how_old_the_data_are(store: Store, check: ResultCheck, clock: SetClock):
    tell(store, "4")
    clock.forward(timedelta(days=9))
    assert check.look_up(CODE).lines()[-1] == "Theo dữ liệu lúc 08:00 23/11"


def test_an_old_status_is_young_again_when_the_province_had_nothing_newer(
    store: Store, check: ResultCheck, clock: SetClock
):
    tell(store, "4")
    clock.forward(timedelta(days=2))
    with store.act() as act:
        mark_caught_up(act)
    assert known(check.look_up(CODE)).as_of == clock.now()


def test_a_late_result_is_called_late(store: Store, check: ResultCheck):
    tell(store, "9", due=DUE, finished=DUE + timedelta(days=1))
    assert "Xong sau hạn." in check.look_up(CODE).lines()


def test_an_unknown_code_is_not_seen_rather_than_not_there(check: ResultCheck):
    assert check.look_up(CODE).sentence() == "Máy này chưa thấy hồ sơ mang mã đó."


def test_a_machine_that_never_had_data_says_so(check: ResultCheck):
    assert check.look_up(CODE).lines()[-1] == "Máy này chưa nhận dữ liệu nào từ tỉnh."


def test_an_unknown_code_is_answered_with_the_age_of_the_data(store: Store, check: ResultCheck):
    with store.act() as act:
        mark_caught_up(act)
    assert check.look_up(CODE).lines()[-1] == "Theo dữ liệu lúc 08:00 23/11"


def test_an_unknown_slip_may_be_from_another_machine(check: ResultCheck):
    assert check.look_up(SLIP).lines()[0] == "Có thể hồ sơ làm ở máy khác, chưa gửi đến tỉnh."


@pytest.mark.parametrize("state", ["draft", "saved", "received", "refused"])
def test_a_submission_of_this_machine_is_found_by_its_slip(store: Store, check: ResultCheck, state: str):
    submit(store, state)
    result = check.look_up(SLIP)
    assert isinstance(result, SavedResult)
    assert result.state == state


def test_a_saved_submission_is_never_called_received(store: Store, check: ResultCheck):
    submit(store, "saved")
    assert check.look_up(SLIP).sentence() == "Đã lưu tại máy này, tỉnh chưa nhận đủ."


@pytest.mark.parametrize("state", ["draft", "saved", "received", "refused"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_state_of_a_submission_has_its_sentences(store: Store, check: ResultCheck, state: str, language: str):
    submit(store, state)
    result = check.look_up(SLIP)
    assert not any(one.startswith("dossier.") for one in (result.sentence(language), *result.lines(language)))


def test_a_slip_leads_to_the_status_of_its_official_dossier(store: Store, check: ResultCheck):
    submit(store, "received", CODE)
    tell(store, "9")
    assert known(check.look_up(SLIP)).status.code == "9"


def test_the_official_code_is_shown_once_it_is_known(store: Store, check: ResultCheck):
    submit(store, "received", CODE)
    tell(store, "9")
    assert known(check.look_up(SLIP)).code == CODE


def test_a_slip_of_another_machine_is_followed_when_the_province_links_it(store: Store, check: ResultCheck):
    tell(store, "2", provisional=SLIP)
    assert known(check.look_up(SLIP)).status.code == "2"


def test_a_link_may_come_before_the_status(store: Store, check: ResultCheck):
    with store.act() as act:
        link_codes(act, SECRET, SLIP, CODE)
    tell(store, "2")
    assert known(check.look_up(SLIP)).status.code == "2"


@pytest.mark.parametrize("text", ["", "xin chào", "096190000000"])
def test_a_text_that_is_no_code_is_refused(check: ResultCheck, text: str):
    with pytest.raises(NotADossierCodeError):
        check.look_up(text)


def test_a_slip_code_with_a_wrong_digit_is_noticed_at_once(check: ResultCheck):
    with pytest.raises(MistypedCodeError):
        check.look_up(SLIP[:-1] + ("1" if SLIP[-1] == "0" else "0"))


def test_a_later_change_replaces_an_earlier_one(store: Store, check: ResultCheck):
    tell(store, "4", change_seq=1)
    tell(store, "9", change_seq=2)
    assert known(check.look_up(CODE)).status.code == "9"


def test_an_earlier_change_never_replaces_a_later_one(store: Store, check: ResultCheck):
    tell(store, "9", change_seq=2)
    tell(store, "4", change_seq=1)
    assert known(check.look_up(CODE)).status.code == "9"


def test_the_same_change_again_has_no_second_effect(store: Store):
    assert [tell(store, "9"), tell(store, "9")] == [True, False]


def test_a_province_restored_from_a_backup_may_count_from_one_again(store: Store, check: ResultCheck):
    tell(store, "4", change_seq=900, feed_epoch="first")
    tell(store, "9", change_seq=3, feed_epoch="second")
    assert known(check.look_up(CODE)).status.code == "9"


def test_a_status_this_software_does_not_know_is_kept_and_honestly_told(store: Store, check: ResultCheck):
    tell(store, "42")
    assert check.look_up(CODE).sentence() == "Tỉnh báo một tình trạng mà máy chưa biết."


def test_what_is_told_undoes_with_the_callers_transaction(store: Store, check: ResultCheck):
    with pytest.raises(RuntimeError), store.act() as act:
        apply_status(act, SECRET, StatusChange(CODE, "9", 1))
        raise RuntimeError
    assert isinstance(check.look_up(CODE), UnseenResult)


def test_no_code_stands_in_the_file_or_the_journal_in_clear(store: Store, tmp_path: Path):
    tell(store, "9", provisional=SLIP)
    bodies = [f"{one.kind}{one.subject}{one.body}" for one in journal.entries(store.db)]
    store.close()
    stored = b"".join(one.read_bytes() for one in tmp_path.glob("hall.db*")) + "".join(bodies).encode()
    assert [code for code in (CODE, SLIP) if code.encode() in stored] == []


def test_another_secret_finds_nothing(store: Store, clock: SetClock):
    tell(store, "9")
    assert isinstance(ResultCheck(store, b"x" * 32, clock).look_up(CODE), UnseenResult)


def test_a_submission_that_reached_the_province_is_told_so(store: Store, check: ResultCheck):
    submit(store, "saved")
    with store.act() as act:
        event = act.send("submission.saved", {"code": SLIP})
        act.db.execute("UPDATE submission SET event_id = ?", (event,))
    assert check.look_up(SLIP).sentence() == "Đã lưu tại máy này, tỉnh chưa nhận đủ."
    with store.act() as act:
        outbox.acknowledge(act.db, [event], "province-1", 0)
    assert check.look_up(SLIP).sentence() == "Tỉnh đã giữ hồ sơ này, chưa tiếp nhận."
