"""A clerk of the demo, at work over the hall API as the counter page is."""

from typing import Any
from uuid import uuid4

import requests


class Clerk:
    """
    Args:
        hall: address of the hall server.
    """

    def __init__(self, hall: str, clerk: str, pin: str, counter: int) -> None:
        self._hall, self._counter, self._http = hall, counter, requests.Session()
        session = self._send("POST", "/api/session", clerk=clerk, pin=pin)
        self._http.headers["X-CSRF-Token"] = session["csrf"]

    def next(self) -> dict[str, Any]:
        return self._send("POST", f"/api/counters/{self._counter}/next", request_id=str(uuid4()))

    def act(self, verb: str, ticket: dict[str, Any], **more: Any) -> dict[str, Any]:
        """Do `verb` to a ticket as this clerk saw it last; returns it as it is now."""
        wanted = {"request_id": str(uuid4()), "version": ticket["version"], **more}
        return self._send("POST", f"/api/tickets/{ticket['id']}/{verb}", **wanted)

    def _send(self, method: str, path: str, **body: Any) -> dict[str, Any]:
        answer = self._http.request(method, self._hall + path, json=body, timeout=10)
        answer.raise_for_status()
        return answer.json()
