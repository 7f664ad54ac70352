"""A layout that puts widgets side by side and begins a new line where room is short."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from leadready.ui import theme


class Arranged(QLayout):
    """A layout without margins whose items a subclass arranges, `gap` pixels (at 100 % text) from each other."""

    def __init__(self, *widgets: QWidget, gap: int) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = theme.px(gap)
        self.setContentsMargins(QMargins())
        for widget in widgets:
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item."""
        self._items.append(item)

    def count(self) -> int:
        """Count the items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Give an item; None past the end, as Qt asks."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give an item away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None


class Flow(Arranged):
    """Lines of widgets in their preferred sizes."""

    def __init__(self, *widgets: QWidget, gap: int = 10) -> None:
        super().__init__(*widgets, gap=gap)

    def expandingDirections(self) -> Qt.Orientation:
        """Ask for no more than is needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The height depends on how many lines there are."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Say how high the lines are together."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the widgets."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """Prefer a single line."""
        hints = [item.sizeHint() for item in self._items]
        width = sum(hint.width() for hint in hints) + self._gap * max(len(hints) - 1, 0)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """Need no more than the widest widget."""
        hints = [item.minimumSize() for item in self._items]
        return QSize(
            max((hint.width() for hint in hints), default=0), max((hint.height() for hint in hints), default=0)
        )

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        x, y, height = rect.x(), rect.y(), 0
        mirrored = self._is_mirrored()
        for line in self._lines(rect.width()):
            height = max(_size(item, rect.width()).height() for item in line)
            x = rect.x()
            for item in line:
                size = _size(item, rect.width())
                if move:
                    left = rect.x() + rect.right() - x - size.width() + 1 if mirrored else x
                    item.setGeometry(QRect(QPoint(left, y + (height - size.height()) // 2), size))
                x += size.width() + self._gap
            y += height + self._gap
        return max(y - self._gap - rect.y(), 0)

    def _is_mirrored(self) -> bool:
        holder = self.parentWidget()
        return holder.isRightToLeft() if holder else QGuiApplication.isRightToLeft()

    def _lines(self, room: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._items:
            width = _size(item, room).width()
            if lines and used + self._gap + width <= room:
                lines[-1].append(item)
                used += self._gap + width
            else:
                lines.append([item])
                used = width
        return lines


def _size(item: QLayoutItem, room: int) -> QSize:
    """Give the size that an item prefers in a line; words that can go on in further lines still prefer one."""
    hint = item.sizeHint()
    return QSize(min(int(getattr(item.widget(), "room_in_a_row", hint.width())), room), hint.height())
