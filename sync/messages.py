"""The words on the wire, shared by the hall's machine and the province.

Every answer of the province carries `protocol`, `server_time` and `incarnation`; what answers without them is not
a province (a hotel's log-in page, a broken proxy) and nothing in it is believed. Unknown fields are ignored on both
sides and unknown event kinds are stored, so that an old machine and a new province understand each other.
Times are Unix milliseconds. A name in a pattern below is ASCII on purpose: it goes into keys, paths and logs.
"""

import base64
import hashlib
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

PROTOCOL = 1
OLDEST_PROTOCOL = 1
EVENTS_PER_BATCH = 500
RAW_BYTES_PER_BATCH = 256 * 1024
INFLATED_LIMIT = 2 * 1024 * 1024  # of one request's body; a larger one is a fault or an attack
CHANGES_PER_PAGE = 500
PAPERS_OF_A_DOSSIER = 60
BLOBS_PER_SUBMISSION = 100
BLOB_PIECE = 256 * 1024  # of one PATCH
LARGEST_BLOB = 64 * 1024 * 1024
IDS_PER_RECONCILE = 2000

PREFIX = "/sync/v1"
# As in draft-ietf-httpbis-resumable-upload; the digest of a piece is RFC 9530.
OFFSET_HEADER, LENGTH_HEADER, COMPLETE_HEADER = "Upload-Offset", "Upload-Length", "Upload-Complete"
DIGEST_HEADER, PIECE_TYPE = "Content-Digest", "application/partial-upload"
PROTOCOL_HEADER, INCARNATION_HEADER, TIME_HEADER = "Sync-Protocol", "Sync-Incarnation", "Sync-Time"
REQUEST_HEADER = "Sync-Request"  # random, made anew for each request; its answer repeats it

STREAM_DOSSIERS, STREAM_CATALOGUE = "dossiers", "catalogue"
PUT = "put"

_LARGEST = 2**53 - 1  # what every JSON reader can hold exactly
Uuid = Annotated[str, Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
Name = Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{1,64}$")]
Sha256Hex = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
# The years 2 to 9998: what lies outside is in no calendar, and would spoil every list it stands in.
Milliseconds = Annotated[int, Field(strict=True, ge=-62_104_060_800_000, le=253_370_764_800_000)]
Count = Annotated[int, Field(strict=True, ge=1, le=_LARGEST)]


class Verdict(StrEnum):
    """What became of one event. `STORED`, `DUPLICATE` and `NOT_YET_UNDERSTOOD` mean: the province has it."""

    STORED = "stored"
    DUPLICATE = "duplicate"
    NOT_YET_UNDERSTOOD = "not_yet_understood"
    CONFLICT = "conflict"
    SEQ_CONFLICT = "seq_conflict"
    INVALID = "invalid"


HELD = frozenset({Verdict.STORED, Verdict.DUPLICATE, Verdict.NOT_YET_UNDERSTOOD})


class ProblemCode(StrEnum):
    """What a refusal is about; the sentence for people is text id "sync.problem.<code>"."""

    BAD_REQUEST = "bad_request"
    NOT_FOUND = "not_found"
    NOT_JSON = "not_json"
    NOT_GZIP = "not_gzip"
    TOO_LARGE = "too_large"
    CODE_WRONG = "code_wrong"
    CODE_USED = "code_used"
    WRONG_HALL = "wrong_hall"
    NONCE_WRONG = "nonce_wrong"
    SIGNATURE_WRONG = "signature_wrong"
    TOKEN_WRONG = "token_wrong"  # noqa: S105
    TOKEN_EXPIRED = "token_expired"  # noqa: S105
    DEVICE_UNKNOWN = "device_unknown"
    DEVICE_REVOKED = "device_revoked"
    CURSOR_GONE = "cursor_gone"
    SNAPSHOT_GONE = "snapshot_gone"
    UPGRADE_REQUIRED = "upgrade_required"
    RANGE = "range"
    NOT_SIGNED = "not_signed"
    UNKNOWN_DOSSIER = "unknown_dossier"
    UNKNOWN_SUBMISSION = "unknown_submission"
    UNKNOWN_DEVICE = "unknown_device"
    UNKNOWN_BLOB = "unknown_blob"
    OFFSET_WRONG = "offset_wrong"
    DIGEST_WRONG = "digest_wrong"
    BLOB_WRONG = "blob_wrong"
    BLOB_CONFLICT = "blob_conflict"
    NOT_WHOLE = "not_whole"
    UNKNOWN_NOTICE = "unknown_notice"
    NOTICE_STATE = "notice_state"
    NO_KEY = "no_key"
    CANNOT_OPEN = "cannot_open"
    TOO_MANY_LOOKUPS = "too_many_lookups"
    BUSY = "busy"
    FULL = "full"
    OFFICE_TOKEN = "office_token"  # noqa: S105


class Message(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


# --- What the hall says ---


class Event(Message):
    """One thing that happened at a hall. Its identity is the device and `event_id`; the province computes SHA-256 over
    the canonical JSON of [event_id, kind, v, wall_ms, body], and the same id with another hash is a `conflict`."""

    event_id: Uuid = Field(description="UUIDv7, made once by the hall's machine.")
    epoch: Uuid = Field(description="The machine's present life; a new one after it was restored from a backup.")
    seq: Count = Field(description="Number of the event in its epoch. Told, never required to be complete.")
    kind: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$", max_length=64)] = Field(
        description='What happened, such as "ticket.issued". An unknown kind is stored too.'
    )
    v: Annotated[int, Field(strict=True, ge=1, le=2**31 - 1)] = Field(description="Version of the body of this kind.")
    wall_ms: Milliseconds = Field(description="When it happened, as far as the machine knew, Unix ms.")
    mono_ms: Milliseconds = Field(description="Its clock that never goes back, ms since some start of `boot_id`.")
    boot_id: Name = Field(description="The run of the machine in which `mono_ms` counts.")
    clock_quality: Name = Field(description='"good", or why `wall_ms` should not be trusted, such as "went_back".')
    body: str = Field(description="A JSON object as text, kept byte for byte. Nothing personal in clear.")


class JournalHead(Message):
    """The end of the machine's journal, so that a cut tail shows."""

    seq: Count
    hash: Sha256Hex


class MachineStatus(Message):
    """How a machine is, for the technician far away: the province keeps the last one. Nothing personal."""

    software: Annotated[str, Field(max_length=64)] = ""
    catalogue: Annotated[str, Field(max_length=64)] = Field(default="", description="Version of what it shows.")
    wall_ms: Milliseconds = Field(description="Its own clock when it said this.")
    offset_ms: Milliseconds | None = Field(default=None, description="The province's clock minus its own, last seen.")
    clock_quality: Name = Field(default="good", description='Of that clock: "good", "unset" or "far".')
    mono_ms: Milliseconds | None = Field(
        default=None,
        description="Its clock that never goes back, at the same moment: it places what happened in the run `boot_id`,"
        " whatever the other clock showed.",
    )
    boot_id: Name | None = None
    pending: Annotated[int, Field(ge=0)] = Field(default=0, description="Events that wait.")
    oldest_ms: Milliseconds | None = Field(default=None, description="Since when the oldest of them waits.")
    dead: Annotated[int, Field(ge=0)] = 0
    papers: Annotated[int, Field(ge=0)] = Field(default=0, description="Photographed papers that wait.")
    paper_bytes: Annotated[int, Field(ge=0)] = 0
    printer: Name = Field(default="unknown", description='"ok", "paper_low", "paper_out", "down" or "unknown".')


class EventBatch(Message):
    """Up to 500 events in any order; none is allowed too, to tell how the machine is."""

    events: list[Event] = Field(max_length=EVENTS_PER_BATCH)
    journal: JournalHead | None = None
    machine: MachineStatus | None = None


class BlobName(Message):
    """A photographed paper that belongs to a submission, by what its sealed bytes are; it travels by itself."""

    blob: Sha256Hex = Field(description="SHA-256 of the sealed bytes, hex.")
    bytes: Count = Field(description="How many sealed bytes.")


class SubmissionSaved(Message):
    """Body of the event "submission.saved", version 1: a villager's answers, sealed."""

    code: Name = Field(description="The provisional code on the villager's slip.")
    procedure: Name = Field(description="National code of the procedure.")
    form: Name
    form_version: Annotated[int, Field(strict=True, ge=1, le=2**31 - 1)]
    day: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")] = Field(description="The hall's local day.")
    hall: Name
    sealed: str = Field(description="An age file in base64, sealed to the province (and to the commune's desk).")
    blobs: list[BlobName] = Field(
        default_factory=list[BlobName],
        max_length=BLOBS_PER_SUBMISSION,
        description="The photographed papers, each sealed as an age file that holds a PDF; which is which is told by"
        " the sealed answers.",
    )


class DeskAct(Message):
    """Body of the events that tell what a counter did about a submission, version 1, each in any order:

    "submission.changed": a clerk completed or corrected answers; `sealed` are all of them as they are now.
    "submission.supplement", "submission.refused": `sealed` is what the villager was told on form 02 or 03.
    "submission.accepted": it has the code `official_code`, which the clerk took from the province's own system.
    """

    code: Name = Field(description="The provisional code on the villager's slip.")
    procedure: Name = Field(description="National code of the procedure.")
    saved: Uuid = Field(description='The event "submission.saved" that it is about.')
    version: Count = Field(description="Grows with every change at the hall: the highest is how it stands now.")
    sealed: str = Field(description="An age file in base64, sealed to the province (and to the commune's desk).")
    official_code: Name | None = Field(default=None, repr=False)
    due_ms: Milliseconds | None = None


class BlobBegun(Message):
    """A photographed paper that is about to come. Its name, in the path, is the SHA-256 of its sealed bytes."""

    bytes: Annotated[int, Field(strict=True, ge=1, le=LARGEST_BLOB)] = Field(description="How many sealed bytes.")


class EnrolRequest(Message):
    code: str = Field(max_length=64, description="The one-time code; blanks, hyphens and case do not matter.")
    public_key: str = Field(max_length=64, description="The machine's Ed25519 public key, 32 bytes in base64.")
    hall: Name | None = Field(
        default=None,
        description="The hall the machine believes it stands in; must be the code's. Null: it has no idea.",
    )
    software: str = Field(default="", max_length=64)


class TokenRequest(Message):
    device_id: Uuid
    nonce: str = Field(max_length=256, description="The `nonce` of a hello, at most five minutes old.")
    signature: str = Field(
        max_length=128,
        description='Ed25519 over the bytes of "mot-cua token 1", the device id and the nonce, joined by line feeds;'
        " base64.",
    )


class ReconcileRequest(Message):
    """What this machine holds as acknowledged, asked after a new incarnation, and before it erases anything."""

    events: list[Uuid] = Field(default=[], max_length=IDS_PER_RECONCILE)
    blobs: list[Sha256Hex] = Field(default=[], max_length=IDS_PER_RECONCILE)


class LookupRequest(Message):
    code: Name = Field(description="An official code, or a provisional one of the machine's own hall.")


# --- What the province says ---


class Answer(Message):
    """What every answer carries."""

    protocol: int = Field(description="The version this answer is written in.")
    server_time: int = Field(description="The province's clock, Unix ms.")
    incarnation: Uuid = Field(description="The province's present life; a new one after a restore from a backup.")


class VersionRange(Message):
    oldest: int
    newest: int


class Limits(Message):
    events_per_batch: int = EVENTS_PER_BATCH
    raw_bytes_per_batch: int = RAW_BYTES_PER_BATCH
    inflated_limit: int = INFLATED_LIMIT
    changes_per_page: int = CHANGES_PER_PAGE
    blob_piece: int = BLOB_PIECE
    largest_blob: int = LARGEST_BLOB


class Hello(Answer):
    versions: VersionRange
    limits: Limits = Limits()
    recipient: str = Field(description="The province's age public key; villagers' answers are sealed to it.")
    nonce: str = Field(description="To be signed for a token; good for five minutes.")

    def speaks(self, protocol: int) -> bool:
        return self.versions.oldest <= protocol <= self.versions.newest


class Enrolled(Answer):
    device_id: Uuid
    hall: Name
    agency: Name = Field(description='Identifier of the commune in dossier codes, such as "H12.34".')
    recipient: str = Field(description="The province's age public key.")


class Token(Answer):
    token: str
    expires_ms: int


class EventVerdict(Message):
    event_id: str
    verdict: str = Field(json_schema_extra={"enum": [one.value for one in Verdict]})
    reason: str | None = Field(default=None, description="Why, in a word for technicians; null where all is well.")


class Verdicts(Answer):
    """One verdict for each event of the batch, in its order."""

    verdicts: list[EventVerdict]
    heard: int | None = Field(
        default=None,
        description="The highest number of the machine's journal the province knew of before this batch. Lower than"
        " what the machine told and was confirmed: the province has gone back without a new incarnation.",
    )


class BlobState(Answer):
    """How much of a paper has come."""

    offset: int = Field(description="How many bytes are on the province's disk: the paper goes on there.")
    size: int = Field(description="How many bytes it will have.")
    whole: bool = Field(description="All of it has come and its hash is right; it need not be sent again.")


class PaperName(Message):
    """One paper of a dossier by its name, never its file: an entry of `TaiLieuNop` or of `DanhSachGiayToKetQua` of the
    national exchange."""

    name: Annotated[str, Field(min_length=1, max_length=300)] = Field(
        description="TenTepDinhKem or TenGiayTo; nothing personal."
    )
    code: Annotated[str, Field(max_length=64)] = Field(default="", description="MaThanhPhanHoSo or MaGiayToKetQua.")
    state: Annotated[int, Field(ge=0, le=3)] = Field(
        default=0,
        description="0 not digitised, 1 digitised, 2 reused from another component, 3 reused from another result.",
    )


class DossierStatus(Message):
    """What a villager may be told about a dossier: no name, no number of a person."""

    official_code: str = Field(repr=False)
    provisional_code: str | None = Field(repr=False, description="The code on the slip it grew from.")
    procedure: str
    status: int = Field(description="1-10 of the national list of dossier statuses.")
    received_ms: int | None
    due_ms: int | None
    finished_ms: int | None
    note: str | None = Field(description="A plain sentence for the villager; nothing personal.")
    holder_proof: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = Field(
        default=None,
        repr=False,
        description='HMAC-SHA-256, hex, of "holder " and the last four digits of the applicant\'s ID number; the key is'
        " the official code. Null where the province does not know the number. A machine asks for the digits before it"
        " tells more than the status to somebody who typed the code.",
    )
    papers: list[PaperName] = Field(
        default=[], max_length=PAPERS_OF_A_DOSSIER, description="TaiLieuNop: the papers that were handed in with it."
    )
    results: list[PaperName] = Field(
        default=[], max_length=PAPERS_OF_A_DOSSIER, description="DanhSachGiayToKetQua: the papers it ended in."
    )


class Change(Message):
    change_seq: int = Field(description="Grows in the order in which the province committed; has holes.")
    key: str = Field(description="What changed: an official dossier code, a procedure code.")
    op: str = Field(
        default=PUT, description='"put": `body` is the new state. A machine passes over what it does not know.'
    )
    body: dict[str, Any] = Field(
        description='The whole new state: of "dossiers" a DossierStatus, of "catalogue" the entry.'
    )


class Safe(Message):
    """What of one epoch of a machine lies in a backup that was restored for a test: every event up to `through`, less
    `holes`. Only that may be erased at the machine."""

    epoch: Uuid
    through: int
    holes: list[int] = Field(default=[], description="Numbers up to `through` that are not in it.")


class Reconciled(Answer):
    """Which of the ids asked for the province does not have (they are to be sent again), and what is safe for good."""

    missing_events: list[Uuid]
    missing_blobs: list[Sha256Hex]
    safe: list[Safe] = []
    safe_blobs: list[Sha256Hex] = Field(default=[], description="Of the blobs asked for, those in the backup.")
    backup_ms: int | None = Field(
        default=None,
        description="When the newest backup that was restored for a test was taken; null before the first.",
    )


class Changes(Answer):
    """A page ends on a whole row. Ask again with `after` = `next` until `more` is false."""

    stream: str
    changes: list[Change]
    next: int
    more: bool


class Found(Answer):
    dossier: DossierStatus


class Problem(Answer):
    """A refusal, as application/problem+json (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = Field(description="A Vietnamese sentence for people.")
    code: str = Field(json_schema_extra={"enum": [one.value for one in ProblemCode]})


def content_digest(piece: bytes) -> str:
    """Return the Content-Digest of a piece (RFC 9530)."""
    return f"sha-256=:{base64.b64encode(hashlib.sha256(piece).digest()).decode()}:"


def token_challenge(device_id: str, nonce: str) -> bytes:
    """Return the bytes a machine signs to get a token."""
    return f"mot-cua token 1\n{device_id}\n{nonce}".encode()
