"""The live picture on the screen. Qt's own VideoOutput paints nothing without a graphics card, and halls have none."""

from PySide6.QtCore import Property, QByteArray, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF
from PySide6.QtQml import qmlRegisterType
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

from ui.touch.camera.camera import Camera
from ui.touch.camera.source import Place

DARK, FOUND = QColor("#1A1A1A"), QColor("#FFD84D")


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
            if self._camera is not None and self._camera.outline:
                self._draw(painter, self._camera.outline)

    def _draw(self, painter: QPainter, corners: tuple[Place, ...]) -> None:
        """Draw the paper that is found: yellow on black, which shows on any desk."""
        outline = QPolygonF([QPointF(x, y) for x, y in corners])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thick = max(3.0, min(self.width(), self.height()) / 60)
        for colour, width in ((DARK, thick * 1.8), (FOUND, thick)):
            painter.setPen(
                QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
            )
            painter.drawPolygon(outline)

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


class PagePicture(QQuickPaintedItem):
    """Shows `jpeg` (bytes) as large as it fits, on the ground of the screen."""

    jpegChanged = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._jpeg, self._picture = QByteArray(), QImage()

    def _get(self) -> QByteArray:
        return self._jpeg

    def _set(self, jpeg: QByteArray) -> None:
        if jpeg != self._jpeg:
            self._jpeg, self._picture = jpeg, QImage.fromData(jpeg)
            self.jpegChanged.emit()
            self.update()

    jpeg = Property(QByteArray, _get, _set, notify=jpegChanged)

    def paint(self, painter: QPainter) -> None:
        if self._picture.isNull():
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._picture.size().scaled(self.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(QPointF(0, 0), size.toSizeF())
        place.moveCenter(QPointF(self.width() / 2, self.height() / 2))
        painter.drawImage(place, self._picture)
        painter.setPen(QPen(DARK, 2))
        painter.drawRect(place.adjusted(1, 1, -1, -1))


def register_picture() -> None:
    """Let QML find CameraPicture and PagePicture by `import MotCua`; again is as good as once."""
    qmlRegisterType(PagePicture, "MotCua", 1, 0, "PagePicture")  # pyright: ignore[reportArgumentType, reportCallIssue] : as below
    qmlRegisterType(CameraPicture, "MotCua", 1, 0, "CameraPicture")  # pyright: ignore[reportArgumentType, reportCallIssue] : PySide's stub wants bytes
