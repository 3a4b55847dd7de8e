"""The line fails at every bad moment; nothing is lost and nothing is doubled. On SQLite and on PostgreSQL."""

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import select

from kiosk.commands.demo.relay import Relay
from kiosk.errors import LinkDownError
from kiosk.store.sync_state import sync_status
from sync.province.province import begin_anew
from sync.province.tables import device
from tests.faults.servers import Gateway, Portal
from tests.sync.parts import HALL, Hall, Running, on_sqlite, until


def test_a_lost_reply_leaves_the_event_waiting(far_hall: Hall, relay: Relay):
    far_hall.client.round()
    event = far_hall.happen()
    relay.lose_reply()
    with pytest.raises(LinkDownError):
        far_hall.client.upload()
    assert far_hall.states() == {event: "pending"}


def test_what_is_sent_again_after_a_lost_reply_is_stored_once(far_hall: Hall, relay: Relay, province: Running):
    far_hall.client.round()
    far_hall.happen_often(20)
    relay.lose_reply()
    with pytest.raises(LinkDownError):
        far_hall.client.upload()
    far_hall.client.round()
    assert (province.count(), set(far_hall.states().values())) == (20, {"acked"})


def test_a_truncated_reply_settles_nothing(far_hall: Hall, relay: Relay):
    far_hall.client.round()
    far_hall.happen_often(20)
    relay.truncate_reply(400)
    with pytest.raises(LinkDownError):
        far_hall.client.upload()
    assert set(far_hall.states().values()) == {"pending"}


def test_a_lost_reply_to_an_enrolment_does_no_harm(province: Running, relay: Relay, make_hall: Callable[[str], Hall]):
    hall, code = make_hall(relay.address), province.code()
    relay.lose_reply()
    with pytest.raises(LinkDownError):
        hall.client.enrol(code, HALL)
    hall.client.enrol(code, HALL)
    with province.province.database.read() as db:
        assert len(db.execute(select(device)).all()) == 1


def test_a_page_that_is_cut_off_is_read_again(far_hall: Hall, relay: Relay, province: Running):
    far_hall.client.round()
    province.tell("1.001193", {"name": "x" * 5000})
    relay.truncate_reply(300)
    with pytest.raises(LinkDownError):
        far_hall.client.download("catalogue")
    far_hall.client.round()
    assert [one.key for one in far_hall.came["catalogue"]] == ["1.001193"]


def test_nothing_is_lost_while_the_line_is_down_all_day(far_hall: Hall, relay: Relay, province: Running):
    relay.cut()
    far_hall.happen_often(50)
    for _ in range(5):
        with pytest.raises(LinkDownError):
            far_hall.client.round()
    relay.restore()
    far_hall.client.round()
    assert province.count() == 50


def test_nothing_is_lost_while_the_province_is_down(hall: Hall, province: Running):
    province.stop()
    hall.happen_often(3)
    with pytest.raises(LinkDownError):
        hall.client.round()
    assert set(hall.states().values()) == {"pending"}
    province.start()
    hall.client.round()
    assert province.count() == 3


def test_duplicates_write_nothing(far_hall: Hall, relay: Relay, province: Running):
    far_hall.client.round()
    far_hall.happen_often(200)
    while far_hall.client.upload():
        pass
    before = everything(province)
    with far_hall.store.act() as act:
        act.db.execute("UPDATE outbox_event SET state = 'pending'")
    while far_hall.client.upload():
        pass
    assert everything(province) == before


def everything(province: Running) -> list[object]:
    """Return all that stands in the province, and how much was ever written to it."""
    with province.province.database.read() as db:
        if province.province.database.is_postgresql:
            written = db.exec_driver_sql("SELECT sum(xmin::text::bigint + xmax::text::bigint) FROM ingest_key").scalar()
            pages = db.exec_driver_sql("SELECT pg_relation_size('ingest_key') + pg_relation_size('device')").scalar()
        else:
            written = province.home.with_name("province.db-wal").stat().st_size
            pages = db.exec_driver_sql("PRAGMA page_count").scalar()
        return [written, pages, db.execute(select(device)).all()]


def test_what_is_stored_there_still_waits_here_until_the_verdict_comes(far_hall: Hall, relay: Relay, province: Running):
    far_hall.client.round()
    event = far_hall.happen()
    relay.hold_replies()
    sending = threading.Thread(target=far_hall.client.upload)
    sending.start()
    until(lambda: relay.held, "the reply")
    assert (province.count(), far_hall.states()) == (1, {event: "pending"})
    relay.release()
    sending.join()


def test_one_event_with_which_the_line_breaks_does_not_stop_the_others(
    province: Running, relay: Relay, make_hall: Callable[[str], Hall]
):
    with Gateway(province.address, b"poison") as gateway:
        hall = make_hall(gateway.address)
        hall.client.enrol(province.code(), HALL)
        hall.happen("ticket.issued", text="poison")
        hall.happen_often(5)
        for _ in range(12):
            with pytest.raises(LinkDownError):
                hall.client.round()
        assert province.count() == 5


def test_what_comes_down_does_not_wait_for_an_event_that_cannot_go_up(
    province: Running, make_hall: Callable[[str], Hall]
):
    with Gateway(province.address, b"poison") as gateway:
        hall = make_hall(gateway.address)
        hall.client.enrol(province.code(), HALL)
        hall.happen("ticket.issued", text="poison")
        province.tell("1.001193", {"name": "x"})
        for _ in range(12):
            with pytest.raises(LinkDownError):
                hall.client.round()
        assert len(hall.came["catalogue"]) == 1


# --- restored from a backup ---


def test_a_restored_province_hears_again_what_it_forgot(hall: Hall, province: Running):
    hall.happen_often(30)
    hall.client.round()
    with province.province.database.write() as db:
        db.exec_driver_sql("DELETE FROM ingest_key")
        db.exec_driver_sql("DELETE FROM ingest_event")
        begin_anew(db, province.province.now_ms)
    hall.client.round()
    hall.client.round()
    assert province.count() == 30


def test_a_restored_province_that_forgot_nothing_stores_nothing_twice(hall: Hall, province: Running):
    hall.happen_often(30)
    hall.client.round()
    with province.province.database.write() as db:
        begin_anew(db, province.province.now_ms)
    hall.client.round()
    hall.client.round()
    assert province.count() == 30


def test_a_new_incarnation_is_read_from_its_start(hall: Hall, province: Running):
    province.tell("1.001193", {"name": "x"})
    hall.client.round()
    with province.province.database.write() as db:
        begin_anew(db, province.province.now_ms)
    province.tell("1.004873", {"name": "y"})
    hall.client.round()
    assert [one.key for one in hall.came["catalogue"]] == ["1.001193", "1.001193", "1.004873"]


def test_a_province_rewound_in_silence_is_read_from_its_start(hall: Hall, province: Running):
    province.tell("1.001193", {"name": "x"})
    province.tell("1.004873", {"name": "y"})
    hall.client.round()
    with province.province.database.write() as db:
        db.exec_driver_sql("DELETE FROM change_feed WHERE change_seq = 2")
        db.exec_driver_sql("UPDATE feed_head SET head = 1")
    hall.client.round()
    assert [one.key for one in hall.came["catalogue"]] == ["1.001193", "1.004873", "1.001193"]


def test_a_restored_machine_gives_no_number_twice(hall: Hall, province: Running):
    hall.happen_often(4)
    hall.client.round()
    with hall.store.act() as act:  # the machine forgets its last three messages, and others happen
        act.db.execute("DELETE FROM outbox_event WHERE seq > 1")
    fresh = hall.happen_often(3)
    hall.client.round()
    assert (province.count(), {hall.states()[one] for one in fresh}) == (7, {"acked"})


def test_a_restored_machine_goes_on_in_a_new_epoch(hall: Hall):
    hall.happen_often(2)
    hall.client.round()
    with hall.store.act() as act:
        act.db.execute("DELETE FROM outbox_event WHERE seq = 2")
    hall.happen()
    hall.client.round()
    numbers = hall.store.db.execute("SELECT epoch, seq FROM outbox_event ORDER BY rowid").fetchall()
    assert (numbers[0][0] != numbers[1][0], numbers[1][1]) == (True, 1)


# --- whoever answers is no province ---


HTML, JSON = {"Content-Type": "text/html"}, {"Content-Type": "application/json"}
FOREIGN: dict[str, tuple[int, dict[str, str], bytes]] = {
    "a log-in page": (200, HTML, b"<html>Wifi mien phi</html>"),
    "somebody's JSON": (200, JSON, b'{"ok": true, "verdicts": []}'),
    "a JSON list": (200, JSON, b"[1, 2]"),
    "no body": (204, {}, b""),
    "nothing new, said by nobody": (304, {}, b""),
    "somebody's 404": (404, HTML, b"<h1>Not Found</h1>"),
    "somebody's 401": (401, HTML, b"<h1>Log in</h1>"),
    "a gateway without a server": (502, HTML, b"<h1>Bad Gateway</h1>"),
}


@on_sqlite
@pytest.mark.parametrize("what", FOREIGN)
def test_whoever_answers_without_the_marks_of_a_province_is_not_believed(hall: Hall, what: str):
    hall.client.round()
    event = hall.happen()
    with Portal(*FOREIGN[what]) as portal, pytest.raises(LinkDownError):
        hall.client_at(portal.address).round()
    assert hall.states() == {event: "pending"}


def test_a_redirect_is_not_followed(hall: Hall, province: Running):
    hall.happen()
    elsewhere = {"Location": f"{province.address}/sync/v1/hello"}
    with Portal(302, elsewhere, b"") as portal, pytest.raises(LinkDownError):
        hall.client_at(portal.address).round()
    assert province.count() == 0


def test_the_status_says_that_the_province_was_not_reached(hall: Hall, province: Running):
    province.stop()
    hall.happen()
    with pytest.raises(LinkDownError):
        hall.client.round()
    assert sync_status(hall.store.db).pending == 1
