"""The letters of the screen: files of assets/fonts, so that no machine shows boxes for want of an installed font."""

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

TEXT, DISPLAY, KHMER = "Noto Sans", "Be Vietnam Pro", "Noto Sans Khmer"


def load_fonts(folder: Path) -> list[str]:
    """Load every font in `folder` and let the Khmer face stand in where the others have no letter.

    Returns:
        The families now available from there.
    """
    families: list[str] = []
    for file in sorted(folder.rglob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(file))
        families += QFontDatabase.applicationFontFamilies(number)
    for family in (TEXT, DISPLAY):
        QFont.insertSubstitutions(family, [KHMER, TEXT])
    return families
