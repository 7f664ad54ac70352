"""One score in a line: its name, track or lamps, level and count, and on request its parts and its receipt."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from leadready.chart.steps import steps
from leadready.chart.track import track
from leadready.language import _
from leadready.scoring.levels import answered_words, level_range, level_words
from leadready.ui import theme
from leadready.ui.icons import icon
from leadready.ui.pages.receipt import Receipt
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import row
from leadready.ui.widgets.drawing_view import DrawingView
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from leadready.chart.drawing import Drawing
    from leadready.workflow.reading import Reading


class Columns(QWidget):
    """Name, track, level and count side by side; one under the other where room is short or text is large."""

    _WIDE = 700  # pixels at 100 % text; more than side by side needs, so that shrinking passes it in time

    def __init__(
        self,
        parent: QWidget,
        *,
        name: QWidget,
        track: QWidget,
        right: QWidget,
        answered: QWidget,
        below: tuple[QWidget, QWidget] | None = None,
    ) -> None:
        super().__init__(parent)
        self._cells = (name, track, right, answered)
        self._below = below
        self._wide: bool | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(14))
        self._grid.setVerticalSpacing(theme.px(2))
        self._arrange(wide=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the arrangement for the width."""
        super().resizeEvent(event)
        self._arrange(wide=self.width() >= theme.px(self._WIDE))

    def _arrange(self, *, wide: bool) -> None:
        if wide == self._wide:
            return
        self._wide = wide
        for column, (least, stretch) in enumerate(_WIDE_COLUMNS if wide else _NARROW_COLUMNS):
            self._grid.setColumnMinimumWidth(column, theme.px(least))
            self._grid.setColumnStretch(column, stretch)
        places = _WIDE_PLACES if wide else _NARROW_PLACES
        for cell, place in zip((*self._cells, *(self._below or ())), places, strict=False):
            self._grid.addWidget(cell, *place)


_WIDE_COLUMNS = ((190, 0), (120, 1), (168, 0), (66, 0))
_NARROW_COLUMNS = ((0, 1), (0, 0), (0, 0), (0, 0))
_WIDE_PLACES = ((0, 0), (0, 1), (0, 2), (0, 3), (1, 0, 1, 2), (1, 2, 1, 2))
_NARROW_PLACES = ((0, 0, 1, 2), (1, 0, 1, 2), (2, 0, 1, 2), (3, 0, 1, 2), (4, 0, 1, 2), (5, 0, 1, 2))


class ScoreBlock(QWidget):
    """One score in a line; below it its parts and its calculation, when they are opened."""

    def __init__(self, reading: Reading, score_id: str, parent: QWidget, *, inner: bool = False) -> None:
        super().__init__(parent)
        self._reading = reading
        self._score_id = score_id
        self._inner = inner
        self._receipt: Receipt | None = None
        self._parts: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(6))
        self._column.addWidget(self._line())

    def _line(self) -> QWidget:
        reading, score = self._reading, self._reading.profile[self._score_id]
        titles, plain = reading.level_titles(self._score_id), not reading.rubric.shows_numbers
        level = level_words(score, titles, plain=plain)
        buttons = QWidget()
        line = row(*self._buttons(buttons), gap=0)
        line.setContentsMargins(0, 0, 0, 0)
        buttons.setLayout(line)
        return Columns(
            self,
            name=Text(reading.names[self._score_id], "body" if self._inner else "strong"),
            track=DrawingView(partial(_lamps if plain else _track, reading, self._score_id, level)),
            right=_level_cell(level, level_range(score, titles, plain=plain)),
            answered=Text(answered_words(score), "muted", wrap=False),
            below=(Text(reading.descriptor(self._score_id), "muted"), buttons),
        )

    def _buttons(self, holder: QWidget) -> list[Button]:
        title = self._reading.names[self._score_id]
        self._why = Button(_("Why?"), self._on_why, role="quiet", parent=holder)
        self._why.setAccessibleName(_("Why {title}?").format(title=title))
        buttons = [self._why]
        if self._reading.rubric.parts_of(self._score_id):
            self._more = Button(_("Parts"), self._on_parts, role="quiet", picture="right", parent=holder)
            self._more.setAccessibleName(_("Parts of {title}").format(title=title))
            buttons.append(self._more)
        return buttons

    @Slot()
    def _on_why(self) -> None:
        if self._receipt is None:
            self._receipt = Receipt(self._reading, self._score_id, self)
            self._column.insertWidget(1, self._receipt)
        else:
            self._receipt.setVisible(self._receipt.isHidden())

    @Slot()
    def _on_parts(self) -> None:
        if self._parts is None:
            self._parts = QWidget(self)
            column = QVBoxLayout(self._parts)
            column.setContentsMargins(0, theme.px(4), 0, theme.px(8))
            for part in self._reading.rubric.parts_of(self._score_id):
                if part not in self._reading.findings.left_out:
                    column.addWidget(ScoreBlock(self._reading, part, self._parts, inner=True))
            self._column.addWidget(self._parts)
        else:
            self._parts.setVisible(self._parts.isHidden())
        opened = not self._parts.isHidden()
        self._more.setIcon(icon("down" if opened else "right", "accent"))


def _track(reading: Reading, score_id: str, level: str, width: float) -> Drawing:
    name = reading.names[score_id]
    return track(reading.profile[score_id], reading.cuts(score_id), width=width, name=name, level=level)


def _lamps(reading: Reading, score_id: str, _level: str, _width: float) -> Drawing:
    return steps(reading.profile[score_id].level, reading.level_titles(score_id), name=reading.names[score_id])


def _level_cell(level: str, within: str) -> QWidget:
    cell = QWidget()
    column = QVBoxLayout(cell)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(Text(level, "chip", cell), 0, Qt.AlignmentFlag.AlignLeft)
    if within:
        column.addWidget(Text(within, "small", cell))
    return cell
