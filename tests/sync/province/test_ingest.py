"""Events by hand, right and wrong: each is stored once or named, and none stops another. On SQLite and PostgreSQL."""

import base64
import gzip
import json
import threading
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select
from uuid6 import uuid7

from sync.province.tables import blob_ref, dead_letter, device, submission
from tests.sync.parts import Running, Wire, on_sqlite


def test_a_new_event_is_stored(wire: Wire):
    assert wire.verdicts([wire.event(1)]) == ["stored"]


def test_the_same_event_again_is_a_duplicate(wire: Wire):
    event = wire.event(1)
    wire.send([event])
    assert wire.verdicts([event]) == ["duplicate"]


def test_the_same_event_under_a_new_number_is_a_duplicate(wire: Wire):
    event = wire.event(1)
    wire.send([event])
    assert wire.verdicts([{**event, "epoch": str(uuid7()), "seq": 7}]) == ["duplicate"]


def test_the_same_event_under_a_number_of_another_is_a_duplicate(wire: Wire):
    events = [wire.event(1), wire.event(2)]
    wire.send(events)
    assert wire.verdicts([{**events[0], "seq": 2}]) == ["duplicate"]


def test_the_same_id_with_other_content_is_a_conflict(wire: Wire):
    event = wire.event(1)
    wire.send([event])
    assert wire.verdicts([{**event, "body": '{"ticket":"B002"}'}]) == ["conflict"]


def test_a_conflict_is_kept_where_people_see_it(wire: Wire, province: Running):
    event = wire.event(1)
    wire.send([event])
    for _ in range(2):
        wire.send([{**event, "body": '{"ticket":"B002"}'}])
    assert dead_letters(province) == [(event["event_id"], "conflict")]


def test_a_taken_number_is_named_and_the_others_are_stored(wire: Wire):
    wire.send([wire.event(2)])
    assert wire.verdicts([wire.event(1), wire.event(2), wire.event(3)]) == ["stored", "seq_conflict", "stored"]


def test_a_taken_number_in_the_batch_itself_is_named(wire: Wire):
    assert sorted(wire.verdicts([wire.event(1), wire.event(1)])) == ["seq_conflict", "stored"]


def test_a_taken_number_among_new_known_and_broken_ones_is_named(wire: Wire):
    known, taken = wire.event(1), wire.event(2)
    wire.send([known, taken])
    batch = [known, wire.event(2), wire.event(3), {**known, "body": "{}"}, wire.event(4, body="no")]
    assert wire.verdicts(batch) == ["duplicate", "seq_conflict", "stored", "conflict", "invalid"]


def test_one_event_twice_in_a_batch_is_stored_once(wire: Wire, province: Running):
    event = wire.event(1)
    assert (wire.verdicts([event, event]), province.count()) == (["stored", "duplicate"], 1)


def test_one_id_with_two_contents_in_a_batch_is_a_conflict(wire: Wire):
    event = wire.event(1)
    assert wire.verdicts([event, {**event, "v": 2}]) == ["stored", "conflict"]


def test_another_machine_may_use_the_same_numbers_and_ids(wire: Wire, province: Running, tmp_path_factory: Any):
    other = Wire(province, tmp_path_factory.mktemp("other") / "key")
    event = wire.event(1)
    wire.send([event])
    assert other.verdicts([event]) == ["stored"]


POISON: dict[str, dict[str, Any]] = {
    "body is no JSON": {"body": "{"},
    "body is no object": {"body": "[1]"},
    "body is no text": {"body": {"ticket": "A001"}},
    "body holds NaN": {"body": '{"x": NaN}'},
    "body is deep": {"body": '{"x":' * 100_000},
    "body holds half a letter": {"body": '{"x":"\ud800"}'},
    "a zero byte in the kind": {"kind": "ticket.\x00issued"},
    "a zero byte in the boot id": {"boot_id": "\x00"},
    "a foreign kind": {"kind": "Vé đã phát"},
    "a number below one": {"seq": 0},
    "a number beyond all numbers": {"seq": 2**80},
    "a number in words": {"seq": "1"},
    "a clock beyond all clocks": {"wall_ms": 10**30},
    "a version of nothing": {"v": 0},
    "an epoch that is none": {"epoch": "x"},
    "an id that is none": {"event_id": "poison"},
    "a submission without answers": {"kind": "submission.saved", "body": '{"code":"KXA"}'},
    "a submission with open answers": {
        "kind": "submission.saved",
        "body": '{"code":"KXA","procedure":"1","form":"f","form_version":1,"day":"2026-11-23","hall":"h",'
        '"sealed":"eyJuYW1lIjoiQW4ifQ=="}',
    },
}


@pytest.mark.parametrize("what", POISON)
def test_one_poisonous_event_at_the_head_does_not_stop_the_rest(wire: Wire, province: Running, what: str):
    batch = [wire.event(seq) for seq in range(1, 501)]
    batch[0] |= POISON[what]
    verdicts = wire.verdicts(batch)
    assert (verdicts[0], verdicts.count("stored"), province.count()) == ("invalid", 499, 499)


def test_poison_all_over_a_batch_does_not_stop_the_rest(wire: Wire, province: Running):
    batch = [wire.event(seq) for seq in range(1, 501)]
    for place, poison in enumerate(POISON.values()):
        batch[20 * place + 7] |= poison
    verdicts = wire.verdicts(batch)
    assert (verdicts.count("invalid"), province.count()) == (len(POISON), 500 - len(POISON))


def test_a_poisonous_event_is_kept_where_people_see_it(wire: Wire, province: Running):
    event = wire.event(1, body="{")
    wire.send([event])
    assert dead_letters(province) == [(event["event_id"], "invalid")]


@pytest.mark.parametrize("body", ['{"x":"\\u0000"}', '{"x":"\\ud800"}', '{"tên":"Nguyễn Thị Ánh"}', '{"x":1e400}'])
def test_an_unusual_body_is_stored_as_it_is(wire: Wire, body: str):
    event = wire.event(1, body=body)
    assert [*wire.verdicts([event]), *wire.verdicts([event])] == ["stored", "duplicate"]


def test_unknown_fields_are_no_fault(wire: Wire):
    assert wire.verdicts([wire.event(1, colour="red")]) == ["stored"]


@pytest.mark.parametrize(("kind", "v"), [("weather.seen", 1), ("ticket.issued", 2), ("submission.saved", 2)])
def test_what_is_not_understood_yet_is_stored_and_said_so(wire: Wire, kind: str, v: int):
    assert wire.verdicts([wire.event(1, kind=kind, v=v)]) == ["not_yet_understood"]


def test_a_submission_is_listed_once_however_often_it_is_sent(wire: Wire, province: Running):
    sealed = base64.b64encode(b"age-encryption.org/v1\nxyz").decode()
    body = {"code": "KXA-261123-001-04", "procedure": "1.001193", "form": "birth", "form_version": 1}
    text = json.dumps({**body, "day": "2026-11-23", "hall": "khanh-binh", "sealed": sealed})
    event = wire.event(1, kind="submission.saved", body=text)
    for _ in range(3):
        wire.send([event])
    with province.province.database.read() as db:
        assert db.execute(select(func.count()).select_from(submission)).scalar() == 1


def test_the_papers_a_submission_names_are_kept(wire: Wire, province: Running):
    papers = [{"blob": f"{number:064x}", "bytes": 1000 + number} for number in (1, 2, 1)]
    said = {"code": "KXA", "procedure": "1", "form": "f", "form_version": 1, "day": "2026-11-23", "hall": "h"}
    sealed = base64.b64encode(b"age-encryption.org/v1\n").decode()
    wire.send([wire.event(1, kind="submission.saved", body=json.dumps({**said, "sealed": sealed, "blobs": papers}))])
    with province.province.database.read() as db:
        rows = db.execute(select(blob_ref.c.blob_id, blob_ref.c.size).order_by(blob_ref.c.size)).all()
    assert [(int(one.blob_id, 16), one.size) for one in rows] == [(1, 1001), (2, 1002)]


def test_two_submissions_under_one_code_are_both_kept(wire: Wire, province: Running):
    sealed = base64.b64encode(b"age-encryption.org/v1\nxyz").decode()
    body = {"code": "KXA-261123-001-04", "procedure": "1.001193", "form": "birth", "form_version": 1}
    text = json.dumps({**body, "day": "2026-11-23", "hall": "khanh-binh", "sealed": sealed})
    wire.send([wire.event(seq, kind="submission.saved", body=text) for seq in (1, 2)])
    assert len(province.office("GET", "/submissions?code=KXA-261123-001-04").json()) == 2


def test_the_end_of_the_journal_is_kept(wire: Wire, province: Running):
    head = {"seq": 12, "hash": "ab" * 32}
    wire.send_raw(json.dumps({"events": [wire.event(1)], "journal": head}).encode())
    with province.province.database.read() as db:
        assert db.execute(select(device.c.journal_seq, device.c.journal_hash)).one() == (12, "ab" * 32)


def test_the_same_batch_from_many_sides_at_once_is_stored_once(wire: Wire, province: Running):
    batch = [wire.event(seq) for seq in range(1, 201)]
    said: list[str] = []
    senders = [threading.Thread(target=lambda: said.extend(wire.verdicts(batch))) for _ in range(6)]
    for one in senders:
        one.start()
    for one in senders:
        one.join()
    assert (said.count("stored"), said.count("duplicate"), province.count()) == (200, 1000, 200)


def test_the_same_number_from_many_sides_at_once_is_given_once(wire: Wire):
    said: list[str] = []
    senders = [threading.Thread(target=lambda: said.extend(wire.verdicts([wire.event(1)]))) for _ in range(6)]
    for one in senders:
        one.start()
    for one in senders:
        one.join()
    assert sorted(said) == ["seq_conflict"] * 5 + ["stored"]


# --- bodies that are not what they should be ---


def bomb(wire: Wire) -> bytes:
    return gzip.compress(b" " * 100_000_000, 9)


BODIES: dict[str, tuple[Callable[[Wire], bytes], dict[str, str], int, str]] = {
    "a bomb": (bomb, {"Content-Encoding": "gzip"}, 413, "too_large"),
    "too much in clear": (lambda wire: b" " * (2 * 1024 * 1024 + 1), {}, 413, "too_large"),
    "too many events": (lambda wire: json.dumps({"events": [wire.event(1)] * 501}).encode(), {}, 413, "too_large"),
    "cut off in the middle": (
        lambda wire: gzip.compress(json.dumps({"events": [wire.event(1)]}).encode())[:-9],
        {"Content-Encoding": "gzip"},
        400,
        "not_gzip",
    ),
    "more behind the end": (lambda wire: gzip.compress(b"{}") + b"x", {"Content-Encoding": "gzip"}, 400, "not_gzip"),
    "not packed at all": (lambda wire: b'{"events":[]}', {"Content-Encoding": "gzip"}, 400, "not_gzip"),
    "packed by another": (lambda wire: zlib.compress(b"{}"), {"Content-Encoding": "br"}, 400, "not_gzip"),
    "no JSON": (lambda wire: b"<xml/>", {}, 400, "not_json"),
    "not UTF-8": (lambda wire: b'{"events":["\xff\xfe"]}', {}, 400, "not_json"),
    "deep JSON": (lambda wire: b"[" * 500_000, {}, 400, "not_json"),
    "JSON of somebody": (lambda wire: b'{"items":[]}', {}, 422, "bad_request"),
    "a list": (lambda wire: b"[]", {}, 422, "bad_request"),
    "events that are words": (lambda wire: b'{"events":["a"]}', {}, 422, "bad_request"),
    "an event without a name": (lambda wire: b'{"events":[{"seq":1}]}', {}, 422, "bad_request"),
    "half a letter for a name": (lambda wire: b'{"events":[{"event_id":"\\ud800"}]}', {}, 422, "bad_request"),
    "a journal of nothing": (lambda wire: b'{"events":[],"journal":{"seq":0}}', {}, 422, "bad_request"),
}


@on_sqlite
@pytest.mark.parametrize("what", BODIES)
def test_a_body_that_cannot_be_read_is_refused_with_a_reason(wire: Wire, what: str):
    make, headers, status, code = BODIES[what]
    answer = wire.send_raw(make(wire), **headers)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_a_refusal_is_a_sentence_in_a_problem(wire: Wire):
    answer = wire.send_raw(b"<xml/>")
    assert (answer.headers["Content-Type"], answer.json()["detail"]) == (
        "application/problem+json",
        "Nội dung gửi lên không phải JSON. Không có gì thay đổi. Xin gửi lại.",
    )


def test_nothing_of_a_refused_body_is_stored(wire: Wire, province: Running):
    wire.send([wire.event(seq) for seq in range(1, 502)])
    assert province.count() == 0


def test_an_empty_batch_is_no_fault(wire: Wire):
    assert wire.verdicts([]) == []


def dead_letters(province: Running) -> list[tuple[str, str]]:
    with province.province.database.read() as db:
        return [(row.event_id, row.verdict) for row in db.execute(select(dead_letter))]
