"""The interface rules that can be measured: targets, gaps, letters, what is cut off, what lies over what."""

from itertools import combinations

from PySide6.QtCore import QRectF
from PySide6.QtQml import QQmlEngine, QQmlExpression
from PySide6.QtQuick import QQuickItem

from tests.ui.kiosk_window import KioskWindow
from ui.touch.hand import tree
from ui.touch.measure import pixels_per_mm

UPRIGHT, SMALL, FINE = (1080, 1920), (1366, 768), (1920, 1080)
PLACES = [(UPRIGHT, "vi"), (SMALL, "vi"), (FINE, "vi"), (UPRIGHT, "en"), (SMALL, "en")]
TARGET_MM, GAP_MM, SMALLEST_CAPITAL_MM = 20.0, 3.0, 4.8
CAPITAL_OF_EM = 0.714  # Noto Sans
SHARE = {4: 0.5, 128: 0.5, 2: 1.0, 64: 1.0}  # Qt.AlignHCenter, AlignVCenter, AlignRight, AlignBottom


def broken_rules(window: KioskWindow, size: tuple[int, int]) -> dict[str, list[str]]:
    """Return the rules that the present screen breaks, and by what."""
    factor = pixels_per_mm(*size)
    broken = {
        "too small for a finger": small_targets(window, TARGET_MM * factor - 1),
        "too close to each other": close_targets(window, GAP_MM * factor - 1),
        "not inside the window": outside(window, QRectF(0, 0, *size)),
        "letters too small": small_letters(window, SMALLEST_CAPITAL_MM * factor / CAPITAL_OF_EM - 1),
        "cut off": cut(window),
        "one over another": mixed(window),
    }
    return {rule: by for rule, by in broken.items() if by}


def small_targets(window: KioskWindow, least: float) -> list[str]:
    return [name(one) for one in targets(window) if min(box(one).width(), box(one).height()) < least]


def close_targets(window: KioskWindow, gap: float) -> list[str]:
    pairs = combinations(targets(window), 2)
    return [f"{name(one)} {name(two)}" for one, two in pairs if distance(box(one), box(two)) < gap]


def outside(window: KioskWindow, whole: QRectF) -> list[str]:
    rectangles = [(name(one), box(one)) for one in targets(window)]
    rectangles += [(name(one), painted(one)) for one in texts(window)]
    return [who for who, where in rectangles if not whole.contains(where)]


def small_letters(window: KioskWindow, least: float) -> list[str]:
    return [name(one) for one in texts(window) if ask(one, "fontInfo.pixelSize") < least]


def cut(window: KioskWindow) -> list[str]:
    seen = texts(window)
    return [name(one) for one in seen if ask(one, "truncated") or painted(one).width() > box(one).width() + 1]


def mixed(window: KioskWindow) -> list[str]:
    seen = texts(window)
    found = [f"{name(a)} / {name(b)}" for a, b in combinations(seen, 2) if overlap(painted(a), painted(b))]
    for target in targets(window):
        inside, edge = set(tree(target)), box(target).adjusted(-1, -1, 1, 1)
        for one in seen:
            if one not in inside and overlap(painted(one), edge):
                found.append(f"{name(one)} over {name(target)}")
            if one in inside and not edge.contains(painted(one)):
                found.append(f"{name(one)} out of {name(target)}")
    return found


# --- the ruler ---


def visible(window: KioskWindow) -> list[QQuickItem]:
    """Return what is seen and not covered by a panel: while a notice is up, only the notice."""
    everything = list(tree(window.touch.window.contentItem()))
    notice = window.hand.find("notice-panel")
    return list(tree(notice)) if notice is not None else everything


def targets(window: KioskWindow) -> list[QQuickItem]:
    return [one for one in visible(window) if one.property("reachesBelow") is not None and one.isEnabled()]


def texts(window: KioskWindow) -> list[QQuickItem]:
    return [one for one in visible(window) if one.inherits("QQuickText") and one.property("text")]


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
