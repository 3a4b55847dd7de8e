"""A province that refuses every number: the machine neither gives up nor asks without pause."""

import json

from sync.messages import INCARNATION_HEADER, PROTOCOL_HEADER, TIME_HEADER
from tests.faults.servers import Scripted
from tests.sync.parts import Hall, Running

LIFE = "01920000-0000-7000-8000-000000000000"
ENVELOPE = {"protocol": 1, "server_time": 1, "incarnation": LIFE}
MARKS = {PROTOCOL_HEADER: "1", TIME_HEADER: "1", INCARNATION_HEADER: LIFE}


def test_a_province_that_takes_no_number_is_asked_twice_and_then_left_alone(hall: Hall, province: Running):
    asked: list[str] = []
    event = hall.happen()

    def refuse(path: str, body: bytes) -> tuple[int, dict[str, str], bytes]:
        said: dict[str, object] = {**ENVELOPE, "token": "t", "expires_ms": 1, "nonce": "n", "recipient": "r"}
        said |= {"versions": {"oldest": 1, "newest": 1}}
        if path.endswith("/events"):
            asked.extend(one["event_id"] for one in json.loads(body)["events"])
            said["verdicts"] = [{"event_id": one, "verdict": "seq_conflict"} for one in asked[-1:]]
        return 200, MARKS, json.dumps(said).encode()

    with Scripted(refuse) as stubborn:
        client = hall.client_at(stubborn.address)
        while client.upload():
            assert len(asked) < 10, "it asks without end"
    assert (asked, hall.states()) == ([event, event], {event: "pending"})
