"""Which clips say a call, in which order and with how much silence after each. A clip is one sound file.

`CLIPS` is also the list of what a person records to replace the built voice: name of the file, words to say.
"""

import re
from dataclasses import dataclass

from kiosk.voice.letters import LETTERS
from kiosk.voice.numbers import DIGITS, digit_words, number_words

CHIME = "chime"
COME, COME_AGAIN, TO_COUNTER = "moi-so", "moi-lai-so", "den-quay-so"
ONE_AFTER_TENS, FIVE_AFTER_TEN = "so-1-mot", "so-5-lam"  # "mốt" in 21, "lăm" in 15 and 25
MOST_COUNTERS = 99

CLIPS: dict[str, str] = {
    COME: "mời số",
    COME_AGAIN: "mời lại số",
    TO_COUNTER: "đến quầy số",
    **{f"chu-{letter.lower()}": LETTERS[letter] for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
    **{f"so-{digit}": word for digit, word in enumerate(DIGITS)},
    **{f"so-{tens}": number_words(tens) for tens in range(10, 100, 10)},
    ONE_AFTER_TENS: "mốt",
    FIVE_AFTER_TEN: "lăm",
}

_NUMBER = re.compile(r"([A-Z])([0-9]{3,4})")
_WORD_MS, _LETTER_MS, _PHRASE_MS, _END_MS = 40, 200, 280, 0


@dataclass(frozen=True, slots=True)
class Step:
    """One clip and the silence after it, in ms."""

    clip: str
    pause_ms: int


def call_steps(number: str, counter: int, *, recall: bool = False) -> tuple[Step, ...]:
    """Return the clips of a call: "mời số | bê | không | một | bảy | đến quầy số | hai".

    Args:
        number: as on the ticket, "B017".
        counter: above 99 it is said digit by digit.
    Raises:
        ValueError: the number is not one of a ticket.
    """
    letter, digits = _parts(number)
    shown = [f"so-{one}" for one in digits]
    return (
        Step(COME_AGAIN if recall else COME, _WORD_MS),
        Step(f"chu-{letter.lower()}", _LETTER_MS),
        *(Step(one, _WORD_MS) for one in shown[:-1]),
        Step(shown[-1], _PHRASE_MS),
        Step(TO_COUNTER, _WORD_MS),
        *_counter_steps(counter),
    )


def call_words(number: str, counter: int, *, recall: bool = False) -> str:
    """Return the sentence that `call_steps` says: "Mời số bê không một bảy, đến quầy số hai."

    Raises:
        ValueError: as for `call_steps`.
    """
    letter, digits = _parts(number)
    where = number_words(counter) if counter <= MOST_COUNTERS else digit_words(str(counter))
    come = CLIPS[COME_AGAIN if recall else COME].capitalize()
    return f"{come} {LETTERS[letter]} {digit_words(digits)}, {CLIPS[TO_COUNTER]} {where}."


def _parts(number: str) -> tuple[str, str]:
    found = _NUMBER.fullmatch(number)
    if found is None:
        raise ValueError(f"A letter and three digits, got {number!r}.")
    return found[1], found[2]


def _counter_steps(counter: int) -> tuple[Step, ...]:
    names = _counter_clips(counter)
    return (*(Step(one, _WORD_MS) for one in names[:-1]), Step(names[-1], _END_MS))


def _counter_clips(counter: int) -> list[str]:
    if counter > MOST_COUNTERS:
        return [f"so-{one}" for one in str(counter)]
    tens, unit = divmod(counter, 10)
    if tens == 0:
        return [f"so-{unit}"]
    if unit == 0:
        return [f"so-{counter}"]
    return [f"so-{10 * tens}", _unit_clip(unit, tens)]


def _unit_clip(unit: int, tens: int) -> str:
    if unit == 5:
        return FIVE_AFTER_TEN
    return ONE_AFTER_TENS if unit == 1 and tens > 1 else f"so-{unit}"
