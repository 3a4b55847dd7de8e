"""The people who call a hall server in tests, and the server as they find it."""

import uuid
from dataclasses import dataclass
from typing import Any

import httpx

from kiosk.forms.submissions import Submissions
from ui.web.hall import Hall

PIN = "246810"
TOKEN = "demo"


def new() -> str:
    return str(uuid.uuid4())


@dataclass
class Client:
    """Somebody who calls the API: nobody, a kiosk, or a logged-in clerk."""

    http: httpx.Client

    def get(self, path: str, **query: Any) -> httpx.Response:
        return self.http.get(f"/api{path}", params=query)

    def post(self, path: str, **body: Any) -> httpx.Response:
        return self.http.post(f"/api{path}", json=body)

    def take(self, service: str = "A", **more: Any) -> dict[str, Any]:
        answer = self.post("/tickets", request_id=new(), service=service, **more)
        assert answer.status_code == 201, answer.text
        return answer.json()

    def next(self, counter: int = 1) -> dict[str, Any]:
        answer = self.post(f"/counters/{counter}/next", request_id=new())
        assert answer.status_code == 200, answer.text
        return answer.json()

    def act(self, verb: str, ticket: dict[str, Any], **more: Any) -> httpx.Response:
        body = {"request_id": new(), "version": ticket["version"], **more}
        return self.post(f"/tickets/{ticket['id']}/{verb}", **body)


@dataclass
class Server:
    """A running hall server and what lies behind it."""

    base: str
    hall: Hall
    submissions: Submissions

    def client(self, **headers: str) -> Client:
        return Client(httpx.Client(base_url=self.base, headers=headers, timeout=10))

    def log_in(self, clerk: str) -> Client:
        client = self.client()
        answer = client.post("/session", clerk=clerk, pin=PIN)
        assert answer.status_code == 200, answer.text
        client.http.headers["X-CSRF-Token"] = answer.json()["csrf"]
        return client


def problem(answer: httpx.Response) -> tuple[int, str]:
    """Return (status, code) of a problem, after asking that it is one and says a sentence."""
    body = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert body["status"] == answer.status_code
    assert body["detail"].endswith((".", "…"))
    return answer.status_code, body["code"]
