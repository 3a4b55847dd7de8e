"""Servers that stand where a province should: they know nothing, or break the line at one word."""

import gzip
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

import requests

from sync.messages import REQUEST_HEADER


class Serving:
    """A server on a free port of loopback, while the `with` block lasts."""

    def __init__(self, handler: type[BaseHTTPRequestHandler]) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Quiet(BaseHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""

    def body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Portal(Serving):
    """Answers everything with one page, as a hotel's log-in page does."""

    def __init__(self, status: int, headers: dict[str, str], body: bytes) -> None:
        class Handler(_Quiet):
            def do_GET(self) -> None:
                self.body()
                self.answer(status, headers, body)

            do_POST = do_GET

        super().__init__(Handler)


class Gateway(Serving):
    """Passes everything on to `behind`, and breaks the line at requests that hold `word`: some security boxes do."""

    def __init__(self, behind: str, word: bytes) -> None:
        class Handler(_Quiet):
            def do_GET(self) -> None:
                body = self.body()
                plain = gzip.decompress(body) if self.headers.get("Content-Encoding") == "gzip" else body
                if word in plain:
                    self.close_connection = True
                    return
                headers = {name: value for name, value in self.headers.items() if name != "Host"}
                said = requests.request(self.command, behind + self.path, data=body, headers=headers, timeout=10)
                kept = {name: said.headers[name] for name in ("Content-Type", "ETag") if name in said.headers}
                marks = {name: value for name, value in said.headers.items() if name.lower().startswith("sync-")}
                self.answer(said.status_code, {**kept, **marks}, said.content)

            do_POST = do_GET

        super().__init__(Handler)


class Scripted(Serving):
    """Answers as `script` says: (path, unpacked body) -> (status, headers, body)."""

    def __init__(self, script: Callable[[str, bytes], tuple[int, dict[str, str], bytes]]) -> None:
        class Handler(_Quiet):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                body = self.body()
                plain = gzip.decompress(body) if self.headers.get("Content-Encoding") == "gzip" else body
                status, headers, said = script(self.path, plain)
                self.answer(status, {REQUEST_HEADER: self.headers.get(REQUEST_HEADER, ""), **headers}, said)

            do_POST = do_GET

        super().__init__(Handler)
