"""The interface rules that can be measured, on every screen and every reference size: targets, gaps, type, overlap.

A new screen joins by a line in STATES: how one taps to it from home.
"""

from itertools import combinations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtQml import QQmlEngine, QQmlExpression
from PySide6.QtQuick import QQuickItem

from kiosk.clock import SetClock
from kiosk.dossiers.secret import lookup_secret
from kiosk.dossiers.told import StatusChange, apply_status
from kiosk.queue.desk import Desk
from kiosk.store.database import Store
from tests.ui.kiosk_window import KioskWindow
from ui.touch.hand import tree
from ui.touch.measure import pixels_per_mm

UPRIGHT, SMALL, FINE = (1080, 1920), (1366, 768), (1920, 1080)
PLACES = [(UPRIGHT, "vi"), (SMALL, "vi"), (FINE, "vi"), (UPRIGHT, "en"), (SMALL, "en")]
BIRTH = ("door-submission", "form-1.001193")
BIRTH_PAPERS = (*BIRTH, "option-other", "option-authorised", "option-none", "option-yes")
BIRTH_CARD = (*BIRTH_PAPERS, "have-birth_paper", "have-id_card", "have-authorisation", "next")
BIRTH_NUMBER = (*BIRTH_CARD, "skip", "key-a", "key-space", "key-b", "next")
BIRTH_HOME = (*BIRTH_NUMBER, "staff")
BIRTH_DATE = (*BIRTH_HOME, "option-staff", "key-a", "key-space", "key-b", "next", "option-male")
BIRTH_CONSENT = (
    *BIRTH_DATE, "staff", "option-home", "option-staff", "skip", "staff", "staff", "staff",
    "option-kinh", "option-staff", "option-no", "option-no", "option-khmer", "option-32110", "more", "next",
)  # fmt: skip
BIRTH_REVIEW = (*BIRTH_CONSENT, "option-no", "next", "edit-who")
STATES = {
    "home": (),
    "services": ("door-services",),
    "priority": ("door-services", "priority"),
    "ticket": ("door-services", "service-D"),
    "lookup": ("door-lookup",),
    "lookup_last": ("door-lookup", "page-after", "page-after"),
    "lookup_list": ("door-lookup", "life-land"),
    "lookup_search": ("door-lookup", "lookup-search", "key-g", "key-i"),
    "lookup_nothing": ("door-lookup", "lookup-search", *(f"key-{one}" for one in "zxqw")),
    "procedure": ("door-lookup", "life-birth", "procedure-1.001193"),
    "procedure_steps": ("door-lookup", "life-birth", "procedure-1.001193", "tab-steps"),
    "procedure_cost": ("door-lookup", "life-certify", "procedure-2.001035", "tab-cost"),
    "procedure_doubtful": ("door-lookup", "page-after", "life-welfare", "procedure-1.001776", "tab-law"),
    "submission": ("door-submission",),
    "submission_options": (*BIRTH, "option-other"),
    "submission_papers": BIRTH_PAPERS,
    "submission_papers_wrong": (*BIRTH_PAPERS, "next"),
    "submission_card": BIRTH_CARD,
    "submission_card_read": (*BIRTH_CARD, "card"),
    "submission_keys": (*BIRTH_CARD, "skip", "key-a", "tone-acute"),
    "submission_keys_wrong": (*BIRTH_CARD, "skip", "next"),
    "submission_digits": BIRTH_NUMBER,
    "submission_digits_wrong": (*BIRTH_NUMBER, "digit-1", "next"),
    "submission_place": BIRTH_HOME,
    "submission_line": (*BIRTH_HOME, "option-32110"),
    "submission_letters": (*BIRTH_HOME, "option-province"),
    "submission_list": (*BIRTH_HOME, "option-province", "letter-T"),
    "submission_date": BIRTH_DATE,
    "submission_date_wrong": (*BIRTH_DATE, "digit-5", "next"),
    "submission_consent": BIRTH_CONSENT,
    "submission_review": (*BIRTH_REVIEW, "option-own", "option-mother"),
    "submission_exit": (*BIRTH, "option-own", "option-mother", "option-abandoned"),
    "result_scan": ("door-result_scan",),
    "result_code": ("door-result_scan", "result-type", "key-H"),
    "result": ("scan",),
    "help": ("call-help",),
}
TARGET_MM, GAP_MM, SMALLEST_CAPITAL_MM = 20.0, 3.0, 4.8
CAPITAL_OF_EM = 0.714  # Noto Sans
SHARE = {4: 0.5, 128: 0.5, 2: 1.0, 64: 1.0}  # Qt.AlignHCenter, AlignVCenter, AlignRight, AlignBottom
CODE = "H12.34-261120-0005"
HOME = "Ấp Kinh Hãng, xã Khánh Bình Tây Bắc, huyện Trần Văn Thời, tỉnh Cà Mau"
CARD = f"096190000000||Nguyễn Thị Hoàng Phương Mẫu|15011990|Nữ|{HOME}|01072022"


@pytest.fixture
def screen(
    kiosk_window: KioskWindow, store: Store, desk: Desk, clock: SetClock, state: str, language: str
) -> KioskWindow:  # fmt: skip
    """The window at the state, with the longest texts that can come."""
    with store.act() as act:
        note = "Còn thiếu giấy chứng sinh bản chính và bản sao căn cước của cha và mẹ, xin mang đến trước ngày hẹn."
        change = StatusChange(CODE, "5", 1, due=clock.now(), note=note)
        apply_status(act, lookup_secret(store.file.parent), change)
    for one in range(12):
        desk.take(f"before-{one}", "D")
    kiosk_window.open(f"language-{language}")
    for step in STATES[state]:
        if step == "scan":
            kiosk_window.type_scan(CODE)
        elif step == "card":
            kiosk_window.type_scan(CARD)
            kiosk_window.text("card-row-0")
        else:
            kiosk_window.tap(step)
            kiosk_window.settle()
    if state in ("ticket", "result"):
        kiosk_window.wait_for(state)
    kiosk_window.hand.shot()  # nothing is measured before it is laid out
    return kiosk_window


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(("size", "language"), PLACES, ids=lambda one: one if isinstance(one, str) else f"{one[0]}")
def test_a_screen_keeps_the_rules_of_sizes(screen: KioskWindow, size: tuple[int, int]) -> None:
    factor = pixels_per_mm(*size)
    broken = {
        "too small for a finger": small_targets(screen, TARGET_MM * factor - 1),
        "too close to each other": close_targets(screen, GAP_MM * factor - 1),
        "not inside the window": outside(screen, QRectF(0, 0, *size)),
        "letters too small": small_letters(screen, SMALLEST_CAPITAL_MM * factor / CAPITAL_OF_EM - 1),
        "cut off": cut(screen),
        "one over another": mixed(screen),
    }
    assert {rule: by for rule, by in broken.items() if by} == {}


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
