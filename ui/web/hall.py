"""The parts a hall server is built from, handed in once and found again by every route."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated, cast

from fastapi import Depends, Request

from kiosk.access import Access
from kiosk.catalogue.library import Library
from kiosk.config import Settings
from kiosk.forms.desk import SubmissionDesk
from kiosk.languages import Texts, texts
from kiosk.queue.desk import Desk
from kiosk.settings_file import SettingsFile
from kiosk.store.database import Store
from ui.web.feed import Feed
from ui.web.pace import Pace


@dataclass(frozen=True)
class Hall:
    settings: Settings
    store: Store
    desk: Desk
    access: Access
    submissions: SubmissionDesk
    feed: Feed
    settings_file: SettingsFile
    desk_for: Callable[[Settings], Desk]  # the desk of changed settings
    pace: Pace  # of strangers
    library: Callable[[], Library]  # opened when somebody first asks: it may have to load the catalogue
    words: Texts = field(default_factory=texts)


async def hall_of(request: Request) -> Hall:
    return cast(Hall, request.app.state.hall)


InHall = Annotated[Hall, Depends(hall_of)]
