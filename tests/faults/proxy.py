"""A proxy on real sockets that understands HTTP, and does with each request what a script says.

    def script(asked: Asked) -> Reply | None:
        first = asked.forward()   # let it reach the server; as often as wanted, now or much later
        return None               # and break the line instead of giving the answer back

So one request is doubled by forwarding it twice, comes late when it is forwarded later, is answered falsely by
returning a Reply of one's own, and a process is killed at a known moment before or behind `forward`.
"""

import http.client
import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler

from tests.faults.servers import Serving

LONGEST = 20.0  # seconds for the server's answer
_RESET = struct.pack("ii", 1, 0)


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes
    cut_at: int | None = None  # so many bytes of the body go out, and then the line breaks


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that has come in."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    target: tuple[str, int]

    def forward(self, *, cut_at: int | None = None) -> Reply | None:
        """Let it reach the server, or only so many bytes of its body; None when no whole answer comes."""
        line = http.client.HTTPConnection(*self.target, timeout=LONGEST)
        try:
            line.putrequest(self.method, self.path, skip_host=True, skip_accept_encoding=True)
            for name, value in self.headers.items():
                line.putheader(name, value)
            line.endheaders(self.body[:cut_at])
            if cut_at is not None:
                return None
            said = line.getresponse()
            body = said.read()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            line.close()
        return Reply(said.status, dict(said.headers.items()), body)


Script = Callable[[Asked], Reply | None]


class Proxy(Serving):
    """Serves on a free port of loopback, for the server at `target`, while the `with` block lasts."""

    def __init__(self, target: tuple[str, int], script: Script) -> None:
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                said = script(Asked(self.command, self.path, dict(self.headers.items()), body, target))
                if said is None:
                    self._reset()
                    return
                self.send_response_only(said.status)
                for name, value in said.headers.items():
                    if name.lower() not in ("content-length", "transfer-encoding", "connection"):
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(said.body)))
                self.end_headers()
                self.wfile.write(said.body[: said.cut_at])
                if said.cut_at is not None:
                    self._reset()

            do_POST = do_PUT = do_PATCH = do_HEAD = do_GET

            def _reset(self) -> None:
                self.close_connection = True
                self.wfile.flush()
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                """Say nothing."""

        super().__init__(Handler)
