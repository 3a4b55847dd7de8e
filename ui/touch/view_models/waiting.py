"""What several screens say of the counter one waits for."""

from collections.abc import Sequence

from kiosk.config import Settings
from ui.touch.words import Say

MOST_DIRECTIONS = 2  # more than two places at once help nobody to find one


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
