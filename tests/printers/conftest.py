"""The papers that are printed, and makers of printers that are closed at the end."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest

from kiosk.clock import HALL_ZONE
from kiosk.papers.paper import Paper
from kiosk.papers.slip import slip_paper
from kiosk.papers.ticket import Place, ticket_paper
from tests.printers.far_ends import PtyPrinter, TcpPrinter

TICKET_LINK = "http://192.168.100.100:8080/r/0193a1b2-0000-7000-8000-000000000017"
MORNING = datetime(2026, 11, 23, 8, 7, tzinfo=HALL_ZONE)
HALL = "Trung tâm Phục vụ hành chính công xã Khánh Bình"


@pytest.fixture
def ticket() -> Paper:
    return ticket_paper(
        hall=HALL, number="B017", service="Khai sinh, kết hôn, hộ tịch", ahead=6, wait_minutes=(15, 25),
        counters=[Place("Quầy 2", "bên trái, cạnh cửa sổ"), Place("Quầy 4")], issued_at=MORNING, priority=True,
        group="Từ 60 tuổi trở lên", note="Nhớ mang bản chính.", phone="0290 3 123 456", link=TICKET_LINK,
    )  # fmt: skip


@pytest.fixture
def slip() -> Paper:
    return slip_paper(
        hall=HALL, code="KXA-261123-001-98", procedure="Đăng ký khai sinh", saved_at=MORNING,
        papers=["Giấy chứng sinh (bản chính)", "Căn cước của cha hoặc mẹ, hoặc giấy tờ có ảnh còn hạn dùng"],
    )  # fmt: skip


@pytest.fixture
def tcp_printer() -> Iterator[Callable[..., TcpPrinter]]:
    """`tcp_printer("good")` makes a printer; all are closed at the end."""
    made: list[TcpPrinter] = []

    def make(mood: str, *, dies_after: int | None = None, reads: bool = True) -> TcpPrinter:
        made.append(TcpPrinter(mood, dies_after=dies_after, reads=reads))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def pty_printer() -> Iterator[Callable[..., PtyPrinter]]:
    """`pty_printer("good")` makes a printer; all are closed at the end."""
    made: list[PtyPrinter] = []

    def make(mood: str, *, reads: bool = True) -> PtyPrinter:
        made.append(PtyPrinter(mood, reads=reads))
        return made[-1]

    yield make
    for one in made:
        one.close()
