"""What the screen of a question shows, derived from where the villager stands. Pure: no Qt, no decisions left to QML.

A page shows one `part`: options (buttons), pictures, letters, keys (letter pad), digits, date, count, papers, info,
sign, card, exit.
An option's id says what a tap on it means; `SubmissionFormModel.choose` takes it.
"""

from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from kiosk.catalogue.units import Unit
from kiosk.forms.answers import State
from kiosk.forms.checks import Problem, grouped
from kiosk.forms.definition import AGE, YEAR_ONLY, Kind, Says
from kiosk.forms.earlier import HELD, EarlierInput, earlier_of
from kiosk.forms.entry import (
    DATE_PARTS,
    AgeEntry,
    CountEntry,
    DateEntry,
    DigitsEntry,
    MoneyEntry,
    TextEntry,
    TicksEntry,
)
from kiosk.forms.journey import FAILURES_BEFORE_HELP, Journey
from kiosk.forms.picking import LINE, ListPicking, PlacePicking
from kiosk.forms.review import answer_in_words
from kiosk.forms.walk import Step
from kiosk.people.common_names import name_picks
from ui.touch.view_models.submission_card import RowFace, card_doubt, card_rows
from ui.touch.view_models.submission_earlier import earlier_rows
from ui.touch.view_models.submission_input import FEW, FIRST_OF_MANY, SHOWN, Input
from ui.touch.view_models.submission_kinds import (
    FIXED,
    are_pictures,
    in_round,
    picks,
    said_age,
    said_money,
    signers,
    so_far,
)

PARTS = {
    Kind.FULL_NAME: "keys",
    Kind.CITIZEN_ID: "digits",
    Kind.PHONE: "digits",
    Kind.DATE_OR_YEAR: "date",
    Kind.COUNT: "count",
    Kind.PAPER_CHECKLIST: "papers",
    Kind.INFO: "info",
    Kind.ID_CARD: "card",
    Kind.WORDS: "keys",
    Kind.MONEY: "digits",
    Kind.SIGNATURE: "sign",
    Kind.PAPER_CAPTURE: "capture",
}


@dataclass(frozen=True, slots=True)
class OptionFace:
    """A button. `quiet` ones stand back: "another one", "I do not know"."""

    id: str
    text: str
    detail: str = ""
    picture: str = ""
    chosen: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class BoxFace:
    """One of the three boxes of a date."""

    name: str
    label: str
    typed: str
    active: bool


@dataclass(frozen=True, slots=True)
class PaperFace:
    """A paper and its mark: "yes", "no" or nothing yet. `held` says which earlier dossier has it."""

    id: str
    text: str
    picture: str
    mark: str
    held: str = ""


@dataclass(frozen=True, slots=True)
class FormFace:
    """Everything the screen shows; an empty text is not shown. `next` is the word on the green button, `said` what was
    typed in other words.
    """

    part: str
    question: str
    hint: str = ""
    picture: str = ""
    step: int = 0
    steps: int = 0
    problem: str = ""
    soft: bool = False
    next: str = ""
    staff: str = ""
    skip: str = ""
    options: tuple[OptionFace, ...] = ()
    letters: tuple[str, ...] = ()
    page: int = 0
    pages: int = 1
    typed: str = ""
    digits: bool = False
    shift: bool = False
    tones: dict[str, str] = field(default_factory=dict[str, str])
    names: tuple[str, ...] = ()
    boxes: tuple[BoxFace, ...] = ()
    year_only: str = ""
    age: str = ""
    said: str = ""
    more_noughts: bool = False
    signers: tuple[str, ...] = ()
    papers: tuple[PaperFace, ...] = ()
    rows: tuple[RowFace, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """What a face is made from. `here` is the commune this kiosk stands in; the eye takes the mask off numbers."""

    journey: Journey
    given: Input
    here: Unit | None
    words: Says
    masked: bool = True


def published(face: Any) -> dict[str, Any]:
    """Return a face as QML takes it: dictionaries and lists; a tuple would arrive there as something opaque."""
    return asdict(face, dict_factory=_plain)


def _plain(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    return {name: [*value] if isinstance(value, tuple) else value for name, value in pairs}  # pyright: ignore[reportUnknownVariableType]


def describe(scene: Scene) -> FormFace:
    """Derive the screen of the present question or exit page."""
    exit_page, step = scene.journey.exit_page, scene.journey.current
    say = scene.words.say
    if exit_page is not None:
        hint = say(exit_page.hint)
        return FormFace("exit", say(exit_page.text), hint, exit_page.picture, next=say("submission.number"))
    if step is None:
        return FormFace("none", "")
    base, looking, place = _base(scene, step), scene.given.looking, scene.given.place
    if scene.given.earlier is not None:
        return _earlier(base, scene.given.earlier, scene.words)
    if looking is not None:
        return _looking(base, looking)
    if place is not None:
        return _place(base, scene, step, place)
    return _question(base, scene, step)


def _base(scene: Scene, step: Step) -> FormFace:
    """Return what every question has: its words, its place in the row, the ways on and out."""
    say, question, problem = scene.words.say, step.question, scene.given.problem
    number, count = scene.journey.position
    return FormFace(
        PARTS.get(question.kind, "options"),
        in_round(question, say(step.text(scene.journey.today)), scene.words),
        say(question.hint) if question.hint else so_far(question, scene.words),
        question.picture,
        number,
        count,
        sentence(problem, scene.words),
        problem.soft if problem else False,
        next=say("submission.it_is_so" if problem and problem.soft else "touch.next"),
        staff=staff_words(scene),
    )


def _question(base: FormFace, scene: Scene, step: Step) -> FormFace:
    say, question, entry = scene.words.say, step.question, scene.given.entry
    match entry:
        case DateEntry():
            year = say("submission.year_only") if YEAR_ONLY in question.unknown else ""
            age = say("submission.age") if AGE in question.unknown else ""
            return replace(base, boxes=_boxes(entry, scene.words), year_only=year, age=age)
        case AgeEntry(digits):
            said = said_age(entry, scene.journey.today, scene.words)
            return replace(base, part="digits", question=say("submission.age.question"), typed=digits, said=said)
        case MoneyEntry(digits):
            typed = grouped(int(digits)) if digits else ""
            return replace(base, typed=typed, said=said_money(entry, scene.words), more_noughts=True)
        case DigitsEntry(digits):
            return replace(base, typed=_grouped(digits, question.kind))
        case TicksEntry():
            return replace(base, papers=_papers(scene, step, entry))
        case TextEntry() if scene.given.picks == SHOWN:
            return replace(base, part="options", next="", staff="", options=_picks(scene, step, entry.text))
        case TextEntry():
            names = name_picks(entry.text) if question.kind is Kind.FULL_NAME else ()
            return replace(_typed(base, entry), names=names, digits=question.kind is Kind.WORDS)
        case CountEntry(count):
            return replace(base, typed=str(count))
        case _:
            return _fixed(base, scene, step)


def _typed(base: FormFace, entry: TextEntry) -> FormFace:
    return replace(base, typed=entry.text, tones=entry.engine.faces(), shift=not entry.capitals)


def _fixed(base: FormFace, scene: Scene, step: Step) -> FormFace:
    """A page that one tap answers."""
    if step.question.kind is Kind.ID_CARD:
        return _card(base, scene)
    if step.question.kind is Kind.INFO:
        return replace(base, next=scene.words.say(step.question.action or "touch.understood"))
    if step.question.kind is Kind.SIGNATURE:
        action = scene.words.say(step.question.action or "touch.understood")
        return replace(base, next=action, signers=signers(step.question, scene.words))
    answered = step.answer is not None and step.answer.state is State.GIVEN
    shown = step.shown(scene.journey.today)
    part = "pictures" if are_pictures(tuple(one for one in step.question.choices if one.value in shown)) else base.part
    return replace(base, part=part, next=base.next if answered else "", staff="", options=_options(scene, step))


def staff_words(scene: Scene) -> str:
    """Return the words of the way to the clerk, "" where it is not offered."""
    journey = scene.journey
    if not journey.offers_staff:
        return ""
    failed = journey.failures.get(journey.at, 0) >= FAILURES_BEFORE_HELP
    return scene.words.say("submission.staff_fills" if failed else "submission.ask_staff")


def sentence(problem: Problem | None, words: Says) -> str:
    return words.say(problem.text, **problem.values) if problem else ""


def _options(scene: Scene, step: Step) -> tuple[OptionFace, ...]:
    question, chosen = step.question, str(scene.given.entry.raw or "")
    if question.kind in FIXED:
        pairs = FIXED[question.kind]
        found = [OptionFace(f"value:{value}", scene.words.say(text), chosen=chosen == value) for value, text in pairs]
        if question.kind is Kind.DELIVERY:
            found = [replace(one, picture=_way_picture(one), detail=_postage(one, scene.words)) for one in found]
        return (*found, *_staff_option(scene))
    shown = step.shown(scene.journey.today)
    found = [
        OptionFace(f"value:{one.value}", one.label(scene.words), "", one.picture, chosen == one.value)
        for one in question.choices
        if one.value in shown
    ]
    if len(found) > FEW:
        others = OptionFace("others", scene.words.say("submission.another"), quiet=True)
        picked = [one for one in found[FIRST_OF_MANY:] if one.chosen]
        found = [*found[:FIRST_OF_MANY], *picked, others]
    shown_now = {one.id.removeprefix("value:") for one in found}
    return (*_offers(scene, step, shown_now), *found, *_staff_option(scene))


def _way_picture(option: OptionFace) -> str:
    return f"channels/{option.id.removeprefix('value:')}"


def _postage(option: OptionFace, words: Says) -> str:
    """Return what sending the result costs. No source names an amount: the counter knows it."""
    return words.say("submission.postage") if option.id == "value:post" else ""


def _picks(scene: Scene, step: Step, typed: str) -> tuple[OptionFace, ...]:
    """The sentences to tap, and the way to the keys; a line that is none of them stands under that way."""
    found = [
        OptionFace(f"pick:{one.id}", one.text, chosen=one.chosen) for one in picks(step.question, typed, scene.words)
    ]
    own = typed if not any(one.chosen for one in found) else ""
    write = OptionFace("write", scene.words.say("submission.write"), own, chosen=bool(own), quiet=True)
    return (*found, write, *_staff_option(scene))


def _staff_option(scene: Scene) -> tuple[OptionFace, ...]:
    words = staff_words(scene)
    return (OptionFace("staff", words, quiet=True),) if words else ()


def _offers(scene: Scene, step: Step, shown: AbstractSet[str] = frozenset()) -> tuple[OptionFace, ...]:
    """Earlier answers that one tap takes over, each different one once; one that is `shown` anyway is left out."""
    found: dict[str, OptionFace] = {}
    form = scene.journey.form
    titles = dict(form.groups)
    for page in step.question.offer:
        answer, review = step.known.get(page), form.page(page).review
        if answer is None or answer.state is not State.GIVEN or review is None:
            continue
        if isinstance(answer.value, str) and answer.value in shown:
            continue
        text = scene.words.say("forms.offer", whose=scene.words.say(titles[review.group]))
        found.setdefault(
            repr(answer.value), OptionFace(f"offer:{page}", text, answer_in_words(form.page(page), answer, scene.words))
        )
    return tuple(found.values())


def _place_options(scene: Scene, step: Step, place: PlacePicking) -> tuple[OptionFace, ...]:
    say, here = scene.words.say, scene.here
    options: list[OptionFace] = []
    if place.complete:
        options.append(OptionFace("kept", place.place.get("text") or _named(place), chosen=True))
    options += _offers(scene, step)
    near = [unit for code in place.near if (unit := place.units.commune(code))]
    if near:
        options += [OptionFace(f"option:{one.code}", one.name, one.province.name) for one in near]
        return (*options, OptionFace("elsewhere", say("submission.other_place")), *_staff_option(scene))
    if here is not None:
        options.append(OptionFace(f"option:{here.code}", here.name, here.province.name))
        options.append(OptionFace("province", say("submission.other_commune", province=here.province.short)))
    options.append(OptionFace("elsewhere", say("submission.other_province")))
    return (*options, *_staff_option(scene))


def _named(place: PlacePicking) -> str:
    return ", ".join(place.place[name] for name in ("commune", "province"))


def _place(base: FormFace, scene: Scene, step: Step, place: PlacePicking) -> FormFace:
    if place.stage == LINE:
        asked = scene.words.say(step.question.line)
        question = scene.words.say("submission.line", commune=place.place["commune"], line=asked)
        return replace(_typed(base, place.line), part="keys", question=question, digits=True)
    options = _place_options(scene, step, place)
    hint = scene.words.say("submission.card.written", line=place.card) if place.card else base.hint
    return replace(base, hint=hint, next=base.next if place.complete else "", staff="", options=options)


def _earlier(base: FormFace, given: EarlierInput, words: Says) -> FormFace:
    """The stages of bringing an earlier dossier forward; it can be passed by at each of them."""
    say = words.say
    passed = replace(base, part="earlier", next="", staff="", skip=say("earlier.none"))
    match given.stage:
        case "code":
            return replace(passed, part="digits", question=say("earlier.code"), typed=given.shown_code, next=base.next)
        case "proof" if given.asking:
            return replace(passed, part="info", question=say("earlier.asking"), picture="result/dossier-working")
        case "proof":
            shown = replace(passed, part="digits", question=say("earlier.proof"), hint=say("earlier.proof.hint"))
            return replace(shown, typed=given.digits, next=base.next)
        case "found":
            rows = earlier_rows(given, words)
            shown = replace(passed, part="card", question=say("earlier.found"), hint=say("earlier.found.hint"))
            return replace(shown, rows=rows, next=say("earlier.use"), skip=say("earlier.leave"))
        case _:
            return passed


def _looking(base: FormFace, looking: ListPicking) -> FormFace:
    if looking.asks_letter:
        return replace(base, part="letters", next="", letters=looking.letters)
    options = tuple(OptionFace(f"option:{one.value}", one.name) for one in looking.shown)
    return replace(base, part="options", next="", staff="", options=options, page=looking.page, pages=looking.pages)


def _boxes(entry: DateEntry, words: Says) -> tuple[BoxFace, ...]:
    return tuple(
        BoxFace(name, words.say(f"submission.date.{name}"), entry.raw[name], entry.active == name)
        for name in DATE_PARTS
    )


def _grouped(digits: str, kind: Kind) -> str:
    """Return digits in groups that can be read back: 096 190 000 000, 0918 765 432."""
    first = 4 if kind is Kind.PHONE else 3
    head, rest = digits[:first], digits[first:]
    return " ".join([head, *(rest[at : at + 3] for at in range(0, len(rest), 3))]).strip()


def _papers(scene: Scene, step: Step, entry: TicksEntry) -> tuple[PaperFace, ...]:
    shown, marks = step.shown(scene.journey.today), entry.raw
    earlier = earlier_of(step.known, {one.page: one.question for one in scene.journey.steps})
    held = scene.words.say("earlier.held", code=earlier.get("code", ""))
    return tuple(
        PaperFace(
            one.id, scene.words.say(one.text), one.picture,
            "yes" if marks.get(one.id) == HELD else marks.get(one.id, ""), held if marks.get(one.id) == HELD else "",
        )
        for one in step.question.items
        if one.id in shown
    )  # fmt: skip


def _card(base: FormFace, scene: Scene) -> FormFace:
    """A card that was read is shown as a whole, its number masked; until then the page waits, or is passed by."""
    say, journey = scene.words.say, scene.journey
    read = journey.card_answers()
    if not read:
        return replace(base, next="", skip=say("submission.skip"))
    doubt = card_doubt(journey, scene.words)
    shown = replace(base, question=say("submission.card.read"), hint="", problem=doubt, soft=doubt != "")
    rows = card_rows(journey, scene.words, scene.masked)
    return replace(shown, rows=rows, next=say("submission.right"), skip=say("submission.correct"))
