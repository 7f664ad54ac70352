"""How long everything may be kept, what holds it, and deletion that leaves a certificate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QHeaderView, QTableWidget, QTableWidgetItem

from leadready.errors import LeadreadyError
from leadready.language import _, ngettext
from leadready.locales import short_day
from leadready.ui import theme
from leadready.ui.panel.panel_page import PanelPage
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.fields import Choice, LabelledField, TextLine
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.notice import Notice, error_notice
from leadready.ui.widgets.side_by_side import SideBySide
from leadready.ui.widgets.text import Text
from leadready.workflow.panel import retention
from leadready.workflow.panel.retention_words import about_words, outcome_words, round_words, state_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from leadready.ui.panel.rounds import Rounds
    from leadready.workflow.panel.retention import Due

_ROW, _MOST_ROWS = 34, 9


class RetentionPage(PanelPage):
    """What is due, and three things to do about it, each by somebody named and for a reason.

    Attributes:
        person: Who decides.
        why: The reason.
        about: What a hold is about.
    """

    def __init__(self, rounds: Rounds) -> None:
        super().__init__(
            rounds,
            _("How long this is kept"),
            _("Every applicant read until when. When that day is over, somebody deletes it, or says why not."),
        )
        self.help_text = _(
            "Files that came, and letters and reports that were written, lie where they were put: delete them there. "
            "What others have goes when they take in your next file."
        )
        self._today = self.panel.now().date()
        self._due = retention.due(self.panel.view, self._today)
        self.body.addWidget(self._summary())
        if len(self._due) > 1:
            self.body.addWidget(DueTable(self._due[1:], self))
        self.body.addWidget(self._reason_card())
        self.body.addWidget(self._hold_card())
        self.body.addWidget(self._delete_card())
        self.body.addStretch(1)
        self.set_footer(self.back_to_desk())

    def first_focus(self) -> QWidget:
        """Who decides."""
        return self.person.control

    def _summary(self) -> Notice:
        return Notice(round_words(self._due[0]), about_words(self._due), parent=self)

    def _reason_card(self) -> Card:
        card = Card(parent=self, gap=6)
        card.column.addWidget(Text(_("By whom, and why"), "heading", card))
        card.column.addWidget(Text(_("A hold and a deletion both need a name and a reason."), "muted", card))
        self.person: LabelledField[TextLine] = LabelledField(_("Who decides"), TextLine(), card)
        self.why: LabelledField[TextLine] = LabelledField(_("Why"), TextLine(), card)
        card.column.addLayout(SideBySide((self.person, 1), (self.why, 2)))
        return card

    def _hold_card(self) -> Card:
        card = Card(parent=self, gap=6)
        card.column.addWidget(Text(_("Legal hold"), "heading", card))
        words = _("What is held is not deleted, also when its time is over. The list goes on saying that it is due.")
        card.column.addWidget(Text(words, "muted", card))
        labels = [_("The whole round"), *(one.about for one in self._due[1:])]
        self.about: LabelledField[Choice] = LabelledField(_("What is held"), Choice(labels, 0, card), card)
        card.column.addWidget(self.about)
        self.hold = Button(_("Put a hold on it"), self._on_hold, parent=card)
        self.lift = Button(_("Lift the hold"), self._on_lift, parent=card)
        card.column.addLayout(Flow(self.hold, self.lift))
        return card

    def _delete_card(self) -> Card:
        card = Card(parent=self, gap=6)
        card.column.addWidget(Text(_("Delete"), "heading", card))
        words = _(
            "A signed certificate stays: what, how many, by whom, when and why, and numbers that point to nobody."
        )
        card.column.addWidget(Text(words, "muted", card))
        self.some = Button(_("Delete unsuccessful applications"), self._on_some, role="danger", parent=card)
        self.every = Button(_("Delete all applications"), self._on_every, role="danger", parent=card)
        self.whole = Button(_("Delete the whole round"), self._on_whole, role="danger", parent=card)
        ready = any(one.about and one.state == "due" for one in self._due)
        self.some.setEnabled(ready)
        self.every.setEnabled(ready)
        self.whole.setEnabled(self._due[0].state == "due")
        card.column.addLayout(Flow(self.some, self.every, self.whole))
        return card

    @Slot()
    def _on_hold(self) -> None:
        self._set_hold(on=True)

    @Slot()
    def _on_lift(self) -> None:
        self._set_hold(on=False)

    def _set_hold(self, *, on: bool) -> None:
        about = self._due[self.about.control.currentIndex()].about
        said = _("The hold is on") if on else _("The hold is lifted")
        self._do(
            lambda: retention.hold(self.panel, about, self.person.control.text(), self.why.control.text(), on=on),
            lambda: Notice(said, about or _("The whole round")),
        )

    @Slot()
    def _on_some(self) -> None:
        self._delete(everyone=False)

    @Slot()
    def _on_every(self) -> None:
        self._delete(everyone=True)

    def _delete(self, *, everyone: bool) -> None:
        more = _("This cannot be taken back.")
        if not self.sure(_("Delete the applications whose time is over?"), more, _("Delete")):
            return
        gone: list[str] = []

        def delete() -> None:
            person, why = self.person.control.text(), self.why.control.text()
            gone.extend(retention.delete_due(self.panel, person, why, self._today, everyone=everyone))

        def said() -> Notice:
            words = ngettext("{n} application was deleted", "{n} applications were deleted", len(gone))
            return Notice(
                words.format(n=len(gone)), _("Send everybody a file, so that it goes from their computers too.")
            )

        self._do(delete, said)

    @Slot()
    def _on_whole(self) -> None:
        folder = self.rounds.journey.preferences.export_folder
        folder = folder if folder.is_dir() else Path.home()
        kinds = _("Certificates of deletion (*{suffix})").format(suffix=retention.SUFFIX)
        place = str(folder / f"certificate{retention.SUFFIX}")
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Where the certificate goes"), place, kinds)
        more = _("Everything of it on this computer goes. This cannot be taken back.")
        if chosen and self.sure(_("Delete the whole round?"), more, _("Delete")):
            self.delete_round(Path(chosen))

    def delete_round(self, target: Path) -> None:
        """Delete the round; its certificate goes to a file."""
        person, why = self.person.control.text(), self.why.control.text()
        try:
            retention.delete_round(self.panel, person, why, self._today, target)
        except LeadreadyError as error:
            self.say(error_notice(_("Nothing was deleted"), error))
            return
        self.rounds.panel = None
        self.rounds.all()

    def _do(self, act: Callable[[], None], said: Callable[[], Notice]) -> None:
        try:
            act()
        except LeadreadyError as error:
            self.say(error_notice(_("Nothing was changed"), error))
            return
        self.rounds.office.retention(said)


class DueTable(QTableWidget):
    """How long each application may be kept."""

    def __init__(self, due: Sequence[Due], parent: QWidget) -> None:
        super().__init__(len(due), 4, parent)
        self.setHorizontalHeaderLabels([_("Application"), _("Outcome"), _("Kept until"), _("State")])
        self.setAccessibleName(_("Applications"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.px(_ROW))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading)
        for row, one in enumerate(due):
            cells = (one.about, outcome_words(one.outcome), short_day(one.until), state_words(one))
            for column, words in enumerate(cells):
                self.setItem(row, column, QTableWidgetItem(words))
        shown = min(len(due), _MOST_ROWS)
        self.setFixedHeight(theme.px(_ROW) * shown + self.horizontalHeader().sizeHint().height() + theme.px(8))
