"""How long answers stay: what goes, what must not, and that the file holds nothing of it afterwards."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.clock import SetClock
from kiosk.config import Settings
from kiosk.errors import DraftExpiredError, ErasedError
from kiosk.forms.journey import Journey
from kiosk.forms.library import Forms
from kiosk.forms.retention import Retention
from kiosk.forms.submissions import Draft, Submissions, received
from kiosk.store import blob_queue, blobs, journal, outbox, safe
from kiosk.store import desk as desk_table
from kiosk.store import retention as retention_table
from kiosk.store.database import Store
from kiosk.store.safe import SafeMark
from sync.seal import AgeDraftKeys, AgeOpener, AgeSealer

BIRTH = "1.001193"

Tell = Callable[..., Draft]


@pytest.fixture
def submissions(store: Store, sealer: AgeSealer, settings: Settings, forms: Forms) -> Submissions:
    return Submissions(store, sealer, settings, forms, AgeDraftKeys())


@pytest.fixture
def retention(store: Store, settings: Settings) -> Retention:
    return Retention(store, settings)


@pytest.fixture
def tell(submissions: Submissions, stories: dict[str, Any], clock: SetClock) -> Tell:
    """tell("a") is a draft that was told to its end; tell("a", sends=True) is a saved submission."""

    def tell(request: str, *, sends: bool = False) -> Draft:
        draft = submissions.start(BIRTH, request)
        journey, story = Journey.begin(draft.form, clock.now().date()), stories[BIRTH]
        while journey.current is not None:
            at = journey.at
            moved = journey.answer(story[at], accept_doubt=True) if at in story else journey.skip()
            submissions.save_pages(draft.code, moved.changed, moved.journey.at)
            journey = moved.journey
        if sends:
            submissions.finish(draft.code, journey.final_answers())
        return draft

    return tell


def acknowledge(store: Store, clock: SetClock, *, backed_up: bool = True) -> None:
    """The province confirms everything, and has it in a tested backup."""
    ids = [row[0] for row in store.rows("SELECT event_id FROM outbox_event WHERE state = 'pending'")]
    with store.act() as act:
        outbox.acknowledge(act.db, ids, "province-1", round(clock.now().timestamp() * 1000))
        if backed_up:
            safe.keep_marks(act.db, [SafeMark(outbox.current_epoch(act.db), 1000, [])], 1, 1)


def sealed_bytes(store: Store) -> list[bytes]:
    """Return every sealed blob in the store, and a piece of each copy that waits to be sent."""
    found = [row[0] for row in store.rows("SELECT sealed FROM sealed_page")]
    found += [row[0] for row in store.rows("SELECT sealed FROM submission WHERE sealed IS NOT NULL")]
    found += [row[0].encode()[400:800] for row in store.rows("SELECT body FROM outbox_event")]
    return [one for one in found if one]


def on_disk(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.glob("hall.db*")))


def test_a_draft_stays_to_the_end_of_its_last_day(tell: Tell, retention: Retention, clock: SetClock):
    tell("a")
    clock.forward(timedelta(days=3, hours=15))
    assert retention.expire().drafts == ()


def test_an_old_draft_is_erased(tell: Tell, retention: Retention, clock: SetClock, store: Store):
    draft = tell("a")
    clock.forward(timedelta(days=4))
    assert retention.expire().drafts == (draft.code,)
    assert sealed_bytes(store) == []


def test_what_was_erased_is_nowhere_in_the_files(
    tell: Tell, retention: Retention, clock: SetClock, store: Store, tmp_path: Path
):
    tell("a")
    tell("b", sends=True)
    acknowledge(store, clock)
    held = sealed_bytes(store)
    assert all(one in on_disk(tmp_path) for one in held[:1])
    clock.forward(timedelta(days=9))
    assert retention.expire().scrubbed is True
    left = on_disk(tmp_path)
    # Any 64 bytes of a sealed blob are as good as its name: none of them may be left in free pages or the log.
    assert [at for one in held for at in range(0, len(one) - 64, 64) if one[at : at + 64] in left] == []


def test_a_look_without_doing_erases_nothing(tell: Tell, retention: Retention, clock: SetClock, store: Store):
    draft = tell("a")
    clock.forward(timedelta(days=4))
    before = len(sealed_bytes(store))
    assert (retention.expire(dry_run=True).drafts, len(sealed_bytes(store))) == ((draft.code,), before)


def test_what_the_province_does_not_have_is_never_erased(
    tell: Tell, retention: Retention, clock: SetClock, submissions: Submissions, desk: AgeOpener
):
    draft = tell("a", sends=True)
    clock.forward(timedelta(days=300))
    assert retention.expire().sent == ()
    assert submissions.open_at_desk(draft.code, desk).journey.answers != {}


def test_what_the_province_has_is_erased_after_its_days(
    tell: Tell, retention: Retention, clock: SetClock, store: Store
):
    draft = tell("a", sends=True)
    acknowledge(store, clock)
    clock.forward(timedelta(days=7, hours=15))
    assert retention.expire().sent == ()
    clock.forward(timedelta(days=1))
    assert retention.expire().sent == (draft.code,)


def test_what_lies_in_no_backup_of_the_province_stays_longer(
    tell: Tell, retention: Retention, clock: SetClock, store: Store
):
    draft = tell("a", sends=True)
    acknowledge(store, clock, backed_up=False)
    clock.forward(timedelta(days=90, hours=15))
    assert retention.expire().sent == ()
    clock.forward(timedelta(days=1))
    assert retention.expire().sent == (draft.code,)


def test_what_was_received_is_erased_on_the_next_day(tell: Tell, retention: Retention, clock: SetClock, store: Store):
    draft = tell("a", sends=True)
    acknowledge(store, clock)
    with store.act() as act:
        received(act, draft.code, "H12.34-261123-0001")
    assert retention.expire().sent == ()
    clock.forward(timedelta(days=1))
    assert retention.expire().sent == (draft.code,)


def test_a_message_that_was_erased_is_not_sent_again_after_a_restore(
    tell: Tell, retention: Retention, clock: SetClock, store: Store
):
    tell("a", sends=True)
    acknowledge(store, clock)
    clock.forward(timedelta(days=9))
    retention.expire()
    with store.act() as act:
        assert outbox.reopen(act.db, outbox.acked_elsewhere(act.db, "province-2", 9)) == 0


def test_a_clerk_sees_why_it_is_gone(tell: Tell, retention: Retention, clock: SetClock, submissions: Submissions):
    draft = tell("a")
    clock.forward(timedelta(days=4))
    retention.expire()
    status = submissions.status(draft.code)
    assert (status.state, status.in_words()) == ("expired", "Để lâu không làm tiếp, máy đã xóa sau 3 ngày.")


def test_opening_an_erased_draft_says_so(
    tell: Tell, retention: Retention, clock: SetClock, submissions: Submissions, desk: AgeOpener
):
    draft = tell("a")
    clock.forward(timedelta(days=4))
    retention.expire()
    with pytest.raises(DraftExpiredError):
        submissions.open_at_desk(draft.code, desk)


def test_opening_what_was_sent_and_erased_says_so(
    tell: Tell, retention: Retention, clock: SetClock, submissions: Submissions, desk: AgeOpener, store: Store
):
    draft = tell("a", sends=True)
    acknowledge(store, clock)
    clock.forward(timedelta(days=9))
    retention.expire()
    with pytest.raises(ErasedError):
        submissions.open_at_desk(draft.code, desk)


def test_an_erased_code_is_not_given_again(tell: Tell, retention: Retention, clock: SetClock, submissions: Submissions):
    draft = tell("a")
    clock.forward(timedelta(days=4))
    retention.expire()
    assert submissions.start(BIRTH, "b").code != draft.code


def test_erasing_is_journalled_without_content(tell: Tell, retention: Retention, clock: SetClock, store: Store):
    draft = tell("a")
    clock.forward(timedelta(days=4))
    retention.expire()
    last = journal.latest(store.db, ["submission.erased"], 1)[0]
    assert (last.subject, last.body) == (draft.code, {"why": "expired"})


@pytest.mark.parametrize("dealt_with", [False, True])
def test_what_has_a_photograph_stays_until_the_province_has_that_too(
    tell: Tell, retention: Retention, clock: SetClock, store: Store, dealt_with: bool
):
    draft = tell("a", sends=True)
    with store.act() as act:
        blobs.refer(act.db, draft.code, "papers.birth_paper", "a" * 64, 9, 0)
        if dealt_with:
            received(act, draft.code, "H12.34-261123-0001")
    acknowledge(store, clock)
    clock.forward(timedelta(days=30))
    assert retention.expire().sent == ()
    with store.act() as act:
        blob_queue.mark_sent(act.db, "a" * 64, "life", round(clock.now().timestamp() * 1000))
    clock.forward(timedelta(days=9))
    assert retention.expire().sent == ()  # it lies in no backup of the province yet
    with store.act() as act:
        blob_queue.mark_safe(act.db, ["a" * 64])
    assert retention.expire().sent == (draft.code,)


def test_what_has_a_photograph_that_cannot_be_sent_stays_until_the_counter_has_dealt_with_it(
    tell: Tell, retention: Retention, clock: SetClock, store: Store
):
    draft = tell("a", sends=True)
    with store.act() as act:
        blobs.refer(act.db, draft.code, "papers.birth_paper", "a" * 64, 9, 0)
        blob_queue.bury(act.db, "a" * 64, "damaged")
    acknowledge(store, clock)
    clock.forward(timedelta(days=30))
    assert retention.expire().sent == ()
    with store.act() as act:
        received(act, draft.code, "H12.34-261123-0001")
    clock.forward(timedelta(days=1))
    assert retention.expire().sent == (draft.code,)


def test_a_photograph_that_the_province_has_lost_keeps_what_was_just_due(
    tell: Tell, retention: Retention, clock: SetClock, store: Store
):
    draft = tell("a", sends=True)
    with store.act() as act:
        blobs.refer(act.db, draft.code, "papers.birth_paper", "a" * 64, 9, 0)
        blob_queue.mark_sent(act.db, "a" * 64, "life", 0)
    acknowledge(store, clock)
    clock.forward(timedelta(days=30))
    (found,) = retention.due()
    with store.act() as act:
        blob_queue.pending_again(act.db, ["a" * 64])
        assert not retention_table.unchanged(act.db, found)


def test_what_a_counter_changes_at_that_moment_is_not_erased(
    tell: Tell, retention: Retention, clock: SetClock, store: Store
):
    draft = tell("a")
    clock.forward(timedelta(days=4))
    (found,) = retention.due()
    with store.act() as act:
        desk_table.move(act.db, draft.code, desk_table.TAKEN, round(clock.now().timestamp() * 1000))
        assert not retention_table.unchanged(act.db, found)


def test_what_a_counter_waits_for_stays_until_the_villager_may_be_back(
    tell: Tell, retention: Retention, clock: SetClock, store: Store
):
    draft = tell("a", sends=True)
    with store.act() as act:
        desk_table.move(act.db, draft.code, desk_table.SUPPLEMENT, round(clock.now().timestamp() * 1000))
    acknowledge(store, clock)
    clock.forward(timedelta(days=60))
    assert retention.expire().sent == ()
    clock.forward(timedelta(days=1))
    assert retention.expire().sent == (draft.code,)


def test_what_a_counter_told_of_it_goes_too(tell: Tell, retention: Retention, clock: SetClock, store: Store):
    draft = tell("a", sends=True)
    with store.act() as act:
        desk_table.tell(act.db, draft.code, desk_table.ToldAtDesk(("form.birth.papers.birth_paper",)))
    acknowledge(store, clock)
    clock.forward(timedelta(days=9))
    retention.expire()
    assert desk_table.told(store.db, draft.code) is None


def test_a_photographed_paper_goes_with_its_draft(
    tell: Tell, submissions: Submissions, retention: Retention, clock: SetClock, store: Store, tmp_path: Path
):
    draft = tell("a")
    paper = submissions.seal_paper(b"%PDF-1.7 a marriage certificate", 1)
    assert isinstance(paper, dict)
    folder = tmp_path / "blobs"
    (folder / f"{paper['blob']}.new").rename(folder / paper["blob"])
    with store.act() as act:
        act.db.execute(
            "INSERT INTO submission_blob (submission, page, blob, size, at_ms) VALUES (?, 'papers.paper', ?, 9, 0)",
            (draft.code, paper["blob"]),
        )
    clock.forward(timedelta(days=4))
    retention.expire()
    assert list(folder.iterdir()) == []


def test_who_reads_meanwhile_keeps_the_log_and_the_next_run_clears_it(
    tell: Tell, retention: Retention, clock: SetClock, store: Store
):
    tell("a")
    clock.forward(timedelta(days=4))
    reader = store.connect()
    reader.execute("PRAGMA busy_timeout = 0")
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM submission").fetchone()
    assert retention.expire().scrubbed is False
    reader.close()
    assert retention.expire().scrubbed is True
