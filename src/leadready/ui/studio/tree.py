"""The outline at the left: everything in the package as a tree, by arrow keys or pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem, QWidget

from leadready.language import _, ngettext
from leadready.ui import theme
from leadready.ui.icons import icon
from leadready.ui.studio.outline import Entry, Kind, Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ENTRY = Qt.ItemDataRole.UserRole
_OPEN = frozenset({Kind.INSTRUMENT, Kind.RUBRIC, Kind.LIBRARY})


class OutlineTree(QTreeWidget):
    """Shows the entries.

    Signals:
        chosen: The entry that the person moved to.
        entered: The person wants to edit the entry: Enter or a click.
    """

    chosen = Signal(object)
    entered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Outline"))
        self.setHeaderHidden(True)
        self.setColumnCount(1)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setIndentation(theme.px(14))
        self.setIconSize(QSize(theme.px(16), theme.px(16)))
        self.setUniformRowHeights(True)
        self._entries: tuple[Entry, ...] = ()
        self.currentItemChanged.connect(self._on_moved)
        self.itemClicked.connect(self._on_entered)
        self.itemActivated.connect(self._on_entered)

    def minimumSizeHint(self) -> QSize:
        """Stay usable where room is short."""
        return QSize(theme.px(150), theme.px(160))

    def sizeHint(self) -> QSize:
        """Prefer a narrow column."""
        return QSize(theme.px(230), theme.px(300))

    def show_entries(self, entries: tuple[Entry, ...]) -> None:
        """Show an outline; where only titles differ the tree stays as it is."""
        if _structure(entries) == _structure(self._entries):
            for item, entry in zip(self._items(), _all(entries), strict=True):
                item.setData(0, _ENTRY, entry)
                _say(item, entry, item.data(0, Qt.ItemDataRole.AccessibleDescriptionRole) or "")
        else:
            self._rebuild(entries)
        self._entries = entries

    def select(self, entry: Entry) -> None:
        """Move to an entry, without saying so."""
        for item in self._items():
            held = _entry(item)
            if held.place == entry.place and held.kind is entry.kind:
                self.blockSignals(True)
                self.setCurrentItem(item)
                self.blockSignals(False)
                self.scrollToItem(item)
                return

    def mark(self, faults: Mapping[tuple[Kind, Place], int]) -> None:
        """Mark the entries that have faults, and everything that they lie in."""
        for item in self._items():
            entry = _entry(item)
            count = sum(n for (kind, place), n in faults.items() if any(_is(one, kind, place) for one in entry.all()))
            words = ngettext("{n} fault", "{n} faults", count).format(n=count) if count else ""
            item.setIcon(0, icon("warning", "danger") if count else QIcon())
            _say(item, entry, words)

    def _rebuild(self, entries: tuple[Entry, ...]) -> None:
        opened = {(_entry(item).kind, _entry(item).place) for item in self._items() if item.isExpanded()}
        first = not self._entries
        current = self.currentItem()
        held = _entry(current) if current is not None else None
        self.blockSignals(True)
        self.clear()
        for entry in entries:
            self._add(entry, self.invisibleRootItem())
        for item in self._items():
            entry = _entry(item)
            item.setExpanded((entry.kind, entry.place) in opened or (first and entry.kind in _OPEN))
        self.blockSignals(False)
        if held is not None:
            self.select(held)

    def _add(self, entry: Entry, above: QTreeWidgetItem) -> None:
        item = QTreeWidgetItem(above)
        item.setData(0, _ENTRY, entry)
        _say(item, entry, "")
        for child in entry.children:
            self._add(child, item)

    def _items(self) -> Iterator[QTreeWidgetItem]:
        # Not QTreeWidgetItemIterator: what it gives at the end takes a reference from None that it does not have.
        yield from _below(self.invisibleRootItem())

    @Slot(QTreeWidgetItem, QTreeWidgetItem)
    def _on_moved(self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(_entry(item))

    @Slot(QTreeWidgetItem)
    def _on_entered(self, item: QTreeWidgetItem) -> None:
        self.entered.emit(_entry(item))


def _below(above: QTreeWidgetItem) -> Iterator[QTreeWidgetItem]:
    for number in range(above.childCount()):
        if (item := above.child(number)) is not None:
            yield item
            yield from _below(item)


def _entry(item: QTreeWidgetItem) -> Entry:
    entry: Entry = item.data(0, _ENTRY)
    return entry


def _say(item: QTreeWidgetItem, entry: Entry, faults: str) -> None:
    item.setText(0, entry.title)
    item.setToolTip(0, entry.title)
    item.setData(0, Qt.ItemDataRole.AccessibleDescriptionRole, faults)
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{entry.title}, {faults}" if faults else entry.title)


def _all(entries: tuple[Entry, ...]) -> list[Entry]:
    return [one for entry in entries for one in entry.all()]


def _structure(entries: tuple[Entry, ...]) -> list[tuple[Kind, Place]]:
    return [(one.kind, one.place) for one in _all(entries)]


def _is(entry: Entry, kind: Kind, place: Place) -> bool:
    return entry.kind is kind and entry.place == place
