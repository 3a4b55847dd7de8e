"""Whether a number is given now, and if not, why: hours, holidays, counters, quota. Said before a number is taken."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from kiosk.clock import HALL_ZONE
from kiosk.config import LAST_NUMBER, Settings
from kiosk.dossiers import calendar
from kiosk.errors import HallClosedError, HolidayError, NoCounterTodayError, NoNumbersLeftError, NotTakingError
from kiosk.hours import Timetable
from kiosk.languages import texts
from kiosk.queue.look import Look


@dataclass(frozen=True, slots=True)
class Admission:
    """`why` is a text id, None when numbers are given; `opens_at` is when they are given again, a little before the
    hall opens; `left` is what a quota leaves, None without one."""

    why: str | None = None
    opens_at: datetime | None = None
    left: int | None = None

    @property
    def takes(self) -> bool:
        return self.why is None

    def sentence(self, language: str = "vi") -> str:
        """Return why no number is given, for a person; "" when it is."""
        if self.why is None:
            return ""
        if self.opens_at is not None:
            return texts(language).say("queue.why.closed_until", opens=opening_in_words(self.opens_at, language))
        return texts(language).say(self.why)

    def in_short(self, today: date, language: str = "vi") -> str:
        """Return the same in a few words, as a board has room for: "Hết số hôm nay", "Lấy số từ 13:00"."""
        if self.why is None:
            return ""
        words = texts(language)
        if self.opens_at is None:
            return words.say(f"queue.short.{self.why.rpartition('.')[2]}")
        weekday = words.say(f"queue.weekday.{self.opens_at.weekday()}")
        soon = self.opens_at.date() == today
        return words.say(f"queue.short.{'today' if soon else 'later'}", time=f"{self.opens_at:%H:%M}", weekday=weekday)


class Doors:
    """The hall's hours and quotas.

    Args:
        numbers: the first and the last that may be given here.
    """

    def __init__(self, settings: Settings, numbers: tuple[int, int] = (1, LAST_NUMBER)) -> None:
        self._numbers = numbers
        weekday_of = partial(_weekday, holidays=settings.hall.holidays)
        self._settings = settings
        self._tables = {
            one.letter: Timetable(one.hours or settings.hall.hours, weekday_of) for one in settings.services
        }
        self._early = timedelta(minutes=settings.queue.early_minutes)

    def admission(self, service: str, look: Look) -> Admission:
        """Return whether a number of `service` is given now."""
        table, now = self._tables[service], look.now.astimezone(HALL_ZONE)
        quota = self._quota(service)
        left = None if quota == 0 else max(0, quota - look.issued(service))
        if not table.is_open(now, self._early):
            holiday = self._settings.hall.holidays and calendar.is_holiday(now.date())
            opens = table.opens_at(now)
            from_then = None if opens is None else opens - self._early
            return Admission("queue.why.holiday" if holiday else "queue.why.closed_now", from_then, left)
        if left == 0:
            return Admission("queue.why.no_numbers", left=0)
        if self._are_used_up(service, look):
            return Admission("queue.why.no_numbers", left=0)
        if not self.will_serve(service, look):
            return Admission("queue.why.no_counter", left=left)
        return Admission(left=left)

    def will_serve(self, service: str, look: Look) -> bool:
        """Say whether a counter that has not closed for today serves it, or it opens again today."""
        return look.will_serve(service) or self._tables[service].opens_again_today(look.now.astimezone(HALL_ZONE))

    def must_take(self, service: str, look: Look) -> None:
        """
        Raises:
            NotTakingError: no number is given now; the sentence says why.
        """
        found = self.admission(service, look)
        if found.takes or self._are_used_up(service, look):  # the last number says so itself
            return
        opens = opening_in_words(found.opens_at) if found.opens_at else texts("vi").say("queue.opens_unknown")
        name = next(one.name for one in self._settings.services if one.letter == service)
        raise _ERRORS[found.why or ""](service=name, opens=opens)

    def _are_used_up(self, service: str, look: Look) -> bool:
        return look.last_number(service, self._numbers) >= self._numbers[1]

    def _quota(self, service: str) -> int:
        one = self._settings.service(service)
        return one.daily_quota if one else 0


_ERRORS: dict[str, type[NotTakingError]] = {
    "queue.why.closed_now": HallClosedError,
    "queue.why.holiday": HolidayError,
    "queue.why.no_numbers": NoNumbersLeftError,
    "queue.why.no_counter": NoCounterTodayError,
}


def _weekday(day: date, holidays: bool) -> int | None:
    return calendar.weekday_of(day) if holidays else day.weekday()


def opening_in_words(at: datetime, language: str = "vi") -> str:
    """Return "lúc 13:30, thứ Hai 23/11"."""
    words = texts(language)
    return words.say(
        "queue.opens_at", time=f"{at:%H:%M}", weekday=words.say(f"queue.weekday.{at.weekday()}"), date=f"{at:%d/%m}"
    )
