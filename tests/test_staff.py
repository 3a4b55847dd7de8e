"""The people of a hall, as their manager keeps them."""

import json
from typing import Any

import pytest
from argon2 import PasswordHasher

from kiosk.access import Access
from kiosk.errors import (
    ClerkKnownError,
    LastManagerError,
    NotAllowedError,
    UnknownClerkError,
    WeakPinError,
    WrongPinError,
)
from kiosk.staff import Staff
from kiosk.store.database import Store

PIN, OTHER = "246810", "135791"


@pytest.fixture
def access(store: Store) -> Access:
    access = Access(store, PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    access.put_clerk("quan", PIN, None, "manager", "Quân")
    access.put_clerk("an", PIN, 1, name="An")
    return access


@pytest.fixture
def staff(store: Store, access: Access) -> Staff:
    return Staff(store, access)


def last_entry(store: Store) -> tuple[str, str, dict[str, Any]]:
    row = store.rows("SELECT kind, subject, body FROM journal ORDER BY seq DESC LIMIT 1")[0]
    return row["kind"], row["subject"], json.loads(row["body"])


def test_a_new_clerk_can_log_in(staff: Staff, access: Access):
    staff.add("quan", "binh", "Bình", "clerk", 2, OTHER)
    assert access.log_in("binh", OTHER)[1].counter == 2


def test_a_name_that_is_taken_is_refused(staff: Staff):
    with pytest.raises(ClerkKnownError):
        staff.add("quan", "an", "Ân", "clerk", 2, OTHER)


def test_a_weak_pin_adds_nobody(staff: Staff):
    with pytest.raises(WeakPinError):
        staff.add("quan", "binh", "Bình", "clerk", 2, "12345")
    assert [one.id for one in staff.everybody()] == ["an", "quan"]


def test_a_new_role_counts_at_once(staff: Staff, access: Access):
    token, _ = access.log_in("an", PIN)
    staff.change("quan", "an", "An", "manager", None)
    clerk = access.session(token)
    assert clerk is not None
    assert clerk.role == "manager"


def test_a_new_pin_ends_what_the_old_one_opened(staff: Staff, access: Access):
    token, _ = access.log_in("an", PIN)
    staff.set_pin("quan", "an", OTHER)
    assert access.session(token) is None


def test_the_old_pin_is_worth_nothing(staff: Staff, access: Access):
    staff.set_pin("quan", "an", OTHER)
    with pytest.raises(WrongPinError):
        access.log_in("an", PIN)


def test_a_new_pin_helps_whoever_forgot_the_old_one_at_once(staff: Staff, access: Access):
    for _ in range(5):
        with pytest.raises(WrongPinError):
            access.log_in("an", "000000")
    staff.set_pin("quan", "an", OTHER)
    assert access.log_in("an", OTHER)[1].id == "an"


def test_who_is_switched_off_is_out_at_once(staff: Staff, access: Access):
    token, _ = access.log_in("an", PIN)
    staff.switch("quan", "an", on=False)
    assert access.session(token) is None


def test_who_is_switched_off_comes_in_no_more(staff: Staff, access: Access):
    staff.switch("quan", "an", on=False)
    with pytest.raises(WrongPinError):
        access.log_in("an", PIN)


def test_who_is_switched_off_is_not_offered_at_log_in(staff: Staff, access: Access):
    staff.switch("quan", "an", on=False)
    assert ([one.id for one in access.clerks()], [one.off for one in staff.everybody()]) == (["quan"], [False, True])


def test_who_is_switched_on_again_has_the_old_pin(staff: Staff, access: Access):
    staff.switch("quan", "an", on=False)
    staff.switch("quan", "an", on=True)
    assert access.log_in("an", PIN)[1].id == "an"


def test_the_last_manager_stays_on(staff: Staff):
    with pytest.raises(LastManagerError):
        staff.switch("quan", "quan", on=False)


def test_the_last_manager_stays_a_manager(staff: Staff):
    with pytest.raises(LastManagerError):
        staff.change("quan", "quan", "Quân", "clerk", 1)


def test_one_of_two_managers_may_go(staff: Staff):
    staff.add("quan", "lan", "Lan", "manager", None, OTHER)
    staff.switch("lan", "quan", on=False)
    assert [one.id for one in staff.everybody() if one.off] == ["quan"]


def test_a_technician_is_not_the_managers_business(staff: Staff, access: Access):
    access.put_clerk("tam", PIN, None, "technician")
    with pytest.raises(NotAllowedError):
        staff.set_pin("quan", "tam", OTHER)


def test_nobody_is_changed_who_is_not_there(staff: Staff):
    with pytest.raises(UnknownClerkError):
        staff.switch("quan", "nobody", on=False)


def test_the_journal_names_who_changed_whom(staff: Staff, store: Store):
    staff.set_pin("quan", "an", OTHER)
    assert last_entry(store) == ("clerk.pin", "an", {"by": "quan"})


def test_the_journal_keeps_no_names(staff: Staff, store: Store):
    staff.change("quan", "an", "Nguyễn Thị Ẫn", "clerk", 3)
    assert last_entry(store) == ("clerk.changed", "an", {"by": "quan", "role": "clerk", "counter": 3})
