"""Where the bundled data lies: beside the packages in a checkout, inside the bundle when installed."""

import sys
from functools import cache
from pathlib import Path


@cache
def assets() -> Path:
    """Return the folder assets/."""
    bundle = getattr(sys, "_MEIPASS", None)
    return (Path(bundle) if bundle else Path(__file__).parent.parent) / "assets"
