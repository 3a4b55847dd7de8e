"""One question to the national exchange and its answer: session, envelope, error codes.

Only JSON with an `error_code` is an answer; a log-in page, a redirect or a torn reply is a line that is down. A session
ends when the far side thinks so, with a code that no published source names: so any refusal under an older session is
asked once more under a new one, except those whose meaning is known.
"""

import json
import re
import time
import unicodedata
from collections.abc import Callable
from typing import Any, cast

import requests

from kiosk.errors import ExchangeDownError, ExchangeLoginError, ExchangeRefusedError
from sync.exchange.settings import ExchangeSettings

DUPLICATE_CODES = ("3", "-3")
DUPLICATE_WORDS = "đã tồn tại"
ABSENT_WORDS = ("không tồn tại", "chưa tồn tại", "không tìm thấy")
LARGEST_REPLY = 32 * 1024 * 1024
LONGEST_REASON = 200
CONNECT_SECONDS = 10.0

_NUMBERS = re.compile(r"\d{9,}")  # an ID number that a refusal repeats


class AlreadyThereError(ExchangeRefusedError):
    """What was to be inserted is there."""


class NotThereError(ExchangeRefusedError):
    """What was to be updated is not there."""


class FarSide:
    """Talks with the exchange; for one thread at a time.

    Args:
        session: given in to carry certificates or a proxy.
        monotonic: seconds that only grow.
    """

    def __init__(
        self,
        settings: ExchangeSettings,
        session: requests.Session | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings = settings
        self._http = session or requests.Session()
        self._monotonic = monotonic
        self._session: str | None = None

    def call(self, service: str, *, shared: bool = False, **fields: Any) -> Any:
        """Ask a service; returns its `result`.

        Args:
            shared: a service of the dictionaries, which may have a path of its own.
        Raises:
            ExchangeDownError: no answer of the exchange; nobody knows whether it did what was asked.
            AlreadyThereError, NotThereError, ExchangeRefusedError: it said no.
            ExchangeLoginError: it does not let us in.
        """
        path = (self._settings.share_path if shared else "") or self._settings.exchange_path
        said = {"madonvi": self._settings.madonvi, "service": service, **fields}
        is_new = self._session is None
        try:
            return self._ask(path, {"session": self._session or self._log_in(), **said}).get("result")
        except (AlreadyThereError, NotThereError, ExchangeLoginError):
            raise
        except ExchangeRefusedError:
            self._session = None
            if is_new:
                raise
        return self._ask(path, {"session": self._log_in(), **said}).get("result")

    def close(self) -> None:
        self._http.close()

    def _log_in(self) -> str:
        try:
            said = self._ask(
                self._settings.login_path, {"username": self._settings.username, "password": self._settings.password}
            )
        except ExchangeRefusedError as error:
            raise ExchangeLoginError(**error.values) from error
        session = said.get("session")
        if not isinstance(session, str) or not session:
            raise ExchangeDownError
        self._session = session
        return session

    def _ask(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        until = self._monotonic() + self._settings.seconds
        raw = json.dumps(body, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json; charset=utf-8", "Accept": "application/json"}
        if self._settings.dstcode:
            headers["dstcode"] = self._settings.dstcode
        try:
            with self._http.post(
                self._settings.address.rstrip("/") + "/" + path.lstrip("/"), data=raw, headers=headers, stream=True,
                timeout=(CONNECT_SECONDS, self._settings.seconds), allow_redirects=False, auth=_no_password,
            ) as reply:  # fmt: skip
                content = self._read(reply, until)
        except (requests.RequestException, OSError) as error:
            raise ExchangeDownError from error
        return _answer(reply.status_code, content)

    def _read(self, reply: requests.Response, until: float) -> bytes:
        parts: list[bytes] = []
        size = 0
        for part in reply.iter_content(64 * 1024):
            parts.append(part)
            size += len(part)
            if size > LARGEST_REPLY or self._monotonic() > until:
                raise ExchangeDownError
        return b"".join(parts)


def _no_password(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Given because requests would otherwise look into ~/.netrc."""
    return request


def _answer(status: int, content: bytes) -> dict[str, Any]:
    """Return the answer if it is one and says that all went well."""
    try:
        said = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise ExchangeDownError from error
    if not isinstance(said, dict) or not isinstance(said.get("error_code"), str | int | float):  # pyright: ignore[reportUnknownMemberType]
        raise ExchangeDownError
    answer = cast("dict[str, Any]", said)
    code = str(answer["error_code"]).strip().removesuffix(".0")
    if status == requests.codes.ok and code.strip("0") == "" and code:
        return answer
    message = unicodedata.normalize("NFC", str(answer.get("message") or ""))
    folded = message.casefold()
    kind = ExchangeRefusedError
    if code in DUPLICATE_CODES or DUPLICATE_WORDS in folded:
        kind = AlreadyThereError
    elif any(words in folded for words in ABSENT_WORDS):
        kind = NotThereError
    raise kind(code=code[:32], reason=_NUMBERS.sub("…", message)[:LONGEST_REASON].rstrip("."))
