"""The client as `kiosk sync` joins it: what the province says reaches what villagers are told."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.catalogue.library import Library
from kiosk.catalogue.loading import load_bundled
from kiosk.clock import SetClock
from kiosk.commands.link import join_client, trust_root
from kiosk.config import Settings
from kiosk.dossiers.check import ResultCheck
from kiosk.dossiers.results import KnownResult, UnseenResult
from kiosk.dossiers.secret import lookup_secret
from kiosk.errors import ConfigError
from kiosk.forms.library import load_forms
from kiosk.forms.submissions import Submissions
from kiosk.store.database import Store
from sync.client import SyncClient
from sync.first_root import Invitation
from sync.messages import DossierStatus
from sync.schedule import Schedule
from sync.seal import AgeSealer
from sync.transport import Transport
from tests.fresh import fresh_store
from tests.sync.parts import HALL, Running, on_sqlite


@dataclass
class Joined:
    home: Path
    store: Store
    client: SyncClient
    province: Running
    submissions: Submissions

    def save(self) -> str:
        """Prepare a submission and save it; returns its provisional code."""
        draft = self.submissions.start("1.001193", "request")
        self.submissions.finish(draft.code, {})
        return draft.code

    def receive(self) -> dict[str, Any]:
        self.client.round()
        line = self.province.office("GET", "/submissions").json()[0]
        return self.province.office("POST", f"/submissions/{line['device_id']}/{line['event_id']}/receive").json()

    def look_up(self, code: str) -> KnownResult:
        check = ResultCheck(self.store, lookup_secret(self.home), self.store.clock)
        result = check.look_up(code)
        assert isinstance(result, KnownResult)
        return result


@pytest.fixture
def joined(province: Running, tmp_path: Path, clock: SetClock, settings: Settings) -> Iterator[Joined]:
    home = tmp_path / "home"
    store = fresh_store(home / "hall.db", clock)
    trust_root(home, Transport(province.address), Invitation(""))
    client = join_client(home, store, province.address, Schedule())
    client.enrol(province.code(), HALL)
    sealer = AgeSealer([province.province.keys.recipient])
    yield Joined(home, store, client, province, Submissions(store, sealer, settings, load_forms()))
    client.close()
    store.close()


def test_a_submission_counts_as_sent_once_the_province_has_it(joined: Joined):
    code = joined.save()
    joined.client.round()
    assert joined.submissions.status(code).state == "sent"


def test_a_received_submission_is_known_by_its_official_code(joined: Joined):
    code = joined.save()
    made = joined.receive()
    joined.client.round()
    status = joined.submissions.status(code)
    assert (status.state, status.official_code) == ("received", made["official_code"])


def test_the_code_on_the_slip_tells_what_became_of_it(joined: Joined):
    code = joined.save()
    made = joined.receive()
    joined.province.office("PUT", f"/dossiers/{made['official_code']}/status", {"status": 9})
    joined.client.round()
    assert joined.look_up(code).status.code == "9"


def test_the_code_on_the_receipt_tells_what_became_of_it(joined: Joined):
    joined.save()
    made = joined.receive()
    joined.client.round()
    assert joined.look_up(made["official_code"]).status.code == "2"


def test_officials_open_what_the_villager_answered(joined: Joined):
    code = joined.save()
    joined.client.round()
    line = joined.province.office("GET", "/submissions").json()[0]
    opened = joined.province.office("POST", f"/submissions/{line['device_id']}/{line['event_id']}/open").json()
    assert opened["answers"]["code"] == code


def test_a_published_procedure_is_what_villagers_read(joined: Joined):
    load_bundled(joined.store)
    joined.province.office("PUT", "/catalogue/1.001193", {"name": "Đăng ký khai sinh kiểu mới"})
    joined.client.round()
    assert Library(joined.store).procedure("1.001193").name == "Đăng ký khai sinh kiểu mới"


def test_a_national_record_that_is_published_lies_under_the_plain_words(joined: Joined):
    load_bundled(joined.store)
    ways = [{"kind": "counter", "time": {"value": 2.0, "unit": "working_day", "text": "2 Ngày làm việc"}}]
    entry = {"name": "THỦ TỤC ĐĂNG KÝ KHAI SINH", "origin": ["official"], "decision": "7/QĐ-BTP", "channels": ways}
    joined.province.office("PUT", "/catalogue/1.001193", entry)
    joined.client.round()
    shown = Library(joined.store).procedure("1.001193")
    assert (shown.name, shown.decision, shown.channels[0].time.value) == ("Thủ tục đăng ký khai sinh", "7/QĐ-BTP", 2.0)


def test_a_published_procedure_is_found_by_its_new_name(joined: Joined):
    load_bundled(joined.store)
    entry = {"name": "Cấp giấy phép thả diều", "levels": ["Cấp xã"]}
    joined.province.office("PUT", "/catalogue/9.000001", entry)
    joined.client.round()
    assert Library(joined.store).search("giay phep tha dieu")[0].code == "9.000001"


@on_sqlite
@pytest.mark.parametrize("broken", [{"unknown": {"deep": [1]}}, {"name": ["x"]}, {"steps": "x"}, {"fee": {"vnd": "x"}}])
def test_a_broken_entry_leaves_the_catalogue_as_it_was(joined: Joined, broken: dict[str, Any]):
    load_bundled(joined.store)
    joined.province.office("PUT", "/catalogue/1.001193", {"name": "x", **broken})
    joined.client.round()
    assert Library(joined.store).procedure("1.001193").name == "Thủ tục đăng ký khai sinh"


def test_an_older_province_says_nothing_of_holders(joined: Joined):
    # Its messages lack the field; a machine that knows it must still understand them.
    joined.save()
    made = joined.receive()
    said = DossierStatus.model_validate({k: v for k, v in made.items() if k != "holder_proof"})
    assert said.holder_proof is None


def test_what_the_province_last_said_long_ago_is_removed(joined: Joined, clock: SetClock):
    joined.save()
    code = joined.receive()["official_code"]
    joined.client.round()
    clock.forward(timedelta(days=181))
    joined.client.round()
    check = ResultCheck(joined.store, lookup_secret(joined.home), clock)
    assert isinstance(check.look_up(code), UnseenResult)


@pytest.mark.parametrize("address", ["", "ftp://province", "province"])
def test_an_address_that_is_none_is_told(tmp_path: Path, store: Store, address: str):
    with pytest.raises(ConfigError):
        join_client(tmp_path, store, address, Schedule())
