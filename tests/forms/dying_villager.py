"""A villager whose kiosk loses power: run as a program by test_killed.py.

For every page of a story a child process answers up to that page and on, and is killed with SIGKILL as soon as the
page has been kept. Writes one JSON line a death: {"code": ..., "secret": ...,
"kept": [pages kept before the kill]}.
The secret stands for the slip that the villager was given with the first page: it is told here and nowhere on disk.
"""

import json
import os
import signal
import sys
from datetime import date
from pathlib import Path
from typing import TextIO

from kiosk.clock import SystemClock
from kiosk.config import default_settings_file, read_settings
from kiosk.forms.journey import REVIEW, Journey
from kiosk.forms.library import load_forms
from kiosk.forms.submissions import Submissions
from kiosk.store.database import Store
from sync.seal import AgeDraftKeys, AgeSealer


def main(home: str, recipient: str, procedure: str, stories: str) -> None:
    kept = 1
    while True:
        (code, secret), pages, died = _one_life(Path(home), recipient, procedure, Path(stories), kept)
        if not died:
            return
        print(json.dumps({"code": code, "secret": secret, "kept": pages}), flush=True)
        kept += 1


def _one_life(
    home: Path, recipient: str, procedure: str, stories: Path, kept: int
) -> tuple[list[str], list[str], bool]:
    """Return (code, the slip's secret), the pages kept so far, and whether the child was still alive to be killed."""
    there, here = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(there)
        _answer_all(home, recipient, procedure, stories, os.fdopen(here, "w", buffering=1))
        os._exit(0)
    os.close(here)
    with os.fdopen(there) as lines:
        code = lines.readline().split()
        pages = [line.strip() for _, line in zip(range(kept), lines, strict=False)]
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return code, pages, len(pages) == kept


def _answer_all(home: Path, recipient: str, procedure: str, stories: Path, said: TextIO) -> None:
    story = json.loads(stories.read_text("utf-8"))[procedure]
    settings = read_settings(default_settings_file())
    submissions = Submissions(
        Store(home / "hall.db", SystemClock()), AgeSealer([recipient]), settings, load_forms(), AgeDraftKeys()
    )
    draft = submissions.start(procedure, os.urandom(8).hex())
    said.write(f"{draft.code} {draft.secret}\n")
    journey = Journey.begin(draft.form, date(2026, 11, 23))
    while journey.current is not None:
        page = journey.at
        moved = journey.answer(story[page], accept_doubt=True) if page in story else journey.skip()
        submissions.save_pages(draft.code, moved.changed, moved.journey.at)
        said.write(f"{page}\n")
        journey = moved.journey
    assert journey.at == REVIEW


if __name__ == "__main__":
    main(*sys.argv[1:])
