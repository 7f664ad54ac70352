"""Progress through the sections: one bar with its name for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from leadready.language import _
from leadready.ui import theme
from leadready.ui.widgets.bar import Bar
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from leadready.workflow.sitting import SectionProgress


_ALL_NAMED = 780


class SectionBars(QWidget):
    """One bar with its name for each section."""

    def __init__(self, sections: tuple[SectionProgress, ...], current: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(6))
        grid.setVerticalSpacing(theme.px(4))
        self._bars: dict[str, Bar] = {}
        self._others: list[Text] = []
        for column, progress in enumerate(sections):
            bar = Bar(_share(progress), _words(progress), self)
            self._bars[progress.section.id] = bar
            name = Text(progress.section.title, "strong" if progress.section.id == current else "muted", self)
            name.setAlignment(Qt.AlignmentFlag.AlignTop)
            grid.addWidget(bar, 0, column)
            grid.addWidget(name, 1, column)
            grid.setColumnStretch(column, 1)
            if progress.section.id != current:
                name.hide()
                self._others.append(name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Name all sections where there is room, otherwise the current one only."""
        super().resizeEvent(event)
        for name in self._others:
            name.setVisible(self.width() >= theme.px(_ALL_NAMED))

    def show_progress(self, progress: SectionProgress) -> None:
        """Bring one section up to date."""
        self._bars[progress.section.id].set_share(_share(progress), _words(progress))


def _share(progress: SectionProgress) -> float:
    return progress.answered / progress.total


def _words(progress: SectionProgress) -> str:
    return _("{section}: {answered} of {total} answered").format(
        section=progress.section.title, answered=progress.answered, total=progress.total
    )
