"""Panes side by side where there is room, and one at a time, under tabs, where there is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QSplitter, QTabBar, QVBoxLayout, QWidget

from leadready.language import _
from leadready.ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

WIDE, MEDIUM = 880, 600
"""From these widths on, in pixels at 100 %: all three panes, and the outline beside one of the others."""
OUTLINE, FORM, PREVIEW = 0, 1, 2


class Panes(QWidget):
    """Outline, form and preview."""

    def __init__(self, outline: QWidget, form: QWidget, preview: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._panes = (outline, form, preview)
        self._current = FORM
        self._shown: tuple[int, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        self.tabs = QTabBar(self)
        self.tabs.setAccessibleName(_("Parts of this page"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        for words in (_("Outline"), _("Edit"), _("Preview")):
            self.tabs.addTab(words)
        self.tabs.setCurrentIndex(FORM)
        self.tabs.currentChanged.connect(self._on_tab)
        column.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignLeft)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(theme.px(10))
        for pane, stretch in zip(self._panes, (2, 4, 4), strict=True):
            self._splitter.addWidget(pane)
            self._splitter.setStretchFactor(self._splitter.count() - 1, stretch)
        column.addWidget(self._splitter, 1)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the arrangement for the width."""
        super().resizeEvent(event)
        self._arrange()

    def sizeHint(self) -> QSize:
        """Ask for little: the panes scroll, and take what room there is."""
        return QSize(theme.px(600), theme.px(240))

    def show_pane(self, pane: int) -> None:
        """Bring a pane into view."""
        self.tabs.setCurrentIndex(pane)

    def _arrange(self) -> None:
        wide, medium = self.width() >= theme.px(WIDE), self.width() >= theme.px(MEDIUM)
        if wide:
            shown: tuple[int, ...] = (OUTLINE, FORM, PREVIEW)
        elif medium:
            shown = (OUTLINE, PREVIEW if self._current == PREVIEW else FORM)
        else:
            shown = (self._current,)
        self.tabs.setVisible(not wide)
        self.tabs.setTabVisible(OUTLINE, not medium)
        if shown == self._shown:
            return
        self._shown = shown
        for number, pane in enumerate(self._panes):
            pane.setVisible(number in shown)
        if wide:
            room = self.width()
            self._splitter.setSizes([room * 24 // 100, room * 40 // 100, room * 36 // 100])
        elif medium:
            self._splitter.setSizes([self.width() * 34 // 100, self.width() * 66 // 100, self.width() * 66 // 100])

    @Slot(int)
    def _on_tab(self, pane: int) -> None:
        self._current = pane
        self._arrange()
