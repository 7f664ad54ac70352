"""A layout that puts cells side by side where all of them fit, and one under the other where they do not."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLayoutItem, QStyle, QWidget

from leadready.ui.widgets.flow import Arranged

Cell = tuple[QLayoutItem, int, int]
"""An item, where it begins and how wide it is."""


class SideBySide(Arranged):
    """Cells in one line, in stated shares of its width; room that is too narrow for that gets a column instead."""

    def __init__(self, *cells: tuple[QWidget, int], gap: int = 8, fill: bool = False) -> None:
        """Lay out cells.

        Args:
            cells: Each widget with its share of the width; a share of 0 gets what it prefers and no more.
            gap: Between them, in pixels at 100 % text.
            fill: Whether cells side by side are all as high as the highest; else each is as high as it needs.
        """
        self._fills = fill
        self._shares = [share for _widget, share in cells]
        super().__init__(*(widget for widget, _share in cells), gap=gap)

    def expandingDirections(self) -> Qt.Orientation:
        """Take all the width there is."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """The height depends on how the cells stand."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Say how high the cells are together."""
        margins = self.contentsMargins()
        room = width - margins.left() - margins.right()
        heights = [_height(item, wide) for item, _x, wide in self._cells(room)]
        stacked = sum(heights) + self._gap * max(len(heights) - 1, 0)
        inner = stacked if self._widths(room) is None else max(heights, default=0)
        return inner + margins.top() + margins.bottom()

    def setGeometry(self, rect: QRect) -> None:
        """Place the widgets."""
        super().setGeometry(rect)
        inner = rect.marginsRemoved(self.contentsMargins())
        beside = self._widths(inner.width()) is not None
        y = inner.y()
        for item, x, wide in self._cells(inner.width()):
            height = inner.height() if beside and self._fills else _height(item, wide)
            top = inner.y() + max(inner.height() - height, 0) // 2 if beside else y
            place = QRect(inner.x() + x, top, wide, height)
            item.setGeometry(QStyle.visualRect(self._direction(), inner, place))
            y += height + self._gap

    def sizeHint(self) -> QSize:
        """Prefer a single line."""
        hints = [item.sizeHint() for item in self._items]
        width = sum(hint.width() for hint in hints) + self._gap * max(len(hints) - 1, 0)
        return self._with_margins(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """Need no more than the widest cell."""
        least = [item.minimumSize() for item in self._items]
        width, height = max((one.width() for one in least), default=0), max((one.height() for one in least), default=0)
        return self._with_margins(width, height)

    def _with_margins(self, width: int, height: int) -> QSize:
        return QSize(width, height).grownBy(self.contentsMargins())

    def _widths(self, room: int) -> list[int] | None:
        """Say how wide each cell is side by side; None where they do not fit.

        All get their shares, so that several lines have one set of columns, unless that is too little for one of them.
        """
        least = [
            item.minimumSize().width() if share else item.sizeHint().width()
            for item, share in zip(self._items, self._shares, strict=True)
        ]
        room -= self._gap * max(len(least) - 1, 0)
        if sum(least) > room:
            return None
        whole = max(sum(self._shares), 1)
        free = room - sum(wide for wide, share in zip(least, self._shares, strict=True) if not share)
        shared = [free * share // whole if share else wide for wide, share in zip(least, self._shares, strict=True)]
        if all(wide >= needed for wide, needed in zip(shared, least, strict=True)):
            return shared
        spare = room - sum(least)
        return [wide + spare * share // whole for wide, share in zip(least, self._shares, strict=True)]

    def _cells(self, room: int) -> list[Cell]:
        widths = self._widths(room)
        if widths is None:
            return [
                (item, 0, room if share else min(item.sizeHint().width(), room))
                for item, share in zip(self._items, self._shares, strict=True)
            ]
        starts = [sum(widths[:place]) + self._gap * place for place in range(len(widths))]
        return list(zip(self._items, starts, widths, strict=True))

    def _direction(self) -> Qt.LayoutDirection:
        holder = self.parentWidget()
        return holder.layoutDirection() if holder else QGuiApplication.layoutDirection()


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
