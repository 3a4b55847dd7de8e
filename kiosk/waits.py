"""How long one waits, as it is told everywhere: cards, screens, papers, the board, a phone, a voice.

A forecast is a guess: it is told no finer than it is. Up to 10 minutes as it stands, then in steps of 5 minutes, above
an hour in half hours.
"""

from typing import Protocol

FINE, STEP, HOUR, HALF = 10, 5, 60, 30

Range = tuple[int, int]  # least, most: minutes


class Say(Protocol):
    def __call__(self, text_id: str, /, **values: str | int) -> str: ...


def rounded(minutes: Range) -> Range:
    """Return the same wait in steps that can be believed: the least downwards, the most upwards."""
    least, most = minutes
    if most <= FINE:
        return least, most
    return _down(least), -_down(-most)


def wait_in_short(minutes: Range | None, say: Say) -> str:
    """Return "10–20 phút", "dưới 15 phút" or "hơn 1 giờ"; "" while nobody can tell."""
    if minutes is None:
        return ""
    least, most = rounded(minutes)
    if most == 0:
        return say("wait.short.none")
    if least == most:
        return say("wait.short.about", most=_length(most, say))
    if least >= HOUR:
        return say("wait.short.more", least=_length(least, say))
    if least == 0 or most > HOUR:
        return say("wait.short.most", most=_length(most, say))
    return say("wait.short.between", least=least, most=most)


def wait_in_words(minutes: Range | None, say: Say) -> str:
    """Return the same as a sentence, also while nobody can tell."""
    if minutes is None:
        return say("wait.unknown")
    least, most = rounded(minutes)
    if most == 0:
        return say("wait.soon")
    if least == 0:
        return say("wait.most", most=_length(most, say))
    if least == most:
        return say("wait.about", most=_length(most, say))
    return say("wait.between", least=least if most < HOUR else _length(least, say), most=_length(most, say))


def _down(minutes: int) -> int:
    """Return the step at or below; given a negative number, minus the step at or above."""
    step = HALF if abs(minutes) > HOUR else STEP
    return minutes // step * step


def _length(minutes: int, say: Say) -> str:
    """Return "25 phút", "1 giờ", "2 giờ rưỡi"."""
    if minutes < HOUR:
        return say("wait.minute") if minutes == 1 else say("wait.minutes", count=minutes)
    hours, rest = divmod(minutes, HOUR)
    if rest:
        return say("wait.hours.half", count=hours)
    return say("wait.hour") if hours == 1 else say("wait.hours", count=hours)
