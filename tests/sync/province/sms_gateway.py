"""A message gateway behind a real socket that fails on command, as gateways do."""

import json
import threading
from collections import deque
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

from sync.province.notices.settings import HttpGatewaySettings

# What it may do with one message, beside "ok". Those in TAKES let it through to the telephone.
TAKES = ("ok", "lost_reply", "error_after", "strange_reply", "torn_reply", "late")
REFUSES = ("lost_request", "error_before", "later", "busy", "bad_number")


class SmsGateway:
    """`delivered` are the references in the order in which telephones rang; one that stands there twice rang twice.

    Attributes:
        plan: what to do with the next messages; "ok" when it is empty.
        dedupes: whether it takes a reference only once, as some promise.
        held: set when a message waits at a "hold_*" step, until `let_go` is called.
    """

    def __init__(self) -> None:
        self.plan: deque[str] = deque()
        self.delivered: list[str] = []
        self.requests: list[dict[str, Any]] = []
        self.dedupes = False
        self.asked = 0
        self.held = threading.Event()
        self._go = threading.Event()
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    def __enter__(self) -> "SmsGateway":
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None):
        self.let_go()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def settings(self, **other: Any) -> HttpGatewaySettings:
        return HttpGatewaySettings.model_validate(self.configuration(**other))

    def configuration(self, asks: bool = True, **other: Any) -> dict[str, Any]:
        """Return how a province would write this gateway into notices.toml."""
        known = [{"statuses": [200], "path": "state", "values": ["taken"]}]
        ask = {"url": f"{self.address}/messages/{{reference}}", "known": known, "id": "id"}
        return {
            "kind": "http", "url": f"{self.address}/send", "headers": {"X-Key": "k {kind}"},
            "phone": "84", "id": "data.id",
            "body": {"to": "{phone}", "text": "{text}", "ref": "{reference}", "params": {"due": "{due}"}},
            "accepted": [{"path": "code", "values": ["0", "124"]}], "never": [{"path": "code", "values": ["-108"]}],
            "later": [{"path": "code", "values": ["-32"]}, {"statuses": [429]}], "answer_seconds": 0.5,
            **({"ask": ask} if asks else {}), **other,
        }  # fmt: skip

    def let_go(self) -> None:
        self._go.set()

    def wait(self) -> None:
        self.held.set()
        self._go.wait(20)
        self.held.clear()
        self._go.clear()

    def next_step(self, message: dict[str, Any]) -> str:
        with self._lock:
            self.requests.append(message)
            return self.plan.popleft() if self.plan else "ok"

    def take(self, reference: str) -> bool:
        """Let the telephone ring; False for a reference that was taken before and is not taken again."""
        with self._lock:
            if self.dedupes and reference in self.delivered:
                return False
            self.delivered.append(reference)
            return True


def _handler(gateway: SmsGateway) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            pass

        def do_GET(self) -> None:
            gateway.asked += 1
            there = self.path.rpartition("/")[2] in gateway.delivered
            self.say_back(200 if there else 404, {"state": "taken", "id": "m1"} if there else {"state": "none"})

        def do_POST(self) -> None:
            message = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            step = gateway.next_step(message)
            if step in ("hold_before", "hold_and_forget"):
                gateway.wait()
            fresh = True
            if step in (*TAKES, "hold_before", "hold_after"):
                fresh = gateway.take(message["ref"])
            if step in ("hold_after", "late"):
                gateway.wait()
            answers.get(step, _ok)(self, fresh)

        def say_back(self, status: int, body: dict[str, Any], **headers: str) -> None:
            content = json.dumps(body).encode()
            try:
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(content))}.items():
                    self.send_header(name.replace("_", "-"), value)
                self.end_headers()
                self.wfile.write(content)
            except OSError:
                pass  # who asked has gone

    def _ok(self: Handler, fresh: bool) -> None:
        self.say_back(200, {"code": 0, "data": {"id": "m1"}} if fresh else {"code": 124})

    def _cut(self: Handler, fresh: bool) -> None:
        self.close_connection = True

    def _torn(self: Handler, fresh: bool) -> None:
        self.wfile.write(b'HTTP/1.0 200 OK\r\nContent-Length: 900\r\n\r\n{"code": 0')
        self.close_connection = True

    def say(status: int, code: int | str, **headers: str) -> Callable[[Handler, bool], None]:
        return lambda self, fresh: self.say_back(status, {"code": code}, **headers)

    answers: dict[str, Callable[[Handler, bool], None]] = {
        "lost_reply": _cut, "lost_request": _cut, "torn_reply": _torn, "error_after": say(500, "oops"),
        "error_before": say(502, "oops"), "strange_reply": say(200, "maybe"), "later": say(200, -32),
        "busy": say(429, 0, Retry_After="120"), "bad_number": say(200, -108),
    }  # fmt: skip
    return Handler
