"""The result check: what this machine knows about a dossier, and what the province says when it is asked.

Who has the paper in hand (it was scanned) is told everything. Codes are easily guessed, so a typed one tells the status
alone, until the last four digits of the applicant's ID number are typed too.
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import cast

from kiosk.clock import Clock, hall_day, moment
from kiosk.dossiers.codes import parse_dossier_code
from kiosk.dossiers.due import timeliness
from kiosk.dossiers.named import NO_PAPERS, NamedPapers
from kiosk.dossiers.provisional import parse as parse_provisional
from kiosk.dossiers.results import KnownResult, Result, SavedResult, SavedState, UnseenResult
from kiosk.dossiers.secret import code_key, holder_proof
from kiosk.dossiers.statuses import status
from kiosk.dossiers.told import StatusChange, told_row
from kiosk.errors import MistypedCodeError, NotADossierCodeError, WrongDigitsError
from kiosk.store import dossiers
from kiosk.store.database import Store
from kiosk.store.desk import ToldAtDesk
from kiosk.store.sync_state import sync_status

FRESH = timedelta(minutes=10)  # knowledge as young as this needs no question to the province
TRIES = 3  # wrong digits for one dossier on one day; then the status is all that this machine tells

AskProvince = Callable[[str], StatusChange | None]  # may take seconds; SyncError where there is no answer


@dataclass(frozen=True, slots=True)
class Claim:
    """What a villager shows: the code as scanned or typed, and the digits typed with it.

    `digits`: the last four of the applicant's ID number, None where they were not asked for or not known.
    """

    code: str = field(repr=False)
    typed: bool = False
    digits: str | None = field(default=None, repr=False)


class ResultCheck:
    """Answers from the local copy, with the link down too; `ask` goes to the province.

    Args:
        secret: kiosk.dossiers.secret.lookup_secret.
        province: None where nobody can be asked.
    """

    def __init__(self, store: Store, secret: bytes, clock: Clock, province: AskProvince | None = None) -> None:
        self._store = store
        self._secret = secret
        self._clock = clock
        self._province = province
        self._wrong: dict[bytes, int] = {}
        self._wrong_on: date | None = None

    def look_up(self, claim: Claim | str) -> Result:
        """Return what this machine knows; a bare text is a code that was scanned.

        Raises:
            NotADossierCodeError, MistypedCodeError: the text cannot be a code.
            WrongDigitsError: the digits are not the applicant's.
        """
        claim = Claim(claim) if isinstance(claim, str) else claim
        code, provisional = self._written(claim.code)
        if not provisional:
            row = dossiers.get(self._store.db, self._key(code))
            return self._known(row, code, code, claim) if row else self._unseen(code, provisional=False)
        return self._submission(code, claim)

    def should_ask(self, result: Result) -> bool:
        """Whether the province may know more than `result`, and the line to it is up."""
        if self._province is None or (
            isinstance(result, SavedResult) and result.state in ("draft", "expired", "saved")
        ):
            return False
        now = self._clock.now()
        if isinstance(result, KnownResult) and now - result.as_of < FRESH:
            return False
        return sync_status(self._store.db, now).online

    def ask(self, claim: Claim) -> Result:
        """Ask the province, which may take seconds. Nothing of the answer is kept.

        Raises:
            SyncError: no answer now.
            NotADossierCodeError, WrongDigitsError: as in `look_up`.
        """
        code, provisional = self._written(claim.code)
        said = self._province(code) if self._province else None
        now = self._clock.now()
        if said is None:
            return UnseenResult(code, provisional=provisional, as_of=now)
        found = self._known(told_row(self._secret, said, now), said.code, said.code, claim)
        return replace(found, as_of=now)

    def _submission(self, code: str, claim: Claim) -> Result:
        submission = dossiers.submission(self._store.db, code)
        official = submission.official_code if submission else None
        key = self._key(official) if official else dossiers.key_of_alias(self._store.db, self._key(code))
        if key and (row := dossiers.get(self._store.db, key)):
            return self._known(row, official or code, official, claim)
        if submission is None:
            return self._unseen(code, provisional=True)
        told = (submission.told if not claim.typed else None) or ToldAtDesk()
        return SavedResult(
            official or code, cast("SavedState", submission.state), moment(submission.changed_ms),
            papers=told.papers, more=told.more, laws=told.laws,
        )  # fmt: skip

    def _known(self, row: dossiers.ToldRow, code: str, official: str | None, claim: Claim) -> KnownResult:
        known, finished = status(row.status), _moment(row.finished_ms)
        due = _moment(row.due_ms) if known.promises else None
        whole = KnownResult(
            code=code,
            status=known,
            procedure=row.procedure,
            received=_moment(row.received_ms),
            due=due,
            timeliness=timeliness(known, due, finished, hall_day(self._clock.now())),
            note=row.note,
            as_of=moment(max(row.told_ms, dossiers.caught_up_ms(self._store.db) or 0)),
            papers=NamedPapers.from_text(row.papers),
        )
        if not claim.typed:
            return whole
        provable = official is not None and row.holder_key is not None and self._tries_left(row.code_key)
        if provable and claim.digits is not None:
            if self._fits(row, official or "", claim.digits):
                return whole
            if self._tries_left(row.code_key):
                raise WrongDigitsError
            provable = False
        told = "asks" if provable else "status"
        bare = replace(whole, procedure=None, received=None, due=None, timeliness="none", note="", told=told)
        return replace(bare, papers=NO_PAPERS)

    def _fits(self, row: dossiers.ToldRow, official: str, digits: str) -> bool:
        """Compare the digits, and count those that do not fit."""
        shown = self._key(holder_proof(official, digits))
        if hmac.compare_digest(shown, row.holder_key or b""):
            return True
        self._wrong[row.code_key] = self._wrong.get(row.code_key, 0) + 1
        return False

    def _tries_left(self, key: bytes) -> bool:
        today = hall_day(self._clock.now())
        if today != self._wrong_on:
            self._wrong, self._wrong_on = {}, today
        return self._wrong.get(key, 0) < TRIES

    def _unseen(self, code: str, *, provisional: bool) -> UnseenResult:
        return UnseenResult(code, provisional, _moment(dossiers.caught_up_ms(self._store.db)))

    def _written(self, text: str) -> tuple[str, bool]:
        """Return the code well written, and whether it is a provisional one."""
        try:
            return parse_provisional(text).text, True
        except MistypedCodeError:
            raise
        except NotADossierCodeError:
            return parse_dossier_code(text, hall_day(self._clock.now())).text, False

    def _key(self, code: str) -> bytes:
        return code_key(self._secret, code)


def _moment(stored: int | None) -> datetime | None:
    return None if stored is None else moment(stored)
