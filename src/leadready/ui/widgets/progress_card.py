"""How far something is that takes a while: a bar, and its numbers in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.ui.widgets.bar import Bar
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class ProgressCard(Card):
    """A line of words over a bar; whoever uses it adds below what else is to be told."""

    def __init__(self, parent: QWidget | None = None, words: str = "") -> None:
        super().__init__(parent=parent)
        self._words = Text(words, "strong", self)
        self._bar = Bar(0, words, self)
        self.column.addWidget(self._words)
        self.column.addWidget(self._bar)

    def say(self, words: str) -> None:
        """Say what is being done, where that is no number."""
        self._words.setText(words)

    def show_share(self, done: int, total: int, words: str) -> None:
        """Show how many of all are done, and say so."""
        self._words.setText(words)
        self._bar.set_share(done / max(total, 1), words)
