"""A gateway behind HTTP, told by configuration: what to send where, and how its answer says what became of it.

An answer counts only where a rule says so. Everything else, also an error of the server, may have come after the
message was taken. Each message has a connection of its own: one that was kept open and has died meanwhile would leave a
doubt where none is needed. A time limit spans the whole answer, not each byte of it.
"""

import json
import re
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import requests
from urllib3.exceptions import NewConnectionError

from sync.province.notices.gateway import Known, Outgoing, Said, Taken, Told
from sync.province.notices.settings import Asking, HttpGatewaySettings, Rule

_LARGEST_ANSWER = 64 * 1024
_FILE = "file:"
_PLACE = re.compile(r"\{([A-Za-z0-9_.:-]+)\}")


class HttpGateway:
    """
    Args:
        home: where `{file:NAME}` is read, at every message, so that a token may be renewed meanwhile.
    """

    def __init__(self, settings: HttpGatewaySettings, home: Path) -> None:
        self._settings, self._home = settings, home

    @property
    def safe_again_ms(self) -> int:
        return self._settings.safe_again_minutes * 60_000

    @property
    def can_be_asked(self) -> bool:
        return self._settings.ask is not None

    def send(self, message: Outgoing) -> Said:
        settings = self._settings
        values = self._values(message)
        try:
            body = json.dumps(self._filled(settings.body, values), ensure_ascii=False).encode()
            headers = {**self._filled(settings.headers, values), "Content-Type": "application/json"}
        except OSError as error:
            return Said(Taken.AWAY, why=type(error).__name__)  # a file with a token is not there
        try:
            answer = self._call("POST", settings.url, headers, body)
        except requests.RequestException as error:
            return Said(Taken.AWAY if _never_left(error) else Taken.UNKNOWN, why=type(error).__name__)
        return self._read(answer)

    def ask(self, reference: str) -> Told:
        asking = self._settings.ask
        if asking is None:
            return Told(Known.CANNOT)
        values = {"reference": reference}
        try:
            headers = self._filled(asking.headers, values)
            answer = self._call("GET", self._filled(asking.url, values), headers, None)
        except (OSError, requests.RequestException):
            return Told(Known.AWAY)
        return _told(asking, answer)

    def _values(self, message: Outgoing) -> dict[str, str]:
        phone = message.phone if self._settings.phone == "0" else self._settings.phone + message.phone[1:]
        template = self._settings.templates.get(message.kind, "")
        known = {"phone": phone, "text": message.text, "reference": message.reference, "template": template}
        return {**message.values, **known, "kind": message.kind}

    def _filled(self, template: Any, values: Mapping[str, str]) -> Any:
        """Return `template` with every `{name}` in its texts replaced; a name that is none of ours stays as it is."""
        if isinstance(template, dict):
            return {key: self._filled(value, values) for key, value in cast("dict[str, Any]", template).items()}
        if isinstance(template, list):
            return [self._filled(one, values) for one in cast("list[Any]", template)]
        if not isinstance(template, str):
            return template
        return _PLACE.sub(lambda place: self._value(place[1], place[0], values), template)

    def _value(self, name: str, otherwise: str, values: Mapping[str, str]) -> str:
        if name.startswith(_FILE):
            return (self._home / name.removeprefix(_FILE)).read_text("utf-8").strip()
        return values.get(name, otherwise)

    def _call(self, method: str, url: str, headers: dict[str, str], body: bytes | None) -> "_Answer":
        settings = self._settings
        limit = time.monotonic() + settings.connect_seconds + settings.answer_seconds
        with (
            requests.Session() as session,
            session.request(
                method, url, data=body, headers={**headers, "Connection": "close"}, allow_redirects=False, stream=True,
                timeout=(settings.connect_seconds, settings.answer_seconds),
            ) as response,
        ):  # fmt: skip
            content = b""
            for piece in response.iter_content(8 * 1024):
                content += piece
                if time.monotonic() > limit or len(content) > _LARGEST_ANSWER:
                    raise requests.ReadTimeout
            return _Answer(response.status_code, content, response.headers.get("Retry-After"))

    def _read(self, answer: "_Answer") -> Said:
        settings, why = self._settings, answer.why(self._settings.accepted)
        if answer.fits(settings.accepted):
            return Said(Taken.YES, answer.text_at(settings.id), why)
        if answer.fits(settings.never):
            return Said(Taken.NEVER, why=why)
        if answer.fits(settings.later):
            return Said(Taken.LATER, why=why, retry_after=answer.retry_after)
        return Said(Taken.UNKNOWN, why=why)


class _Answer:
    def __init__(self, status: int, content: bytes, retry_after: str | None) -> None:
        self._status = status
        self.retry_after = float(retry_after) if retry_after and retry_after.isdecimal() else None
        try:
            self._json = json.loads(content)
        except (ValueError, RecursionError):
            self._json = None

    def fits(self, rules: tuple[Rule, ...]) -> bool:
        return any(
            self._status in rule.statuses and (not rule.path or self.text_at(rule.path) in rule.values)
            for rule in rules
        )  # fmt: skip

    def text_at(self, path: str) -> str | None:
        """Return the value at "data.id" of the JSON as text, None where nothing plain stands."""
        here: Any = self._json
        for name in path.split(".") if path else []:
            here = cast("dict[str, Any]", here).get(name) if isinstance(here, dict) else None
        plain = isinstance(here, str | int | float) and not isinstance(here, bool) and path
        return str(here)[:100] if plain else None

    def why(self, rules: tuple[Rule, ...]) -> str:
        """Return status and code, such as "200 124": what the gateway's list of errors is looked up by."""
        codes = {self.text_at(rule.path) for rule in rules if rule.path}
        return " ".join([str(self._status), *(one[:40] for one in sorted(code for code in codes if code))])


def _told(asking: Asking, answer: _Answer) -> Told:
    if answer.fits(asking.known):
        return Told(Known.YES, answer.text_at(asking.id))
    return Told(Known.NO if answer.fits(asking.unknown) else Known.AWAY)


def _never_left(error: requests.RequestException) -> bool:
    """Whether no connection was made, so that nothing was sent."""
    cause = error.args[0] if error.args else None
    return isinstance(error, requests.ConnectTimeout) or isinstance(getattr(cause, "reason", None), NewConnectionError)
