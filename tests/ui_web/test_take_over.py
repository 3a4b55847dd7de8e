"""A clerk goes on with what a villager prepared: completes it, checks papers, asks for more, refuses, accepts."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.clock import SetClock
from kiosk.dossiers.check import Claim, ResultCheck
from kiosk.dossiers.results import SavedResult
from kiosk.errors import TakenOverError
from kiosk.forms.answers import Answer
from kiosk.forms.journey import Journey
from kiosk.store import journal, outbox, print_jobs
from kiosk.store.database import Store
from tests.ui_web.conftest import BIRTH, tell
from tests.ui_web.people import Client, Server, new, problem

NAME = "Nguyễn Ngọc Trầm Hương"
OFFICIAL = "H12.34-261123-0007"
OTHER_NAME = "Danh Thị Thảo Nguyên"
DRAFT_STOPS_AT = "child_name"


@pytest.fixture
def draft(server: Server, clock: SetClock, stories: dict[str, Any]) -> str:
    """A birth registration that a villager broke off before the child's name."""
    begun = server.submissions.start(BIRTH, new())
    journey = Journey.begin(begun.form, clock.now().date())
    while journey.at != DRAFT_STOPS_AT:
        moved = tell(journey, stories[BIRTH])
        changed = {page: one for page, one in moved.answers.items() if journey.answers.get(page) != one}
        server.submissions.save_pages(begun.code, changed, moved.at)
        journey = moved
    return begun.code


Do = Callable[..., dict[str, Any]]


@pytest.fixture
def do(an: Client) -> Do:
    """do(code, "papers", papers={...}) does an act on the submission as it is now; it must succeed."""

    def do(code: str, act: str, **body: Any) -> dict[str, Any]:
        version = an.get(f"/submissions/{code}").json()["version"]
        done = an.post(f"/submissions/{code}/{act}", request_id=new(), version=version, **body)
        assert done.status_code == 200, done.text
        return done.json()

    return do


def shown(opened: dict[str, Any], page: str) -> str:
    return next(one["shown"] for one in opened["questions"] if one["page"] == page)


# --- opening ---


def test_a_draft_opens_at_the_question_where_the_villager_stopped(an: Client, draft: str):
    opened = an.get(f"/submissions/{draft}").json()
    assert (opened["at"], opened["todo"][0]) == (DRAFT_STOPS_AT, DRAFT_STOPS_AT)


def test_what_was_left_to_the_clerk_is_named_first(do: Do, saved: str):
    assert do(saved, "answers", page="mother_id", how="leave")["todo"] == ["mother_id"]


def test_the_papers_show_what_the_villager_ticked(an: Client, saved: str):
    said = {one["id"]: one["said"] for one in an.get(f"/submissions/{saved}").json()["papers"]}
    assert said == {"papers.birth_paper": "no", "papers.id_card": "yes"}


# --- completing ---


def test_a_clerk_answers_a_question_that_was_left_open(do: Do, draft: str):
    opened = do(draft, "answers", page=DRAFT_STOPS_AT, value=NAME.lower())
    assert (shown(opened, DRAFT_STOPS_AT), opened["at"]) == (NAME, "child_sex")


def test_a_clerk_corrects_what_was_saved(an: Client, do: Do, saved: str):
    do(saved, "answers", page="mother_name", value=OTHER_NAME)
    assert shown(an.get(f"/submissions/{saved}").json(), "mother_name") == OTHER_NAME


def test_a_correction_is_journalled_without_its_content(do: Do, saved: str, store: Store):
    do(saved, "answers", page="mother_name", value=OTHER_NAME)
    entry = next(one for one in journal.entries(store.db) if one.kind == "submission.answered")
    assert (entry.subject, entry.body) == (saved, {"clerk": "an", "page": "mother_name"})


def test_the_province_is_told_the_answers_as_they_are_now(do: Do, saved: str, store: Store):
    do(saved, "answers", page="mother_name", value=OTHER_NAME)
    kinds = [one.kind for one in outbox.pending(store.db, 2**45, 9)]
    assert kinds == ["submission.saved", "submission.changed"]


def test_no_answer_of_a_clerk_lies_in_the_open(do: Do, saved: str, store: Store):
    do(saved, "answers", page="mother_name", value=OTHER_NAME)
    assert OTHER_NAME not in dump(store)


def dump(store: Store) -> str:
    """Return every value of the file as text."""
    tables = [row[0] for row in store.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = [row for table in tables for row in store.rows(f"SELECT * FROM {table}")]
    return "\n".join(str(tuple(row)) for row in rows)


def test_a_typed_address_is_understood_where_it_can_mean_only_one_commune(do: Do, saved: str):
    opened = do(saved, "answers", page="mother_home", value={"text": "Ấp Kinh Hãng, xã Khánh Bình, Cà Mau"})
    value = next(one["value"] for one in opened["questions"] if one["page"] == "mother_home")
    assert (value["commune_code"], value["line"]) == ("32110", "Ấp Kinh Hãng")


def test_an_address_that_may_mean_several_stays_as_it_was_typed(do: Do, saved: str):
    opened = do(saved, "answers", page="mother_home", value={"text": "nhà bà ngoại, gần chợ"})
    assert shown(opened, "mother_home") == "nhà bà ngoại, gần chợ"


@pytest.mark.parametrize(
    ("page", "value", "words"),
    [
        ("child_birth", {"day": "31", "month": "2", "year": "2026"}, "Tháng 2"),
        ("mother_name", "Danh Thị 5", "5"),
        ("mother_id", "12345", "5"),
        ("married", "perhaps", "chọn"),
    ],
)
def test_a_wrong_answer_is_told_in_the_words_of_the_kiosk(an: Client, saved: str, page: str, value: Any, words: str):
    version = an.get(f"/submissions/{saved}").json()["version"]
    body = {"request_id": new(), "version": version, "page": page, "value": value}
    refused = an.post(f"/submissions/{saved}/answers", **body)
    assert (problem(refused), words in refused.json()["detail"]) == ((422, "wrong_answer"), True)


def test_a_doubtful_answer_is_asked_once_more(an: Client, do: Do, saved: str):
    version = an.get(f"/submissions/{saved}").json()["version"]
    body = {"request_id": new(), "version": version, "page": "mother_name", "value": "Rươl"}
    assert problem(an.post(f"/submissions/{saved}/answers", **body)) == (422, "doubtful_answer")
    assert shown(do(saved, "answers", page="mother_name", value="Rươl", accept_doubt=True), "mother_name") == "Rươl"


def test_a_question_that_does_not_show_is_not_answered(an: Client, saved: str):
    version = an.get(f"/submissions/{saved}").json()["version"]
    body = {"request_id": new(), "version": version, "page": "birth_home", "value": {"text": "x"}}
    assert problem(an.post(f"/submissions/{saved}/answers", **body)) == (409, "question_gone")


def test_the_same_request_again_changes_nothing_more(an: Client, saved: str):
    version = an.get(f"/submissions/{saved}").json()["version"]
    body = {"request_id": new(), "version": version, "page": "mother_name", "value": OTHER_NAME}
    first, again = (an.post(f"/submissions/{saved}/answers", **body) for _ in range(2))
    assert (first.status_code, again.json()["version"]) == (200, first.json()["version"])


def test_of_two_desks_the_later_one_is_told_and_loses_nothing(an: Client, binh: Client, saved: str):
    version = an.get(f"/submissions/{saved}").json()["version"]
    body = {"version": version, "page": "mother_name"}
    an.post(f"/submissions/{saved}/answers", request_id=new(), value=OTHER_NAME, **body)
    late = binh.post(f"/submissions/{saved}/answers", request_id=new(), value="Trần Thị Muộn", **body)
    assert problem(late) == (409, "stale_submission")
    assert late.json()["submission"]["version"] > version
    assert shown(binh.get(f"/submissions/{saved}").json(), "mother_name") == OTHER_NAME


def test_the_kiosk_writes_no_more_into_what_a_counter_has_taken_over(server: Server, do: Do, draft: str):
    do(draft, "answers", page=DRAFT_STOPS_AT, value=NAME)
    with pytest.raises(TakenOverError):
        server.submissions.save_pages(draft, {DRAFT_STOPS_AT: Answer("Kẻ Khác")}, "child_sex")
    with pytest.raises(TakenOverError):
        server.submissions.finish(draft, {})


def test_a_power_cut_in_the_act_leaves_the_villagers_answer(do: Do, an: Client, saved: str, store: Store):
    with store.act() as act:  # the act's last statement fails, as a full disk would make it
        act.db.execute("CREATE TRIGGER cut BEFORE INSERT ON request BEGIN SELECT RAISE(ABORT, 'cut'); END")
    version = an.get(f"/submissions/{saved}").json()["version"]
    body = {"request_id": new(), "version": version, "page": "mother_name", "value": OTHER_NAME}
    assert an.post(f"/submissions/{saved}/answers", **body).status_code == 503
    assert shown(an.get(f"/submissions/{saved}").json(), "mother_name") == "Danh Thị Sà Rươl"


# --- finishing ---


def test_a_draft_with_an_open_question_is_not_finished(an: Client, draft: str):
    version = an.get(f"/submissions/{draft}").json()["version"]
    refused = an.post(f"/submissions/{draft}/finish", request_id=new(), version=version)
    assert (problem(refused), "Họ tên" in refused.json()["detail"]) == ((409, "unfinished"), True)


def finish(do: Do, an: Client, code: str, story: dict[str, Any]) -> dict[str, Any]:
    """Answer what is open as the story says, and finish."""
    opened = an.get(f"/submissions/{code}").json()
    while opened["at"] != "review":
        page = opened["at"]
        given = {"value": story[page]} if page in story else {"how": "leave"}
        opened = do(code, "answers", page=page, accept_doubt=True, **given)
    return do(code, "finish")


def test_a_finished_draft_is_saved_with_its_slip(do: Do, an: Client, draft: str, store: Store, stories: dict[str, Any]):
    finished = finish(do, an, draft, stories[BIRTH])
    job = print_jobs.take_next(store.db)
    assert (finished["state"], job and (job.kind, job.subject)) == ("saved", ("slip", draft))


def test_finishing_tells_the_province_once(do: Do, an: Client, draft: str, store: Store, stories: dict[str, Any]):
    finish(do, an, draft, stories[BIRTH])
    assert [one.kind for one in outbox.pending(store.db, 2**45, 9)] == ["submission.saved"]


# --- papers ---


def test_the_counter_notes_what_it_saw_of_a_paper(an: Client, do: Do, saved: str):
    do(saved, "papers", papers={"papers.birth_paper": {"state": "have", "originals": 1, "copies": 2}})
    papers = {one["id"]: one["check"] for one in an.get(f"/submissions/{saved}").json()["papers"]}
    assert papers == {"papers.birth_paper": {"state": "have", "originals": 1, "copies": 2}, "papers.id_card": None}


def test_a_paper_nobody_asks_for_is_not_noted(an: Client, saved: str):
    version = an.get(f"/submissions/{saved}").json()["version"]
    body = {"request_id": new(), "version": version, "papers": {"papers.passport": {"state": "have"}}}
    assert problem(an.post(f"/submissions/{saved}/papers", **body)) == (409, "question_gone")


def test_the_villagers_photograph_is_shown_and_nothing_may_keep_it(server: Server, an: Client, draft: str):
    photograph = Answer(server.submissions.seal_paper(b"%PDF-1.7 photographed", 2))
    ticked = Answer({"birth_paper": "yes", "id_card": "yes"})
    server.submissions.save_pages(draft, {"papers": ticked, "papers.birth_paper": photograph}, DRAFT_STOPS_AT)
    papers = {one["id"]: one["captured"] for one in an.get(f"/submissions/{draft}").json()["papers"]}
    shown = an.get(f"/submissions/{draft}/papers/papers.birth_paper")
    assert papers == {"papers.birth_paper": 2, "papers.id_card": 0}
    assert (shown.content, shown.headers["content-type"], shown.headers["cache-control"]) == (
        b"%PDF-1.7 photographed", "application/pdf", "no-store",
    )  # fmt: skip


# --- asking for more ---

LIST = [{"paper": "papers.birth_paper", "why": "bản chụp mờ"}, {"text": "Xác nhận của ông Thợ Bạc", "why": ""}]


def test_asking_for_more_is_the_state_that_everybody_sees(an: Client, do: Do, saved: str):
    do(saved, "supplement", items=LIST)
    assert [one["state"] for one in an.get("/submissions").json()] == ["supplement"]


def test_what_a_clerk_writes_on_the_list_is_sealed(do: Do, saved: str, store: Store):
    do(saved, "supplement", items=LIST)
    assert "Thợ Bạc" not in dump(store)


def test_who_holds_the_slip_is_told_the_papers_that_lack(do: Do, saved: str, store: Store, clock: SetClock):
    do(saved, "supplement", items=LIST)
    result = ResultCheck(store, b"s" * 32, clock).look_up(saved)
    assert isinstance(result, SavedResult)
    assert (result.state, result.lines()[1:3]) == (
        "supplement",
        ("Còn thiếu: Giấy chứng sinh của bệnh viện, trạm y tế.", "Còn 1 điều nữa, ghi trên phiếu yêu cầu bổ sung."),
    )


def test_who_types_the_code_is_told_the_state_alone(do: Do, saved: str, store: Store, clock: SetClock):
    do(saved, "supplement", items=LIST)
    result = ResultCheck(store, b"s" * 32, clock).look_up(Claim(saved, typed=True))
    assert isinstance(result, SavedResult)
    assert (result.state, result.papers, result.more) == ("supplement", (), 0)


def test_more_is_asked_for_once_unless_it_is_meant(an: Client, do: Do, saved: str):
    do(saved, "supplement", items=LIST)
    version = an.get(f"/submissions/{saved}").json()["version"]
    again = an.post(f"/submissions/{saved}/supplement", request_id=new(), version=version, items=LIST)
    assert problem(again) == (422, "doubtful_act")
    assert do(saved, "supplement", items=LIST, sure=True)["state"] == "supplement"


@pytest.mark.parametrize("items", [[], [{"text": "  "}]])
def test_an_empty_list_asks_for_nothing(an: Client, saved: str, items: list[Any]):
    version = an.get(f"/submissions/{saved}").json()["version"]
    refused = an.post(f"/submissions/{saved}/supplement", request_id=new(), version=version, items=items)
    assert problem(refused) == (422, "nothing_said")


# --- refusing ---


def test_a_refusal_needs_a_reason_and_a_law(an: Client, saved: str):
    version = an.get(f"/submissions/{saved}").json()["version"]
    bodies = [{"reason": "", "basis": "Điều 5"}, {"reason": "Không thuộc thẩm quyền"}]
    said = [an.post(f"/submissions/{saved}/refuse", request_id=new(), version=version, **body) for body in bodies]
    assert [problem(one) for one in said] == [(422, "nothing_said")] * 2


def test_a_refused_submission_can_no_longer_be_changed(an: Client, do: Do, saved: str):
    refused = do(saved, "refuse", reason="Trẻ đã được đăng ký ở xã khác", basis="Điều 15 Luật Hộ tịch")
    body = {"request_id": new(), "version": refused["version"], "page": "mother_name", "value": OTHER_NAME}
    assert refused["state"] == "refused"
    assert problem(an.post(f"/submissions/{saved}/answers", **body)) == (409, "wrong_stage")


def test_the_laws_to_choose_from_are_the_catalogues(an: Client, saved: str):
    assert "Luật Hộ tịch 60/2014/QH13" in an.get(f"/submissions/{saved}/catalogue").json()["laws"]


def test_only_laws_of_the_catalogue_lie_in_the_open(do: Do, saved: str, store: Store, clock: SetClock):
    laws = ["Luật Hộ tịch 60/2014/QH13", "Luật của ông Thợ Bạc"]
    do(saved, "refuse", reason="Đã đăng ký", laws=laws)
    result = ResultCheck(store, b"s" * 32, clock).look_up(saved)
    assert isinstance(result, SavedResult)
    assert (result.laws, "Thợ Bạc" in dump(store)) == (("Luật Hộ tịch 60/2014/QH13",), False)


# --- accepting ---


def test_an_accepted_submission_has_the_code_that_was_entered(do: Do, saved: str):
    accepted = do(saved, "accept", official_code=OFFICIAL.lower(), due="2026-11-27T16:00:00+07:00")
    assert (accepted["state"], accepted["official_code"]) == ("accepted", OFFICIAL)


def test_what_a_clerk_entered_is_not_called_the_provinces_word(do: Do, saved: str):
    accepted = do(saved, "accept", official_code=OFFICIAL)
    assert accepted["state_text"] == f"Cán bộ đã tiếp nhận. Mã hồ sơ: {OFFICIAL}."


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("KXA-261123-001-04", "not_a_dossier_code"),
        ("H12.34-261399-0007", "mistyped_code"),
        ("H15.50-261123-0007", "doubtful_act"),
    ],
)
def test_a_code_that_cannot_be_is_not_accepted(an: Client, saved: str, code: str, expected: str):
    version = an.get(f"/submissions/{saved}").json()["version"]
    refused = an.post(f"/submissions/{saved}/accept", request_id=new(), version=version, official_code=code)
    assert problem(refused) == (422, expected)


def test_one_code_is_of_one_submission(an: Client, do: Do, saved: str, draft: str, stories: dict[str, Any]):
    do(saved, "accept", official_code=OFFICIAL)
    version = finish(do, an, draft, stories[BIRTH])["version"]
    refused = an.post(f"/submissions/{draft}/accept", request_id=new(), version=version, official_code=OFFICIAL)
    assert problem(refused) == (409, "code_taken")


def test_papers_that_lack_are_asked_about_before_accepting(an: Client, do: Do, saved: str):
    noted = do(saved, "papers", papers={"papers.birth_paper": {"state": "lack"}})
    body = {"request_id": new(), "version": noted["version"], "official_code": OFFICIAL}
    assert problem(an.post(f"/submissions/{saved}/accept", **body)) == (422, "doubtful_act")
    assert do(saved, "accept", official_code=OFFICIAL, sure=True)["state"] == "accepted"


def test_a_draft_is_not_accepted(an: Client, draft: str):
    version = an.get(f"/submissions/{draft}").json()["version"]
    refused = an.post(f"/submissions/{draft}/accept", request_id=new(), version=version, official_code=OFFICIAL)
    assert problem(refused) == (409, "wrong_stage")


# --- the papers 01, 02, 03 ---


def test_a_form_that_nothing_led_to_is_not_made(an: Client, saved: str):
    assert problem(an.http.get(f"/counter/sheets/{saved}/01")) == (404, "no_sheet")


def test_the_receipt_names_code_applicant_and_due_date(an: Client, do: Do, saved: str):
    do(saved, "accept", official_code=OFFICIAL, due="2026-11-27T16:00:00+07:00")
    page = an.http.get(f"/counter/sheets/{saved}/01")
    wanted = (OFFICIAL, "Nguyễn Văn Thợ Bạc", "096089012345", "16 giờ 00 phút, ngày 27/11/2026", "Giấy chứng sinh")
    assert [one for one in wanted if one not in page.text] == []
    assert page.headers["cache-control"] == "no-store"


def test_the_list_of_what_lacks_stands_on_form_02(an: Client, do: Do, saved: str):
    do(saved, "supplement", items=LIST)
    page = an.http.get(f"/counter/sheets/{saved}/02").text
    assert [one in page for one in ("bản chụp mờ", "Xác nhận của ông Thợ Bạc", "…")] == [True] * 3


def test_reason_and_law_stand_on_form_03(an: Client, do: Do, saved: str):
    do(saved, "refuse", reason="Trẻ đã được đăng ký", laws=["Luật Hộ tịch 60/2014/QH13"])
    page = an.http.get(f"/counter/sheets/{saved}/03").text
    assert [one in page for one in ("Trẻ đã được đăng ký", "Luật Hộ tịch 60/2014/QH13")] == [True] * 2


def test_no_print_job_holds_a_form(do: Do, an: Client, saved: str, store: Store):
    do(saved, "accept", official_code=OFFICIAL)
    an.http.get(f"/counter/sheets/{saved}/01")
    assert [row[0] for row in store.rows("SELECT kind FROM print_job")] == ["slip"]


def test_the_making_of_a_form_is_journalled(do: Do, an: Client, saved: str, store: Store):
    do(saved, "accept", official_code=OFFICIAL)
    an.http.get(f"/counter/sheets/{saved}/01")
    entry = next(one for one in journal.entries(store.db) if one.kind == "submission.sheet")
    assert (entry.subject, entry.body) == (saved, {"clerk": "an", "form": "01"})


def test_a_hall_may_have_its_own_template(server: Server, an: Client, do: Do, saved: str):
    own = server.hall.settings_file.home / "papers"
    own.mkdir()
    (own / "03.toml").write_text('[[block]]\nkind = "line"\ntext = "Kính gửi {applicant}: {reason}"\n', "utf-8")
    do(saved, "refuse", reason="Đã đăng ký", basis="Điều 15")
    assert "Kính gửi Nguyễn Văn Thợ Bạc: Đã đăng ký" in an.http.get(f"/counter/sheets/{saved}/03").text


def test_a_template_with_a_fault_is_named(server: Server, an: Client, do: Do, saved: str):
    own = server.hall.settings_file.home / "papers"
    own.mkdir()
    (own / "03.toml").write_text('[[block]]\nkind = "line"\n', "utf-8")
    do(saved, "refuse", reason="Đã đăng ký", basis="Điều 15")
    refused = an.http.get(f"/counter/sheets/{saved}/03")
    assert (problem(refused), "03.toml" in refused.json()["detail"]) == ((422, "config"), True)
