"""The question for an earlier dossier on its way to an answer: receipt or code, the digits that prove it, its papers.

Like kiosk.forms.entry: a plain value that every key or scan replaces; nothing here looks anything up.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kiosk.dossiers.pad import Shape, typed_digits
from kiosk.dossiers.reuse import BETWEEN, Earlier, held_already
from kiosk.forms.answers import Answer, State
from kiosk.forms.definition import Kind, Question
from kiosk.forms.walk import Step
from kiosk.languages import texts

WAITS, CODE, PROOF, FOUND = "waits", "code", "proof", "found"  # the stages
PROOF_DIGITS = 4
HELD = "earlier"  # the mark of a paper on a checklist that an earlier dossier holds


@dataclass(frozen=True, slots=True)
class EarlierInput:
    """`shape` is how codes of this hall look. `asking` while the province is asked."""

    shape: Shape
    stage: str = WAITS
    typed: str = field(default="", repr=False)
    code: str = field(default="", repr=False)
    digits: str = field(default="", repr=False)
    found: Earlier | None = None
    asking: bool = False

    def key(self, key: str) -> "EarlierInput":
        if self.stage == CODE:
            return replace(self, typed=_typed(self.typed, key, self.shape.most))
        return replace(self, digits=_typed(self.digits, key, PROOF_DIGITS)) if self.stage == PROOF else self

    def write_code(self) -> "EarlierInput":
        return replace(self, stage=CODE)

    def with_code(self, code: str) -> "EarlierInput":
        """Return the input after a receipt was scanned or its code typed: now it is to be proved."""
        return replace(self, stage=PROOF, code=code, digits="")

    def proved(self, found: Earlier) -> "EarlierInput":
        return replace(self, stage=FOUND, found=found, asking=False)

    def again(self) -> "EarlierInput":
        """Return the input as it begins."""
        return EarlierInput(self.shape)

    def back(self) -> "EarlierInput | None":
        """Return the stage before, or None when the question itself is to be left."""
        return None if self.stage == WAITS else self.again()

    @property
    def shown_code(self) -> str:
        """The code as far as it is typed, with the dashes in their places."""
        return self.shape.code(self.typed).rstrip("-") if self.typed else f"{self.shape.prefix}-"

    @property
    def whole(self) -> bool:
        """Whether enough is typed to go on."""
        return len(self.typed) >= self.shape.fewest if self.stage == CODE else len(self.digits) == PROOF_DIGITS


def earlier_of(known: Mapping[str, Answer], pages: Mapping[str, Question]) -> dict[str, str]:
    """Return the earlier dossier that was brought forward on the pages before, {} for none."""
    for page, answer in known.items():
        is_earlier = page in pages and pages[page].kind is Kind.EARLIER
        if is_earlier and answer.state is State.GIVEN and isinstance(answer.value, dict):
            return answer.value
    return {}


def held_papers(step: Step, pages: Mapping[str, Question]) -> frozenset[str]:
    """Return which papers of this checklist the earlier dossier holds: their papers need not be brought again."""
    earlier = earlier_of(step.known, pages)
    names = [*earlier.get("papers", "").split(BETWEEN), earlier.get("result", "")]
    papers = {item.id: texts().say(item.text) for item in step.question.items}
    return held_already(papers, [one for one in names if one]) if earlier else frozenset()


def _typed(digits: str, key: str, most: int) -> str:
    return digits[:-1] if key == "backspace" else typed_digits(digits, key, most)
