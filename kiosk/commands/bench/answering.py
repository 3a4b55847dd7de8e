"""Somebody who answers whatever the screen of a form asks, by what it shows: for measuring, not for meaning."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from ui.touch.view_models.submission_form import SubmissionFormModel

Act = Callable[[], None]
TAPPED = ("value:", "pick:", "offer:", "option:", "kept", "staff")


def prepare(form: "SubmissionFormModel") -> Act | None:
    """Type what the present page needs before it can be left, and return the tap that leaves it.

    None where the form has come to an end: an exit page, or no question any more.
    """
    face = cast("dict[str, Any]", form.face)
    match face.get("part"):
        case "options" | "pictures":
            return _tap(form, [str(one["id"]) for one in face["options"]])
        case "letters":
            return lambda: form.letter(str(face["letters"][0]))
        case "keys" | "digits" | "date" if face["staff"]:
            return form.leaveToStaff
        case "card" | "capture":
            return form.skip
        case "exit" | "none" | None:
            return None
        case part:
            _type(form, str(part), face)
            return form.goOn


def _tap(form: "SubmissionFormModel", options: list[str]) -> Act | None:
    wanted = next((one for start in TAPPED for one in options if one.startswith(start)), None)
    return (lambda: form.choose(wanted)) if wanted is not None else None


def _type(form: "SubmissionFormModel", part: str, face: dict[str, Any]) -> None:
    if face["problem"] and face["soft"]:
        return  # "it is so" is all it asks
    keys = {"keys": ["a", "space", "b"], "digits": list("0912345678"), "date": list("01011990")}.get(part, [])
    if part == "papers":
        keys = [f"{one['id']}=yes" for one in face["papers"]]
    for key in keys:
        form.key(key)
