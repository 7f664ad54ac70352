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

    from leadready.workflow.answering import SectionProgress


_A_NAME = 110


class SectionBars(QWidget):
    """One bar with its name for each section."""

    def __init__(self, sections: tuple[SectionProgress, ...], current: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current = current
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(6))
        self._grid.setVerticalSpacing(theme.px(4))
        self._bars: dict[str, Bar] = {}
        self._names: dict[str, Text] = {}
        self.show_progress(sections)

    def show_progress(self, sections: tuple[SectionProgress, ...]) -> None:
        """Bring all sections up to date; an answer may have brought one or taken one away."""
        shown = {progress.section.id: progress for progress in sections}
        if list(shown) != list(self._bars):
            self._build(sections)
        for section_id, progress in shown.items():
            self._bars[section_id].set_share(_share(progress), _words(progress))

    def _build(self, sections: tuple[SectionProgress, ...]) -> None:
        for old in (*self._bars.values(), *self._names.values()):
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._bars.clear()
        self._names.clear()
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        for column, progress in enumerate(sections):
            section = progress.section
            bar = Bar(_share(progress), _words(progress), self)
            name = Text(section.title, "strong" if section.id == self._current else "muted", self)
            name.setAlignment(Qt.AlignmentFlag.AlignTop)
            self._bars[section.id], self._names[section.id] = bar, name
            self._grid.addWidget(bar, 0, column)
            self._grid.addWidget(name, 1, column)
            self._grid.setColumnStretch(column, 1)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Name the sections where there is room for all names; the page's title names the current one anyway."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        roomy = self.width() >= theme.px(_A_NAME) * len(self._names)
        for name in self._names.values():
            name.setVisible(roomy)


def _share(progress: SectionProgress) -> float:
    return progress.answered / progress.total


def _words(progress: SectionProgress) -> str:
    return _("{section}: {answered} of {total} answered").format(
        section=progress.section.title, answered=progress.answered, total=progress.total
    )
