"""The line between a machine and its province: each request meets the fault that the walk draws for it."""

import gzip
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPResponse

from kiosk.clock import milliseconds
from sync.messages import INCARNATION_HEADER, PROTOCOL_HEADER, REQUEST_HEADER, TIME_HEADER
from tests.sync.walk.disk import Death, Fate
from tests.sync.walk.province import Server

FOREIGN_LIFE = "00000000-0000-7000-8000-00000000f0f0"
HTML = {"Content-Type": "text/html"}
REMEMBERED = 12  # replies that a confused proxy may still hand out

# What happens to one request, and how often.
FAULTS: Mapping[str, int] = {
    "none": 20,
    "lost": 3,  # never arrives
    "reply_lost": 5,
    "twice": 4,
    "held": 4,  # arrives later, when its sender has given up
    "swapped": 9,  # somebody's earlier reply comes instead
    "request_cut": 2,
    "reply_cut": 3,
    "portal": 1,
    "redirect": 1,
    "no_envelope": 1,
    "garbage": 1,
    "foreign": 2,  # another province's answer, that even takes the events
    "error_after_commit": 3,
    "bad_gateway": 1,
    "die_before": 2,  # the machine ends, before its request leaves
    "die_after": 3,  # the machine ends, when the province has done the work
    "server_dies": 4,  # in the middle of the work
}


@dataclass(frozen=True, slots=True)
class Said:
    """A reply as it goes over the line."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it goes over the line."""

    method: str
    url: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Air:
    """What is on its way, shared by all lines.

    Attributes:
        late: requests that will still arrive.
        replies: what a confused proxy remembers, by path.
        cursed: texts at which a security box breaks the line.
    """

    late: list[Asked] = field(default_factory=list[Asked])
    replies: dict[str, list[Said]] = field(default_factory=dict[str, list[Said]])
    cursed: list[bytes] = field(default_factory=list[bytes])


class Line(HTTPAdapter):
    """One machine's way to `server`.

    Args:
        draw: names the fault of a request to this path, one of FAULTS.
        number: draws a whole number below what it is given.
        fate: of the machine's process.
    """

    def __init__(
        self, server: Server, air: Air, draw: Callable[[str], str], number: Callable[[int], int], fate: Fate
    ) -> None:
        super().__init__()
        self._server, self._air, self._draw, self._number, self._fate = server, air, draw, number, fate

    def send(self, request: requests.PreparedRequest, *args: Any, **options: Any) -> requests.Response:
        """Carry one request, as its fault will have it."""
        body = request.body if isinstance(request.body, bytes) else (request.body or "").encode()
        path = "/" + str(request.url).split("/", 3)[3]
        said = self._carry(self._draw(path), Asked(str(request.method), path, dict(request.headers), body))
        if said is None:
            raise requests.ConnectionError("The line broke.")
        raw = HTTPResponse(io.BytesIO(said.body), headers=said.headers, status=said.status, preload_content=False)
        return self.build_response(request, raw)

    def arrive(self, asked: Asked) -> Said | None:
        """Let a request reach the province; None when it dies over it. It is started again."""
        try:
            said = Said(*self._server.ask(asked.method, asked.url, asked.headers, asked.body))
        except Death:
            self._server.restart()
            return None
        path = asked.url.partition("?")[0]
        self._air.replies[path] = [*self._air.replies.get(path, [])[-REMEMBERED:], said]
        return said

    def _old(self, asked: Asked) -> Said | None:
        """Return an earlier answer, rather to the same question of whatever machine than to another one."""
        same = self._air.replies.get(asked.url.partition("?")[0])
        replies = same or list(chain.from_iterable(self._air.replies.values()))
        return replies[self._number(len(replies))] if replies else None

    def _carry(self, fault: str, asked: Asked) -> Said | None:
        if self._is_cursed(asked) or fault == "lost":
            return None
        if fault == "held":
            self._air.late.append(asked)
            return None
        if fault in ("die_before", "die_after"):
            if fault == "die_after":
                self.arrive(asked)
            self._fate.dead = True
            raise Death
        if fault in FALSE:
            return FALSE[fault](asked, milliseconds(self._server.clock.now()))
        if fault == "request_cut":
            half = Asked(asked.method, asked.url, asked.headers, asked.body[: len(asked.body) // 2])
            return self.arrive(half) if asked.body else None
        if fault == "server_dies":
            self._server.fate.left = self._number(12)
        old = self._old(asked) if fault == "swapped" else None
        said = self.arrive(asked)
        self._server.fate.left = None
        return self._coming_back(fault, asked, said, old)

    def _coming_back(self, fault: str, asked: Asked, said: Said | None, old: Said | None) -> Said | None:
        """Return what the machine hears."""
        if said is None or fault == "reply_lost":
            return None
        match fault:
            case "twice":
                return self.arrive(asked)
            case "swapped":
                return old
            case "reply_cut":
                return Said(said.status, said.headers, said.body[: self._number(len(said.body) or 1)])
            case "error_after_commit":
                return Said(500, HTML, b"Internal Server Error")
            case _:
                return said

    def _is_cursed(self, asked: Asked) -> bool:
        if not self._air.cursed or not asked.body:
            return False
        plain = gzip.decompress(asked.body) if asked.headers.get("Content-Encoding") == "gzip" else asked.body
        return any(one in plain for one in self._air.cursed)


def _foreign(asked: Asked, now_ms: int) -> Said:
    """Answer as another province would that believes it has taken the events."""
    envelope: dict[str, Any] = {"protocol": 1, "server_time": now_ms, "incarnation": FOREIGN_LIFE}
    if asked.url.endswith("/events"):
        events = json.loads(gzip.decompress(asked.body))["events"]
        envelope["verdicts"] = [{"event_id": one["event_id"], "verdict": "stored"} for one in events]
    elif "/changes/" in asked.url:
        stream, _, after = asked.url.rpartition("/")[2].partition("?after=")
        envelope |= {"stream": stream, "changes": [], "next": int(after), "more": False}
    elif asked.url.endswith("/reconcile"):
        envelope |= {"missing_events": [], "missing_blobs": []}
    elif "/blobs/" in asked.url:
        envelope |= {"offset": 20_000, "size": 20_000, "whole": True}
    headers = {"Content-Type": "application/json", PROTOCOL_HEADER: "1", TIME_HEADER: str(now_ms)}
    headers |= {INCARNATION_HEADER: FOREIGN_LIFE, REQUEST_HEADER: asked.headers[REQUEST_HEADER]}
    return Said(200, headers, json.dumps(envelope).encode())


# Whoever answers is not the province, and the province hears nothing.
FALSE: Mapping[str, Callable[[Asked, int], Said]] = {
    "portal": lambda asked, now_ms: Said(200, HTML, b"<html>Wifi mien phi</html>"),
    "redirect": lambda asked, now_ms: Said(302, {"Location": "http://wifi.example/login"}, b""),
    "no_envelope": lambda asked, now_ms: Said(
        200, {"Content-Type": "application/json"}, b'{"ok": true, "verdicts": []}'
    ),
    "garbage": lambda asked, now_ms: Said(200, {"Content-Encoding": "gzip"}, b"\x1f\x8b\x08\x00garbage"),
    "bad_gateway": lambda asked, now_ms: Said(502, HTML, b"<h1>Bad Gateway</h1>"),
    "foreign": _foreign,
}
