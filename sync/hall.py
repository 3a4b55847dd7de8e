"""The way from a second kiosk to the hall server: plain HTTP on the hall's own network, with a villager's patience.

Every call has one deadline for all of it, tries included: a server that drips its answer costs a villager no more
than one that is switched off. Only an answer in the hall API's own form counts; whatever else answers is nobody.
"""

import json
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from queue import Empty, Queue
from typing import Any, TypeVar, cast
from urllib.parse import quote

import requests

from kiosk.clock import HALL_ZONE
from kiosk.errors import HallDeniedError, HallDownError, HallRefusedError, UnknownTicketError
from kiosk.queue.hall_line import AGAIN, TAKEN, Ask, HallNews, Outcome, ServiceNews, Verdict
from kiosk.queue.help import HelpCall
from kiosk.queue.ratings import RatingView
from kiosk.queue.tickets import TicketView

PATIENCE_SECONDS = 1.6  # of a villager, for a number or a call for help
HANDOVER_SECONDS = 10.0  # nobody stands there
CONNECT_SECONDS = 0.6
LARGEST_REPLY = 1024 * 1024
PROBLEM = "application/problem+json"

# What a hall says no with. Everything else that is not a success tells of a server that cannot be asked now.
REFUSALS = frozenset(
    {
        "unknown_service", "unknown_class", "out_of_numbers", "hall_closed", "holiday", "no_counter_today",
        "no_numbers_left", "unknown_help_call", "rating_early", "rating_final", "rating_over", "unknown_reason",
    }
)  # fmt: skip

T = TypeVar("T")


class HallClient:
    """Satisfies `kiosk.queue.hall_line.HallLine` and `kiosk.queue.remote_taken.TakenLine`.

    Args:
        address: of the hall server, "http://192.168.1.10:8080".
        token: names this kiosk, see `kiosk setup kiosk-token --letter`.
        letter: this kiosk's.
        patience: seconds a villager waits at most for one answer.
    """

    def __init__(self, address: str, token: str, letter: str, patience: float = PATIENCE_SECONDS) -> None:
        self._address, self._letter, self._patience = address.rstrip("/"), letter, patience
        self._headers = {"Authorization": f"Bearer {token}", "Accept": "application/json", "Connection": "close"}

    def take(self, ask: Ask) -> TicketView:
        body = {"request_id": ask.request, "service": ask.service, "priority": ask.priority, "held": True}
        more = {"procedure": ask.procedure, "submission": ask.submission}
        body |= {name: value for name, value in more.items() if value is not None}
        return _understood(lambda: _ticket(self._ask("POST", "/api/tickets", body, tries=2)))

    def tell(self, outcomes: Sequence[Outcome]) -> Mapping[str, Verdict]:
        body = {
            "kiosk": self._letter,
            "shown": [one.request for one in outcomes if one.told == "shown"],
            "dropped": [one.request for one in outcomes if one.told == "dropped"],
            "tickets": [_own_ticket(one) for one in outcomes if one.told == "alone"],
            "cancelled": [
                {"request_id": one.request, "ticket": one.ticket} for one in outcomes if one.told == "cancelled"
            ],
        }
        said = self._ask("POST", "/api/handover", body, seconds=HANDOVER_SECONDS)
        return _understood(lambda: {one["request_id"]: _verdict(one) for one in said["verdicts"]})

    def news(self) -> HallNews:
        said = self._ask("GET", "/api/board")
        return _understood(lambda: HallNews(_moment(said["now"]), {one.letter: one for one in _services(said)}))

    def call_help(self, request: str, where: str) -> HelpCall:
        return self._help("POST", "/api/help", {"request_id": request, "where": where}, tries=2)

    def help_call(self, call: str) -> HelpCall:
        return self._help("GET", f"/api/help/{call}")

    def ticket(self, ticket: str) -> TicketView:
        return _understood(lambda: _ticket(self._ask("GET", f"/api/tickets/{quote(ticket, safe='')}")))

    def rating_of(self, ticket: str) -> RatingView:
        return _understood(lambda: _rating(self._ask("GET", f"/api/ratings/{quote(ticket, safe='')}")))

    def by_number(self, number: str) -> RatingView:
        return _understood(lambda: _rating(self._ask("GET", f"/api/ratings/number/{quote(number, safe='')}")))

    def rate(self, request_id: str, ticket: str, value: int, reasons: Sequence[str]) -> RatingView:
        body = {"request_id": request_id, "ticket": ticket, "value": value, "reasons": list(reasons)}
        return _understood(lambda: _rating(self._ask("POST", "/api/ratings", body, tries=2)))

    # --- inside ---

    def _help(self, method: str, path: str, body: dict[str, Any] | None = None, tries: int = 1) -> HelpCall:
        said = self._ask(method, path, body, tries=tries)
        return _understood(
            lambda: HelpCall(
                said["id"], said["where"], _moment(said["at"]), said["state"], said["clerk"], said["again"]
            )
        )

    def _ask(
        self, method: str, path: str, body: dict[str, Any] | None = None, seconds: float = 0.0, tries: int = 1
    ) -> dict[str, Any]:
        """Ask once, or again where the line broke early enough; one deadline for all.

        Raises:
            HallDownError, HallRefusedError
        """
        seconds = seconds or self._patience
        end = time.monotonic() + seconds

        def ask() -> dict[str, Any]:
            for left in range(tries - 1, -1, -1):
                try:
                    return self._once(method, path, body, end)
                except HallDeniedError:
                    raise
                except HallDownError:
                    if not left or time.monotonic() + CONNECT_SECONDS > end:
                        raise
            raise HallDownError

        return _within(seconds, ask)

    def _once(self, method: str, path: str, body: dict[str, Any] | None, end: float) -> dict[str, Any]:
        left = max(0.05, end - time.monotonic())
        try:
            with requests.Session() as session:
                session.trust_env = False  # no proxy and no ~/.netrc between two machines of one hall
                with session.request(
                    method, self._address + path, json=body, headers=self._headers, allow_redirects=False,
                    timeout=(min(CONNECT_SECONDS, left), left), stream=True,
                ) as response:  # fmt: skip
                    return _answer(response, _content(response))
        except (requests.RequestException, OSError, ValueError) as error:
            raise HallDownError from error


def _within(seconds: float, ask: Callable[[], T]) -> T:
    """Return what `ask` returns, or give up: a socket's own time limit begins anew with every byte.

    Raises:
        HallDownError
    """
    box: Queue[T | Exception] = Queue()

    def run() -> None:
        try:
            box.put(ask())
        except Exception as error:  # raised again in the caller's thread
            box.put(error)

    threading.Thread(target=run, name="hall", daemon=True).start()
    try:
        got = box.get(timeout=seconds)
    except Empty:
        raise HallDownError from None
    if isinstance(got, Exception):
        raise got
    return got


def _content(response: requests.Response) -> bytes:
    content = b""
    for part in response.iter_content(64 * 1024):
        content += part
        if len(content) > LARGEST_REPLY:
            raise HallDownError
    return content


def _answer(response: requests.Response, content: bytes) -> dict[str, Any]:
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    try:
        said = json.loads(content)
    except ValueError as error:
        raise HallDownError from error
    if not isinstance(said, dict):
        raise HallDownError
    said = cast("dict[str, Any]", said)
    if response.status_code in (200, 201) and kind == "application/json":
        return said
    if kind == PROBLEM and response.status_code in (401, 403):
        raise HallDeniedError
    if kind == PROBLEM and response.status_code == 404 and said.get("code") == "unknown_ticket":
        raise UnknownTicketError
    if kind == PROBLEM and response.status_code < 500 and said.get("code") in REFUSALS:
        raise HallRefusedError(reason=str(said.get("detail", "")))
    raise HallDownError


def _understood(read: Callable[[], T]) -> T:
    """Return what `read` finds in an answer; one that lacks what it must hold comes from no hall server of ours."""
    try:
        return read()
    except (KeyError, TypeError, ValueError) as error:
        raise HallDownError from error


def _ticket(said: dict[str, Any]) -> TicketView:
    """Return the ticket; names that we do not know are left out, as a newer server may have more."""
    said = {**said, "klass": said["class"], "counters": tuple(said["counters"])}
    values = {one.name: said[one.name] for one in fields(TicketView) if one.name in said}
    moments = [name for name in values if name.endswith(("_at", "_until")) or name == "not_before"]
    values |= {name: _moment(values[name]) for name in moments if values[name] is not None}
    if values.get("wait_minutes") is not None:
        values["wait_minutes"] = tuple(values["wait_minutes"])
    return TicketView(**values)


def _rating(said: dict[str, Any]) -> RatingView:
    until = _moment(said["until"]) if said["until"] is not None else None
    return RatingView(
        said["ticket"], said["number"], said["state"], said["value"], tuple(said["reasons"]), until
    )  # fmt: skip


def _services(said: dict[str, Any]) -> list[ServiceNews]:
    return [
        ServiceNews(
            letter=one["letter"],
            waiting=int(one["waiting"]),
            why=f"queue.why.{one['reason']}" if one.get("reason") else None,
            left=one.get("left"),
            wait_minutes=tuple(one["wait_minutes"]) if one.get("wait_minutes") else None,
            counters=tuple(one.get("counters") or ()),
        )
        for one in said["services"]
    ]


def _own_ticket(one: Outcome) -> dict[str, Any]:
    ticket = {
        "id": one.ticket, "request_id": one.request, "asked": one.asked, "number": one.number, "service": one.service,
        "class": one.klass, "age_ms": one.age_ms, "procedure": one.procedure, "submission": one.submission,
    }  # fmt: skip
    return {name: value for name, value in ticket.items() if value is not None}


def _verdict(said: dict[str, Any]) -> Verdict:
    return said["verdict"] if said["verdict"] in (TAKEN, AGAIN) else str(said["reason"])


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(HALL_ZONE)
