"""Logging in: PINs, the pause after wrong ones, sessions that end, device tokens."""

from datetime import timedelta
from typing import Literal

import pytest
from argon2 import PasswordHasher

from kiosk.access import Access, Device
from kiosk.clock import SetClock
from kiosk.errors import AccessError, TooManyTriesError, WeakPinError, WrongPinError
from kiosk.store.database import Store

PIN = "246810"


@pytest.fixture
def access(store: Store) -> Access:
    access = Access(store)
    access.put_clerk("an", PIN, 1, name="An")
    return access


@pytest.fixture
def cheap(store: Store) -> Access:
    """The same with a hash that costs nothing, for those who try often."""
    access = Access(store, PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    access.put_clerk("an", PIN, 1, name="An")
    return access


def wrong(access: Access, times: int) -> None:
    for _ in range(times):
        with pytest.raises(AccessError):
            access.log_in("an", "111111")


def test_the_right_pin_opens_a_session(access: Access):
    token, clerk = access.log_in("an", PIN)
    assert access.session(token) == clerk


def test_a_wrong_pin_is_refused_in_words(access: Access):
    with pytest.raises(AccessError, match="Mã PIN chưa đúng"):
        access.log_in("an", "111111")


def test_an_unknown_clerk_is_refused_with_the_same_words(access: Access):
    with pytest.raises(AccessError, match="Mã PIN chưa đúng"):
        access.log_in("khong-co", PIN)


def test_after_five_wrong_pins_the_right_one_must_wait(access: Access):
    wrong(access, 5)
    with pytest.raises(TooManyTriesError, match="chờ 60 giây"):
        access.log_in("an", PIN)


def test_after_a_minute_the_right_pin_helps_again(access: Access, clock: SetClock):
    wrong(access, 5)
    clock.forward(timedelta(seconds=60))
    assert access.log_in("an", PIN)[1].id == "an"


def test_setting_the_wall_clock_is_no_way_round_the_pause(access: Access, clock: SetClock):
    wrong(access, 5)
    clock.forward(timedelta(hours=-1))
    with pytest.raises(TooManyTriesError):
        access.log_in("an", PIN)


def test_a_clock_set_back_makes_the_pause_no_longer_than_a_minute(access: Access, clock: SetClock):
    wrong(access, 5)
    clock.forward(timedelta(hours=-1))
    with pytest.raises(TooManyTriesError):
        access.log_in("an", PIN)
    clock.forward(timedelta(seconds=60))
    assert access.log_in("an", PIN)[1].id == "an"


def test_a_restarted_server_remembers_the_pause(access: Access, store: Store):
    wrong(access, 5)
    with pytest.raises(TooManyTriesError):
        Access(store).log_in("an", PIN)


def test_two_servers_count_wrong_pins_together(access: Access, store: Store):
    wrong(access, 3)
    wrong(Access(store), 2)
    with pytest.raises(TooManyTriesError):
        access.log_in("an", PIN)


def test_a_removed_clerk_is_logged_out(access: Access):
    token, _ = access.log_in("an", PIN)
    access.remove_clerk("an")
    assert access.session(token) is None


def test_a_removed_clerk_cannot_log_in(access: Access):
    access.remove_clerk("an")
    with pytest.raises(AccessError):
        access.log_in("an", PIN)


def test_a_removed_token_lets_nobody_in(access: Access):
    token = access.add_device("kiosk A")
    access.remove_device(token)
    assert not access.is_device(token)


def test_removing_is_journalled(access: Access, store: Store):
    access.remove_clerk("an")
    access.remove_device(access.add_device("kiosk A"))
    said = [(row["kind"], row["subject"]) for row in store.rows("SELECT kind, subject FROM journal")]
    assert said[1:] == [("clerk.removed", "an"), ("device.added", "kiosk A"), ("device.removed", "kiosk A")]


def test_one_clerks_wrong_pins_do_not_stop_another(access: Access):
    access.put_clerk("binh", PIN, 2)
    wrong(access, 5)
    assert access.log_in("binh", PIN)[1].id == "binh"


def test_a_right_pin_forgives_the_wrong_ones_before(access: Access):
    wrong(access, 4)
    access.log_in("an", PIN)
    wrong(access, 4)
    assert access.log_in("an", PIN)[1].id == "an"


def test_a_session_ends_after_twelve_hours(access: Access, clock: SetClock):
    token, _ = access.log_in("an", PIN)
    clock.forward(timedelta(hours=12))
    assert access.session(token) is None


def test_logging_out_ends_the_session(access: Access):
    token, _ = access.log_in("an", PIN)
    access.log_out(token)
    assert access.session(token) is None


def test_a_new_pin_ends_the_sessions_under_the_old_one(access: Access):
    token, _ = access.log_in("an", PIN)
    access.put_clerk("an", "135790", 1)
    assert access.session(token) is None


@pytest.mark.parametrize("pin", ["13579", "1357913579135", "abcdef", "１３５７９１", ""])
def test_a_pin_has_six_to_twelve_digits(access: Access, pin: str):
    with pytest.raises(WeakPinError):
        access.put_clerk("an", pin, 1)


def test_a_device_token_lets_a_kiosk_in(access: Access):
    assert access.is_device(access.add_device("kiosk A"))


def test_another_token_does_not(access: Access):
    access.add_device("kiosk A")
    assert not access.is_device("demo")


def test_the_file_holds_neither_pin_nor_token(access: Access, store: Store):
    token, _ = access.log_in("an", PIN)
    device = access.add_device("kiosk A")
    store.row("PRAGMA wal_checkpoint(TRUNCATE)")
    content = store.file.read_bytes()
    assert [secret.encode() in content for secret in (PIN, token, device)] == [False] * 3


def test_logging_in_and_out_is_journalled(access: Access, store: Store):
    wrong(access, 1)
    access.log_out(access.log_in("an", PIN)[0])
    kinds = [row["kind"] for row in store.rows("SELECT kind FROM journal")]
    assert kinds == ["clerk.put", "clerk.refused", "clerk.logged_in", "clerk.logged_out"]


@pytest.mark.parametrize("pin", ["123456", "654321", "890123", "321098", "111111", "121212", "123123", "12312312"])
def test_what_everybody_tries_first_is_no_pin(access: Access, pin: str):
    with pytest.raises(WeakPinError):
        access.put_clerk("an", pin, 1)


def test_the_pause_doubles_with_every_five_wrong_pins(access: Access, clock: SetClock):
    pauses: list[int | str] = []
    for _ in range(6):
        wrong(access, 5)
        with pytest.raises(TooManyTriesError) as waiting:
            access.log_in("an", PIN)
        pauses.append(waiting.value.values["seconds"])
        clock.forward(timedelta(seconds=int(pauses[-1])))
    assert pauses == [60, 120, 240, 480, 900, 900]


def test_the_right_pin_makes_the_next_pause_short_again(access: Access, clock: SetClock):
    for pause in (60, 120):
        wrong(access, 5)
        clock.forward(timedelta(seconds=pause))
    access.log_in("an", PIN)
    wrong(access, 5)
    with pytest.raises(TooManyTriesError, match="chờ 60 giây"):
        access.log_in("an", PIN)


def test_a_wrong_pin_counts_whatever_the_clock_does(access: Access, clock: SetClock):
    for _ in range(5):
        wrong(access, 1)
        clock.forward(timedelta(hours=-1))
    with pytest.raises(TooManyTriesError):
        access.log_in("an", PIN)


def test_a_token_with_a_letter_speaks_for_that_kiosk(access: Access):
    assert access.device(access.add_device("kiosk B", letter="B")) == Device("kiosk B", "B")


def test_a_new_token_of_a_kiosk_ends_its_old_one(access: Access):
    old = access.add_device("kiosk B", letter="B")
    access.add_device("kiosk B", letter="B")
    assert access.device(old) is None


def test_tokens_without_a_letter_live_side_by_side(access: Access):
    tokens = [access.add_device("kiosk"), access.add_device("kiosk")]
    assert [access.is_device(one) for one in tokens] == [True, True]


def test_a_lost_device_is_let_in_no_more_by_its_name(access: Access):
    token = access.add_device("kiosk B", letter="B")
    assert (access.remove_devices("kiosk B"), access.device(token)) == (1, None)


def test_wrong_pins_from_a_phone_do_not_keep_a_clerk_out(access: Access):
    for _ in range(5):
        with pytest.raises(AccessError):
            access.log_in("an", "111111", "10.0.0.66")
    assert access.log_in("an", PIN, "10.0.0.1")[1].id == "an"


def from_many_addresses(access: Access, times: int) -> None:
    """Try a wrong PIN from ever new addresses."""
    for n in range(times):
        with pytest.raises(WrongPinError):
            access.log_in("an", "111111", f"10.0.1.{n}")


def test_fifty_wrong_pins_from_anywhere_make_who_is_new_here_wait(cheap: Access):
    from_many_addresses(cheap, 50)
    with pytest.raises(TooManyTriesError, match="chờ 60 giây"):
        cheap.log_in("an", PIN, "10.0.0.1")


def test_where_a_clerk_logs_in_every_day_the_tries_of_others_do_not_count(cheap: Access):
    cheap.log_in("an", PIN, "10.0.0.1")
    from_many_addresses(cheap, 50)
    assert cheap.log_in("an", PIN, "10.0.0.1")[1].id == "an"


def test_after_thirty_days_an_address_is_new_again(cheap: Access, clock: SetClock):
    cheap.log_in("an", PIN, "10.0.0.1")
    clock.forward(timedelta(days=30))
    from_many_addresses(cheap, 50)
    with pytest.raises(TooManyTriesError):
        cheap.log_in("an", PIN, "10.0.0.1")


def test_a_clerks_own_address_waits_for_its_own_wrong_pins(access: Access):
    access.log_in("an", PIN)
    wrong(access, 5)
    with pytest.raises(TooManyTriesError):
        access.log_in("an", PIN)


def test_a_pause_is_made_no_longer_by_trying_during_it(cheap: Access, clock: SetClock):
    from_many_addresses(cheap, 50)
    for n in range(60):
        with pytest.raises(TooManyTriesError):
            cheap.log_in("an", PIN, f"10.0.2.{n}")
    clock.forward(timedelta(seconds=60))
    assert cheap.log_in("an", PIN, "10.0.0.1")[1].id == "an"


class Counting(PasswordHasher):
    """Counts how often a PIN is compared."""

    compared = 0

    def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:  # noqa: A002
        self.compared += 1
        return super().verify(hash, password)


def test_an_unknown_clerk_costs_as_much_work_as_a_known_one(store: Store):
    hasher = Counting(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.raises(WrongPinError):
        Access(store, hasher).log_in("khong-co", PIN)
    assert hasher.compared == 1
