"""What tests of sync start with; the parts themselves are in parts.py."""

import os
import subprocess
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from kiosk.clock import HALL_ZONE, SetClock
from kiosk.commands.bench.cluster import find_programs
from kiosk.commands.demo.relay import Relay
from tests.sync.parts import HALL, Cluster, Hall, Host, Running, Wire
from tests.sync.prepared import Prepared

BEGUN = datetime(2026, 11, 23, 8, 0, tzinfo=HALL_ZONE)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Cluster]:
    """A private PostgreSQL; skips where it is not installed."""
    programs = find_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
    cluster = Cluster(programs, outlives_power=False)
    cluster.start()
    yield cluster
    cluster.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'province.db'}"
    cluster: Cluster = request.getfixturevalue("postgresql")
    return cluster.new_database()


@pytest.fixture(scope="session")
def host() -> Iterator[Host]:
    made = Host()
    yield made
    made.stop()


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    return Prepared(tmp_path_factory.mktemp("prepared"), SetClock(BEGUN))


@pytest.fixture
def province(database_url: str, tmp_path: Path, host: Host, prepared: Prepared) -> Iterator[Running]:
    """A running province; Monday 23 November 2026, 08:00 there too, and its clock stands still."""
    home = tmp_path / "province"
    running = Running(prepared.put(database_url, home), home, SetClock(BEGUN), host)
    running.start()
    yield running
    running.leave()


@pytest.fixture
def make_hall(tmp_path: Path, clock: SetClock) -> Iterator[Callable[[str], Hall]]:
    """Makes machines that talk with an address; not enrolled yet."""
    halls: list[Hall] = []

    def make(address: str) -> Hall:
        hall = Hall(tmp_path / f"hall{len(halls)}", address, clock)
        halls.append(hall)
        return hall

    yield make
    for hall in halls:
        hall.close()


@pytest.fixture
def hall(province: Running, make_hall: Callable[[str], Hall]) -> Hall:
    """An enrolled machine."""
    made = make_hall(province.address)
    made.client.enrol(province.code(), HALL)
    return made


@pytest.fixture
def relay(province: Running) -> Iterator[Relay]:
    """A line to the province that fails on command."""
    with Relay(province.target) as line:
        yield line


@pytest.fixture
def far_hall(province: Running, relay: Relay, make_hall: Callable[[str], Hall]) -> Hall:
    """An enrolled machine behind that line."""
    made = make_hall(relay.address)
    made.client.enrol(province.code(), HALL)
    return made


@pytest.fixture
def small_disk(province: Running) -> Iterator[Path]:
    """The folder of the province's papers on a disk of its own, with room for 500 kB until its "filler" is gone."""
    folder = province.home / "papers"
    folder.mkdir()
    if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "none", str(folder)]).returncode:
        pytest.skip("only root can mount a small disk here")
    (folder / "filler").write_bytes(bytes(4 * 1024 * 1024 - 500_000))
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def wire(province: Running, tmp_path: Path) -> Wire:
    """An enrolled machine that speaks the protocol by hand."""
    return Wire(province, tmp_path / "wire.key")
