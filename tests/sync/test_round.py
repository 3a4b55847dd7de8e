"""The whole way, through real sockets: enrol, send, be received, hear of it. On SQLite and on PostgreSQL."""

import base64
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import requests

from kiosk.commands.demo.relay import Relay
from kiosk.errors import LinkDownError, NotEnrolledError, RefusedError, RevokedError
from kiosk.store.sync_state import sync_status
from sync.province.feed import EVERYBODY, Publisher
from sync.province.province import begin_anew
from sync.seal import AgeSealer
from tests.sync.parts import AGENCY, HALL, Hall, Running


def saved(hall: Hall, province: Running, code: str = "KXA-261123-001-04") -> str:
    """Save a submission as the kiosk does; returns its event id."""
    sealed = AgeSealer([province.province.keys.recipient]).seal(b'{"answers":{"name":"An"}}')
    body = {"code": code, "procedure": "1.001193", "form": "birth", "form_version": 1, "day": "2026-11-23"}
    with hall.store.act() as act:
        return act.send("submission.saved", {**body, "hall": HALL, "sealed": base64.b64encode(sealed).decode()})


def received(hall: Hall, province: Running, term: dict[str, object] | None = None) -> dict[str, object]:
    """Send a submission and have it accepted; returns the dossier."""
    saved(hall, province)
    hall.client.round()
    line = province.office("GET", "/submissions").json()[0]
    return province.office("POST", f"/submissions/{line['device_id']}/{line['event_id']}/receive", term).json()


def test_what_happens_in_a_hall_is_stored_in_the_province(hall: Hall, province: Running):
    hall.happen_often(120)
    hall.client.round()
    assert province.count() == 120


def test_what_the_province_has_counts_as_sent(hall: Hall):
    event = hall.happen()
    hall.client.round()
    assert hall.states() == {event: "acked"}


def test_a_round_tells_screens_when_the_province_was_reached(hall: Hall):
    hall.client.round()
    assert sync_status(hall.store.db).online


def test_a_machine_that_is_not_enrolled_keeps_everything(province: Running, make_hall: Callable[[str], Hall]):
    hall = make_hall(province.address)
    event = hall.happen()
    with pytest.raises(NotEnrolledError):
        hall.client.round()
    assert hall.states() == {event: "pending"}


def test_the_same_code_and_key_again_is_the_same_machine(province: Running, make_hall: Callable[[str], Hall]):
    hall, code = make_hall(province.address), province.code()
    first = hall.client.enrol(code, HALL)
    assert hall.client.enrol(code, HALL).device_id == first.device_id


def test_a_code_serves_one_machine(province: Running, make_hall: Callable[[str], Hall]):
    code = province.code()
    make_hall(province.address).client.enrol(code, HALL)
    with pytest.raises(RefusedError):
        make_hall(province.address).client.enrol(code, HALL)


def test_a_code_is_read_as_people_type_it(province: Running, make_hall: Callable[[str], Hall]):
    code = province.code().lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert make_hall(province.address).client.enrol(code, HALL).hall == HALL


def test_a_code_of_another_hall_is_refused_and_stays_good(province: Running, make_hall: Callable[[str], Hall]):
    code = province.code("son-my", "H36.12")
    hall = make_hall(province.address)
    with pytest.raises(RefusedError):
        hall.client.enrol(code, HALL)
    assert hall.client.enrol(code, "son-my").agency == "H36.12"


def test_officials_see_what_a_villager_saved(hall: Hall, province: Running):
    saved(hall, province)
    hall.client.round()
    assert province.office("GET", "/submissions").json()[0]["code"] == "KXA-261123-001-04"


def test_officials_open_the_sealed_answers(hall: Hall, province: Running):
    event = saved(hall, province)
    hall.client.round()
    device = province.office("GET", "/submissions").json()[0]["device_id"]
    opened = province.office("POST", f"/submissions/{device}/{event}/open").json()
    assert opened == {"answers": {"answers": {"name": "An"}}}


def test_nobody_opens_answers_without_the_private_key(hall: Hall, province: Running):
    event = saved(hall, province)
    hall.client.round()
    device = province.office("GET", "/submissions").json()[0]["device_id"]
    province.stop()
    (province.home / "province.key").unlink()
    province.start()
    assert province.office("POST", f"/submissions/{device}/{event}/open").status_code == 409


def test_nobody_sees_submissions_without_the_office_token(province: Running):
    answer = requests.get(f"{province.address}/office/v1/submissions", timeout=10)
    assert (answer.status_code, answer.json()["code"]) == (401, "office_token")


def test_a_received_submission_gets_the_official_code_of_its_agency_and_day(hall: Hall, province: Running):
    assert received(hall, province)["official_code"] == f"{AGENCY}-261123-0001"


def test_receiving_twice_is_receiving_once(hall: Hall, province: Running):
    first = received(hall, province)
    line = province.office("GET", "/submissions").json()[0]
    again = province.office("POST", f"/submissions/{line['device_id']}/{line['event_id']}/receive").json()
    assert again["official_code"] == first["official_code"]


def test_the_due_date_skips_the_day_off(hall: Hall, province: Running):
    due = received(hall, province, {"days": 2})["due_ms"]
    assert due == province.province.now_ms + 3 * 86_400_000  # Tuesday 24 November is Culture Day


def test_the_hall_hears_of_its_dossier(hall: Hall, province: Running):
    made = received(hall, province)
    hall.client.round()
    assert [one.body["official_code"] for one in hall.came["dossiers"]] == [made["official_code"]]


def test_the_change_names_the_code_on_the_slip(hall: Hall, province: Running):
    received(hall, province)
    hall.client.round()
    assert hall.came["dossiers"][0].body["provisional_code"] == "KXA-261123-001-04"


def test_the_hall_hears_when_a_result_is_ready(hall: Hall, province: Running):
    made = received(hall, province)
    province.office("PUT", f"/dossiers/{made['official_code']}/status", {"status": 9})
    hall.client.round()
    assert [one.body["status"] for one in hall.came["dossiers"]] == [2, 9]


def test_setting_the_same_status_again_tells_nobody(hall: Hall, province: Running):
    made = received(hall, province)
    for _ in range(2):
        province.office("PUT", f"/dossiers/{made['official_code']}/status", {"status": 4})
    hall.client.round()
    assert [one.body["status"] for one in hall.came["dossiers"]] == [2, 4]


def test_another_hall_does_not_hear_of_it(hall: Hall, province: Running, make_hall: Callable[[str], Hall]):
    other = make_hall(province.address)
    other.client.enrol(province.code("son-my", "H36.12"), "son-my")
    received(hall, province)
    other.client.round()
    assert other.came["dossiers"] == []


def test_what_is_said_to_everybody_comes_to_every_hall(hall: Hall, province: Running):
    province.tell("1.001193", {"name": "Đăng ký khai sinh"})
    hall.client.round()
    assert hall.came["catalogue"][0].body == {"name": "Đăng ký khai sinh"}


def test_the_term_of_a_published_procedure_gives_the_due_date(hall: Hall, province: Running):
    limit = {"value": 1, "unit": "working_day"}
    province.office("PUT", "/catalogue/1.001193", {"name": "Đăng ký khai sinh", "time_limit": limit})
    assert received(hall, province)["due_ms"] == province.province.now_ms + 2 * 86_400_000


def test_nothing_new_is_one_short_answer(hall: Hall, province: Running):
    received(hall, province)
    for _ in range(3):
        hall.client.round()
    assert len(hall.came["dossiers"]) == 1


def test_a_quiet_round_still_says_that_all_is_known(hall: Hall):
    for _ in range(3):
        hall.client.round()
    assert hall.caught_up == 6


def test_many_changes_come_page_by_page_in_order(hall: Hall, province: Running):
    with province.province.database.write() as db:
        for number in range(1200):
            Publisher(db, 0).publish("catalogue", EVERYBODY, f"1.{number:06d}", {"name": "x" * 1000})
    hall.client.round()
    assert [one.key for one in hall.came["catalogue"]] == [f"1.{number:06d}" for number in range(1200)]


def test_one_dossier_can_be_asked_for_before_it_comes_down(hall: Hall, province: Running):
    made = received(hall, province)
    found = hall.client.lookup(str(made["official_code"]))
    assert found is not None
    assert found.status == 2


def test_a_dossier_is_found_by_the_code_on_the_slip(hall: Hall, province: Running):
    made = received(hall, province)
    found = hall.client.lookup("KXA-261123-001-04")
    assert found is not None
    assert found.official_code == made["official_code"]


def test_an_unknown_dossier_is_nothing(hall: Hall):
    assert hall.client.lookup("H12.34-261123-9999") is None


def test_a_revoked_machine_keeps_what_it_has(hall: Hall, province: Running):
    hall.client.round()
    device = sync_status(hall.store.db).device_id
    province.office("POST", f"/devices/{device}/revoke")
    event = hall.happen()
    with pytest.raises(RevokedError):
        hall.client.round()
    assert hall.states()[event] == "pending"


def test_a_revoked_machine_gets_no_new_token(hall: Hall, province: Running):
    device = sync_status(hall.store.db).device_id
    province.office("POST", f"/devices/{device}/revoke")
    with pytest.raises(RevokedError):
        hall.client.round()


def test_a_revoked_machine_is_let_in_again_as_the_same(hall: Hall, province: Running):
    device = sync_status(hall.store.db).device_id
    province.office("POST", f"/devices/{device}/revoke")
    assert hall.client.enrol(province.code(), HALL).device_id == device


def test_a_machine_enrolled_anew_with_another_key_loses_and_doubles_nothing(
    far_hall: Hall, relay: Relay, province: Running
):
    far_hall.happen_often(3)
    far_hall.client.round()
    held = far_hall.happen_often(2)
    relay.lose_reply()
    with pytest.raises(LinkDownError):
        far_hall.client.upload()  # stored, and the machine does not know
    device = sync_status(far_hall.store.db).device_id
    province.office("POST", f"/devices/{device}/revoke")
    held += far_hall.happen_often(2)
    with pytest.raises(RevokedError):
        far_hall.client.round()
    (far_hall.store.file.parent / "device.key").unlink()
    anew = far_hall.client_at(province.address)
    assert anew.enrol(province.code(), HALL).device_id != device
    anew.round()
    with province.province.database.write() as db:
        begin_anew(db, province.province.now_ms)
    anew.round()
    assert (province.count(), anew.reopened, {far_hall.states()[one] for one in held}) == (7, 0, {"acked"})


def test_an_old_token_is_replaced_by_itself(hall: Hall, province: Running):
    hall.client.round()
    province.clock.forward(timedelta(hours=13))
    hall.happen()
    hall.client.round()
    assert province.count() == 1


def test_what_the_province_does_not_understand_yet_is_stored(hall: Hall, province: Running):
    event = hall.happen("weather.seen", rain=True)
    hall.client.round()
    assert (province.count("weather.seen"), hall.states()[event]) == (1, "acked")


def test_a_papers_only_dossier_gets_the_next_number(hall: Hall, province: Running):
    received(hall, province)
    asked = {"request_id": "01a1fffd-2d66-7690-95d9-58050c528767", "hall": HALL, "agency": AGENCY}
    made = [province.office("POST", "/dossiers", {**asked, "procedure": "2.000815"}).json() for _ in range(2)]
    assert [one["official_code"] for one in made] == [f"{AGENCY}-261123-0002"] * 2


def test_the_machine_key_is_for_its_owner_only(hall: Hall, tmp_path: Path):
    assert (tmp_path / "hall0" / "device.key").stat().st_mode & 0o777 == 0o600
