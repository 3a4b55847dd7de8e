"""What each way to hand in costs."""

from kiosk.catalogue.describe import fees_by_channel
from kiosk.catalogue.procedures import Channel, Fee, Procedure
from kiosk.languages import texts

SAY = texts("vi").say


def said(*channels: Channel, fee: Fee | None = None) -> dict[str, str]:
    procedure = Procedure("1.000001", "Thủ tục", channels=channels, fee=fee or Fee())
    return dict(fees_by_channel(procedure, SAY))


def test_each_way_has_its_own_fee():
    fees = said(Channel("online", fee=Fee(10_000)), Channel("counter", fee=Fee(20_000)))
    assert list(fees.items()) == [("counter", "20.000 đồng"), ("online", "10.000 đồng")]


def test_a_fee_that_hangs_on_the_case_sends_to_a_person():
    assert said(Channel("counter", fee=Fee(8_000)), Channel("counter", fee=Fee(5_000))) == {"counter": "Hỏi cán bộ"}


def test_a_fee_that_is_known_for_one_case_only_sends_to_a_person():
    assert said(Channel("counter", fee=Fee(8_000)), Channel("counter")) == {"counter": "Hỏi cán bộ"}


def test_without_ways_the_one_fee_is_that_of_the_counter():
    assert said(fee=Fee(0)) == {"counter": "Miễn phí"}
