"""The live picture on the screen. Qt's own VideoOutput paints nothing without a graphics card, and halls have none."""

from PySide6.QtCore import Property, QObject, QRectF, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQml import qmlRegisterType
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

from ui.touch.camera.camera import Camera


class CameraPicture(QQuickPaintedItem):
    """Shows what `eye`, a Camera, sees while it is visible, and forgets it when it is hidden."""

    eyeChanged = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._camera: Camera | None = None
        self._picture = QImage()
        self.setOpaquePainting(True)
        self.visibleChanged.connect(self._ask)
        self.widthChanged.connect(self._ask)
        self.heightChanged.connect(self._ask)

    def _get_eye(self) -> QObject | None:
        return self._camera

    def _set_eye(self, camera: QObject | None) -> None:
        self._camera = camera if isinstance(camera, Camera) else None
        if self._camera is not None:
            self._camera.pictured.connect(self._show)
        self._ask()
        self.eyeChanged.emit()

    eye = Property(QObject, _get_eye, _set_eye, notify=eyeChanged)

    def paint(self, painter: QPainter) -> None:
        painter.fillRect(QRectF(0, 0, self.width(), self.height()), self.fillColor())
        if not self._picture.isNull():
            painter.drawImage(QRectF(0, 0, self.width(), self.height()), self._picture)

    def _ask(self) -> None:
        """Ask for pictures of this size; hidden, let go of the last one."""
        if self._camera is None:
            return
        if self.isVisible():
            self._camera.paintFor(round(self.width()), round(self.height()))
        elif not self._picture.isNull():
            self._picture = QImage()
            self.update()

    def _show(self, picture: QImage) -> None:
        if self.isVisible():
            self._picture = picture
            self.update()


def register_picture() -> None:
    """Let QML find CameraPicture by `import MotCua`; again is as good as once."""
    qmlRegisterType(CameraPicture, "MotCua", 1, 0, "CameraPicture")  # pyright: ignore[reportArgumentType, reportCallIssue] : PySide's stub wants bytes
