"""Who may send: one-time codes, machines' keys, tokens, and taking the right away.

Nonces and tokens carry their own proof (HMAC-SHA-256 with the server's secret), so that any worker can check what
another one gave, and nothing is written to ask.
"""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, insert, select, update
from uuid6 import uuid7

from sync.keys import signature_fits
from sync.messages import EnrolRequest, ProblemCode, TokenRequest, token_challenge
from sync.province.journal import note
from sync.province.problems import ProvinceError
from sync.province.tables import device, enrol_code, incarnation, nation

NONCE_MS = 5 * 60_000
TOKEN_MS = 12 * 3_600_000
CODE_MS = 24 * 3_600_000
_PRESENT = select(incarnation.c.incarnation).order_by(incarnation.c.number.desc()).limit(1)
_ACTIVE = select(
    device.c.hall, device.c.agency, device.c.state, _PRESENT.scalar_subquery().label("incarnation"),
    select(nation.c.one).exists().label("onward"),
).where(device.c.device_id == bindparam("sender"))  # fmt: skip
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without I, L, O, U: read aloud and typed without doubt
_MEANT = str.maketrans("ILO", "110")


@dataclass(frozen=True, slots=True)
class Device:
    """An enrolled machine, the incarnation it talks with, and whether what it sends goes on to a nation."""

    device_id: str
    hall: str
    agency: str
    incarnation: str
    onward: bool = False


def make_code(db: Connection, hall: str, agency: str, now_ms: int) -> str:
    """Make an enrolment code for one machine of `hall`, good for 24 hours: "7K3M-Q2XD-9RTW-0B5C"."""
    code = "".join(secrets.choice(_LETTERS) for _ in range(16))
    db.execute(
        insert(enrol_code).values(
            code_hash=_code_hash(code), hall=hall, agency=agency, made_ms=now_ms, until_ms=now_ms + CODE_MS
        )
    )
    note(db, now_ms, "office", "enrol_code.made", hall, agency=agency)
    return "-".join(code[at : at + 4] for at in range(0, 16, 4))


def enrol(db: Connection, asked: EnrolRequest, now_ms: int) -> Device:
    """Use a code. The same code with the same key again gives the same answer and writes nothing.

    A key that is known keeps its device: what it sent before stays its own, and a revoked one is let in again.

    Raises:
        ProvinceError: the code is wrong, too old, used by another key, or for another hall.
    """
    row = db.execute(
        select(enrol_code).where(enrol_code.c.code_hash == _code_hash(asked.code)).with_for_update()
    ).first()
    if row is None or not _is_key(asked.public_key):
        raise ProvinceError(ProblemCode.CODE_WRONG)
    known = db.execute(select(device).where(device.c.public_key == asked.public_key)).first()
    if row.device_id is not None and (known is None or known.device_id != row.device_id):
        raise ProvinceError(ProblemCode.CODE_USED)
    if asked.hall not in (None, row.hall):
        raise ProvinceError(ProblemCode.WRONG_HALL, row.hall)
    if row.device_id is not None:
        return Device(row.device_id, row.hall, row.agency, present_incarnation(db))
    if row.until_ms < now_ms:
        raise ProvinceError(ProblemCode.CODE_WRONG)
    device_id = known.device_id if known else str(uuid7())
    values = {"hall": row.hall, "agency": row.agency, "state": "active", "software": asked.software}
    if known:
        db.execute(update(device).where(device.c.device_id == device_id).values(**values))
    else:
        values["public_key"] = asked.public_key
        db.execute(insert(device).values(device_id=device_id, enrolled_ms=now_ms, **values))
    db.execute(update(enrol_code).where(enrol_code.c.code_hash == row.code_hash).values(device_id=device_id))
    note(db, now_ms, device_id, "device.enrolled", row.hall)
    return Device(device_id, row.hall, row.agency, present_incarnation(db))


def make_nonce(secret: bytes, now_ms: int) -> str:
    """Return a nonce that `make_token` will accept for five minutes."""
    return _seal(secret, "nonce", secrets.token_hex(8), now_ms + NONCE_MS)


def make_token(db: Connection, secret: bytes, asked: TokenRequest, now_ms: int) -> tuple[str, int]:
    """Return a token and when it ends, for a machine that signed our nonce with its key.

    Raises:
        ProvinceError: unknown or revoked machine, an old nonce, another's signature.
    """
    _opened(secret, "nonce", asked.nonce, now_ms, ProblemCode.NONCE_WRONG, ProblemCode.NONCE_WRONG)
    row = db.execute(select(device).where(device.c.device_id == asked.device_id)).first()
    if row is None:
        raise ProvinceError(ProblemCode.DEVICE_UNKNOWN)
    if not signature_fits(row.public_key, token_challenge(asked.device_id, asked.nonce), asked.signature):
        raise ProvinceError(ProblemCode.SIGNATURE_WRONG)
    if row.state != "active":
        raise ProvinceError(ProblemCode.DEVICE_REVOKED)
    until = now_ms + TOKEN_MS
    db.execute(update(device).where(device.c.device_id == asked.device_id).values(last_seen_ms=now_ms))
    return _seal(secret, "token", asked.device_id, until), until


def device_of(db: Connection, secret: bytes, token: str | None, now_ms: int) -> Device:
    """Return the machine that shows `token`.

    Raises:
        ProvinceError: no token, a forged or an old one, or the machine was revoked meanwhile.
    """
    return active(db, named_by(secret, token, now_ms))


def named_by(secret: bytes, token: str | None, now_ms: int) -> str:
    """Return which machine a token names, without asking the database.

    Raises:
        ProvinceError: no token, a forged or an old one.
    """
    return _opened(secret, "token", token or "", now_ms, ProblemCode.TOKEN_WRONG, ProblemCode.TOKEN_EXPIRED)


def active(db: Connection, device_id: str) -> Device:
    """Return a machine that may send.

    Raises:
        ProvinceError: it is unknown or was revoked.
    """
    row = db.execute(_ACTIVE, {"sender": device_id}).first()
    if row is None:
        raise ProvinceError(ProblemCode.DEVICE_UNKNOWN)
    if row.state != "active":
        raise ProvinceError(ProblemCode.DEVICE_REVOKED)
    return Device(device_id, row.hall, row.agency, row.incarnation, row.onward)


def revoke(db: Connection, device_id: str, now_ms: int) -> None:
    """Take the right to send away; what the machine sent and holds stays.

    Raises:
        ProvinceError: no such machine.
    """
    found = db.execute(update(device).where(device.c.device_id == device_id).values(state="revoked"))
    if not found.rowcount:
        raise ProvinceError(ProblemCode.UNKNOWN_DEVICE)
    note(db, now_ms, "office", "device.revoked", device_id)


def present_incarnation(db: Connection) -> str:
    """Return the name of the province's present life."""
    return db.execute(_PRESENT).scalar_one()


def _code_hash(code: str) -> str:
    letters = "".join(one for one in code.upper() if one.isalnum()).translate(_MEANT)
    return hashlib.sha256(letters.encode()).hexdigest()


def _is_key(public_key: str) -> bool:
    try:
        return len(base64.b64decode(public_key, validate=True)) == 32
    except ValueError:
        return False


def _seal(secret: bytes, purpose: str, what: str, until_ms: int) -> str:
    return f"{what}.{until_ms}.{_mac(secret, purpose, what, str(until_ms))}"


def _opened(secret: bytes, purpose: str, sealed: str, now_ms: int, wrong: ProblemCode, expired: ProblemCode) -> str:
    """Return what was sealed for `purpose`."""
    what, _, rest = sealed.partition(".")
    until, _, mac = rest.partition(".")
    if not hmac.compare_digest(mac.encode(), _mac(secret, purpose, what, until).encode()):
        raise ProvinceError(wrong)
    if int(until) < now_ms:
        raise ProvinceError(expired)
    return what


def _mac(secret: bytes, purpose: str, what: str, until: str) -> str:
    return hmac.new(secret, f"{purpose}\n{what}\n{until}".encode(), hashlib.sha256).hexdigest()
