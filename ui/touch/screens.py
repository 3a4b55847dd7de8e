"""The list of screens: which view-models there are on this machine. A new screen is joined here."""

from ui.touch.parts import Parts, Tools
from ui.touch.view_models.attract import AttractModel
from ui.touch.view_models.home import HomeModel
from ui.touch.view_models.screen import ScreenModel


def make_screens(parts: Parts, tools: Tools, moves: bool = True) -> list[ScreenModel]:
    """Return the view-models of all screens whose parts are there, the first screen first."""
    behind_doors: list[ScreenModel] = []
    names = {one.name for one in behind_doors}
    return [
        AttractModel(tools.words, tools.way, moves),
        HomeModel(tools.words, tools.way, tools.notices, names),
        *behind_doors,
    ]
