"""The server keeps what it publishes: made-up requests to every route of its own document, right ones and wrong ones.

Schemathesis makes them from the document, so a new route is tried without a line here. What is there to be found (a
dossier, a device, a submission, a message) is mixed into the made-up names, or everything would only be "not found".
"""

import json
from base64 import b64encode
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import schemathesis
import schemathesis.checks as general_checks
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi import checks as openapi_checks

from kiosk.clock import HALL_ZONE, SetClock
from sync.province.server import published
from sync.seal import AgeSealer
from tests.sync.parts import HALL, Cluster, Host, Running, Wire
from tests.sync.province.test_notices import IDS, PAPERS, PHONE

FILE = Path(__file__).parents[3] / "docs" / "api" / "province.openapi.json"
EXAMPLES = 6  # of right and of wrong requests, for each route and each database
DOCUMENT = published()
ROUTES = [
    (f"{method.upper()} {path}", mode)
    for path, acts in DOCUMENT["paths"].items()
    for method, act in acts.items()
    for mode in GenerationMode
    if mode is GenerationMode.POSITIVE or act.get("parameters") or act.get("requestBody")  # else nothing can be wrong
]
CHECKS: list[Any] = [
    general_checks.not_a_server_error,
    openapi_checks.status_code_conformance,
    openapi_checks.content_type_conformance,
    openapi_checks.response_headers_conformance,
    openapi_checks.response_schema_conformance,
]


@schemathesis.serializer("application/partial-upload")
def _as_it_is(context: Any, value: Any) -> bytes:
    """A piece of a paper is bytes."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


class Tried:
    """A province with something of each kind in it, and what names it."""

    def __init__(self, running: Running, folder: Path) -> None:
        self.running = running
        self.wire = Wire(running, folder / "wire.key")
        other = Wire(running, folder / "other.key")  # to be revoked
        event = self.wire.event(1, kind="submission.saved", body=json.dumps(self._submission()))
        assert self.wire.verdicts([event]) == ["stored"]
        made = running.office("POST", "/dossiers", {"request_id": IDS[0], **PAPERS, "contact": {"phone": PHONE}}).json()
        notices = running.office("GET", "/notices").json()
        self.known = {
            "code": made["official_code"], "device_id": self.wire.device_id, "event_id": event["event_id"],
            "notice_id": notices[0]["notice_id"],
        }  # fmt: skip
        self.revocable = other.device_id
        self.schema: Any = schemathesis.openapi.from_dict(self._document())

    def headers(self, path: str) -> dict[str, str]:
        office = self.running.province.keys.office_token
        return {"Authorization": f"Bearer {office if path.startswith('/office') else self.wire.token}"}

    def _submission(self) -> dict[str, Any]:
        sealed = AgeSealer([self.running.province.keys.recipient]).seal(b'{"answers":{}}')
        named = {"code": "KXA-261123-001-04", "procedure": "1.001193", "form": "birth", "form_version": 1}
        return {**named, "day": "2026-11-23", "hall": HALL, "sealed": b64encode(sealed).decode()}

    def _document(self) -> dict[str, Any]:
        document = json.loads(json.dumps(DOCUMENT))
        for path, acts in document["paths"].items():
            known = {**self.known, "device_id": self.revocable} if path.endswith("/revoke") else self.known
            for act in acts.values():
                for parameter in act.get("parameters", []):
                    if parameter["in"] == "path" and parameter["name"] in known:
                        parameter["schema"] = {"anyOf": [{"enum": [known[parameter["name"]]]}, parameter["schema"]]}
        return document


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def tried(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, host: Host) -> Iterator[Tried]:
    folder = tmp_path_factory.mktemp("contract")
    url = f"sqlite:///{folder / 'province.db'}"
    if request.param == "postgresql":
        cluster: Cluster = request.getfixturevalue("postgresql")
        url = cluster.new_database()
    running = Running(url, folder / "province", SetClock(datetime(2026, 11, 23, 8, 0, tzinfo=HALL_ZONE)), host)
    running.start()
    yield Tried(running, folder)
    running.leave()


@pytest.mark.parametrize(("route", "mode"), ROUTES)
def test_a_route_answers_as_its_document_says(tried: Tried, route: str, mode: GenerationMode):
    method, _, path = route.partition(" ")
    operation: Any = tried.schema[path][method]

    @settings(
        max_examples=EXAMPLES, derandomize=True, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow, HealthCheck.data_too_large],
    )  # fmt: skip
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        case.call_and_validate(tried.running.address, headers=tried.headers(path), checks=CHECKS)

    ask()


def test_the_document_in_docs_is_the_one_the_server_publishes():
    cure = ".venv/bin/kiosk province openapi > docs/api/province.openapi.json"
    assert json.loads(FILE.read_text("utf-8")) == DOCUMENT, f"the server has changed; run: {cure}"
