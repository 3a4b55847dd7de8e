"""The clips that announce a call, for boards: /sounds/moi-so is the hall's own recording, or ours."""

from typing import Any

from fastapi import APIRouter, HTTPException, Response
from fastapi.responses import FileResponse

from kiosk.voice.files import clip_file, recordings, signed_recordings
from ui.web.hall import InHall

routes = APIRouter(prefix="/sounds", tags=["board"])


SOUNDS: dict[str, Any] = {media_type: {} for media_type in ("audio/wav", "audio/mpeg", "audio/ogg", "audio/flac")}


@routes.get("/{clip}", response_class=Response, responses={200: {"description": "The clip.", "content": SOUNDS}})
def sound(hall: InHall, clip: str) -> FileResponse:
    """Return one clip; the names are those that `kiosk voice list` lists, and "chime"."""
    home = hall.store.file.parent
    file = clip_file(clip, recordings(hall.settings.voice.folder, home), signed_recordings(home))
    if file is None:
        raise HTTPException(404)
    return FileResponse(file, headers={"Cache-Control": "no-cache"})  # a new recording is heard at the next look
