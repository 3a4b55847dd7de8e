"""`kiosk province exchange` and `catalogue` as processes: killed as a power cut would, and one at a time."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import update

from kiosk.commands import cli
from kiosk.errors import ExchangeRunningError
from sync.province.exchange_queue import REFUSALS
from sync.province.only_one import Work, only_one_does
from sync.province.tables import exchange_outbox
from tests.sync.exchange.conftest import PROCEDURE, Line
from tests.sync.exchange.far_side import FarSide

Command = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def command(line: Line, tmp_path: Path) -> Iterator[Command]:
    """Starts `kiosk province ...` over the province's own folder and database."""
    running: list[subprocess.Popen[str]] = []

    def start(*words: str) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, "-m", "kiosk", "province", "--home", line.home, "--database", line.province.url, *words],
            env={**os.environ, "KIOSK_HOME": str(tmp_path / "kiosk")}, text=True, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )  # fmt: skip
        running.append(process)
        return process

    yield start
    for process in running:
        process.kill()
        process.communicate()


def due(line: Line) -> None:
    """Let what waits be due by the true clock, too."""
    with line.province.province.database.write() as db:
        db.execute(update(exchange_outbox).values(next_ms=0))


def test_killed_between_sending_and_noting_it_the_dossier_is_updated_and_nothing_doubled(
    line: Line, far: FarSide, command: Command
):
    at = "DongBoHoSoMC" if line.province.province.database.is_postgresql else "CapNhatTienDoHoSoMC"
    code = line.dossier()
    due(line)
    far.hold = at
    first = command("exchange", "--once")
    assert far.held.wait(30)
    first.send_signal(signal.SIGKILL)
    first.wait()
    far.release.set()
    again = command("exchange", "--once", "--json")
    said = json.loads(again.communicate(timeout=60)[0])
    assert (said["waiting"], said["dead"], again.returncode) == (0, 0, 0)
    assert (list(far.dossiers), far.told(code)) == ([code], [("2", "Được tiếp nhận")])
    assert far.order[-2 if at == "DongBoHoSoMC" else -1] == f"{code} dossier 2"  # sent again, as an update


def kiosk(line: Line, *words: str) -> Result:
    """Run `kiosk province ...` in this process."""
    here = ["province", "--home", str(line.home), "--database", line.province.url]
    return CliRunner().invoke(cli, [*here, *words])


def test_a_second_sender_ends_with_a_sentence(line: Line):
    with only_one_does(Work.EXCHANGE, line.province.province.database, line.home):
        second = kiosk(line, "exchange", "--once")
    assert (second.exit_code, "Tỉnh đang có một tiến trình gửi" in second.output) == (1, True)


def test_a_sender_with_another_folder_is_kept_out_by_the_database(line: Line, tmp_path: Path):
    if not line.province.province.database.is_postgresql:
        pytest.skip("two machines never share an SQLite file")
    database = line.province.province.database
    with only_one_does(Work.EXCHANGE, database, line.home):  # noqa: SIM117
        with pytest.raises(ExchangeRunningError):
            with only_one_does(Work.EXCHANGE, database, tmp_path / "elsewhere", ExchangeRunningError):
                pass


def test_without_an_address_it_says_which_line_to_fill_in(line: Line):
    (line.home / "exchange.toml").unlink()
    told = kiosk(line, "exchange", "--once")
    assert (told.exit_code, "address" in told.output, (line.home / "exchange.toml").exists()) == (1, True, True)


def test_what_was_refused_is_said_with_its_reason_and_goes_again_when_told(line: Line, far: FarSide):
    code = line.dossier()
    far.refuses[code] = ("5", "Đang khóa sổ")
    for _ in range(REFUSALS):
        line.round()
        line.wait()
    said = kiosk(line, "exchange", "--status").output.splitlines()
    assert said[-1].strip() == f"{code}: mã lỗi 5, Đang khóa sổ"
    far.refuses.clear()
    kiosk(line, "exchange", "--again", "--status")
    due(line)
    again = json.loads(kiosk(line, "exchange", "--once", "--json").stdout)
    assert (again["waiting"], again["letters"], far.told(code)) == (0, [], [("2", "Được tiếp nhận")])


def test_a_catalogue_is_pulled_looked_at_and_published_from_the_command_line(line: Line):
    said = [kiosk(line, "catalogue", *words).stdout for words in (["pull"], ["drafts"], ["publish", PROCEDURE])]
    assert said[0].strip() == "Đã hỏi 1 thủ tục: 1 mới, 0 thay đổi, 0 không còn, 0 không dùng được."
    assert said[1].splitlines()[1].strip() == f"thêm {PROCEDURE} Chứng thực bản sao từ bản chính"
    assert said[2].strip() == "Đã công bố 1 thủ tục cho các trung tâm."


def test_what_the_exchange_has_of_a_dossier_is_said(line: Line):
    code = line.dossier()
    before = kiosk(line, "exchange", "--ask", code).stdout.strip()
    line.round()
    after = kiosk(line, "exchange", "--ask", code).stdout.splitlines()
    assert before == f"Hệ thống quốc gia chưa có hồ sơ {code}."
    assert after == [
        f"Hồ sơ {code} trên hệ thống quốc gia: Được tiếp nhận.",
        "  Tiếp nhận lúc 08:00 23/11/2026",
        "  Hẹn trả lúc 08:00 27/11/2026",
    ]
