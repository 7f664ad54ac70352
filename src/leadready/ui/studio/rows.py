"""Blocks of several lines: what moves a line, takes it away, and adds one."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from leadready.language import _
from leadready.ui import theme
from leadready.ui.studio.blocks import Shaped
from leadready.ui.studio.cells import Cell, show_entries, words_for
from leadready.ui.studio.outline import sequence
from leadready.ui.studio.shapes import Shape
from leadready.ui.widgets.buttons import Button, picture_button
from leadready.ui.widgets.card import empty
from leadready.ui.widgets.fields import Choice
from leadready.ui.widgets.side_by_side import SideBySide
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

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
