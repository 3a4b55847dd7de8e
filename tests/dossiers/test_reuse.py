"""What an earlier dossier gives to a new one, and what each refusal is called."""

from dataclasses import replace

import pytest

from kiosk.clock import SetClock
from kiosk.dossiers.check import AskProvince, ResultCheck
from kiosk.dossiers.named import NamedPaper, NamedPapers
from kiosk.dossiers.reuse import Earlier, Reuse, held_already
from kiosk.dossiers.secret import holder_proof
from kiosk.dossiers.told import StatusChange, apply_status
from kiosk.errors import (
    EarlierUnheardError,
    EarlierUnknownError,
    KioskError,
    LinkDownError,
    NotADossierCodeError,
    NothingToReuseError,
    NotProvableError,
    WrongDigitsError,
)
from kiosk.store import sync_state
from kiosk.store.database import Store

SECRET = b"s" * 32
CODE = "H12.34-261120-0007"
PAPERS = NamedPapers(
    (NamedPaper("Giấy chứng sinh", "GT01", 1), NamedPaper("Sổ hộ khẩu cũ", "GT02")),
    (NamedPaper("Giấy khai sinh", "KQ01", 1),),
)
WHOLE = StatusChange(CODE, "9", 1, papers=PAPERS, holder_proof=holder_proof(CODE, "4321"))


def reuse(store: Store, clock: SetClock, *told: StatusChange, province: AskProvince | None = None) -> Reuse:
    with store.act() as act:
        for one in told:
            apply_status(act, SECRET, one)
        if province is not None:
            sync_state.note_success(act.db, act.now, 0)
    return Reuse(ResultCheck(store, SECRET, clock, province))


def test_who_knows_the_digits_gets_what_is_digitised_and_the_result(store: Store, clock: SetClock):
    found = reuse(store, clock, WHOLE).known(CODE, "4321")
    assert found == Earlier(CODE, ("Giấy chứng sinh",), "Giấy khai sinh")


def test_the_answer_is_three_texts():
    earlier = Earlier(CODE, ("Giấy chứng sinh", "Đơn"), "")
    assert earlier.value() == {"code": CODE, "papers": "Giấy chứng sinh; Đơn", "result": ""}


def test_a_dossier_at_work_gives_its_papers_but_no_result(store: Store, clock: SetClock):
    found = reuse(store, clock, replace(WHOLE, status="4")).known(CODE, "4321")
    assert found is not None
    assert (found.papers, found.result) == (("Giấy chứng sinh",), "")


@pytest.mark.parametrize("status", ["1", "3", "7"])
def test_what_was_given_back_gives_nothing(store: Store, clock: SetClock, status: str):
    with pytest.raises(NothingToReuseError):
        reuse(store, clock, replace(WHOLE, status=status)).known(CODE, "4321")


def test_wrong_digits_may_be_tried_again_and_then_no_more(store: Store, clock: SetClock):
    said = reuse(store, clock, WHOLE)
    kinds: list[type[KioskError]] = []
    for _ in range(4):
        with pytest.raises(KioskError) as error:
            said.known(CODE, "0000")
        kinds.append(error.type)
    assert kinds == [WrongDigitsError, WrongDigitsError, NotProvableError, NotProvableError]


def test_a_dossier_without_a_known_holder_proves_nothing(store: Store, clock: SetClock):
    with pytest.raises(NotProvableError):
        reuse(store, clock, replace(WHOLE, holder_proof=None)).known(CODE, "4321")


def test_a_text_that_is_no_code_is_refused_as_everywhere(store: Store, clock: SetClock):
    with pytest.raises(NotADossierCodeError):
        reuse(store, clock).known("khai sinh", "4321")


def test_an_unknown_code_with_nobody_to_ask_says_so(store: Store, clock: SetClock):
    with pytest.raises(EarlierUnheardError):
        reuse(store, clock).known(CODE, "4321")


def test_the_province_is_asked_about_a_dossier_of_another_hall(store: Store, clock: SetClock):
    said = reuse(store, clock, province=lambda _: WHOLE)
    assert said.known(CODE, "4321") is None
    assert said.asked(CODE, "4321").papers == ("Giấy chứng sinh",)


def test_a_code_the_province_does_not_know_is_said(store: Store, clock: SetClock):
    with pytest.raises(EarlierUnknownError):
        reuse(store, clock, province=lambda _: None).asked(CODE, "4321")


def test_a_line_that_breaks_leaves_what_is_known_here(store: Store, clock: SetClock):
    def broken(_: str) -> StatusChange | None:
        raise LinkDownError

    assert reuse(store, clock, WHOLE, province=broken).asked(CODE, "4321").result == "Giấy khai sinh"
    with pytest.raises(EarlierUnheardError):
        reuse(store, clock, province=broken).asked("H12.34-261120-0008", "4321")


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("Giấy chứng sinh của bệnh viện, trạm y tế", True),
        ("giấy chứng sinh", True),
        ("Giấy chứng tử", False),
        ("Thẻ căn cước của người đi làm giấy", False),
        ("Giấy", False),
    ],
)
def test_only_a_paper_of_the_same_name_counts_as_handed_in(name: str, held: bool):
    assert bool(held_already({"paper": name}, ["Giấy chứng sinh", "Giấy"])) is held
