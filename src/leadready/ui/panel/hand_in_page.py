"""Locking and handing in: which applications are complete, a lock that is final, and the file for the lead."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QHeaderView, QTableWidget, QTableWidgetItem

from leadready.errors import LeadreadyError
from leadready.exchange.bundle_file import SUFFIX
from leadready.language import _, ngettext
from leadready.locales import numbers
from leadready.scoring.display import half_up
from leadready.ui import theme
from leadready.ui.panel.panel_page import PanelPage
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.notice import Notice, error_notice
from leadready.ui.widgets.text import Text
from leadready.workflow.panel.handing_in import hand_in_to
from leadready.workflow.panel.rater_steps import applications, handed_in_words
from leadready.workflow.panel.rating import lock, profile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from leadready.ui.panel.rounds import Rounds
    from leadready.workflow.panel.rater_steps import RatingProgress

_ROW = 34
_MOST_ROWS = 9


class HandInPage(PanelPage):
    """Two steps: lock what is complete, then save the file for the lead.

    Attributes:
        table: How far each application is; None without any.
        lock_one: Locks the one that is chosen in it.
    """

    def __init__(self, rounds: Rounds) -> None:
        super().__init__(
            rounds, _("Lock and hand in"), _("Your marks count once they are locked and the lead has them.")
        )
        self.help_text = _(
            "You can hand in at any time and as often as you like: the lead's computer takes only what is new. Private "
            "notes are never in the file."
        )
        self.table: ApplicationTable | None = None
        mine = applications(self.panel)
        self._lock = Button("", self._on_lock_all, parent=self)
        self.lock_one = Button("", self._on_lock_one, parent=self)
        self.lock_one.hide()
        self._save = Button(_("Save the file for the lead"), self._on_save, role="primary", picture="export")
        self._build_locks(mine)
        self._build_hand_in()
        self.body.addStretch(1)
        self.set_footer(self.back_to_desk(), end=(self._save,))

    def _build_locks(self, mine: Sequence[RatingProgress]) -> None:
        card = Card(parent=self)
        card.column.addWidget(Text(_("1. Lock"), "heading", card))
        words = _("A lock is final: after it you cannot change a mark of that application, and the panel can count it.")
        card.column.addWidget(Text(words if mine else _("You have no applications yet."), parent=card))
        ready = [one for one in mine if one.is_complete and not one.is_locked]
        words = ngettext("Lock {n} complete application", "Lock all {n} complete applications", len(ready))
        self._lock.setText(words.format(n=len(ready)))
        self._lock.setVisible(bool(ready))
        if ready:
            card.column.addLayout(Flow(self._lock))
        if mine:
            self.table = ApplicationTable(mine, [self._profile_words(one) for one in mine], card)
            self.table.currentCellChanged.connect(self._on_chosen)
            card.column.addWidget(self.table)
            card.column.addLayout(Flow(self.lock_one))
            self._on_chosen()
        self.body.addWidget(card)

    def _build_hand_in(self) -> None:
        card = Card(parent=self)
        card.column.addWidget(Text(_("2. Hand in"), "heading", card))
        words = _(
            "All you have declared and marked goes into one file that only the lead can open. "
            "Give it to them by stick or shared folder."
        )
        card.column.addWidget(Text(words, parent=card))
        card.column.addWidget(Text(handed_in_words(self.panel), "strong", card))
        self.body.addWidget(card)

    def _profile_words(self, one: RatingProgress) -> str:
        """Say what the applicant says of themselves, where it may be seen."""
        if not self.panel.campaign.profile_shown or not one.is_locked:
            return ""
        score = profile(self.panel, one.reference)
        if score is None:
            return _("Comes with the lead's next file")
        return _("{n} of 100").format(n=numbers(half_up(score)))

    @Slot()
    def _on_chosen(self) -> None:
        """Offer to lock the application that is chosen, if it can be."""
        one = self.table.chosen if self.table is not None else None
        self.lock_one.setVisible(one is not None and one.is_complete and not one.is_locked)
        self.lock_one.setText(_("Lock {code}").format(code=one.reference) if one else "")

    @Slot()
    def _on_lock_one(self) -> None:
        one = self.table.chosen if self.table is not None else None
        if one is not None:
            self._lock_these([one.reference])

    @Slot()
    def _on_lock_all(self) -> None:
        ready = [one.reference for one in applications(self.panel) if one.is_complete and not one.is_locked]
        self._lock_these(ready)

    def _lock_these(self, references: Sequence[str]) -> None:
        words = ngettext("Lock your marks of {n} application?", "Lock your marks of {n} applications?", len(references))
        more = _("You cannot change them afterwards. Where the panel differs, it talks about it; your marks stay.")
        if not self.sure(words.format(n=len(references)), more, _("Lock")):
            return
        try:
            for reference in references:
                lock(self.panel, reference)
        except LeadreadyError as error:
            self.say(error_notice(_("Not everything was locked"), error))
        else:
            self.rounds.rating.hand_in()

    @Slot()
    def _on_save(self) -> None:
        folder = self.rounds.journey.preferences.export_folder
        folder = folder if folder.is_dir() else Path.home()
        suggested = folder / f"from-{self.panel.me.id}{SUFFIX}"
        kinds = _("Files of a round (*{suffix})").format(suffix=SUFFIX)
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Save the file for the lead"), str(suggested), kinds)
        if chosen:
            target = Path(chosen)
            self.save_to(target if target.suffix == SUFFIX else target.with_name(target.name + SUFFIX))

    def save_to(self, target: Path) -> None:
        """Write the file for the lead."""
        try:
            hand_in_to(self.panel, target)
        except LeadreadyError as error:
            self.say(error_notice(_("The file was not written"), error))
            return
        self.rounds.journey.preferences.export_folder = target.parent
        self.rounds.rating.hand_in(
            partial(Notice, _("The file for the lead is written"), str(target), self._what_is_next())
        )

    def _what_is_next(self) -> str:
        """Say what the person waits for."""
        mine = applications(self.panel)
        if not mine:
            return _("Give it to the lead. They assign the applications, and their next file brings you the answers.")
        if all(one.is_locked for one in mine):
            return _("Give it to the lead. You are done unless the lead gives you another application.")
        return _("Give it to the lead. You can go on marking, and hand in again.")


class ApplicationTable(QTableWidget):
    """How far each application is."""

    def __init__(self, mine: Sequence[RatingProgress], says: Sequence[str], parent: QWidget) -> None:
        """List applications, and what each applicant says of themselves where that may be seen."""
        super().__init__(len(mine), 3 if any(says) else 2, parent)
        self._mine = mine
        self.setHorizontalHeaderLabels([_("Application"), _("Your marks"), _("What they say of themselves")])
        self.setAccessibleName(_("Applications"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.px(_ROW))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading)
        for row, (one, said) in enumerate(zip(mine, says, strict=True)):
            marked = _("{n} of {total} marked").format(n=one.marked, total=one.of)
            for column, words in enumerate((one.reference, _("Locked") if one.is_locked else marked, said)):
                if column < self.columnCount():
                    self.setItem(row, column, QTableWidgetItem(words))
        rows = min(len(mine), _MOST_ROWS)
        self.setFixedHeight(theme.px(_ROW) * rows + self.horizontalHeader().sizeHint().height() + theme.px(8))
        self.setCurrentCell(0, 0)

    @property
    def chosen(self) -> RatingProgress | None:
        """The application of the row that the keyboard is on."""
        row = self.currentRow()
        return self._mine[row] if 0 <= row < len(self._mine) else None
