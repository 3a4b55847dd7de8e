"""The published document is whole: whoever writes another client finds every message in it."""

import json
import re
from typing import Any

import pytest
import requests

from tests.sync.parts import Running


@pytest.fixture
def document(province: Running) -> dict[str, Any]:
    return requests.get(f"{province.address}/sync/v1/openapi.json", timeout=10).json()


def test_every_reference_leads_somewhere(document: dict[str, Any]):
    names = set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(document)))
    assert names <= document["components"]["schemas"].keys()


@pytest.mark.parametrize(
    "name", ["EventBatch", "Event", "SubmissionSaved", "DeskAct", "Problem", "Verdicts", "DossierStatus"]
)
def test_the_messages_that_matter_are_described(document: dict[str, Any], name: str):
    assert name in document["components"]["schemas"]


def test_every_path_says_what_it_is_for(document: dict[str, Any]):
    silent = [path for path, acts in document["paths"].items() for act in acts.values() if not act.get("description")]
    assert silent == []


def test_it_is_openapi_three_one(document: dict[str, Any]):
    assert document["openapi"].startswith("3.1")


def test_names_of_components_are_such_as_openapi_allows(document: dict[str, Any]):
    names = [name for part in document["components"].values() for name in part]
    assert [name for name in names if not re.fullmatch(r"[A-Za-z0-9._-]+", name)] == []
