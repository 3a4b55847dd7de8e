"""A thief takes the kiosk's disk: nothing a villager answered can be read on it, not even in what was deleted."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.clock import SetClock
from kiosk.config import Settings
from kiosk.forms.journey import Journey
from kiosk.forms.library import Forms
from kiosk.forms.resume import Resuming
from kiosk.forms.submissions import Draft, Submissions
from kiosk.papers.secrets import Secrets
from kiosk.store.database import Store
from printers.folder import FolderPrinter
from printers.spool import Spool
from sync.seal import AgeDraftKeys, AgeSealer
from tests.stolen import files_under, hits


@pytest.fixture
def stolen(
    home: Path,
    clock: SetClock,
    sealer: AgeSealer,
    settings: Settings,
    forms: Forms,
    stories: dict[str, Any],
    caplog: Any,
) -> Iterator[dict[Path, bytes]]:
    """Every file of the kiosk's folder after both stories: one saved and printed, one broken off at its last page."""
    caplog.set_level(logging.DEBUG)
    store = Store(home / "hall.db", clock)
    submissions, secrets = Submissions(store, sealer, settings, forms, AgeDraftKeys()), Secrets()
    resuming = Resuming(store, settings, forms, AgeDraftKeys(), secrets)
    for procedure, ends in (("1.001193", True), ("1.004873", False)):
        draft = _tell(submissions, procedure, stories[procedure], clock, ends)
        if not ends:
            resuming.print_slip(draft)
    Spool(store, FolderPrinter(home / "printed", 576, keep_pictures=True), secrets=secrets).print_waiting()
    (home / "log").write_text(caplog.text)
    yield files_under(home)
    store.close()


def _tell(submissions: Submissions, procedure: str, story: dict[str, Any], clock: SetClock, ends: bool) -> Draft:
    draft = submissions.start(procedure, procedure)
    journey = Journey.begin(draft.form, clock.now().date())
    while journey.current is not None:
        page = journey.at
        moved = journey.answer(story[page], accept_doubt=True) if page in story else journey.skip()
        logging.getLogger("test").debug("%r %r", moved, journey)
        submissions.save_pages(draft.code, moved.changed, moved.journey.at)
        journey = moved.journey
    if ends:
        submissions.finish(draft.code, journey.final_answers())
    return draft


def _planted(stories: dict[str, Any]) -> set[str]:
    """Return every word of the stories that says something about a person."""
    found: set[str] = set()
    for page, value in ((page, value) for story in stories.values() for page, value in story.items()):
        if page.endswith(("_name", "_id", "phone")):
            found.update({str(value), str(value).replace(" ", "")})
        if page.endswith(("_home", "_facility")):
            found.add(value["line"])
    return found


def test_no_answer_can_be_read_on_a_stolen_disk(stolen: dict[Path, bytes], stories: dict[str, Any]):
    assert hits(stolen, _planted(stories)) == []


def test_no_secret_of_a_slip_can_be_read_on_a_stolen_disk(stolen: dict[Path, bytes]):
    assert hits(stolen, ["MC1:KXA"]) == []


def test_the_search_would_find_what_is_there(stolen: dict[Path, bytes]):
    assert any("Đăng ký khai sinh".encode() in content for content in stolen.values())


def test_the_thief_had_the_database_its_log_and_the_printed_slip(stolen: dict[Path, bytes]):
    assert {"hall.db", "hall.db-wal", "log", "printed"} <= {name for file in stolen for name in file.parts}
