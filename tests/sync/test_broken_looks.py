"""A machine says "as of now" only of what it has just read: a look that was broken off begins anew."""

from datetime import timedelta

import pytest

from kiosk.clock import SetClock
from kiosk.commands.demo.relay import Relay
from kiosk.errors import LinkDownError
from sync.province.feed import Publisher
from tests.sync.parts import HALL, Hall, Running


def test_what_changed_while_a_look_was_broken_off_is_read_before_the_machine_says_as_of_now(
    far_hall: Hall, relay: Relay, province: Running, clock: SetClock
):
    far_hall.client.round()
    clock.forward(timedelta(minutes=5))
    before = far_hall.caught_up
    far_hall.client.step()  # the dossiers are read to their end, the catalogue not yet
    relay.cut()
    with pytest.raises(LinkDownError):
        far_hall.client.step()
    relay.restore()
    with province.province.database.write() as db:
        Publisher(db, province.province.now_ms).publish("dossiers", HALL, "H12.34-261123-0001", {"status": 2})
    while far_hall.caught_up == before:
        far_hall.client.step()
    assert [one.key for one in far_hall.came["dossiers"]] == ["H12.34-261123-0001"]
