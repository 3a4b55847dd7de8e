"""Who this machine is to its province: hello, enrolment, tokens, and which life of the province answers."""

import json
import logging
from collections.abc import Callable
from typing import Any, TypeVar

from kiosk.clock import milliseconds
from kiosk.clock_keeping import told_time
from kiosk.errors import NotEnrolledError
from kiosk.store import sync_state
from kiosk.store.database import Act, Store
from kiosk.trusted_clock import is_possible
from sync.keys import DeviceKey
from sync.messages import PROTOCOL, Answer, Enrolled, Hello, Token, token_challenge
from sync.transport import Reply, StaleTokenError, Transport

log = logging.getLogger(__name__)

A = TypeVar("A", bound=Answer)
T = TypeVar("T")


class Session:
    """What all lanes share.

    Attributes:
        reads: whether the province speaks our version; if not, we still send, and read nothing.
        offset_ms: the province's clock minus the machine's own, at its last answer; None before the first.
    """

    def __init__(self, store: Store, transport: Transport, key: DeviceKey) -> None:
        self.store = store
        self.transport = transport
        self._key = key
        self._token: tuple[str, str] | None = None  # whose, and what
        self.reads = True
        self.offset_ms: int | None = None

    def hello(self) -> Hello:
        """Ask who is there and what it speaks."""
        return self.heard(self.transport.get("/hello", Hello)).answer_or_down()

    def enrol(self, code: str, hall: str, software: str) -> Enrolled:
        """Make this machine known with a one-time code. A lost reply does no harm: run it again.

        Raises:
            LinkDownError: no province there.
            RefusedError: the code is wrong, used, too old or for another hall.
        """
        body = {"code": code, "public_key": self._key.public, "hall": hall, "software": software}
        enrolled = self.heard(self.transport.post("/enrol", Enrolled, as_json(body))).answer_or_down()
        with self.store.act() as act:
            sync_state.enrolled_as(act.db, enrolled.device_id)
            act.record("sync.enrolled", enrolled.device_id, hall=hall)
        return enrolled

    def with_token(self, ask: Callable[[str], T]) -> T:
        """Run `ask` with a token; a used-up one is replaced once.

        Raises:
            NotEnrolledError: the province does not know this machine yet.
            SyncError: what `ask` raises.
        """
        device = sync_state.device_id(self.store.db)
        if device is None:
            raise NotEnrolledError
        if self._token is not None and self._token[0] == device:
            try:
                return ask(self._token[1])
            except StaleTokenError:
                self._token = None
        self._token = (device, self._new_token(device))
        return ask(self._token[1])

    def heard(self, reply: Reply[A]) -> Reply[A]:
        """Note the province's clock; one that shows what cannot be tells nothing."""
        if reply.answer is not None and is_possible(reply.answer.server_time):
            told_time(self.store, reply.answer.server_time)
            self.offset_ms = reply.answer.server_time - milliseconds(self.store.clock.wall())
        return reply

    def meet(self, act: Act, incarnation: str) -> bool:
        """Note the incarnation of an answer; True when it is another one than before."""
        before = sync_state.known_incarnation(act.db)
        if not sync_state.meet(act.db, incarnation):
            return False
        act.record("sync.incarnation", incarnation)
        if before is not None:
            log.warning("the province answers with a new incarnation; it is asked what it has")
        return True

    def doubt(self, act: Act, why: str) -> None:
        """Ask the province about everything again: it went back without a new incarnation."""
        sync_state.doubt(act.db)
        act.record("sync.doubt", "province", why=why)
        log.warning("the province has gone back behind what it said before (%s); it is asked what it has", why)

    def _new_token(self, device: str) -> str:
        hello = self.hello()
        self.reads = hello.speaks(PROTOCOL)
        if not self.reads:
            log.warning("the province does not speak protocol %s: only sending", PROTOCOL)
        signature = self._key.sign(token_challenge(device, hello.nonce))
        body = as_json({"device_id": device, "nonce": hello.nonce, "signature": signature})
        return self.heard(self.transport.post("/token", Token, body)).answer_or_down().token


def as_json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
