"""Submissions: one code, sealed pages, one send, and only what is true on the screen."""

import json
import re
import traceback
from base64 import b64decode
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from kiosk.clock import SetClock
from kiosk.config import Settings
from kiosk.dossiers.provisional import parse
from kiosk.errors import SealError, SubmissionClosedError, UnknownDraftError, UnknownProcedureError
from kiosk.forms.answers import Answer
from kiosk.forms.journey import REVIEW, Journey
from kiosk.forms.library import Forms
from kiosk.forms.submissions import PADDING, Submissions, received
from kiosk.store import journal, outbox, print_jobs
from kiosk.store import submissions as table
from kiosk.store.database import Store
from sync.seal import AgeOpener, AgeSealer, make_identity

BIRTH = "1.001193"
Go = Callable[..., Journey]


def messages(store: Store) -> list[dict[str, Any]]:
    rows = store.rows("SELECT body FROM outbox_event ORDER BY seq")
    return [json.loads(row[0]) for row in rows]


def acts(store: Store) -> list[str]:
    return [entry.kind for entry in journal.entries(store.db)]


@pytest.fixture
def code(submissions: Submissions) -> str:
    return submissions.start(BIRTH, "first").code


@pytest.fixture
def saved(submissions: Submissions, code: str, go: Go) -> str:
    submissions.finish(code, go(BIRTH).final_answers())
    return code


def test_what_cannot_be_understood_after_opening_is_not_quoted(
    submissions: Submissions, store: Store, code: str, desk: AgeOpener, sealer: AgeSealer
):
    secret = "NGUYỄN BÍ MẬT 079123456789"
    content = {"code": code, "form": "birth", "form_version": 1, "page": "for_whom", "answer": {"state": secret}}
    with store.act() as act:
        table.put_page(act.db, code, "for_whom", sealer.seal(json.dumps(content).encode()), 1)
    with pytest.raises(SealError) as refused:
        submissions.open_at_desk(code, desk)
    assert secret not in "".join(traceback.format_exception(refused.value))


def test_a_code_counts_from_one_each_day(submissions: Submissions):
    assert [parse(submissions.start(BIRTH, request).code).counter for request in ("a", "b")] == [1, 2]


def test_the_count_starts_again_on_the_next_day(submissions: Submissions, clock: SetClock):
    submissions.start(BIRTH, "a")
    clock.forward(timedelta(days=1))
    assert parse(submissions.start(BIRTH, "b").code).counter == 1


def test_a_second_tap_begins_nothing_new(submissions: Submissions):
    assert submissions.start(BIRTH, "same") == submissions.start(BIRTH, "same")


def test_a_procedure_without_a_form_cannot_be_begun(submissions: Submissions):
    with pytest.raises(UnknownProcedureError):
        submissions.start("9.999999", "a")


def test_the_desk_stands_where_the_villager_stood(submissions: Submissions, code: str, desk: AgeOpener):
    submissions.save_pages(code, {"for_whom": Answer("self")}, "parent")
    assert submissions.open_at_desk(code, desk).journey.at == "parent"


def test_the_desk_sees_the_last_answer_to_a_page(submissions: Submissions, code: str, desk: AgeOpener):
    submissions.save_pages(code, {"for_whom": Answer("self")}, "parent")
    submissions.save_pages(code, {"for_whom": Answer("other")}, "helper_relation")
    assert submissions.open_at_desk(code, desk).journey.answers == {"for_whom": Answer("other")}


def test_the_desk_opens_a_saved_submission_on_its_check_screen(submissions: Submissions, saved: str, desk: AgeOpener):
    assert submissions.open_at_desk(saved, desk).journey.at == REVIEW


def test_the_desk_sees_everything_that_was_sent(submissions: Submissions, saved: str, desk: AgeOpener, go: Go):
    assert submissions.open_at_desk(saved, desk).journey.final_answers() == go(BIRTH).final_answers()


def test_another_key_opens_nothing(submissions: Submissions, saved: str, tmp_path: Any):
    make_identity(tmp_path / "other.key")
    with pytest.raises(SealError):
        submissions.open_at_desk(saved, AgeOpener(tmp_path / "other.key"))


def test_a_page_put_under_another_code_is_noticed(submissions: Submissions, store: Store, desk: AgeOpener):
    first, second = (submissions.start(BIRTH, request).code for request in ("a", "b"))
    submissions.save_pages(first, {"for_whom": Answer("self")}, "parent")
    with store.act() as act:
        act.db.execute("UPDATE sealed_page SET submission = ?", (second,))
    with pytest.raises(SealError):
        submissions.open_at_desk(second, desk)


def test_an_unknown_code_is_said_to_be_unknown(submissions: Submissions, desk: AgeOpener):
    with pytest.raises(UnknownDraftError):
        submissions.open_at_desk("KXA-261123-009-00", desk)


def test_a_draft_of_a_form_version_that_is_gone_is_not_guessed_at(
    store: Store, sealer: AgeSealer, settings: Settings, code: str, desk: AgeOpener
):
    with pytest.raises(UnknownDraftError):
        Submissions(store, sealer, settings, Forms(())).open_at_desk(code, desk)


def test_five_taps_send_once(submissions: Submissions, store: Store, code: str, go: Go):
    for _ in range(5):
        submissions.finish(code, go(BIRTH).final_answers())
    assert len(messages(store)) == 1


def test_five_taps_print_one_slip(submissions: Submissions, store: Store, code: str, go: Go):
    for _ in range(5):
        submissions.finish(code, go(BIRTH).final_answers())
    assert len(store.rows("SELECT id FROM print_job")) == 1


def test_the_message_tells_what_the_province_needs_to_know(submissions: Submissions, store: Store, saved: str):
    message = messages(store)[0]
    assert {key: message[key] for key in message if key != "sealed"} == {
        "code": saved,
        "procedure": BIRTH,
        "form": "birth",
        "form_version": 1,
        "day": "2026-11-23",
        "hall": "khanh-binh",
        "blobs": [],
    }


def test_the_message_opens_with_the_desks_key(store: Store, saved: str, desk: AgeOpener):
    opened = json.loads(desk.open(b64decode(messages(store)[0]["sealed"])))
    assert opened["answers"]["child_name"]["value"] == "Nguyễn Ngọc Trầm Hương"


def test_short_and_long_answers_are_of_one_length_when_sealed(
    submissions: Submissions, store: Store, code: str, desk: AgeOpener
):
    submissions.save_pages(code, {"sms": Answer("no"), "child_name": Answer("Nguyễn Ngọc Trầm Hương")}, "phone")
    sizes = {len(desk.open(row[0])) for row in store.rows("SELECT sealed FROM sealed_page")}
    assert sizes == {PADDING}


def test_the_pages_go_when_the_whole_is_saved(submissions: Submissions, store: Store, code: str, go: Go):
    submissions.save_pages(code, {"for_whom": Answer("self")}, "parent")
    submissions.finish(code, go(BIRTH).final_answers())
    assert store.rows("SELECT page FROM sealed_page") == []


def test_what_is_saved_is_not_changed_any_more(submissions: Submissions, saved: str):
    with pytest.raises(SubmissionClosedError):
        submissions.save_pages(saved, {"for_whom": Answer("self")}, "parent")


def test_the_slip_names_the_procedure_and_the_code(store: Store, saved: str):
    job = print_jobs.take_next(store.db)
    assert job is not None
    assert {saved, "Đăng ký khai sinh"} <= {block.get("text") for block in job.paper["blocks"]}


def test_the_slip_lists_every_paper_without_saying_which_are_missing(store: Store, saved: str):
    job = print_jobs.take_next(store.db)
    assert job is not None
    written = {block.get("text") for block in job.paper["blocks"]}
    assert written >= {
        "Giấy chứng sinh của bệnh viện, trạm y tế",
        "Thẻ căn cước của người đi làm giấy",
        "Giấy ủy quyền, nếu đi thay người khác",
    }


def test_a_draft_says_it_is_not_finished(submissions: Submissions, code: str):
    assert submissions.status(code).in_words() == "Đang làm dở. Câu đã trả lời vẫn còn ở máy này."


def test_a_saved_submission_claims_no_more_than_that(submissions: Submissions, saved: str):
    assert submissions.status(saved).in_words() == "Đã lưu tại máy này. Chưa gửi xong lên tỉnh."


def test_sent_is_said_only_after_the_provinces_word(submissions: Submissions, store: Store, saved: str):
    with store.act() as act:
        event = act.rows("SELECT event_id FROM outbox_event")[0][0]
        outbox.acknowledge(act.db, [event], "province-1", 0)
    assert submissions.status(saved).state == "sent"


def test_a_pruned_message_was_sent(submissions: Submissions, store: Store, saved: str):
    with store.act() as act:
        act.db.execute("DELETE FROM outbox_event")
    assert submissions.status(saved).state == "sent"


def test_the_provinces_code_is_told(submissions: Submissions, store: Store, saved: str):
    with store.act() as act:
        received(act, saved, "H12.34-261123-0007")
    assert submissions.status(saved).in_words() == "Tỉnh đã tiếp nhận. Mã hồ sơ: H12.34-261123-0007."


def test_an_answer_about_another_machines_submission_changes_nothing(store: Store, saved: str):
    before = acts(store)
    with store.act() as act:
        received(act, "KXB-261123-001-00", "H12.34-261123-0007")
    assert acts(store) == before


def test_the_same_answer_twice_is_noted_once(store: Store, saved: str):
    for _ in range(2):
        with store.act() as act:
            received(act, saved, "H12.34-261123-0007")
    assert acts(store).count("submission.received") == 1


def test_the_days_list_tells_code_procedure_page_and_state(submissions: Submissions, code: str, saved: str):
    other = submissions.start(BIRTH, "other").code
    submissions.save_pages(other, {"for_whom": Answer("self")}, "parent")
    lines = [(line.code, line.procedure, line.page, line.state) for line in submissions.of_day()]
    assert lines == [(saved, BIRTH, "for_whom", "saved"), (other, BIRTH, "parent", "draft")]


def test_the_list_is_of_one_day(submissions: Submissions, code: str, clock: SetClock):
    clock.forward(timedelta(days=1))
    assert submissions.of_day() == ()


def test_every_act_stands_in_the_journal(submissions: Submissions, store: Store, code: str, go: Go):
    submissions.save_pages(code, {"for_whom": Answer("self")}, "parent")
    submissions.finish(code, go(BIRTH).final_answers())
    assert acts(store) == ["submission.started", "submission.kept", "submission.saved"]


def test_a_consent_is_recorded_with_its_wording(submissions: Submissions, store: Store, code: str):
    submissions.save_pages(code, {"sms": Answer("yes")}, "phone")
    entry = next(entry for entry in journal.entries(store.db) if entry.kind == "consent.given")
    words = entry.body.pop("words")
    assert entry.body == {"purpose": "sms", "text": "form.common.sms.hint", "form": "birth", "form_version": 1}
    assert re.fullmatch("form.common.sms.hint@[0-9a-f]{12}", words)


def test_a_consent_not_given_is_recorded_as_that(submissions: Submissions, store: Store, code: str):
    submissions.save_pages(code, {"sms": Answer("no")}, "promise")
    assert "consent.not_given" in acts(store)


def test_nothing_is_begun_that_could_not_be_sealed(store: Store, settings: Settings, forms: Forms):
    submissions = Submissions(store, AgeSealer([]), settings, forms)
    with pytest.raises(SealError):
        submissions.start(BIRTH, "a")
    assert submissions.of_day() == ()
