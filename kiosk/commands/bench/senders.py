"""Many kiosks that send to a province at once, in one process and as cheaply as can be.

Run as a program: `senders.py PORT FOLDER`. Each file in FOLDER is a kiosk, as JSON: its `device_id` and `key`, and its
packed `batches` (base64). It says "ready", waits for a line, and writes what came of each request as JSON: [status,
seconds]. One that has `at` comes back after so many seconds: it says hello, asks for a token, sends, and reads what is
new; the others have a token before the clock runs.
"""

import asyncio
import base64
import json
import sys
import time
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.keys import DeviceKey
from sync.messages import PREFIX, token_challenge

Outcome = tuple[int, float]


class Line:
    """One connection of one kiosk."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self.outcomes: list[Outcome] = []

    async def ask(self, method: str, path: str, body: bytes = b"", *headers: str) -> bytes:
        """Ask and note how long it took, the connecting included."""
        began = time.perf_counter()
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._streams
        lines = [f"{method} {PREFIX}{path} HTTP/1.1", "Host: x", f"Content-Length: {len(body)}", *headers, "", ""]
        writer.write("\r\n".join(lines).encode() + body)
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        _, found, length = head.partition("content-length:")
        content = await reader.readexactly(int(length.split("\r\n")[0])) if found else b""
        self.outcomes.append((int(head[9:12]), time.perf_counter() - began))
        return content

    def close(self) -> None:
        if self._streams:
            self._streams[1].close()


class Kiosk:
    def __init__(self, port: int, said: dict[str, Any]) -> None:
        self.line, self.at = Line(port), said.get("at")
        self._said = said
        self._batches = [base64.b64decode(one) for one in said["batches"]]
        self._token = ""

    async def ask_token(self) -> None:
        nonce = json.loads(await self.line.ask("GET", "/hello"))["nonce"]
        key = DeviceKey(Ed25519PrivateKey.from_private_bytes(bytes.fromhex(self._said["key"])))
        device = self._said["device_id"]
        body = {"device_id": device, "nonce": nonce, "signature": key.sign(token_challenge(device, nonce))}
        said = await self.line.ask("POST", "/token", json.dumps(body).encode(), "Content-Type: application/json")
        self._token = json.loads(said)["token"]

    async def send(self) -> list[Outcome]:
        if self.at is None:
            self.line.outcomes.clear()
        else:
            await asyncio.sleep(self.at)
            await self.ask_token()
        bearer = f"Authorization: Bearer {self._token}"
        for one in self._batches:
            await self.line.ask("POST", "/events", one, bearer, "Content-Encoding: gzip", "Accept-Encoding: gzip")
        if self.at is not None:
            await self.line.ask("GET", "/changes/dossiers?after=0", b"", bearer)
        self.line.close()
        return self.line.outcomes


async def _all(port: int, folder: Path) -> list[Outcome]:
    kiosks = [Kiosk(port, json.loads(file.read_text())) for file in sorted(folder.iterdir())]
    for one in kiosks:
        if one.at is None:
            await one.ask_token()
    print("ready", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)
    each = await asyncio.gather(*(one.send() for one in kiosks))
    return [outcome for one in each for outcome in one]


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_all(int(sys.argv[1]), Path(sys.argv[2])))))
