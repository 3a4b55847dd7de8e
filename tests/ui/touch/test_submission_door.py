"""Door 4, from the first touch to the slip, by real taps: nothing lost, nothing claimed too early, nobody stuck."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from kiosk.clock import SetClock
from kiosk.config import Settings
from kiosk.forms.answers import Answer, State
from kiosk.forms.library import load_forms
from kiosk.forms.submissions import Submissions
from kiosk.queue.desk import Desk
from kiosk.store import outbox, print_jobs
from kiosk.store.database import Store
from sync.seal import AgeOpener, AgeSealer
from tests.ui.kiosk_window import KioskWindow
from ui.touch.app import build
from ui.touch.parts import Parts

CARD = "096190000000||Trần Thị Mẫu|15011990|Nữ|Ấp 1, xã Mẫu, tỉnh Cà Mau|01072022"
FIRST_CODE = "KXA-261123-001-98"
BIRTH = ("door-submission", "form-1.001193", "next")
TO_CARD = (*BIRTH, "option-self", "option-mother", "option-none")
TO_PAPERS = (*TO_CARD, "skip", "key-a", "key-space", "key-b", "next", "staff", "option-staff")
TO_NAME = ("next", "have-birth_paper", "next", "paper-staff")
TONES = ("acute", "grave", "hook", "tilde", "dot")

Walk = Callable[..., None]


@pytest.fixture
def write(kiosk_window: KioskWindow) -> Walk:
    """write("nguyê/tilde/n", "lan") types words on the letter pad, with the names of tone keys between slashes."""

    def write(*words: str) -> None:
        for at, word in enumerate(words):
            if at:
                kiosk_window.tap("key-space")
            for part in word.split("/"):
                for key in [f"tone-{part}"] if part in TONES else [f"key-{letter}" for letter in part]:
                    kiosk_window.tap(key)

    return write


@pytest.fixture
def at_name(walk: Walk, kiosk_window: KioskWindow) -> None:
    """A mother whose card was read and found right stands before the name of her child."""
    kiosk_window.tap("attract")
    walk(*TO_CARD)
    kiosk_window.read_scan(CARD)
    walk(*TO_NAME)


@pytest.fixture
def at_review(at_name: None, walk: Walk, write: Walk) -> None:
    """She has answered everything; the father is not named."""
    write("nguyê/tilde/n", "lan")
    walk("next", "option-female", *(f"digit-{one}" for one in "30102026"), "next", "option-home")
    walk("option-offer:requester_home", "option-khmer", "option-no", "option-no", "option-32110")
    walk("more", "next", "option-counter", "option-no", "next")


@pytest.fixture
def at_receipt(at_review: None, walk: Walk, kiosk_window: KioskWindow) -> None:
    walk("next", "next", "next", "next", "next")
    kiosk_window.wait_for("submission_receipt")


def test_two_taps_from_home_ask_the_first_question(kiosk_window: KioskWindow, walk: Walk) -> None:
    kiosk_window.tap("attract")
    walk(*BIRTH)
    assert kiosk_window.text("question") == "Bà con làm giấy cho mình, hay bấm máy giùm người khác?"


def test_the_code_stands_on_every_question(kiosk_window: KioskWindow, walk: Walk) -> None:
    kiosk_window.tap("attract")
    walk(*TO_CARD)
    assert kiosk_window.text("note") == f"Mã {FIRST_CODE}"


def test_progress_is_counted_in_questions(kiosk_window: KioskWindow, walk: Walk) -> None:
    kiosk_window.tap("attract")
    walk(*TO_CARD)
    assert kiosk_window.text("progress").startswith("Câu 4 / ")


def test_an_answer_is_on_disk_before_the_next_question(
    kiosk_window: KioskWindow, walk: Walk, submissions: Submissions, opener: AgeOpener
) -> None:
    kiosk_window.tap("attract")
    walk(*BIRTH, "option-self")
    opened = submissions.open_at_desk(FIRST_CODE, opener)
    assert (opened.journey.answers, opened.journey.at) == ({"for_whom": Answer("self")}, "parent")


def test_a_paper_without_a_mark_is_asked_for_at_its_place(kiosk_window: KioskWindow, walk: Walk) -> None:
    kiosk_window.tap("attract")
    walk(*TO_PAPERS, "have-id_card", "next")
    assert kiosk_window.texts_under("problem") == ["Còn 1 giấy chưa chọn. Xin bấm Có hoặc Chưa."]


def test_a_card_is_shown_with_its_number_masked(kiosk_window: KioskWindow, walk: Walk) -> None:
    kiosk_window.tap("attract")
    walk(*TO_CARD)
    kiosk_window.read_scan(CARD)
    shown = [kiosk_window.text(f"card-row-{at}") for at in range(4)]
    assert shown == ["Trần Thị Mẫu", "•••• •••• 0000", "Ấp 1, xã Mẫu, tỉnh Cà Mau", "15/01/1990"]


def test_a_card_that_is_right_skips_what_it_says(at_name: None, kiosk_window: KioskWindow) -> None:
    assert kiosk_window.text("question") == "Họ và tên của bé là gì?"


def test_a_card_to_correct_opens_its_questions_filled_in(kiosk_window: KioskWindow, walk: Walk) -> None:
    kiosk_window.tap("attract")
    walk(*TO_CARD)
    kiosk_window.read_scan(CARD)
    walk("correct")
    assert kiosk_window.texts_under("typed") == ["Trần Thị Mẫu"]


def test_a_card_whose_accents_the_scanner_lost_answers_nothing(kiosk_window: KioskWindow, walk: Walk) -> None:
    kiosk_window.tap("attract")
    walk(*TO_CARD)
    kiosk_window.type_scan("096190000000||Trn Th Mu|15011990|N|p 1, x Mu, tnh C Mau|01072022")
    assert "mất dấu chữ trên thẻ" in kiosk_window.text("notice")
    assert kiosk_window.hand.find("card-row-0") is None


def test_a_card_where_none_is_asked_for_is_explained(kiosk_window: KioskWindow, walk: Walk) -> None:
    kiosk_window.tap("attract")
    walk(*BIRTH)
    kiosk_window.read_scan(CARD)
    assert "chưa cần đến ở đây" in kiosk_window.text("notice")


def test_a_scan_while_a_name_is_typed_types_nothing_into_it(kiosk_window: KioskWindow, walk: Walk, write: Walk) -> None:
    kiosk_window.tap("attract")
    walk(*TO_CARD, "skip")
    write("lan")
    kiosk_window.read_scan(CARD)
    assert "chưa cần đến ở đây" in kiosk_window.text("notice")
    assert kiosk_window.texts_under("typed") == ["Lan"]


def test_a_receipt_scanned_while_a_name_is_typed_shows_its_result_and_the_name_stays(
    kiosk_window: KioskWindow, walk: Walk, write: Walk
) -> None:
    kiosk_window.tap("attract")
    walk(*TO_CARD, "skip")
    write("lan")
    kiosk_window.read_scan("H12.34-261120-0005")
    kiosk_window.wait_for("result")
    walk("back")
    assert kiosk_window.texts_under("typed") == ["Lan"]


def test_without_a_card_one_tap_goes_on(kiosk_window: KioskWindow, walk: Walk) -> None:
    kiosk_window.tap("attract")
    walk(*TO_CARD, "skip")
    assert kiosk_window.text("question") == "Họ và tên của bà con là gì?"


def test_a_name_is_typed_with_ready_letters_and_tones(at_name: None, kiosk_window: KioskWindow, write: Walk) -> None:
    write("nguyê/tilde/n", "thi/dot", "đa/acute")
    assert kiosk_window.texts_under("typed") == ["Nguyễn Thị Đá"]


def test_a_tone_key_shows_what_it_will_make(at_name: None, kiosk_window: KioskWindow, write: Walk) -> None:
    write("trâ")
    assert kiosk_window.texts_under("tone-grave") == ["ầ"]


def test_an_error_says_the_fix_at_the_field(at_name: None, kiosk_window: KioskWindow, walk: Walk) -> None:
    walk("next")
    assert kiosk_window.texts_under("problem") == ["Chưa có họ tên. Xin ghi đủ họ, chữ lót và tên."]


def test_the_error_goes_with_the_next_key(at_name: None, kiosk_window: KioskWindow, walk: Walk) -> None:
    walk("next", "key-a")
    assert kiosk_window.hand.find("problem") is None


def test_after_two_failures_the_clerk_is_offered(at_name: None, kiosk_window: KioskWindow, walk: Walk) -> None:
    walk("next", "next")
    assert kiosk_window.texts_under("staff") == ["Bỏ qua, cán bộ ghi giúp"]


def test_what_is_left_to_the_clerk_is_marked_for_the_desk(
    at_name: None, walk: Walk, submissions: Submissions, opener: AgeOpener
) -> None:
    walk("next", "next", "staff")
    answers = submissions.open_at_desk(FIRST_CODE, opener).journey.answers
    assert answers["child_name"].state is State.STAFF_FILLS


def test_a_doubt_is_passed_with_the_same_button(
    at_name: None, kiosk_window: KioskWindow, write: Walk, walk: Walk
) -> None:
    write("lan")
    walk("next", "next")
    assert kiosk_window.text("question") == "Bé là trai hay gái?"


def test_a_day_that_does_not_exist_is_named(at_name: None, kiosk_window: KioskWindow, write: Walk, walk: Walk) -> None:
    write("lan", "anh")
    walk("next", "option-male", *(f"digit-{one}" for one in "31062026"), "next")
    assert kiosk_window.texts_under("problem") == ["Tháng 6 chỉ có 30 ngày. Xin xem lại ngày."]


def test_back_shows_the_earlier_answer(at_name: None, kiosk_window: KioskWindow, write: Walk, walk: Walk) -> None:
    write("lan", "anh")
    walk("next", "back")
    assert kiosk_window.texts_under("typed") == ["Lan Anh"]


def test_back_from_the_first_question_leaves_and_comes_back_to_the_same_draft(
    kiosk_window: KioskWindow, walk: Walk, submissions: Submissions
) -> None:
    kiosk_window.tap("attract")
    walk(*BIRTH, "back", "back", "form-1.001193")
    assert [line.code for line in submissions.of_day()] == [FIRST_CODE]


def test_another_language_keeps_the_answers(at_name: None, kiosk_window: KioskWindow, write: Walk, walk: Walk) -> None:
    write("lan", "anh")
    walk("language-en")
    assert (kiosk_window.text("question"), kiosk_window.texts_under("typed")) == (
        "What is the child's full name?",
        ["Lan Anh"],
    )


def test_a_commune_is_picked_by_its_first_letter(
    at_name: None, kiosk_window: KioskWindow, write: Walk, walk: Walk
) -> None:
    write("lan", "anh")
    walk("next", "option-male", *(f"digit-{one}" for one in "30102026"), "next", "option-hospital", "option-province")
    walk("letter-S", "option-32098", "key-t", "key-y", "tone-acute", "next", "back")
    assert kiosk_window.texts_under("typed") == ["Tý"]


def test_a_hamlet_may_have_a_number(kiosk_window: KioskWindow, walk: Walk, at_name: None, write: Walk) -> None:
    write("lan", "anh")
    walk("next", "option-male", *(f"digit-{one}" for one in "30102026"), "next", "option-home", "option-32110")
    walk("key-â", "key-p", "tone-acute", "key-space", "key-digits", "key-1", "key-2")
    assert kiosk_window.texts_under("typed") == ["Ấp 12"]


def test_an_ethnic_group_is_found_in_the_list(
    at_name: None, kiosk_window: KioskWindow, write: Walk, walk: Walk
) -> None:
    write("lan", "anh")
    walk("next", "option-male", *(f"digit-{one}" for one in "30102026"), "next", "option-home")
    walk("option-offer:requester_home", "option-others", "letter-C", "page-after", "page-before", "option-chut")
    assert kiosk_window.text("question") == "Cha mẹ của bé đã đăng ký kết hôn chưa?"


def test_a_way_out_offers_a_number_tied_to_the_draft(kiosk_window: KioskWindow, walk: Walk, desk: Desk) -> None:
    kiosk_window.tap("attract")
    walk(*BIRTH, "option-self", "option-mother", "option-abandoned", "next")
    kiosk_window.wait_for("ticket")
    ticket = desk.overview.tickets()[0]
    assert (ticket.service, ticket.submission) == ("B", FIRST_CODE)


def test_the_check_screen_shows_one_group_a_page_with_the_card_masked_and_corrects_in_place(
    at_review: None, kiosk_window: KioskWindow, walk: Walk
) -> None:
    shown = kiosk_window.text("question"), kiosk_window.text("progress"), kiosk_window.text("row-requester_id")
    assert shown == ("Bà con xem lại: Người đi khai", "Trang 1 / 5", "•••• •••• 0000")
    walk("back", "next")  # loses nothing
    assert kiosk_window.text("row-requester_name") == "Trần Thị Mẫu"
    walk("next", "edit-child_sex", "option-male")
    assert kiosk_window.text("row-child_sex") == "Bé trai"


def test_the_receipt_says_no_more_than_is_true(
    at_receipt: None, kiosk_window: KioskWindow, store: Store, clock: SetClock
) -> None:
    assert kiosk_window.text("receipt-code") == FIRST_CODE
    assert kiosk_window.texts_under("receipt-state") == ["Đã lưu tại máy này. Chưa gửi xong lên tỉnh."]
    kiosk_window.pass_time(16)  # a silent printer
    assert "Xin nhớ hoặc chụp lại mã này." in kiosk_window.texts_under("receipt-paper")[0]
    with store.act() as act:
        job = print_jobs.take_next(act.db)
        assert job is not None
        print_jobs.finish(act.db, job.id, clock.now())
    kiosk_window.pass_time(1)
    assert kiosk_window.texts_under("receipt-paper") == ["Phiếu đã in. Xin giữ phiếu này."]
    assert kiosk_window.texts_under("receipt-state") == ["Đã lưu tại máy này. Chưa gửi xong lên tỉnh."]
    with store.act() as act:
        outbox.acknowledge(act.db, [act.rows("SELECT event_id FROM outbox_event")[0][0]], "province-1", 0)
    kiosk_window.pass_time(1)
    assert "đã gửi tới tỉnh" in kiosk_window.texts_under("receipt-state")[0]


def test_five_hasty_taps_save_once(at_review: None, kiosk_window: KioskWindow, walk: Walk, store: Store) -> None:
    walk("next", "next", "next")
    item = kiosk_window.hand.find("next")
    assert item is not None
    centre = item.mapToScene(item.boundingRect().center()).toPoint()
    for _ in range(5):
        kiosk_window.clock.forward(kiosk_window.A_MOMENT)
        kiosk_window.hand.tap_at(QPoint(centre))
    kiosk_window.wait_for("submission_receipt")
    assert len(store.rows("SELECT event_id FROM outbox_event WHERE kind = 'submission.saved'")) == 1


def test_the_desk_opens_what_the_villager_sent(at_receipt: None, submissions: Submissions, opener: AgeOpener) -> None:
    answers = submissions.open_at_desk(FIRST_CODE, opener).journey.final_answers()
    assert (answers["child_name"].value, answers["mother_name"].value) == ("Nguyễn Lan", "Trần Thị Mẫu")


def test_a_number_taken_at_the_end_belongs_to_the_submission(
    at_receipt: None, walk: Walk, kiosk_window: KioskWindow, desk: Desk
) -> None:
    walk("take-number")
    kiosk_window.wait_for("ticket")
    assert desk.overview.tickets()[0].submission == FIRST_CODE


def test_who_walks_away_leaves_nothing_for_the_next(
    at_name: None, kiosk_window: KioskWindow, write: Walk, walk: Walk
) -> None:
    write("lan", "anh")
    kiosk_window.pass_time(91)
    kiosk_window.pass_time(31)
    kiosk_window.tap("attract")
    walk(*BIRTH)
    assert kiosk_window.text("note") == "Mã KXA-261123-002-95"


def test_who_walks_away_leaves_a_draft_for_the_desk(
    at_name: None, kiosk_window: KioskWindow, submissions: Submissions, opener: AgeOpener
) -> None:
    kiosk_window.pass_time(91)
    kiosk_window.pass_time(31)
    opened = submissions.open_at_desk(FIRST_CODE, opener)
    assert opened.journey.answers["requester_name"].value == "Trần Thị Mẫu"


def test_where_nothing_can_be_sealed_the_first_tap_says_so(
    parts: Parts, store: Store, settings: Settings, clock: SetClock, qtbot: QtBot, qapp: object
) -> None:
    unsealed = Submissions(store, AgeSealer([]), settings, load_forms())
    touch = build(replace(parts, submissions=unsealed), (1366, 768), moves=False)
    touch.window.show()
    qtbot.waitUntil(touch.window.isExposed)
    window = KioskWindow(touch, clock, qtbot)
    window.open(*BIRTH)
    said = window.text("notice")
    touch.close()
    assert "Chưa cất kín được" in said
