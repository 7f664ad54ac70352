"""Blocks: one field of a thing each, with its name, its help and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar, cast

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from leadready.ui import theme
from leadready.ui.studio.cells import Cell, LineCell, PickCell, ProseCell, TickCell, short
from leadready.ui.studio.outline import Place, sequence
from leadready.ui.studio.shapes import Line, Pick, Prose, Shape, Tick, Ticks
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadready.instrument.problems import Problem
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

    def hold(self, cell: Cell, shown: QWidget) -> None:
        """Let a control be the only one, named by the label over it; `shown` is it, or what it stands in."""
        control = cast("QWidget", cell)
        self.name(control)
        self.caption.setBuddy(control)
        self.cells = [cell]
        self.column.addWidget(shown)

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
        self.hold(cell, short(cell) if self.shape.short else cell)


class ProseBlock(Shaped[Prose]):
    """Several lines."""

    def build(self) -> None:
        """Make the text."""
        cell = ProseCell(self.desk, self.place, self, thing=self.thing if self.shape.optional else None)
        self.hold(cell, cell)


class PickBlock(Shaped[Pick]):
    """One of several."""

    def build(self) -> None:
        """Make the choice."""
        shape = self.shape
        cell = PickCell(self.desk, self.place, shape.offer, self, absent=shape.absent, thing=self.thing)
        self.hold(cell, cell)


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
