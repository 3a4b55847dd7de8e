"""The result check: what this machine knows about a dossier, with the moment up to which it knows it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast

from kiosk.clock import Clock, hall_day, moment
from kiosk.dossiers.codes import parse_dossier_code
from kiosk.dossiers.due import Timeliness, timeliness
from kiosk.dossiers.provisional import parse as parse_provisional
from kiosk.dossiers.secret import code_key
from kiosk.dossiers.statuses import Status, status
from kiosk.errors import MistypedCodeError, NotADossierCodeError
from kiosk.languages import texts
from kiosk.store import dossiers
from kiosk.store.database import Store


@dataclass(frozen=True, slots=True)
class KnownResult:
    """The province has told about this dossier.

    Attributes:
        code: the code that was asked for, well written; the official one where this machine has it.
        as_of: up to when this machine knows: the last time it had all changes, or when this one came.
    """

    code: str
    status: Status
    procedure: str | None
    received: datetime | None
    due: datetime | None
    timeliness: Timeliness
    note: str
    as_of: datetime

    def sentence(self, language: str = "vi") -> str:
        return texts(language).say(self.status.sentence_id)

    def lines(self, language: str = "vi") -> tuple[str, ...]:
        """Return what stands below the sentence: the next step, the remark, the due date, how old the data are."""
        say = texts(language).say
        lines = [say(self.status.next_id), self.note]
        if self.due:
            lines.append(say("dossier.due", time=f"{self.due:%H:%M}", date=f"{self.due:%d/%m/%Y}"))
        if self.timeliness != "none":
            lines.append(say(f"dossier.timeliness.{self.timeliness}"))
        return (*(one for one in lines if one), _as_of(self.as_of, language))


@dataclass(frozen=True, slots=True)
class SavedResult:
    """A submission made at this machine about which the province has told no status yet."""

    code: str
    state: Literal["draft", "saved", "received", "refused"]
    as_of: datetime

    def sentence(self, language: str = "vi") -> str:
        return texts(language).say(f"dossier.saved.{self.state}")

    def lines(self, language: str = "vi") -> tuple[str, ...]:
        return (texts(language).say(f"dossier.saved.{self.state}.next"), _as_of(self.as_of, language))


@dataclass(frozen=True, slots=True)
class UnseenResult:
    """This machine knows nothing about the code, which does not mean that there is nothing.

    Attributes:
        as_of: the last time this machine had all changes; None when it never had.
    """

    code: str
    provisional: bool
    as_of: datetime | None

    def sentence(self, language: str = "vi") -> str:
        return texts(language).say("dossier.unseen")

    def lines(self, language: str = "vi") -> tuple[str, ...]:
        """Return what may be the reason, what to do, how old the data are."""
        say = texts(language).say
        reason = say("dossier.unseen.other_machine" if self.provisional else "dossier.unseen.mistyped")
        age = _as_of(self.as_of, language) if self.as_of else say("dossier.never_told")
        return (reason, say("dossier.unseen.too_new"), say("dossier.unseen.next"), age)


Result = KnownResult | SavedResult | UnseenResult


class ResultCheck:
    """Answers from the local copy only; works with the link down.

    Args:
        secret: kiosk.dossiers.secret.lookup_secret.
    """

    def __init__(self, store: Store, secret: bytes, clock: Clock) -> None:
        self._store = store
        self._secret = secret
        self._clock = clock

    def look_up(self, text: str) -> Result:
        """Return what is known about a dossier code or a provisional code, as scanned or typed.

        Raises:
            NotADossierCodeError, MistypedCodeError: the text cannot be a code.
        """
        try:
            return self._provisional(parse_provisional(text).text)
        except MistypedCodeError:
            raise
        except NotADossierCodeError:
            code = parse_dossier_code(text, hall_day(self._clock.now())).text
        return self._told(code, self._key(code)) or UnseenResult(code, provisional=False, as_of=self._caught_up())

    def _provisional(self, code: str) -> Result:
        submission = dossiers.submission(self._store.db, code)
        official = submission.official_code if submission else None
        key = self._key(official) if official else dossiers.key_of_alias(self._store.db, self._key(code))
        if key and (told := self._told(official or code, key)):
            return told
        if submission is None:
            return UnseenResult(code, provisional=True, as_of=self._caught_up())
        state = cast('Literal["draft", "saved", "received", "refused"]', submission.state)
        return SavedResult(official or code, state, moment(submission.changed_ms))

    def _told(self, code: str, key: bytes) -> KnownResult | None:
        row = dossiers.get(self._store.db, key)
        if row is None:
            return None
        known, due, finished = status(row.status), _moment(row.due_ms), _moment(row.finished_ms)
        return KnownResult(
            code=code,
            status=known,
            procedure=row.procedure,
            received=_moment(row.received_ms),
            due=due,
            timeliness=timeliness(known, due, finished, hall_day(self._clock.now())),
            note=row.note,
            as_of=moment(max(row.told_ms, dossiers.caught_up_ms(self._store.db) or 0)),
        )

    def _caught_up(self) -> datetime | None:
        return _moment(dossiers.caught_up_ms(self._store.db))

    def _key(self, code: str) -> bytes:
        return code_key(self._secret, code)


def _moment(stored: int | None) -> datetime | None:
    return None if stored is None else moment(stored)


def _as_of(at: datetime, language: str) -> str:
    return texts(language).say("dossier.as_of", time=f"{at:%H:%M}", date=f"{at:%d/%m}")
