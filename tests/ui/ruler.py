"""The interface rules that can be measured: targets, gaps, letters, what is cut off, what lies over what."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Self

from PySide6.QtCore import QEvent, QRectF, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlEngine, QQmlExpression
from PySide6.QtQuick import QQuickItem

from tests.ui.kiosk_window import KioskWindow
from ui.touch.hand import tree
from ui.touch.measure import pixels_per_mm
from ui.touch.words import Words

UPRIGHT, SMALL = (1080, 1920), (1366, 768)
FINE = (1920, 1080)  # the layout of SMALL with more pixels
# Neighbours differ in one thing: a window of another size is laid out anew, and that is dear.
PLACES = [(SMALL, "vi"), (SMALL, "en"), (UPRIGHT, "en"), (UPRIGHT, "vi")]
TARGET_MM, GAP_MM, SMALLEST_CAPITAL_MM = 20.0, 3.0, 4.8
CAPITAL_OF_EM = 0.714  # Noto Sans
SHARE = {4: 0.5, 128: 0.5, 2: 1.0, 64: 1.0}  # Qt.AlignHCenter, AlignVCenter, AlignRight, AlignBottom


def broken_rules(window: KioskWindow, size: tuple[int, int]) -> dict[str, list[str]]:
    """Return the rules that the present screen breaks, and by what."""
    window.hand.shot()  # nothing is measured before it is laid out
    factor = pixels_per_mm(*size)
    sight = Sight.of(window)
    broken = {
        "too small for a finger": small_targets(sight, TARGET_MM * factor - 1),
        "too close to each other": close_targets(sight, GAP_MM * factor - 1),
        "not inside the window": outside(sight, QRectF(0, 0, *size)),
        "letters too small": small_letters(sight, SMALLEST_CAPITAL_MM * factor / CAPITAL_OF_EM - 1),
        "cut off": cut(sight),
        "one over another": mixed(sight),
    }
    return {rule: by for rule, by in broken.items() if by}


def broken_anywhere(
    window: KioskWindow, words: Words, places: Sequence[tuple[tuple[int, int], str]] = PLACES
) -> dict[str, dict[str, list[str]]]:
    """Show the present screen at each size and in each language; return the rules it breaks, by place.

    The window is left at the last place; where it stands there already, the places are gone through backwards.
    """
    found: dict[str, dict[str, list[str]]] = {}
    _drop_unseen(window)
    if _size(window) == places[-1][0]:
        places = places[::-1]
    for size, language in places:
        window.touch.window.setProperty("pixelsPerMm", pixels_per_mm(*size))
        window.touch.window.resize(*size)
        words.speak(language)
        window.wait_until(lambda size=size: _size(window) == size)
        broken = broken_rules(window, size)
        if broken:
            found[f"{size[0]} {language}"] = broken
    return found


def _size(window: KioskWindow) -> tuple[int, int]:
    wide, high = window.touch.window.contentItem().size().toTuple()
    return int(wide), int(high)


def _drop_unseen(window: KioskWindow) -> None:
    """Unload the screens that are kept but not shown, or each is laid out too; who goes there loads them again."""
    for one in window.touch.window.contentItem().childItems():
        if one.objectName().startswith("screen-") and not one.isVisible():
            one.setProperty("source", QUrl())
    QGuiApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@dataclass(frozen=True)
class Sight:
    """What is seen, each with its place in the window: of a text, where its letters lie."""

    targets: dict[QQuickItem, QRectF]
    texts: dict[QQuickItem, QRectF]

    @classmethod
    def of(cls, window: KioskWindow) -> Self:
        seen = visible(window)
        targets = [one for one in seen if one.property("reachesBelow") is not None and one.isEnabled()]
        texts = [one for one in seen if one.inherits("QQuickText") and one.property("text")]
        return cls({one: box(one) for one in targets}, {one: painted(one) for one in texts})


def small_targets(sight: Sight, least: float) -> list[str]:
    return [name(one) for one, where in sight.targets.items() if min(where.width(), where.height()) < least]


def close_targets(sight: Sight, gap: float) -> list[str]:
    pairs = combinations(sight.targets.items(), 2)
    return [f"{name(one)} {name(two)}" for (one, here), (two, there) in pairs if distance(here, there) < gap]


def outside(sight: Sight, whole: QRectF) -> list[str]:
    return [name(one) for one, where in (sight.targets | sight.texts).items() if not whole.contains(where)]


def small_letters(sight: Sight, least: float) -> list[str]:
    return [name(one) for one in sight.texts if ask(one, "fontInfo.pixelSize") < least]


def cut(sight: Sight) -> list[str]:
    seen = sight.texts.items()
    return [name(one) for one, where in seen if ask(one, "truncated") or where.width() > box(one).width() + 1]


def mixed(sight: Sight) -> list[str]:
    pairs = combinations(sight.texts.items(), 2)
    found = [f"{name(one)} / {name(two)}" for (one, here), (two, there) in pairs if overlap(here, there)]
    for target, where in sight.targets.items():
        inside, edge = set(tree(target)), where.adjusted(-1, -1, 1, 1)
        for one, letters in sight.texts.items():
            if one not in inside and overlap(letters, edge):
                found.append(f"{name(one)} over {name(target)}")
            if one in inside and not edge.contains(letters):
                found.append(f"{name(one)} out of {name(target)}")
    return found


# --- the ruler ---


def visible(window: KioskWindow) -> list[QQuickItem]:
    """Return what is seen and not covered by a panel: while a notice is up, only the notice."""
    everything = list(tree(window.touch.window.contentItem()))
    notice = window.hand.find("notice-panel")
    return list(tree(notice)) if notice is not None else everything


def name(item: QQuickItem) -> str:
    return item.objectName() or str(item.property("text"))


def ask(item: QQuickItem, expression: str) -> float:
    """Evaluate an expression where the item stands: enums of QML have no other way out."""
    context = QQmlEngine.contextForObject(item)
    value, undefined = QQmlExpression(context, item, f"Number({expression})").evaluate()
    assert not undefined
    return float(value)


def box(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def painted(item: QQuickItem) -> QRectF:
    """Return where the letters of a text lie, without the air that the line height gives above and below."""
    wide, lines = ask(item, "contentWidth"), ask(item, "lineCount")
    high, em = ask(item, "contentHeight"), ask(item, "fontInfo.pixelSize")
    left = (item.width() - wide) * SHARE.get(int(ask(item, "effectiveHorizontalAlignment")), 0.0)
    above = ask(item, "topPadding")
    top = above + (item.height() - above - high) * SHARE.get(int(ask(item, "verticalAlignment")), 0.0)
    air = max(0.0, high / lines - 1.15 * em) / 2
    return item.mapRectToScene(QRectF(left, top + air, wide, high - 2 * air))


def overlap(one: QRectF, two: QRectF) -> bool:
    common = one.intersected(two)
    return common.width() > 1 and common.height() > 1


def distance(one: QRectF, two: QRectF) -> float:
    across = max(two.left() - one.right(), one.left() - two.right(), 0.0)
    down = max(two.top() - one.bottom(), one.top() - two.bottom(), 0.0)
    return max(across, down)
