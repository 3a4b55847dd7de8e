"""kill -9 at every instant of a sending, on real processes with real files; then all is there, once.

What dies: the machine, the province, and PostgreSQL under it. When: before a request is read, before the commit (in the
middle of the work), behind the commit, before the answer leaves. Between: answers lost, cut, doubled, late.
"""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.commands.bench.cluster import find_programs
from tests.faults.proxy import Asked, Proxy, Reply
from tests.faults.real_processes import World, happen, quiet
from tests.sync.parts import Cluster

EVENTS_EACH = 40
Instant = Callable[["Killer", Asked], Reply | None]


@pytest.fixture
def own_cluster() -> Iterator[Cluster]:
    """A PostgreSQL of this test alone: it is killed."""
    programs = find_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
    cluster = Cluster(programs)
    cluster.start()
    yield cluster
    cluster.stop()


class Killer:
    """A script for the proxy: one instant for each sending of events, in their order; then nothing more happens."""

    def __init__(self, world: World, instants: list[Instant], cluster: Cluster | None) -> None:
        self.world, self.cluster = world, cluster
        self.address = ""
        self.late: list[Asked] = []
        self.left = list(instants)
        self._turn = threading.Lock()

    def __call__(self, asked: Asked) -> Reply | None:
        with self._turn:
            if not asked.path.endswith("/events") or not self.left:
                return asked.forward()
            return self.left.pop(0)(self, asked)

    def kill_machine(self) -> None:
        self.world.kill("machine")
        self.world.start_machine(self.address)

    def kill_province(self) -> None:
        self.world.kill("province")
        self.world.start_province()


def machine_dies_before_the_province_hears(killer: Killer, asked: Asked) -> None:
    killer.kill_machine()


def machine_dies_behind_the_commit(killer: Killer, asked: Asked) -> None:
    asked.forward()
    killer.kill_machine()


def province_dies_before_it_hears(killer: Killer, asked: Asked) -> None:
    killer.kill_province()


def province_dies_in_the_middle(killer: Killer, asked: Asked) -> None:
    working = threading.Thread(target=asked.forward)
    working.start()
    killer.kill_province()
    working.join()


def province_dies_behind_the_commit(killer: Killer, asked: Asked) -> None:
    asked.forward()
    killer.kill_province()


def postgresql_dies_before_the_commit(killer: Killer, asked: Asked) -> Reply | None:
    assert killer.cluster is not None
    working = threading.Thread(target=asked.forward)
    working.start()
    killer.cluster.kill()
    working.join()
    killer.cluster.start_again()
    return None


def postgresql_dies_behind_the_commit(killer: Killer, asked: Asked) -> Reply | None:
    assert killer.cluster is not None
    said = asked.forward()
    killer.cluster.kill()
    killer.cluster.start_again()
    return said


def answer_is_lost(killer: Killer, asked: Asked) -> None:
    asked.forward()


def answer_is_cut(killer: Killer, asked: Asked) -> Reply | None:
    said = asked.forward()
    return said and Reply(said.status, said.headers, said.body, cut_at=len(said.body) // 2)


def request_is_cut(killer: Killer, asked: Asked) -> None:
    asked.forward(cut_at=len(asked.body) // 2)


def request_comes_twice(killer: Killer, asked: Asked) -> Reply | None:
    asked.forward()
    return asked.forward()


def request_comes_late(killer: Killer, asked: Asked) -> None:
    killer.late.append(asked)


def newer_one_comes_first(killer: Killer, asked: Asked) -> Reply | None:
    said = asked.forward()
    for late in killer.late:
        late.forward()
    return said


EVERYWHERE: list[Instant] = [
    machine_dies_before_the_province_hears, answer_is_lost, province_dies_in_the_middle, request_comes_late,
    machine_dies_behind_the_commit, province_dies_before_it_hears, newer_one_comes_first, answer_is_cut,
    province_dies_behind_the_commit, request_is_cut, request_comes_twice,
]  # fmt: skip


def all_is_there_once(world: World, instants: list[Instant], cluster: Cluster | None = None) -> bool:
    """Let people work and the processes die at these instants; returns whether all that was saved is there, once."""
    world.start_province()
    world.enrol()
    store, killer = world.store(), Killer(world, instants, cluster)
    saved: dict[str, str] = {}
    with Proxy(world.target, killer) as proxy:
        killer.address = proxy.address
        world.start_machine(proxy.address)
        while killer.left:
            saved |= happen(store, EVENTS_EACH)
            quiet(store)
        world.kill("machine")
    world.kill("province")
    store.close()
    return world.stored() == saved


def test_a_machine_and_a_province_on_sqlite_killed_at_every_instant_lose_and_double_nothing(tmp_path: Path):
    world = World(tmp_path, f"sqlite:///{tmp_path / 'province.db'}")
    try:
        assert all_is_there_once(world, EVERYWHERE)
    finally:
        world.stop()


def test_a_machine_a_province_and_its_postgresql_killed_at_every_instant_lose_and_double_nothing(
    tmp_path: Path, own_cluster: Cluster
):
    world = World(tmp_path, own_cluster.new_database())
    dying = [*EVERYWHERE, postgresql_dies_before_the_commit, postgresql_dies_behind_the_commit]
    try:
        assert all_is_there_once(world, dying, own_cluster)
    finally:
        world.stop()
