"""A part of a file as text: what cannot be read is said and not written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from leadready.instrument.problems import ProblemsFound
from leadready.instrument.strict_yaml import parse_yaml
from leadready.instrument.yaml_writing import block_lines, write_value
from leadready.language import _
from leadready.ui.studio.blocks import Shaped
from leadready.ui.studio.shapes import Node
from leadready.ui.widgets.fields import TextArea
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from leadready.instrument.strict_yaml import Value
    from leadready.ui.studio.desk import Desk
    from leadready.ui.studio.outline import Place


class NodeText(TextArea):
    """A part of a file as text; what cannot be read is said and not written."""

    def __init__(self, desk: Desk, place: Place, thing: Place, block: QWidget, wrong: Text) -> None:
        super().__init__("", block, lines=3)
        self.place = place
        self._desk = desk
        self._thing = thing
        self._wrong = wrong
        self._showing = False
        self._taken: Value = None
        self.setUndoRedoEnabled(False)
        self.refresh()
        self.textChanged.connect(self._on_changed)

    def refresh(self) -> None:
        """Show what the desk says, where what stands here says something else."""
        said = self._desk.value(self.place)
        if str(said) == str(self._taken):
            return  # what stands here came from there, or is not taken in yet
        self._taken = said
        self._showing = True
        self.setPlainText(as_text(said))
        self._showing = False
        self._wrong.hide()

    @Slot()
    def _on_changed(self) -> None:
        if self._showing:
            return
        try:
            value = parse_yaml(self.toPlainText(), "").value
        except ProblemsFound as found:
            problem = found.problems[0]
            number = min(max(problem.line, 1), self.blockCount())
            line = _("Not taken in yet. Line {n} of this text:").format(n=number)
            self._wrong.setText(f"{line} {problem.what} {problem.advice}")
            self._wrong.show()
            self._desk.forget(self.place)
            self._taken = self._desk.value(self.place)
            return
        self._wrong.hide()
        self._taken = value
        if value is None:
            self._desk.clear(self.place, self._thing)
        else:
            self._desk.type(self.place, value)


class NodeBlock(Shaped[Node]):
    """A part of the file as text."""

    def build(self) -> None:
        """Make the text."""
        unread = Text("", "danger", self)
        unread.hide()
        cell = NodeText(self.desk, self.place, self.thing, self, unread)
        self.hold(cell, cell)
        self.column.addWidget(unread)


def as_text(value: Value) -> str:
    """Write a part of a file as it would stand there; nothing for nothing."""
    if value is None:
        return ""
    if isinstance(value, dict | list) and value:
        return "\n".join(block_lines(value, 0))
    return write_value(value, column=0).head
