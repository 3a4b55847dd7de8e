"""One paper at a time, each at most once, whatever dies."""

import logging
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import printers.spool
from kiosk.errors import PrintError
from kiosk.papers.paper import Paper, Text
from kiosk.store import journal, print_jobs
from kiosk.store.database import Store
from printers.folder import FolderPrinter
from printers.lock import ProcessLock
from printers.spool import Spool

# A process of its own that prints what waits, with a printer that tells when it starts and then waits for a line.
PRINTING_PROCESS = """
import sys
from pathlib import Path
from kiosk.clock import SystemClock
from kiosk.store.database import Store
from printers.folder import FolderPrinter
from printers.spool import Spool

class Slow(FolderPrinter):
    def print(self, paper, kind):
        print("sending", flush=True)
        sys.stdin.readline()
        super().print(paper, kind)

folder = Path(sys.argv[1])
Spool(Store(folder / "hall.db", SystemClock()), Slow(folder / "printed", 384, keep_pictures=False)).print_waiting()
"""


class Broken:
    """A printer that always fails."""

    name = "broken"

    def print(self, paper: Paper, kind: str) -> None:
        raise PrintError(problem="print.paper_out")


class Watching:
    """A printer that notes what the hall's file says while it prints."""

    name = "watching"

    def __init__(self, store: Store) -> None:
        self.store, self.seen = store, list[str | None]()

    def print(self, paper: Paper, kind: str) -> None:
        other = Store(self.store.file, self.store.clock)
        self.seen += [row[0] for row in other.rows("SELECT state FROM print_job ORDER BY id")]
        other.close()


class Telling(FolderPrinter):
    """A printer that tells when the first paper is out."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, 384, keep_pictures=False)
        self.out = threading.Event()

    def print(self, paper: Paper, kind: str) -> None:
        super().print(paper, kind)
        self.out.set()


class Filling(Watching):
    """A printer while whose first paper the disk becomes full; tells when the second paper comes."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.second = threading.Event()

    def print(self, paper: Paper, kind: str) -> None:
        super().print(paper, kind)
        if len(self.seen) > 2:
            self.second.set()
        else:
            self.store.db.execute("PRAGMA query_only = ON")


class OnTrouble(logging.Handler):
    """Does something when the spool says that it stands still, in the spool's own thread."""

    def __init__(self, act: Callable[[], object]) -> None:
        super().__init__()
        self._act = act

    def emit(self, record: logging.LogRecord) -> None:
        self._act()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "printed"


@pytest.fixture
def spool(store: Store, folder: Path) -> Spool:
    return Spool(store, FolderPrinter(folder, 384, keep_pictures=False))


def ask(store: Store, text: str = "A001", kind: str = "ticket") -> str:
    with store.act() as act:
        return act.print(kind, text, Paper(text, (Text(text),)).as_json())


def printed(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.glob("*.bin"))


def start_printing(tmp_path: Path) -> subprocess.Popen[str]:
    """Return a process that is in the middle of a paper."""
    process = subprocess.Popen(
        [sys.executable, "-c", PRINTING_PROCESS, str(tmp_path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "sending\n"
    return process


def test_waiting_papers_come_out_in_the_order_of_asking(store: Store, spool: Spool, folder: Path):
    for kind in ("ticket", "slip", "ticket"):
        ask(store, kind=kind)
    spool.print_waiting()
    assert printed(folder) == ["0001-ticket.bin", "0002-slip.bin", "0003-ticket.bin"]


def test_a_pass_tells_how_many_papers_came_out(store: Store, spool: Spool):
    ask(store)
    ask(store)
    assert spool.print_waiting() == 2


def test_a_printed_paper_is_marked_printed(store: Store, spool: Spool):
    job = ask(store)
    spool.print_waiting()
    assert print_jobs.state_of(store.db, job) == "printed"


def test_a_paper_is_sending_on_disk_before_its_first_byte_leaves(store: Store):
    ask(store)
    printer = Watching(store)
    Spool(store, printer).print_waiting()
    assert printer.seen == ["sending"]


def test_a_paper_that_fails_keeps_its_problem(store: Store):
    job = ask(store)
    Spool(store, Broken()).print_waiting()
    assert print_jobs.problem_of(store.db, job) == "print.paper_out"


def test_a_failed_paper_is_not_tried_again_by_itself(store: Store, spool: Spool, folder: Path):
    ask(store)
    Spool(store, Broken()).print_waiting()
    spool.print_waiting()
    assert printed(folder) == []


def test_a_paper_that_cannot_be_drawn_does_not_stop_the_next(store: Store, spool: Spool, folder: Path):
    with store.act() as act:
        act.print("ticket", "A001", {"title": "broken", "blocks": [{"kind": "hologram"}]})
    ask(store, kind="slip")
    spool.print_waiting()
    assert printed(folder) == ["0001-slip.bin"]


def test_every_paper_leaves_a_journal_entry(store: Store, spool: Spool):
    ask(store, "A001")
    spool.print_waiting()
    assert [(one.kind, one.subject) for one in journal.entries(store.db)] == [("paper.printed", "A001")]


def test_a_second_process_does_not_print_while_the_first_does(store: Store, spool: Spool, folder: Path, tmp_path: Path):
    ask(store)
    process = start_printing(tmp_path)
    ask(store)
    assert spool.print_waiting() == 0
    process.communicate("\n\n")


def test_two_processes_print_each_paper_once(store: Store, spool: Spool, folder: Path, tmp_path: Path):
    ask(store)
    process = start_printing(tmp_path)
    ask(store)
    spool.print_waiting()
    process.communicate("\n\n")
    spool.print_waiting()
    assert len(printed(folder)) == 2


def test_a_paper_whose_process_was_killed_is_failed_and_not_printed_again(
    store: Store, spool: Spool, folder: Path, tmp_path: Path
):
    job = ask(store)
    process = start_printing(tmp_path)
    process.kill()
    process.communicate()
    spool.print_waiting()
    assert (print_jobs.state_of(store.db, job), printed(folder)) == ("failed", [])


def test_papers_behind_a_killed_process_are_printed_by_the_next(
    store: Store, spool: Spool, folder: Path, tmp_path: Path
):
    ask(store)
    process = start_printing(tmp_path)
    process.kill()
    process.communicate()
    ask(store, kind="slip")
    spool.print_waiting()
    assert printed(folder) == ["0001-slip.bin"]


def test_a_copy_is_a_new_job_and_the_first_stays_as_it_was(store: Store, spool: Spool, folder: Path):
    job = ask(store)
    Spool(store, Broken()).print_waiting()
    again = spool.reprint(job)
    spool.print_waiting()
    states = [print_jobs.state_of(store.db, one) for one in (job, again)]
    assert states == ["failed", "printed"]


def test_a_copy_of_a_paper_nobody_asked_for_is_a_print_error(spool: Spool):
    with pytest.raises(PrintError):
        spool.reprint("no-such-job")


def run_until_a_paper_is_out(spool: Spool, out: threading.Event) -> bool:
    stop = threading.Event()
    thread = threading.Thread(target=spool.run, args=[stop])
    thread.start()
    came_out = out.wait(30)
    stop.set()
    thread.join()
    return came_out


def test_the_loop_prints_what_is_asked_for(store: Store, folder: Path):
    printer = Telling(folder)
    ask(store)
    assert run_until_a_paper_is_out(Spool(store, printer), printer.out)


def test_the_loop_outlives_a_disk_that_cannot_be_written_for_a_moment(store: Store, folder: Path, tmp_path: Path):
    printer, lock = Telling(folder), tmp_path / "locks" / "lock"
    ask(store)
    mender = threading.Timer(0.3, lock.parent.mkdir)
    mender.start()
    assert run_until_a_paper_is_out(Spool(store, printer, lock), printer.out)


@pytest.fixture
def on_trouble(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Callable[[], object]], None]]:
    """`on_trouble(act)` does it when the spool stands still, after which it soon looks again."""
    monkeypatch.setattr(printers.spool, "TROUBLE_SECONDS", 0.05)
    log, added = logging.getLogger("printers.spool"), list[OnTrouble]()

    def add(act: Callable[[], object]) -> None:
        added.append(OnTrouble(act))
        log.addHandler(added[-1])

    yield add
    for one in added:
        log.removeHandler(one)


OnTroubleDo = Callable[[Callable[[], object]], None]


def test_the_loop_outlives_a_file_that_cannot_be_read_for_a_moment(store: Store, folder: Path, on_trouble: OnTroubleDo):
    printer, stop, pause = Telling(folder), threading.Event(), threading.Event()
    on_trouble(lambda: store.db.execute("ALTER TABLE gone RENAME TO print_job"))
    first = ask(store)
    thread = threading.Thread(target=Spool(store, printer).run, args=[stop])
    thread.start()
    while print_jobs.state_of(store.db, first) != "printed":
        pause.wait(0.01)
    printer.out.clear()
    with store.act() as act:
        act.print("ticket", "A002", Paper("A002", (Text("A002"),)).as_json())
        act.db.execute("ALTER TABLE print_job RENAME TO gone")
    came_out = printer.out.wait(30)
    stop.set()
    thread.join()
    assert came_out


def test_the_loop_outlives_a_file_that_cannot_be_opened_for_a_moment(
    store: Store, folder: Path, on_trouble: OnTroubleDo
):
    printer, hidden = Telling(folder), store.file.with_name("hidden")
    ask(store)
    store.close()
    store.file.rename(hidden)
    store.file.mkdir()
    on_trouble(lambda: (store.file.rmdir(), hidden.rename(store.file)))
    assert run_until_a_paper_is_out(Spool(store, printer, folder.with_name("lock")), printer.out)


def test_an_end_that_could_not_be_written_is_written_before_the_next_paper(store: Store, on_trouble: OnTroubleDo):
    printer = Filling(store)
    ask(store)
    ask(store)
    on_trouble(lambda: store.db.execute("PRAGMA query_only = OFF"))
    run_until_a_paper_is_out(Spool(store, printer), printer.second)
    assert printer.seen == ["sending", "waiting", "printed", "sending"]


def test_a_loop_that_ends_before_it_could_write_an_end_leaves_it_as_unknown(store: Store, on_trouble: OnTroubleDo):
    stop, job = threading.Event(), ask(store)
    on_trouble(stop.set)
    thread = threading.Thread(target=Spool(store, Filling(store)).run, args=[stop])
    thread.start()
    thread.join()
    Spool(store, Broken()).print_waiting()
    assert print_jobs.problem_of(store.db, job) == "print.interrupted"


def test_a_lock_has_one_holder(tmp_path: Path):
    first, second = ProcessLock(tmp_path / "lock"), ProcessLock(tmp_path / "lock")
    assert [first.take(), second.take()] == [True, False]
    first.give_back()


def test_a_lock_that_was_given_back_can_be_taken(tmp_path: Path):
    first, second = ProcessLock(tmp_path / "lock"), ProcessLock(tmp_path / "lock")
    first.take()
    first.give_back()
    assert second.take()
    second.give_back()
