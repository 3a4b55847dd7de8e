"""One client of a hall server with one connection that is kept: a kiosk, a clerk, or a page that listens.

Run as a program it is a kiosk that takes tickets: `client.py PORT COUNT LETTERS`; it says "ready", waits for a line,
and writes its times in ms as JSON.
"""

import json
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from typing import Any
from uuid import uuid4

LONGEST = 20.0


class Client:
    def __init__(self, port: int) -> None:
        self._port = port
        self._line = HTTPConnection("127.0.0.1", port, timeout=LONGEST)
        self._headers = {"Authorization": "Bearer demo", "Content-Type": "application/json"}

    def log_in(self, clerk: str) -> "Client":
        """Become a clerk of the demo."""
        del self._headers["Authorization"]
        self._send("POST", "/api/session", {"clerk": clerk, "pin": "246810"})
        answer = self._line.getresponse()
        self._headers["Cookie"] = (answer.getheader("Set-Cookie") or "").partition(";")[0]
        self._headers["X-CSRF-Token"] = json.loads(answer.read())["csrf"]
        return self

    def get(self, path: str) -> bytes:
        self._send("GET", path)
        return self._answer()

    def post(self, path: str, **body: object) -> bytes:
        """Return the answer, unread: what a client makes of it is not the server's time."""
        self._send("POST", path, body)
        return self._answer()

    def act(self, path: str, **body: object) -> Any:
        """Send an act with a request id of its own; returns the answer, or None for an empty one."""
        answer = self.post(path, request_id=str(uuid4()), **body)
        return json.loads(answer) if answer else None

    def take(self, n: int, letters: str) -> bytes:
        """Take the n-th ticket: the services in turn, every fourth for a priority person."""
        service, priority = letters[n % len(letters)], n % 4 == 0
        return self.post("/api/tickets", request_id=str(uuid4()), service=service, priority=priority)

    def listen(self) -> HTTPResponse:
        """Open the stream of events, on a connection of its own that ends with it."""
        line = HTTPConnection("127.0.0.1", self._port, timeout=LONGEST)
        line.request("GET", "/api/events")
        return line.getresponse()

    def _send(self, method: str, path: str, body: object = None) -> None:
        self._line.request(method, path, None if body is None else json.dumps(body), self._headers)

    def _answer(self) -> bytes:
        answer = self._line.getresponse()
        text = answer.read()
        if answer.status >= 400:
            raise RuntimeError(text.decode())
        return text


def hear(stream: HTTPResponse, word: bytes) -> None:
    """Read events until one holds `word`."""
    while word not in stream.readline():
        pass


def take_times(port: int, count: int, letters: str) -> Iterator[float]:
    kiosk = Client(port)
    print("ready", flush=True)
    sys.stdin.readline()
    for n in range(count):
        began = time.perf_counter()
        kiosk.take(n, letters)
        yield (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    print(json.dumps(list(take_times(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]))))
