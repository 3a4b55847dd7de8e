"""What a second kiosk shows of numbers taken anywhere in the hall, and how they are rated, over a real server."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.clock import SetClock
from kiosk.commands.demo.relay import Relay
from kiosk.config import RangeSettings, Settings
from kiosk.errors import HallDownError, HallRefusedError, UnknownTicketError
from kiosk.forms.library import Forms
from kiosk.papers.draw_ticket import draw_ticket
from kiosk.queue.hall_state import HallState
from kiosk.queue.handover import HandOver
from kiosk.queue.remote import RemoteDesk
from kiosk.queue.remote_help import RemoteHelp
from kiosk.queue.remote_taken import RemoteTaken
from kiosk.store import print_jobs
from kiosk.store.database import Store
from sync.hall import HallClient
from tests.fresh import fresh_store
from tests.ui_web.conftest import hall_over
from tests.ui_web.people import Client, Server, new
from ui.web.hall import Hall

LONG = 20.0  # patience on a busy machine


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, kiosks=(RangeSettings("B", 800, 899),))


@pytest.fixture
def hall(store: Store, settings: Settings, forms: Forms, tmp_path: Path) -> Hall:
    return hall_over(store, settings, forms, tmp_path / "desk.key")


@pytest.fixture
def relay(server: Server) -> Iterator[Relay]:
    with Relay(("127.0.0.1", int(server.base.rpartition(":")[2]))) as relay:
        yield relay


@pytest.fixture
def line(relay: Relay, server: Server) -> HallClient:
    return HallClient(relay.address, server.hall.access.add_device("kiosk B", letter="B"), "B", patience=LONG)


@pytest.fixture
def second(tmp_path: Path, clock: SetClock) -> Iterator[Store]:
    """The second kiosk's own file."""
    store = fresh_store(tmp_path / "second.db", clock)
    yield store
    store.close()


@pytest.fixture
def state(clock: SetClock) -> HallState:
    return HallState(clock)


@pytest.fixture
def desk(second: Store, settings: Settings, line: HallClient, state: HallState) -> RemoteDesk:
    own = replace(settings, kiosk=replace(settings.kiosk, letter="B", hall="http://127.0.0.1:1", token="t"))
    return RemoteDesk(second, own, line, state, draw_ticket)


@pytest.fixture
def handover(second: Store, line: HallClient, state: HallState, clock: SetClock) -> HandOver:
    return HandOver(second, line, state, clock, RemoteHelp(line))


@pytest.fixture
def taken(second: Store, desk: RemoteDesk, line: HallClient) -> RemoteTaken:
    return RemoteTaken(second, desk, line)


def served(client: Client, clerk: Client) -> str:
    ticket = client.take()
    called = clerk.next()
    clerk.act("finish", called)
    return str(ticket["id"])


def test_a_number_of_the_first_kiosk_has_its_place(taken: RemoteTaken, kiosk: Client):
    kiosk.take()
    ticket = taken.ticket(kiosk.take()["id"])
    assert (ticket.number, ticket.ahead) == ("A002", 1)


def test_a_typed_number_leads_to_its_ticket(taken: RemoteTaken, kiosk: Client):
    ticket = kiosk.take()
    assert taken.by_number("A001").ticket == ticket["id"]


def test_a_number_nobody_took_is_unknown(taken: RemoteTaken):
    with pytest.raises(UnknownTicketError):
        taken.by_number("A099")


def test_an_id_nobody_has_is_unknown(taken: RemoteTaken):
    with pytest.raises(UnknownTicketError):
        taken.ticket("nobody")


def test_a_served_number_is_rated_as_at_a_kiosk(taken: RemoteTaken, kiosk: Client, an: Client, store: Store):
    ticket = served(kiosk, an)
    given = taken.rate(new(), ticket, 1, ["rating.reason.unkind"])
    way = store.rows("SELECT way FROM rating")[0]["way"]
    assert (given.state, given.value, given.reasons, way) == ("changeable", 1, ("rating.reason.unkind",), "kiosk")


def test_a_rating_whose_answer_is_lost_is_given_once(
    taken: RemoteTaken, kiosk: Client, an: Client, relay: Relay, store: Store
):
    ticket = served(kiosk, an)
    relay.lose_reply()
    taken.rate(new(), ticket, 3)
    assert len(store.rows("SELECT seq FROM journal WHERE kind = 'rating.given'")) == 1


def test_before_the_end_the_halls_own_sentence_says_so(taken: RemoteTaken, kiosk: Client):
    with pytest.raises(HallRefusedError, match="A001"):
        taken.rate(new(), str(kiosk.take()["id"]), 3)


def test_a_hall_full_of_villagers_at_one_kiosk_never_waits(taken: RemoteTaken, kiosk: Client, an: Client):
    ticket = served(kiosk, an)
    assert {taken.rating_of(ticket).state for _ in range(40)} == {"open"}


def test_without_the_hall_server_it_is_told_as_such(taken: RemoteTaken, kiosk: Client, relay: Relay):
    ticket = kiosk.take()["id"]
    relay.cut()
    with pytest.raises(HallDownError):
        taken.ticket(ticket)


def test_a_number_of_our_own_that_the_hall_has_not_heard_of_is_not_called_unknown(
    taken: RemoteTaken, desk: RemoteDesk, relay: Relay
):
    relay.cut()
    ticket = desk.take(new(), "A")
    relay.restore()
    with pytest.raises(HallDownError):
        taken.by_number(ticket.number)
    with pytest.raises(HallDownError):
        taken.ticket(ticket.id)


def test_our_paper_is_known_here_and_printed_here_again(
    taken: RemoteTaken, desk: RemoteDesk, handover: HandOver, second: Store
):
    ticket = desk.take(new(), "A")
    handover.round()
    with second.act() as act:
        while job := print_jobs.take_next(act.db):
            print_jobs.finish(act.db, job.id, act.now, "print.paper_out")
    before = taken.ticket(ticket.id).print
    taken.reprint(new(), ticket.id)
    assert (before, taken.ticket(ticket.id).print) == ("failed", "waiting")


def test_a_paper_of_another_machine_is_not_offered_here(taken: RemoteTaken, kiosk: Client):
    assert taken.ticket(kiosk.take()["id"]).print == "none"
