"""One photograph to one clean page with advice: finding, straightening and judging in their order."""

from dataclasses import dataclass, field

from kiosk.scanning.page_clean import DPI, Look, clean_page
from kiosk.scanning.page_edges import Found, find_page
from kiosk.scanning.page_quality import Limits, Quality, judge
from kiosk.scanning.page_sides import Points
from kiosk.scanning.picture import Colour, Grey


@dataclass(frozen=True, slots=True)
class Capture:
    """What became of a photograph; what the page shows is personal and does not show in a repr.

    `page` is None when no whole sheet was found or the photograph is refused; `corners` then still tell where the
    sheet lies, for the clerk who drags them.
    """

    page: Colour | Grey | None = field(repr=False)
    corners: Points | None
    quality: Quality


def capture(
    photo: Colour, *, corners: Points | None = None, dpi: int = DPI, look: Look = "colour", limits: Limits | None = None
) -> Capture:
    """Return the clean page in `photo`.

    Args:
        photo: rows x columns x (red, green, blue).
        corners: set by a person, see `corners_by_hand`; then nothing is looked for.
    """
    found = Found(corners) if corners is not None else find_page(photo)
    quality = judge(photo, found, limits)
    if found.corners is None or not quality.usable:
        return Capture(None, found.corners, quality)
    return Capture(clean_page(photo, found.corners, dpi, look), found.corners, quality)
