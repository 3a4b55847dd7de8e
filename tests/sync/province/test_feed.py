"""The order of changes is the order of commit, whoever publishes at the same time."""

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import Connection, insert, update

from kiosk.clock import SetClock, milliseconds
from sync.province.database import Database
from sync.province.feed import EVERYBODY, Publisher, head_of, page_of
from sync.province.problems import ProvinceError
from sync.province.tables import change_feed, feed_head
from tests.sync.parts import Cluster

PUBLISHERS, EACH = 8, 40


@pytest.fixture
def database(database_url: str, clock: SetClock):
    made = Database(database_url, milliseconds(clock.now()))
    yield made
    made.close()


def test_a_reader_misses_no_change_of_publishers_at_the_same_time(database: Database):
    def publish(name: int) -> None:
        for number in range(EACH):
            with database.write() as db:
                Publisher(db, 0).publish("catalogue", EVERYBODY, f"{name}.{number}", {"n": number})

    assert len(set(read_while(database, publish))) == PUBLISHERS * EACH


def test_numbers_before_commit_would_lose_changes(postgresql: Cluster):
    """The trap that the lock removes: with PostgreSQL's own sequence the same reader misses rows."""
    database = Database(postgresql.new_database(), 0)
    with database.write() as db:
        db.exec_driver_sql("CREATE SEQUENCE number")
        db.execute(update(feed_head).values(head=2**53))
    first_has_number, second_is_in = threading.Event(), threading.Event()

    def slow() -> None:
        with database.write() as db:
            add(db, "slow")
            first_has_number.set()
            second_is_in.wait(20)

    def add(db: Connection, key: str) -> None:
        number: int = db.exec_driver_sql("SELECT nextval('number')").scalar_one()
        values = {"stream": "catalogue", "scope": EVERYBODY, "op": "put", "hash": "00", "body": "{}", "at_ms": 0}
        db.execute(insert(change_feed).values(change_seq=number, key=key, **values))

    thread = threading.Thread(target=slow)
    thread.start()
    first_has_number.wait(20)
    with database.write() as db:
        add(db, "quick")
    with database.read() as db:
        seen = page_of(db, "catalogue", "x", 0, 10)
    second_is_in.set()
    thread.join()
    with database.read() as db:
        later = page_of(db, "catalogue", "x", seen.next, 10)
    database.close()
    assert [one.key for one in (*seen.changes, *later.changes)] == ["quick"]


def read_while(database: Database, publish: Callable[[int], None]) -> list[str]:
    """Read as a hall does while others publish, until nothing comes any more; returns the keys seen."""
    publishers = [threading.Thread(target=publish, args=(name,)) for name in range(PUBLISHERS)]
    for one in publishers:
        one.start()
    keys: list[str] = []
    after, last_look = 0, False
    while True:
        working = any(one.is_alive() for one in publishers)
        with database.read() as db:
            page = page_of(db, "catalogue", "x", after, 7)
        keys += [one.key for one in page.changes]
        after = page.next
        if not page.changes and last_look:
            break
        last_look = not working
    for one in publishers:
        one.join()
    return keys


def test_a_hall_sees_what_is_for_it_and_for_everybody(database: Database):
    with database.write() as db:
        publisher = Publisher(db, 0)
        for scope in ("khanh-binh", "son-my", EVERYBODY):
            publisher.publish("dossiers", scope, scope, {})
    with database.read() as db:
        assert [one.key for one in page_of(db, "dossiers", "son-my", 0, 10).changes] == ["son-my", EVERYBODY]


def test_the_head_of_a_hall_is_its_own_last_change(database: Database):
    with database.write() as db:
        publisher = Publisher(db, 0)
        publisher.publish("dossiers", "khanh-binh", "a", {})
        publisher.publish("dossiers", "son-my", "b", {})
    with database.read() as db:
        assert head_of(db, "dossiers", "khanh-binh") == 1


def test_a_page_is_never_empty_because_a_row_is_large(database: Database):
    with database.write() as db:
        publisher = Publisher(db, 0)
        for key in "ab":
            publisher.publish("catalogue", EVERYBODY, key, {"text": "x" * 2_000_000})
    with database.read() as db:
        page = page_of(db, "catalogue", "x", 0, 10)
    assert (len(page.changes), page.more) == (1, True)


def test_a_number_never_given_is_gone(database: Database):
    with database.read() as db, pytest.raises(ProvinceError):
        page_of(db, "catalogue", "x", 1, 10)


def test_a_change_that_is_undone_leaves_no_number(database: Database):
    def fail() -> None:
        with database.write() as db:
            Publisher(db, 0).publish("catalogue", EVERYBODY, "a", {})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with database.write() as db:
        Publisher(db, 0).publish("catalogue", EVERYBODY, "b", {})
    with database.read() as db:
        assert [one.change_seq for one in page_of(db, "catalogue", "x", 0, 10).changes] == [1]
