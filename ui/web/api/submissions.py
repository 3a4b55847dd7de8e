"""What villagers prepared at the kiosk: today's list, and one opened with the desk's key. Clerks only, never stored."""

from fastapi import APIRouter

from ui.web.guard import ForClerks
from ui.web.hall import InHall
from ui.web.shapes import OpenedOut, SubmissionOut

routes = APIRouter(prefix="/api/submissions", tags=["submissions"])


@routes.get("")
def submissions(hall: InHall, who: ForClerks) -> list[SubmissionOut]:
    """Return the submissions begun today, oldest first, without their content."""
    return [SubmissionOut.of(one.status, one.title) for one in hall.submissions.of_day()]


@routes.get("/{code}")
def submission(code: str, hall: InHall, who: ForClerks) -> OpenedOut:
    """Open one by its provisional code. The opening is journalled; nothing may keep the answer."""
    opened = hall.submissions.open(code, who.name or "")
    return OpenedOut.opened(opened)
