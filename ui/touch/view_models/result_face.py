"""What the result screen shows, derived from what the core knows. Pure: no Qt."""

from dataclasses import dataclass, replace

from kiosk.dossiers.advice import Advice
from kiosk.dossiers.results import KnownResult, Result, SavedResult, UnseenResult, say_age
from ui.touch.words import Say

LONGEST_NOTE = 110  # letters on the screen; the whole of a longer one is a button away


@dataclass(frozen=True, slots=True)
class ResultFace:
    """An empty text is not shown.

    `tone`: good, act (the villager must do something), plain. `offer`: collect, staff, print, again, or nothing.
    `cut`: the note is longer than what is shown of it.
    """

    code: str
    procedure: str
    picture: str
    tone: str
    sentence: str
    due: str
    next: str
    note: str
    cut: bool
    who: str
    as_of: str
    offer: str


def describe_result(result: Result, advice: Advice, asking: str, say: Say) -> ResultFace:
    """Derive the screen.

    Args:
        asking: "asking" while the province is being asked, "failed" when it did not answer, else "".
    """
    if isinstance(result, KnownResult):
        return _known(result, advice, asking, say)
    age = _age(result, asking, say)
    if isinstance(result, SavedResult):
        said = f"dossier.saved.{result.state}"
        tone = "act" if result.state in ("draft", "supplement", "refused") else "plain"
        note = whole_note(result, say)
        shown = in_short(note)
        return ResultFace(
            code=result.code, procedure="", picture="result/saved", tone=tone, sentence=say(said), due="",
            next=say(f"{said}.next"), note=shown, cut=shown != note, who=who_in_words(advice, say), as_of=age, offer="",
        )  # fmt: skip
    return _unseen(result, advice, asking, say)


def who_in_words(advice: Advice, say: Say) -> str:
    """Return whom to ask: the official in charge where the hall has named one, else the hall; "" where nobody is."""
    name, phone = advice.official, advice.phone
    if name:
        return say("result.who.official" if phone else "result.who.name", name=name, phone=phone)
    return say("result.who.hall", phone=phone) if phone else ""


def whole_note(result: Result, say: Say) -> str:
    """Return the remark as a list, a line each; "" where there is none."""
    if isinstance(result, SavedResult):
        return "\n".join(result.remarks(say))
    if not isinstance(result, KnownResult):
        return ""
    return "\n".join(f"• {one}" for one in result.missing) if len(result.missing) > 1 else result.note


def _known(result: KnownResult, advice: Advice, asking: str, say: Say) -> ResultFace:
    status = result.status
    note = whole_note(result, say) if result.told == "all" else say("result.hidden")
    shown = in_short(note)
    offer = status.offer if status.offer != "print" or result.missing else "staff"
    return ResultFace(
        code=result.code,
        procedure=advice.procedure,
        picture=f"result/{status.picture}",
        tone=status.tone,
        sentence=say(status.sentence_id),
        due=_due(result, say),
        next=say(status.next_id),
        note=shown,
        cut=shown != note,
        who=who_in_words(advice, say),
        as_of=_age(result, asking, say),
        offer=offer,
    )


def _unseen(result: UnseenResult, advice: Advice, asking: str, say: Say) -> ResultFace:
    face = ResultFace(
        code=result.code, procedure="", picture="result/unseen", tone="plain", sentence=say("result.asking"), due="",
        next="", note="", cut=False, who="", as_of=say_age(result.as_of, say), offer="",
    )  # fmt: skip
    if asking == "asking":
        return face
    return replace(
        face,
        sentence=say("dossier.unseen"),
        next=say("dossier.unseen.other_machine" if result.provisional else "dossier.unseen.mistyped"),
        note=f"{say('result.asking.failed' if asking else 'dossier.unseen.too_new')} {say('dossier.unseen.next')}",
        who=who_in_words(advice, say),
        as_of=_age(result, asking, say),
        offer="again",
    )


def in_short(note: str) -> str:
    """Return as much of a remark as the screen has room for, cut behind a word."""
    if len(note) <= LONGEST_NOTE and note.count("\n") < 3:
        return note
    head = "\n".join(note.split("\n")[:3])[:LONGEST_NOTE]
    return head[: max(head.rfind(" "), LONGEST_NOTE // 2)].rstrip(" ,;•\n") + " …"


def _due(result: KnownResult, say: Say) -> str:
    """Return the date and how it stands: "Hẹn trả lúc 16:00 ngày 25/11/2026. Còn trong hạn."."""
    parts = [say("dossier.due", time=f"{result.due:%H:%M}", date=f"{result.due:%d/%m/%Y}")] if result.due else []
    if result.timeliness != "none":
        parts.append(say(f"dossier.timeliness.{result.timeliness}"))
    return ". ".join(parts)


def _age(result: Result, asking: str, say: Say) -> str:
    """Return how old the knowledge is, or that the province is just being asked for newer."""
    return say("result.asking") if asking == "asking" else say_age(result.as_of, say)
