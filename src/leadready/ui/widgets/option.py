"""One option: a radio button whose words begin a new line where they are long.

Qt's own radio button writes on one line only. This one keeps all that a screen reader and the keyboard know of a radio
button, and the box that the stylesheet gives it, and writes the words itself.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from leadready.ui import theme
from leadready.ui.icons import icon

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QFocusEvent

_MARK = 18
_GAP = 10
_EDGE, _TOP = 11, 10
_BETWEEN = 4
_RING = 14
_FLAGS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignAbsolute


class Option(QRadioButton):
    """Words after a mark: the digit that chooses it, or a ring where there is none; a tick when it is chosen.

    Under the words may stand more, in plain type.

    Signals:
        entered: The keyboard came here.
    """

    entered = Signal()

    def __init__(self, words: str, digit: str = "", more: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words.replace("&", "&&"), parent)
        self._words = words
        self._digit = digit
        self._more = more
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def room_in_a_row(self) -> int:
        """The width in pixels that all words take on one line, so that choosing moves nothing."""
        return self._margins() + max(_metrics(font).horizontalAdvance(text) for font, text in self._texts())

    def hasHeightForWidth(self) -> bool:
        """The height depends on how many lines there are."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Say how high the words are, bold or not: choosing moves nothing."""
        return self._text_height(width - self._margins()) + 2 * theme.px(_TOP)

    def sizeHint(self) -> QSize:
        """Prefer one line."""
        width = self.room_in_a_row
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Need no more than the longest word."""
        return self._least()

    def changeEvent(self, event: QEvent) -> None:
        """Fit another text size."""
        super().changeEvent(event)
        if event.type() == event.Type.FontChange:
            self.updateGeometry()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard came."""
        super().focusInEvent(event)
        self.entered.emit()

    def hitButton(self, _pos: object) -> bool:
        """All of it can be pressed, not only the first line."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box as the stylesheet has it, then the mark and the words."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""  # pyright: ignore[reportAttributeAccessIssue] - a writable field in Qt
        painter = QPainter(self)
        self.style().drawControl(QStyle.ControlElement.CE_RadioButton, option, painter, self)
        painter.setPen(theme.colour("on_accent" if self.isChecked() else "ink"))
        edge, start = theme.px(_EDGE), self._margins() - theme.px(_EDGE)
        room = QRect(start, 0, self.width() - self._margins(), self.height())
        room.setTop((self.height() - self._text_height(room.width())) // 2)
        line = _metrics(theme.font(theme.BODY)).height()
        self._paint_mark(painter, self._mirrored(QRect(edge, room.top(), theme.px(_MARK), line)))
        for font, text in self._texts(chosen=self.isChecked()):
            painter.setFont(font)
            painter.drawText(self._mirrored(room), int(_FLAGS | self._side()), text)
            room.setTop(room.top() + _height(text, room.width(), font.pixelSize(), font.weight()) + theme.px(_BETWEEN))

    def _paint_mark(self, painter: QPainter, place: QRect) -> None:
        if self.isChecked():
            icon("tick", "on_accent").paint(painter, place)
        elif self._digit:
            painter.setFont(theme.font(theme.BODY))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._digit)
        else:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("line"), theme.px(2)))
            painter.drawEllipse(place.center(), theme.px(_RING) // 2, theme.px(_RING) // 2)
            painter.restore()

    def _mirrored(self, place: QRect) -> QRect:
        """Give the place from the other side where a language is written from right to left."""
        return QStyle.visualRect(self.layoutDirection(), self.rect(), place)

    def _side(self) -> Qt.AlignmentFlag:
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft

    def _texts(self, *, chosen: bool = True) -> tuple[tuple[QFont, str], ...]:
        first = (theme.font(theme.BODY, 600 if chosen or self._more else 400), self._words)
        return (first, (theme.font(theme.BODY), self._more)) if self._more else (first,)

    @staticmethod
    def _margins() -> int:
        return 2 * theme.px(_EDGE) + theme.px(_MARK) + theme.px(_GAP)

    def _text_height(self, width: int) -> int:
        heights = [_height(text, width, font.pixelSize(), font.weight()) for font, text in self._texts()]
        return sum(heights) + theme.px(_BETWEEN) * (len(heights) - 1)

    def _least(self) -> QSize:
        longest = max(
            _metrics(font).horizontalAdvance(word) for font, text in self._texts() for word in text.split() or [""]
        )
        return QSize(self._margins() + longest, _metrics(theme.font(theme.BODY)).height() + 2 * theme.px(_TOP))


def _metrics(font: QFont) -> QFontMetrics:
    return QFontMetrics(font)


@lru_cache(maxsize=4096)
def _height(text: str, width: int, size: int, weight: int) -> int:
    """Measure wrapped words once: layouts and every paint ask for the same again. `size` is in pixels."""
    font = theme.font(theme.BODY, weight)
    font.setPixelSize(size)
    return _metrics(font).boundingRect(QRect(0, 0, max(width, 1), 0), int(_FLAGS), text).height()
