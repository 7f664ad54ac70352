"""What an action is for: scores, and the levels at which it suits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from leadready.language import _
from leadready.ui.studio.cells import unused
from leadready.ui.studio.outline import mapping, sequence
from leadready.ui.studio.rows import AddNames, Key, Row, RowsBlock, S
from leadready.ui.studio.shapes import Targets
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from leadready.ui.studio.known import Names


class TargetRow(Row):
    """The levels of one scale that an action suits."""

    def __init__(self, block: RowsBlock[S], key: Key, count: int) -> None:
        super().__init__(block, key, count)
        self._desk = block.desk
        title = self._desk.known.scores(self.place).get(str(key)) or _("{name} (not known)").format(name=key)
        self.line(Text(title, "muted", self), words=title)
        boxes = [TargetTick(level, words, title, self) for level, words in self._levels().items()]
        self.cells = list(boxes)
        holder = QWidget(self)
        holder.setLayout(Flow(*boxes, gap=4))
        self.column.addWidget(holder)

    def chosen(self) -> list[str]:
        """List the levels that are ticked."""
        return [str(level) for level in sequence(self._desk.value(self.place))]

    def tick(self, level: str, *, ticked: bool) -> None:
        """Tick a level, or untick it."""
        now = self.chosen()
        self._desk.write(
            self.place, [one for one in self._levels() if (one in now and one != level) or (one == level and ticked)]
        )

    def _levels(self) -> Names:
        levels = dict(self._desk.known.levels(self.place, str(self.key)))
        return levels | {one: one for one in self.chosen() if one not in levels}


class TargetTick(QCheckBox):
    """One level of a scale that an action suits or not."""

    def __init__(self, level: str, words: str, title: str, row: TargetRow) -> None:
        super().__init__(words.replace("&", "&&"), row)
        self.place = row.place
        self._level = level
        self._row = row
        self.setAccessibleName(_("{title}: {level}").format(title=title, level=words))
        self.refresh()
        self.clicked.connect(self._on_clicked)

    def refresh(self) -> None:
        """Show what the desk says."""
        self.setChecked(self._level in self._row.chosen())

    @Slot(bool)
    def _on_clicked(self, ticked: bool) -> None:  # noqa: FBT001 - Qt's signature
        self._row.tick(self._level, ticked=ticked)


class TargetsBlock(AddNames[Targets]):
    """Scales and levels that an action suits."""

    ordered = False

    def add_words(self) -> str:
        """Say what is added."""
        return _("Add a scale")

    def names(self) -> Names:
        """Give the scales that are not among the targets."""
        return unused(self.desk.known.scores(self.place, "scales"), list(mapping(self.desk.value(self.place))))

    def add_name(self, name: str) -> None:
        """Add a scale, for its lowest level."""
        lowest = next(iter(self.desk.known.levels(self.place, name)), "")
        self.desk.add(self.place, [lowest], name)

    def state(self) -> object:
        """Levels come and go, too."""
        return [(key, list(self.desk.known.levels(self.place, str(key)))) for key in self.keys()]

    def make_row(self, key: Key, count: int) -> Row:
        """Make one scale."""
        return TargetRow(self, key, count)
