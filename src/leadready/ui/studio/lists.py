"""Blocks of several lines: texts, names, options, weights, keyed items, levels and targets."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from leadready.language import _
from leadready.ui import theme
from leadready.ui.studio.blocks import Shaped
from leadready.ui.studio.cells import (
    Cell,
    LineCell,
    PickCell,
    ProseCell,
    short,
    show_entries,
    unused,
    words_for,
)
from leadready.ui.studio.known import as_keyed, keyed
from leadready.ui.studio.outline import mapping, sequence
from leadready.ui.studio.shapes import Chosen, Cuts, Keyed, Lines, Pairs, Shape, Targets
from leadready.ui.widgets.buttons import Button, picture_button
from leadready.ui.widgets.card import empty
from leadready.ui.widgets.fields import Choice, TextLine
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.side_by_side import SideBySide
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadready.instrument.strict_yaml import Value
    from leadready.ui.studio.known import Names

S = TypeVar("S", bound=Shape)
Key = str | int


class Row(QWidget):
    """One line of a list, with what moves it and takes it away.

    Attributes:
        cells: The controls in it.
    """

    def __init__(self, block: RowsBlock[S], key: Key, count: int) -> None:
        super().__init__(block.holder)
        self.block = block
        self.place = block.place.at(key)
        self.key = key
        self.cells: list[Cell] = []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(2))
        self._count = count

    def line(self, *widgets: QWidget, words: str, stretch: QWidget | None = None) -> None:
        """Lay the cells out with the buttons behind them; `words` say which line the buttons are for."""
        line = QHBoxLayout()
        line.setSpacing(theme.px(4))
        for widget in widgets:
            line.addWidget(widget, 1 if stretch is None or widget is stretch else 0)
        for button in self._buttons(words):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(line)

    def under(self, cell: QWidget, *, words: str, caption: str = "") -> None:
        """Lay a wide cell out under its caption and buttons, so that it has the whole width."""
        self.line(Text(caption or words, "muted", self), words=words, stretch=None)
        self.column.addWidget(cell)

    def _buttons(self, words: str) -> list[Button]:
        buttons: list[Button] = []
        if self.block.ordered and self._count > 1:
            self._up = picture_button("up", _("Move up: {line}").format(line=words), self._on_up, self)
            self._down = picture_button("down", _("Move down: {line}").format(line=words), self._on_down, self)
            place = self.block.position(self.key)
            self._up.setEnabled(place > 0)
            self._down.setEnabled(place < self._count - 1)
            buttons = [self._up, self._down]
        if self.block.removable:
            buttons.append(picture_button("delete", _("Remove: {line}").format(line=words), self._on_remove, self))
        return buttons

    def refresh(self) -> None:
        """Show what the desk says."""
        for cell in self.cells:
            cell.refresh()

    @Slot()
    def _on_up(self) -> None:
        self.block.shift(self.key, -1)

    @Slot()
    def _on_down(self) -> None:
        self.block.shift(self.key, 1)

    @Slot()
    def _on_remove(self) -> None:
        self.block.take_away(self.key)


class RowsBlock(Shaped[S]):
    """A field of several lines. The lines are made anew when there are others, and shown anew otherwise.

    Attributes:
        ordered: Whether lines can be moved.
        removable: Whether lines can be taken away.
        rows: The lines.
    """

    ordered = True
    removable = True

    def build(self) -> None:
        """Make the lines and what adds one."""
        self.holder = QWidget(self)
        self._rows_column = QVBoxLayout(self.holder)
        self._rows_column.setContentsMargins(0, 0, 0, 0)
        self._rows_column.setSpacing(theme.px(6))
        self.column.addWidget(self.holder)
        self.rows: list[Row] = []
        self._state: object = None
        self.build_add()
        self._make_rows()

    def build_add(self) -> None:
        """Make what adds a line."""

    def refresh_add(self) -> None:
        """Bring up to date what can be added."""

    def make_row(self, key: Key, count: int) -> Row:
        """Make one line."""
        raise NotImplementedError

    def keys(self) -> list[Key]:
        """List the keys of the lines: positions or names."""
        said = self.desk.value(self.place)
        return list(said) if isinstance(said, dict) else list(range(len(sequence(said))))

    def state(self) -> object:
        """Give what decides whether the lines must be made anew."""
        return self.keys()

    def refresh(self) -> None:
        """Show what the desk says."""
        if self.state() != self._state:
            self._make_rows()
        else:
            for row in self.rows:
                row.refresh()
        self.refresh_add()

    def position(self, key: Key) -> int:
        """Find the position of a line."""
        return self.keys().index(key)

    def shift(self, key: Key, by: int) -> None:
        """Move a line up or down; the keyboard goes with it."""
        to = self.position(key) + by
        if self.desk.move(self.place.at(key), to):
            self.desk.led_to.emit(self.place.at(to if isinstance(key, int) else key))

    def take_away(self, key: Key) -> None:
        """Take a line away; the keyboard goes to the one that is now in its place."""
        position = self.position(key)
        if len(self.keys()) == 1:
            done = (
                self.desk.clear(self.place, self.thing)
                if self.place != self.thing
                else self.desk.remove(self.place.at(key))
            )
        else:
            done = self.desk.remove(self.place.at(key))
        if done and self.rows:
            self.desk.led_to.emit(self.place.at(self.keys()[min(position, len(self.rows) - 1)]))

    def _make_rows(self) -> None:
        empty(self._rows_column)
        self._state = self.state()
        keys = self.keys()
        self.rows = [self.make_row(key, len(keys)) for key in keys]
        for row in self.rows:
            self._rows_column.addWidget(row)
            row.show()
        self.holder.setVisible(bool(self.rows))
        self.cells = [cell for row in self.rows for cell in row.cells]
        self.refresh_add()


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


class AddName(QWidget):
    """A choice of names and the button that adds the chosen one."""

    def __init__(self, words: str, block: AddNames[S]) -> None:
        super().__init__(block)
        self._take: Callable[[str], None] = block.add_name
        self._names: list[str] = []
        self.choice = Choice((), -1, self)
        self.choice.setAccessibleName(words)
        self.button = Button(_("Add"), self._on_add, picture="add", parent=self)
        self.button.setAccessibleName(words)
        self.setLayout(SideBySide((self.choice, 1), (self.button, 0)))

    def offer(self, names: Names) -> None:
        """Offer these names."""
        chosen = self._names[self.choice.currentIndex()] if self._names and self.choice.currentIndex() >= 0 else ""
        self._names = list(names)
        show_entries(self.choice, [words_for(one, words) for one, words in names.items()])
        self.choice.setCurrentIndex(self._names.index(chosen) if chosen in self._names else 0)
        self.setVisible(bool(names))

    @Slot()
    def _on_add(self) -> None:
        if self._names:
            self._take(self._names[self.choice.currentIndex()])


class AddNames(RowsBlock[S]):
    """Lines that are added by choosing a name."""

    def add_words(self) -> str:
        """Say what is added."""
        raise NotImplementedError

    def names(self) -> Names:
        """Give what can be added."""
        raise NotImplementedError

    def add_name(self, name: str) -> None:
        """Add a name."""
        raise NotImplementedError

    def build_add(self) -> None:
        """Make the choice."""
        self._add = AddName(self.add_words(), self)
        self.column.addWidget(self._add)

    def refresh_add(self) -> None:
        """Offer what is not there yet."""
        self._add.offer(self.names())


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
