"""How many pixels of a screen make one millimetre. Qt-free; a technician's ruler beats everything else.

The reference screens are those of the interface rules: 21.5 inch upright, 15.6 inch lying; any other number of pixels
is read as one of these two, so that 1920x1080 is the 1366x768 layout, only finer.
"""

from math import hypot

UPRIGHT_INCHES = 21.5
LYING_INCHES = 15.6
MM_PER_INCH = 25.4
PLAUSIBLE_INCHES = (13.0, 43.0)  # what stands in a hall; a projector or a virtual screen reports nonsense


def pixels_per_mm(width: int, height: int, setting: float = 0.0, physical: tuple[float, float] | None = None) -> float:
    """Return the factor for a window of `width` x `height` pixels.

    Args:
        setting: the technician's measurement; 0 when nobody measured.
        physical: width and height in mm the screen says it has, given only when the window fills that screen.
    """
    if setting > 0:
        return setting
    if physical and _plausible(width, height, physical):
        return width / physical[0]
    inches = UPRIGHT_INCHES if height > width else LYING_INCHES
    return hypot(width, height) / (inches * MM_PER_INCH)


def _plausible(width: int, height: int, physical: tuple[float, float]) -> bool:
    wide, high = physical
    if wide <= 0 or high <= 0:
        return False
    smallest, largest = PLAUSIBLE_INCHES
    square = 0.95 < (width / wide) / (height / high) < 1.05
    return square and smallest <= hypot(wide, high) / MM_PER_INCH <= largest
