"""How the link to the province is, for whoever looks after the hall: what waits, what was refused and what to do about
it, how the clock is, and whether what was sent is safe there. Nothing personal."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.clock import moment
from kiosk.errors import UnknownLetterError
from kiosk.languages import Texts
from kiosk.store import blob_queue, outbox, safe, sync_state
from kiosk.store.database import Store

CONFLICT, INVALID, DAMAGED, TOO_LARGE = "conflict", "invalid", "damaged", "too_large"
_ROOMS = frozenset({"submission", "ticket", "counter", "help", "rating", "service"})


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """Something the province refused, or a photographed paper that cannot be sent: what it is, since when, what to do;
    `code` of the submission it is about."""

    id: str
    what: str
    advice: str
    since: datetime
    code: str | None


@dataclass(frozen=True, slots=True)
class LinkReport:
    """`clock` is a sentence, "" while the clock is believed; `offset_ms` the province's clock minus this machine's own;
    `backup` when the province last tested a backup, `forgotten` what a restored province lost and nobody has any more.
    """

    enrolled: bool
    online: bool
    last_ok: datetime | None
    pending: int
    oldest: datetime | None
    clock: str
    offset_ms: int | None
    backup: datetime | None
    forgotten: int
    letters: tuple[DeadLetter, ...]


def link_report(store: Store, words: Texts) -> LinkReport:
    """Return how the link is now; `words` of the language to say it in."""
    with store.reading() as db:
        now = store.clock.now()
        status = sync_state.sync_status(db, now)
        letters = (
            *(_in_words(one, words) for one in outbox.dead_letters(db)),
            *(_paper_in_words(one, words) for one in blob_queue.dead_papers(db)),
        )
        backup_ms, forgotten = safe.backup_ms(db), sync_state.forgotten_there(db)
    return LinkReport(
        enrolled=status.device_id is not None,
        online=status.online,
        last_ok=_moment(status.last_ok_ms),
        pending=status.pending,
        oldest=_moment(status.oldest_pending_ms),
        clock=clock_warning(store, words),
        offset_ms=status.server_offset_ms,
        backup=_moment(backup_ms),
        forgotten=forgotten,
        letters=letters,
    )


def clock_warning(store: Store, words: Texts) -> str:
    """Return the sentence for staff about a doubtful clock, "" while nothing speaks against it."""
    doubt = store.clock.doubt()
    return words.say(f"life.clock.{doubt}") if doubt else ""


def send_again(store: Store, letter: str, clerk: str) -> None:
    """Let one refused message or paper be sent again.

    Raises:
        UnknownLetterError: it is not among the refused ones any more.
    """
    with store.act() as act:
        if not (outbox.revive_one(act.db, letter) or blob_queue.revive_one(act.db, letter)):
            raise UnknownLetterError
        act.record("sync.again", letter, clerk=clerk)


def _in_words(letter: outbox.DeadLetter, words: Texts) -> DeadLetter:
    room = letter.kind.partition(".")[0]
    reason = letter.problem.partition(":")[0]
    known = reason in (CONFLICT, INVALID, DAMAGED, TOO_LARGE)
    return DeadLetter(
        id=letter.event_id,
        what=words.say(f"life.letter.{room if room in _ROOMS else 'other'}"),
        advice=words.say(f"life.letter.do.{reason if known else 'refused'}"),
        since=moment(letter.wall_ms),
        code=letter.code,
    )


def _paper_in_words(paper: blob_queue.DeadPaper, words: Texts) -> DeadLetter:
    damaged = paper.problem == DAMAGED
    return DeadLetter(
        id=paper.blob,
        what=words.say("life.letter.paper"),
        advice=words.say(f"life.letter.paper.{DAMAGED if damaged else 'refused'}"),
        since=moment(paper.at_ms),
        code=paper.submission,
    )


def _moment(stored: int | None) -> datetime | None:
    return None if stored is None else moment(stored)
