"""Real lines: loopback TCP, a pseudo-terminal and a device file, with printers that obey, refuse, hang and die."""

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from kiosk.errors import PrintError
from kiosk.papers.paper import Paper
from printers.escpos import BAND, EscposPrinter, as_bytes
from printers.lines import DeviceLine, SerialLine, TcpLine
from printers.raster import draw
from tests.printers.far_ends import ANSWERS, PtyPrinter, TcpPrinter, differing_dots, receipts

MakeTcp = Callable[..., TcpPrinter]
MakePty = Callable[..., PtyPrinter]
DOTS = 576


def tcp(port: int) -> EscposPrinter:
    return EscposPrinter("tcp", TcpLine("127.0.0.1", port), DOTS)


def problem_of(printer: EscposPrinter, paper: Paper) -> str:
    with pytest.raises(PrintError) as caught:
        printer.print(paper, "ticket")
    return caught.value.problem


@pytest.mark.parametrize("dots", [576, 384])
def test_the_bytes_are_the_drawing_dot_by_dot(slip: Paper, dots: int):
    picture = draw(slip, dots)
    assert differing_dots(receipts(as_bytes(picture))[0].picture, picture) == 0


def test_pictures_go_out_in_bands_that_small_buffers_hold(slip: Paper):
    assert max(receipts(as_bytes(draw(slip, DOTS)))[0].bands) == BAND


def test_a_job_ends_with_a_cut(ticket: Paper):
    assert receipts(as_bytes(draw(ticket, DOTS)))[0].cut


@pytest.mark.parametrize("mood", ["good", "silent", "paper near end"])
def test_a_tcp_printer_gets_the_drawing(ticket: Paper, tcp_printer: MakeTcp, mood: str):
    far = tcp_printer(mood)
    tcp(far.port).print(ticket, "ticket")
    far.close()
    assert differing_dots(receipts(far.got)[-1].picture, draw(ticket, DOTS)) == 0


@pytest.mark.parametrize("mood", ["good", "silent"])
def test_a_serial_printer_gets_the_drawing(ticket: Paper, pty_printer: MakePty, mood: str):
    far = pty_printer(mood)
    EscposPrinter("serial", SerialLine(far.device), DOTS).print(ticket, "ticket")
    far.close()
    assert differing_dots(receipts(far.got)[-1].picture, draw(ticket, DOTS)) == 0


def test_a_device_file_gets_the_drawing(ticket: Paper, tmp_path: Path):
    device = tmp_path / "lp0"
    os.mkfifo(device)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(device.read_bytes()))
    keep_open = os.open(device, os.O_RDWR)
    reader.start()
    EscposPrinter("file", DeviceLine(device), DOTS).print(ticket, "ticket")
    os.close(keep_open)
    reader.join()
    assert differing_dots(receipts(got[0])[0].picture, draw(ticket, DOTS)) == 0


def test_papers_come_one_after_the_other_on_one_printer(ticket: Paper, slip: Paper, tcp_printer: MakeTcp):
    far = tcp_printer("silent")
    printer = tcp(far.port)
    printer.print(ticket, "ticket")
    printer.print(slip, "slip")
    far.close()
    assert [one.picture.size for one in receipts(far.got)] == [draw(ticket, DOTS).size, draw(slip, DOTS).size]


def test_a_printer_that_refuses_the_line_is_unreachable(ticket: Paper, tcp_printer: MakeTcp):
    far = tcp_printer("good")
    far.close()
    assert problem_of(tcp(far.port), ticket) == "print.unreachable"


def test_a_serial_device_that_is_not_there_is_unreachable(ticket: Paper, tmp_path: Path):
    printer = EscposPrinter("serial", SerialLine(str(tmp_path / "ttyUSB0")), DOTS)
    assert problem_of(printer, ticket) == "print.unreachable"


def test_a_device_file_that_nobody_reads_is_unreachable(ticket: Paper, tmp_path: Path):
    os.mkfifo(tmp_path / "lp0")
    assert problem_of(EscposPrinter("file", DeviceLine(tmp_path / "lp0"), DOTS), ticket) == "print.unreachable"


@pytest.mark.parametrize(
    ("mood", "problem"),
    [("paper out", "print.paper_out"), ("cover open", "print.cover_open"), ("broken", "print.offline")],
)
def test_a_printer_that_cannot_print_says_why(ticket: Paper, tcp_printer: MakeTcp, mood: str, problem: str):
    assert problem_of(tcp(tcp_printer(mood).port), ticket) == problem


def test_nothing_is_sent_to_a_printer_without_paper(ticket: Paper, tcp_printer: MakeTcp):
    far = tcp_printer("paper out")
    problem_of(tcp(far.port), ticket)
    far.close()
    assert b"\x1b@" not in far.got


def test_a_printer_that_dies_half_way_is_an_interrupted_paper(ticket: Paper, tcp_printer: MakeTcp):
    assert problem_of(tcp(tcp_printer("silent", dies_after=10_000).port), ticket) == "print.interrupted"


def test_a_printer_that_takes_nothing_is_given_up(ticket: Paper, tcp_printer: MakeTcp):
    assert problem_of(tcp(tcp_printer("silent", reads=False).port), ticket) == "print.interrupted"


def test_a_serial_printer_that_takes_nothing_is_given_up(ticket: Paper, pty_printer: MakePty):
    far = pty_printer("silent", reads=False)
    assert problem_of(EscposPrinter("serial", SerialLine(far.device), DOTS), ticket) == "print.interrupted"


def test_a_device_that_takes_nothing_is_given_up(ticket: Paper, tmp_path: Path):
    device = tmp_path / "lp0"
    os.mkfifo(device)
    idle = os.open(device, os.O_RDWR)
    assert problem_of(EscposPrinter("file", DeviceLine(device), DOTS), ticket) == "print.interrupted"
    os.close(idle)


def test_a_printer_that_came_back_prints_again(ticket: Paper, tcp_printer: MakeTcp):
    far = tcp_printer("paper out")
    printer = tcp(far.port)
    problem_of(printer, ticket)
    far.answers = ANSWERS["good"]
    printer.print(ticket, "ticket")
    far.close()
    assert len(receipts(far.got)) == 1


def test_a_printer_that_goes_offline_says_so(ticket: Paper, tcp_printer: MakeTcp):
    far = tcp_printer("good")
    printer = tcp(far.port)
    printer.print(ticket, "ticket")
    far.answers = ANSWERS["offline"]
    assert problem_of(printer, ticket) == "print.offline"


def test_a_printer_that_always_calls_itself_offline_prints(ticket: Paper, tcp_printer: MakeTcp):
    far = tcp_printer("offline")
    tcp(far.port).print(ticket, "ticket")
    far.close()
    assert len(receipts(far.got)) == 1


def test_the_picture_is_turned_into_bytes_without_a_printer_profile():
    black = Image.new("1", (8, 1), 0)
    assert as_bytes(black)[2:11] == b"\x1dv0\x00\x01\x00\x01\x00\xff"
