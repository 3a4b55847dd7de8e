"""What a voice reads of a form's question: the question itself and its fixed choices, never what was answered."""

from ui.touch.view_models.read_out import sentences
from ui.touch.view_models.submission_faces import FormFace, Scene, describe

FIXED = ("value:", "pick:")  # options that the form brings along; others may repeat an answer
TYPED = frozenset({"digit", "sign", "month", "year"})  # what an error may repeat of what was typed


def read_question(scene: Scene) -> str:
    """Return it as a text for reading aloud."""
    face, say = describe(scene), scene.words.say
    step, place = scene.journey.current, scene.given.place
    # The page of a street says which commune was picked: only what it asks for is read.
    asked = say(step.question.line) if step and place and face.part == "keys" else face.question
    offered = [one.text for one in face.options if one.id.startswith(FIXED)] + [one.text for one in face.papers]
    return sentences(_problem(scene, face), asked, face.hint, *offered, *face.signers)


def _problem(scene: Scene, face: FormFace) -> str:
    problem = scene.given.problem
    return "" if problem is None or TYPED & problem.values.keys() else face.problem
