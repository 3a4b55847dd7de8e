"""What goes over the wire when a clerk works on a submission."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field

from kiosk.catalogue.procedures import Procedure
from kiosk.forms.desk_outcome import Wanted
from kiosk.forms.desk_view import Opened, PaperCheck, QuestionView
from ui.web.shapes import In, Out, RequestId, SubmissionOut

Version = Annotated[int, Field(ge=1, description="The submission's version as last seen; an older one answers 409.")]
Sentence = Annotated[str, Field(max_length=1000)]
Count = Annotated[int, Field(ge=0, le=99)]
Place = dict[str, Annotated[str, Field(max_length=200)]]
Raw = Annotated[str, Field(max_length=1000)] | int | Place | None


class AnswerRow(Out):
    page: str
    label: str
    text: str
    open: bool = Field(description="Still without an answer.")


class AnswerGroup(Out):
    title: str
    rows: list[AnswerRow]


class OptionOut(Out):
    value: str
    label: str


class QuestionOut(Out):
    page: str
    kind: str = Field(description="The type of question; it says what an answer looks like.")
    label: str
    text: str
    hint: str
    state: str = Field(description="open, given, staff_fills (left to the clerk) or skipped.")
    shown: str = Field(description="The answer in words.")
    value: Any
    required: bool
    edit_at: str = Field(description="The page to answer: another one where its answer is taken over.")
    options: list[OptionOut]
    picks: list[str] = Field(description="Sentences that may be taken before typing.")
    low: int
    high: int
    line: str = Field(description='Label of the typed line of a place; "" when picking a commune is all.')
    year_only: bool

    @classmethod
    def of(cls, one: QuestionView) -> "QuestionOut":
        return cls.model_validate(one)


class CheckShape(Out):
    state: Literal["have", "lack", "unneeded"]
    originals: Count = 0
    copies: Count = 0

    def read(self) -> PaperCheck:
        return PaperCheck(self.state, self.originals, self.copies)


class PaperOut(Out):
    id: str
    name: str
    originals: int = Field(description="How many the counter keeps.")
    copies: int
    said: str = Field(description='"yes" or "no" as the villager ticked it; "" when not asked.')
    captured: int = Field(description="Pages of the villager's photograph; 0 without one.")
    check: CheckShape | None = Field(description="What the counter saw.")


class OpenedOut(SubmissionOut):
    at: str = Field(description='The page where the villager stopped; "review" when nothing was left to ask.')
    todo: list[str] = Field(description="Pages without an answer or left to the clerk, in the form's order.")
    groups: list[AnswerGroup]
    questions: list[QuestionOut]
    papers: list[PaperOut]
    way_out: str = Field(description="Why this needs a person, where the answers say so.")
    sheets: list[str] = Field(description="Which of the forms 01, 02 and 03 can be printed.")

    @classmethod
    def opened(cls, one: Opened) -> "OpenedOut":
        listed = SubmissionOut.of(one.status, one.title).model_dump()
        code = one.status.official_code
        sheets: list[str] = sorted({*one.sheets, *(("01",) if code else ())})
        return cls(
            **listed, at=one.at, todo=list(one.todo), way_out=one.way_out, sheets=sheets,
            groups=[AnswerGroup.model_validate(group) for group in one.groups],
            questions=[QuestionOut.of(question) for question in one.questions],
            papers=[PaperOut.model_validate(paper) for paper in one.papers],
        )  # fmt: skip


class CatalogueSays(Out):
    laws: list[str] = Field(description="What the procedure rests on.")
    due: datetime | None = Field(description="When its term would end by the hall's calendar; the province's counts.")


class DeskAct(In):
    request_id: RequestId
    version: Version


class GiveAnswer(DeskAct):
    page: str = Field(max_length=64)
    how: Literal["answer", "skip", "leave"] = "answer"
    value: Raw = Field(None, description="As the question's kind says; a date may be {day, month, year} as typed.")
    accept_doubt: bool = Field(False, description="The soft problem was seen, and it is so.")


class CheckPapers(DeskAct):
    papers: dict[Annotated[str, Field(max_length=128)], CheckShape] = Field(max_length=100)


class WantedPoint(In):
    paper: str = Field("", max_length=128, description="The id of a paper of this submission; else `text`.")
    text: Sentence = ""
    why: Sentence = ""

    def read(self) -> Wanted:
        return Wanted(self.paper, self.text, self.why)


class AskForMore(DeskAct):
    items: list[WantedPoint] = Field(max_length=100, description="Everything that lacks: it is asked for once.")
    sure: bool = Field(False, description="What is doubtful was seen, and is meant.")


class Refuse(DeskAct):
    reason: Sentence
    laws: list[Annotated[str, Field(max_length=300)]] = Field(
        default_factory=list[str], max_length=50, description="Of `laws` of this submission."
    )
    basis: Sentence = Field("", description="What the list does not name.")


class Accept(DeskAct):
    official_code: str = Field(max_length=64, description="From the province's own system; nothing here makes one.")
    due: AwareDatetime | None = None
    sure: bool = Field(False, description="What is doubtful was seen, and is meant.")


def laws_of(procedure: Procedure | None) -> list[str]:
    """Return the names of the laws a procedure rests on, each once."""
    return list(dict.fromkeys(one.text or one.title or one.number for one in procedure.laws)) if procedure else []
