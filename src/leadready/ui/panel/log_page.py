"""The log of a round: every act in plain words, found by a word, saved as a table, and proved."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Slot
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QHeaderView, QTableView

from leadready.errors import LeadreadyError
from leadready.exchange.tables import write_csv, write_xlsx
from leadready.files import write_whole
from leadready.language import _, ngettext
from leadready.ui import theme
from leadready.ui.panel.panel_page import PanelPage
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.fields import LabelledField, TextLine
from leadready.ui.widgets.notice import Notice, error_notice
from leadready.ui.widgets.text import Text
from leadready.workflow.panel.acts import note
from leadready.workflow.panel.inspection import KeptRound, proved
from leadready.workflow.panel.journal import COLUMNS, entries, rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from leadready.ui.panel.rounds import Rounds
    from leadready.workflow.panel.journal import Entry

_ROW, _HEIGHT = 34, 380
_MINUTE = len("2026-11-29T12:00")
Index: TypeAlias = QModelIndex | QPersistentModelIndex


class LogPage(PanelPage):
    """A table of acts, the newest first.

    Attributes:
        table: The acts.
        word: A word that they are searched for.
        whole: The act that the keyboard is on, in full.
    """

    def __init__(self, rounds: Rounds) -> None:
        super().__init__(
            rounds,
            _("What was done in this round"),
            _("Every act of everybody, signed by who did it. No applicant is named."),
        )
        self.help_text = _(
            "Save the list and keep it apart from this computer: with it, anyone can see later that nothing was taken "
            "out or changed (leadready panel verify FOLDER --list FILE)."
        )
        self._all = list(entries(self.panel.view, self.panel.log))[::-1]
        self.word: LabelledField[TextLine] = LabelledField(_("Find a code, a person or a word"), TextLine(), self)
        self.word.control.textChanged.connect(self._on_find)
        self.table = LogTable(self)
        self.body.addWidget(self.word)
        self.body.addWidget(self.table)
        self.whole = Text("", "muted", self)
        self.body.addWidget(self.whole)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self._show(self._all)
        check = Button(_("Check that everything holds"), self._on_check, picture="tick", parent=self)
        save = Button(_("Save the list"), self._on_save, role="primary", picture="export", parent=self)
        self.set_footer(self.back_to_desk(), end=(check, save))

    def first_focus(self) -> QWidget:
        """Finding something."""
        return self.word.control

    @Slot(str)
    def _on_find(self, text: str) -> None:
        word = text.strip().casefold()
        self._show([one for one in self._all if any(word in str(part).casefold() for part in one[:8])])

    @Slot(QModelIndex, QModelIndex)
    def _on_row(self, row: QModelIndex, _before: QModelIndex) -> None:
        """Say in full what the table has no room for."""
        cells = (str(row.siblingAtColumn(column).data() or "") for column in range(len(LogModel.WIDTHS)))
        self.whole.setText(" · ".join(filter(None, cells)))

    def _show(self, listed: Sequence[Entry]) -> None:
        words = ngettext("{n} act", "{n} acts", len(listed)).format(n=len(listed))
        self.table.show_entries(listed, words)

    @Slot()
    def _on_check(self) -> None:
        panel = self.panel
        try:
            count = proved(KeptRound(panel.campaign, panel.log, panel.store))
        except LeadreadyError as error:
            self.say(error_notice(_("Something does not hold"), error))
            return
        words = ngettext("{n} record: signature, place and rules.", "{n} records: signatures, places and rules.", count)
        self.say(Notice(_("Everything holds"), words.format(n=count), parent=self))

    @Slot()
    def _on_save(self) -> None:
        folder = self.rounds.journey.preferences.export_folder
        folder = folder if folder.is_dir() else Path.home()
        kinds = _("Tables (*.csv *.xlsx)")
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Save the list"), str(folder / "log.csv"), kinds)
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, target: Path) -> None:
        """Write the whole list, whatever is searched for."""
        writer = write_xlsx if target.suffix.lower() == ".xlsx" else write_csv
        content = writer(COLUMNS, rows(self._all[::-1]))
        try:
            write_whole(target, content)
            note(self.panel, "log-written", content=content, count=len(self._all))
        except LeadreadyError as error:
            self.say(error_notice(_("The file was not written"), error))
            return
        self.rounds.journey.preferences.export_folder = target.parent
        self.say(Notice(_("The list is saved"), str(target), parent=self))


class LogTable(QTableView):
    """Acts as rows; plain text only."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = LogModel(self)
        self.setModel(self._model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setAccessibleName(_("Acts"))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.px(_ROW))
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading)
        self.horizontalHeader().setStretchLastSection(True)
        self.setMinimumHeight(theme.px(_HEIGHT))

    def show_entries(self, listed: Sequence[Entry], words: str) -> None:
        """Show these; `words` says how many for who does not see them."""
        self._model.show_entries(listed)
        self.setAccessibleDescription(words)
        for column, width in enumerate(LogModel.WIDTHS):
            self.setColumnWidth(column, theme.px(width))


class LogModel(QAbstractTableModel):
    """Acts for a table. Only the cells that are seen are asked for."""

    WIDTHS: ClassVar = (155, 80, 310, 115, 120, 220, 220, 300)

    def __init__(self, parent: QTableView) -> None:
        super().__init__(parent)
        self._entries: Sequence[Entry] = ()
        self._titles = (
            _("When"), _("Who"), _("What"), _("Application"), _("Part"), _("Before"), _("After"), _("Why"),
        )  # fmt: skip

    def show_entries(self, listed: Sequence[Entry]) -> None:
        """Take other entries in."""
        self.beginResetModel()
        self._entries = listed
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Give how many acts there are."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Give how many columns there are."""
        return 0 if parent.isValid() else len(self._titles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what stands in a cell, in full also as its tip."""
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        said = str(self._entries[index.row()][index.column()]).replace("\n", " ")
        return said[:_MINUTE].replace("T", " ") if index.column() == 0 else said

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the title of a column."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._titles[section]
        return None
