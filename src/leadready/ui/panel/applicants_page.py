"""The applications of a round: a table by codes, what is known of one, and what the office does with it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot

from leadready.language import _, ngettext
from leadready.ui.panel.applicant_card import ApplicantCard
from leadready.ui.panel.applicants_table import columns, lines
from leadready.ui.panel.panel_page import PanelPage, no_applications
from leadready.ui.tasks import Operation
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.fields import LabelledField, TextLine
from leadready.ui.widgets.notice import Notice, error_notice
from leadready.ui.widgets.table import Table
from leadready.ui.widgets.table_model import TableModel
from leadready.ui.widgets.text import Text
from leadready.ui.words import number
from leadready.workflow.panel.acts import note
from leadready.workflow.panel.applicants import names, row_of, rows

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from leadready.errors import LeadreadyError
    from leadready.ui.panel.rounds import Rounds
    from leadready.workflow.panel.applicants import Row

FEW = 1000
"""More applications than this are read beside the window."""
_PAUSE = 120  # milliseconds: a filter waits until somebody has typed


class ApplicantsPage(PanelPage):
    """Nothing here says who somebody is, unless the person asks for it and is told what that means."""

    column_width = None

    def __init__(self, rounds: Rounds) -> None:
        super().__init__(
            rounds, _("Applications"), _("By their codes. Totals show once all raters have locked their marks.")
        )
        self.help_text = _(
            "Type in the box to see only some rows; press a heading to sort. Arrow keys move, and what is known of the "
            "row stands below the table."
        )
        self._named = False
        self._rows: list[Row] = []
        self._model = TableModel(columns(named=False), (), self)
        self.filter = TextLine("", self)
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._on_typed)
        self.filter.returnPressed.connect(self._on_filter)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._on_filter)
        self.body.addWidget(LabelledField(_("Show only rows with"), self.filter, self))
        self._count = Text("", "muted", self)
        self.body.addWidget(self._count)
        self.table = Table(self._model, _("Applications"), self)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self._on_opened)
        self.body.addWidget(self.table, 1)
        self.card = ApplicantCard(self.panel, self)
        self.card.changed.connect(self._on_changed)
        self.card.hide()
        self.body.addWidget(self.card)
        self._reading = Text(_("Reading the applications…"), parent=self)
        self._nothing = no_applications(_("They will stand here by their codes."), rounds, self)
        for widget in (self._reading, self._nothing):
            widget.hide()
            self.body.addWidget(widget)
        self.body.addStretch(0)
        self._who = Button(_("Show who they are"), self._on_who, picture="warning")
        back = self.back_to_desk()
        self.set_footer(back, end=(self._who,))
        self._read()

    def first_focus(self) -> QWidget:
        """The table, at its first row; where it is empty, taking applications in."""
        if self._model.rowCount():
            self.table.setCurrentIndex(self._model.index(0, 0))
            return self.table
        return (self._nothing.findChild(Button) if self._nothing.isVisibleTo(self) else None) or self.table

    def _read(self) -> None:
        """Read the table: at once where there is little, beside the window where that takes a second."""
        view = self.panel.view
        if len(view.applicants) <= FEW:
            self._on_read(rows(view))
            return
        self._on_read([])
        self._nothing.hide()
        self._reading.show()
        self.rounds.journey.runner.start(Operation(partial(rows, view), self._on_read, self._on_not_read))

    def _on_read(self, found: list[Row]) -> None:
        if self.rounds.panel is None:
            return
        self._rows = found
        self._reading.hide()
        self._show_rows()
        self.table.fit_columns()
        if found and self.is_shown:
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_not_read(self, error: LeadreadyError) -> None:
        if self.is_shown:
            self.say(error_notice(_("The applications could not be read"), error))

    def is_named(self) -> bool:
        """Whether the table says who the applications are from."""
        return self._named

    def choose(self, reference: str) -> None:
        """Show an application."""
        self.filter.clear()
        self._on_filter()
        self.table.choose(reference)

    def _show_rows(self) -> None:
        """Show the rows that were read; the one that was chosen stays chosen."""
        before = self.table.current_id()
        who = names(self.panel.view) if self._named else None
        self._model.set_lines(lines(self._rows, who), columns(named=self._named))
        self.table.choose(before)
        self._show_count()

    @Slot(str)
    def _on_changed(self, reference: str) -> None:
        """Read the row of an application anew, and what is known of it."""
        row = row_of(self.panel.view, reference)
        if row is None:
            return
        self._rows = [row if one.reference == reference else one for one in self._rows]
        who = names(self.panel.view) if self._named else None
        self._model.set_line(lines([row], who)[0])
        self.card.show_applicant(reference, named=self._named)

    @Slot()
    def _on_typed(self) -> None:
        self._pause.start()

    @Slot()
    def _on_filter(self) -> None:
        self._pause.stop()
        before = self.table.current_id()
        self._model.set_filter(self.filter.text())
        self.table.choose(before)
        self._show_count()

    def _show_count(self) -> None:
        shown, total = self._model.rowCount(), self._model.total
        words = ngettext("{n} application", "{n} applications", total).format(n=number(total))
        if shown < total:
            words = _("{n} of {total} applications").format(n=number(shown), total=number(total))
        self._count.setText(words)
        self._nothing.setVisible(not total)
        self._who.setVisible(bool(total) and self.panel.me.opens_submissions)
        for widget in (self.table, self._count, self.filter.parentWidget()):
            if widget is not None:
                widget.setVisible(bool(total))

    @Slot(str)
    def _on_chosen(self, reference: str) -> None:
        self.card.setVisible(bool(reference))
        if reference:
            self.card.show_applicant(reference, named=self._named)

    @Slot(str)
    def _on_opened(self, _reference: str) -> None:
        self.card.focus_first()

    @Slot()
    def _on_who(self) -> None:
        if self._named:
            self._set_named(named=False)
            return
        said = [_("Whoever knows the names can no longer judge blind, and what was seen cannot be unseen.")]
        if "rater" in self.panel.me.roles:
            said.append(_("You rate in this round: lock your own marks first."))
        said.append(_("Names stay hidden from everybody who only rates, whatever you do here."))
        action, also = (_("Show the names"), self._on_sure), (_("Keep them hidden"), self._on_not_sure)
        self.say(Notice(_("Do you want to see who they are?"), *said, action=action, also=also, parent=self))

    @Slot()
    def _on_sure(self) -> None:
        self.say(None)
        self._set_named(named=True)
        self.rounds.noted(partial(note, self.panel, "identity-shown"))

    @Slot()
    def _on_not_sure(self) -> None:
        self.say(None)
        self.table.setFocus()

    def _set_named(self, *, named: bool) -> None:
        self._named = named
        self._who.setText(_("Hide who they are") if named else _("Show who they are"))
        self._show_rows()
        self.table.fit_columns()
        self.table.setFocus()
