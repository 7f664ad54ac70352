"""Items that a scale counts: each with its direction and weight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from leadready.language import _
from leadready.ui import theme
from leadready.ui.studio.cells import unused
from leadready.ui.studio.known import as_keyed, keyed
from leadready.ui.studio.outline import sequence
from leadready.ui.studio.rows import AddNames, Key, Row, RowsBlock, S
from leadready.ui.studio.shapes import Keyed
from leadready.ui.widgets.fields import TextLine
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from leadready.instrument.strict_yaml import Value
    from leadready.ui.studio.known import Names


class KeyedRow(Row):
    """One item of a scale: its words, whether it is turned round, and its weight."""

    def __init__(self, block: RowsBlock[S], key: Key, count: int) -> None:
        super().__init__(block, key, count)
        self._desk = block.desk
        item_id = self._read()[0]
        self._stem = Text("", parent=self)
        self.line(self._stem, words=item_id)
        self.reverse = KeyedTick(_("Turned round"), self)
        self.reverse.setAccessibleName(_("Turned round: {item}").format(item=item_id))
        self.weight = KeyedWeight(self)
        self.weight.setAccessibleName(_("Weight of {item}").format(item=item_id))
        self.weight.setPlaceholderText("1")
        self.weight.setMaximumWidth(theme.px(72))
        self.cells = [self.reverse, self.weight]
        weight = QWidget(self)
        line = QHBoxLayout(weight)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(Text(_("Weight"), "muted", weight, wrap=False))
        line.addWidget(self.weight)
        holder = QWidget(self)
        holder.setLayout(Flow(self.reverse, weight, gap=6))
        self.column.addWidget(holder)
        self.refresh()

    def refresh(self) -> None:
        """Show what the desk says."""
        item_id, reverse, weight = self._read()
        stem = self._desk.known.items().get(item_id)
        self._stem.setText(f"{item_id}  {stem}" if stem is not None else _("{name} (not known)").format(name=item_id))
        self.reverse.setChecked(reverse)
        if self.weight.text() != weight:
            self.weight.setText(weight)

    def value(self) -> Value:
        """Give what is ticked and typed."""
        return as_keyed(self._read()[0], self.weight.text().strip(), reverse=self.reverse.isChecked())

    def _read(self) -> tuple[str, bool, str]:
        return keyed(self._desk.value(self.place))


class KeyedTick(QCheckBox):
    """Whether an item is turned round."""

    def __init__(self, words: str, row: KeyedRow) -> None:
        super().__init__(words, row)
        self.place = row.place
        self._row = row
        self.clicked.connect(self._on_clicked)

    def refresh(self) -> None:
        """Show what the desk says."""
        self._row.refresh()

    @Slot()
    def _on_clicked(self) -> None:
        self._row.block.desk.write(self.place, self._row.value())


class KeyedWeight(TextLine):
    """The weight of an item; empty for 1."""

    def __init__(self, row: KeyedRow) -> None:
        super().__init__(row)
        self.place = row.place
        self._row = row
        self.textEdited.connect(self._on_edited)

    def refresh(self) -> None:
        """Show what the desk says."""
        self._row.refresh()

    @Slot()
    def _on_edited(self) -> None:
        self._row.block.desk.type(self.place, self._row.value())


class KeyedBlock(AddNames[Keyed]):
    """The items of a scale."""

    def add_words(self) -> str:
        """Say what is added."""
        return _("Add an item")

    def names(self) -> Names:
        """Give the items that the scale does not count yet."""
        taken = [keyed(one)[0] for one in sequence(self.desk.value(self.place))]
        return unused(self.desk.known.items(), taken)

    def add_name(self, name: str) -> None:
        """Add an item, turned round where the instrument says that it is worded so."""
        reverse = name in sequence(self.desk.known.instrument.get("reversed"))
        self.desk.add(self.place, as_keyed(name, "", reverse=reverse))

    def make_row(self, key: Key, count: int) -> Row:
        """Make one item."""
        return KeyedRow(self, key, count)
