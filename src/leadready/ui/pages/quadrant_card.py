"""Two scores seen together: the drawing, where the person lies in words, and what that may mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from leadready.chart.quadrant import WIDEST, quadrant
from leadready.language import _
from leadready.scoring.quadrant import axes_words, meanings, where_words
from leadready.ui import theme
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.drawing_view import DrawingView
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from leadready.chart.drawing import Drawing
    from leadready.scoring.quadrant import Placement
    from leadready.workflow.reading import Reading


class QuadrantCard(Card):
    """Where a person lies among the four fields."""

    def __init__(self, reading: Reading, placement: Placement, parent: QWidget) -> None:
        super().__init__("plain", parent, gap=8)
        names = reading.names
        heading = _("{up}, and {across}").format(
            up=names[placement.quadrant.up], across=names[placement.quadrant.across]
        )
        self.column.addWidget(Text(heading, "heading", self))

        def draw(width: float) -> Drawing:
            return quadrant(placement, names, width=width)

        picture = DrawingView(draw, self)
        picture.setMaximumWidth(theme.px(WIDEST))
        self.column.addWidget(picture, alignment=Qt.AlignmentFlag.AlignTop)
        self.column.addWidget(Text(axes_words(placement, names), "muted", self))
        self.column.addWidget(Text(where_words(placement), "strong", self))
        for words in meanings(placement):
            self.column.addWidget(Text(words, parent=self))
