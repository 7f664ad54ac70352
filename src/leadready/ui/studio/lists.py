"""Blocks of several lines: texts, names, options with weights, and levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout

from leadready.language import _
from leadready.ui import theme
from leadready.ui.studio.cells import LineCell, PickCell, ProseCell, short, unused, words_for
from leadready.ui.studio.outline import mapping, sequence
from leadready.ui.studio.rows import AddNames, Key, Row, RowsBlock
from leadready.ui.studio.shapes import Chosen, Cuts, Lines, Pairs
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.fields import TextLine
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from leadready.instrument.strict_yaml import Value
    from leadready.ui.studio.known import Names


class LinesBlock(RowsBlock[Lines]):
    """A list of texts."""

    def build_add(self) -> None:
        """Make the button."""
        self._add = Button(self.shape.add, self._on_add, picture="add", parent=self)
        self.column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)

    def make_row(self, key: Key, count: int) -> Row:
        """Make one text."""
        row = Row(self, key, count)
        cell = ProseCell(self.desk, row.place, row, lines=1)
        words = _("{label} {n}").format(label=self.label, n=int(key) + 1)
        self.name(cell, words)
        row.cells = [cell]
        row.under(cell, words=words, caption=str(int(key) + 1))
        return row

    @Slot()
    def _on_add(self) -> None:
        self.desk.add(self.place, "")


class ChosenBlock(AddNames[Chosen]):
    """A list of names."""

    def add_words(self) -> str:
        """Say what is added."""
        return self.shape.add

    def names(self) -> Names:
        """Give what is not in the list."""
        taken = [str(one) for one in sequence(self.desk.value(self.place))]
        return unused(self.shape.offer(self.desk.known, self.place), taken)

    def add_name(self, name: str) -> None:
        """Add a name."""
        self.desk.add(self.place, name)

    def make_row(self, key: Key, count: int) -> Row:
        """Make one name, which can be changed for another."""
        row = Row(self, key, count)
        cell = PickCell(self.desk, row.place, self.shape.offer, row)
        words = _("{label} {n}").format(label=self.label, n=int(key) + 1)
        self.name(cell, words)
        row.cells = [cell]
        row.line(cell, words=words, stretch=cell)
        return row


class PairsBlock(AddNames[Pairs]):
    """Named texts or numbers. Where the names are fixed there is a line for each, written or not."""

    def build(self) -> None:
        """Know first whether lines can be moved."""
        self.ordered = not self.shape.fixed
        self.removable = not self.shape.fixed
        super().build()

    def build_add(self) -> None:
        """Make a choice of names, or a line for a name of one's own."""
        if self.shape.fixed:
            return
        if self.shape.keys is not None:
            super().build_add()
            return
        self._own = TextLine(self)
        self._own.setPlaceholderText(self.shape.key_words)
        self._own.setAccessibleName(_("{words} of the new line").format(words=self.shape.key_words))
        self._own.setMaximumWidth(theme.px(150))
        self._own.returnPressed.connect(self._on_own)
        self._own_button = Button(self.shape.add, self._on_own, picture="add", parent=self)
        self.column.addLayout(Flow(self._own, self._own_button))

    def refresh_add(self) -> None:
        """Offer what is not there yet."""
        if self.shape.keys is not None and not self.shape.fixed:
            super().refresh_add()

    def add_words(self) -> str:
        """Say what is added."""
        return self.shape.add

    def names(self) -> Names:
        """Give the names that have no line yet."""
        return unused(self._all_names(), [str(key) for key in mapping(self.desk.value(self.place))])

    def add_name(self, name: str) -> None:
        """Add a line."""
        self.desk.add(self.place, self.shape.first, name)

    def keys(self) -> list[Key]:
        """List the names: all that there are, and those that stand there and should not."""
        written: list[Key] = list(mapping(self.desk.value(self.place)))
        if not self.shape.fixed:
            return written
        names = self._all_names()
        return [*names, *(key for key in written if key not in names)]

    def make_row(self, key: Key, count: int) -> Row:
        """Make one line, under its name where it is long."""
        row = Row(self, key, count)
        title = self._title(str(key))
        thing = self.thing if self.shape.fixed else None
        cell: LineCell | ProseCell
        if self.shape.long:
            cell = ProseCell(self.desk, row.place, row, thing=thing)
        else:
            cell = LineCell(self.desk, row.place, row, thing=thing)
        self.name(cell, _("{words}: {name}").format(words=self.shape.value_words, name=title))
        row.cells = [cell]
        if self.shape.long:
            row.under(cell, words=title)
            return row
        caption = Text(title, "muted", row)
        if self.shape.keys is None:
            row.line(caption, cell, words=title, stretch=cell)
            return row
        row.column.addWidget(caption)
        row.line(cell, words=title, stretch=cell)
        return row

    def _title(self, key: str) -> str:
        words = self._all_names().get(key, "")
        if self.shape.keys is None:
            return key
        return words_for(key, words) if words else _("{name} (not known)").format(name=key)

    def _all_names(self) -> Names:
        return self.shape.keys(self.desk.known, self.place) if self.shape.keys is not None else {}

    @Slot()
    def _on_own(self) -> None:
        name = self._own.text().strip()
        if name and name not in mapping(self.desk.value(self.place)):
            self._own.clear()
            self.desk.add(self.place, self.shape.first if not self.shape.long else "", name)
        else:
            self._own.setFocus()


class CutsBlock(RowsBlock[Cuts]):
    """Levels."""

    def build_add(self) -> None:
        """Make the button."""
        self._add = Button(_("Add a level"), self._on_add, picture="add", parent=self)
        self.column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)

    def make_row(self, key: Key, count: int) -> Row:
        """Make one level."""
        row = Row(self, key, count)
        number = int(key) + 1
        begin = short(LineCell(self.desk, row.place.at("from"), row))
        title = LineCell(self.desk, row.place.at("title"), row)
        name = LineCell(self.desk, row.place.at("id"), row)
        for cell, words in (
            (begin, _("Level {n} begins at")),
            (title, _("Title of level {n}")),
            (name, _("Id of level {n}")),
        ):
            self.name(cell, words.format(n=number))
            cell.setToolTip(words.format(n=number))
        row.cells = [begin, title, name]
        begin.setMaximumWidth(theme.px(72))
        caption = Text(_("Level {n}").format(n=number), "muted", row)
        row.line(caption, words=_("level {n}").format(n=number))
        line = QHBoxLayout()
        line.setSpacing(theme.px(4))
        for cell, stretch in ((begin, 2), (title, 4), (name, 3)):
            line.addWidget(cell, stretch)
        row.column.addLayout(line)
        return row

    @Slot()
    def _on_add(self) -> None:
        levels = sequence(self.desk.value(self.place))
        taken = [str(mapping(level).get("id")) for level in levels]
        number = next(n for n in range(len(levels) + 1, len(levels) + 99) if f"level-{n}" not in taken)
        level: dict[str, Value] = {
            "id": f"level-{number}",
            "from": _next_cut(levels),
            "title": _("Level {n}").format(n=number),
        }
        self.desk.add(self.place, level)


def _next_cut(levels: list[Value]) -> str:
    """Suggest where another level begins: half-way from the last to 100."""
    last = str(mapping(levels[-1]).get("from") or "") if levels else ""
    if not last:
        return "0"
    return str((int(last) + 100) // 2) if last.isdigit() else "100"
