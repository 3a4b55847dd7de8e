"""A desk at the default hall."""

import pytest

from kiosk.config import Settings
from kiosk.papers.draw_ticket import draw_ticket
from kiosk.queue.desk import Desk
from kiosk.store.database import Store


@pytest.fixture
def desk(store: Store, settings: Settings) -> Desk:
    return Desk(store, settings, draw_ticket)
