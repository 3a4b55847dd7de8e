"""Every error this software raises on purpose, as one tree.

An error names a text id and the values that go into it; `str(error)` is the Vietnamese sentence that a
person reads: what happened, what still holds, what to do. Adapters turn foreign errors into these with
`raise ... from error`. Nothing personal goes into the values, because errors are logged.

KioskError
├── ConfigError            the hall's settings cannot be read
│   ├── WrongChangeError   a hall would not start with what a manager wants to save
│   └── SettingsChangedError  somebody else has written them meanwhile
├── CalendarError          the file of days off cannot be used; the one before holds
├── StoreError             the local file cannot be used
│   └── JournalBrokenError a journal entry no longer matches its chain
├── RequestReusedError     a request id came back with another wish
├── QueueError
│   ├── UnknownServiceError, UnknownCounterError, UnknownTicketError, UnknownHelpCallError
│   ├── OutOfNumbersError
│   ├── NotTakingError     no number is given now
│   │   └── HallClosedError, HolidayError, NoCounterTodayError, NoNumbersLeftError
│   ├── UnknownClassError
│   ├── StaleVersionError  the ticket changed since the caller saw it
│   ├── WrongStateError    the act does not fit the ticket's state
│   ├── DayOverError       the ticket is of another day
│   ├── NobodyServesError  a transfer to where nobody calls any more today
│   ├── CounterBusyError   the counter already serves somebody
│   ├── SameQueueError     a transfer to where the ticket is
│   ├── NothingToUndoError
│   ├── HallRefusedError   the hall server said no, in its own sentence
│   ├── RatingError        RatingEarlyError, RatingFinalError, RatingOverError, UnknownReasonError
│   └── WrongDaysError     statistics of no day, or of too many
├── HallDownError          the hall server does not answer a second kiosk; HallDeniedError: it does not know the kiosk
├── CatalogueError
│   ├── ImportFileError
│   └── UnknownProcedureError
├── ReadingError           what was scanned or typed is not what it should be
│   ├── NotADossierCodeError, NotACardError
│   │   └── MistypedCodeError  the shape of a code, with a digit or letter that cannot be
│   ├── WrongDigitsError   not the last digits of the applicant's number
│   ├── TornSlipError      the QR code of a resume slip, with a part missing
│   ├── UnreadableImageError
│   │   └── TooLargeImageError
│   ├── WrongCornersError  the four corners of a page that a person set span no page
│   ├── NoPageError        no picture gave a page: nothing was written
│   ├── PageFileError      the file with the pages could not be written
│   └── BroughtFileError   a file from a villager's USB stick cannot be used
│       └── LargeFileError, ProgramFileError, OtherFileError, BrokenPdfError, LockedPdfError, ActivePdfError,
│           LargePictureError, BrokenPictureError, PoorPictureError, GoneFileError
├── EarlierError           an earlier dossier cannot be brought forward; papers are brought as usual
│   └── NotProvableError, NothingToReuseError, EarlierUnknownError, EarlierUnheardError
├── FormError
│   ├── FormDefinitionError
│   ├── UnknownDraftError
│   ├── ErasedError        its content was kept as long as it may be
│   ├── ResumeError        a draft that its slip does not open here
│   │   ├── ForeignSlipError, DraftExpiredError, DraftSentError, FormGoneError
│   │   └── WrongLastDigitsError, TriesOverError, NoDraftKeysError
│   ├── SubmissionClosedError  it was saved; what comes now happens at the counter
│   │   └── TakenOverError     a clerk goes on with it at a counter
│   └── DeskError              an act of a clerk on a submission is not done
│       ├── StaleSubmissionError   it changed since the clerk saw it
│       ├── WrongStageError        the act does not fit where it stands
│       ├── WrongAnswerError       what was answered must be put right; DoubtfulAnswerError: or said once more
│       ├── DoubtfulActError       it may be meant; said once more it is done
│       ├── QuestionGoneError      this question does not show (any more)
│       ├── UnfinishedError        a question is open
│       └── NothingSaidError, CodeTakenError, NoSheetError
├── SealError
│   ├── BlobError          a photographed paper is gone or damaged
│   ├── OpeningKeyError    the key is damaged, or not the one it was sealed to
│   └── NoDeskKeyError     this server was started without the desk's key
├── PrintError             the paper did not come out, or nobody knows whether it did
├── SoundError             this machine cannot play a sound
├── SyncError
│   ├── LinkDownError      no province at the other end (also a captive portal)
│   ├── RefusedError       the province said no
│   ├── RevokedError       this device may not send any more; nothing is deleted
│   ├── NotEnrolledError   the province does not know this machine yet
│   │   └── NotJoinedError  the nation does not know this province yet
│   ├── WorkerRunningError another process of this hall already sends
│   │   └── SenderRunningError  another process of this province already sends messages to villagers
│   ├── WrongRootError     the province's root is not the one that was handed over at enrolment
│   └── UpdateRefusedError what came is not signed as it should be; the last good stays
│       └── UpdateExpiredError it was signed too long ago
├── ExchangeError          between a province and the national exchange
│   ├── ExchangeDownError  no answer of the exchange; ExchangeRunningError: another process already sends
│   └── ExchangeRefusedError  it said no
│       └── ExchangeLoginError
├── SigningError           nothing new is published
│   ├── SigningKeyError    the file is no key that can be used
│   └── UnsignableError    the signatures or keys that it needs are not there
└── AccessError            not logged in; WrongPinError
    ├── NotAllowedError    logged in, but this is somebody else's business
    ├── StalePageError     the page's token does not belong to the session any more
    ├── TooManyTriesError  wrong PINs; wait
    │   └── TooManyPasswordsError; TooOftenError: a stranger asks again and again
    ├── LastManagerError, ClerkKnownError, UnknownClerkError
    ├── WeakPinError
    ├── WrongPasswordError, WeakPasswordError
    └── OfficialKnownError, UnknownOfficialError, OfficialNameError
"""

from typing import ClassVar

from kiosk.languages import texts


class KioskError(Exception):
    """Something a person should be told about. Subclasses set `text_id`."""

    text_id: ClassVar[str] = "error.unexpected"

    def __init__(self, **values: str | int) -> None:
        super().__init__(self.text_id, values)
        self.values = values

    def sentence(self, language: str = "vi") -> str:
        """Return the sentence to show or speak in `language`."""
        return texts(language).say(self.text_id, **self.values)

    def __str__(self) -> str:
        return self.sentence()


class ConfigError(KioskError):
    text_id = "error.config"


class CalendarError(KioskError):
    text_id = "error.calendar"


class WrongChangeError(ConfigError):
    text_id = "error.wrong_change"


class SettingsChangedError(ConfigError):
    text_id = "error.settings_changed"


class StoreError(KioskError):
    text_id = "error.store"


class JournalBrokenError(StoreError):
    text_id = "error.journal_broken"


class RequestReusedError(KioskError):
    text_id = "error.request_reused"


class QueueError(KioskError):
    text_id = "error.queue"


class UnknownServiceError(QueueError):
    text_id = "error.unknown_service"


class UnknownCounterError(QueueError):
    text_id = "error.unknown_counter"


class UnknownTicketError(QueueError):
    text_id = "error.unknown_ticket"


class UnknownHelpCallError(QueueError):
    text_id = "error.unknown_help_call"


class OutOfNumbersError(QueueError):
    text_id = "error.out_of_numbers"


class StaleVersionError(QueueError):
    text_id = "error.stale_version"


class WrongStateError(QueueError):
    text_id = "error.wrong_state"


class DayOverError(QueueError):
    text_id = "error.day_over"


class NobodyServesError(QueueError):
    text_id = "error.nobody_serves"


class CounterBusyError(QueueError):
    text_id = "error.counter_busy"


class SameQueueError(QueueError):
    text_id = "error.same_queue"


class NothingToUndoError(QueueError):
    text_id = "error.nothing_to_undo"


class UnknownClassError(QueueError):
    text_id = "error.unknown_class"


class NotTakingError(QueueError):
    """No number is given now. Subclasses say why."""

    text_id = "error.no_counter_today"


class HallClosedError(NotTakingError):
    text_id = "error.hall_closed"


class HolidayError(NotTakingError):
    text_id = "error.holiday"


class NoCounterTodayError(NotTakingError):
    text_id = "error.no_counter_today"


class NoNumbersLeftError(NotTakingError):
    text_id = "error.no_numbers_left"


class HallRefusedError(QueueError):
    text_id = "error.hall_refused"


class RatingError(QueueError):
    text_id = "error.rating"


class RatingEarlyError(RatingError):
    text_id = "error.rating_early"


class RatingFinalError(RatingError):
    text_id = "error.rating_final"


class RatingOverError(RatingError):
    text_id = "error.rating_over"


class UnknownReasonError(RatingError):
    text_id = "error.unknown_reason"


class HallDownError(KioskError):
    text_id = "error.hall_down"


class HallDeniedError(HallDownError):
    text_id = "error.hall_denied"


class WrongDaysError(QueueError):
    text_id = "error.wrong_days"


class CatalogueError(KioskError):
    text_id = "error.catalogue"


class ImportFileError(CatalogueError):
    text_id = "error.import_file"


class WrongFactError(CatalogueError):
    text_id = "error.wrong_fact"


class NothingToTakeBackError(CatalogueError):
    text_id = "error.nothing_to_take_back"


class UnknownProcedureError(CatalogueError):
    text_id = "error.unknown_procedure"


class ReadingError(KioskError):
    text_id = "error.reading"


class NotADossierCodeError(ReadingError):
    text_id = "error.not_a_dossier_code"


class MistypedCodeError(NotADossierCodeError):
    text_id = "error.mistyped_code"


class WrongDigitsError(ReadingError):
    text_id = "error.wrong_digits"


class NotACardError(ReadingError):
    text_id = "error.not_a_card"


class UnreadableImageError(ReadingError):
    text_id = "error.unreadable_image"


class TooLargeImageError(UnreadableImageError):
    text_id = "error.too_large_image"


class WrongCornersError(ReadingError):
    text_id = "error.wrong_corners"


class NoPageError(ReadingError):
    text_id = "error.no_page"


class PageFileError(ReadingError):
    text_id = "error.page_file"


class BroughtFileError(ReadingError):
    """No file name goes into the values: it tells about people, and errors are logged."""

    text_id = "error.brought_file"


class LargeFileError(BroughtFileError):
    text_id = "error.brought_large"


class ProgramFileError(BroughtFileError):
    text_id = "error.brought_program"


class OtherFileError(BroughtFileError):
    text_id = "error.brought_other"


class BrokenPdfError(BroughtFileError):
    text_id = "error.brought_broken_pdf"


class LockedPdfError(BroughtFileError):
    text_id = "error.brought_locked_pdf"


class ActivePdfError(BroughtFileError):
    text_id = "error.brought_active_pdf"


class LargePictureError(BroughtFileError):
    text_id = "error.brought_large_picture"


class BrokenPictureError(BroughtFileError):
    text_id = "error.brought_broken_picture"


class PoorPictureError(BroughtFileError):
    text_id = "error.brought_poor_picture"


class GoneFileError(BroughtFileError):
    text_id = "error.brought_gone"


class EarlierError(KioskError):
    text_id = "error.earlier"


class NotProvableError(EarlierError):
    text_id = "error.earlier.not_provable"


class NothingToReuseError(EarlierError):
    text_id = "error.earlier.nothing"


class EarlierUnknownError(EarlierError):
    text_id = "error.earlier.unknown"


class EarlierUnheardError(EarlierError):
    text_id = "error.earlier.unheard"


class FormError(KioskError):
    text_id = "error.form"


class FormDefinitionError(FormError):
    text_id = "error.form_definition"


class UnknownDraftError(FormError):
    text_id = "error.unknown_draft"


class ErasedError(FormError):
    text_id = "error.erased"


class SubmissionClosedError(FormError):
    text_id = "error.submission_closed"


class TakenOverError(SubmissionClosedError):
    text_id = "error.taken_over"


class DeskError(FormError):
    text_id = "error.desk"


class StaleSubmissionError(DeskError):
    text_id = "error.stale_submission"


class WrongStageError(DeskError):
    text_id = "error.wrong_stage"


class _ProblemError(DeskError):
    """`problem` is itself a text id; the other values go into its sentence."""

    def sentence(self, language: str = "vi") -> str:
        values = {name: value for name, value in self.values.items() if name != "problem"}
        return texts(language).say(str(self.values["problem"]), **values)


class WrongAnswerError(_ProblemError):
    text_id = "error.wrong_answer"


class DoubtfulAnswerError(WrongAnswerError):
    text_id = "error.doubtful_answer"


class DoubtfulActError(_ProblemError):
    text_id = "error.doubtful_act"


class QuestionGoneError(DeskError):
    text_id = "error.question_gone"


class UnfinishedError(DeskError):
    text_id = "error.unfinished"


class NothingSaidError(_ProblemError):
    text_id = "error.nothing_said"


class CodeTakenError(DeskError):
    text_id = "error.code_taken"


class NoSheetError(DeskError):
    text_id = "error.no_sheet"


class TornSlipError(ReadingError):
    text_id = "error.torn_slip"


class ResumeError(FormError):
    """A draft that its slip does not open here; each reason has a sentence of its own."""


class ForeignSlipError(ResumeError):
    text_id = "error.foreign_slip"


class DraftExpiredError(ResumeError):
    text_id = "error.draft_expired"


class DraftSentError(ResumeError):
    text_id = "error.draft_sent"


class FormGoneError(ResumeError):
    text_id = "error.form_gone"


class WrongLastDigitsError(ResumeError):
    text_id = "error.wrong_last_digits"


class TriesOverError(ResumeError):
    text_id = "error.tries_over"


class NoDraftKeysError(ResumeError):
    text_id = "error.no_draft_keys"


class SealError(KioskError):
    text_id = "error.seal"


class BlobError(SealError):
    text_id = "error.blob"


class OpeningKeyError(SealError):
    text_id = "error.opening_key"


class NoDeskKeyError(SealError):
    text_id = "error.no_desk_key"


class PrintError(KioskError):
    """`problem` is itself a text id, such as "print.paper_out", so that it is told in the reader's language."""

    text_id = "error.print"

    @property
    def problem(self) -> str:
        return str(self.values.get("problem", self.text_id))

    def sentence(self, language: str = "vi") -> str:
        return texts(language).say(self.text_id, problem=texts(language).say(self.problem))


class SoundError(KioskError):
    text_id = "error.sound"


class SyncError(KioskError):
    text_id = "error.sync"


class LinkDownError(SyncError):
    text_id = "error.link_down"


class RefusedError(SyncError):
    text_id = "error.refused"


class RevokedError(SyncError):
    text_id = "error.revoked"


class UnknownLetterError(SyncError):
    text_id = "error.unknown_letter"


class NotEnrolledError(SyncError):
    text_id = "error.not_enrolled"


class NotJoinedError(NotEnrolledError):
    text_id = "error.not_joined"


class WorkerRunningError(SyncError):
    text_id = "error.worker_running"


class SenderRunningError(WorkerRunningError):
    text_id = "error.sender_running"


class ExchangeError(KioskError):
    text_id = "error.exchange"


class ExchangeDownError(ExchangeError):
    text_id = "error.exchange_down"


class ExchangeRunningError(ExchangeError):
    text_id = "error.exchange_running"


class ExchangeRefusedError(ExchangeError):
    """`values`: the far side's error `code`, and its `reason` in its own words."""

    text_id = "error.exchange_refused"


class ExchangeLoginError(ExchangeRefusedError):
    text_id = "error.exchange_login"


class WrongRootError(SyncError):
    text_id = "error.wrong_root"


class UpdateRefusedError(SyncError):
    text_id = "error.update_refused"


class UpdateExpiredError(UpdateRefusedError):
    text_id = "error.update_expired"


class SigningError(KioskError):
    text_id = "error.unsignable"


class SigningKeyError(SigningError):
    text_id = "error.signing_key"


class UnsignableError(SigningError):
    text_id = "error.unsignable"


class AccessError(KioskError):
    text_id = "error.access"


class LastManagerError(AccessError):
    text_id = "error.last_manager"


class ClerkKnownError(AccessError):
    text_id = "error.clerk_known"


class UnknownClerkError(AccessError):
    text_id = "error.unknown_clerk"


class WrongPinError(AccessError):
    text_id = "error.wrong_pin"


class NotAllowedError(AccessError):
    text_id = "error.not_allowed"


class StalePageError(AccessError):
    text_id = "error.stale_page"


class TooManyTriesError(AccessError):
    text_id = "error.too_many_tries"


class TooOftenError(TooManyTriesError):
    text_id = "error.too_often"


class TooManyPasswordsError(TooManyTriesError):
    text_id = "error.too_many_passwords"


class WeakPinError(AccessError):
    text_id = "error.weak_pin"


class WrongPasswordError(AccessError):
    text_id = "error.wrong_password"


class WeakPasswordError(AccessError):
    text_id = "error.weak_password"


class OfficialKnownError(AccessError):
    text_id = "error.official_known"


class UnknownOfficialError(AccessError):
    text_id = "error.unknown_official"


class OfficialNameError(AccessError):
    text_id = "error.official_name"
