"""What the rubric decides besides the scores: patterns as hypotheses, gates with what follows, a word of caution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from leadready.language import _
from leadready.scoring.rulings import confidence_words
from leadready.ui import theme
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card, row
from leadready.ui.widgets.notice import Notice
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from leadready.scoring.verdicts import GateResult, PatternResult
    from leadready.workflow.reading import Reading

_STEP = 18


def caution_note(reading: Reading, parent: QWidget) -> Notice | None:
    """Say that the scores are to be read with caution, and why; None where there is no reason."""
    sentences = reading.rulings.caution_sentences()
    return Notice(_("Read with caution"), *sentences, parent=parent) if sentences else None


class PatternCard(Card):
    """A pattern among the scores: what it may mean, how sure that is, what could help, and on request the rule."""

    def __init__(self, reading: Reading, result: PatternResult, parent: QWidget) -> None:
        super().__init__("note", parent, gap=6)
        pattern = result.pattern
        self.column.addWidget(Text(_("What this may mean"), "eyebrow", self))
        self.column.addWidget(Text(pattern.title, "heading", self))
        self.column.addWidget(Text(pattern.says, parent=self))
        helps = _("What could help: {response}").format(response=pattern.response)
        self.column.addWidget(Text(helps, parent=self))
        self.column.addWidget(Text(confidence_words(result), "muted", self))
        self.column.addWidget(Why(reading, result, pattern.title, self))
        self.setAccessibleName(pattern.title)


class GatesCard(Card):
    """What comes first, whatever the other scores are."""

    def __init__(self, reading: Reading, parent: QWidget) -> None:
        super().__init__("plain", parent, gap=6)
        self.column.addWidget(Text(_("What to do first"), "heading", self))
        for result in reading.rulings.closed:
            self._gate(reading, result)
        if reading.rulings.undecided:
            titles = ", ".join(f"“{gate.title}”" for gate in reading.rulings.undecided)
            words = _("Not decided, for want of answers: {titles}.").format(titles=titles)
            self.column.addWidget(Text(words, "muted", self))

    def _gate(self, reading: Reading, result: GateResult) -> None:
        gate = result.gate
        self.column.addWidget(Text(gate.title, "strong", self))
        self.column.addWidget(Text(gate.outcome, parent=self))
        self.column.addWidget(Why(reading, result, gate.title, self))


class Why(QWidget):
    """A button that opens the rule in words: the scores and thresholds that made it."""

    def __init__(self, reading: Reading, result: GateResult | PatternResult, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._reading = reading
        self._result = result
        self._lines: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(4))
        button = Button(_("Why?"), self._on_why, role="quiet", parent=self)
        button.setAccessibleName(_("Why {title}?").format(title=title))
        self._column.addLayout(row(button))

    @Slot()
    def _on_why(self) -> None:
        if self._lines is not None:
            self._lines.setVisible(self._lines.isHidden())
            return
        self._lines = QWidget(self)
        column = QVBoxLayout(self._lines)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        for depth, words in self._reading.rulings.why(self._result).telling.lines():
            line = Text(words, parent=self._lines)
            line.setContentsMargins(theme.px(_STEP) * depth, 0, 0, 0)
            column.addWidget(line)
        self._column.addWidget(self._lines)
