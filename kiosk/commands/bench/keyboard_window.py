"""The process that types on glass: `python -m kiosk.commands.bench.keyboard_window FOLDER SIZE KEYS`.

Prints two lists of pairs, the ms from the tap on a key to the painted picture and the ms of processor in them: on a
name's screen, and on a bare pad of as many keys that appends to a text. Both take turns, so both see the same noise.
"""

import gc
import json
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest

from kiosk.catalogue.units import Units
from kiosk.clock import SystemClock
from kiosk.commands.bench.keyboard import KEYS
from kiosk.config import default_settings_file, read_settings
from kiosk.forms.library import load_forms
from kiosk.forms.submissions import Submissions
from kiosk.papers.draw_ticket import draw_ticket
from kiosk.queue.desk import Desk
from kiosk.queue.help import call_help, help_call, remind_help
from kiosk.store.database import Store
from sync.seal import AgeSealer, make_identity
from ui.touch.app import Touch, build
from ui.touch.hand import Hand
from ui.touch.parts import Parts
from ui.touch.view_models.submission import SubmissionModel

FORM = {
    "schema_version": 1, "id": "bench", "version": 1, "procedure": "1.001193", "field": "Hộ tịch",
    "title": "form.birth.title", "picture": "life/birth", "official": "Tờ khai", "groups": [
        {"id": "requester", "text": "form.birth.group.requester"},
    ],
    "pages": [{
        "id": "name", "type": "full_name", "text": "form.birth.group.requester",
        "review": {"group": "requester", "label": "form.birth.group.requester"},
    }],
}  # fmt: skip
BARE = b"""
import QtQuick
Window {
    visible: true
    Text { id: field; font.pixelSize: 40; height: 100 }
    Grid {
        y: 100; columns: 10; spacing: 8
        Repeater {
            model: 48
            Rectangle {
                width: 90; height: 100; radius: 8; border.width: 2
                Text { anchors.centerIn: parent; font.pixelSize: 40; text: "a" }
                MouseArea {
                    anchors.fill: parent
                    onClicked: field.text = field.text.length < 40 ? field.text + "a" : ""
                }
            }
        }
    }
}"""

Taken = tuple[float, float]  # ms, and ms of processor


def main() -> None:
    folder, size, count = Path(sys.argv[1]), tuple(int(one) for one in sys.argv[2].split("x")), int(sys.argv[3])
    app = QGuiApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    touch = _at_a_name(folder, (size[0], size[1]))
    engine = QQmlApplicationEngine()
    engine.loadData(BARE)
    bare = engine.rootObjects()[0]
    assert isinstance(bare, QQuickWindow)  # noqa: S101
    bare.resize(*size)
    hand = Hand(touch.window, touch.finger)
    ours: list[Taken] = []
    floor: list[Taken] = []
    last = ""
    gc.collect()
    gc.freeze()  # as the touch screen does
    for key in islice(cycle(KEYS), count):
        item = hand.find(f"key-{key}")
        assert item is not None  # noqa: S101
        centre = item.mapToScene(item.boundingRect().center()).toPoint()
        QTest.qWait(130 if key == last else 30)  # the same key sooner is a trembling finger
        last = key
        ours.append(_painted_ms(touch.window, centre))
        QTest.qWait(30)  # both after a rest
        floor.append(_painted_ms(bare, QPoint(40, 150)))
    touch.close()
    engine.deleteLater()
    app.processEvents()
    sys.stdout.write(json.dumps([ours, floor]))


def _painted_ms(window: QQuickWindow, at: QPoint) -> Taken:
    began, worked, painted = time.perf_counter(), time.process_time(), QEventLoop()
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    window.frameSwapped.connect(painted.quit)
    window.update()
    painted.exec()
    window.frameSwapped.disconnect(painted.quit)
    return (time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000


def _at_a_name(folder: Path, size: tuple[int, int]) -> Touch:
    """Return the whole touch screen, standing at a question for a name."""
    (folder / "forms").mkdir()
    (folder / "forms" / "bench.json").write_text(json.dumps(FORM), "utf-8")
    settings, clock = read_settings(default_settings_file()), SystemClock()
    store = Store(folder / "hall.db", clock)
    desk = Desk(store, settings, draw_ticket)
    sealer = AgeSealer([make_identity(folder / "desk.key")])
    parts = Parts(
        settings=settings,
        clock=clock,
        call_help=partial(call_help, store),
        help_call=partial(help_call, store),
        remind_help=partial(remind_help, store, settings),
        desk=desk,
        print_state=desk.overview.print_state,
        services=desk.overview.services,
        submissions=Submissions(store, sealer, settings, load_forms(folder / "forms")),
        units=Units(),
    )
    touch = build(parts, size, moves=False)
    touch.window.show()
    form = next(one for one in touch.keeps if isinstance(one, SubmissionModel))
    form.begin("1.001193")
    _wait(lambda: touch.navigator.present() == "submission_form")
    return touch


def _wait(true: Callable[[], bool]) -> None:
    loop, timer = QEventLoop(), QTimer(interval=10)
    timer.timeout.connect(lambda: loop.quit() if true() else None)
    timer.start()
    loop.exec()


if __name__ == "__main__":
    main()
