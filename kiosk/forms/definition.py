"""What a form is: an immutable, numbered list of questions, one a screen, written as JSON in assets/forms/.

Nothing in it is code: conditions and rules are data (kiosk.forms.conditions), every sentence is a text id, and the
recorded voice of a sentence carries the name of its text id, so a question needs no second id for sound. A form that
was released is never edited; a change is a new file with the next `version`, and a draft keeps the version it began
with. kiosk.forms.reading turns JSON into these values and names the place of a mistake; kiosk.forms.lint asks whether
the form is fit for people.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from dataclasses import field as kept
from enum import StrEnum
from hashlib import sha256
from typing import Protocol

from kiosk.forms.conditions import Condition

SCHEMA_VERSION = 1


class Says(Protocol):
    """What speaks one language: kiosk.languages.Texts, or the words of a screen."""

    def say(self, text_id: str, **values: str | int) -> str: ...


class Kind(StrEnum):
    """The types of question; kiosk.forms.answers lists the value each one gives."""

    FULL_NAME = "full_name"
    DATE_OR_YEAR = "date_or_year"
    YES_NO = "yes_no"
    CHOICE = "choice"
    CITIZEN_ID = "citizen_id"
    PHONE = "phone"
    PLACE = "place"
    COUNT = "count"
    PAPER_CHECKLIST = "paper_checklist"
    ID_CARD = "id_card"
    INFO = "info"
    CONSENT = "consent"
    WORDS = "words"
    MONEY = "money"
    SIGNATURE = "signature"
    DELIVERY = "delivery"
    EARLIER = "earlier"
    PAPER_CAPTURE = "paper_capture"  # never written in a form: Question.captures


YEAR_ONLY = "year_only"  # a date may be a year, or a month and year
AGE = "age"  # a date may be given as an age, and becomes a year
ASK_STAFF = "ask_staff"  # "Không biết, hỏi cán bộ" is offered from the start


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to pick. `name` stands for itself in every language (an ethnic group); otherwise `text` is its id."""

    value: str
    text: str = ""
    name: str = ""
    picture: str = ""
    show_if: Condition | None = None

    def label(self, texts: Says) -> str:
        return self.name or texts.say(self.text)


@dataclass(frozen=True, slots=True)
class Rule:
    """An error stops; a warning asks once more. The text says how to put it right."""

    condition: Condition
    kind: str  # "error" or "warning"
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where an answer may come from: a page, or one field of a card page ("mother_card", "full_name")."""

    page: str
    field: str = ""
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """While `condition` holds after this page, the form ends at the exit page `to`."""

    condition: Condition
    to: str


@dataclass(frozen=True, slots=True)
class Wording:
    """Another text for the question while `condition` holds: "you" in place of "that person"."""

    condition: Condition
    text: str


@dataclass(frozen=True, slots=True)
class Review:
    """The row on the check screen. `mask` is "last4" for numbers not to be read over a shoulder; `number` stands behind
    the label in every round of a loop but the first.
    """

    group: str
    label: str
    mask: str = ""
    number: str = ""

    def title(self, texts: Says) -> str:
        return f"{texts.say(self.label)} {self.number}".rstrip()


@dataclass(frozen=True, slots=True)
class Box:
    """Where the answer stands on the official paper."""

    sheet: str
    box: str


@dataclass(frozen=True, slots=True)
class PaperItem:
    """A paper to bring; `original` and `copies` are how many the counter keeps (0 and 0: only shown). `capture`: a
    photograph of it helps the counter.
    """

    id: str
    text: str
    picture: str = ""
    original: int = 0
    copies: int = 0
    show_if: Condition | None = None
    capture: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One page. `id` is never used for another meaning in a later version of the same form.

    In round n >= 2 of a loop it is "<page as written>#n"; `round` counts from 1, and is 0 outside loops; `round_label`
    is the text id of what the rounds are ("Người thứ").
    """

    id: str
    kind: Kind
    text: str
    hint: str = ""
    picture: str = ""
    text_when: tuple[Wording, ...] = ()
    show_if: Condition | None = None
    required: bool = True
    unknown: frozenset[str] = frozenset()
    choices: tuple[Choice, ...] = ()
    items: tuple[PaperItem, ...] = ()
    picks: tuple[str, ...] = ()  # text ids of sentences to tap before typing
    signers: tuple[str, ...] = ()  # text ids of who signs on paper at the counter
    low: int = 0  # of a count, or of money in đồng
    high: int = 0
    action: str = ""  # text id on the button that goes on; the usual word where it is empty
    line: str = ""  # text id over the typed line of a place; "" when picking a commune is all
    rules: tuple[Rule, ...] = ()
    exits: tuple[Way, ...] = ()
    review: Review | None = None
    paper: Box | None = None
    prefill: tuple[Source, ...] = ()  # from a card, shown as a whole before it is taken over
    same_as: tuple[Source, ...] = ()  # not asked while it holds: the answer is that of another page
    offer: tuple[str, ...] = ()  # earlier pages whose answer one tap takes over
    round: int = 0
    round_label: str = ""

    @property
    def may_be_left_to_staff(self) -> bool:
        return ASK_STAFF in self.unknown

    @property
    def captures(self) -> "tuple[Question, ...]":
        """The pages that photograph this checklist's papers, one a paper; each shows while its paper is ticked."""
        return tuple(
            Question(
                f"{self.id}.{one.id}", Kind.PAPER_CAPTURE, "capture.question", one.text, one.picture, required=False,
                review=self.review and replace(self.review, label=one.text, mask=""),
            )
            for one in self.items
            if one.capture
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ExitPage:
    """A way out that is no mistake: this needs a person. Says why and what to do."""

    id: str
    text: str
    hint: str
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Loop:
    """Pages asked once a person: at least `least` (0 or 1) and at most `most` times.

    Attributes:
        first: text id of "is there one?"; "" where the first round is always asked.
        more: text id of "one more?".
        group: where these two questions stand on the check screen.
        label: text id of their row there, before the round's number: "Người thứ".
        show_if: the loop as a whole is asked only while this holds.
    """

    id: str
    pages: tuple[str, ...]
    least: int
    most: int
    first: str
    more: str
    group: str
    label: str = "forms.loop.person"
    show_if: Condition | None = None


@dataclass(frozen=True, slots=True)
class FormDefinition:
    """A form. `official` names the sheet it fills, for people who check it against the law; `field` is the procedure's
    lĩnh vực, which says where to queue.

    `pages` has every round of every loop spelled out (kiosk.forms.loops), each shown only when it was asked for.
    `source` is the JSON it was read from, with blocks and lists put in: what a version stands for.
    """

    id: str
    procedure: str
    field: str
    version: int
    title: str
    official: str
    groups: tuple[tuple[str, str], ...] = kept(repr=False)  # (id, text id), in the order of the check screen
    pages: tuple[Question, ...] = kept(repr=False)
    exits: tuple[ExitPage, ...] = kept(default=(), repr=False)
    picture: str = ""
    loops: tuple[Loop, ...] = kept(default=(), repr=False)
    schema_version: int = SCHEMA_VERSION
    source: str = kept(default="", repr=False, compare=False)
    _by_id: dict[str, Question] = kept(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        every = (one for page in self.pages for one in (page, *page.captures))
        object.__setattr__(self, "_by_id", {one.id: one for one in every})

    @property
    def digest(self) -> str:
        """The SHA-256 that tells this version from any other, in hex."""
        return sha256(self.source.encode()).hexdigest()

    def page(self, page: str) -> Question:
        """Return the question `page`; KeyError when this form has none."""
        return self._by_id[page]

    def has(self, page: str) -> bool:
        return page in self._by_id

    def exit_page(self, exit_id: str) -> ExitPage:
        """Return the exit page; StopIteration is impossible for a form that was read."""
        return next(one for one in self.exits if one.id == exit_id)

    def text_ids(self) -> Iterator[str]:
        """Yield every text id the form may put on a screen."""
        yield self.title
        yield from (text for _, text in self.groups)
        for loop in self.loops:
            yield from (text for text in (loop.first, loop.more, loop.label) if text)
        for page in self.pages:
            yield from _texts_of(page)
        for one in self.exits:
            yield from (one.text, one.hint)


def _texts_of(page: Question) -> Iterator[str]:
    yield page.text
    yield from (text for text in (page.hint, page.action, page.line) if text)
    yield from (*page.picks, *page.signers)
    yield from (choice.text for choice in page.choices if choice.text)
    yield from (item.text for item in page.items)
    yield from (rule.text for rule in page.rules)
    yield from (wording.text for wording in page.text_when)
    if page.review:
        yield page.review.label
