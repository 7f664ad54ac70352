"""What a rater gives an answer: a mark by its anchor, yes or no to each line, the reason, and a private note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QWidget

from leadready.language import _
from leadready.panel.record import LONGEST_ANSWER
from leadready.ui.announcing import announce
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.fields import LabelledField, TextArea
from leadready.ui.widgets.option import Option
from leadready.ui.widgets.side_by_side import SideBySide
from leadready.ui.widgets.text import Text
from leadready.workflow.panel.marking import Given

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

    from leadready.rubric.model import Criterion

PAUSE = 1500
"""Milliseconds without a key after which a reason or a note is kept. Each keeping is a record for good."""


class MarkingCard(Card):
    """The criterion with its anchors, and all that is said to it.

    Signals:
        marked: A mark was chosen.
        edited: Something else was changed that is to be kept soon.
        settled: What was changed is to be kept now.

    Attributes:
        digits: The marks by their digit.
        reason: The field for the reason.
        hint: What stands under it: when a reason is needed, or that something is missing.
        note: The field for the private note; None where there is none.
    """

    marked = Signal()
    edited = Signal()
    settled = Signal()

    def __init__(self, criterion: Criterion, given: Given, parent: QWidget) -> None:
        super().__init__(parent=parent, padding=16)
        self.column.addWidget(Text(criterion.title, "heading", self))
        self._marks = sorted(int(anchor) for anchor in criterion.anchors)
        self.digits = {str(mark): mark for mark in self._marks}
        self._group = QButtonGroup(self)
        self._anchors = [self._anchor(mark, criterion.anchors[str(mark)]) for mark in self._marks]
        if given.mark in self._marks:
            self._anchors[self._marks.index(given.mark)].setChecked(True)
        self._group.idClicked.connect(self._on_marked)
        self._hint = _("The lowest and the highest mark need a reason. Any other may have one.")
        self.reason = self._writing(_("Why this mark"), given.why, "")
        self.reason.setAccessibleDescription(self._hint)
        self.hint = Text(self._hint, "muted", self)
        self.column.addWidget(self.hint)
        # A benchmark answer is marked without the lines.
        self._lines = [LineRow(line, said, self) for line, said in zip(criterion.lines, given.lines, strict=False)]
        if self._lines:
            self.column.addWidget(Text(_("Look for"), "strong", self))
        for row in self._lines:
            row.changed.connect(self.settled)
            self.column.addWidget(row)
        help_text = _("It stays on this computer and is never handed in.")
        self.note = None if given.note is None else self._writing(_("Private note"), given.note, help_text)

    @property
    def given(self) -> Given:
        """What is shown."""
        place = self._group.checkedId()
        mark = self._marks[place] if place >= 0 else None
        note = None if self.note is None else self.note.toPlainText().strip()
        return Given(mark, self.reason.toPlainText().strip(), tuple(row.said for row in self._lines), note)

    def warn(self, words: str) -> None:
        """Say under the reason what is missing; nothing where nothing is. Nothing moves by it."""
        if words and words != self.hint.text():
            announce(self.hint, words)
        self.hint.setText(words or self._hint)
        self.hint.set_role("warm" if words else "muted")

    def choose(self, digit: str) -> bool:
        """Choose a mark by its digit; False where there is none."""
        if digit not in self.digits:
            return False
        anchor = self._anchors[self._marks.index(self.digits[digit])]
        anchor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        anchor.click()
        return True

    def focus_target(self) -> QWidget:
        """Where the keyboard goes: the mark that was given, or the lowest."""
        return self._anchors[max(self._group.checkedId(), 0)]

    def close_for_good(self, why: str) -> None:
        """Let no mark be changed any more, and say why; all can still be read."""
        self.column.insertWidget(1, Text(why, "muted", self))
        for anchor in self._anchors:
            anchor.setEnabled(False)
        for row in self._lines:
            row.setEnabled(False)
        self.reason.setReadOnly(True)

    def _writing(self, label: str, text: str, help_text: str) -> Writing:
        area = Writing(text, self)
        self.column.addWidget(LabelledField(label, area, self, help_text=help_text))
        area.edited.connect(self.edited)
        area.settled.connect(self.settled)
        return area

    def _anchor(self, mark: int, words: str) -> Option:
        option = Option(words, str(mark), parent=self)
        option.setAccessibleName(_("Mark {mark}: {words}").format(mark=mark, words=words))
        self._group.addButton(option, self._marks.index(mark))
        self.column.addWidget(option)
        return option

    @Slot(int)
    def _on_marked(self, _place: int) -> None:
        self.marked.emit()


class LineRow(QWidget):
    """A line with "yes" and "no"; who presses the chosen one again takes it back.

    Signals:
        changed: Something else is said now.
    """

    changed = Signal()

    def __init__(self, line: str, said: bool | None, parent: QWidget) -> None:  # noqa: FBT001 - one of three answers
        super().__init__(parent)
        self._yes, self._no = self._option(_("Yes"), line), self._option(_("No"), line)
        for option, chosen in ((self._yes, said is True), (self._no, said is False)):
            option.setChecked(chosen)
        self.setLayout(SideBySide((Text(line, parent=self), 1), (self._yes, 0), (self._no, 0)))
        self._yes.clicked.connect(self._on_yes)
        self._no.clicked.connect(self._on_no)

    @property
    def said(self) -> bool | None:
        """Yes, no, or nothing."""
        return True if self._yes.isChecked() else False if self._no.isChecked() else None

    def _option(self, words: str, line: str) -> Option:
        option = Option(words, parent=self)
        option.setAutoExclusive(False)
        option.setAccessibleName(f"{line} {words}")
        return option

    @Slot()
    def _on_yes(self) -> None:
        self._no.setChecked(False)
        self.changed.emit()

    @Slot()
    def _on_no(self) -> None:
        self._yes.setChecked(False)
        self.changed.emit()


class Writing(TextArea):
    """Words that are kept when the person pauses or goes elsewhere.

    Signals:
        edited: Something was typed.
        settled: What was typed is to be kept.
    """

    edited = Signal()
    settled = Signal()

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.settle)
        self.textChanged.connect(self._on_changed)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what was typed."""
        super().focusOutEvent(event)
        self.settle()

    @Slot()
    def settle(self) -> None:
        """Ask for what was typed to be kept, if it is not yet."""
        if self._timer.isActive():
            self._timer.stop()
            self.settled.emit()

    @Slot()
    def _on_changed(self) -> None:
        text = self.toPlainText()
        if len(text) > LONGEST_ANSWER:  # nobody types so much; what was put in is cut where a record would be refused
            self.setPlainText(text[:LONGEST_ANSWER])
        self._timer.start()
        self.edited.emit()
