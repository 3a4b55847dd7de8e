"""Submissions at the desk: listed without their content, opened with the desk's key, journalled."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.forms.desk import SubmissionDesk
from kiosk.store import journal
from kiosk.store.database import Store
from sync.seal import AgeOpener, make_identity
from tests.ui_web.conftest import serving
from tests.ui_web.people import PIN, Client, Server, problem

NAME = "Nguyễn Ngọc Trầm Hương"


def test_todays_list_names_code_title_and_state(an: Client, saved: str):
    listed = an.get("/submissions").json()[0]
    assert (listed["code"], listed["title"], listed["state"]) == (saved, "Đăng ký khai sinh", "saved")


def test_the_list_holds_no_answers(an: Client, saved: str):
    assert NAME not in an.get("/submissions").text


def test_the_clerk_reads_the_answers_in_words(an: Client, saved: str):
    groups = an.get(f"/submissions/{saved}").json()["groups"]
    assert NAME in [row["text"] for group in groups for row in group["rows"]]


def test_the_clerk_reads_numbers_unmasked(an: Client, saved: str):
    assert "•" not in an.get(f"/submissions/{saved}").text


def test_a_code_is_found_as_people_type_it(an: Client, saved: str):
    typed = saved.lower().replace("-", " ")
    assert an.get(f"/submissions/{typed}").json()["code"] == saved


def test_the_answer_must_not_be_kept(an: Client, saved: str):
    assert an.get(f"/submissions/{saved}").headers["cache-control"] == "no-store"


def test_the_opening_is_journalled_with_the_clerks_name_only(an: Client, saved: str, store: Store):
    an.get(f"/submissions/{saved}")
    entry = list(journal.entries(store.db))[-1]
    assert (entry.kind, entry.subject, entry.body) == ("submission.opened", saved, {"clerk": "an"})


def test_a_mistyped_code_is_told_apart_from_an_unknown_one(an: Client, saved: str):
    mistyped, unknown = saved[:-1] + ("0" if saved[-1] != "0" else "1"), "KXA-261123-077-66"
    codes = [problem(an.get(f"/submissions/{code}"))[1] for code in (mistyped, "A001")]
    assert codes == ["mistyped_code", "not_a_dossier_code"]
    assert an.get(f"/submissions/{unknown}").status_code in {404, 422}


def test_an_unknown_code_is_404(an: Client, server: Server, saved: str, store: Store):
    with store.act() as act:
        act.db.execute("UPDATE submission SET code = 'KXA-gone'")
    assert problem(an.get(f"/submissions/{saved}")) == (404, "unknown_draft")


@pytest.fixture
def without_key(server: Server, saved: str) -> Iterator[Client]:
    desk = SubmissionDesk(server.hall.store, server.submissions, None)
    yield from _other_server(server, desk)


@pytest.fixture
def wrong_key(server: Server, saved: str, tmp_path: Path) -> Iterator[Client]:
    make_identity(tmp_path / "other.key")
    desk = SubmissionDesk(server.hall.store, server.submissions, AgeOpener(tmp_path / "other.key"))
    yield from _other_server(server, desk)


def _other_server(server: Server, desk: SubmissionDesk) -> Iterator[Client]:
    server.hall.access.put_clerk("an", PIN, 1)
    hall = replace(server.hall, submissions=desk)
    with serving(hall) as base:
        client = Server(base, hall, server.submissions).log_in("an")
        yield client
        client.http.close()


def test_without_the_desks_key_nothing_opens_and_a_sentence_says_why(without_key: Client, saved: str):
    assert problem(without_key.get(f"/submissions/{saved}")) == (409, "no_desk_key")


def test_another_desks_key_opens_nothing(wrong_key: Client, saved: str):
    assert problem(wrong_key.get(f"/submissions/{saved}")) == (409, "opening_key")
