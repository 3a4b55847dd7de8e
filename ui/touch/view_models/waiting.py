"""What several screens say of waiting: how long, and where the counter is."""

from collections.abc import Sequence

from kiosk.config import Settings
from ui.touch.words import Say

MOST_DIRECTIONS = 2  # more than two places at once help nobody to find one


def minutes_in_words(minutes: tuple[int, int] | None, say: Say) -> str:
    """Return "10–20 phút"; "" while nobody can tell."""
    if minutes is None:
        return ""
    least, most = minutes
    if most == 0:
        return say("ticket.minutes.none")
    if least == 0:
        return say("ticket.minutes.most", most=most)
    return say("ticket.minutes.one", most=most) if least == most else say("ticket.minutes", least=least, most=most)


def wait_in_words(minutes: tuple[int, int] | None, say: Say) -> str:
    """Return the same as a sentence."""
    if minutes is None:
        return say("ticket.wait.unknown")
    least, most = minutes
    if most == 0:
        return say("ticket.wait.soon")
    if least == 0:
        return say("ticket.wait.most", most=most)
    return say("ticket.wait.about", most=most) if least == most else say("ticket.wait", least=least, most=most)


def counters_in_words(counters: Sequence[int], settings: Settings, say: Say) -> str:
    """Return where to go when the number is called, with the way there."""
    if not counters:
        return say("ticket.counters.none")
    said = say("ticket.counters", numbers=", ".join(str(one) for one in counters))
    return "\n".join([said, *directions(counters, settings, say)])


def directions(counters: Sequence[int], settings: Settings, say: Say) -> list[str]:
    """Return "Quầy 2: bên trái" for each counter whose place the hall has described, none for a crowd of them."""
    places = [one for number in counters if (one := settings.counter(number)) and one.direction]
    if len(counters) > MOST_DIRECTIONS:
        return []
    return [say("ticket.direction", counter=one.number, direction=one.direction) for one in places]
