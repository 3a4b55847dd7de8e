"""The clips that announce a call, for boards: /sounds/moi-so is the hall's own recording, or ours."""

from fastapi import APIRouter, HTTPException
from fastapi.responses import FileResponse

from kiosk.voice.files import clip_file, recordings
from ui.web.hall import InHall

routes = APIRouter(prefix="/sounds", tags=["board"])


@routes.get("/{clip}", response_class=FileResponse)
def sound(hall: InHall, clip: str) -> FileResponse:
    """Return one clip; the names are those that `kiosk voice list` lists, and "chime"."""
    file = clip_file(clip, recordings(hall.settings.voice.folder, hall.store.file.parent))
    if file is None:
        raise HTTPException(404)
    return FileResponse(file, headers={"Cache-Control": "no-cache"})  # a new recording is heard at the next look
