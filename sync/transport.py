"""One question to the province and its answer, or the reason why there is none.

Only a parsed answer with the province's own three marks counts; "no exception" never does. It must also repeat the
mark of our question, if it ever does: a proxy that mixes up two answers would else make this machine another one.
Redirects are not followed: a log-in page of a hotel sends them. Time limits follow from the bytes, so that a slow line
is not a dead one.
"""

import gzip
import json
import math
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import requests
from pydantic import ValidationError
from requests.auth import AuthBase

from kiosk.errors import LinkDownError, RefusedError, RevokedError
from kiosk.trusted_clock import is_possible
from sync.messages import (
    INCARNATION_HEADER,
    PREFIX,
    PROTOCOL,
    PROTOCOL_HEADER,
    REQUEST_HEADER,
    TIME_HEADER,
    Answer,
    Problem,
    ProblemCode,
)

FLOOR_BYTES_PER_SECOND = 4_000  # a line slower than 32 kbit/s is treated as a dead one
PATIENCE_SECONDS = 25.0
REPLY_BYTES = 100_000  # what a reply may weigh before its time limit grows
LARGEST_REPLY = 8 * 1024 * 1024
PATIENT_BYTES = 512 * 1024  # of a file; what is larger comes in parts, or packed
FULL_SECONDS = 900.0  # how long to leave a province alone that has no room on its disk

_REVOKED = {ProblemCode.DEVICE_REVOKED, ProblemCode.DEVICE_UNKNOWN}
_STALE = {ProblemCode.TOKEN_EXPIRED, ProblemCode.TOKEN_WRONG, ProblemCode.NONCE_WRONG}

A = TypeVar("A", bound=Answer)


class UnavailableError(LinkDownError):
    """The province is there and asks for patience."""

    def __init__(self, retry_after: float | None) -> None:
        super().__init__()
        self.retry_after = retry_after


class StaleTokenError(RefusedError):
    """The token is used up; a new one helps."""


class BatchRefusedError(RefusedError):
    """The province could not take this body, so it is about what stands in it; less at once may pass."""


class NotFoundError(RefusedError):
    """There is no such thing there."""


class NoSuchPathError(NotFoundError):
    """This province does not do that: its software is older than ours."""


class OffsetWrongError(RefusedError):
    """The paper does not go on there; ask where."""


class CursorGoneError(RefusedError):
    """The province cannot go on from there; read the stream from its start."""


class UpgradeRequiredError(RefusedError):
    """The province speaks a newer version than we read; it still takes what we send."""


class SnapshotGoneError(RefusedError):
    """What was begun to be downloaded is not there any more; begin anew."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a file of `total` bytes, which begins at `offset`."""

    content: bytes
    offset: int
    total: int
    etag: str | None
    incarnation: str


@dataclass(frozen=True, slots=True)
class Reply(Generic[A]):
    """`answer` is None for "nothing new" (304)."""

    answer: A | None
    etag: str | None
    seconds: float

    def answer_or_down(self) -> A:
        """Return the answer; "nothing new" to a question that has no such answer comes from no province."""
        if self.answer is None:
            raise LinkDownError
        return self.answer


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes of a file; `whole` where they are all of it."""

    content: bytes
    whole: bool


class Transport:
    """Talks with one province.

    Args:
        base_url: its address without the path, "https://sync.camau.gov.vn".
        session: given in to carry certificates or a proxy.
        monotonic: seconds that only grow.
        patience, reply_bytes: seconds for one answer, and what it may weigh before it is given more.

    Attributes:
        province_ms: the province's clock at the last file it was asked for, Unix ms.
    """

    def __init__(
        self,
        base_url: str,
        session: requests.Session | None = None,
        monotonic: Callable[[], float] = time.monotonic,
        patience: float = PATIENCE_SECONDS,
        reply_bytes: int = REPLY_BYTES,
    ) -> None:
        self._base = base_url.rstrip("/") + PREFIX
        self._session = session or requests.Session()
        self._monotonic = monotonic
        self._patience = patience
        self._reply_bytes = reply_bytes
        self.province_ms: int | None = None
        self._marks = False  # whether the province repeats the marks of questions

    def get(self, path: str, kind: type[A], token: str | None = None, etag: str | None = None) -> Reply[A]:
        """Ask; see `_call` for what can go wrong."""
        headers = {"If-None-Match": etag} if etag else {}
        return self._call("GET", path, kind, b"", headers, token)

    def post(self, path: str, kind: type[A], body: bytes, token: str | None = None, packed: bool = False) -> Reply[A]:
        """Tell, as JSON; `packed` sends it through gzip. See `_call` for what can go wrong."""
        headers = {"Content-Type": "application/json"}
        if packed:
            body, headers["Content-Encoding"] = gzip.compress(body, 6, mtime=0), "gzip"
        return self._call("POST", path, kind, body, headers, token)

    def piece(self, path: str, offset: int, size: int, token: str, etag: str | None = None) -> Piece:
        """Download up to `size` bytes of a file; with `etag`, of that file and no other. See `_call`."""
        headers = {"Range": f"bytes={offset}-{offset + size - 1}", "Accept-Encoding": "identity"}
        if etag is not None:
            headers["If-Match"] = etag
        response, content, _ = self._ask("GET", path, b"", headers, token, self._limit(size))
        if not response.ok:
            raise _refusal(response, content)
        if not _is_ours(response):
            raise LinkDownError
        at, total = 0, len(content)
        if response.status_code == requests.codes.partial_content:
            at, total = _content_range(response.headers.get("Content-Range", ""))
        incarnation = response.headers[INCARNATION_HEADER]
        return Piece(content, at, total, response.headers.get("ETag"), incarnation)

    def send(
        self, method: str, path: str, kind: type[A], body: bytes, headers: dict[str, str], token: str, limit: float
    ) -> Reply[A]:
        """Tell within `limit` seconds, whatever the bytes: for what is cut into pieces to fit a time. See `_call`."""
        return self._call(method, path, kind, body, headers, token, limit)

    def file(self, path: str, largest: int, first: int | None = None) -> Part:
        """Return a file, or `largest` of its bytes from `first` on.

        Raises:
            NotFoundError: there is no such file.
            LinkDownError: nobody, no province, more bytes than `largest`, or another part than was asked for.
            UnavailableError, RefusedError
        """
        headers = (
            {} if first is None else {"Range": f"bytes={first}-{first + largest - 1}", "Accept-Encoding": "identity"}
        )
        limit = self._limit(min(largest, PATIENT_BYTES) + self._reply_bytes)
        response, content, _ = self._ask("GET", path, b"", headers, None, limit, largest)
        said = response.headers[TIME_HEADER] if _is_ours(response) else ""
        if re.fullmatch(r"[0-9]{1,15}", said) and is_possible(int(said)):
            self.province_ms = int(said)
        if not response.ok:
            raise _refusal(response, content)
        whole = response.status_code == requests.codes.ok
        part_asked = response.headers.get("Content-Range", "").startswith(f"bytes {first}-")
        if not _is_ours(response) or not (whole or part_asked):
            raise LinkDownError
        return Part(content, whole)

    def close(self) -> None:
        self._session.close()

    def _call(
        self, method: str, path: str, kind: type[A], body: bytes, headers: dict[str, str], token: str | None,
        limit: float | None = None,
    ) -> Reply[A]:  # fmt: skip
        """Ask once.

        Raises:
            UnavailableError, LinkDownError: nobody, not a province, or not now; try again later.
            RevokedError, StaleTokenError, BatchRefusedError, NotFoundError, NoSuchPathError, OffsetWrongError,
            CursorGoneError, RefusedError: it said no.
        """
        limit = self._limit(len(body) + self._reply_bytes) if limit is None else limit
        response, content, seconds = self._ask(method, path, body, headers, token, limit)
        if response.status_code == requests.codes.not_modified and _is_ours(response):
            return Reply(None, response.headers.get("ETag"), seconds)
        if not response.ok:
            raise _refusal(response, content)
        try:
            return Reply(kind.model_validate(_object(content)), response.headers.get("ETag"), seconds)
        except ValidationError as error:
            raise LinkDownError from error

    def _ask(
        self, method: str, path: str, body: bytes, headers: dict[str, str], token: str | None, limit: float,
        largest: int = LARGEST_REPLY,
    ) -> tuple[requests.Response, bytes, float]:  # fmt: skip
        """Ask once, within `limit` seconds; returns what came, whatever it is, and how many seconds it took.

        Args:
            largest: what an answer that is no refusal may weigh, in bytes.

        Raises:
            LinkDownError: nothing whole came in time, or it is the answer to another question.
        """
        mark = secrets.token_hex(8)
        headers = {PROTOCOL_HEADER: str(PROTOCOL), REQUEST_HEADER: mark, **headers}
        began = self._monotonic()
        try:
            with self._session.request(
                method, self._base + path, data=body or None, headers=headers, auth=_Bearer(token),
                timeout=limit, stream=True, allow_redirects=False,
            ) as response:  # fmt: skip
                content = self._read(response, began + limit, largest if response.ok else LARGEST_REPLY)
        except (requests.RequestException, OSError) as error:
            raise LinkDownError from error
        if response.status_code < 500:
            self._must_be_ours(response.headers.get(REQUEST_HEADER), mark)
        return response, content, self._monotonic() - began

    def _must_be_ours(self, said: str | None, mark: str) -> None:
        """Take no answer to another question. A province of the first release repeats no mark; one that ever did does.

        Raises:
            LinkDownError: it is not the answer to the question with this mark.
        """
        if said != mark and (said is not None or self._marks):
            raise LinkDownError
        self._marks = said is not None

    def _limit(self, size: int) -> float:
        """Return the seconds for a request and its reply of `size` bytes together."""
        return self._patience + 1.5 * size / FLOOR_BYTES_PER_SECOND

    def _read(self, response: requests.Response, until: float, largest: int) -> bytes:
        parts: list[bytes] = []
        size = 0
        for part in response.iter_content(64 * 1024):
            parts.append(part)
            size += len(part)
            if size > largest or self._monotonic() > until:
                raise LinkDownError
        return b"".join(parts)


class _Bearer(AuthBase):
    """Sets the token; given even without one, because requests would otherwise look into ~/.netrc."""

    def __init__(self, token: str | None) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._token:
            request.headers["Authorization"] = f"Bearer {self._token}"
        return request


def _object(content: bytes) -> dict[str, Any]:
    try:
        value = json.loads(content)
    except ValueError as error:
        raise LinkDownError from error
    if not isinstance(value, dict):
        raise LinkDownError
    return value  # pyright: ignore[reportUnknownVariableType]


def _content_range(header: str) -> tuple[int, int]:
    """Return where a part begins and how long the whole is: "bytes 0-9/20"."""
    matched = re.fullmatch(r"bytes ([0-9]{1,12})-[0-9]{1,12}/([0-9]{1,12})", header)
    if matched is None:
        raise LinkDownError
    return int(matched[1]), int(matched[2])


def _is_ours(response: requests.Response) -> bool:
    """Whether a reply without a body comes from a province."""
    return all(response.headers.get(name) for name in (PROTOCOL_HEADER, INCARNATION_HEADER, TIME_HEADER))


def _refusal(response: requests.Response, content: bytes) -> Exception:
    """Return the error for a reply that is not a success."""
    status, retry_after = response.status_code, _seconds(response.headers.get("Retry-After"))
    try:
        problem = Problem.model_validate(_object(content))
    except (ValidationError, LinkDownError):
        return UnavailableError(retry_after) if status >= 500 else LinkDownError()
    if status == requests.codes.insufficient_storage:
        return UnavailableError(max(FULL_SECONDS, retry_after or 0))
    if problem.code == ProblemCode.DIGEST_WRONG:
        return LinkDownError()  # it was spoilt on the way
    if status >= 500 or status == requests.codes.too_many_requests:
        return UnavailableError(retry_after)
    reason = problem.detail[:300].rstrip(".")
    if problem.code in _REVOKED:
        return RevokedError()
    by_code: dict[str, type[RefusedError]] = {
        **dict.fromkeys(_STALE, StaleTokenError),
        **dict.fromkeys((ProblemCode.UNKNOWN_DOSSIER, ProblemCode.UNKNOWN_BLOB), NotFoundError),
        ProblemCode.NOT_FOUND: NoSuchPathError,
        ProblemCode.OFFSET_WRONG: OffsetWrongError,
        ProblemCode.CURSOR_GONE: CursorGoneError,
        ProblemCode.SNAPSHOT_GONE: SnapshotGoneError,
        ProblemCode.UPGRADE_REQUIRED: UpgradeRequiredError,
    }
    by_status = {400: BatchRefusedError, 413: BatchRefusedError, 422: BatchRefusedError}
    return by_code.get(problem.code, by_status.get(status, RefusedError))(reason=reason)


def _seconds(header: str | None) -> float | None:
    """Return Retry-After in seconds; the other form, a date, needs two clocks that agree, so it is not used."""
    try:
        seconds = float(header or "")
    except ValueError:
        return None
    return seconds if math.isfinite(seconds) else None
