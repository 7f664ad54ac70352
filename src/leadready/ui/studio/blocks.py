"""Blocks: one field of a thing each, with its name, its help and what is wrong with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from leadready.instrument.problems import ProblemsFound
from leadready.instrument.strict_yaml import parse_yaml
from leadready.instrument.yaml_writing import block_lines, write_value
from leadready.language import _
from leadready.ui import theme
from leadready.ui.studio.cells import Cell, LineCell, PickCell, ProseCell, TickCell, short
from leadready.ui.studio.outline import Place, sequence
from leadready.ui.studio.shapes import Identity, Line, Missing, Node, Pick, Prose, Shape, Tick, Ticks
from leadready.ui.widgets.fields import Choice, TextArea, TextLine
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadready.instrument.problems import Problem
    from leadready.instrument.strict_yaml import Value
    from leadready.ui.studio.desk import Desk
    from leadready.ui.studio.shapes import Field

S = TypeVar("S", bound=Shape)


class Block(QWidget):
    """A field: its label over what it is edited with, help below, and below that its problems.

    Attributes:
        place: Where the field's value is.
        thing: The thing that the field belongs to.
        cells: The controls in it, in order.
    """

    def __init__(self, desk: Desk, thing: Place, field: Field, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self.thing = thing
        self.place = thing.at(*field.keys)
        self.label = field.label
        self.cells: list[Cell] = []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(4))
        self.caption = Text(field.label, "strong", self)
        self.column.addWidget(self.caption)
        self._help = field.help_text
        self._wrong = Text("", "danger", self)
        self._wrong.hide()

    def finish(self) -> None:
        """Put what helps below what was built."""
        if self._help:
            self.column.addWidget(Text(self._help, "muted", self))
        self.column.addWidget(self._wrong)
        self._describe()

    def refresh(self) -> None:
        """Show what the desk says."""
        for cell in self.cells:
            cell.refresh()

    def target(self, place: Place) -> QWidget | None:
        """Find the control in which a place is edited: the one that holds it most closely, else the first."""
        cells = self.cells
        holding = [cell for cell in cells if cell.place.holds(place)]
        inside = [cell for cell in cells if place.holds(cell.place)]
        nearest = max(holding, key=lambda cell: len(cell.place.keys), default=next(iter(inside), None))
        chosen = nearest if nearest is not None else next(iter(cells), None)
        return cast("QWidget | None", chosen)

    def say(self, problems: Sequence[Problem]) -> None:
        """Show what is wrong with this field."""
        words = "\n".join(dict.fromkeys(f"{one.what} {one.advice}" for one in problems))
        self._wrong.set_role("danger" if any(one.severity == "fault" for one in problems) else "warm")
        self._wrong.setText(words)
        self._wrong.setVisible(bool(words))
        self._describe()

    def name(self, control: QWidget, words: str = "") -> None:
        """Name a control for those who do not see where it stands."""
        control.setAccessibleName(words or self.label)

    def _describe(self) -> None:
        wrong = self._wrong.text()
        for cell in self.cells:
            cast("QWidget", cell).setAccessibleDescription(f"{self._help} {wrong}".strip())


class Shaped(Block, Generic[S]):
    """A block of one shape.

    Attributes:
        shape: In what shape the field is edited.
    """

    def __init__(self, desk: Desk, thing: Place, field: Field, shape: S, parent: QWidget) -> None:
        super().__init__(desk, thing, field, parent)
        self.shape: S = shape
        self.build()
        self.finish()

    def build(self) -> None:
        """Make the controls."""
        raise NotImplementedError


class LineBlock(Shaped[Line]):
    """One line."""

    def build(self) -> None:
        """Make the line."""
        cell = LineCell(self.desk, self.place, self, thing=self.thing if self.shape.optional else None)
        self.name(cell)
        self.caption.setBuddy(cell)
        self.cells = [cell]
        self.column.addWidget(short(cell) if self.shape.short else cell)


class ProseBlock(Shaped[Prose]):
    """Several lines."""

    def build(self) -> None:
        """Make the text."""
        cell = ProseCell(self.desk, self.place, self, thing=self.thing if self.shape.optional else None)
        self.name(cell)
        self.caption.setBuddy(cell)
        self.cells = [cell]
        self.column.addWidget(cell)


class PickBlock(Shaped[Pick]):
    """One of several."""

    def build(self) -> None:
        """Make the choice."""
        shape = self.shape
        cell = PickCell(self.desk, self.place, shape.offer, self, absent=shape.absent, thing=self.thing)
        self.name(cell)
        self.caption.setBuddy(cell)
        self.cells = [cell]
        self.column.addWidget(cell)


class TickBlock(Shaped[Tick]):
    """Yes or no; the label stands beside the box."""

    def build(self) -> None:
        """Make the box."""
        cell = TickCell(self.desk, self.place, self.label, self, thing=self.thing)
        self.caption.hide()
        self.name(cell)
        self.cells = [cell]
        self.column.addWidget(cell)


class NameTick(QCheckBox):
    """Whether one name is in a list of names."""

    def __init__(self, desk: Desk, place: Place, name: str, words: str, holder: TicksBlock) -> None:
        super().__init__(words.replace("&", "&&"), holder)
        self.place = place
        self._desk = desk
        self._name = name
        self._holder = holder
        self.setAccessibleName(words)
        self.refresh()
        self.clicked.connect(self._on_clicked)

    def refresh(self) -> None:
        """Show what the desk says."""
        self.setChecked(self._name in self._holder.ticked())

    @Slot(bool)
    def _on_clicked(self, ticked: bool) -> None:  # noqa: FBT001 - Qt's signature
        self._holder.tick(self._name, ticked=ticked)


class TicksBlock(Shaped[Ticks]):
    """Some of several."""

    def build(self) -> None:
        """Make a box for each."""
        names = self.shape.offer(self.desk.known, self.place)
        boxes = [NameTick(self.desk, self.place, one, words, self) for one, words in names.items()]
        self.cells = list(boxes)
        for box in boxes:
            self.column.addWidget(box)

    def ticked(self) -> list[str]:
        """List the names that are ticked."""
        said = self.desk.value(self.place)
        if said is None and self.shape.unset:
            return list(self.shape.offer(self.desk.known, self.place))
        return [str(one) for one in sequence(said)]

    def tick(self, name: str, *, ticked: bool) -> None:
        """Tick a name, or untick it; the order stays that of the offer."""
        every = list(self.shape.offer(self.desk.known, self.place))
        chosen = [one for one in every if (one in self.ticked() and one != name) or (one == name and ticked)]
        if chosen == (every if self.shape.unset else []):
            self.desk.clear(self.place, self.thing)
        else:
            self.desk.write(self.place, list(chosen))


class IdentityBlock(Shaped[Identity]):
    """An id. It changes everywhere at once, and only when it is whole: on Enter, or when the keyboard leaves."""

    def build(self) -> None:
        """Make the line."""
        if self.shape.of in {"item", "score"}:
            cell: LineCell | IdentityLine = IdentityLine(self.desk, self.place, self.shape.of, self)
        else:
            cell = LineCell(self.desk, self.place, self)
        self.name(cell)
        self.caption.setBuddy(cell)
        self.cells = [cell]
        self.column.addWidget(cell)


class IdentityLine(TextLine):
    """The key of an item or score."""

    def __init__(self, desk: Desk, place: Place, of: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.place = place
        self._desk = desk
        self._of = of
        self.refresh()
        self.editingFinished.connect(self._on_finished)

    def refresh(self) -> None:
        """Show the id as it is."""
        if not self.hasFocus():
            self.setText(str(self.place.keys[-1]))

    @Slot()
    def _on_finished(self) -> None:
        old, new = str(self.place.keys[-1]), self.text().strip()
        if new == old or not new:
            return
        stays = self.hasFocus()  # Enter was pressed; otherwise the person is on the way to somewhere else
        if self._of == "item":
            done = self._desk.rename_item(old, new)
        else:
            done = self._desk.rename_score(self.place.file, old, new)
        if not done:
            self.setText(old)
        elif stays:
            self._desk.led_to.emit(self.place.parent.at(new))


_SENTENCE = re.compile(r"^prorate when (?P<need>\S+) (answered|scored)(, at least (?P<least>\d+) \w+)?$")


class MissingBlock(Shaped[Missing]):
    """The missing-data rule: a choice, and for prorating how much must be there."""

    def build(self) -> None:
        """Make the choice and the two amounts."""
        self._choice = RuleChoice(self)
        self.name(self._choice)
        self.caption.setBuddy(self._choice)
        self.column.addWidget(self._choice)
        self._amounts = QWidget(self)
        column = QVBoxLayout(self._amounts)
        column.setContentsMargins(0, 0, 0, 0)
        self._need = TextLine(self._amounts)
        self._least = TextLine(self._amounts)
        for line, words in (
            (self._need, _("At least this share or number, such as 75%, 2/3 or 3")),
            (self._least, _("And never fewer than (may be empty)")),
        ):
            self.name(line, f"{self.label}: {words}")
            line.setMaximumWidth(theme.px(110))
            column.addWidget(Text(words, "muted", self._amounts))
            column.addWidget(line)
            line.textEdited.connect(self._on_amount)
        self.column.addWidget(self._amounts)
        self.cells = [self._choice]
        self.refresh()
        self._choice.activated.connect(self._on_rule)

    @property
    def rules(self) -> dict[str, str]:
        """The rules to choose from, with their words; the empty one says nothing."""
        rules = {"": self.shape.absent, "all required": _("All are required")}
        if self.shape.absent == rules["all required"]:
            del rules["all required"]
        rules["prorate"] = _("A score when enough are there")
        if self.shape.parts == "answered":
            rules["unanswered counts nothing"] = _("Left blank counts nothing, as in a test")
        return rules

    def refresh(self) -> None:
        """Show what the desk says."""
        said = self.desk.value(self.place)
        sentence = said if isinstance(said, str) else ""
        parts = _SENTENCE.match(sentence)
        rules = list(self.rules)
        kind = "prorate" if parts or sentence.startswith("prorate") else sentence
        if kind not in rules:
            kind = ""  # “all required” where that is what is meant by saying nothing, or what no rule says
        self._choice.setCurrentIndex(rules.index(kind))
        self._amounts.setVisible(kind == "prorate")
        for line, name in ((self._need, "need"), (self._least, "least")):
            if not line.hasFocus() and parts is not None:
                line.setText(parts[name] or "")

    @Slot(int)
    def _on_rule(self, number: int) -> None:
        rule = list(self.rules)[number]
        if rule == "prorate":
            self._need.setText(self._need.text() or "75%")
            self.desk.write(self.place, self._sentence())
        elif rule:
            self.desk.write(self.place, rule)
        else:
            self.desk.clear(self.place, self.thing)

    @Slot()
    def _on_amount(self) -> None:
        self.desk.type(self.place, self._sentence())

    def _sentence(self) -> str:
        need, least = self._need.text().strip(), self._least.text().strip()
        unit = "items" if self.shape.parts == "answered" else "scores"
        unit = unit[:-1] if least == "1" else unit
        return f"prorate when {need} {self.shape.parts}" + (f", at least {least} {unit}" if least else "")


class RuleChoice(Choice):
    """The choice among rules; its block shows and writes."""

    def __init__(self, block: MissingBlock) -> None:
        super().__init__(list(block.rules.values()), 0, block)
        self.place = block.place
        self._block = block

    def refresh(self) -> None:
        """Show what the desk says."""
        self._block.refresh()


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
        self.name(cell)
        self.caption.setBuddy(cell)
        self.cells = [cell]
        self.column.addWidget(cell)
        self.column.addWidget(unread)


def as_text(value: Value) -> str:
    """Write a part of a file as it would stand there; nothing for nothing."""
    if value is None:
        return ""
    if isinstance(value, dict | list) and value:
        return "\n".join(block_lines(value, 0))
    return write_value(value, column=0).head
